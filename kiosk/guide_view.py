"""What an item needs, on one page: to bring, where, fee and time; and the number to take for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.intents import TakeNumber
from kiosk.item_intents import PrintGuide
from kiosk.item_pages import GuidePage, Paper, Section
from kiosk.lettering import Lettering, Type, set_text
from kiosk.list_views import ListView
from kiosk.measures import Measures
from kiosk.touch import BOLD, TextButton, Tone, Touchable

translate = QCoreApplication.translate

BUTTON_HEIGHT = 132
PAD = 48
GAP = 26
STEPS = (1.0, 0.9, 0.8, 0.7, 0.62)


class GuideView(ListView[GuidePage]):
    """A card to read, and two buttons below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: GuidePage | None = None
        self._take = TextButton(Tone.PRIMARY, self, size=42)
        self._take.clicked.connect(self._take_number)
        self._print = TextButton(Tone.OUTLINE, self, size=36)
        self._print.clicked.connect(lambda: self.wanted.emit(PrintGuide()))

    def new_entry(self, place: int) -> Touchable:
        raise NotImplementedError("it has no entries")

    def show_page(self, page: GuidePage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._head(page.title, page.department)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        self._lay_out(0, 1, lambda _: (1.0, 1.0), measures)
        item = page.item
        for button in (self._take, self._print):
            button.setVisible(item is not None)
            button.measures = measures
        if item is None:
            return
        self._take.set_words(" · ".join(filter(None, (translate("kiosk", "Take a number"), item.wait))))
        self._take.setEnabled(not item.off)
        self._print.set_words(page.print_words)
        self._print.setEnabled(page.paper in (Paper.NONE, Paper.FAILED))
        px, room, foot = measures.px, self._room(measures), self._foot_height(measures)
        width = self._take_width(measures)
        top = room.bottom() - foot
        self._take.setGeometry(QRectF(room.left(), top, width, foot).toRect())
        left = room.left() + width + px(GAP)
        self._print.setGeometry(QRectF(left, top, room.right() - left, foot).toRect())
        self._take.update()
        self._print.update()

    def _foot_height(self, measures: Measures) -> float:
        """As high as the longer of the two words needs."""
        width = self._take_width(measures)
        beside = self._room(measures).width() - width - measures.px(GAP)
        return max(
            measures.touch(BUTTON_HEIGHT if self._roomy(measures) else 96),
            self._take.needed_height(width) + measures.px(16),
            self._print.needed_height(beside) + measures.px(16),
        )

    def _take_width(self, measures: Measures) -> float:
        return (self._room(measures).width() - measures.px(GAP)) * 0.58

    def _take_number(self) -> None:
        if self._page and self._page.item:
            self.wanted.emit(TakeNumber(self._page.item.service_id))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        page, measures = self._page, self._measures
        if page is None or measures is None or page.item is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room(measures).adjusted(0, 0, 0, -self._foot_height(measures) - px(28))
        if self._roomy(measures):
            self._draw_card(painter, room, page.sections, measures)
        else:
            # Side by side where there is little height.
            first, *rest = page.sections
            middle = room.center().x()
            self._draw_card(
                painter, QRectF(room.topLeft(), QPointF(middle - px(13), room.bottom())), [first], measures
            )
            self._draw_card(
                painter, QRectF(QPointF(middle + px(13), room.top()), room.bottomRight()), rest, measures
            )
        painter.setPen(theme["ink"])
        painter.end()

    def _draw_card(
        self, painter: QPainter, room: QRectF, parts: Sequence[Section], measures: Measures
    ) -> None:
        """A card as high as its words, in the largest type that fits."""
        px, theme = measures.px, measures.theme
        pad = px(PAD if room.height() > px(500) else 28)
        for step in STEPS:
            set_parts = [_set(part, room.width() - 2 * pad, step, measures) for part in parts]
            gap = pad * 0.75 * step
            height = sum(part.height for part in set_parts) + 2 * pad + (len(parts) - 1) * gap
            if height <= room.height():
                break
        box = QRectF(room.left(), room.top(), room.width(), min(height, room.height()))
        paint.card(painter, box, px(36), theme["card"], theme["line"], max(1.0, px(2)))
        y = box.top() + pad
        for place, part in enumerate(set_parts):
            if place:
                painter.fillRect(
                    QRectF(box.left() + pad, y - gap / 2, box.width() - 2 * pad, max(1.0, px(2))),
                    theme["line"],
                )
            y = part.draw(painter, box.left() + pad, y, measures) + gap


class _SetSection:
    """A section whose words have been set."""

    def __init__(self, label: Lettering, lines: list[Lettering], indent: float, leading: float) -> None:
        self._label, self._lines, self._indent, self._leading = label, lines, indent, leading

    @property
    def height(self) -> float:
        return self._label.height + sum(self._leading + line.height for line in self._lines)

    def draw(self, painter: QPainter, x: float, y: float, measures: Measures) -> float:
        """Returns the y below it."""
        theme = measures.theme
        painter.setPen(theme["hall"])
        y = self._label.draw(painter, x, y)
        for line in self._lines:
            y += self._leading
            if self._indent:
                one = line.height / line.lines
                dot = QRectF(0, 0, self._indent * 0.3, self._indent * 0.3)
                dot.moveCenter(QPointF(x + self._indent * 0.3, y + one / 2))
                paint.card(painter, dot, dot.width() / 2, theme["hall"])
            painter.setPen(theme["ink"])
            y = line.draw(painter, x + self._indent, y)
        return y


def _set(part: Section, width: float, step: float, measures: Measures) -> _SetSection:
    lines = part.lines
    indent = measures.px(40) if len(lines) > 1 else 0.0
    heading = set_text(part.label, measures.type(Type((28 * step,), BOLD)), width)
    kind = measures.type(Type((36 * step,), QFont.Weight.Medium, 4))
    return _SetSection(
        heading, [set_text(line, kind, width - indent) for line in lines], indent, measures.px(10 * step)
    )
