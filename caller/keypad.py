"""Call pads on one RS-485 line: what is pressed, what their cells show, and a beep. One thread a port."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from caller.pad_frames import Frame, Frames, Function, answer_to, encode
from shell.mailbox import Mailbox, Slot
from shell.serial_line import LineLostError, SerialLine

WAIT_S = 1.0
GAP_S = 0.015
"""So long the line is left to the pads after every frame of ours: all share two wires."""
STALE_S = 0.1
"""A frame that stops in the middle for so long is not completed any more."""
REPEAT_S, REPEAT_OF_DIGIT_S = 0.4, 0.12
"""The same again within this time is a pad that has missed its answer; a digit may be meant twice sooner."""
ECHO_S = 0.03
"""Some adapters hear themselves: within this time (and its own on the wire) our frame is nobody's key."""
REFRESH_S = 10.0
"""How long a pad that was without power shows nothing."""
RETRY_S = 0.5

log = logging.getLogger(__name__)


class KeypadLine(QObject):
    """One port with its pads. Emits what they say; shows and beeps whenever the line is free."""

    heard = Signal(object)
    """A `Frame` that a pad sent: a key, or a visitor's rating key. It is answered already."""
    there = Signal(bool)
    """Whether the line is there; told once for every change."""

    def __init__(self, port: str, baud: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.port = port
        self._letters = Mailbox(self._hand_over, self)
        self._tending = _Tending(port, baud, self._letters.slot)
        # A daemon: a port that hangs must not hold up the way out.
        self._thread = threading.Thread(target=self._tending.tend, name=f"pads {port}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def show(self, address: int, cells: bytes) -> None:
        """Let the pad's cells show this from now on, also after it was unplugged."""
        self._tending.wanted[address] = cells
        self._tending.line.wake()

    def beep(self, address: int, times: int = 1) -> None:
        """So many beeps; on a line that is away they are not made up for."""
        for _ in range(times):
            self._tending.beeps.put(address)
        self._tending.line.wake()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Show what is still to be shown, and let go of the port."""
        self._letters.close()
        self._tending.stopping.set()
        self._tending.line.wake()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _hand_over(self, letter: Frame | bool) -> None:
        if isinstance(letter, bool):
            self.there.emit(letter)
        else:
            self.heard.emit(letter)


class _Tending:
    """What the thread does; it knows no object of Qt, and may outlive them all."""

    def __init__(self, port: str, baud: int, letters: Slot[Frame | bool]) -> None:
        self.line = SerialLine(port, baud)
        self.wanted: dict[int, bytes] = {}
        self.beeps: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.stopping = threading.Event()
        self._port = port
        self._letters = letters
        self._frames = Frames()
        self._shown: dict[int, bytes] = {}
        self._refresh_at = 0.0
        self._there: bool | None = None
        self._last_heard = 0.0
        self._last: dict[int, tuple[Frame, float]] = {}
        self._echo: tuple[Frame, float] | None = None

    def tend(self) -> None:
        """Until told to stop: hear and answer at once, then show and beep."""
        while not self.stopping.is_set():
            try:
                self._take_turn()
            except LineLostError as error:
                if self._there is not False:
                    log.warning("the pads on %s are away: %s", self._port, error)
                    self._letters.put(False)
                self._there = False
                self._forget_line()
                self.stopping.wait(RETRY_S)
        try:
            while self._there and (frame := next(self._waiting_to_be_said(), None)):
                self._say(frame)
        except LineLostError:
            log.info("the pads on %s went away at the end", self._port)
        self.line.close()

    def _forget_line(self) -> None:
        self._shown.clear()
        self._frames = Frames()
        while not self.beeps.empty():
            self.beeps.get()

    def _take_turn(self) -> None:
        frame = next(self._waiting_to_be_said(), None)
        if frame:
            self._say(frame)
        data = self.line.receive(GAP_S + self.line.transfer_s(len(encode(frame))) if frame else WAIT_S)
        now = time.monotonic()
        if self._there is not True:
            self._there = True
            log.info("the pads on %s are there", self._port)
            self._letters.put(True)
        heard = self._frames.silence() if now - self._last_heard > STALE_S else []
        if data:
            self._last_heard = now
            heard += self._frames.feed(data)
        for each in heard:
            self._hear(each, now)

    def _waiting_to_be_said(self) -> Iterator[Frame]:
        """What a pad should show or sound next, the sound first."""
        if not self.beeps.empty():
            yield Frame(self.beeps.get(), Function.BEEP)
        now = time.monotonic()
        if now >= self._refresh_at:
            self._refresh_at = now + REFRESH_S
            self._shown.clear()
        for address, cells in sorted(self.wanted.items()):
            if self._shown.get(address) != cells:
                self._shown[address] = cells
                yield Frame(address, Function.CELLS, cells)

    def _hear(self, frame: Frame, now: float) -> None:
        """Answer before anything else: a pad that waits too long speaks again."""
        if frame.function not in (Function.KEY, Function.RATING) or not frame.data:
            return
        if self._echo and self._echo[0] == frame and now < self._echo[1]:
            self._echo = None
            return
        answer = answer_to(frame)
        self._say(answer)
        self._echo = (answer, time.monotonic() + ECHO_S + self.line.transfer_s(len(encode(answer))))
        before, at = self._last.get(frame.address, (None, 0.0))
        self._last[frame.address] = (frame, now)
        is_digit = frame.function == Function.KEY and frame.data[-1] <= 9
        if frame == before and now - at < (REPEAT_OF_DIGIT_S if is_digit else REPEAT_S):
            return
        self._letters.put(frame)

    def _say(self, frame: Frame) -> None:
        data = encode(frame)
        self.line.send(data, timeout_s=0.5 + self.line.transfer_s(len(data)))
