"""A page with a heading and the way back; what stands below is its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.intents import Back
from kiosk.lettering import Lettering, Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import P, PageView
from kiosk.touch import BOLD, TextButton, Tone

translate = QCoreApplication.translate

HEAD_HEIGHT = 172


class HeadedView(PageView[P]):
    """The title and what stands below it, beside the way back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._title = self._subtitle = ""
        self._back = TextButton(Tone.OUTLINE, self, icon="mdi6.arrow-left")
        self._back.clicked.connect(lambda: self.wanted.emit(Back()))

    def head_height(self, measures: Measures) -> float:
        """What the heading takes; less where there is little room."""
        px, touch = measures.px, measures.touch(96)
        title, subtitle, beside = self._heading(measures)
        words = (max if beside else sum)((title.height, subtitle.height)) + px(24)
        return max(
            px(HEAD_HEIGHT) if self._roomy(measures) else touch + px(32), words + self._head_top(measures)
        )

    def _heading(self, measures: Measures) -> tuple[Lettering, Lettering, float]:
        """Title and subtitle, and how far the second stands beside the first; 0: below it."""
        px = measures.px
        width = self.width() - px(2 * MARGIN + 210 + 32)
        title = set_text(self._title, measures.type(Type((44, 40, 36, 32), BOLD)), width)
        small = measures.type(Type((27, 25, 23, 21), QFont.Weight.Normal))
        beside = title.ink_width() + px(32)
        if measures.low and not self._roomy(measures) and title.lines == 1:
            subtitle = set_text(self._subtitle, small, width - beside)
            if subtitle.lines == 1:
                return title, subtitle, beside
        return title, set_text(self._subtitle, small, width), 0.0

    def _roomy(self, measures: Measures) -> bool:
        return self.height() > measures.px(1000)

    def _head(self, title: str, subtitle: str) -> None:
        """Take over the heading."""
        self._title, self._subtitle = title, subtitle
        self.setAccessibleName(title)
        self.setAccessibleDescription(subtitle)

    def _place_back(self, measures: Measures) -> None:
        """Put the way back beside the heading."""
        px = measures.px
        self._measures = measures
        self._back.set_words(translate("kiosk", "Back"))
        self._back.measures = measures
        self._back.setGeometry(
            QRectF(px(MARGIN), self._head_top(measures), px(210), measures.touch(96)).toRect()
        )
        self._back.update()
        self.update()

    def _room(self, measures: Measures) -> QRectF:
        """All below the heading."""
        px, top = measures.px, self.head_height(measures)
        return QRectF(px(MARGIN), top, self.width() - px(2 * MARGIN), self.height() - top - px(24))

    def _head_top(self, measures: Measures) -> float:
        return measures.px(36 if self._roomy(measures) else 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = self._measures
        if measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        left = px(MARGIN + 210 + 32)
        title, subtitle, beside = self._heading(measures)
        # Beside each other they stand on the way back's middle.
        words = title.height if beside else title.height + subtitle.height
        y = self._head_top(measures) + (max(measures.touch(96), words) - words) / 2
        painter.setPen(theme["ink"])
        below = title.draw(painter, left, y)
        painter.setPen(theme["ink_soft"])
        subtitle.draw(painter, left + beside, y + (title.height - subtitle.height) / 2 if beside else below)
        painter.end()
