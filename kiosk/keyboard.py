"""The kiosk's own keyboard: letters for Pinyin, digits, and two keys that take back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.intents import Intent
from kiosk.item_intents import ClearText, RubOut, TypeText
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.touch import BOLD, MIDDLE, Tone, Touchable

translate = QCoreApplication.translate

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
UNITS = 10
"""Keys in the widest row."""
WIDE = 1.5
"""The two keys at the ends of the last row, in keys."""
KEY_HEIGHT, KEY_HEIGHT_TIGHT = 96, 54
GAP = 9


class Key(Touchable):
    """One letter or digit, or what an icon says."""

    def __init__(self, letter: str, parent: QWidget, icon: str | None = None) -> None:
        super().__init__(Tone.TINT if icon else Tone.CARD, parent, radius=16)
        self._icon = icon
        self.name(letter.upper())

    def name(self, words: str) -> None:
        """What it is, for those who do not see it."""
        self.setText(words)
        self.setAccessibleName(words)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        if self._icon:
            side = min(self.measures.px(52), box.height() * 0.6)
            square = QRectF(0, 0, side, side)
            square.moveCenter(box.center())
            paint.icon(painter, self._icon, square, self.theme[self.text_colour])
            return
        painter.setPen(self.theme[self.text_colour])
        size = min(46.0, box.height() / self.measures.px(1) * 0.52)
        kind = Type((size,), BOLD, 1, MIDDLE).scaled(self.measures.scale)
        set_text(self.text(), kind, box.width()).draw_in(painter, box)


class Keyboard(QWidget):
    """Four rows of keys, at least 20 mm high."""

    wanted = Signal(object)
    """An `Intent`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._rows = [[self._key(letter) for letter in row] for row in ROWS]
        self._clear = self._button(ClearText(), "mdi6.close-circle-outline")
        self._rub = self._button(RubOut(), "mdi6.backspace-outline")
        # Whoever keeps a finger on it means more than one letter.
        self._rub.setAutoRepeat(True)
        self._rub.setAutoRepeatDelay(500)

    def height_for(self, measures: Measures, *, tight: bool) -> float:
        """What it takes in height."""
        key = measures.touch(KEY_HEIGHT_TIGHT if tight else KEY_HEIGHT)
        return len(ROWS) * (key + measures.px(GAP)) + measures.px(2 * GAP)

    def arrange(self, measures: Measures) -> None:
        """Share out the keys over the widget's size."""
        self._measures = measures
        self._clear.name(translate("kiosk", "Clear"))
        self._rub.name(translate("kiosk", "Delete"))
        px, gap = measures.px, measures.px(GAP)
        width = (self.width() - px(2 * 20) - (UNITS - 1) * gap) / UNITS
        height = (self.height() - 2 * gap - (len(ROWS) - 1) * gap) / len(ROWS)
        for row, keys in enumerate(self._rows):
            top = gap + row * (height + gap)
            count = len(keys)
            left = (self.width() - count * width - (count - 1) * gap) / 2
            for place, key in enumerate(keys):
                self._place(key, QRectF(left + place * (width + gap), top, width, height))
        wide = WIDE * width + (WIDE - 1) * gap
        last = self.height() - gap - height
        self._place(self._clear, QRectF(px(20), last, wide, height))
        self._place(self._rub, QRectF(self.width() - px(20) - wide, last, wide, height))
        self.update()

    def _place(self, key: Touchable, box: QRectF) -> None:
        assert self._measures is not None
        key.measures = self._measures
        key.setGeometry(box.toRect())
        key.update()

    def _key(self, letter: str) -> Key:
        key = Key(letter, self)
        key.clicked.connect(lambda: self.wanted.emit(TypeText(letter)))
        return key

    def _button(self, intent: Intent, icon: str) -> Key:
        button = Key("", self, icon)
        button.clicked.connect(lambda: self.wanted.emit(intent))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._measures is None:
            return
        painter, theme = QPainter(self), self._measures.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0, 0, 0, self._measures.px(40))
        paint.card(painter, ground, self._measures.px(26), theme["line"])
        painter.end()
