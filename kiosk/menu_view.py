"""A menu: many entries, two beside each other, on as many leaves as they need."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.list_views import ListView
from kiosk.measures import Measures
from kiosk.step_pages import MenuPage
from kiosk.touch import Tile, Tone, Touchable

ENTRY_HEIGHT = 176


class MenuView(ListView[MenuPage]):
    """Announces what the touched entry means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: MenuPage | None = None

    def new_entry(self, place: int) -> Touchable:
        tile = Tile(Tone.CARD, self)
        tile.clicked.connect(lambda: self._choose(place))
        return tile

    def show_page(self, page: MenuPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._fill(len(page.entries))
        for tile, entry in zip(self._entries, page.entries, strict=False):
            assert isinstance(tile, Tile)
            tile.set_words(entry.name, "", entry.after, entry.badge)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page and measures:
            height = measures.touch(ENTRY_HEIGHT * measures.type_factor)
            self._lay_out(page.title, page.subtitle, len(page.entries), 2, height, measures)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.entries):
            self.wanted.emit(self._page.entries[place].intent)
