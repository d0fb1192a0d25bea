"""The life of a ticket through `db.queue`, against the same statements sent raw by the driver.

    python -m bench.queue [--kind sqlite] [--lives 20] [--clients 238]

A life is issue, printed, call, serve, finish: five turns, each durable. The raw life sends what `db.queue` sent,
as the driver saw it, with ids of its own. Both go round by round, so that a busy machine slows both alike.
`--clients` adds how long so many stations wait for a call at ten times a hall's peak, on PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
from sqlalchemy import event, insert, select

from bench.databases import KINDS, sample_hall
from db import queue
from db.engine import Database, open_database
from db.errors import TurnBusy
from db.models import clerk, counter, counter_lane, service, ticket
from db.order import service_lane

ROUNDS = 10
CALLS_A_SECOND = 5
RUSH_S = 60
WARM_UP = 6  # psycopg prepares a statement at its sixth time
FIRST_COUNTER = 9000


@dataclass(frozen=True)
class Sent:
    """One statement as the driver saw it."""

    statement: str
    parameters: Any


def record(database: Database, life: Callable[[], None]) -> list[Sent]:
    """What `db.queue` says to the driver during a life, commits included."""
    said: list[Sent] = []

    def statement(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        said.append(Sent(statement, parameters))

    def commit(_c: Any) -> None:
        said.append(Sent("COMMIT", None))

    event.listen(database.engine, "before_cursor_execute", statement)
    event.listen(database.engine, "commit", commit)
    life()
    event.remove(database.engine, "before_cursor_execute", statement)
    event.remove(database.engine, "commit", commit)
    return said


def furnish(database: Database, counters: int) -> str:
    """A service of its own, and counters that look only at it, each with its clerk."""
    with database.engine.begin() as connection:
        like = dict(connection.execute(select(service).limit(1)).mappings().one())
        connection.execute(insert(service).values(like | {"id": "QQ", "cap_am": None, "cap_pm": None}))
        for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
            connection.execute(insert(clerk).values(id=f"bench{number}", name="", name_en=""))
            connection.execute(insert(counter).values(number=number, zone_id=like["zone_id"], low=False))
            lane = {"counter": number, "lane": service_lane("QQ"), "handicap_min": 0}
            connection.execute(insert(counter_lane).values(lane))
    for number in range(FIRST_COUNTER, FIRST_COUNTER + counters):
        queue.open_counter(database, uuid4(), number, f"bench{number}")
    return "QQ"


def live(database: Database, service_id: str, at: int = FIRST_COUNTER) -> None:
    """One life, turn by turn."""
    issued = queue.issue(database, uuid4(), service_id)
    queue.printed(database, uuid4(), issued.ticket_id)
    called = queue.call_next(database, uuid4(), at)
    assert called is not None
    queue.serve(database, uuid4(), called.call_id)
    queue.finish(database, uuid4(), called.call_id)


class RawLife:
    """A recorded life sent by the driver alone, again and again."""

    def __init__(self, database: Database, said: Sequence[Sent]) -> None:
        self._said = said
        self._ids: dict[str, Any] = {}
        if database.path:
            self._sqlite = sqlite3.connect(database.path, isolation_level=None)
            self._sqlite.execute("PRAGMA foreign_keys = ON")
            self._sqlite.execute("PRAGMA synchronous = FULL")
        else:
            url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._postgresql = psycopg.connect(url)
        self._run = self._on_sqlite if database.path else self._on_postgresql

    def live(self) -> None:
        """One life, statement by statement."""
        self._ids = {"token": secrets.token_urlsafe(12)}
        for sent in self._said:
            self._run(sent)

    def _fresh(self, name: str, value: Any) -> Any:
        match name:
            case "serial" | "token":
                return self._ids[name]
            case "number" if isinstance(value, str):
                return self._ids[name]
            case "request":
                return self._ids["request"]
            case "request_hex":
                return uuid4().hex
            case "digest":
                return secrets.token_hex(32)
            case "id":
                return self._ids["event"]
            case "ticket" | "ticket_id":
                return self._ids.get("ticket")
            case "call" | "call_id":
                return self._ids.get("call", value)
            case _:
                return value

    def _learn(self, statement: str, rows: Sequence[Any], made: int | None) -> None:
        """Take from an answer what the next statements need."""
        if statement.startswith("SELECT (SELECT coalesce(max(ticket.serial)"):
            self._ids["serial"] = rows[0][0] + 1
            self._ids["number"] = f"QQ{rows[0][0] + 1:03d}"
        if "paper_confirm_s" in statement:
            self._ids["event"] = (rows[0][2] or 0) + 1
            self._ids["request"] = uuid4().hex
        for table in ("ticket", "call"):
            if statement.startswith(f"INSERT INTO {table} "):
                self._ids[table] = rows[0][0] if rows else made

    def _values(self, sent: Sent) -> dict[str, Any]:
        given = sent.parameters or {}  # none with BEGIN
        return {name: self._fresh(name, value) for name, value in given.items()}

    def _on_sqlite(self, sent: Sent) -> None:
        if sent.statement == "COMMIT":
            self._sqlite.commit()
            return
        cursor = self._sqlite.execute(sent.statement, self._values(sent))
        self._learn(sent.statement, cursor.fetchall() if cursor.description else (), cursor.lastrowid)

    def _on_postgresql(self, sent: Sent) -> None:
        if sent.statement == "COMMIT":
            self._postgresql.commit()
            return
        cursor = self._postgresql.execute(sent.statement.encode(), self._values(sent))
        self._learn(sent.statement, cursor.fetchall() if cursor.description else (), None)


def measure_life(kind: str, lives: int) -> None:
    """Print how much longer a life takes through `db.queue`."""
    with sample_hall(kind) as url:
        database = open_database(url, "bench")
        service_id = furnish(database, 1)
        live(database, service_id)
        said = record(database, lambda: live(database, service_id))
        raw = RawLife(database, said)
        for _ in range(10):
            live(database, service_id)
            raw.live()
        pairs = [
            (timed(lambda: live(database, service_id), lives), timed(raw.live, lives)) for _ in range(ROUNDS)
        ]
        through, bare = (median(column) * 1000 for column in zip(*pairs, strict=True))
        ratio = median(mine / theirs for mine, theirs in pairs)
        print(
            f"{kind}: a life of {len(said)} statements takes {through:.1f} ms through db.queue,"
            f" {bare:.1f} ms raw: {ratio:.2f}x"
        )
        database.close()


def timed(life: Callable[[], object], times: int) -> float:
    """The mean time of one, in seconds."""
    begin = time.perf_counter()
    for _ in range(times):
        life()
    return (time.perf_counter() - begin) / times


def measure_line(kind: str, lengths: Sequence[int] = (300, 10_000), calls: int = 60) -> None:
    """Print how long a call takes, by how many wait."""
    with sample_hall(kind) as url:
        database = open_database(url, "bench")
        service_id = furnish(database, 1)
        there, medians = 0, []
        for length in lengths:
            wait(database, service_id, range(there, length))
            there = length
            times: list[float] = []
            for _ in range(calls):
                begin = time.perf_counter()
                called = queue.call_next(database, uuid4(), FIRST_COUNTER)
                times.append(time.perf_counter() - begin)
                assert called is not None
                queue.call_back(database, uuid4(), called.call_id)
            medians.append(median(times) * 1000)
        shown = ", ".join(
            f"{ms:.2f} ms with {length:,} waiting" for length, ms in zip(lengths, medians, strict=True)
        )
        print(f"{kind}: call_next takes {shown}: {medians[-1] / medians[0]:.2f}x")
        database.close()


def wait(database: Database, service_id: str, serials: Iterable[int]) -> None:
    """Let so many wait, without printing their papers one by one."""
    now = datetime.now(UTC)
    rows = [
        {
            "business_date": now.astimezone(ZoneInfo("Asia/Shanghai")).date(),
            "service_id": service_id,
            "prefix": service_id,
            "serial": serial + 1,
            "number": f"{service_id}{serial + 1:03d}",
            "token": secrets.token_urlsafe(12),
            "state": "waiting",
            "paper": "printed",
            "lane": service_lane(service_id),
            "due_at": now + timedelta(milliseconds=serial),
            "issued_at": now,
            "head_start_min": 0,
            "language": "zh",
        }
        for serial in serials
    ]
    with database.engine.begin() as connection:
        connection.execute(insert(ticket), rows)


def measure_rush(clients: int) -> None:
    """Print how long a call takes when so many stations call at ten times the peak, each life to its end."""
    with sample_hall("postgresql") as url:
        database = open_database(url, "bench")
        service_id = furnish(database, clients)
        calls = CALLS_A_SECOND * RUSH_S
        wait(database, service_id, range(calls + clients))
        times: list[float] = []
        ready = threading.Barrier(clients + 1)
        one_after_the_other = threading.Lock()
        begin = [0.0]

        def station(which: int) -> None:
            own = open_database(url, f"counter {FIRST_COUNTER + which}")
            # A station that has been at work this morning: its statements are known to it and to the server.
            with one_after_the_other:
                for _ in range(WARM_UP):
                    call_and_serve(own, FIRST_COUNTER + which, service_id)
            ready.wait()
            ready.wait()
            for nth in range(which, calls, clients):
                time.sleep(max(begin[0] + nth / CALLS_A_SECOND - time.perf_counter(), 0))
                times.append(call_and_serve(own, FIRST_COUNTER + which, service_id))
            own.close()

        over = threading.Event()
        commits: list[float] = []
        beside = threading.Thread(target=commit_beside, args=(url, over, commits))
        threads = [threading.Thread(target=station, args=(which,)) for which in range(clients)]
        for thread in threads:
            thread.start()
        ready.wait()
        begin[0] = time.perf_counter()
        beside.start()
        ready.wait()
        for thread in threads:
            thread.join()
        over.set()
        beside.join()
        ms = [value * 1000 for value in times]
        bare = [value * 1000 for value in commits]
        print(
            f"postgresql: {clients} clients, {len(ms)} calls at {CALLS_A_SECOND * 60} a minute:"
            f" call_next p50 {median(ms):.1f} ms, p99 {quantiles(ms, n=100)[98]:.1f} ms, worst {max(ms):.1f} ms;"
            f" meanwhile a bare commit beside them p50 {median(bare):.1f} ms, p99 {quantiles(bare, n=100)[98]:.1f} ms:"
            f" {quantiles(ms, n=100)[98] / quantiles(bare, n=100)[98]:.1f}x"
        )
        database.close()


def commit_beside(url: str, over: threading.Event, times: list[float]) -> None:
    """What the machine itself makes one wait for a durable commit, while the stations are at work."""
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("CREATE TABLE beside (nth integer)")
        raw.execute("INSERT INTO beside VALUES (0)")
        while not over.wait(1 / CALLS_A_SECOND / 2):
            begin = time.perf_counter()
            raw.execute("UPDATE beside SET nth = nth + 1")
            times.append(time.perf_counter() - begin)


def call_and_serve(database: Database, at: int, service_id: str) -> float:
    """Call, serve and finish, and let the next visitor come; returns how long the call took."""
    begin = time.perf_counter()
    request = uuid4()
    while True:
        try:
            called = queue.call_next(database, request, at)
            break
        except TurnBusy:
            continue
    took = time.perf_counter() - begin
    assert called is not None
    queue.serve(database, uuid4(), called.call_id)
    queue.finish(database, uuid4(), called.call_id)
    queue.printed(database, uuid4(), queue.issue(database, uuid4(), service_id).ticket_id)
    return took


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind of database")
    parser.add_argument("--lives", type=int, default=20, help="in each of ten rounds")
    parser.add_argument("--clients", type=int, help="also the rush, with so many stations")
    chosen = parser.parse_args()
    if hasattr(os, "getloadavg"):
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for kind in chosen.kind or KINDS:
        measure_life(kind, chosen.lives)
        measure_line(kind)
    if chosen.clients:
        measure_rush(chosen.clients)


if __name__ == "__main__":
    main()
