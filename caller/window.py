"""The one window of the caller: it stays on top and changes its shape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from caller import wording
from caller.bar import Bar
from caller.full_list import FullList
from caller.lock import LockState
from caller.lock_view import LockView
from caller.panel import HEIGHT, Panel
from caller.question_view import QuestionView
from caller.settings import Shape
from caller.sign_in import SignInState
from caller.sign_in_view import SignInView
from caller.state import DEFAULT_KEYS, LOOK_KEY, DeskState, Keys, Verb
from shell.theme import Theme

MARGIN = 16
_SMALLER = {Shape.LIST: Shape.PANEL, Shape.PANEL: Shape.BAR, Shape.BAR: Shape.BAR}
_NEXT_SHAPE = {Shape.BAR: Shape.PANEL, Shape.PANEL: Shape.LIST, Shape.LIST: Shape.BAR}


class Window(QWidget):
    """Bar, panel or full list, a question, the lock or the sign-in; keys work in each shape of the desk."""

    pressed = Signal(object)
    picked = Signal(object, int)
    """A verb for one of those who are in the full list."""
    answered = Signal(object)
    dismissed = Signal()
    look = Signal(bool)
    unlock = Signal(str)
    sign_in = Signal(str, int, str, bool)
    sign_in_changed = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, shape: Shape, parent: QWidget | None = None, keys: Keys = DEFAULT_KEYS
    ) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(self.tr("Caller"))
        self._shape = shape
        self._keys = keys
        self._state: DeskState | None = None
        self._locked = LockState()
        self._drag_from: QPoint | None = None
        self._corner: QPoint | None = None
        self._from_afar = False
        self.sign_in_view = SignInView(theme, self)
        self.bar = Bar(theme, keys, self)
        self.panel = Panel(theme, keys, self)
        self.full_list = FullList(theme, HEIGHT, self)
        self.question = QuestionView(theme, self)
        self.lock = LockView(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for page in self._pages():
            self._row.addWidget(page)
        self.sign_in_view.sign_in.connect(self.sign_in)
        self.sign_in_view.changed.connect(self.sign_in_changed)
        self.sign_in_view.close_wanted.connect(self.close)
        self.bar.pressed.connect(self.pressed)
        self.panel.pressed.connect(self.pressed)
        self.panel.look.connect(self.look)
        self.full_list.picked.connect(self.picked)
        self.question.answered.connect(self.answered)
        self.question.dismissed.connect(self.dismissed)
        self.lock.unlock.connect(self.unlock)
        self.bar.larger.connect(self.change_shape)
        self.panel.larger.connect(self.change_shape)
        self.panel.smaller.connect(lambda: self._take_shape(_SMALLER[self._shape]))
        self.panel.leave.connect(lambda: self.pressed.emit(Verb.SIGN_OUT))
        self._shortcuts = [
            self._on_key(keys[verb], lambda verb=verb: self._press(verb))
            for verb in keys
            if verb != Verb.GO_ON
        ]
        self._show_page()

    def _pages(self) -> tuple[QWidget, ...]:
        return self.sign_in_view, self.bar, self.panel, self.full_list, self.question, self.lock

    def _on_key(self, key: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        # A key that is held down is one press.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        return shortcut

    def _press(self, verb: Verb) -> None:
        if verb == Verb.SHAPE:
            self.change_shape()
        else:
            self.pressed.emit(verb)

    def press_from_afar(self, verb: Verb) -> None:
        """A key pressed while another program has the focus; what needs an answer comes to the front."""
        self._from_afar = True
        if self._shortcuts[0].isEnabled():
            self._press(verb)
        else:
            self.come_to_front()

    def show_sign_in(self, state: SignInState) -> None:
        """The clerk is not signed in."""
        if self._state is not None:
            self._state = None
            self._locked = LockState()
            self._show_page()
        self.sign_in_view.show_state(state)

    def show_desk(self, state: DeskState) -> None:
        """The clerk's desk, in whichever shape."""
        before, self._state = self._state, state
        self.bar.show_state(state)
        self.panel.show_state(state)
        self.full_list.show_state(state)
        if state.question:
            self.question.ask(state.question)
        else:
            self.question.forget()
        self.setWindowTitle(wording.place(state))
        if before is None or before.question != state.question:
            self._show_page()
            if state.question and self._from_afar:
                self.come_to_front()
            self._from_afar = False

    def show_lock(self, state: LockState) -> None:
        """Whether the desk is locked."""
        before, self._locked = self._locked, state
        self.lock.show_state(state, wording.place(self._state) if self._state else "")
        if before.locked != state.locked:
            self._show_page()

    @property
    def shape(self) -> Shape:
        return self._shape

    @property
    def corner(self) -> QPoint | None:
        """Where its upper right corner belongs."""
        return self._corner

    def come_to_front(self) -> None:
        """Be seen, wherever it was put away."""
        self.show()
        self.raise_()
        self.activateWindow()

    def change_shape(self) -> None:
        """Bar becomes panel, panel becomes the full list, and that the bar."""
        self._take_shape(_NEXT_SHAPE[self._shape])

    def _take_shape(self, shape: Shape) -> None:
        self._shape = shape
        self._show_page()

    def _shown(self) -> tuple[QWidget, ...]:
        """What stands in the window now."""
        if self._state is None:
            return (self.sign_in_view,)
        if self._locked.locked:
            return (self.lock,)
        if self._state.question:
            return (self.question,)
        return {
            Shape.BAR: (self.bar,),
            Shape.PANEL: (self.panel,),
            Shape.LIST: (self.full_list, self.panel),
        }[self._shape]

    def _show_page(self) -> None:
        """The page of the moment; a larger one grows to where the screen has room."""
        shown = self._shown()
        self.panel.offer_more(self._shape != Shape.LIST)
        for each in self._pages():
            each.setVisible(each in shown)
        desk = self.bar in shown or self.panel in shown
        for shortcut in self._shortcuts:
            shortcut.setEnabled(desk)
        width = sum(page.width() for page in shown) + self._row.spacing() * (len(shown) - 1)
        self.setFixedSize(width, max(page.height() for page in shown))
        self._stay_on_screen()
        shown[-1].setFocus()

    def put(self, place: QRect | None, corner: QPoint | None = None) -> None:
        """To the upper right corner of this place, else to where it was left, else of the screen."""
        area = self.screen().availableGeometry()
        usual = corner or QPoint(area.right() - MARGIN, area.top() + MARGIN)
        self._corner = place.topRight() if place else usual
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_look(event):
            self.look.emit(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._is_look(event):
            self.look.emit(False)
        else:
            super().keyReleaseEvent(event)

    def _is_look(self, event: QKeyEvent) -> bool:
        key = QKeySequence(event.keyCombination()).toString()
        return key == LOOK_KEY and not event.isAutoRepeat() and self._desk_is_open()

    def _desk_is_open(self) -> bool:
        return self._state is not None and not self._locked.locked

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.look.emit(False)  # the key may be let go where nobody tells us
        super().changeEvent(event)

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
        if self._desk_is_open() and self._state:
            for verb in (Verb.SHAPE, *sorted(self._state.able - {Verb.SHAPE, Verb.SIGN_OUT}), Verb.SIGN_OUT):
                menu.addAction(
                    wording.verb(verb), QKeySequence(self._keys[verb]), lambda verb=verb: self._press(verb)
                )
        menu.addAction(self.tr("Close"), self.close)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
