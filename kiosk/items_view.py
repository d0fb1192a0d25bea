"""The items of a life event, each with the way to its number and to what it needs."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.headed_view import HeadedView
from kiosk.item_pages import ItemsPage
from kiosk.item_rows import ItemRows
from kiosk.measures import Measures


class ItemsView(HeadedView[ItemsPage]):
    """A heading with the way back, and rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: ItemsPage | None = None
        self._rows = ItemRows(self, self.wanted.emit, self.arrange)

    def show_page(self, page: ItemsPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._head(page.title, page.subtitle)
        self._rows.show_items(page.items)
        self.arrange()

    def arrange(self) -> None:
        if self._page and self._measures:
            self._place_back(self._measures)
            self._rows.lay_out(self._room(self._measures), self._measures)

    def rewind(self) -> None:
        self._rows.leaves.leaf = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._measures:
            painter = QPainter(self)
            self._rows.leaves.draw(painter, self._measures)
            painter.end()
