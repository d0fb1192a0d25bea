"""A crowd of stations, and the database dies under them: what they were told stays true."""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from db.engine import open_database
from tests.db.crowd import crowd
from tests.faults.crowds import FOR_EVER, STATIONS, judge, let_work, made_ready
from tests.faults.faulty_hall import USABLE_S
from tests.faults.promises import Promises, Unit
from tests.faults.sqlite_turn import caught_in_transaction, journal_of, note_of
from tests.patience import PATIENCE_S
from tests.postgres_server import postgres_server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the servers listen on Unix sockets")

SOME = 30
"""So many answers show that a crowd is at work."""


def seed() -> int:
    return random.SystemRandom().getrandbits(32)


def times(few: int, many: int) -> pytest.MarkDecorator:
    """A few times with every change, many by name."""
    return pytest.mark.parametrize("times", [few, pytest.param(many, marks=pytest.mark.long)])


@pytest.mark.timeout(3600)
@times(5, 200)
def test_sqlite_stays_whole_however_often_it_is_killed(
    sqlite_url: str, tmp_path: Path, promises: Promises, times: int
) -> None:
    fault = f"SQLite killed {times} times in mid-transaction"
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    made_ready(sqlite_url)
    broken = inside = 0
    with crowd(sqlite_url, tmp_path, STATIONS, FOR_EVER, seed()) as stations:
        for _ in range(times):
            note_of(file).unlink(missing_ok=True)
            here = {process.pid: which for which, process in stations.working.items()}
            holder = caught_in_transaction(file, here)
            assert holder is not None, "nobody had a turn"
            stations.working[here[holder]].kill()
            inside += journal_of(file).exists()
            with closing(sqlite3.connect(file, timeout=PATIENCE_S)) as connection:
                broken += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
            stations.kill(here[holder])
        stations.enough()
    promises.told(fault, "deaths that left a journal behind:", inside, Unit.TIMES)
    promises.never(fault, "integrity_check complains:", broken)
    with closing(open_database(sqlite_url, "judge")) as seen:
        judge(promises, fault, seen, stations.logs())


@pytest.mark.timeout(3600)
@times(2, 20)
def test_postgresql_loses_nothing_however_often_it_is_killed(
    tmp_path: Path, promises: Promises, times: int
) -> None:
    fault = f"PostgreSQL killed {times} times under a crowd"
    with postgres_server(durable=True) as server:
        server.execute("CREATE DATABASE hall")
        url = server.url("hall")
        made_ready(url)
        slowest = 0.0
        with crowd(url, tmp_path, STATIONS, FOR_EVER, seed()) as stations:
            for _ in range(times):
                let_work(stations, SOME)
                server.kill()
                server.start()
                since = monotonic()
                slowest = max(slowest, let_work(stations, 1) - since)
            stations.enough()
        promises.within(fault, "the first answer within", slowest, USABLE_S)
        with closing(open_database(url, "judge")) as seen:
            judge(promises, fault, seen, stations.logs())
