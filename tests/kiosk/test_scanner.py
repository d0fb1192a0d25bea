"""A code scanner that types like a keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db import appointments
from db.engine import Database
from kiosk.__main__ import Kiosk
from kiosk.intents import Scanned
from kiosk.pages import HomePage, Stage, TicketPage
from kiosk.scanner import Scanner
from kiosk.step_pages import QuestionPage
from tests.booking_hall import TEN
from tests.hand_clock import HandClock
from tests.kiosk.running_kiosk import WAIT_MS, press, shows
from tests.kiosk.ways_in import last_ticket


class TestScanner:
    """A keyboard that types faster than any finger."""

    @pytest.fixture
    def scanner(self, qapp: QApplication) -> Iterator[Scanner]:
        scanner = Scanner()
        qapp.installEventFilter(scanner)
        yield scanner
        qapp.removeEventFilter(scanner)

    @pytest.fixture
    def button(self, qtbot: QtBot) -> QPushButton:
        button = QPushButton("Cancel everything")
        button.setAutoDefault(True)
        qtbot.addWidget(button)
        button.show()
        button.setFocus()
        return button

    def test_a_burst_is_a_code_and_presses_nothing(
        self, scanner: Scanner, button: QPushButton, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The test's own keys come late on a busy machine.
        monkeypatch.setattr("kiosk.scanner.GAP_MS", WAIT_MS)
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))
        with qtbot.waitSignal(scanner.scanned, timeout=WAIT_MS) as heard:
            QTest.keyClicks(button, "kJ8 sQw2-Zr0aTb5L\r", delay=0)
        assert heard.args == ["kJ8 sQw2-Zr0aTb5L"]
        assert pressed == []

    def test_fingers_are_handed_on(self, scanner: Scanner, button: QPushButton, qtbot: QtBot) -> None:
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))
        QTest.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: bool(pressed), timeout=WAIT_MS)

    def test_a_short_burst_is_no_code(self, scanner: Scanner, button: QPushButton, qtbot: QtBot) -> None:
        heard: list[str] = []
        scanner.scanned.connect(heard.append)
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))
        QTest.keyClicks(button, "12 ", delay=0)
        qtbot.waitUntil(lambda: bool(pressed), timeout=WAIT_MS)
        assert heard == []


def test_a_scanned_booking_is_checked_in_from_any_page(
    kiosk: Kiosk, hall: Database, clock: HandClock, qtbot: QtBot
) -> None:
    booked = appointments.book(hall, uuid4(), "B2", TEN)
    clock.moment = TEN
    press(qtbot, kiosk, "人社医保区")
    kiosk.presenter.want(Scanned(booked.code))
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert last_ticket(hall)["appointment_id"] is not None


def test_an_unknown_code_is_told_and_harms_nothing(kiosk: Kiosk, qtbot: QtBot) -> None:
    kiosk.presenter.want(Scanned("x" * 16))
    page = shows(qtbot, kiosk, QuestionPage, title="没有办成")
    assert "号票" in page.text
    press(qtbot, kiosk, "返回")
    shows(qtbot, kiosk, HomePage)
