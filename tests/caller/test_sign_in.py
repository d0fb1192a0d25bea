"""Signing in, taking over, and leaving."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from caller.state import Stage
from db import queue
from db.desk import read_desk
from db.engine import Database
from db.models import ticket
from db.staff import set_pin
from tests.caller.conftest import Clerk, visitor_comes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
NAME, COUNTER = "Type your name, pinyin or number", "Type the counter or service"


def who_sits_at(database: Database, counter: int) -> str | None:
    with database.reading() as connection:
        return read_desk(connection, counter).clerk_id


@pytest.fixture
def newcomer(arrive: Callable[..., Clerk], hall_url: str) -> Clerk:
    clerk = arrive(hall_url)
    clerk.caller.start()
    clerk.wait(lambda: bool(clerk.entries("Clerk")))
    return clerk


def test_a_clerk_signs_in_without_touching_the_mouse(newcomer: Clerk, small_hall: Database):
    find_name, find_counter = newcomer.find(NAME, QLineEdit), newcomer.find(COUNTER, QLineEdit)

    newcomer.qtbot.keyClicks(find_name, "wm")
    newcomer.key(Qt.Key.Key_Return, find_name)
    newcomer.qtbot.keyClicks(find_counter, "48")
    newcomer.key(Qt.Key.Key_Return, find_counter)

    newcomer.see("Waiting")
    assert who_sits_at(small_hall, 48) == "wang"


def test_names_are_found_by_name_pinyin_initials_and_id(newcomer: Clerk):
    find = newcomer.find(NAME, QLineEdit)
    assert isinstance(find, QLineEdit)

    for typed in ("王", "wang m", "WANGMIN", "wm", "wang"):
        find.setText(typed)
        assert newcomer.entries("Clerk") == ["Wang Min"], typed


def test_counters_stand_by_zone_and_are_found_by_number_zone_and_service(newcomer: Clerk):
    find = newcomer.find(COUNTER, QLineEdit)
    assert isinstance(find, QLineEdit)

    assert newcomer.entries("Counter") == ["A  General services", "3", "B  Social security", "47", "48", "49"]
    for typed, found in (("4", ["47", "48", "49"]), ("48", ["48"]), ("card", ["47", "48"]), ("xx", [])):
        find.setText(typed)
        assert newcomer.entries("Counter") == found, typed


def test_nothing_fits_means_nothing_can_be_signed(newcomer: Clerk):
    find = newcomer.find(NAME, QLineEdit)
    assert isinstance(find, QLineEdit)

    find.setText("nobody of that name")

    assert not newcomer.can("Sign in")


def test_whoever_is_relieved_is_told_by_whom(clerk: Clerk, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "li", take_over=True)

    clerk.see("Sign in")
    clerk.wait(lambda: clerk.message == "Li Qiang signed in at counter 48.")


@pytest.mark.parametrize(
    ("served", "choice", "becomes"),
    [
        (False, "Puts the visitor back in line", "waiting"),
        (True, "The visit is done", "finished"),
        (True, "On hold, for any counter of the service", "held"),
    ],
)
def test_a_clerk_who_leaves_says_what_becomes_of_the_visitor(
    clerk: Clerk, small_hall: Database, served: bool, choice: str, becomes: str
):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    if served:
        clerk.key(Qt.Key.Key_F5)
        clerk.wait(lambda: clerk.state.stage == Stage.SERVING)

    clerk.key(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    clerk.choose(choice)

    clerk.see("Sign in")
    assert who_sits_at(small_hall, 48) is None
    assert ticket_state(small_hall) == becomes


def test_a_clerk_who_thinks_better_of_leaving_stays(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    clerk.key(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    clerk.see("Choices")
    clerk.click("Cancel")

    clerk.see("Number", "B2 001")
    assert who_sits_at(small_hall, 48) == "wang"


def ticket_state(database: Database) -> str:
    with database.reading() as connection:
        return connection.execute(select(ticket.c.state)).scalar_one()


PIN = "271828"


def test_a_clerk_with_a_pin_signs_in_by_it(newcomer: Clerk, small_hall: Database):
    set_pin(small_hall, uuid4(), "wang", PIN)
    newcomer.caller._on_sign_in("wang", 48, "", False)
    newcomer.see("PIN")
    field = newcomer.find("PIN", QLineEdit)

    newcomer.qtbot.keyClicks(field, "314159")
    newcomer.key(Qt.Key.Key_Return, field)
    newcomer.wait(lambda: newcomer.message.startswith("This is not the PIN"))
    assert who_sits_at(small_hall, 48) is None

    field.setText("")  # type: ignore[attr-defined]
    newcomer.qtbot.keyClicks(field, PIN)
    newcomer.key(Qt.Key.Key_Return, field)
    newcomer.see("Waiting")
    assert who_sits_at(small_hall, 48) == "wang"


def test_settings_that_name_a_clerk_open_nothing_without_the_pin(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    set_pin(small_hall, uuid4(), "wang", PIN)
    clerk = arrive(hall_url)
    clerk.caller.start("wang", 48)

    clerk.see("PIN")
    clerk.wait(lambda: clerk.message == "Please enter your PIN.")
    assert who_sits_at(small_hall, 48) is None


def test_a_counter_that_is_taken_is_taken_over_only_when_asked(newcomer: Clerk, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "li")
    newcomer.caller._on_sign_in("wang", 48, "", False)

    newcomer.wait(lambda: newcomer.message == "Li Qiang is signed in at counter 48. Take it over?")
    assert who_sits_at(small_hall, 48) == "li"

    newcomer.click("Take over")
    newcomer.see("Waiting")
    assert who_sits_at(small_hall, 48) == "wang"


def test_the_yes_is_for_the_counter_that_was_asked_about(newcomer: Clerk, small_hall: Database):
    queue.open_counter(small_hall, uuid4(), 48, "li")
    newcomer.caller._on_sign_in("wang", 48, "", False)
    newcomer.see("Take over")

    find = newcomer.find(COUNTER, QLineEdit)
    newcomer.qtbot.keyClicks(find, "49")

    newcomer.see("Sign in")


def test_signing_out_closes_the_counter(clerk: Clerk, small_hall: Database):
    clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    clerk.see("Sign in")
    assert who_sits_at(small_hall, 48) is None


def test_closing_the_window_closes_the_counter_too(clerk: Clerk, small_hall: Database):
    clerk.window.close()

    assert who_sits_at(small_hall, 48) is None


def test_an_unknown_clerk_is_told_at_the_sign_in(arrive: Callable[..., Clerk], hall_url: str):
    clerk = arrive(hall_url)
    clerk.caller.start("ghost", 48)

    clerk.wait(lambda: clerk.message == "The hall knows no clerk “ghost”.")
