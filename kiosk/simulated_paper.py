"""The inside of the simulated printer: a byte state machine that turns ESC/POS into dots on paper.

It is written from the printer's manual and shares nothing with the driver that talks to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.simulated_type import Typeface

WIDTH_BYTES = 72
ROWS_PER_MM = 8
NEAR_END_MM = 400.0
FULL_ROLL_MM = 80_000.0
CUTTER_ABOVE_HEAD_MM = 2.0

ESC, GS, FS = 0x1B, 0x1D, 0x1C
QUESTIONS = {bytes((0x10, 4, topic)): topic for topic in (1, 2, 3, 4)}
CLEAR = bytes((0x10, 20, 8, 1, 3, 20, 1, 6, 2, 8))
REAL_TIME = (*QUESTIONS, CLEAR)
DLE = b"\x10"
"""Each of these begins with it, and no other command."""


class UnknownByteError(Exception):
    """The printer met a byte that it has no meaning for."""


class Step(Enum):
    """Which byte of a command comes next."""

    COMMAND = auto()
    ESCAPE = auto()
    GROUP = auto()
    RASTER = auto()
    CUT = auto()
    REPORT = auto()
    DOTS = auto()
    CHINESE = auto()
    SETTING = auto()
    CODE = auto()


@dataclass
class Piece:
    """The paper that has come out since the last cut."""

    rows: bytearray = field(default_factory=bytearray)

    @property
    def height(self) -> int:
        return len(self.rows) // WIDTH_BYTES


class Mechanics:
    """Paper, cover and cutter, as a hand can change them; cheap printers do not answer GS r."""

    def __init__(self) -> None:
        self.paper_mm = FULL_ROLL_MM
        self.cover_open = False
        self.cutter_jammed = False
        self.answers_reports = True

    @property
    def stands_still(self) -> bool:
        return self.cover_open or self.cutter_jammed or self.paper_mm <= 0

    def status(self, topic: int) -> int:
        """The answer to DLE EOT n."""
        out, near = self.paper_mm <= 0, self.paper_mm < NEAR_END_MM
        bits = {
            1: 0x08 * self.stands_still,
            2: 0x04 * self.cover_open | 0x20 * out | 0x40 * self.cutter_jammed,
            3: 0x08 * self.cutter_jammed,
            4: 0x0C * near | 0x60 * out,
        }
        return 0x12 | bits[topic]

    def paper_sensor(self) -> int:
        """The answer to GS r 1."""
        return 0x03 * (self.paper_mm < NEAR_END_MM) | 0x0C * (self.paper_mm <= 0)


class Interpreter:
    """Takes bytes one by one; answers through `answer`, hands every cut piece to `cut`."""

    def __init__(
        self,
        mechanics: Mechanics,
        answer: Callable[[int], None],
        cut: Callable[[Piece], None],
        encoding: str = "gb18030",
    ) -> None:
        self._type = Typeface(WIDTH_BYTES, encoding)
        self._mechanics = mechanics
        self._answer = answer
        self._cut = cut
        self._piece = Piece()
        self._buffer = bytearray()
        self._held = bytearray()
        self._reset()

    def _reset(self) -> None:
        self._step = Step.COMMAND
        self._parameters = bytearray()
        self._dots_left = 0
        self._row = bytearray()
        self._row_bytes = 0

    @property
    def waiting_bytes(self) -> int:
        return len(self._buffer)

    def receive(self, data: bytes) -> None:
        """Hear bytes from the line; real-time commands are obeyed at once and never reach the buffer."""
        while data:
            if not self._held:
                plain, begun, _ = data.partition(DLE)
                self._buffer += plain
                data = data[len(plain) :]
                if not begun:
                    return
            self._hold(data[0])
            data = data[1:]

    def _hold(self, byte: int) -> None:
        """Hear the next byte of what may be a real-time command; what turns out to be none is let go."""
        self._held.append(byte)
        while self._held and not any(command.startswith(bytes(self._held)) for command in REAL_TIME):
            self._buffer.append(self._held.pop(0))
        if bytes(self._held) in QUESTIONS:
            self._answer(self._mechanics.status(QUESTIONS[bytes(self._held)]))
            self._held.clear()
        elif self._held == CLEAR:
            self._held.clear()
            self._buffer.clear()
            self._reset()

    def hear_anew(self) -> None:
        """Forget half a real-time command that a lost line left behind."""
        self._held.clear()

    def work(self, rows: int | None = None) -> None:
        """Go through the buffer, as far as the mechanics let it and for at most so many rows of dots."""
        taken = printed = 0
        try:
            while taken < len(self._buffer) and not self._mechanics.stands_still:
                if rows is not None and printed >= rows:
                    return
                if self._step is Step.DOTS:
                    dots = self._buffer[taken : taken + self._row_bytes - len(self._row)]
                    taken += len(dots)
                    printed += self._dots(dots)
                else:
                    taken += 1
                    self._obey(self._buffer[taken - 1])
        finally:
            del self._buffer[:taken]

    def tear(self) -> Piece | None:
        """Take away what hangs out uncut, as when the roll is changed."""
        piece, self._piece = self._piece, Piece()
        return piece if piece.height else None

    def _obey(self, byte: int) -> None:
        """Obey one byte of a command, or of its text."""
        if self._step is Step.COMMAND:
            self._begin(byte)
        elif self._step is Step.ESCAPE:
            self._escape(byte)
        elif self._step is Step.GROUP:
            self._group(byte)
        elif self._step is Step.CHINESE:
            self._chinese(byte)
        else:
            self._parameters.append(byte)
            self._parameter()

    def _begin(self, byte: int) -> None:
        steps = {ESC: Step.ESCAPE, GS: Step.GROUP, FS: Step.CHINESE}
        if byte in steps:
            self._step = steps[byte]
        elif byte == 0x0A:
            for row in self._type.line():
                self._put_row(row)
        elif byte >= 0x20:
            self._type.put(byte)
        else:
            raise self._unknown("command", byte)

    def _escape(self, byte: int) -> None:
        if byte == ord("@"):
            self._type.reset()
            self._reset()
        elif byte in b"aE":
            self._setting(byte)
        else:
            raise self._unknown("ESC", byte)

    def _setting(self, byte: int) -> None:
        """A command with one byte behind it that says how the type is to look."""
        self._step = Step.SETTING
        self._parameters = bytearray((byte,))

    def _chinese(self, byte: int) -> None:
        if byte == ord("!"):
            # Chinese type follows the size of GS !, which this printer takes for both.
            self._setting(byte)
        elif byte in b"&.":
            self._type.chinese = byte == ord("&")
            self._step = Step.COMMAND
        else:
            raise self._unknown("FS", byte)

    def _group(self, byte: int) -> None:
        steps = {ord("v"): Step.RASTER, ord("V"): Step.CUT, ord("r"): Step.REPORT, ord("("): Step.CODE}
        if byte == ord("!"):
            self._setting(0x1D)
            return
        if byte not in steps:
            raise self._unknown("GS", byte)
        self._step = steps[byte]

    def _parameter(self) -> None:
        given = self._parameters
        if self._step is Step.RASTER:
            if given[0] != ord("0") or given[1:2] not in (b"", b"\0", b"0"):
                raise self._unknown("GS v", given[-1])
            if len(given) == 6:
                self._raster(given[2] | given[3] << 8, given[4] | given[5] << 8)
        elif self._step is Step.CUT:
            if given[0] not in (0x41, 0x42):
                raise self._unknown("GS V", given[0])
            if len(given) == 2:
                self._reset()
                self._feed(given[1])
                self._cut_now()
        elif self._step is Step.SETTING:
            self._type.set(*given)
            self._reset()
        elif self._step is Step.CODE:
            self._code(given)
        elif self._step is Step.REPORT:
            if given[0] not in (1, ord("1")):
                raise self._unknown("GS r", given[0])
            self._reset()
            if self._mechanics.answers_reports:
                self._answer(self._mechanics.paper_sensor())

    def _code(self, given: bytearray) -> None:
        """GS ( k pL pH 49 fn ...: a QR code is set up, filled and printed by several of them."""
        if given[0] != ord("k"):
            raise self._unknown("GS (", given[0])
        if len(given) < 3 or len(given) < 3 + (given[1] | given[2] << 8):
            return
        self._reset()
        for row in self._type.code(bytes(given[3:])):
            self._put_row(row)

    def _raster(self, row_bytes: int, rows: int) -> None:
        if not 0 < row_bytes <= WIDTH_BYTES:
            raise self._unknown("GS v 0 width", row_bytes & 0xFF)
        self._reset()
        self._row_bytes, self._dots_left = row_bytes, row_bytes * rows
        self._step = Step.DOTS if rows else Step.COMMAND

    def _dots(self, dots: bytearray) -> int:
        """Take what there is of a row of dots; returns how many rows that put on paper."""
        self._row += dots
        self._dots_left -= len(dots)
        full = len(self._row) == self._row_bytes
        if full:
            self._put_row(bytes(self._row))
            self._row.clear()
        if not self._dots_left:
            self._step = Step.COMMAND
        return int(full)

    def _put_row(self, row: bytes) -> None:
        self._piece.rows += row.ljust(WIDTH_BYTES, b"\0")
        self._mechanics.paper_mm = max(0.0, self._mechanics.paper_mm - 1 / ROWS_PER_MM)

    def _feed(self, rows: int) -> None:
        for _ in range(rows):
            self._put_row(b"")

    def _cut_now(self) -> None:
        piece, self._piece = self._piece, Piece()
        self._cut(piece)

    def _unknown(self, place: str, byte: int) -> UnknownByteError:
        self._reset()
        return UnknownByteError(f"0x{byte:02x} after {place}")
