"""The first screen: zones, the guide desk, the way by departments."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.intents import ChooseDepartments, ChooseZone, TakeNumber
from kiosk.lettering import Type, kept_together, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import HomePage
from kiosk.touch import BOLD, LINE_SIZES, Tile, Tone

translate = QCoreApplication.translate

GAP = 26
TILE_HEIGHT, TILE_LEAST = 264, 180
DEPARTMENTS_HEIGHT = 152


class HomeView(PageView[HomePage]):
    """Two columns of tiles; announces what was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: HomePage | None = None
        self._measures: Measures | None = None
        self._tiles: list[Tile] = []
        self._guide = Tile(Tone.TINT, self)
        self._guide.clicked.connect(self._choose_guide)
        self._departments = Tile(Tone.TINT, self)
        self._departments.clicked.connect(lambda: self.wanted.emit(ChooseDepartments()))

    def show_page(self, page: HomePage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        while len(self._tiles) < len(page.zones):
            self._add_tile()
        for tile, zone in zip(self._tiles, page.zones, strict=False):
            tile.set_words(zone.name, "", f"{zone.place} · {zone.wait}", zone.id)
        self._departments.set_words(
            translate("kiosk", "By department"),
            "",
            translate("kiosk", "{n} departments: choose yours, then the service").format(n=page.departments),
        )
        if page.guide:
            self._guide.set_words(
                translate("kiosk", "Not sure what you need?"),
                "" if measures.large else translate("kiosk", "Our staff at the guide desk help you choose"),
                translate("kiosk", "Guide-desk number") + " · " + page.guide.wait,
            )
        self._arrange(page, measures)
        self.update()

    def _add_tile(self) -> None:
        tile = Tile(Tone.CARD, self)
        place = len(self._tiles)
        tile.clicked.connect(lambda: self._choose_zone(place))
        self._tiles.append(tile)

    def _choose_zone(self, place: int) -> None:
        if self._page and place < len(self._page.zones):
            self.wanted.emit(ChooseZone(self._page.zones[place].id))

    def _choose_guide(self) -> None:
        if self._page and self._page.guide:
            self.wanted.emit(TakeNumber(self._page.guide.id))

    def _arrange(self, page: HomePage, measures: Measures) -> None:
        px = measures.px
        for tile in self._tiles:
            tile.setVisible(self._tiles.index(tile) < len(page.zones))
        self._guide.setVisible(page.guide is not None)
        shown: list[Tile] = [*self._tiles[: len(page.zones)], *([self._guide] if page.guide else [])]
        rows = ceil(len(shown) / 2)
        top = px(96)
        last = px(DEPARTMENTS_HEIGHT) * (1.2 if measures.large else 1)
        left_over = self.height() - top - last - px(GAP + 36) - rows * px(GAP)
        height = max(px(TILE_LEAST), min(px(TILE_HEIGHT), left_over / max(1, rows)))
        width = (self.width() - px(2 * MARGIN + GAP)) / 2
        for place, tile in enumerate(shown):
            left = px(MARGIN) + place % 2 * (width + px(GAP))
            box = QRectF(left, top + place // 2 * (height + px(GAP)), width, height)
            if place == len(shown) - 1 and place % 2 == 0:
                box.setWidth(2 * width + px(GAP))
            tile.measures = measures
            if place < len(page.zones):
                zone = page.zones[place]
                lines = 3 - tile.name_lines(box.width()) - int(measures.large)
                line = _some_services(zone.services, tile.inner_width(box.width()), lines, measures)
                tile.set_words(zone.name, line, f"{zone.place} · {zone.wait}", zone.id)
            tile.setGeometry(box.toRect())
            tile.update()
        below = top + rows * (height + px(GAP)) + px(8)
        self._departments.measures = measures
        wide = QRectF(px(MARGIN), below, self.width() - px(2 * MARGIN), last)
        self._departments.setGeometry(wide.toRect())
        self._departments.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        width = self.width() - px(2 * MARGIN)
        heading = set_text(
            translate("kiosk", "Choose by zone"), measures.type(Type((34, 31), BOLD)), width / 2
        )
        painter.setPen(theme["ink"])
        heading.draw(painter, px(MARGIN), px(30))
        align = Qt.AlignmentFlag.AlignRight
        summary = set_text(
            page.summary, measures.type(Type((26, 24, 22), QFont.Weight.Normal, 1, align)), width / 2
        )
        painter.setPen(theme["ink_soft"])
        summary.draw(painter, px(MARGIN) + width / 2, px(30) + (heading.height - summary.height) * 0.6)
        painter.end()


def _some_services(names: tuple[str, ...], width: float, lines: int, measures: Measures) -> str:
    """As many names as the lines hold, and how many there are."""
    if lines == 0:
        return ""
    kind = measures.type(Type(LINE_SIZES[1:2], QFont.Weight.Normal, lines))
    whole = [kept_together(name) for name in names]
    line = " · ".join(whole)
    for shown in range(len(whole) - 1, 0, -1):
        if set_text(line, kind, width).lines <= lines:
            break
        more = kept_together(translate("kiosk", "{n} services").format(n=len(names)))
        line = " · ".join(whole[:shown]) + " … " + more
    return line
