"""Text that always fits: it shrinks in steps before it would be cut off."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from shell.theme import font

SMALLEST_PX = 9


def fitting(text: str, px: int, weight: QFont.Weight, width: float) -> QFont:
    """The hall's type, at most `px` large and small enough for the text to fit the width."""
    while px > SMALLEST_PX:
        face = font(px, weight)
        if QFontMetricsF(face).horizontalAdvance(text) <= width:
            return face
        px -= 1
    return font(px, weight)


class FittingLabel(QLabel):
    """One line of text that shrinks until it fits its place."""

    def __init__(
        self, px: int, weight: QFont.Weight = QFont.Weight.Normal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._px = px
        self._weight = weight
        self.setFont(font(px, weight))
        self.setMinimumWidth(1)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        # What the text would like, not what it was shrunk to: else it could never grow again.
        metrics = QFontMetricsF(font(self._px, self._weight))
        return QSize(ceil(metrics.horizontalAdvance(self.text())) + 2, ceil(metrics.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_px(self, px: int) -> None:
        """Another size to start from."""
        if px != self._px:
            self._px = px
            self._fit()

    def set_tone(self, tone: str) -> None:
        """The name by which the style sheet finds its colour."""
        if tone != self.objectName():
            self.setObjectName(tone)
            self.style().polish(self)
            # A style sheet gives the type back that the label was born with.
            self._fit()

    def _fit(self) -> None:
        self.setFont(fitting(self.text(), self._px, self._weight, max(1, self.width())))
