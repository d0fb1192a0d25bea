"""What passers-by see: today's services and how long each takes; the first touch wakes, and presses nothing."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.frame import MARGIN
from kiosk.intents import Wake
from kiosk.lettering import Lettering, Type, set_name, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import AttractPage, ServiceCard
from kiosk.touch import BOLD, MIDDLE

translate = QCoreApplication.translate

TURN_MS = 8_000
ROW = 92
WAIT_SHARE = 0.36


class AttractView(PageView[AttractPage]):
    """Covers the whole screen; turns its leaf now and then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: AttractPage | None = None
        self._measures: Measures | None = None
        self._leaf = 0
        self._turning = QTimer(self, interval=TURN_MS)
        self._turning.timeout.connect(self._turn)

    def show_page(self, page: AttractPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.hall)
        self.setAccessibleDescription(page.call)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._leaf = 0
        self._turning.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # At the release: the whole touch is spent before anything that could be pressed appears.
        self.wanted.emit(Wake())

    def _turn(self) -> None:
        self._leaf += 1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slope = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        slope.setColorAt(0, theme["board_panel"])
        slope.setColorAt(1, theme["board_ground"])
        painter.fillRect(self.rect(), slope)
        width = self.width() - px(2 * MARGIN)
        above = px(56 if measures.across else 120)
        name = set_name(page.hall, measures.type(Type((64, 60, 56, 52, 48), BOLD, 1, MIDDLE)), width)
        painter.setPen(theme["board_text"])
        y = name.draw(painter, px(MARGIN), above) + px(10)
        slogan = set_text(page.slogan, measures.type(Type((36, 32), QFont.Weight.Normal, 1, MIDDLE)), width)
        painter.setPen(theme["board_soft"])
        y = slogan.draw(painter, px(MARGIN), y) + px(36 if measures.across else 64)
        pill = self._pill(painter, page, measures)
        self._services(painter, page, QRectF(px(MARGIN), y, width, pill.top() - px(48) - y), measures)
        painter.end()

    def _pill(self, painter: QPainter, page: AttractPage, measures: Measures) -> QRectF:
        """“Touch to begin”, in the lower half where every hand comes."""
        theme, px = measures.theme, measures.px
        height = px(130 if measures.across else 190)
        box = QRectF(px(MARGIN), 0, self.width() - px(2 * MARGIN), height)
        box.moveBottom(self.height() - px(48 if measures.across else 110))
        paint.card(painter, box, height / 2, theme["board_text"])
        painter.setPen(theme["board_ground"])
        kind = measures.type(Type((56, 50, 44, 38), BOLD, 1, MIDDLE))
        set_text(page.call, kind, box.width() - px(80)).draw_in(painter, box.adjusted(px(40), 0, 0, 0))
        return box

    def _services(self, painter: QPainter, page: AttractPage, room: QRectF, measures: Measures) -> None:
        """As many as fit; the others on the next leaf."""
        px = measures.px
        columns = (3 if measures.across else 2) - int(measures.large)
        gap = px(40)
        width = (room.width() - (columns - 1) * gap) / columns
        words = [self._words(service, width, measures) for service in page.services]
        row = max([px(ROW), *(max(name.height, wait.height) + px(20) for name, wait in words)])
        rows = max(1, int(room.height() / row))
        leaves = max(1, ceil(len(words) / (rows * columns)))
        first = self._leaf % leaves * rows * columns
        theme = measures.theme
        for place, (name, wait) in enumerate(words[first : first + rows * columns]):
            column, line = divmod(place, rows)
            box = QRectF(room.left() + column * (width + gap), room.top() + line * row, width, row)
            painter.setPen(theme["board_text"])
            name.draw_in(painter, box)
            painter.setPen(theme["board_soft"])
            wait.draw_in(painter, box.adjusted(width * (1 - WAIT_SHARE), 0, 0, 0))
            painter.fillRect(QRectF(box.left(), box.bottom() - px(2), width, px(2)), theme["board_panel"])

    def _words(self, service: ServiceCard, width: float, measures: Measures) -> tuple[Lettering, Lettering]:
        """The name at the left, the wait at the right."""
        kind, align = measures.type, Qt.AlignmentFlag.AlignRight
        wait = set_text(service.wait, kind(Type((28, 26, 24, 22), BOLD, 1, align)), width * WAIT_SHARE)
        name_type = kind(Type((32, 30, 28, 26, 24, 22), QFont.Weight.Medium))
        return set_name(service.name, name_type, width * (0.98 - WAIT_SHARE)), wait
