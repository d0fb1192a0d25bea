"""The first screen: zones, the guide desk, the way by departments."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.intents import (
    CheckIn,
    ChooseDepartments,
    ChooseZone,
    FindMyTicket,
    Intent,
    SayWhatINeed,
    SeeBundles,
    TakeNumber,
)
from kiosk.item_intents import OpenSearch, SeeLifeEvents
from kiosk.leaves import SIDE_WIDTH, Leaves
from kiosk.lettering import Type, kept_together, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import HomePage, ServiceCard, ZoneCard
from kiosk.search_field import HEIGHT, SearchField, field_shadow
from kiosk.touch import BOLD, LINE_SIZES, Tile, Tone

translate = QCoreApplication.translate

GAP = 26
TILE_HEIGHT, TILE_LEAST = 264, 130
NARROWEST = 280
MOST_LINES = 2


class HomeView(PageView[HomePage]):
    """Tiles in as many columns as the screen asks for; announces what was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: HomePage | None = None
        self._measures: Measures | None = None
        self._headed = True
        """Whether there is room for a heading above the tiles."""
        self._tiles: list[Tile] = []
        self._guide = Tile(Tone.TINT, self)
        self._guide.clicked.connect(self._choose_guide)
        self._field = SearchField(self)
        self._field.clicked.connect(lambda: self.wanted.emit(OpenSearch()))
        self._departments = self._way(ChooseDepartments())
        self._events = self._way(SeeLifeEvents())
        self._booked = self._way(CheckIn())
        self._bundles = self._way(SeeBundles())
        self._ticket = self._way(FindMyTicket())
        self._needs = self._way(SayWhatINeed())
        self.leaves = Leaves(self, self._rearrange)

    def _way(self, intent: Intent) -> Tile:
        tile = Tile(Tone.TINT, self)
        tile.clicked.connect(lambda: self.wanted.emit(intent))
        return tile

    def show_page(self, page: HomePage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(translate("kiosk", "Choose by zone"))
        while len(self._tiles) < len(page.zones):
            self._add_tile()
        for tile, zone in zip(self._tiles, page.zones, strict=False):
            tile.set_words(zone.name, "", _place_and_wait(zone), zone.id)
        self._field.retranslate()
        self._events.set_words(translate("kiosk", "By life event"), "", page.events)
        self._departments.set_words(
            translate("kiosk", "By department"),
            "",
            translate("kiosk", "{n} departments").format(n=page.departments),
        )
        self._booked.set_words(
            translate("kiosk", "I have booked"), "", translate("kiosk", "Check in by code")
        )
        self._bundles.set_words(
            translate("kiosk", "Bundled errands"),
            "",
            translate("kiosk", "{n} bundles").format(n=page.bundles),
        )
        self._ticket.set_words(
            translate("kiosk", "My ticket"), "", translate("kiosk", "See, reprint, cancel")
        )
        self._needs.set_words(translate("kiosk", "Priority and access"), "", page.needs)
        if page.guide:
            self._name_guide(page.guide, lined=False)
        self._arrange(page, measures)
        self.update()

    def _name_guide(self, guide: ServiceCard, *, lined: bool) -> None:
        self._guide.set_words(
            translate("kiosk", "Not sure what you need?"),
            translate("kiosk", "Our staff at the guide desk help you choose") if lined else "",
            translate("kiosk", "Guide desk") + " · " + guide.wait,
        )

    def _rearrange(self) -> None:
        if self._page and self._measures:
            self._arrange(self._page, self._measures)
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
        for tile in self._tiles[len(page.zones) :]:
            tile.hide()
        self._guide.setVisible(page.guide is not None)
        self._events.setVisible(bool(page.events))
        shown = [*self._tiles[: len(page.zones)], *([self._guide] if page.guide else [])]
        self._bundles.setVisible(page.bundles > 0)
        ways = [
            self._booked,
            *([self._bundles] if page.bundles else []),
            self._ticket,
            *([self._events] if page.events else []),
            self._departments,
            self._needs,
        ]
        for tile in (*shown, *ways):
            tile.measures = measures
        # A heading belongs above the zones alone, and goes where they would need a second leaf for it.
        for headed in (self.height() > px(600), False):
            self._headed = headed
            room = self._room(measures)
            left = room.adjusted(0, 0, 0, -self._ways_height(ways, room.width(), measures))
            if self._fits(shown, left, measures):
                self._place_ways(ways, QRectF(left.bottomLeft(), room.bottomRight()), measures)
                room = left
                break
        else:
            shown += ways
        self._place_field(measures)
        columns = self._columns(shown, room, measures)

        def heights(width: float) -> tuple[float, float]:
            return _needed(shown, width, measures), px(TILE_HEIGHT)

        self.leaves.lay_out(shown, room, columns, heights, measures, gap=px(GAP), widen_last=True)
        for tile, zone in zip(self._tiles, page.zones, strict=False):
            lines = _lines_left(tile, measures)
            line = _some_services(zone.services, tile.inner_width(tile.width()), lines, measures)
            tile.set_words(zone.name, line, _place_and_wait(zone), zone.id)
        if page.guide:
            self._name_guide(page.guide, lined=_lines_left(self._guide, measures) == MOST_LINES)

    def _field_height(self, measures: Measures) -> float:
        return measures.touch(HEIGHT if self._headed else 84)

    def _place_field(self, measures: Measures) -> None:
        left, width = measures.px(MARGIN), self.width() - measures.px(2 * MARGIN)
        self._field.measures = measures
        self._field.setGeometry(QRectF(left, 0, width, self._field_height(measures)).toRect())
        self._field.update()

    def _room(self, measures: Measures) -> QRectF:
        """What tiles have, below the field and the heading."""
        px = measures.px
        top = self._field_height(measures) + px(
            70 + 46 * measures.type_factor if self._headed else 24 if measures.low else 40
        )
        return QRectF(px(MARGIN), top, self.width() - px(2 * MARGIN), self.height() - top - px(28))

    def _in_rows(self, ways: Sequence[Tile], width: float, measures: Measures) -> tuple[int, float]:
        """How many of the other ways in stand beside each other, and how wide each is."""
        columns = len(ways) if measures.across else 3
        return columns, (width - (columns - 1) * measures.px(GAP)) / columns

    def _ways_height(self, ways: Sequence[Tile], width: float, measures: Measures) -> float:
        columns, each = self._in_rows(ways, width, measures)
        return ceil(len(ways) / columns) * (_needed(ways, each, measures) + measures.px(GAP))

    def _fits(self, tiles: Sequence[Tile], room: QRectF, measures: Measures) -> bool:
        """Whether all of them stand in the room with all that they say, without a second leaf."""
        gap, columns = measures.px(GAP), self._columns(tiles, room, measures)
        width = (room.width() - (columns - 1) * gap) / columns
        rows = ceil(len(tiles) / columns)
        return rows * (_needed(tiles, width, measures) + gap) - gap <= room.height()

    def _place_ways(self, ways: Sequence[Tile], room: QRectF, measures: Measures) -> None:
        """The other ways in, in low rows; the last row's share its whole width."""
        gap = measures.px(GAP)
        columns, _ = self._in_rows(ways, room.width(), measures)
        rows = [ways[first : first + columns] for first in range(0, len(ways), columns)]
        height = room.height() / len(rows) - gap
        for row, tiles in enumerate(rows):
            width = (room.width() - (len(tiles) - 1) * gap) / len(tiles)
            for column, tile in enumerate(tiles):
                left = room.left() + column * (width + gap)
                top = room.top() + gap + row * (height + gap)
                tile.setGeometry(QRectF(left, top, width, height).toRect())
                tile.show()
                tile.update()

    def _columns(self, tiles: Sequence[Tile], room: QRectF, measures: Measures) -> int:
        """The fewest columns in which all tiles find room with all that they say; else leaves are needed."""
        gap = measures.px(GAP)
        most = max(2, int((room.width() + gap) / (measures.px(NARROWEST) + gap)))
        best = 1
        for columns in range(2, most + 1):
            width = (room.width() - (columns - 1) * gap) / columns
            rows = ceil(len(tiles) / columns)
            if rows * (_needed(tiles, width, measures) + gap) - gap <= room.height():
                return columns
            beside = width - (measures.px(SIDE_WIDTH) + gap) / columns
            if _needed(tiles, beside, measures) <= room.height():
                best = columns
        return best

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        field_shadow(painter, QRectF(self._field.geometry()), measures)
        self.leaves.draw(painter, measures)
        if not self._headed:
            painter.end()
            return
        width = self.width() - px(2 * MARGIN)
        heading = set_text(
            translate("kiosk", "Choose by zone"), measures.type(Type((34, 31), BOLD)), width / 2
        )
        painter.setPen(theme["ink"])
        heading.draw(painter, px(MARGIN), self._field.height() + px(50))
        align = Qt.AlignmentFlag.AlignRight
        summary = set_text(
            page.summary, measures.type(Type((26, 24, 22), QFont.Weight.Normal, 1, align)), width / 2
        )
        painter.setPen(theme["ink_soft"])
        summary.draw(
            painter,
            px(MARGIN) + width / 2,
            self._field.height() + px(50) + (heading.height - summary.height) * 0.6,
        )
        painter.end()


def _place_and_wait(zone: ZoneCard) -> str:
    """Where there is no room for both on one line, they part between them."""
    return f"{zone.place} · {kept_together(zone.wait)}"


def _lines_left(tile: Tile, measures: Measures) -> int:
    """How many lines a tile still has for what belongs to it: two, or none."""
    left_over = tile.height() - tile.needed_height(tile.width())
    wide = tile.width() > measures.px(NARROWEST + 120)
    return MOST_LINES if wide and left_over > 4.2 * measures.font(LINE_SIZES[0]).pixelSize() else 0


def _needed(tiles: Sequence[Tile], width: float, measures: Measures) -> float:
    """How high all of the tiles must be at that width."""
    return max(measures.touch(TILE_LEAST), *(tile.needed_height(width) for tile in tiles))


def _some_services(names: tuple[str, ...], width: float, lines: int, measures: Measures) -> str:
    """As many names as the lines hold, and how many there are."""
    if lines == 0:
        return ""
    kind = measures.type(Type(LINE_SIZES[1:2], QFont.Weight.Normal, lines))
    whole = [kept_together(name) for name in names]
    line = " · ".join(whole)
    more = kept_together(translate("kiosk", "{n} services").format(n=len(names)))
    for shown in range(len(whole) - 1, -1, -1):
        if set_text(line, kind, width).lines <= lines:
            break
        line = " · ".join(whole[:shown]) + " … " + more if shown else more
    return line
