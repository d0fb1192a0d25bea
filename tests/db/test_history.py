"""Thirty-two stations at once, some of them killed: their own logs prove that the rules held."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from db.engine import Database
from tests.db.crowd import FIRST_COUNTER, crowd, furnish
from tests.db.history import Asked, Station, Violation, check, read_log

STATIONS = 32


def rush(url: str, folder: Path, operations: int, kills: int, seed: int) -> list[list[Asked]]:
    """Let every station work as a process, kill some at random and let others go on in their place; the logs."""
    with crowd(url, folder, STATIONS, operations // STATIONS, seed) as stations:
        while stations.working:
            which = stations.one()
            stations.look_at(which, 0.1)
            if kills and which in stations.working:
                kills -= 1
                stations.kill(which)
        return stations.logs()


def prove(database: Database, folder: Path, operations: int, kills: int) -> None:
    """Run the rush and let the checker judge it."""
    furnish(database, STATIONS // 2)
    url = database.url.render_as_string(hide_password=False)
    logs = rush(url, folder, operations, kills, seed=random.SystemRandom().getrandbits(32))
    assert check(logs) == operations // STATIONS * STATIONS


@pytest.mark.timeout(400)
def test_32_stations_and_a_few_deaths_leave_a_lawful_history(small_hall: Database, tmp_path: Path) -> None:
    prove(small_hall, tmp_path, operations=5_000, kills=16)


@pytest.mark.long
@pytest.mark.timeout(4 * 3600)
def test_100_000_operations_leave_a_lawful_history(small_hall: Database, tmp_path: Path) -> None:
    prove(small_hall, tmp_path, operations=100_000, kills=400)


def jump_the_line(asked: list[Asked]) -> None:
    """Two visitors are called in each other's place."""
    first, second = [each for each in asked if each.verb == "call_next" and each.event][:2]
    assert first.event and second.event
    for name in ("ticket_id", "number"):
        first.event[name], second.event[name] = second.event[name], first.event[name]


def give_a_number_twice(asked: list[Asked]) -> None:
    """Two visitors hold the same number."""
    issued = [each.event for each in asked if each.verb == "issue" and each.event]
    first, second = next(
        (one, two) for one, two in pairwise(issued) if one["service_id"] == two["service_id"]
    )
    second["number"] = first["number"]


def answer_too_early(asked: list[Asked]) -> None:
    """An answer that came before an earlier event was even asked for."""
    asked[-1].begin = asked[-1].end = 0.0


def lose_an_event(asked: list[Asked]) -> None:
    """Something happened that nobody asked for."""
    del asked[len(asked) // 2]


def call_a_second_visitor(asked: list[Asked]) -> None:
    """The counter still has one when it calls the next."""
    calls = [each for each in asked if each.verb == "call_next" and each.event]
    calls[1].arguments = calls[0].arguments
    calls[0].arguments = {"counter": 1}


def find_nobody(asked: list[Asked]) -> None:
    """A counter is told that nobody waits while two wait."""
    calls = [each for each in asked if each.verb == "call_next" and each.event]
    between = next(each for each in asked if each.verb == "issue" and each.begin > (asked[3].end or 0))
    asked.append(replace(calls[0], event=None, begin=between.begin, end=between.begin))


@pytest.mark.parametrize(
    "spoil",
    [jump_the_line, give_a_number_twice, answer_too_early, lose_an_event, call_a_second_visitor, find_nobody],
)
def test_a_spoilt_log_is_found_out(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[list[Asked]], None]
) -> None:
    from db.engine import open_database
    from tests.small_hall import load_small_hall

    database = open_database(sqlite_url, "test")
    load_small_hall(database)
    furnish(database, 2)
    kiosk = Station(database, tmp_path / "kiosk.jsonl", None, seed=1)
    kiosk.work(16)
    at_two = [Station(database, tmp_path / f"{at}.jsonl", FIRST_COUNTER + at, seed=at) for at in (0, 1)]
    for at in at_two:
        at.work(7)
    database.close()
    logs = [read_log(log) for log in tmp_path.glob("*.jsonl")]
    assert check(logs) == 30
    asked = sorted((each for log in logs for each in log), key=lambda each: each.begin)
    spoil(asked)
    with pytest.raises(Violation):
        check([asked])
