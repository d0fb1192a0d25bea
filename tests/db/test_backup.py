"""A backup is a hall in one file, and a hall comes back from it: on either database, with every row."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import inspect, select

from db import audit, queue
from db.backup import OF_THE_MOMENT, BackupBroken, HallThere, NoBackup, NotKept, back_up, restore
from db.board import read_zone
from db.engine import Database, open_database
from db.feed import Feed
from db.models import metadata
from db.stations import SignOfLife, beat, read_stations
from tests.postgres_server import PostgresServer


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is in a hall."""
    with closing(open_database(url, "test")) as database, database.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in OF_THE_MOMENT
        }


def morning(hall: Database) -> None:
    """Numbers taken, one called and served."""
    queue.open_counter(hall, uuid4(), 48, "wang")
    for _ in range(5):
        queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), "B2").ticket_id)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id, items=["社保卡申领"])


@pytest.fixture
def kept(small_hall: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A morning in the small hall, in a file; carried in many portions, as a large hall is."""
    monkeypatch.setattr("db.backup.ROWS", 3)
    morning(small_hall)
    beat(small_hall, SignOfLife("kiosk 1", "pc-17", "kiosk", "0.1.0"))
    return back_up(url_of(small_hall), tmp_path / "backups" / "hall.db").file


def test_a_backup_is_the_hall_itself_in_one_file(small_hall: Database, kept: Path) -> None:
    url = f"sqlite:///{kept.as_posix()}"
    assert rows(url) == rows(url_of(small_hall))
    with closing(open_database(url, "test")) as copy:
        verdict = audit.verify(copy)
        assert read_stations(copy) == []  # who was at work says nothing about another day
    assert verdict.broken is None
    assert verdict.seal == audit.verify(small_hall).seal
    assert [each.name for each in kept.parent.iterdir()] == ["hall.db"]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_hall_goes_on_from_its_backup_as_if_nothing_had_been(small_hall: Database, kept: Path) -> None:
    before = rows(url_of(small_hall))
    for _ in range(3):
        queue.issue(small_hall, uuid4(), "B2")
    restore(kept, url_of(small_hall), kept.with_name("before.db"))
    assert rows(url_of(small_hall)) == before
    assert audit.verify(small_hall).broken is None
    issued = queue.issue(small_hall, uuid4(), "B2")
    assert issued.number == "B2006"
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    assert queue.call_next(small_hall, uuid4(), 48) is not None
    assert audit.verify(small_hall).broken is None


def test_what_was_there_before_is_kept(small_hall: Database, kept: Path) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    then = rows(url_of(small_hall))
    safety = kept.with_name("before.db")
    restore(kept, url_of(small_hall), safety)
    assert rows(f"sqlite:///{safety.as_posix()}") == then


def test_who_follows_the_hall_notices_that_it_was_brought_back(small_hall: Database, kept: Path) -> None:
    with closing(open_database(url_of(small_hall), "board")) as database:
        feed = Feed(database, ["B"], lambda connection: read_zone(connection, ["B"]))
        feed.next()
        for _ in range(3):
            queue.printed(small_hall, uuid4(), queue.issue(small_hall, uuid4(), "B2").ticket_id)
        while (news := feed.next(2)) is None or news.snapshot.waiting["B2"].waiting < 7:
            pass
        restore(kept, url_of(small_hall), kept.with_name("before.db"))
        while (news := feed.next(2)) is None:
            pass
        assert news.fresh
        assert news.snapshot.waiting["B2"].waiting == 4
        feed.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database in which there is nothing at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'new' / 'hall.db').as_posix()}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    server.execute("CREATE DATABASE new_hall")
    yield server.url("new_hall")
    server.execute("DROP DATABASE new_hall WITH (FORCE)")


def test_a_hall_moves_to_a_new_database_of_either_kind(kept: Path, other_url: str) -> None:
    restore(kept, other_url, None)
    assert rows(other_url) == rows(f"sqlite:///{kept.as_posix()}")


def test_a_hall_is_never_overwritten_by_mistake(small_hall: Database, kept: Path) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    then = rows(url_of(small_hall))
    with pytest.raises(HallThere, match="--replace"):
        restore(kept, url_of(small_hall), None)
    assert rows(url_of(small_hall)) == then


def test_a_damaged_backup_is_refused_and_nothing_is_changed(small_hall: Database, kept: Path) -> None:
    then = rows(url_of(small_hall))
    with closing(sqlite3.connect(kept)) as opened:
        opened.execute("UPDATE event SET station = 'somebody' WHERE id = 3")
        opened.commit()
    with pytest.raises(BackupBroken, match="event 3"):
        restore(kept, url_of(small_hall), kept.with_name("before.db"))
    torn = kept.with_name("torn.db")
    torn.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    with pytest.raises((BackupBroken, NoBackup)):
        restore(torn, url_of(small_hall), kept.with_name("before.db"))
    assert rows(url_of(small_hall)) == then
    assert not kept.with_name("before.db").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0"])
def test_what_is_no_backup_is_told(content: bytes, sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(content)
    with pytest.raises((NoBackup, BackupBroken)):
        restore(file, sqlite_url, None)
    with pytest.raises(NoBackup, match="nowhere"):
        restore(tmp_path / "nowhere.db", sqlite_url, None)


def test_a_backup_that_cannot_be_written_is_told(small_hall: Database, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(NotKept, match="could not be written"):
        back_up(url_of(small_hall), tmp_path / "taken" / "hall.db")


def test_a_backup_forgets_no_table(sqlite_url: str) -> None:
    known = "import db.backup; from db.models import metadata; print(*metadata.tables)"
    said = subprocess.run([sys.executable, "-c", known], capture_output=True, text=True, check=True)
    with closing(open_database(sqlite_url, "test")) as database:
        there = set(inspect(database.engine).get_table_names()) - {"alembic_version"}
    assert set(said.stdout.split()) == there
