"""What a visit left behind, read back independently: the code on the paper, the spoken words, the hall's memory."""

from __future__ import annotations

import re
import wave
from dataclasses import dataclass
from pathlib import Path

from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.visit import Visit, read_visit

_SPOKEN_DIGITS = str.maketrans("零一二三四五六七八九幺", "01234567891")
_SPOKEN_NUMBERS = (re.compile(r"请([A-Z0-9]+)号到"), re.compile(r"Ticket([A-Z0-9]+),"))
LEAST_SPOKEN_S = 1.0


class ProofFailed(HallError):
    """Paper, screens and voice do not tell of one and the same visit."""

    template = QT_TRANSLATE_NOOP("errors", "The visit cannot be proven: {problem}")


@dataclass(frozen=True)
class Evidence:
    """The number of one visit, as each place shows it."""

    kiosk: str
    paper: str
    board: str
    voice: str
    counter: int
    voice_s: float
    spoken: bool


def read_paper(picture: Path, database: Database) -> Visit:
    """The visit whose code is printed on the ticket."""
    token = _read_code(picture)
    with database.reading() as connection:
        visit = read_visit(connection, token)
    if visit is None:
        raise ProofFailed(problem=f"the hall does not know the code {token} on {picture.name}")
    return visit


def _read_code(picture: Path) -> str:
    import zxingcpp
    from PySide6.QtGui import QImage

    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, step = image.width(), image.height(), image.bytesPerLine()
    pixels = bytes(image.constBits())
    rows = b"".join(pixels[row * step : row * step + width] for row in range(height))
    codes = zxingcpp.read_barcodes(memoryview(rows).cast("B", (height, width))) if rows else []
    if len(codes) != 1:
        raise ProofFailed(problem=f"{len(codes)} codes can be read on {picture.name}, one is expected")
    return codes[0].text


def number_heard(words: str) -> str:
    """The ticket number that a listener writes down."""
    together = re.sub(r"\s", "", words).translate(_SPOKEN_DIGITS)
    for pattern in _SPOKEN_NUMBERS:
        if found := pattern.search(together):
            return found[1]
    raise ProofFailed(problem=f"no number can be heard in “{words.strip()}”")


def length_s(sound: Path) -> float:
    """How long a WAV file plays."""
    with wave.open(str(sound), "rb") as file:
        return file.getnframes() / file.getframerate()


def check(evidence: Evidence) -> None:
    """One number everywhere, and a voice long enough to have said it."""
    numbers = {name: getattr(evidence, name) for name in ("kiosk", "paper", "board", "voice")}
    if len(set(numbers.values())) != 1:
        raise ProofFailed(problem=", ".join(f"{name}: {number}" for name, number in numbers.items()))
    if evidence.voice_s < LEAST_SPOKEN_S:
        raise ProofFailed(problem=f"the announcement lasts only {evidence.voice_s:.1f} s")
