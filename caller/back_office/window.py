"""The back office's window: the sign-in, the page, or the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from caller.back_office.state import BackOfficeState
from caller.back_office.view import BackOfficeView
from caller.lock import LockState
from caller.lock_view import LockView
from caller.sign_in import SignInState
from caller.sign_in_view import SignInView
from shell.theme import Theme

WIDTH, HEIGHT = 1120, 680
LEAST = 940, 600


class BackOfficeWindow(QWidget):
    """An ordinary window: whoever approves has a desk of papers, not a visitor."""

    decided = Signal(object, int, str)
    leave = Signal()
    unlock = Signal(str)
    sign_in = Signal(str, int, str, bool)
    sign_in_changed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Back office"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST)
        self.resize(WIDTH, HEIGHT)
        self._state: BackOfficeState | None = None
        self._locked = LockState()
        self.sign_in_view = SignInView(theme, at_counter=False)
        self.view = BackOfficeView(theme)
        self.lock = LockView()
        self._pages = QStackedLayout(self)
        self._page_of: dict[QWidget, int] = {page: self._add(page) for page in (self.sign_in_view, self.lock)}
        self._page_of[self.view] = self._pages.addWidget(self.view)
        self.sign_in_view.sign_in.connect(self.sign_in)
        self.sign_in_view.changed.connect(self.sign_in_changed)
        self.sign_in_view.close_wanted.connect(self.close)
        self.view.decided.connect(self.decided)
        self.view.leave.connect(self.leave)
        self.lock.unlock.connect(self.unlock)
        self._show_page()

    def _add(self, page: QWidget) -> int:
        """A small page stands in the middle."""
        around = QWidget(self)
        column = QVBoxLayout(around)
        column.addWidget(page, 0, Qt.AlignmentFlag.AlignCenter)
        return self._pages.addWidget(around)

    def show_sign_in(self, state: SignInState) -> None:
        """Nobody is signed in."""
        if self._state is not None:
            self._state, self._locked = None, LockState()
            self._show_page()
        self.sign_in_view.show_state(state)

    def show_state(self, state: BackOfficeState) -> None:
        """What waits."""
        first = self._state is None
        self._state = state
        self.view.show_state(state)
        if first:
            self._show_page()

    def show_lock(self, state: LockState) -> None:
        """Whether the page is locked."""
        before, self._locked = self._locked, state
        self.lock.show_state(state, self._state.clerk if self._state else "")
        if before.locked != state.locked:
            self._show_page()

    def come_to_front(self) -> None:
        """Be seen, wherever it was put away."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _show_page(self) -> None:
        if self._state is None:
            page: QWidget = self.sign_in_view
        else:
            page = self.lock if self._locked.locked else self.view
        self._pages.setCurrentIndex(self._page_of[page])
        page.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
