"""Clocks that are wrong, and that jump while apps run: every process of the stations is told another time.

On SQLite, where the clock is the hall's, this would try libfaketime and not the hall: it lets sleep() fail under Python.
tests/db/test_clocks.py puts that clock back by hand.
No pulse is taken here: what tells the wrong time reads a file each second, in whichever thread looks at a clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db import history
from tests.faults.faulty_hall import LANGUAGE, FaultyHall, hall_on_postgresql
from tests.faults.promises import Promises, Unit
from tests.postgres_server import PostgresServer

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
A_DAY_S = 86400


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_postgres: PostgresServer) -> Path:
    """A file with what is added to the clock of every station started from now on; the server keeps the true one."""
    if LIBRARY is None:
        pytest.skip("no clock can be set wrong here: Debian's package libfaketime is missing")
    file = tmp_path / "clock"
    file.write_text("+0\n")
    for name, value in (
        ("LD_PRELOAD", str(LIBRARY)),
        ("FAKETIME_TIMESTAMP_FILE", str(file)),
        ("FAKETIME_CACHE_DURATION", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ):
        monkeypatch.setenv(name, value)
    return file


@pytest.mark.parametrize("days", [-1, 1])
def test_on_postgresql_a_station_a_day_off_changes_nothing(
    clock: Path, own_postgres: PostgresServer, tmp_path: Path, promises: Promises, days: int
) -> None:
    fault = f"stations' clocks {days:+} day"
    clock.write_text(f"{days * A_DAY_S:+}\n")
    with hall_on_postgresql(tmp_path, promises, own_postgres) as hall:
        hall.visit()
        _told_by_the_hall(hall, fault)
        today = datetime.now(ZoneInfo("Asia/Shanghai"))
        hall.stage.board.ask("wait", pattern=".", matches=f"{today.year}年{today.month}月{today.day}日")
        name = hall.stage.directory.hall.named(LANGUAGE)
        hall.stage.kiosk.ask("wait", name=name, matches=f"{today.month}月{today.day}日")
        hall.judge(fault)


def test_on_postgresql_a_clock_that_jumps_stops_nobody(
    clock: Path, own_postgres: PostgresServer, tmp_path: Path, promises: Promises
) -> None:
    fault = "stations' clocks put back and forward"
    with hall_on_postgresql(tmp_path, promises, own_postgres) as hall:
        hall.visit()
        for seconds in (-600, +600, 0):
            clock.write_text(f"{seconds:+}\n")
            hall.visit()
        hall.judge(fault)


def _told_by_the_hall(hall: FaultyHall, fault: str) -> None:
    """Every moment on the record is the database's own."""
    now = datetime.now(UTC)
    off = max(abs(now - row["at"]) for row in history.all_rows(hall.seen))
    assert off < timedelta(hours=1)
    hall.promises.told(fault, "farthest moment on the record from the true one:", off.total_seconds(), Unit.S)
