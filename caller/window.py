"""The one window of the caller: it stays on top and changes its shape."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from caller import wording
from caller.bar import Bar
from caller.panel import Panel
from caller.settings import Shape
from caller.sign_in import SignInState
from caller.sign_in_view import SignInView
from caller.state import KEYS, SHAPE_KEY, SIGN_OUT_KEY, DeskState
from shell.theme import Theme

MARGIN = 16


class Window(QWidget):
    """Bar, panel or sign-in; keys work in each of them."""

    pressed = Signal(object)
    sign_in = Signal(str, int)
    sign_out = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(self.tr("Caller"))
        self._shape = shape
        self._signed_in = False
        self._drag_from: QPoint | None = None
        self._corner: QPoint | None = None
        self.sign_in_view = SignInView(theme, self)
        self.bar = Bar(theme, self)
        self.panel = Panel(theme, self)
        self.sign_in_view.sign_in.connect(self.sign_in)
        self.sign_in_view.close_wanted.connect(self.close)
        self.bar.pressed.connect(self.pressed)
        self.panel.pressed.connect(self.pressed)
        self.bar.larger.connect(self.change_shape)
        self.panel.smaller.connect(self.change_shape)
        self.panel.leave.connect(self.sign_out)
        for verb, key in KEYS.items():
            self._on_key(key, lambda verb=verb: self.pressed.emit(verb))
        self._on_key(SHAPE_KEY, self.change_shape)
        self._on_key(SIGN_OUT_KEY, self.sign_out.emit)
        self._show_page()

    def _on_key(self, key: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        # A key that is held down is one press.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def show_sign_in(self, state: SignInState) -> None:
        """The clerk is not signed in."""
        if self._signed_in:
            self._signed_in = False
            self._show_page()
        self.sign_in_view.show_state(state)

    def show_desk(self, state: DeskState) -> None:
        """The clerk's desk, in whichever shape."""
        if not self._signed_in:
            self._signed_in = True
            self._show_page()
        self.bar.show_state(state)
        self.panel.show_state(state)
        self.setWindowTitle(wording.place(state))

    def change_shape(self) -> None:
        """Bar becomes panel, panel becomes bar."""
        self._shape = Shape.PANEL if self._shape == Shape.BAR else Shape.BAR
        self._show_page()

    def _show_page(self) -> None:
        """The page of the moment; a larger one grows to where the screen has room."""
        desk: QWidget = self.bar if self._shape == Shape.BAR else self.panel
        page: QWidget = desk if self._signed_in else self.sign_in_view
        for each in (self.sign_in_view, self.bar, self.panel):
            each.setVisible(each is page)
        self.setFixedSize(page.size())
        self._stay_on_screen()
        page.setFocus()

    def put(self, place: QRect | None) -> None:
        """To the upper right corner of this place, or of the screen."""
        area = self.screen().availableGeometry()
        self._corner = place.topRight() if place else QPoint(area.right() - MARGIN, area.top() + MARGIN)
        self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """As near to its corner as the screen has room; a smaller page returns to the corner itself."""
        if self._corner is None:
            return
        corner = QPoint(self._corner.x() - self.width() + 1, self._corner.y())
        area = self.screen().availableGeometry()
        x = max(area.left(), min(corner.x(), area.right() - self.width() + 1))
        y = max(area.top(), min(corner.y(), area.bottom() - self.height() + 1))
        self.move(x, y)

    # --- Qt's events -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            self.move(event.globalPosition().toPoint() - self._drag_from)
            self._corner = self.geometry().topRight()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._signed_in:
            larger = self._shape == Shape.BAR
            menu.addAction(
                self.tr("Show more") if larger else self.tr("Show less"), SHAPE_KEY, self.change_shape
            )
            menu.addAction(self.tr("Sign out"), SIGN_OUT_KEY, self.sign_out.emit)
        menu.addAction(self.tr("Close"), self.close)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
