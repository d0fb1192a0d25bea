"""Call pads without pads: several addresses on one pseudo-terminal, for demonstration, training and tests.

Its own process. It reports on stdout and takes orders on stdin, both one JSON object a line:

    {"do": "press", "pad": 3, "key": "call"}          also recall, rate, cancel, pause, transfer, confirm
    {"do": "press", "pad": 3, "key": "transfer", "digits": "47"}    typed first, sent with the key
    {"do": "press", "pad": 3, "key": "6"}             a digit, sent by itself
    {"do": "rate", "pad": 3, "key": 1}                the visitor's keys
    {"do": "say", "hex": "FF 68 00"}                  any bytes: noise, half a frame
    {"do": "cut-line"}   {"do": "plug"}   {"do": "quit"}

A press that gets no answer is sent again, as the pads do. With `--window` the pads can be pressed with a mouse.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caller.simulated_line import SimulatedLine, refuse_without_terminals, report, serve

KEYS = {"rate": 11, "call": 12, "recall": 13, "cancel": 14, "confirm": 15, "pause": 18, "transfer": 19}
ANSWER_S = 0.3
TRIES = 3


@dataclass
class Sent:
    """A press that waits for its answer."""

    pad: int
    frame: bytes
    answer: bytes
    first_at: float
    at: float
    tries: int = 1


def framed(pad: int, function: int, data: bytes) -> bytes:
    """The published frame, written down once more so that one side can prove the other."""
    checked = [pad, function, *data]
    return bytes([255, 104, len(checked), len(checked), 104, *checked, sum(checked) & 255, 22])


class SimulatedPads:
    """The pads of one line, with what their cells show."""

    def __init__(self, line: SimulatedLine, pads: Sequence[int], answer_s: float = ANSWER_S) -> None:
        """`answer_s`: so long a pad waits for its answer before it speaks again."""
        self._line = line
        self._answer_s = answer_s
        self._pads = frozenset(pads)
        self._heard = b""
        self._sent: list[Sent] = []
        self.cells = dict.fromkeys(pads, " " * 6)
        self.beeps = dict.fromkeys(pads, 0)

    def obey(self, order: dict[str, Any]) -> bool:
        """Do what a hand would do; False: there is no such order."""
        match order:
            case {"do": "press", "pad": int() as pad, "key": str() as key} if pad in self._pads:
                last = int(key) if key.isdigit() else KEYS.get(key, -1)
                if not 0 <= last <= 19:
                    return False
                digits = [int(digit) for digit in str(order.get("digits", ""))]
                data = bytes([*digits, last])
                self._send(pad, framed(pad, 1, data), framed(pad, 1, data))
            case {"do": "rate", "pad": int() as pad, "key": int() as key} if pad in self._pads:
                data = bytes([key])
                # The answer comes as function 1, so its sum is 0x10 less.
                self._send(pad, framed(pad, 17, data), framed(pad, 1, data))
            case {"do": "say", "hex": str() as text}:
                self._line.write(bytes.fromhex(text))
            case _:
                return False
        return True

    def _send(self, pad: int, frame: bytes, answer: bytes) -> None:
        now = time.monotonic()
        self._line.write(frame)
        self._sent.append(Sent(pad, frame, answer, now, now))

    def hear(self, data: bytes) -> None:
        """Take what the host says, frame by frame."""
        self._heard += data
        while len(self._heard) >= 3:
            if self._heard[0] != 255 or self._heard[1] != 104:
                report("error", text=f"no frame: {self._heard[:1].hex()}")
                self._heard = self._heard[1:]
                continue
            size = self._heard[2] + 7
            if len(self._heard) < size:
                return
            frame, self._heard = self._heard[:size], self._heard[size:]
            self._take(frame)

    def _take(self, frame: bytes) -> None:
        pad, function, data = frame[5], frame[6], frame[7:-2]
        if framed(pad, function, data) != frame:
            report("error", text=f"not a frame: {frame.hex(' ')}")
        elif waiting := next((sent for sent in self._sent if sent.answer == frame), None):
            self._sent.remove(waiting)
            took_ms = round((time.monotonic() - waiting.first_at) * 1000, 1)
            report("answered", pad=pad, hex=frame.hex(" "), ms=took_ms, tries=waiting.tries)
        elif pad in self._pads and function == 2 and len(data) == 6:
            self.cells[pad] = "".join(" " if cell == 10 else str(cell) for cell in data)
            report("cells", pad=pad, shows=self.cells[pad], hex=frame.hex(" "))
        elif pad in self._pads and function == 3:
            self.beeps[pad] += 1
            report("beep", pad=pad, hex=frame.hex(" "))
        elif function == 1:
            report("echo", pad=pad, hex=frame.hex(" "))
        else:
            report("error", text=f"not for these pads: {frame.hex(' ')}")

    def tick(self) -> None:
        """Say once more what nobody has answered."""
        now = time.monotonic()
        for sent in list(self._sent):
            if now - sent.at < self._answer_s:
                continue
            if sent.tries == TRIES:
                self._sent.remove(sent)
                report("unanswered", pad=sent.pad, hex=sent.frame.hex(" "))
            else:
                sent.tries, sent.at = sent.tries + 1, now
                self._line.write(sent.frame)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the simulated pads."""
    parser = argparse.ArgumentParser(
        prog="caller.simulated_pad", description="Call pads without pads, on a pseudo-terminal."
    )
    parser.add_argument("--pads", default="1", help="their addresses, as in 3,4,5")
    parser.add_argument("--link", type=Path, help="path that always leads to the line, also after a plug")
    parser.add_argument("--answer-s", type=float, default=ANSWER_S, help="so long a pad waits for its answer")
    parser.add_argument("--window", action="store_true", help="pads to press with a mouse, instead of orders")
    parser.add_argument("--language", default="zh", help="what stands on their keys: zh or en")
    given = parser.parse_args(argv)
    if refuse_without_terminals():
        return 2
    line = SimulatedLine(given.link)
    pads = SimulatedPads(line, [int(each) for each in given.pads.split(",")], given.answer_s)
    if given.window:
        from caller.simulated_pad_window import show

        return show(line, pads, given.language)
    serve(line, pads.hear, pads.obey, pads.tick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
