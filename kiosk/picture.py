"""A ticket's picture: black dots on white paper, the same for the printer and for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QImage

from kiosk import escpos

BAND_ROWS = 96


@dataclass(frozen=True)
class Picture:
    """Rows of dots, eight to a byte from the left, a set bit being black."""

    width: int
    height: int
    rows: bytes

    @property
    def row_bytes(self) -> int:
        return self.width // 8

    def pieces(self) -> Iterator[bytes]:
        """The commands that print it, band by band, so that a stop is seen before all is sent."""
        return escpos.bands(self.rows, self.row_bytes, BAND_ROWS)

    def size(self) -> int:
        """About how many bytes that takes."""
        return len(self.rows)

    def image(self) -> QImage:
        """The dots as an image for the screen."""
        mono = QImage(self.rows, self.width, self.height, self.row_bytes, QImage.Format.Format_Mono)
        mono.setColorTable([0xFFFFFFFF, 0xFF000000])
        # Detached from `rows`, which Qt does not keep alive.
        return mono.convertToFormat(QImage.Format.Format_Grayscale8)


def picture_of(image: QImage) -> Picture:
    """The image's dots, whose width must be a multiple of eight; whatever is darker than middle grey is black."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    row_bytes = grey.width() // 8
    if row_bytes * 8 != grey.width():
        raise ValueError(f"a picture's width must be a multiple of 8, not {grey.width()}")
    rows = bytearray()
    dark = bytes(1 if level < 128 else 0 for level in range(256))
    levels, line_bytes = bytes(grey.constBits()), grey.bytesPerLine()
    for start in range(0, grey.height() * line_bytes, line_bytes):
        line = levels[start : start + grey.width()].translate(dark)
        # A row of 0 and 1 bytes read as one binary number is that row's bits.
        bits = line.translate(bytes.maketrans(b"\0\1", b"01"))
        rows += int(bits, 2).to_bytes(row_bytes, "big")
    return Picture(grey.width(), grey.height(), bytes(rows))
