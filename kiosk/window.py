"""The kiosk's one window: shows a state, announces intent, decides nothing."""

from __future__ import annotations

from math import ceil
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.aids import Aid
from kiosk.footer import Footer
from kiosk.frame import Header
from kiosk.idle_prompt import IdlePrompt
from kiosk.intents import EnterStaff, SwitchAid, Wake
from kiosk.measures import Measures, measures_for
from kiosk.number_pad import NumberPad
from kiosk.page_view import PageView
from kiosk.pages import HomePage, KioskState, Page
from kiosk.views import VIEWS
from shell.theme import Theme

HEADER_HEIGHT, HEADER_HEIGHT_ACROSS = 270, 150
FOOTER_HEIGHT, FOOTER_HEIGHT_ACROSS = 172, 132
GESTURE_TAPS, GESTURE_S = 5, 4.0
TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


class KioskWindow(QWidget):
    """Header, page and footer; one page at a time."""

    touched = Signal()
    wanted = Signal(object)
    """An `Intent`, from whichever view is shown."""

    def __init__(self, theme: Theme, diagonal_inch: float) -> None:
        super().__init__()
        self._theme = theme
        self._diagonal_inch = diagonal_inch
        self._state: KioskState | None = None
        self._paper = theme["paper"]
        self._corner_taps: list[float] = []
        self._views: dict[type[Page], PageView[Any]] = {}
        self._shown: PageView[Any] | None = None
        self._pressed_on: PageView[Any] | None = None
        self.header = Header(self)
        self.footer = Footer(self)
        self.idle_prompt = IdlePrompt(self)
        self.pad = NumberPad(self)
        self.pad.used.connect(self._keys_are_used)
        self.pad.woken.connect(lambda: self.wanted.emit(Wake()))
        self.footer.wanted.connect(self.wanted)
        self.idle_prompt.wanted.connect(self.wanted)
        for part in (self.header, self.footer, self.idle_prompt):
            part.hide()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def view_of(self, page: type[Page]) -> PageView[Any]:
        """The view that shows such pages; made when it is first needed."""
        if page not in self._views:
            view = VIEWS[page](self)
            view.hide()
            view.wanted.connect(self.wanted)
            self._views[page] = view
        return self._views[page]

    def show_state(self, state: KioskState) -> None:
        """Show exactly this."""
        self._state = state
        measures = measures_for(self._theme, self.size(), self._diagonal_inch, state.aids)
        self._paper = measures.theme["paper"]
        page, shown = state.page, self.view_of(type(state.page))
        # Before a hall is known there is nothing to stand in a header.
        low = measures.low and not page.tall
        named = bool(state.hall) and (page.header or low)
        self._place(shown, measures, named, page.footer, low, page.reach)
        self.header.setVisible(named)
        self.header.show_state(state, measures)
        self.footer.setVisible(page.footer)
        self.footer.show_state(state, measures)
        self._shown = shown
        shown.show_page(page, measures)
        shown.show()
        shown.raise_()
        for view in self._views.values():
            if view is not shown:
                view.hide()
                if isinstance(page, HomePage):
                    view.rewind()
        if state.idle_seconds_left is None:
            self.idle_prompt.hide()
        else:
            self.idle_prompt.show_seconds(state.idle_seconds_left, measures)
            self.idle_prompt.show()
            self.idle_prompt.raise_()
        if not state.aids and self.pad.marks.in_use:
            self.pad.rest()
        self.pad.show_page(page, measures, spoken=Aid.SPOKEN in state.aids)

    def _keys_are_used(self) -> None:
        if self._state and Aid.SPOKEN not in self._state.aids:
            self.wanted.emit(SwitchAid(Aid.SPOKEN))

    def _place(
        self, shown: PageView[Any], measures: Measures, header: bool, footer: bool, low: bool, reach: float
    ) -> None:
        width, height = self.width(), self.height()
        top = measures.whole(HEADER_HEIGHT_ACROSS if measures.across else HEADER_HEIGHT) if header else 0
        if reach and not measures.across:
            top -= measures.whole(30)
        if low:
            top = ceil(height / 2)
        bottom = measures.whole(FOOTER_HEIGHT_ACROSS if measures.across else FOOTER_HEIGHT) if footer else 0
        # The header's ground goes on behind what lies over its edge.
        self.header.reach = min(top, measures.whole(reach)) if header else 0
        self.header.setGeometry(0, 0, width, top + self.header.reach)
        self.footer.setGeometry(0, height - bottom, width, bottom)
        shown.setGeometry(0, top, width, height - top - bottom)
        self.idle_prompt.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._state:
            self.show_state(self._state)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._paper)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and isinstance(watched, QWidget):
            self.touched.emit()
        taps = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if event.type() in taps and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            self._count_corner_tap(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_on = self._shown
        # The second tap of an impatient finger must not press what the first one brought up.
        return event.type() == QEvent.Type.MouseButtonDblClick and self._pressed_on is not self._shown

    def _count_corner_tap(self, watched: QWidget, event: QMouseEvent) -> None:
        """The staff's gesture: five taps in the upper left corner, within four seconds."""
        where = self.mapFromGlobal(event.globalPosition().toPoint())
        if watched.window() is not self or watched is not (self.childAt(where) or self):
            return  # the same tap, handed on to whoever lies below
        corner = self.width() // 6
        if where.x() > corner or where.y() > corner:
            self._corner_taps.clear()
            return
        now = monotonic()
        self._corner_taps = [tap for tap in self._corner_taps if now - tap < GESTURE_S] + [now]
        if len(self._corner_taps) >= GESTURE_TAPS:
            self._corner_taps.clear()
            self.wanted.emit(EnterStaff())
