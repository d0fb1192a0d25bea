"""A rush: an empty database becomes a hall, processes become its stations, and the record is held against their notes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from uuid import uuid4

from db import queue
from db.engine import Database, connections_at_most, open_database
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.hall_folder import HallFolder
from db.health import CONNECTIONS_A_STATION
from db.loader import load_hall
from db.migrate import init
from db.turn import take_turn
from hall.day.invariants import Promise
from hall.day.plan import made_roomy
from hall.day.proof import must_be_empty, prove
from hall.day.run import staffed_folder
from hall.load.notes import Notes
from hall.load.pace import PEAK_A_MINUTE, Pace, Post, pace_for, posts_of, shared_out
from hall.load.process import Order, Sofar, be_stations
from hall.load.server import Server, ServerTime
from hall.stage import open_at_any_hour

_SPARE = 10
_START_S, _END_S = 300.0, 60.0


class NeedsPostgreSQL(HallError):
    """One file is one PC's."""

    template = QT_TRANSLATE_NOOP(
        "errors", "A load test needs a PostgreSQL database: {url} is one PC's own and never has 278 stations."
    )


class TooFewConnections(HallError):
    """The server would turn stations away."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{stations} stations need {needed} connections, and the server lets {most} in."
        " Set max_connections to {needed} or more and restart it.",
    )


class StationsGone(HallError):
    """A process ended that should not have."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} of the processes with stations ended too early. See above."
    )


@dataclass(frozen=True)
class Crowd:
    """Who is to come, how often, and for how long."""

    folder: HallFolder
    callers: int
    kiosks: int
    boards: int
    peak: float
    seconds: float
    to_a_process: int = 10
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    crowd: Crowd
    posts: Sequence[Post]
    processes: int
    notes: Notes
    seconds: float
    server: ServerTime | None
    """None: the server is on another machine, or somebody else's."""
    promises: Sequence[Promise]


Progress = Callable[[float, int, int], None]
"""Hears for how many seconds it has gone on, and how many commands and failures there were."""


def rush(url: str, crowd: Crowd, progress: Progress) -> Outcome:
    """Let the stations work at `url`, a PostgreSQL database without tickets.

    Raises `NeedsPostgreSQL`, `NotEmpty`, `TooFewConnections` or `StationsGone`.
    """
    database = open_database(url, "load test")
    with ExitStack() as stack:
        stack.callback(database.close)
        if database.dialect != "postgresql":
            raise NeedsPostgreSQL(url=database.shown_url)
        posts = posts_of(crowd.folder, crowd.callers, crowd.kiosks, crowd.boards)
        _must_let_in(database, len(posts))
        _found(url, database, crowd)
        server = Server.of(database)
        crew = stack.enter_context(_crew(url, crowd, posts, _pace(database, crowd)))
        crew.wait_until_ready()
        began, before = monotonic(), server and server.time()
        crew.tell(Order.GO)
        crew.watch(began + crowd.seconds, lambda done, failed: progress(monotonic() - began, done, failed))
        seconds, after = monotonic() - began, server and server.time()
        crew.tell(Order.END)
        notes = crew.collect()
        queue.close_day(database, uuid4())
        promises, _ = prove(database, crowd.folder, notes.requests, notes.tickets)
        return Outcome(
            crowd,
            posts,
            len(crew.processes),
            notes,
            seconds,
            after - before if before and after else None,
            promises,
        )


def _must_let_in(database: Database, stations: int) -> None:
    needed = stations * CONNECTIONS_A_STATION + _SPARE
    with database.reading() as connection:
        most = connections_at_most(connection)
    if needed > most:
        raise TooFewConnections(stations=stations, needed=needed, most=most)


def _found(url: str, database: Database, crowd: Crowd) -> None:
    """Make the hall: caps that turn nobody away, a clerk for each counter, open at any hour."""
    init(url)
    must_be_empty(database)
    expected = round(PEAK_A_MINUTE * crowd.peak * crowd.seconds / 60)
    load_hall(database, uuid4(), staffed_folder(made_roomy(crowd.folder, 20 * expected)))
    open_at_any_hour(database)


def _pace(database: Database, crowd: Crowd) -> Pace:
    with take_turn(database) as turn:
        rules = turn.rules
    return pace_for(crowd.folder, rules, crowd.peak, crowd.callers, crowd.kiosks)


@contextmanager
def _crew(url: str, crowd: Crowd, posts: Sequence[Post], pace: Pace) -> Iterator[_Crew]:
    crew = _Crew()
    context = multiprocessing.get_context("spawn")
    try:
        for nth, some in enumerate(shared_out(posts, crowd.to_a_process)):
            ours, theirs = context.Pipe()
            seed = crowd.seed * 1000 + nth
            process = context.Process(target=be_stations, args=(some, pace, url, seed, theirs), daemon=True)
            process.start()
            theirs.close()
            crew.processes[ours] = process
        yield crew
    finally:
        for process in crew.processes.values():
            process.kill()
            process.join()


@dataclass
class _Crew:
    """The processes by the line to each, and what each said last."""

    processes: dict[Connection, BaseProcess] = field(default_factory=dict)
    said: dict[Connection, Sofar] = field(default_factory=dict)
    notes: dict[Connection, Notes] = field(default_factory=dict)

    def tell(self, order: Order) -> None:
        for line in self.processes:
            line.send(order)

    def wait_until_ready(self) -> None:
        end = monotonic() + _START_S
        while not self._all_ready() and monotonic() < end:
            self._hear(end)
        if not self._all_ready():
            raise StationsGone(number=len(self.processes) - len(self.said))

    def _all_ready(self) -> bool:
        return len(self.said) == len(self.processes) and all(each.ready for each in self.said.values())

    def watch(self, end: float, progress: Callable[[int, int], None]) -> None:
        while monotonic() < end:
            self._hear(end)
            progress(
                sum(each.commands for each in self.said.values()),
                sum(each.failures for each in self.said.values()),
            )

    def collect(self) -> Notes:
        end = monotonic() + _END_S
        while len(self.notes) < len(self.processes) and monotonic() < end:
            self._hear(end)
        if missing := len(self.processes) - len(self.notes):
            raise StationsGone(number=missing)
        together = Notes()
        for notes in self.notes.values():
            together.add(notes)
        return together

    def _hear(self, end: float) -> None:
        lines = [line for line in self.processes if line not in self.notes]
        readable = wait(lines, timeout=max(0.0, min(end - monotonic(), 1.0)))
        for line in lines:
            if line not in readable:
                continue
            try:
                said = line.recv()
            except (EOFError, OSError):
                raise StationsGone(number=1) from None
            if isinstance(said, Notes):
                self.notes[line] = said
            else:
                self.said[line] = said
