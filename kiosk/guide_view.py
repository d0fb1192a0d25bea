"""What an item needs, on one page: to bring, where, fee and time; and the number to take for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.headed_view import HeadedView
from kiosk.intents import TakeNumber
from kiosk.item_intents import PrintGuide
from kiosk.item_pages import GuidePage, Paper, Section
from kiosk.leaves import Leaves
from kiosk.lettering import Lettering, Type, set_text
from kiosk.measures import Measures
from kiosk.touch import BOLD, TextButton, Tone
from shell.theme import load_theme

translate = QCoreApplication.translate

BUTTON_HEIGHT = 132
PAD = 48
GAP = 26
STEPS = (1.0, 0.9, 0.8, 0.7, 0.62)


class GuideView(HeadedView[GuidePage]):
    """A card to read, and two buttons below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: GuidePage | None = None
        self._take = TextButton(Tone.PRIMARY, self, size=42)
        self._take.clicked.connect(self._take_number)
        self._print = TextButton(Tone.OUTLINE, self, size=36)
        self._print.clicked.connect(lambda: self.wanted.emit(PrintGuide()))
        self._pieces: list[Piece] = []
        self._in_pieces = False
        self._leaves = Leaves(self, self.arrange)

    def show_page(self, page: GuidePage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        if page.title != self._title:
            self._leaves.leaf = 0
        self._head(page.title, page.department)
        self.arrange()

    def rewind(self) -> None:
        self._leaves.leaf = 0

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        self._place_back(measures)
        item = page.item
        for button in (self._take, self._print):
            button.setVisible(item is not None)
            button.measures = measures
        if item is None:
            self._arrange_pieces(page, measures)
            return
        for button, size in ((self._take, 42), (self._print, 36)):
            button.set_size(26 if self._aside(measures) else size)
        self._take.set_words(" · ".join(filter(None, (_take_words(page), item.wait))))
        self._take.setEnabled(not item.off)
        self._print.set_words(page.print_words)
        self._print.setEnabled(page.paper in (Paper.NONE, Paper.FAILED))
        px, room, foot = measures.px, self._room(measures), self._foot_height(measures)
        width = self._take_width(measures)
        if self._aside(measures):
            left, gap = room.right() - width, px(GAP)
            height = (room.height() - gap) / 2
            self._take.setGeometry(QRectF(left, room.top(), width, height).toRect())
            self._print.setGeometry(QRectF(left, room.top() + height + gap, width, height).toRect())
        else:
            top, left = room.bottom() - foot, room.left() + width + px(GAP)
            self._take.setGeometry(QRectF(room.left(), top, width, foot).toRect())
            self._print.setGeometry(QRectF(left, top, room.right() - left, foot).toRect())
        self._take.update()
        self._print.update()
        self._arrange_pieces(page, measures)

    def _foot_height(self, measures: Measures) -> float:
        """As high as the longer of the two words needs."""
        width = self._take_width(measures)
        beside = self._room(measures).width() - width - measures.px(GAP)
        return max(
            measures.touch(BUTTON_HEIGHT if self._roomy(measures) else 96),
            self._take.needed_height(width) + measures.px(16),
            self._print.needed_height(beside) + measures.px(16),
        )

    def _aside(self, measures: Measures) -> bool:
        """Whether the buttons stand beside what is to be read, for want of height."""
        return measures.across and self.height() < measures.px(560)

    def _take_width(self, measures: Measures) -> float:
        if self._aside(measures):
            return measures.px(460)
        return (self._room(measures).width() - measures.px(GAP)) * 0.58

    def _take_number(self) -> None:
        if self._page and (item := self._page.item):
            self.wanted.emit(TakeNumber(item.service_id, self._page.materials, item.id))

    def _reading_room(self, measures: Measures) -> QRectF:
        """What there is between the heading and the buttons."""
        if self._aside(measures):
            return self._room(measures).adjusted(0, 0, -self._take_width(measures) - measures.px(GAP), 0)
        gap = measures.px(28 if self._roomy(measures) else 14)
        return self._room(measures).adjusted(0, 0, 0, -self._foot_height(measures) - gap)

    def _arrange_pieces(self, page: GuidePage, measures: Measures) -> None:
        """Where the whole guide has no room, it is cut into pieces on as many leaves as they need."""
        pieces: list[Section] = []
        if page.item is not None and not self._fits_whole(page, measures):
            pieces = [Section(part.label, (line,)) for part in page.sections for line in part.lines]
        while len(self._pieces) < len(pieces):
            self._pieces.append(Piece(self))
        for card, piece in zip(self._pieces, pieces, strict=False):
            card.section, card.measures = piece, measures
        for card in self._pieces[len(pieces) :]:
            card.hide()
        self._in_pieces = bool(pieces)
        cards = self._pieces[: len(pieces)]

        def heights(width: float) -> tuple[float, float]:
            height = max((card.needed_height(width) for card in cards), default=1.0)
            return height, height * 1.3

        columns = 2 if measures.across and cards else 1
        self._leaves.lay_out(
            cards, self._reading_room(measures), columns, heights, measures, gap=measures.px(14)
        )

    def _fits_whole(self, page: GuidePage, measures: Measures) -> bool:
        step = STEPS[-1]
        return all(
            _card_height(parts, box, step, measures) <= box.height()
            for box, parts in self._cards(page, self._reading_room(measures), measures)
        )

    def _cards(
        self, page: GuidePage, room: QRectF, measures: Measures
    ) -> list[tuple[QRectF, Sequence[Section]]]:
        """One card below the heading; two side by side where there is little height."""
        if self._roomy(measures):
            return [(room, page.sections)]
        half = measures.px(13)
        middle = room.center().x()
        left = QRectF(room.topLeft(), QPointF(middle - half, room.bottom()))
        right = QRectF(QPointF(middle + half, room.top()), room.bottomRight())
        return [(left, page.sections[:1]), (right, page.sections[1:])]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        page, measures = self._page, self._measures
        if page is None or measures is None or page.item is None:
            return
        painter = QPainter(self)
        if self._in_pieces:
            self._leaves.draw(painter, measures)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, parts in self._cards(page, self._reading_room(measures), measures):
            _draw_card(painter, box, parts, measures)
        painter.end()


def _take_words(page: GuidePage) -> str:
    """Whoever came to read what to bring gets it on the ticket; the rows before give a ticket without."""
    if page.materials:
        return translate("kiosk", "Take a number with this list")
    return translate("kiosk", "Take a number")


class Piece(QWidget):
    """One line of a guide on a card of its own, with its heading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.measures = Measures(load_theme())
        self.section = Section("", ())

    def needed_height(self, width: float) -> float:
        return _card_height([self.section], QRectF(0, 0, width, 0), STEPS[-1], self.measures)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_card(painter, QRectF(self.rect()), [self.section], self.measures)
        painter.end()


def _pad(room: QRectF, measures: Measures) -> float:
    px = measures.px
    return px(PAD if room.height() > px(500) else 28 if room.height() > px(220) else 16)


def _set_all(
    parts: Sequence[Section], room: QRectF, step: float, measures: Measures
) -> tuple[list[_SetSection], float, float]:
    """The sections set in that size, the gap between them, and how high all of it is."""
    pad = _pad(room, measures)
    set_parts = [_set(part, room.width() - 2 * pad, step, measures) for part in parts]
    gap = pad * 0.75 * step
    height = sum(part.height for part in set_parts) + 2 * pad + (len(parts) - 1) * gap
    return set_parts, gap, height


def _card_height(parts: Sequence[Section], room: QRectF, step: float, measures: Measures) -> float:
    return _set_all(parts, room, step, measures)[2]


def _draw_card(painter: QPainter, room: QRectF, parts: Sequence[Section], measures: Measures) -> None:
    """A card as high as its words, in the largest type that fits."""
    px, theme, pad = measures.px, measures.theme, _pad(room, measures)
    set_parts, gap, height = _set_all(parts, room, STEPS[0], measures)
    for step in STEPS[1:]:
        if height <= room.height():
            break
        set_parts, gap, height = _set_all(parts, room, step, measures)
    box = QRectF(room.left(), room.top(), room.width(), min(height, room.height()))
    paint.card(
        painter, box, px(36 if box.height() > px(220) else 20), theme["card"], theme["line"], max(1.0, px(2))
    )
    y = box.top() + pad
    for place, part in enumerate(set_parts):
        if place:
            rule = QRectF(box.left() + pad, y - gap / 2, box.width() - 2 * pad, max(1.0, px(2)))
            painter.fillRect(rule, theme["line"])
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
