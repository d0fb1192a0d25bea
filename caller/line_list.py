"""Who comes next, painted as quiet lines: number, service, and since when somebody counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from caller import wording
from caller.state import Waiting
from caller.type import fitting
from shell.theme import Theme

LINE_PX = 30
NUMBER_PX, SINCE_PX = 76, 184


class LineList(QWidget):
    """As many of the first in line as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: tuple[Waiting, ...] = ()
        self.setAccessibleName(self.tr("Next in line"))

    def show_line(self, line: tuple[Waiting, ...]) -> None:
        """The line in calling order."""
        if line != self._line:
            self._line = line
            words = [f"{each.number} {each.service} {wording.in_line(each)}" for each in line]
            self.setAccessibleDescription("\n".join(words))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, each in enumerate(self._line[: self.height() // LINE_PX]):
            top = place * LINE_PX
            area = QRectF(0, top, self.width(), LINE_PX)
            painter.setPen(self._theme["ink"])
            painter.setFont(fitting(each.number, 15, QFont.Weight.Bold, NUMBER_PX - 6))
            painter.drawText(area, middle, each.number)
            painter.setPen(self._theme["ink_soft"])
            since = wording.in_line(each)
            painter.setFont(fitting(since, 13, QFont.Weight.Normal, SINCE_PX))
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, since)
            room = area.width() - NUMBER_PX - painter.fontMetrics().horizontalAdvance(since) - 10
            painter.setFont(fitting(each.service, 13, QFont.Weight.Normal, room))
            service = painter.fontMetrics().elidedText(each.service, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(area.adjusted(NUMBER_PX, 0, 0, 0), middle, service)
