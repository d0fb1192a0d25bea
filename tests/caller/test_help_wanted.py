"""Who asks for help in the hall is seen at the guide desk, and one key says that somebody goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from caller.note_label import NoteLabel
from caller.settings import Shape
from db import queue
from db.engine import Database, open_database
from db.help import help_request
from db.help_events import HelpAsked, HelpKind
from tests.caller.conftest import Clerk

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def kiosk(hall_url: str) -> Iterator[Database]:
    database = open_database(hall_url, "kiosk 3F")
    yield database
    database.close()


def asks(station: Database, kind: HelpKind = HelpKind.GUIDANCE, counter: int | None = None) -> HelpAsked:
    return queue.ask_help(station, uuid4(), "B", kind, counter=counter)


def who_went(hall: Database) -> list[str | None]:
    with hall.reading() as connection:
        return list(
            connection.execute(select(help_request.c.answered_by).order_by(help_request.c.id)).scalars()
        )


def test_one_key_at_the_guide_desk_answers_a_call_from_any_zone(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database, kiosk: Database
) -> None:
    guide, clerk = arrive(hall_url), arrive(hall_url)
    guide.sign_in("wang", 3)
    clerk.sign_in("li", 48)
    guide.key(Qt.Key.Key_F1, modifier=SHIFT)
    guide.wait(lambda: guide.message == "Nobody asks this desk for help.")

    asks(kiosk)
    guide.wait(lambda: "kiosk 3F asks for help: does not know what to do" in guide.message)
    assert clerk.state.help is None, "it is no guide desk"
    guide.key(Qt.Key.Key_F1, modifier=SHIFT)
    guide.wait(lambda: guide.state.help == ())
    guide.wait(lambda: guide.message == "Whoever asked is told that you are on the way.")
    assert who_went(small_hall) == ["wang"]


def test_danger_comes_first_and_a_click_on_the_line_lets_choose(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database, kiosk: Database
) -> None:
    guide = arrive(hall_url, shape=Shape.PANEL)
    guide.sign_in("wang", 3)
    asks(kiosk, HelpKind.MACHINE)
    asks(kiosk, HelpKind.SAFETY, counter=48)
    guide.wait(lambda: "Counter 48 asks for help: unwell or in danger" in guide.message)
    assert "(and 1 more)" in guide.message
    guide.qtbot.mouseClick(guide.find("Message", NoteLabel), Qt.MouseButton.LeftButton)
    guide.choose("kiosk 3F")
    guide.wait(lambda: who_went(small_hall) == ["wang", None])


def test_the_full_list_has_those_who_ask_for_help_at_a_guide_desk(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database, kiosk: Database
) -> None:
    guide = arrive(hall_url, shape=Shape.LIST)
    guide.sign_in("wang", 3)
    asks(kiosk)
    guide.wait(lambda: bool(guide.state.help))
    guide.click("Those who ask for help")
    guide.wait(lambda: guide.entries("Visitors") == ["kiosk 3F"])
    guide.click("I go there")
    guide.wait(lambda: who_went(small_hall) == ["wang"])
