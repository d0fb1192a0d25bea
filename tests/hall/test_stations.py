"""`hall stations`: who is at work, in both languages, and an exit code that a monitor can watch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from db.engine import open_database
from db.stations import SignOfLife, beat, read_stations
from hall.__main__ import main
from shell.heartbeat import Heartbeat, program_version
from shell.worker import Worker


def told(capsys: pytest.CaptureFixture[str], url: str, *more: str, language: str = "en") -> tuple[int, str]:
    code = main(["--language", language, "stations", "--url", url, *more])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_nobody_has_started_yet(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, database_url) == (0, "No station has given a sign of life yet.\n")


def test_each_station_is_shown_and_what_does_not_work_is_an_exit_code(
    database_url: str, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    database = open_database(database_url, "test")
    beat(database, SignOfLife("kiosk 1", "pc-17", "kiosk", "0.1.0", printer="ok"))
    beat(database, SignOfLife("counter-47", "pc-9", "caller", "0.1.0"))
    code, said = told(capsys, database_url)
    assert code == 0
    assert "kiosk 1" in said
    assert "in order" in said
    beat(database, SignOfLife("board B", "pc-2", "display", "0.1.0", voice="no sound device"))
    database.close()
    code, said = told(capsys, database_url, language="zh")
    assert code == 1
    assert "没有音频设备" in said or "音" in said
    assert "正常" in said
    code, said = told(capsys, database_url, "--forget", "board B")
    assert code == 0
    assert "board B" not in said


def test_a_silent_station_is_named(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    old = open_database(sqlite_url, "test", lambda: datetime.now(UTC) - timedelta(minutes=5))
    beat(old, SignOfLife("kiosk 1", "pc-17", "kiosk", "0.1.0"))
    old.close()
    code, said = told(capsys, sqlite_url)
    assert code == 1
    assert "silent: 5 min ago" in said


def test_a_running_program_gives_its_signs_of_life_through_its_worker(
    database_url: str, qtbot: QtBot, qapp: object
) -> None:
    worker = Worker(lambda: open_database(database_url, "kiosk 1"))
    state = {"printer": "ok"}
    heartbeat = Heartbeat("kiosk", "kiosk 1", worker, worker, printer=lambda: state["printer"])
    heartbeat.start()
    database = open_database(database_url, "test")
    qtbot.waitUntil(lambda: len(read_stations(database)) == 1)
    (seen,) = read_stations(database)
    assert (seen.app, seen.version, seen.printer) == ("kiosk", program_version(), "ok")
    state["printer"] = "paper-out"

    def out_of_paper() -> bool:
        heartbeat.beat()
        return read_stations(database)[0].printer == "paper-out"

    qtbot.waitUntil(out_of_paper)
    assert read_stations(database)[0].started_at == seen.started_at
    worker.stop()
    database.close()
