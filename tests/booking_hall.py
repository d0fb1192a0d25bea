"""A small hall that can be booked, for tests of appointments and their lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time

from sqlalchemy import insert, update

from db.engine import Database, open_database
from db.models import opening_hours, service, slot
from db.slots import free_slots
from tests.hand_clock import HandClock, at
from tests.small_hall import load_small_hall

NINE, TEN, ELEVEN, TWO = (at(2026, 11, 25, hour) for hour in (9, 10, 11, 14))
"""The slots of Wednesday."""


@contextmanager
def booking_hall(url: str, clock: HandClock) -> Iterator[Database]:
    """The small hall, open 9-12 and 13-17 from Monday to Friday; B2 has slots for two at 9, 10, 11 and 14."""
    database = open_database(url, "test", clock=clock)
    load_small_hall(database)
    with database.engine.begin() as connection:
        connection.execute(update(service).where(service.c.id == "B2").values(by_appointment=True))
        for opens, closes in ((time(9), time(12)), (time(13), time(17))):
            rows = [{"weekday": day, "kind": "issue", "opens": opens, "closes": closes} for day in range(5)]
            connection.execute(insert(opening_hours), rows)
        for hour in (9, 10, 11, 14):
            rows = [
                {"service_id": "B2", "weekday": day, "starts": time(hour), "capacity": 2} for day in range(5)
            ]
            connection.execute(insert(slot), rows)
    yield database
    database.close()


def places_left(hall: Database, clock: HandClock) -> dict[datetime, int]:
    """How many places each slot of B2 still has, of those that can be booked now."""
    with hall.reading() as connection:
        return {each.starts_at: each.left for each in free_slots(connection, "B2", clock.moment)}
