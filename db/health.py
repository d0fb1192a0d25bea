"""How a hall's database does, for whoever looks after it: nothing is changed, and no turn is taken."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from db.engine import Database, open_database, server_clock, wall_clock
from db.models import counter, event, hall

CONNECTIONS_A_STATION = 3
"""A kiosk or a caller: the worker's, the follower's, and the one that listens."""

CONNECTIONS_A_DISPLAY = 4
"""The same and its leases'; each further screen of the machine has a follower of its own."""

OTHER_STATIONS = 40
"""Kiosks and boards; counters are counted."""

_MIGRATIONS = Path(__file__).with_name("migrations")
_REVISION = text("SELECT version_num FROM alembic_version")
_HALL = select(
    hall.c.name,
    select(func.count()).select_from(counter).where(~counter.c.retired).scalar_subquery().label("counters"),
    select(event.c.at).order_by(event.c.id.desc()).limit(1).scalar_subquery().label("newest"),
)
_CLOCK = select(server_clock())
_SERVER = {
    "postgresql": text(
        "SELECT 'PostgreSQL ' || current_setting('server_version'), current_setting('max_connections')::int,"
        " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')"
    ),
    "sqlite": text("SELECT 'SQLite ' || sqlite_version(), NULL, 0"),
}


@dataclass(frozen=True)
class Revisions:
    """Which tables there are, and which this program works with."""

    there: str | None
    ours: str

    @property
    def same(self) -> bool:
        return self.there == self.ours

    @property
    def newer(self) -> bool:
        """Whether a newer program made them."""
        return self.there is not None and self.there not in _known_revisions()


@dataclass(frozen=True)
class DatabaseHealth:
    """What was found; `max_connections` is None where there is no server."""

    server: str
    answered_ms: float
    revisions: Revisions
    hall_name: str | None
    counters: int = 0
    max_connections: int | None = None
    connections: int = 0
    clock_ahead_s: float = 0.0
    """How much the server's clock is ahead of this machine's."""
    ahead_of_clock_s: float = 0.0
    """How much the newest event is ahead of the hall's clock, which was put back then."""

    @property
    def needed_connections(self) -> int:
        return CONNECTIONS_A_STATION * self.counters + CONNECTIONS_A_DISPLAY * OTHER_STATIONS


def examine(url: str) -> DatabaseHealth:
    """Look at the database; raises `DatabaseAway` and its like when there is nothing to look at."""
    began = monotonic()
    with closing(open_database(url, "hall doctor")) as database:
        revisions = Revisions(_revision(database), _newest_revision())
        with database.reading() as connection:
            server, most, used = _server(database, connection)
            answered_ms = 1000 * (monotonic() - began)
            before = wall_clock()
            clock = connection.execute(_CLOCK).scalar()
            ahead_s = (clock - _between(before, wall_clock())).total_seconds() if clock else 0.0
            known = connection.execute(_HALL).first() if revisions.same else None
        if known is None:
            return DatabaseHealth(server, answered_ms, revisions, None, 0, most, used, ahead_s)
        now = clock or wall_clock()
        behind_s = max(0.0, (known.newest - now).total_seconds()) if known.newest else 0.0
        return DatabaseHealth(
            server, answered_ms, revisions, known.name, known.counters, most, used, ahead_s, behind_s
        )


def _revision(database: Database) -> str | None:
    """None: there are no tables yet."""
    try:
        with database.engine.connect() as connection:
            return connection.execute(_REVISION).scalar()
    except DBAPIError as failure:
        said = str(failure.orig)
        if getattr(failure.orig, "sqlstate", None) == "42P01" or "no such table" in said:
            return None
        with database.answering():
            raise


def _server(database: Database, connection: Connection) -> tuple[str, int | None, int]:
    server, most, used = connection.execute(_SERVER[database.dialect]).one()
    return server, most, used


def _between(before: datetime, after: datetime) -> datetime:
    return before + (after - before) / 2


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return ScriptDirectory.from_config(config)


def _newest_revision() -> str:
    return _scripts().get_current_head() or ""


def _known_revisions() -> set[str]:
    return {each.revision for each in _scripts().walk_revisions()}
