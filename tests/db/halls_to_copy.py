"""New halls for the state machine, furnished once and copied."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import insert, make_url, update

from db import models
from db.engine import Database, open_database
from db.migrate import init
from tests.db.model_of_the_queue import Setting
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

SETTING = Setting(
    zones={"A1": "A", "B1": "B", "B2": "B"},
    lanes={
        3: {"service:A1": 0, "counter:3": 0},
        47: {"service:B2": 0, "service:B1": 10, "counter:47": 0},
        48: {"service:B2": 0, "service:B1": 10, "counter:48": 0},
        49: {"service:B1": 0, "low:B1": 0, "counter:49": 0},
    },
    clerks=["wang", "li", "zhao", "chen"],
    groups={"elderly": 30},
    bundles={"Y001": ["A1", "B1", "B2"]},
)
RULES = (
    "paper_confirm_s",
    "no_show_after_calls",
    "calls_at_most",
    "call_pace_s",
    "reactivate_behind",
    "reactivate_at_most",
    "transfer_keep_min",
    "undo_s",
)


def furnish(database: Database) -> None:
    """The small hall with the setting's rules and its bundle."""
    load_small_hall(database)
    with database.engine.begin() as connection:
        connection.execute(update(models.hall).values({name: getattr(SETTING, name) for name in RULES}))
        for bundle, services in SETTING.bundles.items():
            names = {"name": bundle, "name_en": bundle}
            connection.execute(
                insert(models.bundle).values(id=bundle, **names, audience="个人", stage="", position=0)
            )
            for step, service in enumerate(services, start=1):
                connection.execute(
                    insert(models.bundle_step).values(
                        bundle_id=bundle, step=step, service_id=service, **names
                    )
                )


class Halls(Protocol):
    """Where new halls come from."""

    def new(self) -> str:
        """The address of a new, furnished hall."""
        ...

    def give_back(self, url: str) -> None:
        """It is not needed any more."""


class Files:
    """Copies of a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._serial = count(1)
        self._source = folder / "source.db"
        prepare(f"sqlite:///{self._source.as_posix()}")

    def new(self) -> str:
        copy = self._folder / f"{next(self._serial)}.db"
        copy.write_bytes(self._source.read_bytes())
        return f"sqlite:///{copy.as_posix()}"

    def give_back(self, url: str) -> None:
        Path(url.removeprefix("sqlite:///")).unlink()


class Databases:
    """Copies of a database."""

    _serial = count(1)

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._source = f"machine_{next(self._serial)}"
        server.execute(f"CREATE DATABASE {self._source}")
        prepare(server.url(self._source))

    def new(self) -> str:
        name = f"machine_{next(self._serial)}"
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {self._source} STRATEGY FILE_COPY")
        return self._server.url(name)

    def give_back(self, url: str) -> None:
        self._server.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def prepare(url: str) -> None:
    """A furnished hall at a new address."""
    init(url)
    database = open_database(url, "test")
    furnish(database)
    database.close()
