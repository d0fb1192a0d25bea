"""All of it without a mouse, and by ear: every control has a name, and the Tab key comes by every one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caller.back_office.state import BackOfficeState, ReleaseLine
from caller.back_office.window import BackOfficeWindow
from caller.limit import Used
from caller.lock import LockState
from caller.settings import Shape
from caller.sign_in import ClerkChoice, CounterChoice, SignInState
from caller.state import Answer, LaneLine, Note, PutAside, Question, Stage, Tone, Verb
from caller.window import Window
from shell.theme import load_theme
from tests.caller.test_looks import busiest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
ASIDE = (PutAside(7, "B2 007", "Card", "09:31", "on hold since 09:31"),)
SIGN_IN = SignInState(
    hall="Hall",
    clerks=(ClerkChoice("wang", "Wang Min", "wang"),),
    counters=(CounterChoice(48, "B", "Zone", "Card", False, "48"),),
)
DESK = replace(
    busiest("en"),
    held=ASIDE,
    with_back_office=ASIDE,
    missed=ASIDE,
    lanes=(LaneLine("Card", 3, 12, "newcomers 12 min", False),),
    note=Note(Tone.WARN, "Something to know."),
)
ENTRY = DESK.line[0]
QUESTION = Question(
    Verb.TRANSFER,
    "Where to?",
    (),
    text_label="Note for the next clerk",
    option="They come back here afterwards",
)


def sign_in(window: Window) -> None:
    window.show_sign_in(replace(SIGN_IN, asks_pin=True, note=Note(Tone.CALM, "Please enter your PIN.")))


def take_over(window: Window) -> None:
    window.show_sign_in(replace(SIGN_IN, asks_to_take_over=True))


def serving(window: Window) -> None:
    window.show_desk(DESK)


def called(window: Window) -> None:
    window.show_desk(replace(DESK, stage=Stage.CALLED))


def idle(window: Window) -> None:
    window.show_desk(replace(DESK, stage=Stage.IDLE, visitor=None, undo_s=9))


def asked(window: Window) -> None:
    from caller.choice_list import Entry

    entries = (Entry("service:B1", "Social insurance"), Entry("counter:47", "Counter 47"))
    window.show_desk(replace(DESK, question=replace(QUESTION, entries=entries)))


def locked(window: Window) -> None:
    window.show_desk(DESK)
    window.show_lock(LockState(locked=True, note=Note(Tone.BAD, "This is not the PIN.")))


PAGES = [sign_in, take_over, serving, called, idle, asked, locked]


def back_office(qtbot: QtBot) -> QWidget:
    window = BackOfficeWindow(load_theme())
    qtbot.addWidget(window)
    line = ReleaseLine(
        7, "B2 007", "Card", "To approve", "09:31", 9, 16, 0.6, Used.HALF, "Counter 48", "note"
    )
    window.show_state(BackOfficeState("Hall", "Zhao Li", (line,), note=Note(Tone.CALM, "Done.")))
    return window


def page_of(qtbot: QtBot, shape: Shape, show: Callable[[Window], None]) -> QWidget:
    window = Window(load_theme(), shape)
    qtbot.addWidget(window)
    show(window)
    return window


def appear(qapp: QApplication, qtbot: QtBot, window: QWidget) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qapp.processEvents()


CASES = [
    pytest.param(shape, show, id=f"{shape}-{show.__name__}")
    for show in PAGES
    for shape in (Shape if show in (serving, called, idle) else (Shape.BAR,))
] + [pytest.param(None, None, id="back-office")]


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, shape: Shape | None, show: Callable[[Window], None] | None
) -> QWidget:
    if shape is None:
        made = back_office(qtbot)
    else:
        assert show is not None
        made = page_of(qtbot, shape, show)
    appear(qapp, qtbot, made)
    return made


def controls(window: QWidget) -> list[QWidget]:
    return [each for kind in CONTROLS for each in window.findChildren(kind) if each.isVisible()]


def told(widget: QWidget) -> str:
    """What a screen reader says of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize(("shape", "show"), CASES)
def test_every_control_has_a_name_that_is_said(window: QWidget) -> None:
    assert controls(window)
    nameless = [each for each in controls(window) if not told(each).strip()]
    silent = [
        each for each in window.findChildren(QLabel) if each.isVisible() and each.text() and not told(each)
    ]
    assert nameless == []
    assert silent == []


@pytest.mark.parametrize(("shape", "show"), CASES)
def test_no_two_buttons_of_a_page_have_one_name(window: QWidget) -> None:
    names = [each.accessibleName() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    assert sorted(names) == sorted(set(names))


def within_one(focus: QWidget) -> list[QWidget]:
    """Where one of several is chosen, Tab comes by the one that is, and the arrows choose another."""
    group = focus.group() if isinstance(focus, QAbstractButton) else None
    return list(group.buttons()) if group and group.exclusive() else []


@pytest.mark.parametrize(("shape", "show"), CASES)
def test_tab_comes_by_everything_that_can_be_used(window: QWidget) -> None:
    wanted = {
        each
        for each in controls(window)
        # A list is gone through by the arrows while the field above it has the focus.
        if each.isEnabled() and not isinstance(each, QAbstractItemView)
    }
    came_by: list[QWidget] = []
    for _ in range(3 * len(wanted) + 3):
        focus = QApplication.focusWidget()
        if focus is not None:
            came_by.append(focus)
            came_by.extend(within_one(focus))
        QTest.keyClick(focus or window, Qt.Key.Key_Tab)
    assert {told(each) for each in wanted - set(came_by)} == set()


@pytest.mark.parametrize(("shape", "show"), [pytest.param(Shape.PANEL, idle, id="panel")])
def test_the_space_bar_presses_what_has_the_focus(window: Window, qtbot: QtBot) -> None:
    button = next(each for each in window.findChildren(QAbstractButton) if each.accessibleName() == "Next")
    button.setFocus()
    with qtbot.waitSignal(window.pressed) as pressed:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed.args == [Verb.NEXT]


@pytest.mark.parametrize(("shape", "show"), [pytest.param(Shape.BAR, asked, id="question")])
def test_a_question_is_answered_by_keys_alone(window: Window, qtbot: QtBot) -> None:
    answers: list[Answer] = []
    window.answered.connect(answers.append)
    find = QApplication.focusWidget()
    assert isinstance(find, QLineEdit)
    qtbot.keyClick(find, Qt.Key.Key_Down)
    qtbot.keyClick(find, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "in a hurry")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QCheckBox)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(window.question._text, Qt.Key.Key_Return)
    assert answers == [Answer("counter:47", "in a hurry", True)]
