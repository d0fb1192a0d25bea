"""A clerk's day at the desk, through the real window, on both databases."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from sqlalchemy import update

from caller.settings import Shape
from caller.state import Stage, Told
from db import queue
from db.desk import read_desk
from db.engine import Database
from db.events import HallLoaded
from db.models import service
from db.turn import take_turn
from tests.caller.conftest import Clerk, visitor_comes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_whole_visit_takes_one_key_a_step(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")

    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    assert clerk.read("State").startswith("Called")
    clerk.key(Qt.Key.Key_F5)
    clerk.wait(lambda: clerk.state.stage == Stage.SERVING)
    clerk.key(Qt.Key.Key_F11)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)

    assert clerk.state.served_today == 1
    assert clerk.read("Waiting") == "0"


def test_the_same_visit_with_the_mouse_on_the_bar(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")

    for step, stage in (("Next", Stage.CALLED), ("Start", Stage.SERVING), ("Finish", Stage.IDLE)):
        clerk.click(step)
        clerk.wait(lambda stage=stage: clerk.state.stage == stage)

    assert clerk.state.served_today == 1


def test_who_did_not_come_is_called_again_and_then_marked(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    clerk.key(Qt.Key.Key_F9)
    clerk.wait(lambda: clerk.state.visitor is not None and clerk.state.visitor.times == 2)
    clerk.key(Qt.Key.Key_F10)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)

    assert clerk.state.served_today == 0


def test_the_clerk_sees_who_waits_and_how_long_without_pressing_anything(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    visitor_comes(small_hall, "B1")
    clerk.see("Waiting", "2")

    assert clerk.read("Longest wait") == "wait 0 min"
    assert [each.number for each in clerk.state.line] == ["B2 001", "B1 001"]
    assert [each.helping for each in clerk.state.line] == [False, True]


def test_the_clerk_learns_that_the_call_was_spoken(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    with small_hall.reading() as connection:
        current = read_desk(connection, 48).current
    assert current

    queue.announced(small_hall, uuid4(), current.call_id, spoken=True)

    clerk.wait(lambda: clerk.state.visitor is not None and clerk.state.visitor.told == Told.SPOKEN)
    assert clerk.read("State").startswith("Announced")


def test_priority_is_shown_but_never_its_reason(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall, group_id="elderly")
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F4)
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    shown = [label.property("text") for label in clerk.all("") if label.property("text")]
    assert "Priority" in shown
    assert "70" not in repr(clerk.state)
    assert "elderly" not in repr(clerk.state)


def test_a_key_hit_twice_calls_one_visitor(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    visitor_comes(small_hall)
    clerk.see("Waiting", "2")

    for _ in range(5):
        clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    assert clerk.read("Waiting") == "1"
    assert clerk.message == ""


def test_a_double_click_on_next_does_not_start_the_visit(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    main = clerk.find("Next", QAbstractButton)

    clerk.qtbot.mouseClick(main, Qt.MouseButton.LeftButton)
    clerk.see("Number", "B2 001")
    second_press(main)
    clerk.qtbot.mouseRelease(main, Qt.MouseButton.LeftButton)
    clerk.key(Qt.Key.Key_F9)
    clerk.wait(lambda: clerk.state.visitor is not None and clerk.state.visitor.times == 2)

    assert clerk.state.stage == Stage.CALLED


def second_press(control: QWidget) -> None:
    """What Qt makes of the second press of a double click."""
    left, middle = Qt.MouseButton.LeftButton, QPointF(control.rect().center())
    QApplication.sendEvent(
        control,
        QMouseEvent(
            QEvent.Type.MouseButtonDblClick, middle, control.mapToGlobal(middle), left, left,
            Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip


def test_a_key_that_does_not_fit_says_which_one_does(clerk: Clerk, small_hall: Database):
    clerk.key(Qt.Key.Key_F11)
    assert clerk.message == "Nobody is at the counter. F8 calls the next visitor."

    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    clerk.key(Qt.Key.Key_F8)
    assert clerk.message == "A visitor is called. F5 starts, F10 marks a no-show."


def test_nobody_waiting_is_said_in_a_line(clerk: Clerk):
    clerk.key(Qt.Key.Key_F8)

    clerk.wait(lambda: clerk.message == "Nobody is waiting.")
    assert clerk.can("Next")


def test_bar_and_panel_are_one_key_apart_and_the_bar_is_narrow(clerk: Clerk):
    assert (clerk.window.width(), clerk.window.height()) <= (360, 80)
    assert clerk.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint

    clerk.key(Qt.Key.Key_F4)
    assert clerk.window.height() > 400
    clerk.key(Qt.Key.Key_F4)
    assert clerk.window.width() > 800
    clerk.click("Show less")
    clerk.click("Show less")
    assert (clerk.window.width(), clerk.window.height()) <= (360, 80)


@pytest.mark.parametrize("shape", list(Shape))
def test_every_control_has_a_name_and_no_two_the_same(
    arrive: Callable[..., Clerk], hall_url: str, shape: Shape
):
    clerk = arrive(hall_url, shape=shape)
    clerk.sign_in()

    names = [
        control.accessibleName()
        for control in clerk.window.findChildren(QAbstractButton)
        if control.isVisible()
    ]
    assert all(names)
    assert len(set(names)) == len(names)


def test_two_clerks_never_call_the_same_visitor(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    wang, li = arrive(hall_url), arrive(hall_url)
    wang.sign_in("wang", 48)
    li.sign_in("li", 47)
    visitor_comes(small_hall)
    visitor_comes(small_hall)
    wang.see("Waiting", "2")
    li.see("Waiting", "2")

    wang.key(Qt.Key.Key_F8)
    li.key(Qt.Key.Key_F8)
    wang.wait(lambda: wang.state.stage == Stage.CALLED and li.state.stage == Stage.CALLED)

    assert {wang.read("Number"), li.read("Number")} == {"B2 001", "B2 002"}


def test_papers_nobody_heard_of_are_settled_in_passing(clerk: Clerk):
    desk = clerk.caller._desk
    assert desk
    assert desk._settle.interval() == 5000
    desk._settle.setInterval(20)
    for _ in range(3):
        with clerk.qtbot.waitSignal(desk._settle.timeout):
            pass

    clerk.wait(lambda: not desk._settling)
    assert clerk.message == ""


def test_a_hall_that_is_loaded_anew_shows_its_new_names(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    assert clerk.state.line[0].service == "Social security card"

    with take_turn(small_hall) as turn:
        turn.connection.execute(update(service).where(service.c.id == "B2").values(short_en="Card"))
        turn.record(
            HallLoaded(stamp=turn.stamp(), name="x", zones=2, departments=1, services=3, counters=4, clerks=4)
        )

    clerk.wait(lambda: clerk.state.line[0].service == "Card")
