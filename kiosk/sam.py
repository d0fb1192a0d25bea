"""Frames of the SAM_V module in Chinese ID-card readers: `AA AA AA 96 69`, length, content, exclusive or."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AA AA AA 96 69")
LONGEST = 4096
"""Longer than any answer (a card with a fingerprint has 2,321 bytes): such a length is noise."""

FIND = (0x20, 0x01)
SELECT = (0x20, 0x02)
READ = (0x30, 0x01)

FOUND = 0x9F
WELL = 0x90
NO_CARD = 0x80
NOT_SELECTED = 0x81
NOT_READ = 0x41


def request(command: int, parameter: int) -> bytes:
    """A command to the reader."""
    body = bytes((0x00, 0x03, command, parameter))
    return PREAMBLE + body + bytes((reduce(xor, body),))


@dataclass(frozen=True)
class Answer:
    """What the reader says: a status and what belongs to it."""

    status: int
    data: bytes


class Garbled(Exception):
    """A frame came, but not as it was sent."""


class Frames:
    """Finds answers in whatever comes over a line: noise before them is skipped."""

    def __init__(self) -> None:
        self._heard = b""

    def hear(self, data: bytes) -> Answer | None:
        """The first whole answer so far, or None. Raises `Garbled`, and then begins anew behind its preamble."""
        self._heard += data
        while (start := self._heard.find(PREAMBLE)) >= 0:
            frame = self._heard[start + len(PREAMBLE) :]
            if len(frame) < 2:
                return None
            length = int.from_bytes(frame[:2], "big")
            if not 4 <= length <= LONGEST:
                self._heard = frame
                continue
            if len(frame) < 2 + length:
                return None
            if reduce(xor, frame[: 2 + length]):
                self._heard = frame
                raise Garbled
            self._heard = frame[2 + length :]
            return Answer(frame[4], frame[5 : 1 + length])
        # What may be the beginning of a preamble stays.
        self._heard = self._heard[-(len(PREAMBLE) - 1) :]
        return None
