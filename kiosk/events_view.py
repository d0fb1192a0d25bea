"""What brings people, or businesses, to the hall: one button for each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.item_intents import ChooseLifeEvent
from kiosk.item_pages import EventsPage
from kiosk.lettering import common_size
from kiosk.list_views import MORE_LETTERS, ListView
from kiosk.measures import Measures
from kiosk.touch import TextButton, Tone, Touchable

GAP = 20


class EventsView(ListView[EventsPage]):
    """Two large buttons a row; more where the screen lies across."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: EventsPage | None = None

    def new_entry(self, place: int) -> Touchable:
        button = TextButton(Tone.CARD, self, size=38)
        button.clicked.connect(lambda: self._choose(place))
        return button

    def show_page(self, page: EventsPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._head(page.title, page.subtitle)
        self._fill(len(page.events))
        for button, event in zip(self._entries, page.events, strict=False):
            assert isinstance(button, TextButton)
            button.set_words(event.shown)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        px = measures.px
        columns = 4 if measures.across else 3 if self.height() < px(1000) else 2
        width = (self.width() - px(2 * MARGIN) - (columns - 1) * px(GAP)) / columns - px(40)
        names = [event.shown for event in page.events]
        size = common_size(names, measures.type(MORE_LETTERS), width) / measures.scale / measures.type_factor
        buttons = self._entries[: len(names)]

        def heights(width: float) -> tuple[float, float]:
            height = float(measures.touch(96))
            for button in buttons:
                assert isinstance(button, TextButton)
                button.set_size(max(size, 38) if columns == 2 else size)
                button.measures = measures
                height = max(height, button.needed_height(width))
            return height, max(height, px(150))

        self._lay_out(len(names), columns, heights, measures)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.events):
            self.wanted.emit(ChooseLifeEvent(self._page.events[place].name))
