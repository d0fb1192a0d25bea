"""What can be had at a moment: open or closed, full, paused, and when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import update

from db import queue
from db.engine import Database
from db.errors import CapReached
from db.models import service
from db.offers import Offers, read_offers
from tests.booking_hall import booking_hall
from tests.hand_clock import HandClock, at


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """Open 9-12 and 13-17 on working days; it is Tuesday, 10:00."""
    with booking_hall(database_url, clock) as opened:
        yield opened


def offers(hall: Database) -> Offers:
    with hall.reading() as connection:
        return read_offers(connection)


def cap(hall: Database, **caps: int) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(service).where(service.c.id == "B2").values(**caps))


def test_open_it_says_until_when(hall: Database, clock: HandClock) -> None:
    now = offers(hall)
    assert now.hours.issue.open and now.full == {} and now.changes_at == at(2026, 11, 24, 12)


def test_closed_it_says_since_why_and_until_when(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 24, 12, 30)
    now = offers(hall)
    assert not now.hours.issue.open and now.hours.reason == "closed at this hour"
    assert now.changes_at == at(2026, 11, 24, 13)


def test_full_is_what_the_hall_would_refuse_and_no_sooner(hall: Database, clock: HandClock) -> None:
    cap(hall, cap_am=2, cap_pm=5)
    for _ in range(2):
        assert offers(hall).full == {}
        queue.issue(hall, uuid4(), "B2")
    with pytest.raises(CapReached):
        queue.issue(hall, uuid4(), "B2")
    assert offers(hall).full == {"B2": at(2026, 11, 24, 13)}
    clock.moment = at(2026, 11, 24, 13)
    assert offers(hall).full == {}
    queue.issue(hall, uuid4(), "B2")


def test_a_cancelled_number_makes_room(hall: Database) -> None:
    cap(hall, cap_am=1)
    issued = queue.issue(hall, uuid4(), "B2")
    assert offers(hall).full == {"B2": at(2026, 11, 24, 13)}
    queue.cancel(hall, uuid4(), issued.ticket_id, "went home")
    assert offers(hall).full == {}


def test_a_service_is_paused_when_all_its_open_counters_are(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    queue.open_counter(hall, uuid4(), 48, "li")
    queue.pause_counter(hall, uuid4(), 47, "tea")
    assert offers(hall).paused == frozenset()
    queue.pause_counter(hall, uuid4(), 48, "tea")
    assert offers(hall).paused == {"B2"}
    queue.resume_counter(hall, uuid4(), 48)
    assert offers(hall).paused == frozenset()
