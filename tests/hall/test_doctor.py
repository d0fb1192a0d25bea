"""`hall doctor` finds what is wrong, and says what to do about it in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from db import queue
from db.engine import Database, open_database
from db.stations import SignOfLife, beat
from hall import health_of_hall
from hall.__main__ import main
from hall.health import Finding, Health
from hall.health_of_hall import look_at_disks, look_at_hall
from hall.health_of_machine import look_at_fonts, look_at_ports, look_at_printer, look_at_voice
from hall.words import speak
from kiosk.settings import KioskSection
from tests.kiosk.printer_process import PrinterProcess
from tests.small_hall import load_small_hall

pytestmark = pytest.mark.usefixtures("qapp", "_english", "_patient")


@pytest.fixture
def _english() -> None:
    speak("en")


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine of the tests may be busy with others: that is no finding of theirs."""
    monkeypatch.setattr(health_of_hall, "SLOW_MS", 60_000)


def by_what(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {each.what: each for each in findings}


def test_a_database_that_takes_its_time_is_to_be_looked_at(
    small_hall: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_of_hall, "SLOW_MS", 0)
    found = by_what(look_at_hall(database_url))["Database"]
    assert found.health == Health.DOUBT and "slow" in found.advice


def test_a_hall_in_order_is_told_so(small_hall: Database, database_url: str) -> None:
    found = by_what(look_at_hall(database_url))
    for what in ("Database", "Tables", "Hall", "Clock", "Stations"):
        assert found[what].health == Health.GOOD, found[what]
        assert not found[what].advice
    assert "4 counters" in found["Hall"].said


def test_a_server_for_too_few_is_found(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_hall(postgresql_url)
    monkeypatch.setattr("db.health.OTHER_STATIONS", 5000)
    found = by_what(look_at_hall(postgresql_url))["Connections"]
    assert found.health == Health.DOUBT
    assert "max_connections = 20012" in found.advice


def with_hall(url: str) -> None:
    database = open_database(url, "test")
    load_small_hall(database)
    database.close()


def test_a_database_that_is_not_there_is_told_with_what_to_do() -> None:
    (found,) = look_at_hall("postgresql://nobody@127.0.0.1:1/hall")
    assert found.health == Health.BAD
    assert "server running" in found.advice
    (found,) = look_at_hall("")
    assert found.health == Health.BAD


@pytest.mark.parametrize(
    ("change", "what", "advice"),
    [
        ("DROP TABLE alembic_version", "Tables", "hall init"),
        ("UPDATE alembic_version SET version_num = '0001'", "Tables", "hall init"),
        ("UPDATE alembic_version SET version_num = '9999'", "Tables", "update this machine"),
        ("DELETE FROM hall", "Hall", "hall load"),
    ],
)
def test_tables_that_do_not_fit_are_found(
    database: Database, database_url: str, change: str, what: str, advice: str
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text(change))
    found = by_what(look_at_hall(database_url))[what]
    assert found.health == Health.BAD
    assert advice in found.advice


def test_a_clock_that_was_put_back_is_found(sqlite_url: str) -> None:
    with_hall(sqlite_url)
    ahead = open_database(sqlite_url, "test", lambda: datetime.now(UTC) + timedelta(hours=2))
    queue.issue(ahead, uuid4(), "B2")
    ahead.close()
    found = by_what(look_at_hall(sqlite_url))["Clock"]
    assert found.health == Health.BAD
    assert "put back" in found.said


def test_a_station_in_trouble_is_named(small_hall: Database, database_url: str) -> None:
    beat(small_hall, SignOfLife("kiosk 7", "pc-1", "kiosk", "0.1.0", printer="paper-out"))
    found = by_what(look_at_hall(database_url))["Stations"]
    assert found.health == Health.DOUBT
    assert "kiosk 7" in found.said


def test_a_disk_that_runs_full_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = look_at_disks([tmp_path, tmp_path / "not" / "there" / "yet"])  # one disk is told once
    assert str(tmp_path) in found.said
    monkeypatch.setattr("hall.health_of_hall.TOO_LITTLE_MB", 10**9)
    (found,) = look_at_disks([tmp_path])
    assert found.health == Health.BAD
    assert "Make room" in found.advice


def test_a_printer_is_asked_itself(tmp_path: Path, sqlite_url: str) -> None:
    with closing(PrinterProcess(tmp_path)) as printer:
        section = KioskSection(printer_port=str(printer.link))
        assert look_at_printer(section, sqlite_url).health == Health.GOOD
        printer.order("cover", open=True)
        found = look_at_printer(section, sqlite_url)
    assert found.health == Health.BAD
    assert "cover open" in found.said
    assert look_at_printer(KioskSection(), sqlite_url).health == Health.UNSEEN
    assert look_at_printer(KioskSection(printer_port="/dev/nothing"), sqlite_url).health == Health.BAD


def test_fonts_voice_and_ports_are_looked_at() -> None:
    assert look_at_fonts().health in (Health.GOOD, Health.DOUBT)
    voice, sound = look_at_voice()
    assert voice.health == Health.GOOD
    assert sound.health in (Health.GOOD, Health.DOUBT)
    assert look_at_ports().what == "Serial ports"


@pytest.mark.parametrize(("language", "word"), [("zh", "数据库"), ("en", "Database")])
def test_the_command_says_it_all_and_fails_when_something_is_broken(
    small_hall: Database,
    database_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    word: str,
) -> None:
    assert main(["--language", language, "doctor", "--url", database_url]) == 0
    said = capsys.readouterr().out
    assert f"✓ {word}" in said
    settings = tmp_path / "station.toml"
    settings.write_text("[kiosk]\nprinter_prt = 1\n", encoding="utf-8")
    assert main(["--language", language, "doctor", "--url", database_url, "--settings", str(settings)]) == 1
    said = capsys.readouterr().out
    assert "printer_prt" in said
    assert "→" in said
