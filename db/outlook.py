"""What the forecast is told of the hall as it stands: its last visits, its open counters and its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, or_, select

from db.calendar import HoursKind, read_calendar
from db.forecast import LAST_VISITS, Estimate, OpenCounter, ServiceTimes, Visit, Waiting, forecast, learn
from db.models import call, counter, counter_lane, hall, service, ticket
from db.order import may_serve, service_lane
from db.statement import Statement, written
from db.status import Outcome, TicketState

_BREAK_S, _BREAK_DOUBT, _GONE_S = 600.0, 0.5, 3600.0
_TIME_ZONE = Statement(select(hall.c.time_zone))
_newest = select(func.max(call.c.id)).scalar_subquery()
_VISITS = Statement(
    select(call.c.counter, ticket.c.service_id, call.c.called_at, call.c.ended_at, ticket.c.head_start_min)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .where(
        call.c.id > _newest - LAST_VISITS,
        call.c.ended_at.is_not(None),
        call.c.outcome != Outcome.CALLED_BACK.value,
        # Of a ticket that went on to another service nobody knows any more which visit was for which.
        ticket.c.service_id == ticket.c.prefix,
        ticket.c.service_id.in_(bindparam("services", expanding=True)),
    )
    .order_by(call.c.id)
)
_looked_at = counter_lane.alias()
_COUNTERS = Statement(
    select(
        counter.c.number,
        counter_lane.c.lane,
        counter_lane.c.handicap_min,
        ticket.c.service_id,
        call.c.called_at,
        counter.c.paused_at,
    )
    .select_from(counter)
    .join(counter_lane, counter_lane.c.counter == counter.c.number)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(
        counter.c.number.in_(
            select(_looked_at.c.counter).where(_looked_at.c.lane.in_(bindparam("lanes", expanding=True)))
        ),
        counter.c.clerk_id.is_not(None),
        may_serve(counter.c.clerk_id),
    )
    .order_by(counter.c.number, counter_lane.c.lane)
)
_LINE = Statement(
    select(ticket.c.id, ticket.c.lane, ticket.c.service_id, ticket.c.due_at)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.state == written(TicketState.WAITING),
        ticket.c.lane.in_(bindparam("lanes", expanding=True)),
    )
    .order_by(ticket.c.lane, ticket.c.due_at, ticket.c.id)
)
_EXPECTED = Statement(
    select(service.c.id, service.c.expected_min).where(
        service.c.id.in_(bindparam("services", expanding=True))
    )
)
_ITS_PLACE = Statement(
    select(ticket.c.lane, ticket.c.service_id, ticket.c.due_at).where(
        ticket.c.id == bindparam("ticket"),
        or_(ticket.c.state == TicketState.ISSUED.value, ticket.c.state == TicketState.WAITING.value),
    )
)


def newcomers_waits(
    connection: Connection, moment: datetime, business_date: date, service_ids: Sequence[str]
) -> dict[str, Estimate | None]:
    """The wait of somebody who takes a number of each of these services now; None: no open counter gets so far."""
    asked = [Waiting(service_lane(each), each, moment, newcomer=True) for each in service_ids]
    waits = _read_waits(connection, moment, business_date, asked)
    return dict(zip(service_ids, waits, strict=True))


def ticket_wait(
    connection: Connection, moment: datetime, business_date: date, ticket_id: int
) -> Estimate | None:
    """How much longer a ticket waits; None: it does not wait, or no open counter gets so far."""
    place = _ITS_PLACE.first(connection, {"ticket": ticket_id})
    if place is None:
        return None
    return _read_waits(connection, moment, business_date, [Waiting(**place, newcomer=True)], ticket_id)[0]


def _read_waits(
    connection: Connection,
    moment: datetime,
    business_date: date,
    asked: Sequence[Waiting],
    ticket_id: int | None = None,
) -> list[Estimate | None]:
    """How long those who ask would wait, who are not in line themselves or have this ticket there."""
    lanes = {each.lane for each in asked}
    counters = []
    back_from_noon_s = _until_serving(connection, moment, business_date)
    for _, rows in groupby(_COUNTERS.rows(connection, {"lanes": sorted(lanes)}), key=itemgetter("number")):
        seen = list(rows)
        offered = [(row["lane"], row["handicap_min"] * 60.0) for row in seen]
        away_s = _away_s(moment, seen[0]["paused_at"], back_from_noon_s)
        doubt = _BREAK_DOUBT if back_from_noon_s is None else 0.0
        if away_s is not None and any(lane in lanes for lane, _ in offered):
            counters.append(OpenCounter(offered, seen[0]["service_id"], seen[0]["called_at"], away_s, doubt))
    theirs = sorted({lane for each in counters for lane, _ in each.lanes})
    waiting = [
        *asked,
        *(
            Waiting(row["lane"], row["service_id"], row["due_at"])
            for row in _LINE.rows(connection, {"business_date": business_date, "lanes": theirs})
            if row["id"] != ticket_id
        ),
    ]
    services = {each.service_id for each in waiting}
    services |= {each.service_id for each in counters if each.service_id is not None}
    waits = forecast(moment, counters, waiting, _times(connection, services))
    return [wait and wait.in_minutes() for wait in waits[: len(asked)]]


def _until_serving(connection: Connection, moment: datetime, business_date: date) -> float | None:
    """How long until counters call again, when this is a time at which the hall does not serve; None: it does."""
    time_zone = ZoneInfo(_TIME_ZONE.value(connection))
    hours = read_calendar(connection, time_zone, business_date).hours(HoursKind.SERVE, moment)
    if hours.open or hours.next is None or hours.next.astimezone(time_zone).date() != business_date:
        return None
    return (hours.next - moment).total_seconds()


def _away_s(moment: datetime, paused_at: datetime | None, until_serving_s: float | None) -> float | None:
    """How long nobody will call at a counter; None: too long to reckon with it.

    A pause at noon ends when the hall serves again. Any other takes ten minutes, or as long again as it has taken.
    """
    if paused_at is None:
        return 0.0
    if until_serving_s is not None:
        return until_serving_s
    so_far_s = (moment - paused_at).total_seconds()
    return None if so_far_s > _GONE_S else max(_BREAK_S - so_far_s, so_far_s)


def _times(connection: Connection, service_ids: Collection[str]) -> dict[str, ServiceTimes]:
    values = {"services": sorted(service_ids)}
    expected_min = {row["id"]: float(row["expected_min"]) for row in _EXPECTED.rows(connection, values)}
    visits = [
        Visit(
            row["counter"], row["service_id"], row["called_at"], row["ended_at"], row["head_start_min"] * 60.0
        )
        for row in _VISITS.rows(connection, values)
    ]
    return learn(visits, expected_min)
