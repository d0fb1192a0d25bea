"""Tickets in the printer's own type, printed by the simulated printer and read from its paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage

from kiosk.printer import Printed, TicketPrinter
from kiosk.simulated_paper import Interpreter, Mechanics, Piece
from kiosk.slip import NUMBER_INK_LEAST, Slip, draw_line
from kiosk.specimen_ticket import specimen_slip
from kiosk.text_slip import Encoding, cells, has_type_for, text_ticket, wrapped
from kiosk.ticket_layout import load_layout
from shell.serial_line import SerialLine
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_slip import code_text

RARE = ("𠮷", "㐂", "䶮")
RASTER = b"\x1dv0"


@pytest.fixture(params=list(Encoding))
def encoding(request: pytest.FixtureRequest) -> Encoding:
    return request.param


@pytest.fixture
def speaking(encoding: Encoding, tmp_path: Path) -> Iterator[PrinterProcess]:
    """A printer that takes its text in that encoding."""
    process = PrinterProcess(tmp_path, "--encoding", encoding)
    yield process
    process.close()


@pytest.mark.parametrize("paper", ["80mm", "58mm"])
def test_a_ticket_of_text_is_printed_cut_and_its_code_can_be_read(
    qapp: object, slip: Slip, speaking: PrinterProcess, encoding: Encoding, paper: str
) -> None:
    driver = TicketPrinter(SerialLine(str(speaking.link), 115200))
    outcome = driver.print(text_ticket(slip, load_layout(paper), encoding), lambda share: None)
    driver.close()
    assert isinstance(outcome, Printed)
    assert code_text(QImage(speaking.wait_for("ticket")["path"])) == [slip.token]


def test_text_is_a_fraction_of_the_drawing(qapp: object, slip: Slip, encoding: Encoding) -> None:
    assert text_ticket(slip, load_layout(), encoding).size() < 2000


@pytest.mark.parametrize("sign", RARE)
def test_a_rare_character_goes_as_a_picture_and_only_its_own_line_does(
    qapp: object, slip: Slip, encoding: Encoding, sign: str
) -> None:
    assert not has_type_for(sign, encoding)
    commands = b"".join(text_ticket(replace(slip, service=f"{sign}家社区"), load_layout(), encoding).pieces())
    assert commands.count(RASTER) == 1
    assert slip.hall.encode(encoding) in commands
    assert sign.encode("gb18030") not in commands and sign.encode("utf-8") not in commands


@pytest.mark.parametrize("sign", RARE)
def test_a_rare_character_never_comes_out_as_a_blank(qapp: object, slip: Slip, sign: str) -> None:
    """The line is dot for dot what this program draws: the printer's font had no say in it."""
    drawn = draw_line(
        f"{sign}家社区", load_layout(), 24, QFont.Weight.Bold, Qt.AlignmentFlag.AlignHCenter
    ).rows
    assert drawn in printed(replace(slip, place=f"{sign}家社区"), Encoding.GB18030)


def printed(slip: Slip, encoding: Encoding) -> bytes:
    """The dots that come out."""
    pieces: list[Piece] = []
    paper = Interpreter(Mechanics(), lambda byte: None, pieces.append, encoding)
    for commands in text_ticket(slip, load_layout(), encoding).pieces():
        paper.receive(commands)
        paper.work()
    paper.receive(b"\x1dV\x42\x00")
    paper.work()
    return bytes(pieces[0].rows)


def test_the_number_is_at_least_12_mm_high(qapp: object, slip: Slip) -> None:
    rows = printed(slip, Encoding.GB18030)
    inked = [any(rows[y : y + 72]) for y in range(0, len(rows), 72)]
    runs, run = [], 0
    for black in inked[: len(inked) // 2]:
        run = run + 1 if black else 0
        runs.append(run)
    assert max(runs) >= NUMBER_INK_LEAST


@pytest.mark.parametrize("columns", [12, 30, 46])
def test_no_line_is_wider_than_the_paper_and_no_word_is_torn(columns: int) -> None:
    for text in (specimen_slip("en").rules, specimen_slip("zh").rules, "B2 号 to counter 47–50，一楼"):
        lines = list(wrapped(text, columns))
        assert all(cells(line) <= columns for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(word in text.split() for line in lines for word in line.split() if word.isascii())


def test_a_real_time_command_never_stands_in_the_text(qapp: object, slip: Slip, encoding: Encoding) -> None:
    for serial in range(40):
        ticket = text_ticket(
            replace(slip, token="x" * serial, digits=f"{serial:03d}"), load_layout(), encoding
        )
        for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
            assert not any(command in piece for piece in ticket.pieces())
