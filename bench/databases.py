"""The databases that a measurement runs on, with the sample hall in them and durable commits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from db.engine import open_database
from db.hall_folder import read_hall
from db.loader import load_hall
from db.migrate import init
from hall.stage import open_at_any_hour
from shell.assets import ASSETS
from tests.postgres_server import postgres_server

KINDS = ("postgresql", "sqlite")


@contextmanager
def sample_hall(kind: str) -> Iterator[str]:
    """The address of a new database with the sample hall in it."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield _loaded(f"sqlite:///{Path(folder, 'hall.db').as_posix()}")
    else:
        with postgres_server(durable=True) as server:
            server.execute("CREATE DATABASE hall")
            yield _loaded(server.url("hall"))


def _loaded(url: str) -> str:
    init(url)
    database = open_database(url, "bench")
    load_hall(database, uuid4(), read_hall(ASSETS / "sample-hall"))
    open_at_any_hour(database)
    database.close()
    return url
