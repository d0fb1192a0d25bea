"""A hall's database, opened: connections with their timeouts, and its failures in a person's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    Table,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from db.errors import (
    QT_TRANSLATE_NOOP,
    SOMEBODY,
    BadAddress,
    DatabaseAway,
    HallError,
    NetworkShareRefused,
    NotGranted,
    NotInitialised,
    PasswordInSight,
    TurnBusy,
)
from db.models import Moment
from db.network_share import network_kind
from db.secret import find_secret
from db.statement import Statement, forget_what_is_prepared, over_the_wire, send_what_waits

TURN_TIMEOUT_MS = 2000
"""How long anybody may hold the hall's turn, or wait for it, or for one statement."""

PASSWORD_CREDENTIAL = "hall-database-password"
PASSWORD_VARIABLE = "HALL_DATABASE_PASSWORD"

_BEGIN, _BEGIN_TURN = Statement(text("BEGIN")), Statement(text("BEGIN IMMEDIATE"))
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

Clock = Callable[[], datetime]


class DiskFull(HallError):
    """The database answers, but has no room to write: nothing was changed."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The disk of the hall's database is full, so nothing can be written down. Please tell the administrator to"
        " make room; then try again ({detail}).",
    )


def wall_clock() -> datetime:
    """This machine's clock."""
    return datetime.now(UTC)


def moment_of(connection: Connection, server_moment: datetime | None) -> datetime:
    """The hall's moment for somebody who reads: the simulator's, else the server's, else this machine's."""
    clock: Clock | None = connection.get_execution_options().get("clock")
    return clock() if clock else server_moment or wall_clock()


class server_clock(FunctionElement[datetime]):
    """The database server's clock at this very statement; NULL on SQLite, whose PC's clock is the hall's."""

    type = Moment()
    inherit_cache = True


@compiles(server_clock, "postgresql")
def _on_postgresql(element: server_clock, compiler: Any, **options: Any) -> str:
    # Not now(): that is the moment the transaction began, before its turn was granted.
    return "clock_timestamp()"


@compiles(server_clock, "sqlite")
def _on_sqlite(element: server_clock, compiler: Any, **options: Any) -> str:
    return "NULL"


class Database:
    """One station's way to the hall's database; may be used from several threads.

    `actor` is the clerk whose hand its commands are; None: a visitor's, a machine's or the hall's own.
    """

    actor: str | None = None
    alone = False
    """Nobody else writes here: on SQLite there is no queue for its one writer."""

    def __init__(self, url: URL, station: str, clock: Clock | None) -> None:
        self.url = url
        self.station = station
        self.dialect = url.get_backend_name()
        self.clock = clock
        self.path = Path(url.database) if self.dialect == "sqlite" and url.database else None
        self.engine = _sqlite_engine(url, self.path) if self.path else _postgresql_engine(url, station)

    def acting_for(self, clerk_id: str) -> Database:
        """The same way in, for what a clerk does: commands look at the role, and the record says who it was."""
        theirs = copy(self)
        theirs.actor = clerk_id
        return theirs

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection within one read-only snapshot."""
        with (
            self.answering(),
            self.engine.connect().execution_options(clock=self.clock) as connection,
            connection.begin(),
            nullcontext() if self.path else over_the_wire(connection, _SNAPSHOT),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection for a short change that is no part of the hall's history, and so takes no turn: a lease."""
        options = {
            "takes_turn": True,
            "clock": self.clock,
        }  # on SQLite: asks at once for the one writer's lock
        with (
            self.answering(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turn the driver's failures into what a person at a screen can understand."""
        try:
            yield
        except PoolTimeout as failure:
            raise TurnBusy(holder=self.station) from failure
        except DBAPIError as failure:
            raise self._in_words(failure) from failure

    def _in_words(self, failure: DBAPIError) -> Exception:
        said = str(failure.orig).strip().splitlines()[0] if failure.orig else str(failure)
        state = getattr(failure.orig, "sqlstate", None)
        if state == "42P01" or "no such table" in said:
            return NotInitialised(url=self.shown_url)
        if state == "42501":
            return NotGranted(detail=said)
        if state == "53100" or said == "database or disk is full":
            return DiskFull(detail=said)
        if state in ("55P03", "57014") or said.startswith("database is locked"):
            return TurnBusy(holder=SOMEBODY)
        if failure.connection_invalidated or isinstance(
            failure.orig, (sqlite3.OperationalError, sqlite3.DatabaseError)
        ):
            return DatabaseAway(detail=said)
        if state is None or state.startswith(("08", "57P", "25P03", "53")):
            return DatabaseAway(detail=said)
        return failure

    @property
    def shown_url(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_database(url: str, station: str, clock: Clock | None = None) -> Database:
    """The hall at `url`, for the station of that name; nothing is connected before it is used.

    Only the simulator gives a `clock`: on PostgreSQL the server's clock is the hall's, on SQLite this PC's.
    """
    return Database(parse_url(url), station, clock)


def need_not_last(database: Database) -> None:
    """Let a made-up hall, in which nobody else acts, wait for no disk: a power cut would lose nothing of worth."""
    database.alone = True

    @event.listens_for(database.engine, "connect")
    def hurry(connection: Any, _record: Any) -> None:
        if database.path:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
        else:
            connection.execute("SET synchronous_commit = off")
            connection.commit()


def get_to_know(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the planner of PostgreSQL look at new tables, of which it would know nothing for the first minute."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(each.name for each in tables)}"))


def parse_url(url: str) -> URL:
    """A database address, checked, with its driver filled in."""
    parsed = _made(url)
    match parsed.get_backend_name():
        case "postgresql" | "postgres":
            password = parsed.password or find_secret(PASSWORD_CREDENTIAL, PASSWORD_VARIABLE)
            return parsed.set(drivername="postgresql+psycopg", password=password)
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            path = Path(parsed.database).absolute()
            if kind := network_kind(path):
                raise NetworkShareRefused(path=path, kind=kind)
            return parsed.set(database=str(path))
        case _:
            raise BadAddress(url=parsed.render_as_string(hide_password=True))


def _made(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise BadAddress(url=url) from None


def must_hide_its_password(url: str) -> str:
    """The address, if no password stands in it; for places that others can read. Raises `PasswordInSight`."""
    if url and _made(url).password:
        raise PasswordInSight(variable=PASSWORD_VARIABLE)
    return url


def maintenance_engine(url: str) -> Engine:
    """For work that may take longer than a turn: no time-outs, and SQLite's file is made if it is missing."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        assert parsed.database
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        return create_engine(parsed, poolclass=NullPool)
    return create_engine(parsed, poolclass=NullPool, connect_args=postgresql_arguments("maintenance"))


def _postgresql_engine(url: URL, station: str) -> Engine:
    settings: dict[str, object] = {
        "lock_timeout": TURN_TIMEOUT_MS,
        "statement_timeout": TURN_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": TURN_TIMEOUT_MS,
        # A station asks the same few questions all day: to plan one anew takes longer than to answer it.
        "plan_cache_mode": "force_generic_plan",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    engine = create_engine(
        url,
        pool_size=2,  # the worker's and the follower's
        max_overflow=0,
        pool_timeout=TURN_TIMEOUT_MS / 1000,
        connect_args=postgresql_arguments(station) | {"options": options},
    )

    # What SQLAlchemy itself sends, by a cursor of its own; a `Statement` has none, and keeps the order by itself.
    event.listen(
        engine,
        "before_cursor_execute",
        lambda connection, cursor, *_: send_what_waits(connection) if cursor else None,
    )
    event.listen(engine, "rollback", forget_what_is_prepared)
    return engine


def postgresql_arguments(station: str) -> dict[str, Any]:
    """How to connect so that a dead line is noticed within seconds."""
    return {
        "application_name": f"hall {station}"[:63],
        "connect_timeout": 2,
        "prepare_threshold": 1,  # the second time a statement is sent it is prepared
        "keepalives_idle": 5,
        "keepalives_interval": 1,
        "keepalives_count": 2,
        "tcp_user_timeout": 2000,  # what was sent is acknowledged, or somebody says within 3 s that it was not
    }


def _sqlite_engine(url: URL, path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        # mode=rw: a missing file is an error, never a new and empty hall.
        return sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            uri=True,
            timeout=TURN_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine(
        url,
        creator=connect,
        paramstyle="named",
        pool_size=2,
        max_overflow=0,
        pool_timeout=TURN_TIMEOUT_MS / 1000,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What the hall forgets is gone from the file too.
        connection.execute("PRAGMA secure_delete = ON")
        record.info["file"] = file_identity(path)

    @event.listens_for(engine, "checkout")
    def same_file(connection: sqlite3.Connection, record: Any, proxy: Any) -> None:
        # A file moved away under an open connection would silently go on taking tickets.
        if record.info["file"] != file_identity(path):
            raise DisconnectionError(f"{path.name} was moved or replaced")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        takes_turn = connection.get_execution_options().get("takes_turn", False)
        (_BEGIN_TURN if takes_turn else _BEGIN).run(connection)

    return engine


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None: it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def connections_at_most(connection: Connection) -> int:
    """How many stations' connections PostgreSQL lets in at once."""
    return int(connection.execute(text("SHOW max_connections")).scalar_one())


def server_process(connection: Connection) -> int:
    """The process that serves this connection on PostgreSQL's machine."""
    return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
