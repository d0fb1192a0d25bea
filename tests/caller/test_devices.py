"""What stands beside a clerk's screen, with the real windows: the visitor's screen, an own pad, a strip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caller import keypad, rating_presenter
from caller import rating as rating_module
from caller.device_settings import PadSection, RatingSection, StripSection
from caller.devices import Devices
from caller.rating_face import FaceButton
from caller.rating_presenter import Page, RatingState
from caller.rating_view import RatingView
from caller.settings import CallerSection
from caller.state import Stage
from db.engine import Database, open_database
from db.models import event
from db.rating_events import RatingLevel
from db.rating_tables import rating
from shell.theme import Look, load_theme
from tests.caller.conftest import Clerk, visitor_comes
from tests.caller.device_process import DeviceProcess
from tests.pluggable_hall import PluggableHall

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.allows_log(r"the pads on .* are away|the strip is away"),
]
on_both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


class Desk(Clerk):
    """A clerk with devices."""

    def __init__(self, qtbot: QtBot, url: str, section: CallerSection) -> None:
        super().__init__(qtbot, url)
        self.devices = Devices(section, lambda: open_database(url, "caller"), load_theme(), "en")
        self.caller._devices = self.devices

    @property
    def view(self) -> RatingView:
        assert self.devices.view
        return self.devices.view

    def visit(self) -> None:
        """Call, start, finish the one who waits."""
        for key, stage in (
            (Qt.Key.Key_F8, Stage.CALLED),
            (Qt.Key.Key_F5, Stage.SERVING),
            (Qt.Key.Key_F11, Stage.IDLE),
        ):
            self.key(key)
            self.wait(lambda stage=stage: self.state.stage == stage and self.state.busy is None)

    def visitor_reads(self, text: str) -> None:
        """Wait until the visitor's screen says so."""
        self.wait(
            lambda: any(
                text in str(each.property("text"))
                for each in self.view.findChildren(object)  # type: ignore[call-overload]
                if hasattr(each, "isVisible") and each.isVisible() and each.property("text")
            )
        )

    def touch(self, name: str) -> None:
        """The visitor touches this."""
        (control,) = [
            each
            for each in self.view.findChildren(QAbstractButton)
            if each.accessibleName() == name and each.isVisible()
        ]
        self.qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, but for what is tried on both."""
    return str(request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url"))


@pytest.fixture
def come(qtbot: QtBot, hall_url: str) -> Iterator[Callable[..., Desk]]:
    """Let a clerk with these devices come to work at counter 48."""
    desks: list[Desk] = []

    def arrive(**section: object) -> Desk:
        desks.append(Desk(qtbot, hall_url, CallerSection(**section)))  # type: ignore[arg-type]
        desks[-1].sign_in()
        return desks[-1]

    yield arrive
    for desk in desks:
        desk.leave()


def kept(hall: Database) -> list[tuple[str, str]]:
    with hall.reading() as connection:
        rows = connection.execute(select(rating.c.level, rating.c.words).order_by(rating.c.call_id))
        return [(row.level, row.words) for row in rows]


@on_both
def test_the_visitor_answers_on_the_second_screen(come: Callable[..., Desk], small_hall: Database) -> None:
    desk = come(rating=RatingSection(screen="1", touch_only=False))
    desk.visitor_reads("At your service")
    visitor_comes(small_hall, language="zh")
    desk.see("Waiting", "1")
    desk.visit()

    desk.visitor_reads("请您对本次服务作出评价")  # in the language of the ticket
    assert kept(small_hall) == [("not_rated", "")]
    desk.touch("不满意")
    desk.visitor_reads("还想说点什么吗")
    assert kept(small_hall) == [("not_rated", "")], "nothing is sent before the visitor says so"
    desk.touch("等候太久")
    line = desk.view.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    desk.qtbot.keyClicks(line, "B2")
    desk.touch("提交")
    desk.visitor_reads("谢谢您的评价")
    assert kept(small_hall) == [("dissatisfied", "等候太久 · B2")]
    with small_hall.reading() as connection:
        (by, station) = connection.execute(
            select(event.c.by, event.c.station).where(event.c.kind == "RatingGiven")
        ).one()
    assert (by, station) == (None, "rating 48")


def test_who_goes_away_leaves_what_was_chosen_or_nothing(
    come: Callable[..., Desk], small_hall: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rating_presenter, "WORDS_S", 0.1)
    desk = come(rating=RatingSection(screen="1", touch_only=False))
    visitor_comes(small_hall, language="en")
    desk.see("Waiting", "1")
    desk.visit()
    desk.visitor_reads("How was our service?")
    desk.touch("Very satisfied")
    desk.wait(lambda: kept(small_hall) == [("very_satisfied", "")])

    visitor_comes(small_hall, language="en")
    desk.see("Waiting", "1")
    desk.visit()
    desk.wait(lambda: len(kept(small_hall)) == 2)
    rates = desk.devices._rating
    assert rates
    desk.wait(lambda: rates._due(48) is not None)
    rates._due_until[48] = 0.0  # a minute has passed
    desk.visitor_reads("At your service")
    assert kept(small_hall)[1] == ("not_rated", "")
    with small_hall.reading() as connection:
        kinds = list(connection.execute(select(event.c.kind).order_by(event.c.id.desc()).limit(1)).scalars())
    assert kinds == ["RatingMissed"]


def test_the_screen_is_the_next_visitors_once_they_stand_there(
    come: Callable[..., Desk], small_hall: Database
) -> None:
    desk = come(rating=RatingSection(screen="1", touch_only=False))
    for _ in range(2):
        visitor_comes(small_hall)
    desk.see("Waiting", "2")
    desk.visit()
    desk.visitor_reads("请您对本次服务作出评价")
    desk.key(Qt.Key.Key_F8)
    desk.wait(lambda: desk.state.stage == Stage.CALLED and desk.state.busy is None)
    desk.key(Qt.Key.Key_F5)
    desk.visitor_reads("Now serving")
    desk.visitor_reads("B2 002")


def test_the_visitors_screen_never_covers_the_clerks_own(
    come: Callable[..., Desk], caplog: pytest.LogCaptureFixture, small_hall: Database
) -> None:
    desk = come(rating=RatingSection(screen="HDMI-9"))
    assert not desk.view.isVisible()
    assert "HDMI-9 is not there" in caplog.text
    assert desk.message == "The visitor's screen HDMI-9 is not there."
    caplog.clear()


def test_an_own_pad_and_a_strip_go_with_the_clerk(
    come: Callable[..., Desk], small_hall: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keypad, "REPEAT_S", 0.0)
    pads = DeviceProcess("caller.simulated_pad", tmp_path / "pads", "--pads", "1", "--answer-s", "60")
    strip = DeviceProcess("caller.simulated_strip", tmp_path / "strip")
    desk = come(pad=PadSection(port=pads.link), strip=StripSection(port=strip.link))
    desk.wait(strip.when("text", text="热情为您服务"))
    visitor_comes(small_hall)
    desk.wait(pads.when("cells", pad=1, shows="  1   "))

    pads.press("call", 1)
    desk.see("Number", "B2 001")
    desk.wait(pads.when("cells", pad=1, shows="  0001"))
    # It flashes, on and off, and then stands still.
    desk.wait(
        lambda: (
            [each["text"] for each in strip.told("text")][-7:]
            == ["请B2001号办理", ""] * 3 + ["请B2001号办理"]
        )
    )
    desk.wait(lambda: desk.state.busy is None)
    pads.press("call", 1)
    desk.wait(strip.when("text", text="正在办理 B2001"))
    desk.key(Qt.Key.Key_F11)  # both work the same desk
    desk.wait(strip.when("text", text="热情为您服务"))

    desk.wait(lambda: bool(desk.devices._rating and desk.devices._rating._due(48)))
    pads.order("rate", pad=1, key=1)
    desk.wait(lambda: kept(small_hall) == [("very_satisfied", "")])
    strip.order("cut-line")
    desk.key(Qt.Key.Key_F2)
    desk.choose("Meal")
    desk.wait(lambda: desk.state.stage == Stage.PAUSED)
    strip.past.clear()
    strip.order("plug")
    desk.wait(strip.when("text", text="暂停服务"))
    pads.order("cut-line")
    desk.wait(lambda: desk.message == "The call pad is away. The keys here work as ever.")
    desk.leave()
    pads.close()
    strip.close()


@pytest.mark.parametrize("unpluggable", ["sqlite"], indirect=True)
def test_an_answer_given_while_the_hall_is_away_is_recorded_once_it_is_back(
    qtbot: QtBot, unpluggable: PluggableHall
) -> None:
    hall = unpluggable.open()
    desk = Desk(qtbot, unpluggable.url, CallerSection(rating=RatingSection(screen="1", touch_only=False)))
    desk.sign_in()
    visitor_comes(hall, language="en")
    desk.see("Waiting", "1")
    desk.visit()
    desk.visitor_reads("How was our service?")
    unpluggable.unplug()
    desk.wait(lambda: desk.state.away)
    desk.touch("Satisfied")
    desk.touch("Send")
    assert not desk.view.findChild(QLineEdit).isHidden(), "what was chosen still stands there"  # type: ignore[union-attr]
    unpluggable.plug()
    desk.visitor_reads("Thank you")
    assert kept(hall) == [("satisfied", "")]
    desk.leave()
    hall.close()


def test_an_answer_that_never_came_through_is_said_to_be_lost(
    come: Callable[..., Desk], small_hall: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = come(rating=RatingSection(screen="1", touch_only=False))
    visitor_comes(small_hall, language="en")
    desk.see("Waiting", "1")
    desk.visit()
    desk.visitor_reads("How was our service?")
    rates = desk.devices._rating
    assert rates
    # The screen speaks under a name that the hall does not take ratings from.
    monkeypatch.setattr(rating_module, "rating_station", lambda counter: "another place")
    desk.touch("Satisfied")
    desk.touch("Send")
    desk.visitor_reads("could not be recorded")
    assert kept(small_hall) == [("not_rated", "")]


def test_a_finger_can_rate_and_a_mouse_cannot(qtbot: QtBot) -> None:
    view = RatingView(load_theme(), touch_only=True)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show_state(RatingState(Page.ASK, "en", 48, "Wang Min", "B2 047", "Social security card", None, 60))
    view.show()
    face = view.findChildren(FaceButton)[4]
    middle = face.mapTo(view, face.rect().center())
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseClick(face, Qt.MouseButton.LeftButton)
    assert any("with a finger" in label.text() for label in view.findChildren(QLabel))
    finger = QTest.createTouchDevice()
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.touchEvent(view, finger).press(0, middle, view).commit()
        QTest.touchEvent(view, finger).release(0, middle, view).commit()
    assert chosen.args == [RatingLevel.VERY_DISSATISFIED]


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("size", [(800, 480), (1280, 800), (800, 1280), (1920, 1080)])
def test_five_faces_of_one_size_and_none_is_chosen(qtbot: QtBot, look: Look, size: tuple[int, int]) -> None:
    view = RatingView(load_theme(look))
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_state(RatingState(Page.ASK, "en", 48, "Wang Min", "B2 047", "Social security card", None, 60))
    view.show()
    faces = view.findChildren(FaceButton)
    assert len({(face.width() // 4, face._px) for face in faces}) == 1
    assert all(min(face.width(), face.height()) >= 60 and face._px >= 14 for face in faces)
    assert not any(face.hasFocus() or face.isChecked() or face.isDown() for face in faces)
    assert [face.accessibleName() for face in faces] == [
        "Very satisfied",
        "Satisfied",
        "Fairly satisfied",
        "Dissatisfied",
        "Very dissatisfied",
    ]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_1):
        with qtbot.assertNotEmitted(view.chosen):
            qtbot.keyClick(view, key)
