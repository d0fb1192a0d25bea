"""The few signs on small buttons, drawn in the colour of the text."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QToolButton, QWidget

from shell.theme import Theme

SIZE = 16
_RATIO = 3  # drawn larger, so that it stays sharp on dense screens


class Sign(StrEnum):
    """What a small button means."""

    LARGER = "larger"
    SMALLER = "smaller"
    LEAVE = "leave"
    LOCK = "lock"
    CLOSE = "close"


_LINES: dict[Sign, tuple[tuple[tuple[float, float], ...], ...]] = {
    Sign.LARGER: (((3, 6), (8, 11), (13, 6)),),
    Sign.SMALLER: (((3, 10), (8, 5), (13, 10)),),
    Sign.LEAVE: (
        ((7, 2.5), (2.5, 2.5), (2.5, 13.5), (7, 13.5)),
        ((6, 8), (14, 8)),
        ((11, 5), (14, 8), (11, 11)),
    ),
    Sign.LOCK: (
        ((3.5, 7.5), (12.5, 7.5), (12.5, 13.5), (3.5, 13.5), (3.5, 7.5)),
        ((5.5, 7.5), (5.5, 4.5), (6.5, 3), (8, 2.4), (9.5, 3), (10.5, 4.5), (10.5, 7.5)),
    ),
    Sign.CLOSE: (((4, 4), (12, 12)), ((12, 4), (4, 12))),
}


def icon(sign: Sign, theme: Theme) -> QIcon:
    """The sign as an icon."""
    picture = QPixmap(SIZE * _RATIO, SIZE * _RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_RATIO, _RATIO)
    pen = QPen(theme["ink_soft"], 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in _LINES[sign]:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return QIcon(picture)


def sign_button(sign: Sign, theme: Theme, name: str, parent: QWidget) -> QToolButton:
    """A small flat button with a sign; its name is its tool tip too."""
    button = QToolButton(parent)
    button.setIcon(icon(sign, theme))
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFixedSize(24, 24)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
