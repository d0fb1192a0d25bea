"""A bundle before the touch: its steps in order, where each is, and the one number for all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.frame import MARGIN
from kiosk.intents import Back
from kiosk.lettering import Lettering, Type, set_name, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.step_pages import StepsPage
from kiosk.touch import BOLD, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

GAP = 24
MOST_ROW = 190


class StepsView(PageView[StepsPage]):
    """Announces back, or the number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: StepsPage | None = None
        self._measures: Measures | None = None
        self._back = TextButton(Tone.OUTLINE, self, icon="mdi6.arrow-left")
        self._back.clicked.connect(lambda: self.wanted.emit(Back()))
        self._take = TextButton(Tone.PRIMARY, self, size=44)
        self._take.clicked.connect(self._taken)

    def _taken(self) -> None:
        if self._page:
            self.wanted.emit(self._page.take.intent)

    def show_page(self, page: StepsPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.title)
        steps = (f"{place}. {step.name}, {step.place}" for place, step in enumerate(page.steps, start=1))
        self.setAccessibleDescription(". ".join((page.subtitle, *steps)))
        self._back.set_words(translate("kiosk", "Back"))
        self._take.set_icon(page.take.icon or None)
        self._take.set_words(page.take.words)
        px, margin = measures.px, measures.px(MARGIN)
        touch = measures.touch(132)
        bottom = self.height() - px(32) - touch
        back = QRectF(margin, bottom, px(250), touch)
        take = QRectF(back.right() + px(GAP), bottom, 0, touch)
        take.setRight(self.width() - margin)
        for button, box in ((self._back, back), (self._take, take)):
            button.measures = measures
            button.setGeometry(box.toRect())
            button.update()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = px(MARGIN), self.width() - px(2 * MARGIN)
        title = set_name(page.title, measures.type(Type((50, 46, 42, 38), BOLD)), width)
        subtitle = set_text(
            page.subtitle, measures.type(Type((30, 28, 26, 24), QFont.Weight.Normal, 2)), width
        )
        painter.setPen(theme["ink"])
        y = title.draw(painter, left, px(32)) + px(6)
        painter.setPen(theme["ink_soft"])
        y = subtitle.draw(painter, left, y) + px(GAP)
        card = QRectF(left, y, width, self._take.geometry().top() - px(GAP) - y)
        row = min(px(MOST_ROW * measures.type_factor), (card.height() - px(32)) / max(1, len(page.steps)))
        card.setHeight(row * len(page.steps) + px(32))
        paint.card(painter, card, px(30), theme["card"], theme["line"], max(1.0, px(2)))
        self._steps(painter, page, measures, card.adjusted(px(36), px(16), -px(36), -px(16)), row)
        painter.end()

    def _steps(self, painter: QPainter, page: StepsPage, measures: Measures, box: QRectF, row: float) -> None:
        theme, px = measures.theme, measures.px
        side = min(px(72), row * 0.6)
        for place, step in enumerate(page.steps):
            top = box.top() + place * row
            disc = QRectF(box.left(), top + (row - side) / 2, side, side)
            if place:
                painter.setPen(QPen(theme["line"], max(2.0, px(5))))
                middle = disc.center().x()
                painter.drawLine(QPointF(middle, disc.top() - row + side), QPointF(middle, disc.top()))
            paint.card(painter, disc, side / 2, theme["hall_tint"])
            painter.setPen(theme["hall"])
            kind = Type((38,), BOLD, 1, MIDDLE).scaled(side / 72)
            set_text(str(place + 1), kind, side).draw_in(painter, disc)
            left = disc.right() + px(30)
            name, where = self._fitted(
                step.name, f"{step.place} · {step.wait}", box.right() - left, row, measures
            )
            y = top + (row - name.height - where.height) / 2
            painter.setPen(theme["ink"])
            y = name.draw(painter, left, y)
            painter.setPen(theme["ink_soft"])
            where.draw(painter, left, y)

    def _fitted(
        self, name: str, where: str, width: float, row: float, measures: Measures
    ) -> tuple[Lettering, Lettering]:
        """Both lines in the largest size that the row has room for."""
        for factor in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
            first = set_text(
                name,
                measures.type(Type(tuple(s * factor for s in (36, 34, 32)), BOLD, 2, even=True)),
                width,
            )
            second = set_text(
                where,
                measures.type(Type(tuple(s * factor for s in (28, 26, 24)), QFont.Weight.Normal, 1)),
                width,
            )
            if first.height + second.height <= row - measures.px(10):
                break
        return first, second
