"""One of the five faces: drawn, named, and large enough for any finger."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from db.rating_events import ANSWERS, RatingLevel
from shell.theme import Theme, font

LARGEST_PX, SMALLEST_PX = 40, 14
_MOUTH = dict(zip(ANSWERS, (1.0, 0.62, 0.18, -0.5, -1.0), strict=True))
"""From a laugh to a deep frown."""
_COLOUR = dict(zip(ANSWERS, ("ok", "ok", "hall", "warn", "bad"), strict=True))


class FaceButton(QAbstractButton):
    """A card with a face and its word; the face says it without colour, too."""

    def __init__(self, theme: Theme, level: RatingLevel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._px = 0
        self.level = level
        # No key gives a rating, and no frame makes one look chosen.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(120, 120)

    @property
    def type_px(self) -> int:
        """How large its word could be: in two lines at most, no word broken."""
        width = self._word_place().width()
        px = LARGEST_PX
        while px > SMALLEST_PX:
            metrics = QFontMetricsF(font(px, QFont.Weight.Bold))
            widest = max(map(metrics.horizontalAdvance, self.text().split() or [""]))
            if widest <= width and metrics.horizontalAdvance(self.text()) <= width * 1.8:
                break
            px -= 1
        return px

    def set_type(self, px: int) -> None:
        """All five are of one size."""
        self._px = px
        self.update()

    def _lies(self) -> bool:
        return self.width() > self.height() * 1.5

    def _face_place(self) -> QRectF:
        card = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._lies():
            side = card.height() * 0.74
            return QRectF(card.left() + card.width() * 0.12, card.center().y() - side / 2, side, side)
        side = min(card.width() * 0.76, card.height() * 0.56)
        middle = card.top() + card.height() * 0.39
        return QRectF(card.center().x() - side / 2, middle - side / 2, side, side)

    def _word_place(self) -> QRectF:
        card = QRectF(self.rect()).adjusted(10, 2, -10, -2)
        if self._lies():
            return card.adjusted(self._face_place().right() + 24, 0, 0, 0)
        return card.adjusted(0, card.height() * 0.70, 0, -card.height() * 0.04)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, card = self._theme, QRectF(self.rect()).adjusted(2, 2, -2, -2)
        loud = theme[_COLOUR[self.level]]
        painter.setPen(QPen(theme["edge"], 2))
        painter.setBrush(loud if self.isDown() else theme["card"])
        painter.drawRoundedRect(card, theme.radius.medium, theme.radius.medium)
        place = self._face_place()
        draw_face(
            painter, place.center(), place.width(), self.level, theme["card"] if self.isDown() else loud
        )
        painter.setPen(theme["card"] if self.isDown() else theme["ink"])
        painter.setFont(font(self._px or self.type_px, QFont.Weight.Bold))
        across = Qt.AlignmentFlag.AlignLeft if self._lies() else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(
            self._word_place(), across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text()
        )
        painter.end()


def draw_face(painter: QPainter, centre: QPointF, size: float, level: RatingLevel, colour: QColor) -> None:
    """A round face of that size whose mouth says the level."""
    pen = QPen(colour, size * 0.055, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, size / 2, size / 2)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for side in (-1, 1):
        painter.drawEllipse(centre + QPointF(side * size * 0.17, -size * 0.12), size * 0.05, size * 0.065)
    bend = _MOUTH[level]
    left = centre + QPointF(-size * 0.22, size * (0.19 - 0.09 * bend))
    right = QPointF(2 * centre.x() - left.x(), left.y())
    mouth = QPainterPath(left)
    mouth.quadTo(QPointF(centre.x(), left.y() + size * 0.36 * bend), right)
    if level == RatingLevel.VERY_SATISFIED:
        mouth.closeSubpath()  # an open laugh
        painter.setBrush(colour)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(mouth)
    if level == RatingLevel.VERY_DISSATISFIED:
        for side in (-1, 1):
            outer = centre + QPointF(side * size * 0.28, -size * 0.29)
            painter.drawLine(outer, centre + QPointF(side * size * 0.11, -size * 0.22))


def draw_tick(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """Done: a tick in a ring."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, size * 0.06, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawEllipse(centre, size / 2, size / 2)
    corner = centre + QPointF(-size * 0.06, size * 0.19)
    painter.drawLine(centre + QPointF(-size * 0.24, size * 0.02), corner)
    painter.drawLine(corner, centre + QPointF(size * 0.25, -size * 0.18))
