"""The second screens: the services of a zone or department, and all departments."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, inf

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.headed_view import HeadedView
from kiosk.intents import ChooseDepartment, TakeNumber
from kiosk.leaves import SIDE_WIDTH, Leaves
from kiosk.lettering import Type, longest_word, set_text
from kiosk.measures import Measures
from kiosk.page_view import P
from kiosk.pages import DepartmentsPage, ServicesPage
from kiosk.touch import BOLD, ServiceRow, TextButton, Tone, Touchable

translate = QCoreApplication.translate

GAP = 20
GAPS = (10, GAP)
SIZES = (34, 32, 30, 28, 26, 24, 22)


class ListView(HeadedView[P]):
    """Entries of equal size below a heading, on as many leaves as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Touchable] = []
        self.leaves = Leaves(self, self.arrange)

    def new_entry(self, place: int) -> Touchable:
        raise NotImplementedError

    def arrange(self) -> None:
        raise NotImplementedError

    def _head(self, title: str, subtitle: str) -> None:
        """Another heading begins with its first leaf."""
        if title != self._title:
            self.leaves.leaf = 0
        super()._head(title, subtitle)

    def rewind(self) -> None:
        self.leaves.leaf = 0

    def _fill(self, count: int) -> None:
        while len(self._entries) < count:
            self._entries.append(self.new_entry(len(self._entries)))

    def _lay_out(
        self,
        count: int,
        columns: int,
        heights: Callable[[float], tuple[float, float]],
        measures: Measures,
        gap: float = GAP,
    ) -> None:
        """Arrange the entries; those on other leaves are hidden."""
        self._place_back(measures)
        for entry in self._entries[count:]:
            entry.hide()
        self.leaves.lay_out(
            self._entries[:count], self._room(measures), columns, heights, measures, gap=measures.px(gap)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._measures:
            painter = QPainter(self)
            self.leaves.draw(painter, self._measures)
            painter.end()


class ServicesView(ListView[ServicesPage]):
    """One service a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: ServicesPage | None = None

    def new_entry(self, place: int) -> Touchable:
        row = ServiceRow(self)
        row.clicked.connect(lambda: self._choose(place))
        return row

    def show_page(self, page: ServicesPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._fill(len(page.services))
        for row, service in zip(self._entries, page.services, strict=False):
            assert isinstance(row, ServiceRow)
            row.set_words(service.id, service.name, service.place, service.waiting, service.wait, service.off)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page and measures:
            self._head(page.title, page.subtitle)
            rows = self._entries[: len(page.services)]

            def heights(width: float) -> tuple[float, float]:
                least = float(measures.touch(132 * measures.type_factor))
                for row in rows:
                    assert isinstance(row, ServiceRow)
                    row.measures = measures
                    least = max(least, row.needed_height(width))
                # A few services may take more room, many share it.
                return least, least * 1.25

            room, half = self._room(measures), (self.width() - measures.px(2 * MARGIN + SIDE_WIDTH)) / 2
            columns = 2 if measures.across and heights(half - measures.px(GAP))[0] < room.height() else 1
            self._lay_out(len(rows), columns, heights, measures)

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.services):
            self.wanted.emit(TakeNumber(self._page.services[place].id))


class DepartmentsView(ListView[DepartmentsPage]):
    """All of them on one leaf where they have room, in words that may be smaller and closer for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: DepartmentsPage | None = None
        # It takes a while to find, and the page is shown again with every news of the hall.
        self._shape: tuple[int, float, float] = (1, SIZES[-1], GAP)
        self._shape_asked: object = None

    def new_entry(self, place: int) -> Touchable:
        button = TextButton(Tone.CARD, self, size=32)
        button.clicked.connect(lambda: self._choose(place))
        return button

    def show_page(self, page: DepartmentsPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._fill(len(page.departments))
        for button, department in zip(self._entries, page.departments, strict=False):
            assert isinstance(button, TextButton)
            button.set_words(department.name)
        self.arrange()

    def arrange(self) -> None:
        page, measures = self._page, self._measures
        if page and measures:
            title = translate("kiosk", "By department")
            subtitle = translate("kiosk", "Choose the department, then the service")
            self._head(title, subtitle)
            buttons = self._entries[: len(page.departments)]
            names = sorted((department.name for department in page.departments), key=len, reverse=True)
            asked = (names, self.size(), measures)
            if asked != self._shape_asked:
                self._shape_asked, self._shape = asked, self._shape_of(names, measures)
            columns, size, gap = self._shape

            def heights(width: float) -> tuple[float, float]:
                for button in buttons:
                    assert isinstance(button, TextButton)
                    button.set_size(size)
                    button.measures = measures
                least = max(
                    button.needed_height(width) for button in buttons if isinstance(button, TextButton)
                )
                return max(measures.touch(0), least), max(measures.touch(96), least)

            self._lay_out(len(buttons), columns, heights, measures, gap)

    def _shape_of(self, names: list[str], measures: Measures) -> tuple[int, float, float]:
        """Columns, size and gap: the largest words, and the widest gap with them, for which one leaf is enough."""
        room, most = self._room(measures), 7 if measures.across else 4
        # Where leaves are needed anyway, nothing is made small for their sake.
        for place in (room, room.adjusted(0, 0, 0, inf)):
            for size in SIZES:
                for columns in range(most, most // 2 - 1, -1):
                    gaps = [gap for gap in GAPS if _all_fit(names, place, columns, size, gap, measures)]
                    if gaps:
                        return columns, size, gaps[-1]
        return most // 2, SIZES[-1], GAP

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.departments):
            self.wanted.emit(ChooseDepartment(self._page.departments[place].id))


def _all_fit(
    names: list[str], room: QRectF, columns: int, size: float, gap: float, measures: Measures
) -> bool:
    """Whether one leaf is enough for these names, the longest first, each on two lines at most and with no word torn."""
    px, kind = measures.px, measures.type(Type((size,), BOLD, 2))
    height = (room.height() + px(gap)) / ceil(len(names) / columns) - px(gap)
    inner = (room.width() - (columns - 1) * px(gap)) / columns - px(40)

    def fits(name: str) -> bool:
        text = set_text(name, kind, inner)
        within = text.lines <= 2 and text.height + px(TextButton.PAD) <= height
        return within and longest_word(name, kind) <= inner

    return height >= measures.touch(0) and all(map(fits, names))
