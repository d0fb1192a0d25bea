"""From a call's commit to its number on the board: `python -m bench.repaint`.

A caller process commits calls; the display's own follower, presenter and board run in this one, offscreen at
1920x1080. The raw limit of the same run is a bare driver: one process commits a row, another wakes up from it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from multiprocessing.connection import Connection
from select import select
from uuid import uuid4

import psycopg
from PySide6.QtCore import QTimer

from bench.databases import KINDS, sample_hall
from bench.living_board import start
from db import queue
from db.engine import open_database, parse_url
from display.board import Board
from display.channel import Channel
from display.presenter import Presenter
from display.reader import ZoneReader
from display.sentences import Sentences, load_tongues
from display.words import Words
from shell.follower import Follower
from shell.theme import load_theme

ZONE, COUNTER, CLERK, SERVICE = "B", 48, "B01", "B2"
WARM_UP = 20
FOCUS_S = 0.05
"""In a hall a call stands large for five seconds; here calls follow each other faster than that."""

Moments = dict[int, float]
"""What happened (a call, a row) and when, on the machine's monotonic clock."""


def pause() -> None:
    """Calls come when they come, not in step with anybody's timer."""
    time.sleep(random.uniform(0.02, 0.06))


def call(url: str, calls: int, told: Connection) -> None:
    """Commit calls, and tell when each was committed."""
    database = open_database(url, "bench caller")
    queue.open_counter(database, uuid4(), COUNTER, CLERK)
    for _ in range(calls):
        queue.printed(database, uuid4(), queue.issue(database, uuid4(), SERVICE).ticket_id)
    told.recv()
    committed: Moments = {}
    for _ in range(calls):
        pause()
        called = queue.call_next(database, uuid4(), COUNTER)
        assert called is not None
        committed[called.call_id] = time.monotonic()
        pause()
        queue.serve(database, uuid4(), called.call_id)
        queue.finish(database, uuid4(), called.call_id)
    told.send(committed)


def board_latencies(url: str, calls: int) -> list[float]:
    """Seconds from each commit to the end of the paint that shows it."""
    application = start()
    mine, others = multiprocessing.Pipe()
    caller = multiprocessing.get_context("spawn").Process(target=call, args=(url, calls, others))
    caller.start()

    words = Words("zh")
    board = Board(words, load_theme("light"))
    board.resize(1920, 1080)
    board.show()
    painted: Moments = {}
    board.painted.connect(painted.__setitem__)
    channel = Channel(None, Sentences(load_tongues(), ["zh"]).of, focus_s=FOCUS_S)
    presenter = Presenter((ZONE,), words, channel)
    presenter.changed.connect(board.show_state)
    channel.began.connect(presenter.began)
    channel.ended.connect(presenter.ended)
    channel.settled.connect(presenter.settled)
    channel.start()
    reader = ZoneReader((ZONE,))
    follower = Follower(
        partial(open_database, url, "bench board"), (ZONE,), reader, at_leisure=reader.at_leisure
    )
    follower.news.connect(presenter.news)
    follower.start()

    committed: Moments = {}
    look = QTimer(interval=50)

    def whether_done() -> None:
        if mine.poll():
            committed.update(mine.recv())
        if not caller.is_alive() and committed.keys() <= painted.keys():
            application.quit()

    look.timeout.connect(whether_done)
    look.start()
    mine.send("go")
    application.exec()
    follower.stop()
    channel.stop()
    board.close()
    return [painted[call_id] - moment for call_id, moment in sorted(committed.items())]


def commit_raw(url: str, rows: int, told: Connection) -> None:
    """Commit rows with the bare driver, and tell when each was committed."""
    committed: Moments = {}
    connection = connect_raw(url)
    told.recv()
    for row in range(rows):
        pause()
        if isinstance(connection, sqlite3.Connection):
            connection.execute("INSERT INTO raw VALUES (?)", (row,))
        else:
            with connection.transaction():
                connection.execute("INSERT INTO raw VALUES (%s)", (row,))
                connection.execute("NOTIFY raw")
        committed[row] = time.monotonic()
    told.send(committed)


def connect_raw(url: str) -> psycopg.Connection | sqlite3.Connection:
    """A connection with nothing between."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(str(parse_url(url).database), isolation_level=None, timeout=5)
        connection.execute("PRAGMA synchronous = FULL")
        return connection
    return psycopg.connect(url, autocommit=True)


def wake_latencies(url: str, rows: int) -> list[float]:
    """Seconds from each raw commit to the moment at which a bare listener knows of it."""
    connection = connect_raw(url)
    connection.execute("CREATE TABLE raw (row integer)")
    mine, others = multiprocessing.Pipe()
    writer = multiprocessing.get_context("spawn").Process(target=commit_raw, args=(url, rows, others))
    writer.start()
    mine.send("go")
    if isinstance(connection, sqlite3.Connection):
        woken = list(sqlite_wakes(connection, rows))
    else:
        woken = list(postgresql_wakes(connection, rows))
    committed = mine.recv()
    writer.join()
    connection.close()
    return [moment - committed[row] for row, moment in enumerate(woken)]


def postgresql_wakes(connection: psycopg.Connection, rows: int) -> Iterable[float]:
    """The moment of each notification."""
    connection.execute("LISTEN raw")
    seen = 0
    while seen < rows:
        select([connection], [], [])
        for _ in connection.notifies(timeout=0):
            seen += 1
            yield time.monotonic()


def sqlite_wakes(connection: sqlite3.Connection, rows: int) -> Iterable[float]:
    """The moment of each change, looked for without a rest: SQLite tells nobody by itself."""
    version = connection.execute("PRAGMA data_version").fetchone()
    seen = 0
    while seen < rows:
        if (now := connection.execute("PRAGMA data_version").fetchone()) != version:
            version = now
            seen += 1
            yield time.monotonic()


def line(name: str, seconds: list[float]) -> tuple[str, float]:
    """A line of the table, and its 99th percentile in milliseconds."""
    kept = [1000 * each for each in seconds[WARM_UP:]]
    cuts = statistics.quantiles(kept, n=100)
    return f"{name:34} p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms   worst {max(kept):6.1f} ms", cuts[98]


def measure(name: str, latencies: Callable[[str, int], list[float]], kind: str, times: int) -> float:
    """Measure on a database of its own, and print."""
    with sample_hall(kind) as url:
        text, p99 = line(name, latencies(url, times))
    print(text, flush=True)
    return p99


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.repaint", description=__doc__)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    parser.add_argument("--calls", type=int, default=300)
    given = parser.parse_args()
    for kind in given.database or KINDS:
        board = measure(f"{kind}: commit to repaint", board_latencies, kind, given.calls + WARM_UP)
        raw = measure(f"{kind}: commit to wake, bare driver", wake_latencies, kind, given.calls + WARM_UP)
        print(f"{kind}: ratio of the p99 {board / raw:.1f}\n", flush=True)


if __name__ == "__main__":
    main()
