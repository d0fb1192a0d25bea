"""Errands: one request, one outcome, whatever happens to the line."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from db import queue
from db.board import read_waiting
from db.engine import Database
from db.errors import DatabaseAway, UnknownThing
from db.events import Event, RequestAbandoned, TicketCancelled, TicketIssued
from shell.errand import Errand
from shell.worker import Worker
from tests.patience import PATIENCE_S
from tests.pluggable_hall import PluggableHall


class Desk(QObject):
    """Sends errands, and keeps all that they say."""

    def __init__(self, hall: PluggableHall) -> None:
        super().__init__()
        self.worker = Worker(hall.open)
        self.said: list[tuple[str, object]] = []
        self.sent: list[UUID] = []

    def take_ticket(self, fresh_s: float = PATIENCE_S, service: str = "B2") -> Errand:
        def issue(database: Database, request: UUID) -> Event:
            self.sent.append(request)
            return queue.issue(database, request, service)

        return self.send(issue, fresh_s)

    def send(self, command, fresh_s: float = PATIENCE_S) -> Errand:
        errand = Errand(self.worker, command, self, fresh_s)
        for name in ("done", "refused", "unanswered", "given_up"):
            getattr(errand, name).connect(lambda what, name=name: self.said.append((name, what)))
        errand.send()
        return errand

    @property
    def ends(self) -> list[tuple[str, object]]:
        return [each for each in self.said if each[0] != "unanswered"]


@pytest.fixture
def desk(unpluggable: PluggableHall) -> Iterator[Desk]:
    sender = Desk(unpluggable)
    yield sender
    sender.worker.stop()


def tickets(hall: PluggableHall) -> int:
    def numbers(connection: Connection) -> int:
        return read_waiting(connection)["B2"].waiting

    database = hall.open()
    with database.reading() as connection:
        count = numbers(connection)
    database.close()
    return count


def test_a_command_is_sent_and_answered(desk: Desk, qtbot: QtBot):
    desk.take_ticket()

    qtbot.waitUntil(lambda: bool(desk.said))
    name, event = desk.said[0]
    assert name == "done"
    assert isinstance(event, TicketIssued)
    assert event.request == desk.sent[0]


def test_a_refusal_is_told_once(desk: Desk, qtbot: QtBot):
    desk.take_ticket(service="Z9")

    qtbot.waitUntil(lambda: bool(desk.said))
    assert [(name, type(what)) for name, what in desk.said] == [("refused", UnknownThing)]


def test_a_command_waits_for_the_database_and_is_sent_with_the_same_id(
    desk: Desk, unpluggable: PluggableHall, qtbot: QtBot
):
    unpluggable.unplug()
    desk.take_ticket()
    qtbot.waitUntil(lambda: [name for name, _ in desk.said] == ["unanswered"])
    unpluggable.plug()
    qtbot.waitUntil(lambda: bool(desk.ends))

    (end,) = desk.ends
    assert end[0] == "done"
    assert len(set(desk.sent)) == 1
    assert len(desk.sent) > 1


def test_an_answer_that_was_lost_on_the_way_does_not_make_a_second_ticket(
    desk: Desk, unpluggable: PluggableHall, qtbot: QtBot
):
    answers_lost = [True]

    def issue(database: Database, request: UUID) -> Event:
        event = queue.issue(database, request, "B2")
        if answers_lost:
            answers_lost.pop()
            raise DatabaseAway(detail="the line was cut after the commit")
        return event

    desk.send(issue)

    qtbot.waitUntil(lambda: bool(desk.ends))
    name, event = desk.ends[0]
    assert name == "done"
    assert isinstance(event, TicketIssued)
    assert event.number == "B2001"


@pytest.mark.allows_log("was given up")
def test_an_old_request_is_never_sent_again_but_forbidden(
    desk: Desk, unpluggable: PluggableHall, qtbot: QtBot
):
    unpluggable.unplug()
    desk.take_ticket(fresh_s=0.3)
    qtbot.waitUntil(lambda: bool(desk.said))
    # Too old at its next try, half a second later; Qt's timers may be five per cent early.
    next_try = desk.findChild(QTimer)
    assert next_try
    with qtbot.waitSignal(next_try.timeout):
        sent = len(desk.sent)
    unpluggable.plug()
    qtbot.waitUntil(lambda: bool(desk.ends))

    name, event = desk.ends[0]
    assert name == "given_up"
    assert isinstance(event, RequestAbandoned)
    assert len(desk.sent) == sent
    assert tickets(unpluggable) == 0


@pytest.mark.allows_log("was given up")
def test_what_an_old_request_had_made_unseen_is_undone(desk: Desk, qtbot: QtBot):
    def issue(database: Database, request: UUID) -> Event:
        queue.issue(database, request, "B2")
        raise DatabaseAway(detail="the line was cut after the commit")

    desk.send(issue, fresh_s=0.3)

    qtbot.waitUntil(lambda: bool(desk.ends))
    name, event = desk.ends[0]
    assert name == "given_up"
    assert isinstance(event, TicketCancelled)


def test_whoever_is_gone_by_the_time_of_the_answer_is_told_nothing(
    desk: Desk, unpluggable: PluggableHall, qtbot: QtBot
):
    errand = desk.take_ticket()
    told = []
    errand.done.connect(told.append)
    shiboken6.delete(errand)
    desk.take_ticket()
    qtbot.waitUntil(lambda: len(desk.said) == 1)
    assert told == []
    assert len(desk.sent) == 2
