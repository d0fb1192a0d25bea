"""A visit by number pad: nothing is touched, and everything is said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from db.engine import Database
from kiosk.__main__ import Kiosk
from kiosk.aids import Aid
from kiosk.pages import AttractPage, HomePage, ServicesPage, Stage, TicketPage
from tests.kiosk.test_visit import Start, kiosk, page_of, rows, start_kiosk, until, wait_for_ticket

__all__ = ["kiosk", "start_kiosk"]


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if isinstance(widget, QAbstractButton) else ""


def type_keys(qtbot: QtBot, kiosk: Kiosk, keys: str) -> None:
    """Digits as digits, `E` as Enter, `B` as back."""
    special = {
        "E": Qt.Key.Key_Enter,
        "B": Qt.Key.Key_Backspace,
        "+": Qt.Key.Key_Plus,
        "*": Qt.Key.Key_Asterisk,
    }
    for key in keys:
        if key in special:
            qtbot.keyClick(kiosk.window, special[key])
        else:
            qtbot.keyClicks(kiosk.window, key)


def choose(qtbot: QtBot, kiosk: Kiosk, name: str) -> str:
    """Listen to one choice after the other until the right one is said, then take it."""
    said: list[str] = []
    kiosk.window.pad.said.connect(said.append)
    for _ in range(40):
        heard = len(said)
        type_keys(qtbot, kiosk, "+")
        # Keys are held back for a moment: a scanner might be typing.
        qtbot.waitUntil(lambda heard=heard: len(said) > heard, timeout=8000)
        if said and said[-1].startswith(name):
            break
    assert said[-1].startswith(name), said
    assert focused() == name
    kiosk.window.pad.said.disconnect(said.append)
    type_keys(qtbot, kiosk, "E")
    return said[-1]


def test_a_blind_visitor_comes_to_a_ticket_by_ear_and_keys_alone(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database
) -> None:
    said: list[str] = []
    kiosk.window.pad.said.connect(said.append)
    type_keys(qtbot, kiosk, "*")
    qtbot.waitUntil(lambda: Aid.SPOKEN in kiosk.presenter.state().aids, timeout=8000)
    qtbot.waitUntil(lambda: bool(said), timeout=8000)
    assert "项可选" in said[-1], "how the keys work is said first"
    heard = choose(qtbot, kiosk, "人社医保区")
    assert "一楼" in heard, "what comes after is said before it is taken"
    until(qtbot, kiosk, ServicesPage)
    choose(qtbot, kiosk, "社会保障卡")
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    qtbot.waitUntil(lambda: any("B2 001" in words for words in said), timeout=8000)
    wait_for_ticket(qtbot, small_hall, "waiting", "printed")
    choose(qtbot, kiosk, "完成")
    until(qtbot, kiosk, HomePage)
    assert not kiosk.presenter.state().aids and not kiosk.window.pad.marks.in_use, (
        "the next one finds it silent"
    )
    assert len(rows(small_hall)) == 1


def test_a_digit_chooses_and_only_enter_takes(kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
    names = [choice.accessibleName() for choice in kiosk.window.pad.choices()]
    type_keys(qtbot, kiosk, str(names.index("人社医保区") + 1))
    qtbot.waitUntil(lambda: focused() == "人社医保区")
    assert isinstance(page_of(kiosk), HomePage)
    type_keys(qtbot, kiosk, "E")
    until(qtbot, kiosk, ServicesPage)
    type_keys(qtbot, kiosk, "B")
    until(qtbot, kiosk, HomePage)
    assert rows(small_hall) == []


def test_what_is_said_is_also_written(kiosk: Kiosk, qtbot: QtBot) -> None:
    type_keys(qtbot, kiosk, "+")
    marks = kiosk.window.pad.marks
    qtbot.waitUntil(lambda: marks.isVisible() and focused() != "" and marks.caption.startswith(focused()))


def test_the_first_touch_on_a_waiting_screen_wakes_it_and_presses_nothing(
    start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot
) -> None:
    kiosk = start_kiosk(database_url, attract_s=1)
    page = until(qtbot, kiosk, AttractPage)
    assert isinstance(page, AttractPage) and "社会保障卡" in [service.name for service in page.services]
    view = kiosk.window.view_of(AttractPage)
    for x in range(20, view.width(), 90):
        if isinstance(page_of(kiosk), AttractPage):
            qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
            assert isinstance(page_of(kiosk), AttractPage), "still the same touch"
            qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
        assert isinstance(page_of(kiosk), HomePage), x
    until(qtbot, kiosk, AttractPage)
    type_keys(qtbot, kiosk, "1")
    until(qtbot, kiosk, HomePage)
    assert focused() == "" and not kiosk.presenter.state().aids
