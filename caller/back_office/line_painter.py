"""A line of the back office: ring, number and service, and the card that its time has earned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from caller.choice_list import ENTRY, Entry, EntryPainter, Index
from caller.limit import Used
from caller.ring import COLOUR, paint_ring
from caller.type import fitting
from shell.theme import font

LINE_PX = 64
NUMBER_PX, CARD_PX = 112, 148


@dataclass(frozen=True)
class ReleaseEntry(Entry):
    """What is painted of a visit that waits: `more` is its service, `badge` the card in words."""

    share: float = 0.0
    used: Used = Used.LITTLE
    below: str = ""
    time: str = ""


class LinePainter(EntryPainter):
    """Paints a `ReleaseEntry` in two rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: ReleaseEntry = index.data(ENTRY)
        theme = self._theme
        area = QRectF(option.rect).adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(theme["hall"], theme.strong) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(theme["hall_tint"])
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 10, 10)
        ring = QRectF(area.left() + 14, area.center().y() - 15, 30, 30)
        paint_ring(painter, theme, ring, each.share)
        left = ring.right() + 16
        self._text(
            painter, each.text, QRectF(left, area.top(), NUMBER_PX, area.height()), 21, "ink", bold=True
        )
        left += NUMBER_PX + 8
        words = area.right() - CARD_PX - 12 - left
        upper = QRectF(left, area.top() + 8, words, 24)
        self._text(painter, each.more, upper, 15, "ink", bold=True)
        self._text(painter, each.below, upper.translated(0, 23), 13, "ink_soft")
        right = QRectF(area.right() - CARD_PX - 8, area.top() + 8, CARD_PX, 24)
        self._card(painter, each, right)
        self._text(painter, each.time, right.translated(0, 23), 13, COLOUR[each.used], right=True)
        painter.restore()

    def _card(self, painter: QPainter, each: ReleaseEntry, room: QRectF) -> None:
        """A triangle for yellow, a filled card for red, nothing but the words for what is in time."""
        theme, step = self._theme, each.used
        face = fitting(each.badge, 13, QFont.Weight.Bold, room.width() - 24)
        painter.setFont(face)
        width = painter.fontMetrics().horizontalAdvance(each.badge)
        painter.setPen(theme[COLOUR[step]])
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, each.badge)
        sign = QRectF(room.right() - width - 20, room.center().y() - 7, 12, 14)
        painter.setBrush(theme[COLOUR[step]])
        painter.setPen(Qt.PenStyle.NoPen)
        if step == Used.HALF:
            top = QPointF(sign.center().x(), sign.top())
            painter.drawPolygon(QPolygonF([sign.bottomLeft(), sign.bottomRight(), top]))
        elif step in (Used.NEARLY, Used.OVER):
            painter.drawRoundedRect(sign.adjusted(1, 0, -1, 0), 2, 2)

    def _text(
        self,
        painter: QPainter,
        text: str,
        room: QRectF,
        px: int,
        colour: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
        face = fitting(text, px, weight, room.width())
        # A long note is shortened rather than made too small to read.
        painter.setFont(face if face.pixelSize() >= px - 2 else font(px - 1, weight))
        painter.setPen(self._theme[colour])
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
