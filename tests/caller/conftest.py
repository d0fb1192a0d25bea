"""What the caller's tests share: a clerk with a real window over a real hall, and visitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QWidget
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot

from caller.__main__ import Caller
from caller.looks import SHEET
from caller.settings import Shape
from caller.state import DeskState, Stage, Tone
from caller.window import Window
from db import queue
from db.engine import Database, open_database
from shell.app import dress
from shell.theme import Look, load_theme
from tests.patience import PATIENCE_MS
from tests.pluggable_hall import mortal_postgres, unpluggable

__all__ = ["mortal_postgres", "unpluggable"]


class Clerk:
    """Sits before a real window; looks for controls by the names that a screen reader says."""

    def __init__(self, qtbot: QtBot, url: str, shape: Shape = Shape.BAR, language: str = "en") -> None:
        self.qtbot = qtbot
        self.window = Window(load_theme(), shape)
        self.caller = Caller(self.window, lambda: open_database(url, "caller"), language)
        self.window.show()

    def sign_in(self, clerk_id: str = "wang", counter: int = 48) -> None:
        """Take this seat; what a busy machine refused, with a word, is asked for again."""
        self.caller.start(clerk_id, counter)
        while not self.all("Waiting"):
            self.wait(lambda: bool(self.all("Waiting")) or self.message.startswith("The hall is busy"))
            if not self.all("Waiting"):
                print("refused:", self.message)
                self.caller._on_sign_in(clerk_id, counter, "", False)

    def key(
        self,
        key: Qt.Key,
        target: QWidget | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        self.qtbot.keyClick(target or self.window, key, modifier)

    def step(self, key: Qt.Key, stage: Stage) -> None:
        """Press until this stage is reached: a key that a busy machine refused, with a word, is pressed again."""

        def refused() -> bool:
            note = self.state.note
            return self.state.busy is None and note is not None and note.tone == Tone.BAD

        while self.state.stage != stage:
            self.wait(lambda: not self.state.away)
            self.key(key)
            self.wait(lambda: refused() or (self.state.stage == stage and self.state.busy is None))
            if refused():
                print("refused:", self.state.note)

    def choose(self, entry: str, *, text: str = "", option: str = "") -> None:
        """Answer the question on the screen: this entry, these words, this tick."""
        self.see("Choices")
        find = self.find("Type to find", QLineEdit)
        if entry:
            row = self.entries("Choices").index(entry)
            choices = self.find("Choices", QListView)
            assert isinstance(choices, QListView)
            choices.setCurrentIndex(choices.model().index(row, 0))
        if option:
            self.click(option)
        if text:
            self.write(text)
        else:
            self.key(Qt.Key.Key_Return, find)

    def write(self, text: str) -> None:
        """Write into the line of the question, and send it off."""
        line = self.window.question._text
        self.wait(line.isVisible)
        line.setText(text)
        self.key(Qt.Key.Key_Return, line)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(name, QAbstractButton), Qt.MouseButton.LeftButton)

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        (control,) = self.all(name, kind)
        return control

    def all(self, name: str, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [
            each
            for each in self.window.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]

    def read(self, name: str) -> str:
        controls = self.all(name)
        return controls[0].property("text") if controls else ""

    def see(self, name: str, text: str | None = None, timeout_ms: int = PATIENCE_MS) -> None:
        """Wait until this control is on the screen (and says so)."""
        self.wait(lambda: bool(self.all(name)) and text in (None, self.read(name)), timeout_ms)

    def wait(self, until: Callable[[], bool], timeout_ms: int = PATIENCE_MS) -> None:
        try:
            self.qtbot.waitUntil(until, timeout=timeout_ms)
        except NeverCame as never:
            never.add_note(f"the window says: {self.message!r}")
            raise

    def can(self, name: str) -> bool:
        return any(control.isEnabled() for control in self.all(name))

    @property
    def message(self) -> str:
        return self.read("Message")

    @property
    def state(self) -> DeskState:
        assert self.caller._desk
        assert self.caller._desk._last
        return self.caller._desk._last

    def entries(self, name: str) -> list[str]:
        control = self.find(name, QListView)
        assert isinstance(control, QListView)
        model = control.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def leave(self) -> None:
        self.window.close()
        self.window.deleteLater()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> None:
    """What a window remembers is this test's own."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "remembered"))


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dress(qapp, Look.LIGHT, SHEET)


@pytest.fixture
def arrive(qtbot: QtBot) -> Iterator[Callable[..., Clerk]]:
    """Let a clerk come to work: `arrive(url)`."""
    clerks: list[Clerk] = []

    def come(url: str, **how: object) -> Clerk:
        clerks.append(Clerk(qtbot, url, **how))  # type: ignore[arg-type]
        return clerks[-1]

    yield come
    for clerk in clerks:
        clerk.leave()


@pytest.fixture
def hall_url(small_hall: Database) -> str:
    """Where the small hall is."""
    return small_hall.url.render_as_string(hide_password=False)


@pytest.fixture
def clerk(arrive: Callable[..., Clerk], hall_url: str) -> Clerk:
    """Wang Min, signed in at counter 48."""
    person = arrive(hall_url)
    person.sign_in()
    return person


def visitor_comes(database: Database, service: str = "B2", **how: object) -> str:
    """Somebody takes a number and holds the paper."""
    ticket = queue.issue(database, uuid4(), service, **how)  # type: ignore[arg-type]
    queue.printed(database, uuid4(), ticket.ticket_id)
    return ticket.number


def texts(window: QWidget) -> list[QLabel]:
    """Every text that can be seen."""
    return [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
