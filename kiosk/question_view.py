"""One thing said or asked on a card, and the answers below it, or beside it where the screen is wide."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.frame import MARGIN
from kiosk.lettering import Lettering, Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.step_pages import QuestionPage
from kiosk.touch import BOLD, MEDIUM, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

GAP = 24
PAD = 52
SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42)
TURN_MS = 40
SETTLE_S = 0.4
MANY = 4
"""So many answers stand below each other; more of them stand in two columns."""


@dataclass(frozen=True)
class _Set:
    """The card's texts, set in the largest size in which all of them find room."""

    title: Lettering
    text: Lettering
    notes: tuple[Lettering, ...]
    number: Lettering | None
    facts_height: float
    icon: float
    gap: float

    @property
    def height(self) -> float:
        top = self.number.height if self.number else self.icon
        parts = [top, self.title.height, self.text.height, *(note.height for note in self.notes)]
        return sum(parts) + self.facts_height + self.gap * (len(parts) - 1)


class QuestionView(PageView[QuestionPage]):
    """Announces the answer that was touched."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: QuestionPage | None = None
        self._measures: Measures | None = None
        self._answers: list[TextButton] = []
        self._card = QRectF()
        self._angle = 0
        self._answered = -1
        self._settled_at = 0.0
        self._turning = QTimer(self, interval=TURN_MS)
        self._turning.timeout.connect(self._turn)

    def show_page(self, page: QuestionPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.title)
        facts = (f"{fact.label} {fact.value}" for fact in page.facts)
        self.setAccessibleDescription(". ".join(filter(None, (page.number, page.text, *facts, *page.notes))))
        while len(self._answers) < len(page.choices):
            self._add_answer()
        self._arrange(page, measures)
        if page.busy:
            self._turning.start()
        else:
            self._turning.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()
        # What is asked next time is asked of somebody else, or after another page.
        self._answered = -1

    def _turn(self) -> None:
        self._angle = (self._angle + 6) % 360
        self.update(self._card.toRect())

    def _add_answer(self) -> None:
        place = len(self._answers)
        button = TextButton(Tone.OUTLINE, self, size=38)
        button.clicked.connect(lambda: self._answer(place))
        self._answers.append(button)

    def _answer(self, place: int) -> None:
        if self._page is None or place >= len(self._page.choices):
            return
        now = monotonic()
        # The second tap of an impatient finger was meant for the page that has just gone.
        if place == self._answered and now < self._settled_at:
            return
        self._answered, self._settled_at = place, now + SETTLE_S
        self.wanted.emit(self._page.choices[place].intent)

    def _arrange(self, page: QuestionPage, measures: Measures) -> None:
        px, gap, margin = measures.px, measures.px(GAP), measures.px(MARGIN)
        whole = QRectF(self.rect()).adjusted(margin, px(40), -margin, -px(40))
        count = len(page.choices)
        beside = whole.width() > whole.height() and count > 0
        room = QRectF(whole)
        columns = 1
        if beside:
            room.setLeft(whole.center().x() + gap / 2)
            if measures.low:
                # Only what lies in the lower half of the window is in reach.
                room.setTop(max(room.top(), self.window().height() / 2 - self.y()))
            self._card = QRectF(whole.left(), whole.top(), whole.width() / 2 - gap / 2, whole.height())
        else:
            columns = 2 if count > MANY else 1
        rows = -(-count // columns) if count else 0
        least = measures.touch(96)
        height = max(least, min(px(132 * measures.type_factor), (room.height() + gap) / max(1, rows) - gap))
        if beside and rows * (height + gap) - gap > room.height():
            columns, rows = 2, -(-count // 2)
        block = rows * (height + gap) - gap if rows else 0
        if not beside:
            block = min(block, room.height() * (0.5 if measures.low else 0.6))
            room.setTop(room.bottom() - block)
            self._card = QRectF(
                whole.left(), whole.top(), whole.width(), whole.height() - block - gap * bool(rows)
            )
        else:
            room.setTop(room.top() + (room.height() - block) / 2)
        width = (room.width() - (columns - 1) * gap) / columns
        for place, button in enumerate(self._answers):
            button.setVisible(place < count)
            if place >= count:
                continue
            choice = page.choices[place]
            row, column = divmod(place, columns)
            wide = columns == 2 and place == count - 1 and column == 0
            box = QRectF(
                room.left() + column * (width + gap),
                room.top() + row * (height + gap),
                room.width() if wide else width,
                height,
            )
            button.tone = Tone.PRIMARY if choice.main else Tone.OUTLINE
            button.set_icon(choice.icon or None)
            button.set_words(choice.words)
            button.measures = measures
            button.setGeometry(box.toRect())
            button.update()

    # --- Painting -----------------------------------------------------------------------------------

    def _set_texts(self, page: QuestionPage, measures: Measures, inner: QRectF) -> _Set:
        middle, normal = MIDDLE, QFont.Weight.Normal
        tried: _Set | None = None
        for factor in SHRINK:

            def kind(
                sizes: tuple[float, ...],
                weight: QFont.Weight,
                lines: int,
                align: Qt.AlignmentFlag = middle,
                factor: float = factor,
            ) -> Type:
                return measures.type(Type(tuple(size * factor for size in sizes), weight, lines, align))

            number = None
            if page.number:
                number = set_text(page.number, kind((190, 170, 150, 130, 110), BOLD, 1), inner.width())
            tried = _Set(
                title=set_text(page.title, kind((54, 50, 46, 42), BOLD, 2), inner.width()),
                text=set_text(page.text, kind((36, 34, 32, 30), normal, 3), inner.width()),
                notes=tuple(
                    set_text(note, kind((32, 30, 28), normal, 2), inner.width()) for note in page.notes
                ),
                number=number,
                facts_height=measures.px(150 * factor) if page.facts else 0.0,
                icon=measures.px(190 * factor),
                gap=measures.px(26 * factor),
            )
            if tried.height <= inner.height():
                break
        assert tried is not None
        return tried

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.shadow(painter, self._card, px(36), theme["shadow"], px(36))
        paint.card(painter, self._card, px(36), theme["card"], theme["line"], max(1.0, px(2)))
        inner = self._card.adjusted(px(PAD), px(PAD * 0.7), -px(PAD), -px(PAD * 0.7))
        texts = self._set_texts(page, measures, inner)
        y = inner.top() + max(0.0, (inner.height() - texts.height) * 0.45)
        if texts.number:
            painter.setPen(theme["hall"])
            y = texts.number.draw(painter, inner.left(), y)
        else:
            y = self._icon(painter, page, measures, QRectF(inner.left(), y, inner.width(), texts.icon))
        painter.setPen(theme["now" if page.loud else "ink"])
        y = texts.title.draw(painter, inner.left(), y + texts.gap) + texts.gap
        painter.setPen(theme["ink_soft"])
        y = texts.text.draw(painter, inner.left(), y) + texts.gap
        for note in texts.notes:
            painter.setPen(theme["ink"])
            y = note.draw(painter, inner.left(), y) + texts.gap
        if page.facts:
            self._facts(painter, page, measures, QRectF(inner.left(), y, inner.width(), texts.facts_height))
        painter.end()

    def _icon(self, painter: QPainter, page: QuestionPage, measures: Measures, box: QRectF) -> float:
        theme = measures.theme
        colour, ground = ("now", "now_tint") if page.loud else ("hall", "hall_tint")
        disc = QRectF(0, 0, box.height(), box.height())
        disc.moveCenter(box.center())
        paint.card(painter, disc, disc.width() / 2, theme[ground])
        inset = disc.width() * 0.25
        paint.icon(
            painter,
            page.icon or "mdi6.information-outline",
            disc.adjusted(inset, inset, -inset, -inset),
            theme[colour],
        )
        if page.busy:
            painter.save()
            painter.translate(disc.center())
            painter.rotate(self._angle)
            painter.translate(-disc.center())
            paint.ring(painter, disc, 0.28, theme[colour], theme[ground], disc.width() * 0.07)
            painter.restore()
        return box.bottom()

    def _facts(self, painter: QPainter, page: QuestionPage, measures: Measures, box: QRectF) -> None:
        theme = measures.theme
        width = box.width() / len(page.facts)
        for column, fact in enumerate(page.facts):
            left = box.left() + column * width
            value = set_text(
                fact.value, measures.type(Type((44, 40, 36, 32, 28, 24), BOLD, 1, MIDDLE)), width
            )
            label = set_text(fact.label, measures.type(Type((28, 26, 24, 22), MEDIUM, 1, MIDDLE)), width)
            y = box.top() + (box.height() - value.height - label.height) / 2
            painter.setPen(theme["ink"])
            y = value.draw(painter, left, y)
            painter.setPen(theme["ink_soft"])
            label.draw(painter, left, y)
