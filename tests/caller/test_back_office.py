"""Those who approve: what waits for them, against its limit, released or given back with a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from caller.back_office.program import BackOffice
from caller.back_office.window import BackOfficeWindow
from db import queue
from db.engine import Database, open_database
from db.history import all_rows
from db.staff import set_pin
from db.status import HoldKind
from shell.theme import load_theme
from tests.caller.conftest import visitor_comes
from tests.pluggable_hall import PluggableHall

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PIN = "204618"
Clock = Callable[[], datetime] | None


class Approver:
    """Sits before the real window, and works by keys and by the names that a screen reader says."""

    def __init__(self, qtbot: QtBot, url: str, clock: Clock = None) -> None:
        self.qtbot = qtbot
        self.window = BackOfficeWindow(load_theme())
        self.program = BackOffice(self.window, lambda: open_database(url, "back office", clock=clock), "en")
        self.window.show()
        self.window.activateWindow()
        self.program.start()

    def sign_in(self) -> None:
        self.wait(lambda: self.entries("Clerk") != [])
        find = self.find("Type your name, pinyin or number")
        self.qtbot.keyClicks(find, "zhao")
        self.qtbot.keyClick(find, Qt.Key.Key_Return)
        self.wait(lambda: bool(self.all("PIN")))
        self.qtbot.keyClicks(self.find("PIN"), PIN)
        self.qtbot.keyClick(self.find("PIN"), Qt.Key.Key_Return)
        self.wait(lambda: bool(self.all("Everything")))

    def all(self, name: str, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [w for w in self.window.findChildren(kind) if w.accessibleName() == name and w.isVisible()]

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        (control,) = self.all(name, kind)
        return control

    def entries(self, name: str = "Waiting") -> list[str]:
        (view,) = self.all(name, QListView)
        assert isinstance(view, QListView)
        model = view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def read(self, name: str) -> str:
        return str(self.find(name).property("text"))

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.window, key)

    def wait(self, until: Callable[[], bool], timeout_ms: int = 30_000) -> None:
        self.qtbot.waitUntil(until, timeout=timeout_ms)

    @property
    def message(self) -> str:
        return self.read("Message") if self.all("Message") else ""


@pytest.fixture
def come(qtbot: QtBot) -> Iterator[Callable[..., Approver]]:
    people: list[Approver] = []

    def in_at_the_door(url: str, clock: Clock = None) -> Approver:
        people.append(Approver(qtbot, url, clock))
        return people[-1]

    yield in_at_the_door
    for person in people:
        person.window.close()
        person.window.deleteLater()


@pytest.fixture
def approver(come: Callable[..., Approver], hall_url: str, small_hall: Database) -> Approver:
    """Zhao Li, with a PIN, in the back office."""
    set_pin(small_hall, uuid4(), "zhao", PIN)
    person = come(hall_url)
    person.sign_in()
    return person


def hand_in(hall: Database, note: str = "please approve") -> str:
    """Wang at counter 48 serves the next visitor and hands the papers in."""
    visitor_comes(hall)
    called = queue.call_next(hall, uuid4(), 48)
    assert called
    queue.serve(hall, uuid4(), called.call_id)
    queue.hold(hall, uuid4(), called.call_id, HoldKind.BACK_OFFICE, note)
    return called.number


def test_without_a_pin_nobody_enters(come: Callable[..., Approver], hall_url: str, small_hall: Database):
    person = come(hall_url)
    person.wait(lambda: person.entries("Clerk") != [])
    person.qtbot.mouseClick(person.find("Sign in", QAbstractButton), Qt.MouseButton.LeftButton)
    person.wait(lambda: "has no PIN yet" in person.message)
    assert not person.all("Everything")


def test_what_is_handed_in_is_seen_and_released_by_one_key(approver: Approver, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    hand_in(small_hall)
    hand_in(small_hall)
    approver.wait(lambda: approver.entries() == ["B2 001", "B2 002"])
    assert approver.read("Number") == "B2 001"
    assert "Counter 48 · Wang Min" in approver.read("Handed in")
    assert approver.read("What came along") == "please approve"

    approver.key(Qt.Key.Key_F8)
    approver.wait(lambda: approver.entries() == ["B2 002"])
    approver.wait(lambda: approver.message == "B2 001 is released and waits for its call.")
    assert approver.read("Number") == "B2 002", "the next one is looked at"
    row = next(row for row in all_rows(small_hall) if row["kind"] == "TicketReleased")
    assert row["by"] == "zhao"


def test_it_goes_back_only_with_words(approver: Approver, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    hand_in(small_hall)
    approver.wait(lambda: approver.entries() == ["B2 001"])
    approver.key(Qt.Key.Key_F9)
    approver.wait(lambda: approver.message.startswith("Write down what is missing"))
    note = approver.find("Note for the counter", QLineEdit)
    assert note.hasFocus() or not approver.window.isActiveWindow()
    approver.qtbot.keyClicks(note, "page 3 is missing")
    approver.key(Qt.Key.Key_F9)
    approver.wait(lambda: approver.entries() == [])
    called = queue.call_next(small_hall, uuid4(), 48)
    assert called and (called.number, called.lane) == ("B2001", "clerk:wang")
    assert approver.read("Number") == "Nothing waits for you."


def test_what_another_decided_meanwhile_leaves_nothing_chosen(approver: Approver, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    hand_in(small_hall)
    hand_in(small_hall)
    approver.wait(lambda: approver.entries() == ["B2 001", "B2 002"])
    first = next(row["ticket_id"] for row in all_rows(small_hall) if row["kind"] == "TicketIssued")
    queue.release(small_hall, uuid4(), first)
    approver.wait(lambda: approver.entries() == ["B2 002"])
    approver.key(Qt.Key.Key_F8)
    assert approver.read("Number") == "Choose what you decide on."
    assert not approver.find("Release", QAbstractButton).isEnabled()


def test_half_and_nine_tenths_of_the_limit_earn_cards(
    come: Callable[..., Approver], hall_url: str, small_hall: Database
):
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    for minutes in (17, 15, 9, 2):  # a visit of B2 should take 16 at most
        hall = open_database(hall_url, "test", clock=lambda then=now - timedelta(minutes=minutes): then)
        queue.open_counter(hall, uuid4(), 48, "wang")
        hand_in(hall)
        hall.close()
    hall = open_database(hall_url, "test", clock=lambda: now)
    set_pin(hall, uuid4(), "zhao", PIN)
    hall.close()
    person = come(hall_url, lambda: now)
    person.sign_in()
    person.wait(lambda: len(person.entries()) == 4)
    assert [line.used for line in person.window._state.lines] == ["over", "nearly", "half", "little"]  # type: ignore[union-attr]
    assert person.read("Red cards") == "Red 2"
    person.qtbot.mouseClick(person.find("Yellow cards", QAbstractButton), Qt.MouseButton.LeftButton)
    assert person.entries() == ["B2 003"]
    assert person.read("Card") == "Yellow card · 9 of 16 min"


def test_away_the_page_stays_and_a_key_says_so(come: Callable[..., Approver], unpluggable: PluggableHall):
    hall = unpluggable.open()
    set_pin(hall, uuid4(), "zhao", PIN)
    queue.open_counter(hall, uuid4(), 48, "wang")
    hand_in(hall)
    person = come(unpluggable.url)
    person.sign_in()
    person.wait(lambda: person.entries() == ["B2 001"])

    unpluggable.unplug()
    person.wait(lambda: person.message.startswith("No connection"))
    person.key(Qt.Key.Key_F8)
    assert person.message.startswith("Not sent")
    assert person.entries() == ["B2 001"]
    unpluggable.plug()
    person.wait(lambda: person.message == "Connected again.")
    person.key(Qt.Key.Key_F8)
    person.wait(lambda: person.entries() == [])
    hall.close()
