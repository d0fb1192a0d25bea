"""The second screens: the services of a zone or department, and all departments."""

from __future__ import annotations

from math import ceil
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.intents import Back, ChooseDepartment, TakeNumber
from kiosk.lettering import Type, common_size, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import DepartmentsPage, Page, ServicesPage
from kiosk.touch import BOLD, MIDDLE, ServiceRow, TextButton, Tone, Touchable

translate = QCoreApplication.translate
P = TypeVar("P", bound=Page)

HEAD_HEIGHT = 172
FOOT_HEIGHT = 128
GAP = 20
# The last size of each is a sign that more room is needed.
FEW_LETTERS = Type((34, 32, 30, 1), BOLD, 1)
MORE_LETTERS = Type((32, 30, 28, 26, 24), BOLD, 2)


class ListView(PageView[P]):
    """A heading with the way back, and entries of equal size on as many leaves as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._title = self._subtitle = ""
        self._entries: list[Touchable] = []
        self._count = 0
        self._leaf = 0
        self._leaves = 1
        self._back = TextButton(Tone.OUTLINE, self, icon="mdi6.arrow-left")
        self._back.clicked.connect(lambda: self.wanted.emit(Back()))
        self.earlier = TextButton(Tone.OUTLINE, self, icon="mdi6.chevron-up")
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later = TextButton(Tone.OUTLINE, self, icon="mdi6.chevron-down")
        self.later.clicked.connect(lambda: self._turn(+1))

    def new_entry(self, place: int) -> Touchable:
        raise NotImplementedError

    def _lay_out(
        self, title: str, subtitle: str, count: int, columns: int, height: float, measures: Measures
    ) -> None:
        """Arrange the entries; those on other leaves are hidden."""
        if title != self._title:
            self._leaf = 0
        self._title, self._subtitle, self._measures, self._count = title, subtitle, measures, count
        self._back.set_words(translate("kiosk", "Back"))
        self.earlier.set_words(translate("kiosk", "Earlier"))
        self.later.set_words(translate("kiosk", "More"))
        px = measures.px
        top, gap = px(HEAD_HEIGHT), px(GAP)
        room = self.height() - top - px(30)
        rows = max(1, int((room + gap) / (height + gap)))
        if ceil(count / columns) > rows:
            rows = max(1, int((room - px(FOOT_HEIGHT) + gap) / (height + gap)))
        self._leaves = max(1, ceil(count / (rows * columns)))
        self._leaf = min(self._leaf, self._leaves - 1)
        width = (self.width() - px(2 * MARGIN) - (columns - 1) * gap) / columns
        first = self._leaf * rows * columns
        for place, entry in enumerate(self._entries):
            shown = first <= place < min(count, first + rows * columns)
            entry.setVisible(shown)
            if shown:
                entry.measures = measures
                row, column = divmod(place - first, columns)
                box = QRectF(px(MARGIN) + column * (width + gap), top + row * (height + gap), width, height)
                entry.setGeometry(box.toRect())
                entry.update()
        self._place_buttons(measures)
        self.update()

    def _place_buttons(self, measures: Measures) -> None:
        px, touch = measures.px, measures.touch(96)
        self._back.setGeometry(QRectF(px(MARGIN), px(36), px(210), touch).toRect())
        bottom = self.height() - px(24) - touch
        width = px(300)
        self.earlier.setGeometry(QRectF(px(MARGIN), bottom, width, touch).toRect())
        self.later.setGeometry(QRectF(self.width() - px(MARGIN) - width, bottom, width, touch).toRect())
        self.earlier.setEnabled(self._leaf > 0)
        self.later.setEnabled(self._leaf < self._leaves - 1)
        for button in (self.earlier, self.later):
            button.setVisible(self._leaves > 1)
        for button in (self._back, self.earlier, self.later):
            button.measures = measures
            button.update()

    def _fill(self, count: int) -> None:
        while len(self._entries) < count:
            self._entries.append(self.new_entry(len(self._entries)))

    def _turn(self, by: int) -> None:
        self._leaf += by
        self.arrange()

    def arrange(self) -> None:
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = self._measures
        if measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        left = px(MARGIN + 210 + 32)
        width = self.width() - left - px(MARGIN)
        title = set_text(self._title, measures.type(Type((44, 40, 36, 32), BOLD)), width)
        subtitle = set_text(self._subtitle, measures.type(Type((27, 25, 23, 21), QFont.Weight.Normal)), width)
        y = px(36) + (measures.touch(96) - title.height - subtitle.height) / 2
        painter.setPen(theme["ink"])
        y = title.draw(painter, left, y)
        painter.setPen(theme["ink_soft"])
        subtitle.draw(painter, left, y)
        if self._leaves > 1:
            kind = measures.type(Type((30,), QFont.Weight.Medium, 1, MIDDLE))
            touch = measures.touch(96)
            box = QRectF(0, self.height() - px(24) - touch, self.width(), touch)
            set_text(f"{self._leaf + 1} / {self._leaves}", kind, self.width()).draw_in(painter, box)
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
            # A few services may take more room, many share it.
            room = (self.height() - measures.px(HEAD_HEIGHT + 30)) / max(1, len(page.services))
            least = measures.touch(132 * measures.type_factor)
            height = min(max(least, room - measures.px(GAP)), least * 1.25)
            self._lay_out(page.title, page.subtitle, len(page.services), 1, height, measures)

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
            names = [department.name for department in page.departments]
            columns, size = self._columns(names, measures)
            for button in self._entries:
                assert isinstance(button, TextButton)
                button.set_size(size)
            self._lay_out(title, subtitle, len(page.departments), columns, measures.touch(96), measures)

    def _columns(self, names: list[str], measures: Measures) -> tuple[int, float]:
        """Four columns where short names allow it, and one size of type for all of them."""
        px, factor = measures.px, measures.scale * measures.type_factor
        for columns, kind in ((4, FEW_LETTERS), (3, MORE_LETTERS), (2, MORE_LETTERS)):
            width = (self.width() - px(2 * MARGIN) - (columns - 1) * px(GAP)) / columns - px(40)
            size = common_size(names, measures.type(kind), width) / factor
            if size > kind.sizes[-1] or columns == 2:
                break
        return columns, size

    def _choose(self, place: int) -> None:
        if self._page and place < len(self._page.departments):
            self.wanted.emit(ChooseDepartment(self._page.departments[place].id))
