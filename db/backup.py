"""A hall in one file: a backup is an SQLite database with the same tables, whatever the hall itself runs on.

So every command that reads a hall reads a backup as well, and a hall can go on from it on either database.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, Integer, Table, column, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from db import audit, catalogue_models, leases, pad_grants, rating_tables, stations
from db import help as help_desk
from db.engine import maintenance_engine, open_database, parse_url
from db.errors import QT_TRANSLATE_NOOP, DatabaseAway, HallError
from db.interest import EVERY_STATION
from db.migrate import init
from db.models import event, hall, metadata
from db.turn import TAKE_TURN

ROWS = 5_000
"""So many rows are carried at a time."""

WITH_TABLES = (catalogue_models, rating_tables, help_desk, leases, pad_grants, stations)
"""Beside `db.models`: what these define is in a backup too."""

OF_THE_MOMENT = frozenset({"station", "channel_lease"})
"""Who is at work now says nothing about another day."""

_TRIES = 3
_IN_EACH_OTHERS_WAY = ("40P01", "55P03")  # a deadlock, a lock not granted


class NoBackup(HallError):
    """The file is none of ours."""

    template = QT_TRANSLATE_NOOP("errors", "{file} is no backup of a hall: {detail}.")


class BackupBroken(HallError):
    """What is in the backup is not what was written."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The backup {file} is damaged: {detail}. Take an older one; nothing was changed."
    )


class BackupTooNew(HallError):
    """A later version made it."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The backup {file} was made by a newer version of this program. Update it first."
    )


class HallThere(HallError):
    """The database is not empty."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "In {url} there is a hall already. To put the backup in its place, add --replace;"
        " what is there now is kept in a file first.",
    )


class NotKept(HallError):
    """The file could not be written."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The backup {file} could not be written: {detail}. Is the disk full, or may nobody write there?",
    )


@dataclass(frozen=True)
class Kept:
    """What a backup holds."""

    file: Path
    events: int
    seal: audit.Seal | None
    """To be kept somewhere else: it proves later that the file is still what it was."""


# --- Backup --------------------------------------------------------------------------------------


def back_up(url: str, file: Path) -> Kept:
    """Copy the whole hall, as it is at one moment, into a file that appears only when it is complete and sound."""
    part = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)  # it holds what the hall knows of its visitors
        _copy_out(url, part)
        kept = inspect(part)
        part.replace(file)
    except (OSError, sqlite3.Error) as failure:
        raise NotKept(file=file, detail=failure) from failure
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Kept(file, kept.events, kept.seal)


def _copy_out(url: str, part: Path) -> None:
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        with _sqlite(Path(parsed.database or ""), read_only=True) as source, _sqlite(part) as copy:
            source.backup(copy)
            for name in OF_THE_MOMENT & {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}:
                copy.execute(f"DELETE FROM {name}")
        return
    init(_address(part))
    with _engine(url) as source, _engine(_address(part)) as target, _answering():
        snapshot = source.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with snapshot.connect() as reading, target.begin() as writing:
            _carry(reading, writing)


# --- Restore -------------------------------------------------------------------------------------


def restore(file: Path, url: str, safety: Path | None) -> Kept:
    """Put the hall of a backup where `url` is; what is there now is kept in `safety` first (None: it must be empty).

    All of it or nothing. Stations may be connected: their next look finds the hall as it was.
    """
    with tempfile.TemporaryDirectory(prefix="hall-restore-") as folder:
        copy = Path(folder, "hall.db")
        try:
            shutil.copyfile(file, copy)
        except OSError as failure:
            raise NoBackup(file=file, detail=failure.strerror or failure) from failure
        kept = _made_ready(copy, file)
        init(url)
        if _holds_a_hall(url):
            if safety is None:
                raise HallThere(url=parse_url(url).render_as_string(hide_password=True))
            back_up(url, safety)
        _copy_in(copy, url)
    return Kept(file, kept.events, kept.seal)


def _made_ready(copy: Path, file: Path) -> Kept:
    """The copy, sound and brought up to this version."""
    try:
        with _sqlite(copy, read_only=True) as opened:
            if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                raise NoBackup(file=file, detail="it has none of a hall's tables")
        kept = inspect(copy)
        init(_address(copy))
    except sqlite3.Error as failure:
        raise NoBackup(file=file, detail=failure) from failure
    except CommandError as failure:
        raise BackupTooNew(file=file) from failure
    except BackupBroken as failure:
        raise BackupBroken(file=file, detail=failure.fields["detail"]) from None
    return kept


def inspect(file: Path) -> Kept:
    """Read the whole file, every event against the chain; raises `BackupBroken`."""
    with _sqlite(file, read_only=True) as opened:
        (said,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise BackupBroken(file=file, detail=said)
    with closing(open_database(_address(file), "backup")) as database:
        verdict = audit.verify(database)
    if verdict.broken:
        raise BackupBroken(file=file, detail=f"event {verdict.broken_id} is {verdict.broken.value}")
    return Kept(file, verdict.events, verdict.seal)


def _holds_a_hall(url: str) -> bool:
    with _engine(url) as engine, _answering(), engine.connect() as connection:
        return any(connection.execute(select(table).limit(1)).first() for table in (hall, event))


def _copy_in(copy: Path, url: str) -> None:
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        # Into the file itself, not beside it: stations that have it open see what happened to it.
        with _sqlite(copy, read_only=True) as source, _sqlite(Path(parsed.database or "")) as target:
            source.backup(target)
        return
    with _engine(_address(copy)) as source, _engine(url) as target, _answering():
        for left in reversed(range(_TRIES)):
            try:
                with source.connect() as reading, target.begin() as writing:
                    TAKE_TURN.run(writing)
                    _empty(writing)
                    _carry(reading, writing)
                    _number_on(writing)
                    writing.execute(select(func.pg_notify(EVERY_STATION, "")))
                return
            except DBAPIError as failure:
                if not left or getattr(failure.orig, "sqlstate", None) not in _IN_EACH_OTHERS_WAY:
                    raise


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in OF_THE_MOMENT]


def _empty(connection: Connection) -> None:
    # Row by row, each would be looked for among those that refer to it. Who is at work says so again in seconds.
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    connection.execute(text(f"TRUNCATE {names}"))


def _carry(reading: Connection, writing: Connection) -> None:
    """Every row of every table, those first that others refer to."""
    for table in _tables():
        own = [key.parent for key in table.foreign_keys if key.column.table is table]
        rows = reading.execution_options(yield_per=ROWS).execute(
            select(table).order_by(*(each.is_not(None) for each in own))
        )
        for some in rows.mappings().partitions(ROWS):
            writing.execute(insert(table), [dict(row) for row in some])


def _number_on(connection: Connection) -> None:
    """PostgreSQL numbers new rows after those that came in."""
    for table in _tables():
        (key, *more) = table.primary_key.columns
        if more or not isinstance(key.type, Integer) or key.autoincrement is False:
            continue
        sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, key.name))).scalar()
        if sequence:
            newest = select(func.max(column(key.name))).select_from(table).scalar_subquery()
            connection.execute(select(func.setval(sequence, func.coalesce(newest, 1), newest.is_not(None))))


# --- Ways in -------------------------------------------------------------------------------------


def _address(file: Path) -> str:
    return f"sqlite:///{file.absolute().as_posix()}"


@contextmanager
def _sqlite(file: Path, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    mode = "ro" if read_only else "rw"
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=10)) as opened:
        yield opened
        opened.commit()


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = maintenance_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except DBAPIError as failure:
        raise DatabaseAway(detail=str(failure.orig).strip().splitlines()[0]) from failure
