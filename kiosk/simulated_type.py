"""The simulated printer's own type: bytes into rows of dots, with a blank box where its font has no character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import qrcode
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

CELL, HIGH, LINE = 12, 24, 30
"""Dots of a Latin letter, of the type, and from line to line, at single size."""
FAMILIES = ["Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "sans-serif"]
CORRECTIONS = {0x30: ERROR_CORRECT_L, 0x31: ERROR_CORRECT_M, 0x32: ERROR_CORRECT_Q}


class Typeface:
    """Collects the bytes of a line until it is printed."""

    def __init__(self, width_bytes: int, encoding: str) -> None:
        self._width = width_bytes * 8
        self._encoding = encoding
        self.reset()

    def reset(self) -> None:
        self._line = bytearray()
        self.chinese = False
        self._middle = self._bold = False
        self._wide = self._high = 1
        self._module, self._correction, self._data = 3, ERROR_CORRECT_L, b""

    def put(self, byte: int) -> None:
        self._line.append(byte)

    def set(self, command: int, value: int) -> None:
        """ESC a, ESC E, GS ! and FS !."""
        if command == ord("a"):
            self._middle = value in (1, 0x31)
        elif command == ord("E"):
            self._bold = bool(value & 1)
        elif command == 0x1D:
            self._wide, self._high = (value >> 4) + 1, (value & 15) + 1

    def line(self) -> Iterator[bytes]:
        """The rows of the line; what is too long for the paper goes on below, as on a real one."""
        text = bytes(self._line).decode(self._encoding, errors="replace")
        self._line.clear()
        if not text:
            yield from [b""] * LINE
            return
        signs = [(sign, self._advance(sign)) for sign in text]
        while signs:
            row: list[tuple[str, int]] = []
            while signs and sum(each[1] for each in row) + signs[0][1] <= self._width:
                row.append(signs.pop(0))
            if not row:
                row.append(signs.pop(0))
            yield from self._rows(row)

    def code(self, command: bytes) -> Iterator[bytes]:
        """GS ( k: size, correction, data and print of a QR code."""
        function, given = command[1], command[2:]
        if function == 0x43:
            self._module = given[0]
        elif function == 0x45:
            self._correction = CORRECTIONS[given[0]]
        elif function == 0x50:
            self._data = given[1:]
        elif function == 0x51:
            yield from self._code_rows()

    def _advance(self, sign: str) -> int:
        return CELL * (2 if len(sign.encode(self._encoding)) > 1 else 1) * self._wide

    def _has(self, sign: str) -> bool:
        """The font ends where GBK does: four bytes of GB18030 are known to it, but have no shape."""
        try:
            return len(sign.encode("gbk")) <= 2
        except UnicodeEncodeError:
            return False

    def _rows(self, signs: list[tuple[str, int]]) -> Iterator[bytes]:
        _application()
        image = QImage(self._width, LINE * self._high, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        face = QFont(FAMILIES)
        face.setPixelSize(HIGH - 2)
        face.setBold(self._bold)
        painter.setFont(face)
        painter.setPen(QColor(Qt.GlobalColor.black))
        x = (self._width - sum(advance for _, advance in signs)) / 2 if self._middle else 0.0
        for sign, advance in signs:
            painter.save()
            painter.translate(x, 0)
            painter.scale(self._wide, self._high)
            box = QRectF(0, 0, advance / self._wide, HIGH)
            if self._has(sign):
                painter.drawText(box.adjusted(-20, -20, 20, 20), Qt.AlignmentFlag.AlignCenter, sign)
            else:
                painter.setPen(QPen(QColor(Qt.GlobalColor.black), 2))
                painter.drawRect(box.adjusted(3, 3, -3, -3))
            painter.restore()
            x += advance
        painter.end()
        yield from _packed(image)

    def _code_rows(self) -> Iterator[bytes]:
        code = qrcode.QRCode(error_correction=self._correction, border=4, box_size=1)
        code.add_data(self._data)
        code.make(fit=True)
        for modules in code.get_matrix():
            dots = "".join(("1" if module else "0") * self._module for module in modules)
            left = (self._width - len(dots)) // 2 if self._middle else 0
            row = int((("0" * left) + dots).ljust(self._width, "0"), 2).to_bytes(self._width // 8, "big")
            yield from [row] * self._module


def _packed(image: QImage) -> Iterator[bytes]:
    """Rows of dots, eight to a byte."""
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    black_is = 1 if _lightness(mono.color(1)) < 128 else 0
    rows, wide = bytes(mono.constBits()), mono.bytesPerLine()
    used = image.width() // 8
    for start in range(0, len(rows), wide):
        row = rows[start : start + used]
        yield row if black_is else bytes(byte ^ 0xFF for byte in row)


def _lightness(colour: int) -> int:
    return QColor.fromRgb(colour).lightness()


@cache
def _application() -> QGuiApplication:
    """Type needs Qt's fonts, and those an application; one without a screen will do."""
    running = QGuiApplication.instance()
    return (
        running
        if isinstance(running, QGuiApplication)
        else QGuiApplication(["printer", "-platform", "offscreen"])
    )
