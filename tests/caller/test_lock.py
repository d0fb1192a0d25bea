"""A desk that is left alone locks itself, and only its clerk's PIN opens it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from caller.__main__ import Caller
from caller.settings import Shape
from caller.state import Stage
from db.engine import Database, open_database
from db.staff import set_pin
from tests.caller.conftest import Clerk, visitor_comes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PIN = "271828"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def wang(clerk: Clerk, small_hall: Database) -> Clerk:
    """Signed in before she got her PIN."""
    set_pin(small_hall, uuid4(), "wang", PIN)
    return clerk


def test_a_locked_desk_shows_nothing_and_does_nothing(wang: Clerk, small_hall: Database) -> None:
    visitor_comes(small_hall)
    wang.see("Waiting", "1")
    wang.key(Qt.Key.Key_K, modifier=CONTROL)
    wang.see("Unlock")
    wang.key(Qt.Key.Key_F8)
    wang.caller._on_press("next")  # type: ignore[arg-type]
    assert wang.all("Number") == []
    assert wang.state.stage == Stage.IDLE


def test_the_pin_opens_it_and_a_wrong_one_does_not(wang: Clerk) -> None:
    wang.key(Qt.Key.Key_K, modifier=CONTROL)
    wang.see("Unlock")
    field = wang.window.lock.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    for pin, opened in (("314159", False), (PIN, True)):
        field.setText(pin)
        wang.click("Unlock")
        wang.wait(lambda opened=opened: is_answered(wang) and (not wang.all("Unlock")) == opened)
        assert field.text() == ""
    wang.see("Waiting")


def is_answered(clerk: Clerk) -> bool:
    lock = clerk.caller._lock
    return lock is not None and not lock._state.busy


def test_whoever_has_no_pin_could_not_open_it_again(clerk: Clerk) -> None:
    clerk.key(Qt.Key.Key_K, modifier=CONTROL)
    clerk.wait(lambda: clerk.message.startswith("You have no PIN"))
    clerk.see("Waiting")


@pytest.fixture
def impatient(arrive: Callable[..., Clerk], hall_url: str) -> Clerk:
    """A desk that locks itself after half a second."""
    clerk = arrive(hall_url)
    clerk.caller.stop()
    clerk.caller = Caller(
        clerk.window, lambda: open_database(hall_url, "caller"), "en", lock_after_min=0.5 / 60
    )
    return clerk


def test_a_desk_left_alone_locks_itself_and_input_puts_it_off(impatient: Clerk, small_hall: Database) -> None:
    set_pin(small_hall, uuid4(), "wang", PIN)
    impatient.caller.start("wang", 48)
    impatient.see("PIN")
    impatient.caller._on_sign_in("wang", 48, PIN, False)
    impatient.see("Waiting")
    lock = impatient.caller._lock
    assert lock
    left = lock._idle.remainingTime()
    impatient.wait(lambda: lock._idle.remainingTime() < left - 50)
    impatient.key(Qt.Key.Key_Shift)
    assert lock._idle.remainingTime() > left - 50
    impatient.see("Unlock")


def test_a_visitor_at_a_locked_desk_is_still_there_afterwards(wang: Clerk, small_hall: Database) -> None:
    visitor_comes(small_hall)
    wang.see("Waiting", "1")
    wang.key(Qt.Key.Key_F8)
    wang.see("Number", "B2 001")
    wang.key(Qt.Key.Key_K, modifier=CONTROL)
    wang.see("Unlock")
    assert "B2 001" not in [label.property("text") for label in wang.window.findChildren(QLineEdit)]
    wang.caller._lock.unlock(PIN)  # type: ignore[union-attr]
    wang.see("Number", "B2 001")


def test_the_shape_survives_a_question_and_a_lock(wang: Clerk) -> None:
    wang.key(Qt.Key.Key_F4)
    wang.key(Qt.Key.Key_K, modifier=CONTROL)
    wang.see("Unlock")
    wang.caller._lock.unlock(PIN)  # type: ignore[union-attr]
    wang.see("Next in line")
    assert wang.window.shape == Shape.PANEL
