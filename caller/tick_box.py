"""A box to tick, in the theme's own colours: in a list, and on its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from shell.theme import Theme, font

TICK_PX = 18
GAP = 12
_TEXT_PX = 15
_PAD = 6
_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))


def paint_tick(painter: QPainter, left: float, middle: float, colour: QColor, *, is_ticked: bool) -> None:
    """The box, and the tick in it."""
    box = QRectF(left, middle - TICK_PX / 2, TICK_PX, TICK_PX)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    if is_ticked:
        painter.setPen(QPen(colour, 3))
        painter.drawPolyline([box.topLeft() + QPointF(x, y) * TICK_PX for x, y in _TICK])


class TickBox(QCheckBox):
    """Yes or no, with its words beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(_TEXT_PX)).horizontalAdvance(self.text())
        return QSize(round(2 * _PAD + TICK_PX + GAP + words) + 2, 2 * _PAD + 22)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, room = self._theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme["focus"], 2))
            painter.drawRoundedRect(room, 6, 6)
        middle = room.center().y()
        paint_tick(painter, room.left() + _PAD, middle, theme["hall"], is_ticked=self.isChecked())
        painter.setPen(theme["ink"])
        painter.setFont(font(_TEXT_PX))
        words = room.adjusted(_PAD + TICK_PX + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
