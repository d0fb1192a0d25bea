"""What can be had at this moment: whether numbers are given out, and of which services none are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, func, select

from db import order
from db.board import read_moment
from db.calendar import OpenStatus, read_calendar, status, zone_of_hall
from db.caps import read_full
from db.models import counter, counter_lane


@dataclass(frozen=True)
class Offers:
    """How it stands at a moment of the hall."""

    moment: datetime
    today: date
    hours: OpenStatus
    full: Mapping[str, datetime | None]
    """Services whose numbers are all taken, with their next chance."""
    paused: frozenset[str]
    """Services at all of whose open counters somebody makes a pause: numbers are given out, nobody calls them yet."""

    @property
    def changes_at(self) -> datetime | None:
        """When any of this is different by itself."""
        issue = self.hours.issue
        moments = [issue.until if issue.open else issue.next, *self.full.values()]
        coming = [each for each in moments if each is not None and each > self.moment]
        return min(coming, default=None)


_PAUSED = (
    select(counter_lane.c.lane)
    .join(counter, counter.c.number == counter_lane.c.counter)
    .where(counter_lane.c.handicap_min == 0, counter.c.clerk_id.is_not(None), ~counter.c.retired)
    .group_by(counter_lane.c.lane)
    .having(func.sum(case((counter.c.paused_at.is_(None), 1), else_=0)) == 0)
)


def read_offers(connection: Connection) -> Offers:
    """What can be had now."""
    moment, today = read_moment(connection)
    calendar = read_calendar(connection, zone_of_hall(connection), today)
    service_lane = order.service_lane("")
    lanes = connection.execute(_PAUSED).scalars()
    return Offers(
        moment=moment,
        today=today,
        hours=status(connection, moment),
        full=read_full(connection, calendar, moment),
        paused=frozenset(lane.removeprefix(service_lane) for lane in lanes if lane.startswith(service_lane)),
    )
