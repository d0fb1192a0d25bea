"""What stays on the screen while one browses: the header with name and clock, the footer that never moves."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QLinearGradient, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.intents import ChooseLanguage, ChooseType
from kiosk.lettering import Type, set_name, set_text
from kiosk.measures import Measures
from kiosk.pages import KioskState
from kiosk.touch import BOLD, TextButton, Tone
from shell.i18n import EN, ZH, languages, own_name

translate = QCoreApplication.translate

MARGIN = 72


class Header(QWidget):
    """The hall's name, a hint, the time and the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._state: KioskState | None = None
        self._shown = ""
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._look_at_the_clock)

    def show_state(self, state: KioskState, measures: Measures) -> None:
        self._state, self._measures = state, measures
        self.setAccessibleName(state.hall)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()

    def _now(self) -> tuple[str, str]:
        state = self._state
        now = datetime.now(UTC).astimezone(ZoneInfo(state.time_zone if state else "UTC"))
        language = state.language if state else ZH
        chinese, locale = language == ZH, QLocale(language)
        day = locale.dayName(
            now.isoweekday(), QLocale.FormatType.LongFormat if chinese else QLocale.FormatType.ShortFormat
        )
        month = locale.monthName(now.month, QLocale.FormatType.ShortFormat)
        date = translate("kiosk", "{weekday} {day} {month}").format(weekday=day, day=now.day, month=month)
        return now.strftime("%H:%M"), date

    def _look_at_the_clock(self) -> None:
        if " ".join(self._now()) != self._shown:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        state, measures = self._state, self._measures
        if state is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        slope = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        slope.setColorAt(0, theme["hall"])
        slope.setColorAt(1, theme["hall_deep"])
        painter.fillRect(self.rect(), slope)
        time, date = self._now()
        self._shown = f"{time} {date}"
        right = px(260)
        width = self.width() - px(2 * MARGIN) - right - px(24)
        name = set_name(state.hall, measures.type(Type((50, 47, 44, 42, 40, 38), BOLD)), width)
        hint = set_text(
            state.hint, measures.type(Type((28, 26, 24), QFont.Weight.Normal, 2, even=True)), width
        )
        both = name.height + px(14) + hint.height
        # A long name in large type leaves no room for the hint.
        hinted = both < self.height() - px(50)
        y = (self.height() - (both if hinted else name.height)) / 2
        painter.setPen(theme["on_hall"])
        below = name.draw(painter, px(MARGIN), y) + px(14)
        if hinted:
            painter.setPen(theme["on_hall_soft"])
            hint.draw(painter, px(MARGIN), below)
        align = Qt.AlignmentFlag.AlignRight
        clock = set_text(time, measures.type(Type((60, 56, 48), BOLD, 1, align)), right)
        today = set_text(date, measures.type(Type((26, 24, 22), QFont.Weight.Normal, 1, align)), right)
        y = (self.height() - clock.height - today.height) / 2
        x = self.width() - px(MARGIN) - right
        painter.setPen(theme["on_hall"])
        y = clock.draw(painter, x, y)
        painter.setPen(theme["on_hall_soft"])
        today.draw(painter, x, y)
        painter.end()


class Footer(QWidget):
    """Language and type size, always in the same place."""

    wanted = Signal(object)
    """An `Intent`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._language = TextButton(Tone.OUTLINE, self, icon="mdi6.translate")
        self._type = TextButton(Tone.OUTLINE, self, icon="mdi6.format-size")
        self._next_language = EN
        self._large = False
        self._language.clicked.connect(lambda: self.wanted.emit(ChooseLanguage(self._next_language)))
        self._type.clicked.connect(lambda: self.wanted.emit(ChooseType(not self._large)))

    def show_state(self, state: KioskState, measures: Measures) -> None:
        self._measures = measures
        spoken = languages("kiosk")
        self._next_language = spoken[(spoken.index(state.language) + 1) % len(spoken)]
        self._large = state.large_type
        self._language.set_words(own_name(self._next_language))
        self._type.set_words(
            translate("kiosk", "Normal type") if state.large_type else translate("kiosk", "Large type")
        )
        px, touch = measures.px, measures.touch(110)
        width = (self.width() - px(2 * MARGIN + 26)) / 2
        top = (self.height() - touch) / 2
        for place, button in enumerate((self._language, self._type)):
            button.measures = measures
            left = px(MARGIN) + place * (width + px(26))
            button.setGeometry(QRectF(left, top, width, touch).toRect())
            button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._measures is None:
            return
        painter, theme = QPainter(self), self._measures.theme
        painter.fillRect(self.rect(), theme["card"])
        painter.fillRect(QRectF(0, 0, self.width(), max(1.0, self._measures.px(2))), theme["line"])
        painter.end()
