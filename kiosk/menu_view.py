"""A menu: many entries, two beside each other, on as many leaves as they need."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.list_views import GAP, ListView
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
            self._head(page.title, page.subtitle)
            tiles = self._entries[: len(page.entries)]

            def heights(width: float) -> tuple[float, float]:
                least = float(measures.touch(ENTRY_HEIGHT))
                for tile in tiles:
                    assert isinstance(tile, Tile)
                    tile.measures = measures
                    least = max(least, tile.needed_height(width))
                return least, least

            gap, room = measures.px(GAP), self._room(measures)
            # Fewer columns where a name would not stand in so narrow a one.
            columns = (
                next(
                    (n for n in (3, 2) if heights((room.width() - (n - 1) * gap) / n)[0] < room.height() / 3),
                    1,
                )
                if measures.across
                else 2
            )
            if heights((room.width() - gap) / 2)[0] > room.height() / 2:
                columns = 1
            self._lay_out(len(tiles), columns, heights, measures)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.entries):
            self.wanted.emit(self._page.entries[place].intent)
