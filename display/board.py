"""The board: one widget that shows one frozen state, and repaints what differs from the one before."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from display.composition import compose
from display.pieces import Piece, SoundBars, bounds, draw
from display.scene import Scene
from display.state import BoardState
from display.twin import as_text
from display.words import QT_TRANSLATE_NOOP, Words
from shell.theme import Theme

BARS_MS = 200
"""The sound bars' pace: a movement in a corner, no flash."""


class Board(QWidget):
    """A zone's board, painted."""

    painted = Signal(int, float)
    """A call's id and the monotonic moment, when the call stands on the board for the first time."""

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._state = BoardState(language=words.language)
        self._scene = Scene(self.width(), self.height(), theme, words)
        self._pieces: tuple[Piece, ...] = ()
        self._unpainted: set[int] = set()
        self._phase = 0
        self._bars = QTimer(self, interval=BARS_MS)
        self._bars.timeout.connect(self._move_bars)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(640, 360)
        self.setAccessibleName(words.pair(QT_TRANSLATE_NOOP("display", "Board")).first)
        self.setWindowTitle(self.accessibleName())

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is painted, in the order of painting."""
        return self._pieces

    @property
    def state(self) -> BoardState:
        """What is shown."""
        return self._state

    def show_state(self, state: BoardState) -> None:
        """Show this from now on."""
        before, self._state = self._state, state
        self._unpainted |= _calls(state) - _calls(before)
        self._run_bars()
        self._compose_again()
        self.setAccessibleDescription(as_text(state, self._words))

    def sizeHint(self) -> QSize:
        return QSize(1920, 1080)

    def _compose_again(self) -> None:
        """Compose anew, and repaint only where something differs."""
        pieces = compose(self._scene, self._state, self._phase)
        changed = set(self._pieces).symmetric_difference(pieces)
        self._pieces = pieces
        region = QRegion()
        for piece in changed:
            region += bounds(piece)
        if not region.isEmpty():
            self.update(region)

    def _move_bars(self) -> None:
        self._phase += 1
        moved = tuple(
            SoundBars(piece.box, piece.color, self._phase) if isinstance(piece, SoundBars) else piece
            for piece in self._pieces
        )
        for piece in set(moved).difference(self._pieces):
            self.update(bounds(piece))
        self._pieces = moved

    def _run_bars(self) -> None:
        moving = self.isVisible() and self._state.focus is not None and self._state.focus.now
        if moving and not self._bars.isActive():
            self._bars.start()
        elif not moving:
            self._bars.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for piece in self._pieces:
            if region.intersects(bounds(piece)):
                draw(painter, piece)
        painter.end()
        if self._unpainted:
            moment = monotonic()
            unpainted, self._unpainted = self._unpainted, set()
            for call_id in sorted(unpainted):
                self.painted.emit(call_id, moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene = Scene(self.width(), self.height(), self._theme, self._words)
        self._pieces = ()
        self._compose_again()
        self.update(QRect(0, 0, self.width(), self.height()))

    def showEvent(self, event: QShowEvent) -> None:
        self._run_bars()

    def hideEvent(self, event: QHideEvent) -> None:
        self._bars.stop()


def _calls(state: BoardState) -> set[int]:
    shown = {row.call_id for row in state.rows}
    return shown | {state.focus.call_id} if state.focus else shown
