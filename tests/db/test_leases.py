"""A zone speaks through exactly one display."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from db.engine import Database, open_database
from db.leases import claim, give_up, taken_by_others


class Clock:
    """SQLite's hall goes by its own PC; here by hand."""

    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(small_hall: Database, database_url: str, clock: Clock) -> Iterator[Database]:
    opened = open_database(database_url, "board", clock)
    yield opened
    opened.close()


def test_the_first_one_speaks_and_nobody_else(hall: Database) -> None:
    assert claim(hall, ["A", "B"], "one", 8, fit=True) == {"A", "B"}
    assert claim(hall, ["A", "B"], "two", 8, fit=True) == set()
    assert taken_by_others(hall, ["A", "B"], "two", fit=True) == {"A", "B"}
    assert taken_by_others(hall, ["A", "B"], "one", fit=True) == set()


def test_whoever_asks_again_in_time_keeps_it(hall: Database, clock: Clock) -> None:
    claim(hall, ["B"], "one", 8, fit=True)
    for _ in range(3):
        clock.now += timedelta(seconds=7)
        assert claim(hall, ["B"], "one", 8, fit=True) == {"B"}
        assert claim(hall, ["B"], "two", 8, fit=True) == set()


def test_a_lease_that_has_run_out_is_anybodys_and_the_late_one_is_told(hall: Database, clock: Clock) -> None:
    claim(hall, ["B"], "one", 8, fit=True)
    clock.now += timedelta(seconds=8)
    assert claim(hall, ["B"], "two", 8, fit=True) == {"B"}
    assert claim(hall, ["B"], "one", 8, fit=True) == set()


def test_whoever_cannot_be_heard_gives_way_to_one_who_can(hall: Database) -> None:
    assert claim(hall, ["B"], "mute", 8, fit=False) == {"B"}
    assert claim(hall, ["B"], "also mute", 8, fit=False) == set()
    assert taken_by_others(hall, ["B"], "also mute", fit=False) == {"B"}
    assert taken_by_others(hall, ["B"], "loud", fit=True) == set()
    assert claim(hall, ["B"], "loud", 8, fit=True) == {"B"}
    assert claim(hall, ["B"], "mute", 8, fit=False) == set()


def test_what_is_given_up_is_free_at_once(hall: Database) -> None:
    claim(hall, ["B"], "one", 8, fit=True)
    give_up(hall, "one")
    assert claim(hall, ["B"], "two", 8, fit=True) == {"B"}


def test_a_zone_that_does_not_exist_has_no_voice(hall: Database) -> None:
    assert claim(hall, ["Z"], "one", 8, fit=True) == set()


@pytest.mark.parametrize("before", [False, True], ids=["the first ever", "after one that has run out"])
def test_of_many_at_once_one_gets_it(small_hall: Database, database_url: str, before: bool) -> None:
    if before:
        claim(small_hall, ["B"], "old", 0, fit=True)
    granted: list[str] = []
    start = threading.Barrier(6)

    def ask(name: str) -> None:
        hall = open_database(database_url, name)
        start.wait()
        if claim(hall, ["B"], name, 60, fit=True):
            granted.append(name)
        hall.close()

    askers = [threading.Thread(target=ask, args=(name,)) for name in "abcdef"]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(granted) == 1
