"""One key of the caller: what it does, which key does it, and whether it is at work."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from caller.type import fitting
from shell.theme import Theme


class Weight(StrEnum):
    """How much a key asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    GOOD = "good"


class KeyButton(QAbstractButton):
    """A painted button: its text, and the name of its key below (or beside, where it is low)."""

    def __init__(self, theme: Theme, key: str, px: int = 17, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._px = px
        self._weight = Weight.PLAIN
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_key(self, text: str, name: str, weight: Weight, enabled: bool) -> None:
        """What stands on it, what a screen reader calls it, how it looks."""
        if (text, name, weight, enabled) == (
            self.text(),
            self.accessibleName(),
            self._weight,
            self.isEnabled(),
        ):
            return
        self.setText(text)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._key)
        self._weight = weight
        self.setEnabled(enabled)
        self.update()

    def show_keystroke(self, key: str) -> None:
        """Another key does it now."""
        self._key = key
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click may already have made this the key of the next step: a double click is one press.
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(80, 28)

    def _colours(self) -> tuple[str, str, str, str]:
        """Ground, edge, text and hint."""
        if not self.isEnabled():
            busy = self._weight != Weight.PLAIN
            return ("hall_tint" if busy else "card", "line", "ink_soft" if busy else "ink_faint", "ink_faint")
        lit = self.isDown() or self.underMouse()
        match self._weight:
            case Weight.PRIMARY:
                ground = "hall_deep" if lit else "hall"
                return ground, ground, "on_hall", "on_hall_soft"
            case Weight.GOOD:
                return "ok_tint" if lit else "card", "ok", "ok", "ok"
            case _:
                return "hall_tint" if lit else "card", "edge", "ink", "ink_soft"

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, text, hint = self._colours()
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.strong if self.hasFocus() else theme.thin
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = min(10.0, self.height() / 4)
        painter.setPen(QPen(theme["focus" if self.hasFocus() else edge], width))
        painter.setBrush(theme[ground])
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus() and self._weight == Weight.PRIMARY:
            painter.setPen(QPen(theme["on_hall"], theme.thin))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), radius - 3, radius - 3)
        if self.height() >= 36:
            self._paint_tall(painter, text, hint)
        else:
            self._paint_low(painter, text, hint)

    def _paint_tall(self, painter: QPainter, text: str, hint: str) -> None:
        hint_px = min(max(11, round(self._px * 0.62)), self._px - 2)
        px = min(self._px, round(self.height() * 0.36))
        label = fitting(self.text(), px, QFont.Weight.Bold, self.width() - 14)
        both = label.pixelSize() * 1.3 + hint_px * 1.35
        top = (self.height() - both) / 2
        area = QRectF(0, top, self.width(), label.pixelSize() * 1.3)
        painter.setPen(self._theme[text])
        painter.setFont(label)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(self._theme[hint])
        painter.setFont(fitting(self._key, hint_px, QFont.Weight.Normal, self.width() - 8))
        below = QRectF(0, area.bottom(), self.width(), hint_px * 1.35)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_low(self, painter: QPainter, text: str, hint: str) -> None:
        """Text and key side by side, as one centred pair."""
        inner = self.width() - 10
        hint_font = fitting(self._key, max(10, self._px - 3), QFont.Weight.Normal, inner)
        painter.setFont(hint_font)
        key_width = painter.fontMetrics().horizontalAdvance(self._key) + 5
        label = fitting(self.text(), self._px, QFont.Weight.Bold, inner - key_width)
        painter.setFont(label)
        text_width = painter.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - text_width - key_width) / 2
        painter.setPen(self._theme[text])
        area = QRectF(left, 0, text_width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(hint_font)
        painter.setPen(self._theme[hint])
        area = QRectF(left + text_width + 5, 0, key_width, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._key)
