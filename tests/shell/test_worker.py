"""The worker: whatever it waits for, the GUI thread goes on."""

import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from db import queue
from db.directory import read_directory
from db.engine import Database, open_database
from db.errors import DatabaseAway, TurnBusy
from db.events import TicketIssued
from db.turn import take_turn
from shell.worker import Worker
from tests.pluggable_hall import PluggableHall
from tests.shell.heartbeat import Heartbeat


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def test_the_screen_goes_on_while_somebody_else_holds_the_turn(small_hall: Database, qtbot: QtBot):
    worker = Worker(lambda: open_database(url_of(small_hall), "caller"))
    answers: list[object] = []
    heartbeat = Heartbeat()

    # On PostgreSQL the one who holds the turn for so long loses it.
    with suppress(DatabaseAway), take_turn(small_hall):
        worker.run(lambda database: queue.issue(database, uuid4(), "B2"), answers.append, answers.append)
        qtbot.waitUntil(lambda: bool(answers))

    assert isinstance(answers[0], TurnBusy | TicketIssued)
    assert heartbeat.went_on()
    worker.stop()


def test_a_database_that_is_away_is_told_and_used_when_it_is_back(unpluggable: PluggableHall, qtbot: QtBot):
    unpluggable.unplug()
    worker = Worker(unpluggable.open)
    failures: list[Exception] = []
    halls: list[str] = []

    def look(database: Database) -> str:
        with database.reading() as connection:
            return read_directory(connection).hall.name_en

    worker.run(look, halls.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    unpluggable.plug()
    worker.run(look, halls.append, failures.append)
    qtbot.waitUntil(lambda: bool(halls))

    assert isinstance(failures[0], DatabaseAway)
    assert halls == ["Sample City Service Centre"]
    worker.stop()


def test_commands_are_done_in_order_and_answered_in_the_gui_thread(sqlite_url: str, qtbot: QtBot):
    worker = Worker(lambda: open_database(sqlite_url, "test"))
    answers: list[tuple[int, bool, bool]] = []
    gui = threading.current_thread()

    def work(number: int) -> tuple[int, bool]:
        return number, threading.current_thread() is gui

    for number in range(20):
        worker.run(
            lambda database, number=number: work(number),
            lambda answer: answers.append((*answer, threading.current_thread() is gui)),
        )

    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == [(number, False, True) for number in range(20)]
    worker.stop()


def test_what_was_ordered_before_the_end_is_still_done(sqlite_url: str, tmp_path: Path):
    worker = Worker(lambda: open_database(sqlite_url, "test"))
    done = threading.Event()

    worker.run(lambda database: done.set())
    worker.stop()

    assert done.is_set()


def test_the_end_does_not_wait_for_a_thread_that_is_stuck(sqlite_url: str):
    worker = Worker(lambda: open_database(sqlite_url, "test"))
    stuck = threading.Event()
    worker.run(lambda database: stuck.wait(20))
    began = monotonic()

    worker.stop(timeout_s=0.1)

    assert monotonic() - began < 10
    stuck.set()


@pytest.mark.allows_log("a command failed")
def test_a_mistake_in_a_command_is_logged_and_does_not_end_the_worker(sqlite_url: str, qtbot: QtBot):
    worker = Worker(lambda: open_database(sqlite_url, "test"))
    failures: list[Exception] = []
    done: list[int] = []

    worker.run(lambda database: 1 // 0, failed=failures.append)
    worker.run(lambda database: 7, done.append)

    qtbot.waitUntil(lambda: done == [7])
    assert isinstance(failures[0], ZeroDivisionError)
    worker.stop()
