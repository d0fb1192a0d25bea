"""Signing in, taking over, and leaving."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from db import queue
from db.board import read_desk
from db.engine import Database
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


def test_a_clerk_with_a_visitor_cannot_leave(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    clerk.wait(lambda: clerk.message.startswith("B2001 is still at counter 48"))
    assert who_sits_at(small_hall, 48) == "wang"


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
