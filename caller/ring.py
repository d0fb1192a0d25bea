"""Time against a limit: a ring that fills, with the time inside."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from caller.limit import Used, used
from caller.type import fitting
from shell.theme import Theme

SIZE = 92
SMALL = 18
COLOUR = {Used.LITTLE: "ok", Used.HALF: "warn", Used.NEARLY: "bad", Used.OVER: "bad"}


def paint_ring(painter: QPainter, theme: Theme, box: QRectF, share: float) -> None:
    """The ring alone: thin, thicker from half on, dashed from 90 % on, closed and doubled past the limit."""
    unit = max(1.0, box.width() / 26)
    step = used(share)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme["line"], 2.2 * unit))
    painter.drawEllipse(box)
    if share > 0:
        widths = {Used.LITTLE: 2.2, Used.HALF: 3.2, Used.NEARLY: 3.6, Used.OVER: 2.8}
        pen = QPen(theme[COLOUR[step]], widths[step] * unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if step == Used.NEARLY:
            pen.setDashPattern([0.9, 0.25])
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, -round(min(share, 1.0) * 360 * 16))
        if step == Used.OVER:
            painter.setPen(QPen(theme["bad"], 0.7 * unit))
            gap = 2.3 * unit
            painter.drawEllipse(box.adjusted(gap, gap, -gap, -gap))
    if box.width() < SMALL:
        return
    painter.setPen(QPen(theme["ink_soft"], max(1.0, 0.4 * unit)))
    middle = box.center()
    for x, y in ((0.0, 1.0), (-0.588, -0.809)):  # where half and 90 % are
        inner, outer = box.width() / 2 + 1.6 * unit, box.width() / 2 + 2.6 * unit
        painter.drawLine(middle + QPointF(x, y) * inner, middle + QPointF(x, y) * outer)


class Ring(QWidget):
    """A ring whose colour, shape and words say the same, so that any one of them is enough."""

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

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(9, 9, -9, -9)
        paint_ring(painter, theme, box, self._share)
        inner, lower = box.width() - 26, box.width() - 30  # the circle is narrower there
        step = used(self._share)
        painter.setFont(fitting(self._time, 20, QFont.Weight.Bold, inner))
        painter.setPen(theme["bad" if step == Used.OVER else "ink"])
        painter.drawText(box.adjusted(0, -12, 0, -12), Qt.AlignmentFlag.AlignCenter, self._time)
        painter.setFont(fitting(self._below, 11, QFont.Weight.Normal, lower))
        painter.setPen(theme["ink_soft" if step == Used.LITTLE else COLOUR[step]])
        painter.drawText(box.adjusted(0, 26, 0, 0), Qt.AlignmentFlag.AlignCenter, self._below)


class SmallRing(QWidget):
    """The ring alone, for a narrow place; the words stand beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(SMALL, SMALL)

    def show_share(self, share: float) -> None:
        """How much of the limit is used up."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, self._theme, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._share)
