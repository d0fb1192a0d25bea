"""The line is cut at every byte of a ticket: what the kiosk believes is never more than what came out."""

from __future__ import annotations

import pytest

from kiosk.printer import Failed, Printable, Printed, TicketPrinter, Unknown
from kiosk.simulated_paper import Interpreter, Mechanics, Piece
from kiosk.slip import Slip, draw_slip
from kiosk.text_slip import Encoding, text_ticket
from kiosk.ticket_layout import load_layout
from shell.serial_line import LineLostError, SerialLine


class CutLine(SerialLine):
    """A line to a printer in the same process, which ends after so many bytes and is whole again once it is opened anew."""

    def __init__(self, cut_after: int) -> None:
        super().__init__("", 115200)
        self.cut_after: int | None = cut_after
        self.taken = 0
        self.pieces: list[Piece] = []
        self._answers = bytearray()
        self.printer = Interpreter(Mechanics(), self._answers.append, self.pieces.append)

    def send(self, data: bytes, timeout_s: float) -> None:
        left = len(data) if self.cut_after is None else max(0, self.cut_after - self.taken)
        self.taken += len(data[:left])
        self.printer.receive(data[:left])
        self.printer.work()
        if left < len(data):
            raise LineLostError("cut")

    def receive(self, timeout_s: float) -> bytes:
        if self.cut_after is not None and self.taken >= self.cut_after:
            raise LineLostError("cut")
        answers = bytes(self._answers)
        self._answers.clear()
        return answers


def whole_length(paper: Printable) -> int:
    """How many bytes a whole ticket is, questions included."""
    line = CutLine(10**9)
    assert isinstance(TicketPrinter(line).print(paper, lambda share: None), Printed)
    return line.taken


def judge(paper: Printable, at: int, height: int) -> None:
    """Cut there, see what is believed, mend the line, and see that no half ticket sticks to the next one."""
    line = CutLine(at)
    driver = TicketPrinter(line)
    outcome = driver.print(paper, lambda share: None)
    out = [piece for piece in line.pieces if piece.height >= height]
    match outcome:
        case Printed():
            assert out, f"cut at {at}: believed, but nothing is out"
        case Failed():
            assert not out, f"cut at {at}: in a hand, but not believed"
        case Unknown():
            pass
    line.cut_after = None
    line.printer.hear_anew()
    line.pieces.clear()
    assert driver.condition().trouble is None
    line.pieces.clear()
    assert isinstance(driver.print(paper, lambda share: None), Printed)
    assert [piece.height for piece in line.pieces] == [height], f"cut at {at}: the next ticket is not alone"


def papers(slip: Slip) -> dict[str, Printable]:
    layout = load_layout("58mm")
    # A short picture is cut at as many kinds of places as a long one.
    short = layout.model_copy(update={"parts": ("number",)})
    return {"text": text_ticket(slip, layout, Encoding.GB18030), "picture": draw_slip(slip, short)}


def height_of(paper: Printable) -> int:
    line = CutLine(10**9)
    TicketPrinter(line).print(paper, lambda share: None)
    return max(piece.height for piece in line.pieces)


@pytest.mark.parametrize("kind", ["text", "picture"])
def test_at_a_sample_of_bytes_and_at_each_of_the_last(qapp: object, slip: Slip, kind: str) -> None:
    paper = papers(slip)[kind]
    whole, height = whole_length(paper), height_of(paper)
    for at in sorted({*range(0, whole, max(1, whole // 40)), *range(whole - 24, whole + 2)}):
        judge(paper, at, height)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["text", "picture"])
def test_at_every_byte(qapp: object, slip: Slip, kind: str) -> None:
    paper = papers(slip)[kind]
    whole, height = whole_length(paper), height_of(paper)
    for at in range(whole + 2):
        judge(paper, at, height)
