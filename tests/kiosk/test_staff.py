"""The staff's way in: a gesture, a PIN, and what can be done behind them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from db import models
from db.engine import Database
from db.staff import set_pin
from db.stations import read_stations
from hall.station import PROJECT, Station
from hall.story import START_S
from kiosk.__main__ import CLOSED, Kiosk
from kiosk.pages import Cause, HomePage, NoticePage, StaffPage, StaffSignInPage
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_visit import Start, page_of, press, start_kiosk, until
from tests.patience import PATIENCE_S

__all__ = ["start_kiosk"]

PIN = "493817"


@pytest.fixture
def staffed_hall(small_hall: Database) -> Database:
    """A hall that has somebody with a PIN: the clerk A7."""
    with small_hall.engine.begin() as connection:
        connection.execute(insert(models.clerk).values(id="A7", name="王敏", name_en="Wang Min"))
    set_pin(small_hall, uuid4(), "A7", PIN)
    return small_hall


@pytest.fixture
def staffed(start_kiosk: Start, staffed_hall: Database, database_url: str, qtbot: QtBot) -> Kiosk:
    """A kiosk at that hall."""
    kiosk = start_kiosk(database_url, station=f"kiosk {uuid4()}")
    until(qtbot, kiosk, HomePage)
    return kiosk


@pytest.fixture
def program(
    staffed_hall: Database, database_url: str, simulator: PrinterProcess, tmp_path: Path
) -> Iterator[Station]:
    """A kiosk as a program of its own, with nothing remembered."""
    arguments = (
        "--url",
        database_url,
        "--printer-port",
        str(simulator.link),
        "--geometry",
        "540x960",
        "--robot",
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    started = Station("kiosk", "kiosk", arguments, environment)
    yield started
    started.close()


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


def test_what_the_staff_set_holds_over_restart_and_close(
    program: Station, staffed_hall: Database, qtbot: QtBot
) -> None:
    program.ask("wait", name="人社医保区", timeout_s=START_S)
    began = started_at(staffed_hall)
    sign_in_at(program, "下一步", "确认")
    program.ask("press", name="默认语言：中文")
    program.ask("press", name="音量：100 %")
    program.ask("wait", name="音量：75 %")
    program.ask("press", name="重新启动")
    qtbot.waitUntil(lambda: started_at(staffed_hall) != began)
    program.ask("wait", name="Social security", timeout_s=START_S)
    assert not program.ended(), "one program in the place of the other"

    sign_in_at(program, "Next", "Enter")
    program.ask("wait", name="Volume: 75 %")
    program.ask("press", name="Out of service")
    program.ask("wait", name="Back into service")
    program.ask("press", name="Close the program")
    assert program.process.wait(PATIENCE_S) == CLOSED
    unit = (PROJECT / "assets" / "systemd" / "hall-kiosk.service").read_text(encoding="utf-8")
    assert re.findall(r"^RestartPreventExitStatus=(.+)$", unit, re.MULTILINE) == [str(CLOSED)]

    program.start_again()
    program.ask("wait", name="This kiosk is out of service")
    program.ask("wait", pattern="Ask for help")  # the hall is heard
    sign_in_at(program, "Next", "Enter")
    program.ask("press", name="Back into service")
    program.ask("press", name="Back")
    program.ask("wait", name="Social security", timeout_s=START_S)


def started_at(hall: Database) -> list[datetime]:
    """When the hall heard of its stations first."""
    return [station.started_at for station in read_stations(hall)]


def sign_in_at(program: Station, go_on: str, enter: str) -> None:
    for _ in range(5):
        program.ask("tap", at=[10, 10])
    for key in (*"A7", go_on, *PIN, enter):
        program.ask("press", name=key)
