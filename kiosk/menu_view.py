"""A menu: many entries, two beside each other, on as many leaves as they need."""

from __future__ import annotations

from math import inf

from PySide6.QtWidgets import QWidget

from kiosk.leaves import SIDE_WIDTH
from kiosk.list_views import GAP, ListView
from kiosk.measures import Measures
from kiosk.step_pages import MenuPage
from kiosk.touch import Tile, Tone, Touchable

ENTRY_HEIGHT, ENTRY_LEAST = 176, 120


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
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        self._head(page.title, page.subtitle)
        lined, columns = self._shape(page, measures)
        self._show_words(page, measures, lined=lined)

        def heights(width: float) -> tuple[float, float]:
            least = self._needed(page, width, measures, lined=lined)
            return least, max(least * 1.15, measures.touch(ENTRY_HEIGHT))

        self._lay_out(len(page.entries), columns, heights, measures)

    def _show_words(self, page: MenuPage, measures: Measures, *, lined: bool) -> None:
        for tile, entry in zip(self._entries, page.entries, strict=False):
            assert isinstance(tile, Tile)
            tile.measures = measures
            tile.set_words(entry.name, entry.line if lined else "", entry.after, entry.badge)

    def _needed(self, page: MenuPage, width: float, measures: Measures, *, lined: bool) -> float:
        """How high all entries must be at that width."""
        self._show_words(page, measures, lined=lined)
        tiles = [tile for tile in self._entries[: len(page.entries)] if isinstance(tile, Tile)]
        needed = (tile.needed_height(width, lined=lined) for tile in tiles)
        return max(measures.touch(ENTRY_LEAST), *needed)

    def _shape(self, page: MenuPage, measures: Measures) -> tuple[bool, int]:
        """With their lines and in few columns where all entries stand on one leaf like that; else leaves are needed."""
        gap, room = measures.px(GAP), self._room(measures)

        def rows(columns: int, *, lined: bool, beside: float = 0.0) -> int:
            width = (room.width() - beside - (columns - 1) * gap) / columns
            needed = self._needed(page, width, measures, lined=lined)
            return 0 if needed == inf else int((room.height() + gap) / (needed + gap))

        several = (2, 3, 4) if measures.across else (2,)
        for lined in (True, False):
            for columns in several:
                if rows(columns, lined=lined) * columns >= len(page.entries):
                    return lined, columns
        # Fewer columns where a name would not stand in so narrow a one.
        side = measures.px(SIDE_WIDTH) + gap
        return False, next((n for n in reversed(several[:2]) if rows(n, lined=False, beside=side) >= 1), 1)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.entries):
            self.wanted.emit(self._page.entries[place].intent)
