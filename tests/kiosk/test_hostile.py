"""Bytes of anything from card readers, and words of anything for the printer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.card_reader import CardUnreadable
from kiosk.idcard import _number_of
from kiosk.printer import Failed, Printed, TicketPrinter, Unknown
from kiosk.sam import Frames, Garbled, request
from kiosk.scanner import MOST, Scanner
from kiosk.slip import Slip
from kiosk.text_slip import Encoding, text_ticket
from kiosk.ticket_layout import WrongLayout, load_layout
from kiosk.visitor import NoSuchNumber, known_from
from shell.serial_line import LineLostError
from tests.hostile import BYTES, FEW, NASTY, TEXTS
from tests.patience import PATIENCE_MS, PATIENCE_S

LATIN_NASTY = [each for each in NASTY if each.isascii() and not each.isprintable() and "\n" not in each]


@given(noise=st.lists(BYTES, max_size=6))
def test_noise_of_a_card_reader_is_no_answer_that_was_not_sent(noise: list[bytes]) -> None:
    frames = Frames()
    for data in noise:
        with suppress(Garbled):
            answer = frames.hear(data)
            assert answer is None or answer.data in b"".join(noise)
    with suppress(Garbled):
        frames.hear(request(0x20, 0x01))


@FEW
@given(content=st.one_of(st.binary(max_size=80), TEXTS.map(lambda text: text.encode("utf-16-le", "replace"))))
def test_a_card_of_anything_has_a_number_or_none(content: bytes) -> None:
    head = len(content).to_bytes(2, "big") + bytes(12)
    with suppress(CardUnreadable, NoSuchNumber):
        known_from(_number_of(head + content), date(2026, 11, 23))


class Babble:
    """A printer's line on which anything is said, until it is gone."""

    def __init__(self, said: list[bytes]) -> None:
        self._said: Iterator[bytes] = iter(said)

    def send(self, data: bytes, timeout_s: float) -> None: ...

    def forget_received(self) -> None: ...

    def transfer_s(self, count: int) -> float:
        return 0.0

    def receive(self, timeout_s: float) -> bytes:
        if (said := next(self._said, None)) is None:
            raise LineLostError("gone")
        return said


WELL = b"\x12"


@FEW
@given(
    said=st.lists(st.one_of(st.just(WELL), st.just(b"\0"), st.binary(min_size=1, max_size=3)), max_size=40)
)
def test_a_printer_that_says_anything_is_understood_or_not(
    qapp: object, slip: Slip, said: list[bytes]
) -> None:
    ticket = text_ticket(slip, load_layout(), Encoding.GB18030)
    outcome = TicketPrinter(Babble(said)).print(ticket, lambda _: None)  # type: ignore[arg-type]
    assert isinstance(outcome, Printed | Failed | Unknown)


@FEW
@given(words=TEXTS)
def test_words_of_anything_make_a_ticket(qapp: object, slip: Slip, words: str) -> None:
    for encoding in Encoding:
        ticket = text_ticket(replace(slip, hall=words, service=words, rules=words), load_layout(), encoding)
        assert b"".join(ticket.pieces())


def test_no_control_byte_of_a_text_gets_to_the_printer(qapp: object, slip: Slip) -> None:
    """As spaces of the same length they would print the same: no command more, no command less."""
    for encoding in Encoding:
        for nasty in LATIN_NASTY:
            spoilt = replace(slip, service=f"A{nasty}B")
            blank = "".join(each if each.isprintable() else " " for each in nasty)
            clean = replace(slip, service=f"A{blank}B")
            assert [*text_ticket(spoilt, load_layout(), encoding).pieces()] == [
                *text_ticket(clean, load_layout(), encoding).pieces()
            ]


@given(BYTES)
@FEW
def test_a_ticket_layout_is_read_or_refused_with_its_file(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "own.toml"
        file.write_bytes(data)
        try:
            load_layout(str(file))
        except WrongLayout as refused:
            assert "own.toml" in str(refused)


def test_a_code_without_end_is_held_no_longer_than_a_code(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.scanner.GAP_MS", PATIENCE_MS)
    scanner, page = Scanner(), QWidget()
    qtbot.addWidget(page)
    heard: list[str] = []
    scanner.scanned.connect(heard.append)
    qapp.installEventFilter(scanner)
    try:
        QTest.keyClicks(page, "x" * 2_000)
        QTest.keyClick(page, Qt.Key.Key_Return)
        QCoreApplication.processEvents()
    finally:
        qapp.removeEventFilter(scanner)
    assert heard == ["x" * MOST]


@FEW
@given(text=TEXTS)
def test_keys_of_anything_are_a_code_or_keys(qapp: QApplication, text: str) -> None:
    scanner, page = Scanner(), QWidget()
    heard: list[str] = []
    scanner.scanned.connect(heard.append)
    keys = QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier
    for each in (*text, "\r"):
        scanner.eventFilter(page, QKeyEvent(*keys, each))
    scanner._hand_on()
    assert all(len(code) <= MOST for code in heard)


def test_settings_with_a_mistake_are_refused_with_their_place(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text('[kiosk]\nstation = "K1"\nprinter_baud = "fast"\n', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", "--settings", settings],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert ended.returncode == 2
    assert f"{settings}, line 3" in ended.stderr and "printer_baud" in ended.stderr
