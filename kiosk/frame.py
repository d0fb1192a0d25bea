"""What stands above a page: the hall's name, a hint, the time and the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QLinearGradient, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.lettering import Lettering, Type, set_name, set_text
from kiosk.measures import Measures
from kiosk.pages import KioskState
from kiosk.touch import BOLD
from shell.i18n import ZH
from shell.theme import Look

translate = QCoreApplication.translate

MARGIN = 72
EDGE = 12
"""How far words stay off the header's edges."""
HALF = 700
"""A header so high is half an upright screen."""


class Header(QWidget):
    """The hall's name, a hint, the time and the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._state: KioskState | None = None
        self._shown = ""
        self.reach = 0
        """How much of its height lies behind the page, in pixels."""
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._look_at_the_clock)

    def show_state(self, state: KioskState, measures: Measures) -> None:
        self._state, self._measures = state, measures
        self.setAccessibleName(state.hall)
        self.setAccessibleDescription(" ".join(self._now()))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()

    def _now(self) -> tuple[str, str]:
        state = self._state
        if state is None:
            return "", ""
        moment = state.clock.now() if state.clock else datetime.now(UTC)
        now = moment.astimezone(ZoneInfo(state.time_zone))
        language = state.language
        chinese, locale = language == ZH, QLocale(language)
        day = locale.dayName(
            now.isoweekday(), QLocale.FormatType.LongFormat if chinese else QLocale.FormatType.ShortFormat
        )
        month = locale.monthName(now.month, QLocale.FormatType.ShortFormat)
        date = translate("kiosk", "{weekday} {day} {month}").format(weekday=day, day=now.day, month=month)
        return now.strftime("%H:%M"), date

    def _look_at_the_clock(self) -> None:
        now = " ".join(self._now())
        if now != self._shown:
            self.setAccessibleDescription(now)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        state, measures = self._state, self._measures
        if state is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        quiet = theme.name is Look.CONTRAST
        loud, soft = ("ink", "ink_soft") if quiet else ("on_hall", "on_hall_soft")
        slope = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        slope.setColorAt(0, theme["paper" if quiet else "hall"])
        slope.setColorAt(1, theme["paper" if quiet else "hall_deep"])
        painter.fillRect(self.rect(), slope)
        if quiet:
            painter.fillRect(QRectF(0, self.height() - px(3), self.width(), px(3)), theme["line"])
        # In low mode half of the screen is the header's, beside most pages.
        larger = 1.4 if self.height() > px(HALF) else 1
        time, date = self._now()
        self._shown = f"{time} {date}"
        right, height = px(260 * larger), self.height() - self.reach
        width = self.width() - px(2 * MARGIN) - right - px(24)
        room = height - px(2 * EDGE)
        name = _in_room(
            lambda kind: set_name(state.hall, kind, width),
            measures.type(Type((50, 47, 44, 42, 40, 38), BOLD)).scaled(larger),
            room,
        )
        hint = set_text(
            state.hint,
            measures.type(Type((28, 26, 24), QFont.Weight.Normal, 2, even=True)).scaled(larger),
            width,
        )
        both = name.height + px(14) + hint.height
        # A long name in large type leaves no room for the hint.
        hinted = both < height - px(24 if measures.across else 50)
        y = (height - (both if hinted else name.height)) / 2
        painter.setPen(theme[loud])
        below = name.draw(painter, px(MARGIN), y) + px(14)
        if hinted:
            painter.setPen(theme[soft])
            hint.draw(painter, px(MARGIN), below)
        align = Qt.AlignmentFlag.AlignRight
        today = set_text(date, measures.type(Type((26, 24, 22), QFont.Weight.Normal, 1, align)), right)
        clock = _in_room(
            lambda kind: set_text(time, kind, right),
            measures.type(Type((60, 56, 48), BOLD, 1, align)),
            room - today.height,
        )
        y = (height - clock.height - today.height) / 2
        x = self.width() - px(MARGIN) - right
        painter.setPen(theme[loud])
        y = clock.draw(painter, x, y)
        painter.setPen(theme[soft])
        today.draw(painter, x, y)
        painter.end()


def _in_room(set_in: Callable[[Type], Lettering], kind: Type, height: float) -> Lettering:
    """Set in the largest of the sizes, or smaller still, that is no higher than the room."""
    text = set_in(kind)
    for share in (0.9, 0.8, 0.7, 0.6):
        if text.height <= height:
            break
        text = set_in(kind.scaled(share))
    return text
