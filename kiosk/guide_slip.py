"""What an item needs, on paper: to be taken home and ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from kiosk.escpos import without_commands
from kiosk.item_pages import Section
from kiosk.lettering import Type, set_name, set_text
from kiosk.picture import Picture, picture_of
from kiosk.ticket_layout import Layout

_MIDDLE = Qt.AlignmentFlag.AlignHCenter
HALL = Type((30, 28, 26), QFont.Weight.Bold, 1, _MIDDLE)
TITLE = Type((40, 38, 36, 34), QFont.Weight.Bold, 3, _MIDDLE)
LABEL = Type((26,), QFont.Weight.Bold)
LINE = Type((28, 26), QFont.Weight.Medium, 4)
FOOT = Type((22, 20), QFont.Weight.Medium, 2, _MIDDLE)
BOX = 22
"""Something to tick, before each paper to bring."""


@dataclass(frozen=True)
class GuideSlip:
    """All words of a printed guide, in the visitor's language; the first section is ticked off."""

    hall: str
    title: str
    sections: tuple[Section, ...]
    foot: str


def draw_guide(slip: GuideSlip, layout: Layout) -> Picture:
    """Draw the guide on the paper of that layout; its height follows from its words."""
    # Drawn on next to nothing first, only to learn how long the paper gets.
    _, height = _sheet(slip, layout, 1)
    sheet, _ = _sheet(slip, layout, height)
    drawn = picture_of(sheet)
    return Picture(drawn.width, drawn.height, without_commands(drawn.rows))


def _sheet(slip: GuideSlip, layout: Layout, height: int) -> tuple[QImage, int]:
    margin, inner = layout.margin_dots, layout.inner_dots
    sheet = QImage(layout.width_dots, height, QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    ink = QColor(Qt.GlobalColor.black)
    painter.setPen(ink)
    y = set_name(slip.hall, HALL, inner).draw(painter, margin, 18) + 14
    y = set_text(slip.title, TITLE, inner).draw(painter, margin, y) + 20
    for place, section in enumerate(slip.sections):
        painter.fillRect(QRectF(margin, y, inner, 2), ink)
        y = set_text(section.label, LABEL, inner).draw(painter, margin, y + 12) + 2
        for line in section.lines:
            indent = BOX + 16 if place == 0 else 0
            text = set_text(line, LINE, inner - indent)
            if indent:
                painter.setPen(QPen(ink, 2))
                painter.drawRect(QRectF(margin + 1, y + 9, BOX, BOX))
            y = text.draw(painter, margin + indent, y) + 4
        y += 12
    painter.fillRect(QRectF(margin, y, inner, 2), ink)
    y = set_text(slip.foot, FOOT, inner).draw(painter, margin, y + 14) + 16
    painter.end()
    return sheet, ceil(y)
