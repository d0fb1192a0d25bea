"""Entries side by side, on as many leaves as the room asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.touch import MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

FOOT_HEIGHT = 128
SIDE_WIDTH = 270


class Laid(Protocol):
    """What can lie on a leaf."""

    measures: Measures

    def setVisible(self, visible: bool, /) -> None: ...
    def setGeometry(self, box: QRect, /) -> None: ...
    def update(self) -> None: ...


class Leaves:
    """Lays entries out in equal boxes; those on other leaves are hidden, and two buttons turn."""

    def __init__(self, parent: QWidget, arrange: Callable[[], None]) -> None:
        self._arrange = arrange
        self.leaf = 0
        self.count = 1
        self._foot = QRectF()
        self.earlier = TextButton(Tone.OUTLINE, parent, icon="mdi6.chevron-up")
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later = TextButton(Tone.OUTLINE, parent, icon="mdi6.chevron-down")
        self.later.clicked.connect(lambda: self._turn(+1))

    def lay_out(
        self,
        entries: Sequence[Laid],
        room: QRectF,
        columns: int,
        heights: Callable[[float], tuple[float, float]],
        measures: Measures,
        *,
        gap: float,
        widen_last: bool = False,
    ) -> None:
        """Put the entries into the room; `heights` says how low and how high an entry of that width may be.

        `widen_last`: the last one takes what is left of its row.
        """
        width, least, most = _share(room, columns, gap, heights)
        rows = _rows(room, least, gap)
        if ceil(len(entries) / columns) > rows:
            room = self._leave_room_for_buttons(room, columns, heights, gap, measures)
            width, least, most = _share(room, columns, gap, heights)
            rows = max(1, _rows(room, least, gap))
        else:
            rows = max(1, ceil(len(entries) / columns))
        height = max(least, min(most, (room.height() - (rows - 1) * gap) / rows))
        self.count = max(1, ceil(len(entries) / (rows * columns)))
        self.leaf = min(self.leaf, self.count - 1)
        first = self.leaf * rows * columns
        for place, entry in enumerate(entries):
            shown = first <= place < first + rows * columns
            entry.setVisible(shown)
            if shown:
                entry.measures = measures
                row, column = divmod(place - first, columns)
                box = QRectF(
                    room.left() + column * (width + gap), room.top() + row * (height + gap), width, height
                )
                if widen_last and place == len(entries) - 1:
                    box.setRight(room.right())
                entry.setGeometry(box.toRect())
                entry.update()
        self._place_buttons(measures)

    def _leave_room_for_buttons(
        self,
        room: QRectF,
        columns: int,
        heights: Callable[[float], tuple[float, float]],
        gap: float,
        measures: Measures,
    ) -> QRectF:
        """Keep room at the foot for the buttons, or at the side where a row would be lost."""
        px, touch = measures.px, measures.touch(96)
        above = room.adjusted(0, 0, 0, -max(px(FOOT_HEIGHT), touch + gap))
        beside = room.adjusted(0, 0, -px(SIDE_WIDTH) - gap, 0)
        at_foot = _rows(above, _share(above, columns, gap, heights)[1], gap)
        at_side = _rows(beside, _share(beside, columns, gap, heights)[1], gap)
        if at_foot >= 1 and (at_foot >= at_side or at_side > 2):
            self._foot = QRectF(room.left(), room.bottom() - touch, room.width(), touch)
            return above
        self._foot = QRectF(room.right() - px(SIDE_WIDTH), room.top(), px(SIDE_WIDTH), room.height())
        return beside

    def _place_buttons(self, measures: Measures) -> None:
        self.earlier.set_words(translate("kiosk", "Earlier"))
        self.later.set_words(translate("kiosk", "More"))
        foot, size = self._foot, QSizeF(measures.px(SIDE_WIDTH), measures.touch(96))
        self.earlier.setGeometry(QRectF(foot.topLeft(), size).toRect())
        self.later.setGeometry(
            QRectF(foot.right() - size.width(), foot.bottom() - size.height(), *size.toTuple()).toRect()
        )
        self.earlier.setEnabled(self.leaf > 0)
        self.later.setEnabled(self.leaf < self.count - 1)
        for button in (self.earlier, self.later):
            button.setVisible(self.count > 1)
            button.measures = measures
            button.update()

    def draw(self, painter: QPainter, measures: Measures) -> None:
        """Say which leaf this is, between the buttons."""
        if self.count > 1:
            painter.setPen(measures.theme["ink"])
            kind = measures.type(Type((30,), QFont.Weight.Medium, 1, MIDDLE))
            text = set_text(f"{self.leaf + 1} / {self.count}", kind, self._foot.width())
            beside = self._foot.height() > self._foot.width() / 2
            if not beside or self._foot.height() > 2 * measures.touch(96) + 1.5 * text.height:
                text.draw_in(painter, self._foot)

    def _turn(self, by: int) -> None:
        self.leaf += by
        self._arrange()


def _share(
    room: QRectF, columns: int, gap: float, heights: Callable[[float], tuple[float, float]]
) -> tuple[float, float, float]:
    """The width of a column, and how low and how high an entry of it may be."""
    width = (room.width() - (columns - 1) * gap) / columns
    return width, *heights(width)


def _rows(room: QRectF, height: float, gap: float) -> int:
    return int((room.height() + gap) / (height + gap))
