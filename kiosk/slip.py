"""The ticket's drawing: 80 mm of paper at 203 dpi, black on white, drawn once for paper and screen."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import qrcode
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from qrcode.constants import ERROR_CORRECT_M

from kiosk.escpos import without_commands
from kiosk.lettering import Type, set_name, set_text
from kiosk.picture import Picture, picture_of
from shell.theme import font

DOTS_PER_MM = 8
WIDTH = 576
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
NUMBER_INK = 112
"""Height of the digits where they fit; never less than NUMBER_INK_LEAST (12 mm)."""
NUMBER_INK_LEAST = 12 * DOTS_PER_MM
CODE_MODULE = 7


@dataclass(frozen=True)
class Fact:
    """One labelled value of the ticket."""

    label: str
    value: str


@dataclass(frozen=True)
class Slip:
    """All words of a ticket, in the visitor's language."""

    hall: str
    service: str
    prefix: str
    digits: str
    place: str
    facts: tuple[Fact, ...]
    rules: str
    code_caption: str
    token: str


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
HALL = Type((34, 32, 30, 28, 27, 26), QFont.Weight.Bold, 1, _MIDDLE)
SERVICE = Type((42, 40, 38, 36, 34), QFont.Weight.Bold, 2, _MIDDLE)
PLACE = Type((38, 36, 34, 32, 30), QFont.Weight.Bold, 2, _MIDDLE)
LABEL = Type((25, 22), QFont.Weight.Medium)
VALUE = Type((38, 34, 30, 26), QFont.Weight.Bold)
RULES = Type((24, 22), QFont.Weight.Medium, 5)
CAPTION = Type((22, 20), QFont.Weight.Medium, 2)


def draw_slip(slip: Slip) -> Picture:
    """Draw the ticket; its height follows from its words."""
    # Drawn on next to nothing first, only to learn how long the paper gets.
    _, height = _sheet(slip, 1)
    sheet, _ = _sheet(slip, height)
    drawn = picture_of(sheet)
    return Picture(drawn.width, drawn.height, without_commands(drawn.rows))


def _sheet(slip: Slip, height: int) -> tuple[QImage, int]:
    sheet = QImage(WIDTH, height, QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setPen(QColor(Qt.GlobalColor.black))
    y = 18.0
    y = _text(painter, slip.hall, HALL, MARGIN, y, INNER) + 12
    y = _dashes(painter, y) + 20
    y = _text(painter, slip.service, SERVICE, MARGIN, y, INNER) + 34
    y = _number(painter, slip.prefix, slip.digits, y) + 26
    y = _text(painter, slip.place, PLACE, MARGIN, y, INNER) + 18
    y = _dashes(painter, y) + 18
    y = _facts(painter, slip.facts, y) + 16
    y = _dashes(painter, y) + 24
    y = _foot(painter, slip, y) + 16
    painter.end()
    return sheet, ceil(y)


def _text(painter: QPainter, text: str, kind: Type, x: float, y: float, width: float) -> float:
    short = kind in (HALL, SERVICE, PLACE)
    return (set_name if short else set_text)(text, kind, width).draw(painter, x, y)


def _number(painter: QPainter, prefix: str, digits: str, y: float) -> float:
    """The number, as large as the paper is wide, its digits at least 12 mm of ink high."""
    text = f"{prefix} {digits}"
    face = font(NUMBER_INK, QFont.Weight.Bold, tabular=True)
    capital = QFontMetricsF(face).tightBoundingRect("1").height()
    least = round(NUMBER_INK * (NUMBER_INK_LEAST + 1) / capital) + 1
    for size in range(round(NUMBER_INK * NUMBER_INK / capital), least - 1, -2):
        face.setPixelSize(size)
        if QFontMetricsF(face).horizontalAdvance(text) <= INNER:
            break
    else:
        face.setPixelSize(least)
        # Too long a number gets narrower, never lower.
        for stretch in range(95, 45, -5):
            face.setStretch(stretch)
            if QFontMetricsF(face).horizontalAdvance(text) <= INNER:
                break
    ink = QFontMetricsF(face).tightBoundingRect("1")
    painter.setFont(face)
    left = (WIDTH - QFontMetricsF(face).horizontalAdvance(text)) / 2
    painter.drawText(QPointF(left, y - ink.top()), text)
    return y + ink.height()


def _dashes(painter: QPainter, y: float) -> float:
    painter.save()
    pen = QPen(QColor(Qt.GlobalColor.black), 3)
    pen.setDashPattern([2, 1])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(MARGIN, y + 1.5), QPointF(WIDTH - MARGIN, y + 1.5))
    painter.restore()
    return y + 3


def _facts(painter: QPainter, facts: tuple[Fact, ...], y: float) -> float:
    """Two columns of label over value."""
    gap = 20
    column = (INNER - gap) / 2
    for first in range(0, len(facts), 2):
        below = y
        for place, fact in enumerate(facts[first : first + 2]):
            x = MARGIN + place * (column + gap)
            end = _text(painter, fact.label, LABEL, x, y, column) - 6
            below = max(below, _text(painter, fact.value, VALUE, x, end, column))
        y = below + 4
    return y


def _foot(painter: QPainter, slip: Slip, y: float) -> float:
    """The code at the left, the rules beside it."""
    code = code_modules(slip.token)
    side = len(code) * CODE_MODULE
    painter.fillRect(QRect(MARGIN, round(y), side, side), Qt.GlobalColor.white)
    for row, modules in enumerate(code):
        for column, black in enumerate(modules):
            if black:
                painter.fillRect(
                    QRectF(
                        MARGIN + column * CODE_MODULE, round(y) + row * CODE_MODULE, CODE_MODULE, CODE_MODULE
                    ),
                    Qt.GlobalColor.black,
                )
    x = MARGIN + side + 4 * CODE_MODULE
    width = WIDTH - MARGIN - x
    end = _text(painter, slip.rules, RULES, x, y - 6, width) + 8
    end = _text(painter, slip.code_caption, CAPTION, x, end, width)
    # Four modules of white under the code belong to it.
    return max(end, y + side + 4 * CODE_MODULE)


def code_modules(token: str) -> list[list[bool]]:
    """The token's QR code, True being black, without its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(token)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
