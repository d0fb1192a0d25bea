"""A crowd of stations, each its own process, that can be killed and replaced while they work."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, update

from db import queue
from db.engine import Database
from db.models import clerk, counter, counter_lane, hall
from db.order import service_lane
from tests.db.history import ENOUGH, SERVICES, Asked, read_log, run_station
from tests.small_hall import zone_where_it_is_about_noon

FIRST_COUNTER = 500


def furnish(database: Database, counters: int) -> None:
    """Counters for the same two services; a paper of which nobody speaks waits until its station is back."""
    with database.engine.begin() as connection:
        connection.execute(
            update(hall).values(paper_confirm_s=86400, time_zone=zone_where_it_is_about_noon())
        )
        for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
            connection.execute(insert(clerk).values(id=f"clerk{number}", name="", name_en=""))
            connection.execute(insert(counter).values(number=number, zone_id="B", low=False))
            for service in SERVICES:
                lane = {"counter": number, "lane": service_lane(service), "handicap_min": 0}
                connection.execute(insert(counter_lane).values(lane))
    for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
        queue.open_counter(database, uuid4(), number, f"clerk{number}")


class Crowd:
    """As many kiosks as counters; each works until so many of its requests are answered, or there is `enough`."""

    def __init__(self, url: str, folder: Path, stations: int, operations: int, seed: int) -> None:
        kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: Any = multiprocessing.get_context(kind)
        if kind == "forkserver":
            self._context.set_forkserver_preload(["tests.db.history"])
        self._url = url
        self._folder = folder
        self._operations = operations
        self._dice = random.Random(seed)
        self.working = {which: self._start(which) for which in range(stations)}

    def _start(self, which: int) -> Any:
        at = FIRST_COUNTER + which // 2 if which % 2 else None
        log = str(self._folder / f"station-{which}.jsonl")
        arguments = (self._url, log, at, self._operations, self._dice.getrandbits(64))
        process = self._context.Process(target=run_station, args=arguments)
        process.start()
        return process

    def one(self) -> int:
        """Any of those that work."""
        return self._dice.choice(list(self.working))

    def kill(self, which: int) -> None:
        """Let one die at once; another goes on in its place."""
        self.working[which].kill()
        self.working[which].join()
        self.working[which] = self._start(which)

    def look_at(self, which: int, for_s: float) -> None:
        """Let one go home that has done its work within the time."""
        process = self.working[which]
        process.join(for_s)
        if process.exitcode == 0:
            del self.working[which]
        else:
            assert process.is_alive(), f"station {which} failed"

    def enough(self) -> None:
        """Let everybody finish what was asked, ask no more, and go home."""
        (self._folder / ENOUGH).touch()
        while self.working:
            self.look_at(self.one(), 0.1)

    def answers(self) -> int:
        """How many requests were answered so far."""
        return sum(log.read_bytes().count(b'"answer"') for log in self._folder.glob("station-*.jsonl"))

    def logs(self) -> list[list[Asked]]:
        """What each station wrote down."""
        return [read_log(log) for log in sorted(self._folder.glob("station-*.jsonl"))]


@contextmanager
def crowd(url: str, folder: Path, stations: int, operations: int, seed: int) -> Iterator[Crowd]:
    """A crowd that leaves no process behind."""
    here = Crowd(url, folder, stations, operations, seed)
    try:
        yield here
    finally:
        for process in here.working.values():
            process.kill()
            process.join()
