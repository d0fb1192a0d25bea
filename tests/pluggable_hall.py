"""A hall whose database can really be taken away and given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from db.engine import Database, open_database
from db.migrate import init
from tests.postgres_server import PostgresServer, postgres_server
from tests.small_hall import load_small_hall

_serial = count(1)


@dataclass(frozen=True)
class PluggableHall:
    """The small hall at `url`; `unplug` takes its database away, `plug` gives it back."""

    url: str
    unplug: Callable[[], None]
    plug: Callable[[], None]

    def open(self) -> Database:
        return open_database(self.url, "test")


@pytest.fixture(scope="session")
def mortal_postgres() -> Iterator[PostgresServer]:
    """A server that tests may kill, one after the other; what was committed survives it."""
    with postgres_server(durable=True) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def unpluggable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PluggableHall]:
    """The small hall, once on each kind: the file can be moved away, the server killed and started again."""
    if request.param == "sqlite":
        path, elsewhere = tmp_path / "hall.db", tmp_path / "moved.db"
        url = f"sqlite:///{path.as_posix()}"
        _fill(url)
        yield PluggableHall(url, lambda: _move(path, elsewhere), lambda: _move(elsewhere, path))
        return
    server: PostgresServer = request.getfixturevalue("mortal_postgres")
    name = f"hall_{next(_serial)}"
    server.execute(f"CREATE DATABASE {name}")
    _fill(server.url(name))
    yield PluggableHall(server.url(name), server.kill, server.start)
    if server.process is None or server.process.poll() is not None:
        server.start()


def _fill(url: str) -> None:
    init(url)
    database = open_database(url, "test")
    load_small_hall(database)
    database.close()


def _move(path: Path, to: Path) -> None:
    path.rename(to)
