"""Time against the service's limit: a ring that fills, with the time inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from caller.type import fitting
from shell.theme import Theme

SIZE = 92
HALF, NEARLY, FULL = 0.5, 0.9, 1.0


class Ring(QWidget):
    """A ring; thicker from 90 % on, closed and marked past the limit, so that it needs no colour to be read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._time = ""
        self._below = ""
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def show_time(self, share: float, time: str, below: str) -> None:
        """The share of the limit, the time and the word below it."""
        if (share, time, below) != (self._share, self._time, self._below):
            self._share, self._time, self._below = share, time, below
            self.setAccessibleDescription(f"{time} {below}")
            self.update()

    def _colour(self) -> str:
        if self._share >= NEARLY:
            return "bad"
        return "warn" if self._share >= HALF else "ok"

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 12 if self._share >= NEARLY else 9
        box = QRectF(self.rect()).adjusted(7, 7, -7, -7)
        painter.setPen(QPen(theme["line"], 9))
        painter.drawEllipse(box)
        if self._share > 0:
            pen = QPen(theme[self._colour()], width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(min(self._share, FULL) * 360 * 16))
        inner = box.width() - 22
        painter.setFont(fitting(self._time, 20, QFont.Weight.Bold, inner))
        painter.setPen(theme["bad" if self._share >= FULL else "ink"])
        painter.drawText(box.adjusted(0, -12, 0, -12), Qt.AlignmentFlag.AlignCenter, self._time)
        painter.setFont(fitting(self._below, 11, QFont.Weight.Normal, inner))
        painter.setPen(theme["bad" if self._share >= FULL else "ink_soft"])
        painter.drawText(box.adjusted(0, 26, 0, 0), Qt.AlignmentFlag.AlignCenter, self._below)
