"""Every other step of a clerk: asked for by a key, answered by keys, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from caller.settings import Shape
from caller.state import Stage
from db import queue
from db.engine import Database
from db.help import read_open_help
from db.help_events import HelpKind
from db.history import all_rows
from db.models import call, ticket
from db.privacy import Person
from db.status import HoldKind
from tests.caller.conftest import Clerk, visitor_comes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def facts(database: Database, number: str = "B2001") -> dict[str, object]:
    with database.reading() as connection:
        row = connection.execute(select(ticket).where(ticket.c.number == number)).mappings().one()
        return dict(row)


def begin(clerk: Clerk, hall: Database, service: str = "B2", **how: object) -> None:
    """A visitor comes and is served."""
    visitor_comes(hall, service, **how)
    clerk.wait(lambda: clerk.state.waiting > 0)
    clerk.step(Qt.Key.Key_F8, Stage.CALLED)
    clerk.step(Qt.Key.Key_F5, Stage.SERVING)


def test_a_chosen_visitor_is_called_with_a_reason(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    visitor_comes(small_hall)
    clerk.see("Waiting", "2")
    clerk.key(Qt.Key.Key_F7)
    clerk.choose("B2 002", text="feels unwell")
    clerk.see("Number", "B2 002")
    with small_hall.reading() as connection:
        assert connection.execute(select(call.c.reason)).scalar_one() == "feels unwell"


def test_without_a_reason_nobody_is_called_out_of_turn(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F7)
    clerk.choose("B2 001")
    assert not clerk.can("OK")
    clerk.key(Qt.Key.Key_Escape)
    clerk.see("Waiting", "1")
    assert facts(small_hall)["state"] == "waiting"


def test_a_visitor_goes_on_elsewhere_with_a_note_and_a_way_back(clerk: Clerk, small_hall: Database):
    begin(clerk, small_hall)
    clerk.key(Qt.Key.Key_F6)
    clerk.choose("Counter 47", text="needs the form", option="They come back here afterwards")
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)
    row = facts(small_hall)
    assert (row["lane"], row["note"], row["come_back_lane"]) == ("counter:47", "needs the form", "counter:48")


def test_the_note_is_read_where_the_visitor_arrives(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    wang, li = arrive(hall_url), arrive(hall_url, shape=Shape.PANEL)
    wang.sign_in("wang", 48)
    li.sign_in("li", 47)
    begin(wang, small_hall)
    wang.key(Qt.Key.Key_F6)
    wang.choose("Li Qiang", text="needs the form")
    li.wait(lambda: li.state.waiting == 1)
    li.key(Qt.Key.Key_F8)
    li.see("Note that came along", "Note: needs the form")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("At this counter: the papers stay here", HoldKind.SAME_COUNTER),
        ("At any counter of the service", HoldKind.ANY_COUNTER),
        ("With the back office, until it is released", HoldKind.BACK_OFFICE),
    ],
)
def test_a_visit_is_put_aside_in_three_ways(clerk: Clerk, small_hall: Database, words: str, kind: HoldKind):
    begin(clerk, small_hall)
    clerk.key(Qt.Key.Key_F3)
    clerk.choose(words, text="a copy is missing")
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)
    assert (facts(small_hall)["hold_kind"], facts(small_hall)["note"]) == (kind.value, "a copy is missing")


def test_a_visit_on_hold_is_taken_up_again(clerk: Clerk, small_hall: Database):
    begin(clerk, small_hall)
    clerk.key(Qt.Key.Key_F3)
    clerk.choose("At this counter: the papers stay here")
    clerk.wait(lambda: len(clerk.state.held) == 1)
    clerk.key(Qt.Key.Key_F3, modifier=SHIFT)
    clerk.choose("B2 001")
    clerk.see("Number", "B2 001")


def test_what_is_ready_is_released_to_its_pick_up_from_any_counter_that_hands_it_out(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    wang, zhao = arrive(hall_url), arrive(hall_url, shape=Shape.LIST)
    wang.sign_in()
    zhao.sign_in("zhao", 3)
    begin(wang, small_hall)
    wang.key(Qt.Key.Key_F11, modifier=SHIFT)
    wang.choose("", option="The result is handed out later")
    wang.wait(lambda: "Guide desk" in wang.entries("Choices"))
    wang.choose("Guide desk")
    zhao.wait(lambda: len(zhao.state.with_back_office) == 1)
    assert wang.state.with_back_office == (), "it is handed out elsewhere"

    zhao.key(Qt.Key.Key_F5, modifier=SHIFT)
    zhao.choose("B2 001", text="card is in the drawer")
    zhao.wait(lambda: zhao.state.waiting == 1)
    assert facts(small_hall)["note"] == "card is in the drawer"
    begin_again = zhao.state.line[0]
    assert (begin_again.number, begin_again.times) == ("B2 001", 1)


def test_an_approval_is_released_by_the_buttons_of_the_list(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    clerk = arrive(hall_url, shape=Shape.LIST)
    clerk.sign_in()
    begin(clerk, small_hall)
    queue.hold(small_hall, uuid4(), 1, HoldKind.BACK_OFFICE)
    clerk.wait(lambda: len(clerk.state.with_back_office) == 1)
    clerk.click("Those with the back office")
    clerk.click("Release, with a note…")
    clerk.choose("B2 001")
    clerk.wait(lambda: clerk.state.waiting == 1)


def test_whoever_was_missed_is_brought_back(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    clerk.key(Qt.Key.Key_F10)
    clerk.wait(lambda: len(clerk.state.missed) == 1)
    clerk.key(Qt.Key.Key_F10, modifier=SHIFT)
    clerk.choose("B2 001")
    clerk.see("Waiting", "1")


def test_a_call_is_taken_back(clerk: Clerk, small_hall: Database):
    visitor_comes(small_hall)
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")
    clerk.key(Qt.Key.Key_F8, modifier=SHIFT)
    clerk.see("Waiting", "1")
    assert facts(small_hall)["state"] == "waiting"


def test_the_counter_pauses_with_a_reason_and_goes_on(clerk: Clerk, small_hall: Database):
    clerk.key(Qt.Key.Key_F2)
    clerk.choose("Meal")
    clerk.wait(lambda: clerk.state.stage == Stage.PAUSED)
    assert clerk.state.paused == "Meal"
    clerk.key(Qt.Key.Key_F8)
    assert clerk.message == "The counter is paused. F2 goes on."
    clerk.key(Qt.Key.Key_F2)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)


def test_a_pause_may_have_a_reason_of_its_own(clerk: Clerk):
    clerk.key(Qt.Key.Key_F2)
    clerk.choose("", text="fire drill")
    clerk.wait(lambda: clerk.state.paused == "fire drill")


def test_a_finish_is_taken_back_within_seconds(clerk: Clerk, small_hall: Database):
    begin(clerk, small_hall)
    clerk.key(Qt.Key.Key_F11)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE and clerk.state.undo_s > 0)
    clerk.key(Qt.Key.Key_Z, modifier=CONTROL)
    clerk.wait(lambda: clerk.state.stage == Stage.SERVING)
    assert facts(small_hall)["state"] == "serving"


def test_nothing_to_take_back_is_said(clerk: Clerk):
    clerk.key(Qt.Key.Key_Z, modifier=CONTROL)
    assert clerk.message == "There is nothing to take back any more."


def test_a_clerk_calls_for_help(clerk: Clerk, small_hall: Database):
    clerk.key(Qt.Key.Key_F1)
    clerk.choose("A supervisor: somebody must decide")
    clerk.wait(lambda: clerk.message == "Called for help; it is on the record.")
    with small_hall.reading() as connection:
        (asked,) = read_open_help(connection)
    assert (asked.kind, asked.counter, asked.zone_id) == (HelpKind.SUPERVISOR, 48, "B")


@pytest.mark.parametrize(
    ("key", "modifier", "said"),
    [
        (Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier, "Nobody is waiting."),
        (Qt.Key.Key_F3, SHIFT, "Nothing is on hold here."),
        (Qt.Key.Key_F10, SHIFT, "Nobody was missed."),
    ],
)
def test_where_there_is_nobody_to_choose_it_is_said(
    clerk: Clerk, key: Qt.Key, modifier: Qt.KeyboardModifier, said: str
):
    clerk.key(key, modifier=modifier)
    assert clerk.message == said


def test_a_question_that_was_overtaken_changes_nothing(clerk: Clerk, small_hall: Database):
    begin(clerk, small_hall)
    clerk.key(Qt.Key.Key_F3)
    clerk.see("Choices")
    with small_hall.reading() as connection:
        call_id = connection.execute(select(call.c.id)).scalar_one()
    queue.finish(small_hall, uuid4(), call_id)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)
    clerk.choose("At any counter of the service")
    clerk.wait(lambda: clerk.message == "Not sent: the visitor has moved on meanwhile.")
    assert facts(small_hall)["state"] == "finished"


def test_each_step_is_on_the_record_by_the_clerks_name(clerk: Clerk, small_hall: Database):
    begin(clerk, small_hall)
    clerk.step(Qt.Key.Key_F11, Stage.IDLE)
    by = {row["kind"]: row["by"] for row in all_rows(small_hall)}
    assert {
        kind: by[kind] for kind in ("CounterOpened", "TicketCalled", "ServingStarted", "TicketFinished")
    } == {
        "CounterOpened": "wang",
        "TicketCalled": "wang",
        "ServingStarted": "wang",
        "TicketFinished": "wang",
    }


def test_who_the_visitor_is_shows_while_the_key_is_held_and_is_recorded(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    clerk = arrive(hall_url, shape=Shape.PANEL)
    clerk.sign_in()
    begin(clerk, small_hall, person=Person(hash="f" * 64, mask="1101***********42"))
    assert "1101" not in everything_said(clerk)
    identity = clerk.find("Identity", QPushButton)
    clerk.qtbot.mousePress(identity, Qt.MouseButton.LeftButton)
    clerk.wait(lambda: clerk.state.mask == "1101***********42")
    assert "1101***********42" in everything_said(clerk)
    clerk.qtbot.mouseRelease(identity, Qt.MouseButton.LeftButton)
    clerk.wait(lambda: clerk.state.mask == "")
    clerk.qtbot.keyPress(clerk.window, Qt.Key.Key_F12)
    clerk.wait(lambda: clerk.state.mask != "")
    clerk.qtbot.keyRelease(clerk.window, Qt.Key.Key_F12)
    clerk.wait(lambda: clerk.state.mask == "")
    assert [row["kind"] for row in all_rows(small_hall)].count("PersonShown") == 2


def everything_said(clerk: Clerk) -> str:
    return " ".join(str(each.property("text") or "") for each in clerk.window.findChildren(QPushButton))


def test_the_full_list_finds_by_typing_and_acts_on_the_one_chosen(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    clerk = arrive(hall_url, shape=Shape.LIST)
    clerk.sign_in()
    visitor_comes(small_hall)
    visitor_comes(small_hall, "B1")
    clerk.wait(lambda: len(clerk.entries("Visitors")) == 2)
    assert clerk.entries("Visitors") == ["B2 001", "B1 001"]
    find = clerk.find("Type a number or a service")
    clerk.qtbot.keyClicks(find, "insur")
    assert clerk.entries("Visitors") == ["B1 001"]
    clerk.key(Qt.Key.Key_Return, find)
    clerk.write("came yesterday already")
    clerk.see("Number", "B1 001")
    clerk.key(Qt.Key.Key_F10)
    clerk.wait(lambda: len(clerk.state.missed) == 1)
    clerk.qtbot.keyClicks(find, "")
    find.setProperty("text", "")
    clerk.click("Those who were missed")
    assert clerk.entries("Visitors") == ["B1 001"]
    clerk.click("Bring back into line")
    clerk.wait(lambda: clerk.state.missed == () and clerk.state.waiting == 2)
