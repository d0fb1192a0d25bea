"""What brings people and businesses to the hall: one button for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.item_intents import ChooseLifeEvent
from kiosk.item_pages import EventCard, EventsPage
from kiosk.lettering import Lettering, Type, longest_word, set_text
from kiosk.list_views import GAP, ListView
from kiosk.measures import Measures
from kiosk.touch import BOLD, Tone, Touchable

SIZES = (34, 31, 28, 25, 22)


class EventsView(ListView[EventsPage]):
    """All of them on one leaf where they have room: first of people, then of businesses."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: EventsPage | None = None

    def new_entry(self, place: int) -> Touchable:
        button = EventButton(self)
        button.clicked.connect(lambda: self._choose(place))
        return button

    def show_page(self, page: EventsPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._head(page.title, page.subtitle)
        self._fill(len(page.events))
        for button, event in zip(self._entries, page.events, strict=False):
            assert isinstance(button, EventButton)
            button.show_event(event)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        buttons = self._entries[: len(page.events)]
        columns, size = self._columns(buttons, measures)
        self._lay_out(len(buttons), columns, _heights(buttons, size, measures), measures)

    def _columns(self, buttons: Sequence[Touchable], measures: Measures) -> tuple[int, float]:
        """The fewest columns and the largest type with which all of them stand on one leaf; else leaves are needed."""
        usual = (3 if measures.across else 2) if measures.large else 5 if measures.across else 3
        gap, room = measures.px(GAP), self._room(measures)
        for size in SIZES:
            for columns in range(usual, usual + (2 if measures.across else 1)):
                height, _ = _heights(buttons, size, measures)((room.width() - (columns - 1) * gap) / columns)
                if ceil(len(buttons) / columns) * (height + gap) - gap <= room.height():
                    return columns, size
        return usual, SIZES[0]

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.events):
            self.wanted.emit(ChooseLifeEvent(self._page.events[place].name))


def _heights(
    buttons: Sequence[Touchable], size: float, measures: Measures
) -> Callable[[float], tuple[float, float]]:
    """How low and how high buttons of that size of type may be at a width."""

    def heights(width: float) -> tuple[float, float]:
        height = float(measures.touch(88))
        for button in buttons:
            assert isinstance(button, EventButton)
            button.measures, button.largest = measures, size
            height = max(height, button.needed_height(width))
        return height, height * 1.2

    return heights


class EventButton(Touchable):
    """A life event; a person or a house before it says whom it is for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tone.CARD, parent)
        self._icon = ""
        self.largest: float = SIZES[0]
        """The largest size that its words may have."""

    def show_event(self, event: EventCard) -> None:
        self.setText(event.shown)
        self.setAccessibleName(event.shown)
        self.tone = Tone.TINT if event.of_business else Tone.CARD
        self._icon = "mdi6.domain" if event.of_business else "mdi6.account-outline"

    def needed_height(self, width: float) -> float:
        if longest_word(self.text(), self._type()) > self._room(width):
            return inf
        return self._words(width).height + self.measures.px(24)

    def _words(self, width: float) -> Lettering:
        return set_text(self.text(), self._type(), self._room(width))

    def _room(self, width: float) -> float:
        return width - self.measures.px(18 + 42 + 12 + 14)

    def _type(self) -> Type:
        return self.measures.type(Type(tuple(size for size in SIZES if size <= self.largest), BOLD, 2))

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px, side = self.measures.px, self.measures.px(42)
        words = self._words(box.width())
        left = box.left() + px(18)
        paint.icon(
            painter, self._icon, QRectF(left, box.center().y() - side / 2, side, side), self.theme["hall"]
        )
        painter.setPen(self.theme[self.text_colour])
        words.draw(painter, left + side + px(12), box.center().y() - words.height / 2)
