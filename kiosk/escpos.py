"""ESC/POS, as much as a ticket needs: the bytes to a printer and the meaning of those that come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

INITIALISE = b"\x1b@"
# DLE DC4 8: both buffers are emptied at once, so that a ticket given up never comes out later.
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
FEED_AND_CUT = b"\x1dV\x42\x00"
# GS r 1 stands in the buffer like any other command: its answer proves all that came before it.
PROOF = b"\x1dr\x01"

_CHINESE_ON, _CHINESE_OFF = b"\x1c&", b"\x1c."

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True)
class Status:
    """What the printer says of itself."""

    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    cutter_failed: bool = False
    near_end: bool = False


def ask(topic: int) -> bytes:
    """DLE EOT n: 1 printer, 2 cause of being offline, 3 errors, 4 paper."""
    return bytes((0x10, 0x04, topic))


def is_status(byte: int) -> bool:
    """Whether a byte answers DLE EOT: its fixed bits say so."""
    return (byte & 0x93) == 0x12


def is_proof(byte: int) -> bool:
    """Whether a byte answers GS r 1: bits 4 and 7 are never set."""
    return (byte & 0x90) == 0


def read_status(printer: int, cause: int, error: int, paper: int) -> Status:
    """The four answers of DLE EOT 1 to 4 together."""
    return Status(
        offline=bool(printer & 0x08),
        cover_open=bool(cause & 0x04),
        paper_out=bool(cause & 0x20) or bool(paper & 0x60),
        cutter_failed=bool(error & 0x08),
        near_end=bool(paper & 0x0C),
    )


def is_stopped(cause: int) -> bool:
    """Whether the answer of DLE EOT 2 names a reason to stand still: cover, paper or an error."""
    return bool(cause & 0x64)


class Align(IntEnum):
    """Where a line stands."""

    LEFT = 0
    MIDDLE = 1


def text(encoded: bytes, align: Align, times: int, *, bold: bool) -> bytes:
    """Lines in the printer's own type; Latin and Chinese have sizes of their own."""
    size = times - 1
    chinese_size = 0x0C if times > 1 else 0
    return (
        b"\x1ba" + bytes((align,)) + b"\x1bE" + bytes((bold,)) + b"\x1d!" + bytes((size << 4 | size,))
        + _CHINESE_ON + b"\x1c!" + bytes((chinese_size,)) + encoded + b"\n" + _CHINESE_OFF
    )  # fmt: skip


def large(encoded: bytes, wide: int, high: int) -> bytes:
    """One bold line in the middle, so many times as wide and high as normal."""
    size = (wide - 1) << 4 | (high - 1)
    return b"\x1ba\x01\x1bE\x01\x1d!" + bytes((size,)) + encoded + b"\n\x1d!\x00"


def code(data: bytes, module: int) -> bytes:
    """A QR code in the middle (model 2, correction M), so many dots a module, drawn by the printer itself."""
    commands = (
        b"\x31\x41\x32\x00",
        b"\x31\x43" + bytes((module,)),
        b"\x31\x45\x31",
        b"\x31\x50\x30" + data,
        b"\x31\x51\x30",
    )
    whole = b"".join(b"\x1d(k" + len(each).to_bytes(2, "little") + each for each in commands)
    return b"\x1ba\x01\x1bE\x00" + whole + b"\n"


def bands(rows: bytes, row_bytes: int, height: int) -> Iterator[bytes]:
    """The picture as GS v 0 commands of at most `height` rows each."""
    step = row_bytes * height
    for start in range(0, len(rows), step):
        band = rows[start : start + step]
        lines = len(band) // row_bytes
        yield b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + lines.to_bytes(2, "little") + band


def without_commands(rows: bytes) -> bytes:
    """The picture with a dot added wherever a printer would take dots for a real-time command.

    Printers obey 10 04, 10 05 and 10 14 even inside a picture: they would answer unasked or drop the buffer.
    """
    return _REAL_TIME.sub(b"\x18", rows)
