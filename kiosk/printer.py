"""The ticket printer's driver: asks before, proves after, and never takes silence for success."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk import escpos
from shell.serial_line import LineLostError, SerialLine

ANSWER_S = 0.5
PROOF_S = 12.0
"""A slow printer takes a few seconds for a ticket; one that says nothing for so long will not say it any more."""
GLANCE_S = 0.4


class Trouble(StrEnum):
    """Why no ticket can be printed."""

    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"
    OFFLINE = "offline"  # the line is gone, or the printer says that it is offline
    SILENT = "silent"  # the line is there, but nobody answers


@dataclass(frozen=True)
class Condition:
    """The printer as it last showed itself."""

    trouble: Trouble | None = None
    near_end: bool = False

    def __str__(self) -> str:
        return self.trouble or ("near-end" if self.near_end else "ok")


@dataclass(frozen=True)
class Printed:
    """The printer proved that it printed and cut."""


@dataclass(frozen=True)
class Failed:
    """The ticket is not out, for a known reason."""

    trouble: Trouble


@dataclass(frozen=True)
class Unknown:
    """All was sent, nothing proven: the ticket may be in a hand."""

    trouble: Trouble


Outcome = Printed | Failed | Unknown


class Printable(Protocol):
    """A ticket as the printer takes it: a picture, or text with what its type lacks as pictures."""

    def pieces(self) -> Iterator[bytes]:
        """The commands, after each of which the printer is asked whether it goes on."""
        ...

    def size(self) -> int:
        """About how many bytes they are."""
        ...


class TicketPrinter:
    """One printer on one line. For one thread only."""

    def __init__(self, line: SerialLine) -> None:
        self._line = line
        # Nobody knows what an earlier run left in the printer.
        self._left_over = True

    def condition(self) -> Condition:
        """Ask the printer how it is; what an earlier ticket left behind is thrown out once it is well again."""
        try:
            if not self._left_over:
                return self._ask_all()
            self._send(escpos.CLEAR)
            condition = self._ask_all()
            if condition.trouble is None:
                self._send(escpos.INITIALISE + escpos.FEED_AND_CUT + escpos.PROOF)
                if not isinstance(self._proof(), Printed):
                    return Condition(self._ask_all().trouble or Trouble.SILENT)
                self._left_over = False
        except LineLostError:
            return Condition(Trouble.OFFLINE)
        return condition

    def print(self, paper: Printable, progress: Callable[[float], None]) -> Outcome:
        """Print and cut one ticket; `progress` hears how much of it the printer has taken, 0 to 1."""
        condition = self.condition()
        if condition.trouble is not None:
            return Failed(condition.trouble)
        try:
            trouble = self._send_pieces(paper, progress)
        except LineLostError:
            return Failed(Trouble.OFFLINE)
        if trouble is not None:
            return Failed(trouble)
        try:
            self._send(escpos.FEED_AND_CUT + escpos.PROOF)
            outcome = self._proof()
        except LineLostError:
            return Unknown(Trouble.OFFLINE)
        if isinstance(outcome, Printed):
            self._left_over = False
            progress(1.0)
        return outcome

    def close(self) -> None:
        self._line.close()

    def _send_pieces(self, paper: Printable, progress: Callable[[float], None]) -> Trouble | None:
        """Send piece by piece; each is followed by a question, so that a stop is seen before all is sent."""
        self._left_over = True
        self._send(escpos.INITIALISE)
        sent = 0
        for piece in paper.pieces():
            if not piece:
                continue
            self._send(piece)
            cause = self._ask(2, after=len(piece))
            if cause is None:
                return Trouble.SILENT
            if escpos.is_stopped(cause):
                return self._ask_all().trouble or Trouble.OFFLINE
            sent += len(piece)
            progress(0.95 * min(1.0, sent / paper.size()))
        return None

    def _proof(self) -> Outcome:
        """Wait for the answer that stands behind the cut; meanwhile look whether the printer stopped."""
        deadline = time.monotonic() + PROOF_S
        while time.monotonic() < deadline:
            heard = self._line.receive(GLANCE_S)
            if any(escpos.is_proof(byte) for byte in heard):
                return Printed()
            if any(escpos.is_status(byte) and escpos.is_stopped(byte) for byte in heard):
                trouble = self._ask_all().trouble
                return Failed(trouble) if trouble not in (None, Trouble.SILENT) else Unknown(Trouble.SILENT)
            if not heard:
                self._send(escpos.ask(2))
        return Unknown(self._ask_all().trouble or Trouble.SILENT)

    def _ask_all(self) -> Condition:
        answers: list[int] = []
        for topic in (1, 2, 3, 4):
            answer = self._ask(topic)
            if answer is None:
                return Condition(Trouble.SILENT)
            answers.append(answer)
        status = escpos.read_status(*answers)
        return Condition(_trouble(status), status.near_end)

    def _ask(self, topic: int, after: int = 0) -> int | None:
        """One real-time status byte, or None; `after` bytes may still be on the wire before the question."""
        self._line.forget_received()
        self._send(escpos.ask(topic))
        deadline = time.monotonic() + ANSWER_S + 1.2 * self._line.transfer_s(after)
        while (left := deadline - time.monotonic()) > 0:
            for byte in self._line.receive(left):
                if escpos.is_status(byte):
                    return byte
        return None

    def _send(self, data: bytes) -> None:
        self._line.send(data, timeout_s=1.0 + 1.5 * self._line.transfer_s(len(data)))


def _trouble(status: escpos.Status) -> Trouble | None:
    """The reason that a visitor or a guide can do something about comes first."""
    if status.cover_open:
        return Trouble.COVER_OPEN
    if status.paper_out:
        return Trouble.PAPER_OUT
    if status.cutter_failed:
        return Trouble.CUTTER
    if status.offline:
        return Trouble.OFFLINE
    return None
