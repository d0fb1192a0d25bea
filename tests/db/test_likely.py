"""What is likely to be called next."""

from __future__ import annotations

from uuid import uuid4

from db import queue
from db.board import read_moment
from db.engine import Database
from db.likely import likely_calls


def take_number(hall: Database, service_id: str) -> None:
    issued = queue.issue(hall, uuid4(), service_id)
    queue.printed(hall, uuid4(), issued.ticket_id)


def likely(hall: Database, *zones: str) -> list[tuple[str, int]]:
    with hall.reading() as connection:
        calls = likely_calls(connection, zones, read_moment(connection)[1])
    return [(each.number, each.counter) for each in calls]


def test_the_heads_of_the_lanes_at_every_open_counter(small_hall: Database) -> None:
    for service_id in ("B2", "B2", "B2", "B1"):
        take_number(small_hall, service_id)
    assert likely(small_hall, "B") == []
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    assert likely(small_hall, "B") == [("B2001", 47), ("B2002", 47)]
    queue.open_counter(small_hall, uuid4(), 49, "li")
    assert likely(small_hall, "B") == [("B2001", 47), ("B1001", 49), ("B2002", 47)]
    called = queue.call_next(small_hall, uuid4(), 47)
    assert called is not None
    assert likely(small_hall, "B") == [("B2002", 47), ("B1001", 49), ("B2003", 47)]


def test_what_was_foretold_comes_true(small_hall: Database) -> None:
    for service_id in ("B1", "B2", "B2"):
        take_number(small_hall, service_id)
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    for _ in range(3):
        foretold = likely(small_hall, "B")[0]
        called = queue.call_next(small_hall, uuid4(), 47)
        assert called is not None
        assert foretold == (called.number, called.counter)
        queue.serve(small_hall, uuid4(), called.call_id)
        queue.finish(small_hall, uuid4(), called.call_id)


def test_a_paused_counter_and_another_zone_are_left_out(small_hall: Database) -> None:
    take_number(small_hall, "B2")
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    assert likely(small_hall, "A") == []
    queue.pause_counter(small_hall, uuid4(), 47, "lunch")
    assert likely(small_hall, "B") == []
