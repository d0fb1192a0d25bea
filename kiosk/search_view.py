"""The search page: what was typed at the top, what it means below, and the keys within reach."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFont, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.frame import MARGIN
from kiosk.intents import Back, TakeNumber
from kiosk.item_intents import RubOut, TypeText
from kiosk.item_pages import Answer, SearchPage
from kiosk.item_rows import ItemRows
from kiosk.keyboard import Keyboard
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.search_field import HEIGHT, TypedText, field_shadow
from kiosk.touch import BOLD, MIDDLE, TextButton, Tile, Tone

translate = QCoreApplication.translate

GAP = 22
TIGHT = 1000
"""Below this height the keys are smaller, so that results find room."""


class SearchView(PageView[SearchPage]):
    """Announces each letter; what it means is decided elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: SearchPage | None = None
        self._measures: Measures | None = None
        self._back = TextButton(Tone.OUTLINE, self, icon="mdi6.arrow-left")
        self._back.clicked.connect(lambda: self.wanted.emit(Back()))
        self._typed = TypedText(self)
        self._rows = ItemRows(self, self.wanted.emit, self._arrange)
        self._guide = Tile(Tone.TINT, self)
        self._guide.clicked.connect(self._choose_guide)
        self._keyboard = Keyboard(self)
        self._keyboard.wanted.connect(self.wanted)
        # A keyboard that somebody plugged in types as well, with whatever input method it has.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def show_page(self, page: SearchPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self._back.set_words(translate("kiosk", "Back"))
        self._typed.show_text(page.typed, measures)
        self._rows.show_items(page.items)
        if page.guide:
            self._guide.set_words(
                translate("kiosk", "Not sure what you need?"),
                "",
                translate("kiosk", "Guide desk") + " · " + page.guide.wait,
            )
        self._arrange()

    def _arrange(self) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        px, touch = measures.px, measures.touch(HEIGHT if self._roomy(measures) else 96)
        self._back.measures = measures
        self._back.setGeometry(QRectF(px(MARGIN), 0, px(190), touch).toRect())
        left = px(MARGIN + 190 + GAP)
        self._typed.setGeometry(QRectF(left, 0, self.width() - left - px(MARGIN), touch).toRect())
        keys = self._keyboard.height_for(measures, tight=not self._roomy(measures))
        width = self.width() * (0.38 if self._aside(measures) else 1)
        self._keyboard.setGeometry(QRectF(0, self.height() - keys, width, keys).toRect())
        self._keyboard.arrange(measures)
        room = self._room(measures)
        found = page.answer is Answer.FOUND and bool(page.items)
        if found:
            self._rows.lay_out(room, measures)
        else:
            self._rows.hide()
        self._place_guide(page, room, self._rows.bottom() + px(GAP) if found else room.top(), measures)
        self.update()

    def _place_guide(self, page: SearchPage, room: QRectF, top: float, measures: Measures) -> None:
        """The guide desk stands below what was found, if there is room."""
        px = measures.px
        self._guide.measures = measures
        width = min(room.width(), px(936))
        height = min(max(self._guide.needed_height(width), measures.touch(130)), px(220))
        box = QRectF(room.center().x() - width / 2, room.bottom() - height, width, height)
        self._guide.setGeometry(box.toRect())
        self._guide.setVisible(page.guide is not None and box.top() >= top)

    def _room(self, measures: Measures) -> QRectF:
        """What results have between field and keys."""
        px = measures.px
        top = self._typed.height() + px(54 if self._roomy(measures) else 30)
        if self._aside(measures):
            left = self._keyboard.geometry().right() + px(GAP)
            return QRectF(left, top, self.width() - left - px(MARGIN), self.height() - top - px(GAP))
        below = self._keyboard.y() - px(16)
        return QRectF(px(MARGIN), top, self.width() - px(2 * MARGIN), below - top)

    def _aside(self, measures: Measures) -> bool:
        """Whether the keys stand beside the results, for want of height."""
        return measures.across and self.height() < measures.px(560)

    def _roomy(self, measures: Measures) -> bool:
        return self.height() > measures.px(TIGHT)

    def _choose_guide(self) -> None:
        if self._page and self._page.guide:
            self.wanted.emit(TakeNumber(self._page.guide.id))

    # --- A keyboard of one's own ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Hidden with the focus, Qt hands it on as the Tab key would; but nobody pressed one.
        if self.isHidden():
            QTimer.singleShot(0, self, _leave_without_focus)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.wanted.emit(RubOut())
        elif event.text().isprintable() and event.text():
            self.wanted.emit(TypeText(event.text()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.wanted.emit(TypeText(event.commitString()))
        event.accept()

    # --- Words ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter = QPainter(self)
        field_shadow(painter, QRectF(self._typed.geometry()), measures)
        if not page.items:
            self._draw_answer(painter, page, measures)
        self._rows.leaves.draw(painter, measures)
        painter.end()

    def _draw_answer(self, painter: QPainter, page: SearchPage, measures: Measures) -> None:
        """Why nothing is listed, and what to do."""
        title, text = _words(page)
        px, theme, room = measures.px, measures.theme, self._room(measures)
        if not self._guide.isHidden():
            room.setBottom(self._guide.y() - px(12))
        sizes = (46, 42, 38, 34, 30) if self._roomy(measures) else (34, 31, 28, 25)
        heading = set_text(title, measures.type(Type(sizes, BOLD, 2, MIDDLE)), room.width())
        body = measures.type(Type((32, 30, 28, 26, 24, 22, 20), QFont.Weight.Normal, 3, MIDDLE))
        words = set_text(text, body, room.width())
        gap = px(18)
        fits = heading.height + gap + words.height <= room.height()
        y = room.top() + (room.height() - heading.height - (gap + words.height if fits else 0)) / 2
        painter.setPen(theme["ink"])
        y = heading.draw(painter, room.left(), max(room.top(), y)) + gap
        if fits:
            painter.setPen(theme["ink_soft"])
            words.draw(painter, room.left(), y)


def _leave_without_focus() -> None:
    if focus := QApplication.focusWidget():
        focus.clearFocus()


def _words(page: SearchPage) -> tuple[str, str]:
    match page.answer:
        case Answer.PREPARING:
            return (
                translate("kiosk", "The catalogue is being prepared"),
                translate("kiosk", "One moment, or go back and choose by zone"),
            )
        case Answer.NOTHING_FOUND:
            return (
                translate("kiosk", "Nothing found for “{text}”").format(text=page.typed),
                translate("kiosk", "Try other words, or let our staff at the guide desk help you"),
            )
        case Answer.NOTHING_TYPED:
            return (
                translate("kiosk", "Type what you want done"),
                translate(
                    "kiosk",
                    "The initials of its Pinyin are enough: SFZ for 身份证, GJJ for 公积金, HZ for 护照",
                ),
            )
        case Answer.FOUND:
            return "", ""
