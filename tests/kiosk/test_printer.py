"""The driver against a real line: a pseudo-terminal with the simulated printer at its other end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from kiosk.picture import Picture, picture_of
from kiosk.printer import Condition, Failed, Printed, TicketPrinter, Trouble, Unknown
from shell.serial_line import SerialLine
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_slip import code_text

WELL = Condition()
AFTER_THE_FIRST_BYTES = 20
IN_THE_MIDDLE = 30_000


def silent_progress(share: float) -> None:
    """Nobody watches."""


def print_ticket(printer: TicketPrinter, ticket: Picture) -> object:
    return printer.print(ticket, silent_progress)


def test_the_paper_shows_exactly_what_was_drawn(
    printer: TicketPrinter, simulator: PrinterProcess, ticket: Picture, slip: object
) -> None:
    shares: list[float] = []
    assert printer.print(ticket, shares.append) == Printed()
    image = QImage(simulator.wait_for("ticket")["path"])
    assert picture_of(image) == ticket
    assert code_text(image) == ["kJ8_sQw2Zr0aTb5LxNcV3g"]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 5


def test_at_a_real_printers_pace_a_ticket_is_proven_too(tmp_path: Path, ticket: Picture) -> None:
    simulator = PrinterProcess(tmp_path, "--baud", "115200")
    printer = TicketPrinter(SerialLine(simulator.port, 115200))
    began = time.monotonic()
    assert print_ticket(printer, ticket) == Printed()
    assert time.monotonic() - began > len(ticket.rows) / 11_520 * 0.9
    printer.close()
    simulator.close()


@pytest.mark.parametrize(
    ("order", "trouble"),
    [
        ({"do": "paper", "mm": 0}, Trouble.PAPER_OUT),
        ({"do": "cover", "open": True}, Trouble.COVER_OPEN),
        ({"do": "cutter", "jammed": True}, Trouble.CUTTER),
        ({"do": "mute"}, Trouble.SILENT),
        ({"do": "stall"}, Trouble.SILENT),
        ({"do": "cut-line"}, Trouble.OFFLINE),
    ],
)
def test_a_printer_in_trouble_is_known_before_anything_is_sent(
    printer: TicketPrinter,
    simulator: PrinterProcess,
    ticket: Picture,
    order: dict[str, Any],
    trouble: Trouble,
) -> None:
    assert printer.condition() == WELL
    simulator.order(**order)
    assert printer.condition().trouble == trouble
    assert print_ticket(printer, ticket) == Failed(trouble)
    assert not simulator.tickets()


def test_near_the_end_of_the_roll_it_warns_and_prints(
    printer: TicketPrinter, simulator: PrinterProcess, ticket: Picture
) -> None:
    simulator.order("paper", mm=300)
    assert printer.condition() == Condition(None, near_end=True)
    assert print_ticket(printer, ticket) == Printed()


def test_paper_that_ends_in_the_middle_fails_and_the_next_ticket_is_whole(
    printer: TicketPrinter, simulator: PrinterProcess, ticket: Picture
) -> None:
    simulator.order("paper", mm=40)
    assert print_ticket(printer, ticket) == Failed(Trouble.PAPER_OUT)
    simulator.order("paper")
    assert print_ticket(printer, ticket) == Printed()
    assert [picture_of(QImage(str(path))) == ticket for path in simulator.tickets()][-1]
    assert (
        len([path for path in simulator.tickets() if picture_of(QImage(str(path))).height > ticket.height])
        == 0
    )


def test_a_cover_opened_in_the_middle_fails_and_the_rest_never_comes_out(
    tmp_path: Path, ticket: Picture
) -> None:
    simulator = PrinterProcess(tmp_path, "--baud", "115200")
    printer = TicketPrinter(SerialLine(simulator.port, 115200))

    def open_cover(share: float) -> None:
        if 0.3 < share < 0.4:
            simulator.order("cover", open=True)

    assert printer.print(ticket, open_cover) == Failed(Trouble.COVER_OPEN)
    simulator.order("cover", open=False)
    assert printer.condition() == WELL
    waste = picture_of(QImage(simulator.wait_for("ticket")["path"]))
    assert waste.height < ticket.height
    printer.close()
    simulator.close()


class TestLineCut:
    """The line goes away after so many bytes of a ticket."""

    @pytest.fixture
    def pair(self, tmp_path: Path) -> Iterator[tuple[PrinterProcess, TicketPrinter]]:
        simulator = PrinterProcess(tmp_path)
        printer = TicketPrinter(SerialLine(str(simulator.link), 115200))
        yield simulator, printer
        printer.close()
        simulator.close()

    def test_at_many_a_byte(self, pair: tuple[PrinterProcess, TicketPrinter], small_ticket: Picture) -> None:
        simulator, printer = pair
        printed_before_the_cut = 0
        total = len(small_ticket.rows)
        for after in [*range(0, 60, 4), *range(60, total, total // 12), *range(total, total + 80, 4)]:
            # The first look may still find the old line gone.
            assert WELL in (printer.condition(), printer.condition())
            before = len(simulator.tickets())
            simulator.order("cut-line", after_bytes=after)
            outcome = print_ticket(printer, small_ticket)
            simulator.order("plug")
            new = simulator.tickets()[before:]
            whole = [path for path in new if picture_of(QImage(str(path))) == small_ticket]
            # Never "printed" without the paper, never "failed" with it.
            match outcome:
                case Printed():
                    assert len(whole) == 1
                case Failed(trouble):
                    assert trouble == Trouble.OFFLINE and not whole
                case Unknown():
                    printed_before_the_cut += len(whole)
        assert printed_before_the_cut >= 1

    @pytest.mark.parametrize("after", [AFTER_THE_FIRST_BYTES, IN_THE_MIDDLE])
    def test_a_broken_wire_is_silence(
        self, pair: tuple[PrinterProcess, TicketPrinter], ticket: Picture, after: int
    ) -> None:
        simulator, printer = pair
        assert printer.condition() == WELL
        simulator.order("mute", after_bytes=after)
        assert print_ticket(printer, ticket) == Failed(Trouble.SILENT)

    def test_a_stalled_printer_blocks_nobody(
        self, pair: tuple[PrinterProcess, TicketPrinter], ticket: Picture
    ) -> None:
        simulator, printer = pair
        assert printer.condition() == WELL
        simulator.order("stall", after_bytes=IN_THE_MIDDLE)
        began = time.monotonic()
        assert isinstance(print_ticket(printer, ticket), Failed)
        assert time.monotonic() - began < 5


@pytest.fixture
def small_ticket() -> Picture:
    """A ticket of 200 rows with something in each."""
    return Picture(
        576, 200, bytes(y % 251 + 1 for y in range(200) for _ in range(72)).replace(b"\x10", b"\x18")
    )


def test_silence_after_the_cut_is_not_success(
    printer: TicketPrinter, simulator: PrinterProcess, small_ticket: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.printer.PROOF_S", 1.0)
    assert printer.condition() == WELL
    # Four questions, the start, three bands with a question each and the cut: the proof's request is lost.
    simulator.order("mute", after_bytes=12 + 2 + len(small_ticket.rows) + 3 * (8 + 3) + 4)
    assert isinstance(print_ticket(printer, small_ticket), Unknown)
    assert picture_of(QImage(simulator.wait_for("ticket")["path"])) == small_ticket


def test_a_port_that_is_not_there_is_offline_and_comes_back(tmp_path: Path, small_ticket: Picture) -> None:
    printer = TicketPrinter(SerialLine(str(tmp_path / "printer"), 115200))
    assert printer.condition() == Condition(Trouble.OFFLINE)
    simulator = PrinterProcess(tmp_path)
    assert print_ticket(printer, small_ticket) == Printed()
    printer.close()
    simulator.close()


def test_an_unknown_byte_is_an_error_that_the_printer_reports(simulator: PrinterProcess) -> None:
    line = SerialLine(simulator.port, 115200)
    line.send(b"\x1bZ", timeout_s=1)
    assert "0x5a after ESC" in simulator.wait_for("error")["text"]
    line.close()


def test_a_hundred_tickets_one_after_the_other(
    printer: TicketPrinter, simulator: PrinterProcess, small_ticket: Picture
) -> None:
    numbers = count()
    while next(numbers) < 100:
        assert print_ticket(printer, small_ticket) == Printed()
    assert len(simulator.tickets()) == 100
