"""What call pads and the hall say to each other on an RS-485 line, byte by byte.

`FF 68 L L 68 ADDR FUNC DATA... SUM 16`: L counts ADDR to the end of DATA, SUM is their sum modulo 256.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

_START = b"\xff\x68"
_AGAIN, _END = 0x68, 0x16
_HEAD, _FOOT = 5, 2
LONGEST = 32
"""No frame says more; a longer one is noise."""
BLANK = 0x0A
"""A cell that shows nothing."""


class Function(IntEnum):
    """What a frame is about."""

    KEY = 0x01  # pad to host; echoed as the answer
    CELLS = 0x02  # host to pad
    BEEP = 0x03  # host to pad
    RATING = 0x11  # pad to host: a visitor's key; answered as a KEY


@dataclass(frozen=True)
class Frame:
    """One thing said to or by the pad of that address."""

    address: int
    function: int
    data: bytes = b""


def encode(frame: Frame) -> bytes:
    """The frame as it goes over the line."""
    body = bytes((frame.address, frame.function)) + frame.data
    length = len(body)
    return _START + bytes((length, length, _AGAIN)) + body + bytes((sum(body) % 256, _END))


def answer_to(frame: Frame) -> Frame:
    """What a pad waits for after it has spoken."""
    return Frame(frame.address, Function.KEY, frame.data) if frame.function == Function.RATING else frame


def cells(waiting: int | None, ticket: str) -> bytes:
    """How many wait, and the last three digits of the ticket; None and an empty text show nothing."""
    count = "" if waiting is None else str(min(waiting, 999))
    return _digits(count) + _digits(ticket[-3:])


def _digits(text: str) -> bytes:
    return bytes(BLANK if each == " " else int(each) for each in text.rjust(3))


class Frames:
    """Finds whole frames in what comes over a line; garbage and half frames cost nothing but themselves."""

    def __init__(self) -> None:
        self._heard = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are whole with these bytes."""
        self._heard += data
        return list(self._whole())

    def silence(self) -> list[Frame]:
        """Whatever has begun will not be completed: only what is whole behind it counts."""
        found: list[Frame] = []
        while self._heard:
            del self._heard[0]
            found += self._whole()
        return found

    def _whole(self) -> Iterator[Frame]:
        heard = self._heard
        while (start := heard.find(_START)) >= 0:
            del heard[:start]
            if not _can_be_one(heard):
                del heard[0]
                continue
            size = _HEAD + heard[2] + _FOOT if len(heard) >= _HEAD else _HEAD
            if len(heard) < size:
                return
            body, check, end = heard[_HEAD : size - _FOOT], heard[size - 2], heard[size - 1]
            if sum(body) % 256 == check and end == _END:
                del heard[:size]
                yield Frame(body[0], body[1], bytes(body[2:]))
            else:
                # A real frame may have begun within the one that was cut short.
                del heard[0]
        # The first half of a start may be the last that came.
        del heard[: -1 if heard.endswith(_START[:1]) else None]


def _can_be_one(heard: bytearray) -> bool:
    """Whether what has come of the head is that of a frame."""
    length = heard[2] if len(heard) > 2 else 2
    return (
        2 <= length <= LONGEST
        and (len(heard) < 4 or heard[3] == length)
        and (len(heard) < 5 or heard[4] == _AGAIN)
    )
