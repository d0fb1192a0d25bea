"""Thirty-two stations at once, some of them killed: their own logs prove that the rules held."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from db import queue
from db.engine import Database
from db.models import clerk, counter, counter_lane, hall
from db.order import service_lane
from tests.db.history import SERVICES, Asked, Station, Violation, check, read_log, run_station

STATIONS = 32
FIRST_COUNTER = 500


def furnish(database: Database, counters: int) -> None:
    """Counters for the same two services; a paper of which nobody speaks waits until its station is back."""
    with database.engine.begin() as connection:
        connection.execute(update(hall).values(paper_confirm_s=86400))
        for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
            connection.execute(insert(clerk).values(id=f"clerk{number}", name="", name_en=""))
            connection.execute(insert(counter).values(number=number, zone_id="B", low=False))
            for service in SERVICES:
                lane = {"counter": number, "lane": service_lane(service), "handicap_min": 0}
                connection.execute(insert(counter_lane).values(lane))
    for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
        queue.open_counter(database, uuid4(), number, f"clerk{number}")


def rush(url: str, folder: Path, operations: int, kills: int, seed: int) -> list[list[Asked]]:
    """Let every station work as a process, kill some at random and let others go on in their place; the logs."""
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload(["tests.db.history"])
    dice = random.Random(seed)

    def start(which: int) -> Any:
        at = FIRST_COUNTER + which // 2 if which % 2 else None
        log = str(folder / f"station-{which}.jsonl")
        arguments = (url, log, at, operations // STATIONS, dice.getrandbits(64))
        process = context.Process(target=run_station, args=arguments)
        process.start()
        return process

    working = {which: start(which) for which in range(STATIONS)}
    try:
        while working:
            which = dice.choice(list(working))
            working[which].join(0.1)
            if working[which].exitcode == 0:
                del working[which]
            elif kills and working[which].is_alive():
                kills -= 1
                working[which].kill()
                working[which].join()
                working[which] = start(which)
            else:
                assert working[which].is_alive(), f"station {which} failed"
    finally:
        for process in working.values():
            process.kill()
            process.join()
    return [read_log(log) for log in sorted(folder.glob("station-*.jsonl"))]


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
