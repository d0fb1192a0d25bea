"""A number pad instead of a finger: digits choose, Enter presses, and everything chosen is said and ringed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from kiosk import paint
from kiosk.lettering import JOINER, Type, set_text
from kiosk.measures import Measures
from kiosk.pages import AttractPage
from kiosk.touch import BOLD, MIDDLE

translate = QCoreApplication.translate

DIGIT_MS = 900
"""Where there are more than nine choices, a second digit may follow so long."""
BACK = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Period, Qt.Key.Key_Comma}
PRESS = {Qt.Key.Key_Enter, Qt.Key.Key_Return}
NEXT, BEFORE = {Qt.Key.Key_Plus, Qt.Key.Key_Down}, {Qt.Key.Key_Minus, Qt.Key.Key_Up}
AGAIN = {Qt.Key.Key_Asterisk, Qt.Key.Key_0}


class NumberPad(QObject):
    """Listens to the keys of the whole application; knows the window's controls, and nothing of its pages."""

    used = Signal()
    """Somebody works with keys: who may not see should hear."""
    woken = Signal()
    """A key was pressed while the screen waited for visitors: it does nothing else."""
    said = Signal(str)
    """What a voice should say now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._typed = ""
        self._page: object = None
        self._heading: tuple[list[str], bool] = ([], False)
        self._spoken = False
        self.marks = Marks(window)
        self._complete = QTimer(self, singleShot=True, interval=DIGIT_MS)
        self._complete.timeout.connect(self._choose)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def show_page(self, page: object, measures: Measures, *, spoken: bool) -> None:
        """Another state is on the window: what has the focus stays, what is new is said."""
        self.marks.take_measures(measures)
        heading = (self._titles(), spoken)
        self._spoken, self._page = spoken, type(page)
        if heading != self._heading:
            self._heading = heading
            self._typed = ""
            if spoken:
                self.say_page()
        self.marks.show_controls(self.choices() if self.marks.in_use else [])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not watched.isWidgetType():
            return False
        if not isinstance(event, QKeyEvent) or not self._window.isVisible():
            return False
        if isinstance(QApplication.focusWidget(), QLineEdit):
            return False
        return self._press_key(Qt.Key(event.key()), event.text())

    def choices(self) -> list[QAbstractButton]:
        """What can be pressed now, in the order of reading: the page before the footer."""
        shown = self._shown()
        found = [
            button
            for button in shown.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled()
        ]
        row = max(1, self._window.height() // 40)

        def place(button: QAbstractButton) -> tuple[int, int]:
            corner = button.mapTo(self._window, QPoint())
            return (corner.y() + button.height() // 2) // row, corner.x()

        return sorted(found, key=place)

    def say_page(self) -> None:
        """What this page is, and how it is worked."""
        how = translate("kiosk", "{n} choices. Press a digit to hear one, Enter to take it").format(
            n=len(self.choices())
        )
        self._say(". ".join([*self._titles(), how]))

    def _titles(self) -> list[str]:
        """What the page says of itself."""
        shown = self._shown()
        return [
            words_of(widget)
            for widget in (shown, *shown.findChildren(QWidget))
            if widget.isVisible() and not isinstance(widget, QAbstractButton) and widget.accessibleName()
        ]

    # --- Keys -----------------------------------------------------------------------------------------

    def _press_key(self, key: Qt.Key, text: str) -> bool:
        digit = text if text.isdecimal() and text.isascii() else ""
        if not digit and key not in BACK | PRESS | NEXT | BEFORE | AGAIN:
            return False
        if digit and (own := self._named(digit)):
            # A page with keys of its own is worked by those.
            own.click()
            return True
        if self._page is AttractPage:
            self.woken.emit()
            return True
        if not self.marks.in_use:
            self.marks.in_use = True
            self.used.emit()
        if key in PRESS:
            self._choose()
            self._press()
        elif key in BACK:
            self._go_back()
        elif key in NEXT | BEFORE:
            self._step(1 if key in NEXT else -1)
        elif key in AGAIN and not self._typed:
            self.say_page()
        else:
            self._type(digit)
        self.marks.show_controls(self.choices())
        return True

    def _type(self, digit: str) -> None:
        self._typed += digit
        if len(self.choices()) <= 9 or len(self._typed) > 1:
            self._choose()
        else:
            self._complete.start()

    def _choose(self) -> None:
        """Take the typed number for a choice."""
        self._complete.stop()
        typed, self._typed = self._typed, ""
        choices = self.choices()
        if typed and 1 <= int(typed) <= len(choices):
            self._focus(choices[int(typed) - 1])
        elif typed:
            self._say(translate("kiosk", "There is no {n} here").format(n=typed))

    def _step(self, by: int) -> None:
        choices, now = self.choices(), QApplication.focusWidget()
        if choices:
            at = choices.index(now) if isinstance(now, QAbstractButton) and now in choices else -by
            self._focus(choices[(at + by) % len(choices)] if now in choices else choices[0 if by > 0 else -1])

    def _focus(self, button: QAbstractButton) -> None:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._say(words_of(button))

    def _press(self) -> None:
        now = QApplication.focusWidget()
        if isinstance(now, QAbstractButton) and now in self.choices():
            now.click()

    def _go_back(self) -> None:
        if back := self._named(translate("kiosk", "Back")):
            back.click()

    def _named(self, name: str) -> QAbstractButton | None:
        return next((button for button in self.choices() if button.accessibleName() == name), None)

    def _say(self, words: str) -> None:
        self.marks.caption = words if self.marks.in_use else ""
        self.marks.update()
        self.said.emit(words)

    def rest(self) -> None:
        """The visitor has gone: no ring, no numbers, no words."""
        self.marks.in_use = False
        self.marks.caption = ""
        self.marks.show_controls([])

    def _shown(self) -> QWidget:
        """What lies over everything else, if it covers the window; else the window."""
        for child in reversed(self._window.children()):
            if (
                isinstance(child, QWidget)
                and child.isVisible()
                and child is not self.marks
                and child.geometry().contains(self._window.rect())
            ):
                return child
        return self._window


class Marks(QWidget):
    """The number of each choice, and the words that are being said, over everything and in nobody's way."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.in_use = False
        self.caption = ""
        self._controls: list[QAbstractButton] = []
        self._measures: Measures | None = None
        self.hide()

    def take_measures(self, measures: Measures) -> None:
        self._measures = measures

    def show_controls(self, controls: list[QAbstractButton]) -> None:
        """Number these."""
        self._controls = controls
        self.setGeometry(self.window().rect())
        self.setVisible(bool(controls) or bool(self.caption))
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = self._measures
        if measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = measures.whole(40)
        for number, control in enumerate(self._controls, 1):
            corner = control.mapTo(self.window(), QPoint())
            box = QRect(corner.x() - side // 3, corner.y() - side // 3, side, side)
            paint.card(painter, box.toRectF(), side / 2, theme["ink"])
            painter.setPen(theme["card"])
            kind = Type((24, 20), BOLD, 1, MIDDLE).scaled(measures.scale)
            set_text(str(number), kind, side).draw_in(painter, box.toRectF())
            if control.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme["focus"], px(6)))
                whole = control.rect().translated(corner).adjusted(-3, -3, 3, 3)
                painter.drawRoundedRect(whole, px(26), px(26))
        if self.caption:
            self._draw_caption(painter, measures)
        painter.end()

    def _draw_caption(self, painter: QPainter, measures: Measures) -> None:
        """Who cannot hear reads what is said."""
        theme, px = measures.theme, measures.px
        kind = measures.type(Type((26, 24, 22, 20, 18), BOLD, 2))
        text = set_text(self.caption, kind, self.width() - px(80))
        band = QRect(0, 0, self.width(), round(text.height + px(16)))
        painter.fillRect(band, theme["ink"])
        painter.setPen(theme["card"])
        text.draw(painter, px(40), px(8))


def words_of(widget: QWidget) -> str:
    """A control or a label as it is read aloud: its name, and what is said about it."""
    more = widget.accessibleDescription()
    if isinstance(widget, QLabel) and not more:
        more = widget.text()
    words = f"{widget.accessibleName()}, {more}" if more else widget.accessibleName()
    return words.replace(JOINER, "").replace("\u00a0", " ").replace("\n", " ")
