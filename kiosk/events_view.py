"""What brings people and businesses to the hall: one button for each."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.item_intents import ChooseLifeEvent
from kiosk.item_pages import EventCard, EventsPage
from kiosk.lettering import Lettering, Type, set_text
from kiosk.list_views import ListView
from kiosk.measures import Measures
from kiosk.touch import BOLD, Tone, Touchable


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
        columns = 5 if measures.across else 3
        buttons = self._entries[: len(page.events)]

        def heights(width: float) -> tuple[float, float]:
            height = float(measures.touch(88))
            for button in buttons:
                assert isinstance(button, EventButton)
                button.measures = measures
                height = max(height, button.needed_height(width))
            return height, height * 1.2

        if measures.large:
            columns = 3 if measures.across else 2
        self._lay_out(len(buttons), columns, heights, measures)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.events):
            self.wanted.emit(ChooseLifeEvent(self._page.events[place].name))


class EventButton(Touchable):
    """A life event; a person or a house before it says whom it is for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tone.CARD, parent)
        self._icon = ""

    def show_event(self, event: EventCard) -> None:
        self.setText(event.shown)
        self.setAccessibleName(event.shown)
        self.tone = Tone.TINT if event.of_business else Tone.CARD
        self._icon = "mdi6.domain" if event.of_business else "mdi6.account-outline"

    def needed_height(self, width: float) -> float:
        return self._words(width).height + self.measures.px(24)

    def _words(self, width: float) -> Lettering:
        px = self.measures.px
        kind = self.measures.type(Type((34, 31, 28, 25, 22), BOLD, 2))
        return set_text(self.text(), kind, width - px(18 + 42 + 12 + 14))

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px, side = self.measures.px, self.measures.px(42)
        words = self._words(box.width())
        left = box.left() + px(18)
        paint.icon(
            painter, self._icon, QRectF(left, box.center().y() - side / 2, side, side), self.theme["hall"]
        )
        painter.setPen(self.theme[self.text_colour])
        words.draw(painter, left + side + px(12), box.center().y() - words.height / 2)
