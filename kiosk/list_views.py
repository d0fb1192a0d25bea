"""The second screens: the services of a zone or department, and all departments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.headed_view import HeadedView
from kiosk.intents import ChooseDepartment, TakeNumber
from kiosk.leaves import SIDE_WIDTH, Leaves
from kiosk.lettering import Type, common_size
from kiosk.measures import Measures
from kiosk.page_view import P
from kiosk.pages import DepartmentsPage, ServicesPage
from kiosk.touch import BOLD, ServiceRow, TextButton, Tone, Touchable

translate = QCoreApplication.translate

GAP = 20
# The last size of each is a sign that more room is needed.
FEW_LETTERS = Type((34, 32, 30, 1), BOLD, 1)
MORE_LETTERS = Type((32, 30, 28, 26, 24), BOLD, 2)


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
    ) -> None:
        """Arrange the entries; those on other leaves are hidden."""
        self._place_back(measures)
        for entry in self._entries[count:]:
            entry.hide()
        self.leaves.lay_out(
            self._entries[:count], self._room(measures), columns, heights, measures, gap=measures.px(GAP)
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
    """Three departments a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: DepartmentsPage | None = None

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
            names = [department.name for department in page.departments]
            columns, size = self._columns(names, measures)
            buttons = self._entries[: len(page.departments)]

            def heights(width: float) -> tuple[float, float]:
                height = float(measures.touch(96))
                for button in buttons:
                    assert isinstance(button, TextButton)
                    button.set_size(size)
                    button.measures = measures
                    height = max(height, button.needed_height(width))
                return height, height

            self._lay_out(len(buttons), columns, heights, measures)

    def _columns(self, names: list[str], measures: Measures) -> tuple[int, float]:
        """As many columns as short names allow, and one size of type for all of them."""
        px, factor = measures.px, measures.scale * measures.type_factor
        most = 7 if measures.across else 4
        fewest = most // 2
        columns, kind = most, FEW_LETTERS
        while True:
            width = (self.width() - px(2 * MARGIN) - (columns - 1) * px(GAP)) / columns - px(40)
            size = common_size(names, measures.type(kind), width) / factor
            if size > kind.sizes[-1] or columns == fewest:
                return columns, size
            columns, kind = columns - 1, MORE_LETTERS

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.departments):
            self.wanted.emit(ChooseDepartment(self._page.departments[place].id))
