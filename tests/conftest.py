"""What every test may ask for: a database of each kind, a small hall in it, and silence in the logs."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Literal

import psycopg
import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from db.engine import Database, open_database
from db.migrate import init
from shell import i18n
from shell.garbage import collect_what_is_due
from tests.patience import PatientBot
from tests.postgres_server import PostgresServer, postgres_server
from tests.small_hall import load_small_hall

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# All of pydantic before Qt: the import hook of Qt trips over a pydantic that is only half there.
import_module("pydantic.types")

pytest_plugins = ("tests.faults.promises",)

MEMORY, ROOM_BYTES = "/dev/shm", 4 * 2**30

Hall = Literal["empty", "small"]

_serial = count(1)


def pytest_configure() -> None:
    """No test cuts the power, so none has to wait for a disk: files are made in memory, where there is room."""
    if sys.platform != "linux" or "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    place = os.statvfs(MEMORY)
    if place.f_bavail * place.f_frsize > ROOM_BYTES and not place.f_flag & os.ST_NOEXEC:
        # For this process, which may have looked already, and for those that it starts.
        tempfile.tempdir = os.environ["TMPDIR"] = MEMORY


@pytest.fixture(scope="session", autouse=True)
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Logs, caches and runtime files go where the tests' other files go, never into somebody's home."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(scope="session", autouse=True)
def _screen_from_the_start(qapp: QApplication) -> None:
    """A command that a test runs in this process makes an application without a screen where it finds none."""


@pytest.fixture(scope="session", autouse=True)
def _garbage_stays_in_this_thread() -> None:
    gc.disable()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _pins_take_no_time() -> Iterator[None]:
    """Argon2 makes PINs slow to guess, and every test that sets one; tests/db/test_staff.py holds the hall's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.staff._hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True)
def _tidy_up() -> Iterator[None]:
    yield
    collect_what_is_due()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """A user's hands and eyes, and more patience than any machine needs."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests: make databases in it, but leave it running."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server for one test alone, which may stop or kill it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def _sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> dict[Hall, Path]:
    empty = tmp_path_factory.mktemp("templates") / "empty.db"
    init(f"sqlite:///{empty.as_posix()}")
    small = empty.with_name("small.db")
    shutil.copy(empty, small)
    with closing(open_database(f"sqlite:///{small.as_posix()}", "test")) as database:
        load_small_hall(database)
    return {"empty": empty, "small": small}


@pytest.fixture(scope="session")
def _postgresql_templates(postgres: PostgresServer) -> dict[Hall, str]:
    postgres.execute("CREATE DATABASE empty_template")
    init(postgres.url("empty_template"))
    postgres.execute("CREATE DATABASE small_template TEMPLATE empty_template")
    with closing(open_database(postgres.url("small_template"), "test")) as database:
        load_small_hall(database)
    return {"empty": "empty_template", "small": "small_template"}


@pytest.fixture
def _wanted(request: pytest.FixtureRequest) -> Hall:
    """What stands in this test's databases from the start."""
    return "small" if "small_hall" in request.fixturenames else "empty"


@pytest.fixture
def sqlite_url(_sqlite_templates: dict[Hall, Path], _wanted: Hall, tmp_path: Path) -> str:
    """A new hall in an SQLite file; empty, unless the test asks for the small one."""
    path = tmp_path / "hall.db"
    shutil.copy(_sqlite_templates[_wanted], path)
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def _administrator(postgres: PostgresServer) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgresql_url(
    postgres: PostgresServer,
    _administrator: psycopg.Connection,
    _postgresql_templates: dict[Hall, str],
    _wanted: Hall,
) -> Iterator[str]:
    """A new hall on PostgreSQL; empty, unless the test asks for the small one."""
    name, template = f"hall_{next(_serial)}", _postgresql_templates[_wanted]
    _administrator.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY".encode())
    yield postgres.url(name)
    _administrator.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A new hall, empty unless the test asks for the small one: it runs once on each kind of database."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The hall at `database_url`, opened."""
    opened = open_database(database_url, "test")
    yield opened
    opened.close()


@pytest.fixture
def small_hall(database: Database) -> Database:
    """The same database with the small hall of tests/small_hall.py in it."""
    return database


@pytest.fixture(autouse=True)
def _next_test_finds_no_window_and_no_language() -> Iterator[None]:
    """What a test leaves on the screen would be dressed and translated again and again in all that follow."""
    yield
    app = QCoreApplication.instance()
    if isinstance(app, QApplication):
        for window in app.topLevelWidgets():
            window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if app is not None and i18n._installed:
        i18n.install(app, i18n.EN)


@pytest.fixture(autouse=True)
def _logs_put_back() -> Iterator[None]:
    """An app that a test starts in this process logs for that test only."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    if added := set(root.handlers) - set(before):
        for handler in added:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        qInstallMessageHandler(None)


@pytest.fixture(autouse=True)
def _silent_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning that a test did not announce by `allows_log` fails it."""
    yield
    allowed = [pattern for mark in request.node.iter_markers("allows_log") for pattern in mark.args]
    said = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
        and not any(re.search(pattern, record.getMessage()) for pattern in allowed)
    ]
    if said:
        pytest.fail("unexpected log lines:\n" + "\n".join(said), pytrace=False)
