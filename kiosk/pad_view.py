"""A pad to type something short on: digits as on a telephone, and the letters that may be needed beside them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.frame import MARGIN
from kiosk.intents import Back, Confirm, EraseKey, TypeKey
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.step_pages import PadPage
from kiosk.touch import BOLD, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

GAP = 18
ROWS = 4
DIGITS = "123456789"
KEY_HEIGHT = 150
ERASE = "erase"


class PadView(PageView[PadPage]):
    """Announces every key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: PadPage | None = None
        self._measures: Measures | None = None
        self._head = QRectF()
        self._keys: dict[str, TextButton] = {}
        self._erase = TextButton(Tone.TINT, self, size=40)
        self._erase.set_icon("mdi6.backspace-outline")
        self._erase.clicked.connect(lambda: self.wanted.emit(EraseKey()))
        self._back = TextButton(Tone.OUTLINE, self, icon="mdi6.arrow-left")
        self._back.clicked.connect(lambda: self.wanted.emit(Back()))
        self._confirm = TextButton(Tone.PRIMARY, self, size=40)
        self._confirm.clicked.connect(lambda: self.wanted.emit(Confirm()))

    def show_page(self, page: PadPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.title)
        self.setAccessibleDescription(". ".join(filter(None, (page.trouble, page.hint, page.shown))))
        for key in page.keys:
            if key not in self._keys:
                self._add_key(key)
        for key, button in self._keys.items():
            button.setVisible(key in page.keys)
        self._erase.setAccessibleName(translate("kiosk", "Erase"))
        self._back.set_words(translate("kiosk", "Back"))
        self._confirm.set_words(page.confirm)
        self._confirm.setEnabled(page.ready)
        self._arrange(page, measures)
        self.update()

    def _add_key(self, key: str) -> None:
        button = TextButton(Tone.CARD, self, size=58)
        button.set_words(key)
        button.clicked.connect(lambda: self.wanted.emit(TypeKey(key)))
        self._keys[key] = button

    def _grid(self, page: PadPage) -> list[list[str]]:
        """The rows of the pad: letters first if there are many, then the digits."""
        letters = [key for key in page.keys if not key.isdigit()]
        left: list[list[str]] = [[] for _ in range(ROWS)]
        corner = ""
        if len(letters) == 1:
            corner = letters[0]
        else:
            for place, letter in enumerate(letters):
                left[place % ROWS].append(letter)
            width = max(map(len, left))
            left = [row + [""] * (width - len(row)) for row in left]
        digits = [list(DIGITS[row * 3 : row * 3 + 3]) for row in range(3)] + [[corner, "0", ERASE]]
        return [left_row + right_row for left_row, right_row in zip(left, digits, strict=True)]

    def _arrange(self, page: PadPage, measures: Measures) -> None:
        px, gap, margin = measures.px, measures.px(GAP), measures.px(MARGIN)
        whole = QRectF(self.rect()).adjusted(margin, px(32), -margin, -px(32))
        button_height = measures.touch(120)
        rows = self._grid(page)
        if whole.width() > whole.height():
            self._head = QRectF(
                whole.left(), whole.top(), whole.width() * 0.46, whole.height() - button_height - gap
            )
            pad = QRectF(self._head.right() + gap * 2, whole.top(), 0, whole.height())
            pad.setRight(whole.right())
            foot = QRectF(whole.left(), whole.bottom() - button_height, self._head.width(), button_height)
        else:
            height = min(whole.height() * 0.5, ROWS * (px(KEY_HEIGHT) + gap))
            foot = QRectF(whole.left(), whole.bottom() - button_height, whole.width(), button_height)
            pad = QRectF(whole.left(), foot.top() - gap * 1.6 - height, whole.width(), height)
            self._head = QRectF(whole.left(), whole.top(), whole.width(), pad.top() - gap - whole.top())
        width = (pad.width() + gap) / len(rows[0]) - gap
        key_height = min((pad.height() + gap) / ROWS - gap, max(px(KEY_HEIGHT), measures.touch(0)))
        top = pad.top() + (pad.height() - ROWS * (key_height + gap) + gap) / 2
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys):
                if not key:
                    continue
                button = self._erase if key == ERASE else self._keys[key]
                box = QRectF(
                    pad.left() + column * (width + gap), top + row * (key_height + gap), width, key_height
                )
                self._place(button, box, measures)
        third = (foot.width() - gap) / 3
        self._place(self._back, QRectF(foot.left(), foot.top(), third, foot.height()), measures)
        rest = QRectF(foot.left() + third + gap, foot.top(), 2 * third, foot.height())
        self._place(self._confirm, rest, measures)

    def _place(self, button: TextButton, box: QRectF, measures: Measures) -> None:
        button.measures = measures
        button.setGeometry(box.toRect())
        button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, width = self._head, self._head.width()
        field_height = min(px(170), head.height() * 0.36)
        room = head.height() - field_height - px(24)
        for factor in (1.0, 0.85, 0.7, 0.55):
            title = set_text(page.title, measures.type(_sizes((52, 48, 44, 40), factor, BOLD, 1)), width)
            hint = set_text(
                page.trouble or page.hint,
                measures.type(_sizes((34, 32, 30, 28), factor, QFont.Weight.Normal, 3)),
                width,
            )
            if title.height + hint.height + px(16) <= room:
                break
        y = head.top() + max(0.0, (room - title.height - hint.height - px(16)) * 0.6)
        painter.setPen(theme["ink"])
        y = title.draw(painter, head.left(), y) + px(16)
        painter.setPen(theme["now" if page.trouble else "ink_soft"])
        hint.draw(painter, head.left(), y)
        field = QRectF(head.left(), head.bottom() - field_height, width, field_height)
        paint.card(
            painter, field, px(26), theme["card"], theme["now" if page.trouble else "hall"], max(2.0, px(4))
        )
        painter.setPen(theme["hall_deep"])
        sizes = [size for size in (76, 68, 60, 54, 48, 42, 36, 30, 24) if px(size) * 1.5 < field_height]
        kind = Type(tuple(sizes or [24]), BOLD, 1, MIDDLE).scaled(measures.scale)
        shown = set_text(page.shown, kind, width - px(48))
        shown.draw_in(painter, field.adjusted(px(24), 0, -px(24), 0))
        painter.end()


def _sizes(sizes: tuple[float, ...], factor: float, weight: QFont.Weight, lines: int) -> Type:
    return Type(tuple(size * factor for size in sizes), weight, lines, MIDDLE)
