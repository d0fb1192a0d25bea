"""The staff's two screens: keys for id and PIN, and the page of what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.frame import MARGIN
from kiosk.intents import Back, StaffActs, StaffSignsIn
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import StaffPage, StaffSignInPage
from kiosk.staff import Act
from kiosk.touch import BOLD, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COLUMNS, COLUMNS_ACROSS = 6, 12
GAP = 14


class StaffSignInView(PageView[StaffSignInPage]):
    """Who it is, then the PIN, typed on keys of the kiosk's own; what was typed never leaves with the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: StaffSignInPage | None = None
        self._measures: Measures | None = None
        self._clerk = self._typed = ""
        self._keys = [self._key(sign) for sign in KEYS]
        self._erase = self._button(Tone.OUTLINE, self._take_back)
        self._next = self._button(Tone.PRIMARY, self._go_on)
        self._leave = self._button(Tone.OUTLINE, lambda: self.wanted.emit(Back()))

    def _key(self, sign: str) -> TextButton:
        key = self._button(Tone.CARD, lambda: self._type(sign))
        key.set_words(sign)
        return key

    def _button(self, tone: Tone, act: object) -> TextButton:
        button = TextButton(tone, self)
        button.clicked.connect(act)
        return button

    def hideEvent(self, event: QHideEvent) -> None:
        self._clerk = self._typed = ""

    def show_page(self, page: StaffSignInPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(translate("kiosk", "Staff"))
        self._erase.set_words(translate("kiosk", "Erase"))
        self._next.set_words(translate("kiosk", "Next") if not self._clerk else translate("kiosk", "Enter"))
        self._leave.set_words(translate("kiosk", "Back"))
        self._next.setEnabled(not page.busy)
        px, touch = measures.px, measures.touch(96)
        columns = COLUMNS_ACROSS if measures.across else COLUMNS
        room = self.width() - px(2 * MARGIN)
        width = (room - (columns - 1) * px(GAP)) / columns
        rows = -(-len(KEYS) // columns)
        bottom = self.height() - px(60)
        top = bottom - (rows + 1) * (touch + px(GAP))
        for place, key in enumerate(self._keys):
            row, column = divmod(place, columns)
            left = px(MARGIN) + column * (width + px(GAP))
            key.setGeometry(QRectF(left, top + row * (touch + px(GAP)), width, touch).toRect())
        third = (room - 2 * px(GAP)) / 3
        for place, button in enumerate((self._leave, self._erase, self._next)):
            left = px(MARGIN) + place * (third + px(GAP))
            button.setGeometry(QRectF(left, bottom - touch, third, touch).toRect())
        for button in (*self._keys, self._leave, self._erase, self._next):
            button.measures = measures
            button.update()
        self.update()

    def _type(self, sign: str) -> None:
        self._typed = (self._typed + sign)[:12]
        self.update()

    def _take_back(self) -> None:
        self._typed = self._typed[:-1]
        self.update()

    def _go_on(self) -> None:
        if not self._typed:
            return
        if not self._clerk:
            self._clerk, self._typed = self._typed, ""
        else:
            clerk, pin, self._clerk, self._typed = self._clerk, self._typed, "", ""
            self.wanted.emit(StaffSignsIn(clerk, pin))
        if self._page and self._measures:
            self.show_page(self._page, self._measures)

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.fillRect(self.rect(), theme["paper"])
        width = self.width() - px(2 * MARGIN)
        asked = translate("kiosk", "PIN") if self._clerk else translate("kiosk", "Staff id")
        shown = "●" * len(self._typed) if self._clerk else self._typed
        title = set_text(asked, measures.type(Type((48, 44), BOLD, 1, MIDDLE)), width)
        painter.setPen(theme["ink"])
        y = title.draw(painter, px(MARGIN), px(40 if measures.across else 200)) + px(16)
        typed = set_text(shown or " ", measures.type(Type((56, 48, 40), BOLD, 1, MIDDLE)), width)
        y = typed.draw(painter, px(MARGIN), y) + px(16)
        note = translate("kiosk", "One moment") if page.busy else page.note
        painter.setPen(theme["bad"])
        kind = measures.type(Type((32, 29, 26), QFont.Weight.Medium, 3, MIDDLE))
        set_text(note, kind, width).draw(painter, px(MARGIN), y)
        painter.end()


class StaffView(PageView[StaffPage]):
    """One button for each thing that can be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: StaffPage | None = None
        self._measures: Measures | None = None
        self._acts = {act: self._button(act) for act in Act}
        self._leave = TextButton(Tone.PRIMARY, self)
        self._leave.clicked.connect(lambda: self.wanted.emit(Back()))

    def _button(self, act: Act) -> TextButton:
        button = TextButton(Tone.CARD, self)
        button.clicked.connect(lambda: self.wanted.emit(StaffActs(act)))
        return button

    def show_page(self, page: StaffPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(translate("kiosk", "Staff"))
        self.setAccessibleDescription(f"{page.printer}. {page.note}")
        words = {
            Act.TEST: translate("kiosk", "Print a test ticket"),
            Act.PAPER: translate("kiosk", "The paper was changed"),
            Act.LANGUAGE: translate("kiosk", "Language at the start: {language}").format(
                language=page.language
            ),
            Act.VOLUME: translate("kiosk", "Volume: {percent} %").format(percent=page.volume),
            Act.SERVICE: translate("kiosk", "Back into service")
            if page.out_of_service
            else translate("kiosk", "Out of service"),
            Act.RESTART: translate("kiosk", "Restart"),
            Act.CLOSE: translate("kiosk", "Close the program"),
        }
        px, touch = measures.px, measures.touch(120)
        columns = 3 if measures.across else 2
        room = self.width() - px(2 * MARGIN)
        width = (room - (columns - 1) * px(26)) / columns
        buttons = [*self._acts.values(), self._leave]
        self._leave.set_words(translate("kiosk", "Back"))
        for act, button in self._acts.items():
            button.set_words(words[act])
        rows = -(-len(buttons) // columns)
        top = self.height() - px(60) - rows * (touch + px(26))
        for place, button in enumerate(buttons):
            row, column = divmod(place, columns)
            left = px(MARGIN) + column * (width + px(26))
            button.setGeometry(QRectF(left, top + row * (touch + px(26)), width, touch).toRect())
            button.measures = measures
            button.update()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.fillRect(self.rect(), theme["paper"])
        width = self.width() - px(2 * MARGIN)
        y = px(40 if measures.across else 160)
        for text, sizes, colour in (
            (f"{translate('kiosk', 'Staff')} · {page.name}", (48, 44, 40), "ink"),
            (page.printer, (36, 33, 30), "ink_soft"),
            (page.note, (36, 33, 30), "now"),
        ):
            kind = measures.type(Type(sizes, BOLD, 2, MIDDLE))
            painter.setPen(theme[colour])
            y = set_text(text, kind, width).draw(painter, px(MARGIN), y) + px(16)
        painter.end()
