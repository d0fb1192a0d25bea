"""The databases that a measurement runs on, with the sample hall in them and durable commits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from bench.catalogue import write_folder
from db.engine import open_database
from db.hall_folder import read_hall
from db.loader import load_hall
from db.migrate import init
from hall.stage import open_at_any_hour
from shell.assets import ASSETS
from tests.postgres_server import postgres_server

KINDS = ("postgresql", "sqlite")


@contextmanager
def sample_hall(kind: str, hall: Path = ASSETS / "sample-hall") -> Iterator[str]:
    """The address of a new database with the sample hall in it, or with the hall of another folder."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield _loaded(f"sqlite:///{Path(folder, 'hall.db').as_posix()}", hall)
    else:
        with postgres_server(durable=True) as server:
            server.execute("CREATE DATABASE hall")
            yield _loaded(server.url("hall"), hall)


@contextmanager
def full_hall(kind: str) -> Iterator[str]:
    """The same with a catalogue as large as the real hall's."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder))
        with sample_hall(kind, Path(folder)) as url:
            yield url


def _loaded(url: str, hall: Path) -> str:
    init(url)
    database = open_database(url, "bench")
    load_hall(database, uuid4(), read_hall(hall))
    open_at_any_hour(database)
    database.close()
    return url
