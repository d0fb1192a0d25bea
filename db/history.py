"""What happened, read page by page: a long reading must not hold up the hall's turns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, bindparam, select

from db.engine import Database, server_clock, wall_clock
from db.errors import NotInitialised
from db.models import event, hall

PAGE = 2000

_ALL = select(event).where(event.c.id > bindparam("after")).order_by(event.c.id).limit(PAGE)
_SOME = _ALL.where(event.c.id < bindparam("until"), event.c.kind.in_(bindparam("kinds", expanding=True)))
_NEWEST_ID = select(event.c.id).order_by(event.c.id.desc()).limit(1)
_AT = select(event.c.at).where(event.c.id >= bindparam("wanted")).order_by(event.c.id).limit(1)
_CLOCK = select(hall.c.time_zone, server_clock().label("clock"))


def all_rows(database: Database) -> Iterator[RowMapping]:
    """Every row of the event table, from the first; SQLite's writers wait for one page at most."""
    after = -(2**31)
    while True:
        with database.reading() as connection:
            rows = connection.execute(_ALL, {"after": after}).mappings().all()
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]


def rows_of_day(
    database: Database, day: date, time_zone: ZoneInfo, kinds: Collection[str]
) -> Iterator[RowMapping]:
    """The rows of these kinds of one day of the hall."""
    with database.reading() as connection:
        after = first_id(connection, datetime.combine(day, time(), time_zone)) - 1
        until = first_id(connection, datetime.combine(day + timedelta(days=1), time(), time_zone))
    while True:
        values = {"after": after, "until": until, "kinds": list(kinds)}
        with database.reading() as connection:
            rows = connection.execute(_SOME, values).mappings().all()
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]


def first_id(connection: Connection, moment: datetime) -> int:
    """The id of the first event at this moment or later; one past the newest when there is none.

    History never runs backwards, so the ids are in the order of the moments, and halving finds it.
    """
    low, high = 1, (connection.execute(_NEWEST_ID).scalar() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = connection.execute(_AT, {"wanted": middle}).scalar()
        if at is None or at >= moment:
            high = middle
        else:
            low = middle + 1
    return low


def zone_and_today(database: Database) -> tuple[ZoneInfo, date]:
    """The hall's time zone, and its own date."""
    with database.reading() as connection:
        row = connection.execute(_CLOCK).first()
    if row is None:
        raise NotInitialised(url=database.shown_url)
    now = database.clock() if database.clock else row.clock or wall_clock()
    time_zone = ZoneInfo(row.time_zone)
    return time_zone, now.astimezone(time_zone).date()
