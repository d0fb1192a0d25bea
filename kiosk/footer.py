"""What stands below a page and never moves: the language, the aids, each one touch away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.aids import Aid
from kiosk.frame import MARGIN
from kiosk.intents import AskForHelp, ChooseLanguage, SwitchAid
from kiosk.lettering import Lettering, Type, set_text
from kiosk.measures import Measures
from kiosk.pages import KioskState
from kiosk.touch import BOLD, MIDDLE, Tone, Touchable
from shell.i18n import EN, languages, own_name

translate = QCoreApplication.translate

GAP = 14
ICONS = {
    Aid.LARGE_TYPE: "mdi6.format-size",
    Aid.CONTRAST: "mdi6.contrast-circle",
    Aid.LOW: "mdi6.wheelchair-accessibility",
    Aid.SPOKEN: "mdi6.volume-high",
}


class FooterButton(Touchable):
    """An icon with a word below it, or beside it where there is room; what is switched on is filled and ticked."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(Tone.OUTLINE, parent)
        self._icon = icon
        self._on = False

    def set_words(self, words: str, on: bool = False) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(translate("kiosk", "Switched on") if on else "")
        self.tone = Tone.PRIMARY if on else Tone.OUTLINE
        self._on = on

    def _set(self, width: float, height: float) -> Lettering:
        """The word on one or two lines, as large as the room allows."""
        px = self.measures.px
        text = set_text("", Type((1,), BOLD), width)
        for size in (28, 26, 24, 22, 20, 18):
            large = size * self.measures.scale * self.measures.type_factor
            text = set_text(self.text(), Type((large,), BOLD, 2, MIDDLE), width)
            if text.lines <= 2 and text.height <= height + px(4) and text.ink_width() <= width:
                break
        return text

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px, colour = self.measures.px, self.theme[self.text_colour]
        beside = box.width() > 2.2 * box.height()
        side = px(46)
        icon = "mdi6.check-bold" if self._on else self._icon
        room = box.width() - px(28) - (side + px(14) if beside else 0)
        text = self._set(room, box.height() - px(16) if beside else box.height() - side - px(8))
        painter.setPen(colour)
        if beside:
            whole = side + px(14) + text.ink_width()
            square = QRectF(box.center().x() - whole / 2, box.center().y() - side / 2, side, side)
            text.draw(
                painter,
                square.right() + px(14) - (room - text.ink_width()) / 2,
                box.center().y() - text.height / 2,
            )
        else:
            top = box.top() + (box.height() - side * 0.9 - text.height) / 2
            square = QRectF(box.center().x() - side / 2, top, side, side)
            text.draw(painter, box.left() + px(14), square.bottom() - side * 0.1)
        paint.icon(painter, icon, square, colour)


class Footer(QWidget):
    """Always in the same place, on every page where one chooses."""

    wanted = Signal(object)
    """An `Intent`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._next_language = EN
        self._language = FooterButton("mdi6.translate", self)
        self._language.clicked.connect(lambda: self.wanted.emit(ChooseLanguage(self._next_language)))
        self._aids = {aid: self._switch(aid) for aid in Aid}
        self._help = FooterButton("mdi6.hand-wave", self)
        self._help.clicked.connect(lambda: self.wanted.emit(AskForHelp()))

    def _switch(self, aid: Aid) -> FooterButton:
        button = FooterButton(ICONS[aid], self)
        button.clicked.connect(lambda: self.wanted.emit(SwitchAid(aid)))
        return button

    def show_state(self, state: KioskState, measures: Measures) -> None:
        self._measures = measures
        spoken = languages("kiosk")
        self._next_language = spoken[(spoken.index(state.language) + 1) % len(spoken)]
        self._language.set_words(own_name(self._next_language))
        words = {
            Aid.LARGE_TYPE: translate("kiosk", "Large type"),
            Aid.CONTRAST: translate("kiosk", "High contrast"),
            Aid.LOW: translate("kiosk", "Within reach"),
            Aid.SPOKEN: translate("kiosk", "Read aloud"),
        }
        for aid, button in self._aids.items():
            button.set_words(words[aid], aid in state.aids)
        self._help.set_words(translate("kiosk", "Ask for help"))
        self._help.tone = Tone.PRIMARY
        self._arrange(measures)

    def _arrange(self, measures: Measures) -> None:
        px, touch = measures.px, measures.touch(104 if measures.across else 136)
        buttons = (self._language, *self._aids.values(), self._help)
        width = (self.width() - px(2 * MARGIN + GAP * (len(buttons) - 1))) / len(buttons)
        top = (self.height() - touch) / 2
        for place, button in enumerate(buttons):
            button.measures = measures
            left = px(MARGIN) + place * (width + px(GAP))
            button.setGeometry(QRectF(left, top, width, touch).toRect())
            button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._measures is None:
            return
        painter, theme = QPainter(self), self._measures.theme
        painter.fillRect(self.rect(), theme["card"])
        painter.fillRect(QRectF(0, 0, self.width(), max(1.0, self._measures.px(2))), theme["line"])
        painter.end()
