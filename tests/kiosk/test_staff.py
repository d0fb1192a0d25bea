"""The staff's way in: a gesture, a PIN, and what can be done behind them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.staff import set_pin
from kiosk.__main__ import Kiosk
from kiosk.pages import Cause, HomePage, NoticePage, StaffPage, StaffSignInPage
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_visit import Start, page_of, press, start_kiosk, until

__all__ = ["start_kiosk"]

PIN = "493817"


@pytest.fixture
def staffed(start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot) -> Kiosk:
    """A kiosk whose hall has somebody with a PIN: the clerk A7."""
    from sqlalchemy import insert

    from db import models

    with small_hall.engine.begin() as connection:
        connection.execute(insert(models.clerk).values(id="A7", name="王敏", name_en="Wang Min"))
    set_pin(small_hall, uuid4(), "A7", PIN)
    kiosk = start_kiosk(database_url, station=f"kiosk {uuid4()}")
    until(qtbot, kiosk, HomePage)
    return kiosk


def tap_corner(qtbot: QtBot, kiosk: Kiosk, times: int) -> None:
    for _ in range(times):
        on = kiosk.window.childAt(QPoint(10, 10)) or kiosk.window
        qtbot.mouseClick(on, Qt.MouseButton.LeftButton, pos=on.mapFrom(kiosk.window, QPoint(10, 10)))


def sign_in(qtbot: QtBot, kiosk: Kiosk, pin: str = PIN) -> None:
    tap_corner(qtbot, kiosk, 5)
    until(qtbot, kiosk, StaffSignInPage)
    for sign in "A7":
        press(qtbot, kiosk, sign)
    press(qtbot, kiosk, "下一步")
    for sign in pin:
        press(qtbot, kiosk, sign)
    press(qtbot, kiosk, "确认")


def test_four_taps_are_no_gesture(staffed: Kiosk, qtbot: QtBot) -> None:
    tap_corner(qtbot, staffed, 4)
    assert isinstance(page_of(staffed), HomePage)


def test_a_wrong_pin_opens_nothing(staffed: Kiosk, qtbot: QtBot) -> None:
    sign_in(qtbot, staffed, "000000")
    qtbot.waitUntil(lambda: "王敏 的口令不正确" in getattr(page_of(staffed), "note", ""), timeout=15000)
    press(qtbot, staffed, "返回")
    until(qtbot, staffed, HomePage)


def test_with_the_pin_it_prints_a_test_and_goes_out_of_service_and_back(
    staffed: Kiosk, qtbot: QtBot, simulator: PrinterProcess
) -> None:
    sign_in(qtbot, staffed)
    page = until(qtbot, staffed, StaffPage, timeout=15000)
    assert isinstance(page, StaffPage) and page.name == "王敏"
    press(qtbot, staffed, "打印测试票")
    simulator.wait_for("ticket")
    qtbot.waitUntil(lambda: getattr(page_of(staffed), "note", "") == "测试票已打印", timeout=15000)
    press(qtbot, staffed, "暂停服务")
    press(qtbot, staffed, "返回")
    notice = until(qtbot, staffed, NoticePage)
    assert isinstance(notice, NoticePage) and notice.cause is Cause.STAFF
    sign_in(qtbot, staffed)
    until(qtbot, staffed, StaffPage, timeout=15000)
    press(qtbot, staffed, "恢复服务")
    press(qtbot, staffed, "返回")
    until(qtbot, staffed, HomePage)


def test_the_staff_choose_language_and_volume_for_every_visitor_from_now_on(
    staffed: Kiosk, qtbot: QtBot
) -> None:
    sign_in(qtbot, staffed)
    until(qtbot, staffed, StaffPage, timeout=15000)
    press(qtbot, staffed, "音量：100 %")
    assert staffed.guidance.volume == 0.75
    press(qtbot, staffed, "默认语言：中文")
    press(qtbot, staffed, "返回")
    until(qtbot, staffed, HomePage)
    assert staffed.presenter.state().language == "en"
