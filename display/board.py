"""The board: one widget that shows one frozen state, and repaints what differs from the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from display.call_panels import ring_is_lit
from display.composition import compose
from display.legibility import Reach
from display.pieces import Panel, Piece, Running, SoundBars, bounds, covered, draw
from display.scene import Scene
from display.state import BoardState
from display.template import Template, load_template
from display.twin import as_text
from display.words import Words
from shell.theme import Theme

BARS_MS = 350
"""The pace of the sound bars and of the ring around a new call: three changes a second at most."""

RUN_MS = 40
"""The running line's pace."""

RUN_WIDTHS_A_S = 0.05
"""How much of the board's width it covers in a second: two words a second, as people read."""


class Board(QWidget):
    """A board, painted."""

    painted = Signal(int, float)
    """A call's id and the monotonic moment, when the call stands on the board for the first time."""

    reshaped = Signal(object)
    """The new `Scene`, when the board got another size."""

    def __init__(
        self,
        words: Words,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        template: Template | None = None,
        reach: Reach | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._template = template or load_template("zone")
        self._reach = reach or Reach()
        self._state = BoardState(language=words.language)
        self._scene = self._set_scene()
        self._pieces: tuple[Piece, ...] = ()
        self._shown: set[int] = set()
        self._unpainted: set[int] = set()
        self._phase = 0
        self._shift = 0
        self._bars = QTimer(self, interval=BARS_MS)
        self._bars.timeout.connect(self._move_bars)
        # A screen reader hears of it right after it was painted: eyes need not wait for that.
        self._retell = QTimer(self, singleShot=True, interval=0)
        self._retell.timeout.connect(self._tell_again)
        self._run = QTimer(self, interval=RUN_MS)
        self._run.timeout.connect(self._move_line)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(360, 360)
        self.setAccessibleName(words.own(self._template.name, self._template.name_en).first)
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
        if _announced(state) != _announced(before):
            self._phase = 0
        self._run_timers()
        self._compose_again()
        self._retell.start()

    def _tell_again(self) -> None:
        self.setAccessibleDescription(as_text(self._state, self._words))

    def sizeHint(self) -> QSize:
        return QSize(1920, 1080)

    def _set_scene(self) -> Scene:
        return Scene(self.width(), self.height(), self._theme, self._words, self._template, self._reach)

    def _compose_again(self) -> None:
        """Compose anew, and repaint only where something differs."""
        pieces = tuple(map(self._moved, compose(self._scene, self._state, self._phase)))
        shown = _calls(pieces)
        self._unpainted = (self._unpainted | shown - self._shown) & shown
        self._shown = shown
        # Most are the very same pieces as before: those need no closer look.
        same = set(map(id, self._pieces)).intersection(map(id, pieces))
        before, after = (
            {piece for piece in each if id(piece) not in same} for each in (self._pieces, pieces)
        )
        # A call that stands there anew is painted even where it looks like the one before it: its moment is noted.
        changed = (before ^ after) | set(_panels(pieces, self._unpainted))
        self._pieces = pieces
        region = QRegion()
        for piece in changed:
            region += bounds(piece)
        if not region.isEmpty():
            self.update(region)

    def _move_bars(self) -> None:
        before, self._phase = ring_is_lit(self._phase), self._phase + 1
        if ring_is_lit(self._phase) != before:
            self._compose_again()
        else:
            self._move(SoundBars)

    def _move_line(self) -> None:
        self._shift += max(1, round(self.width() * RUN_WIDTHS_A_S * RUN_MS / 1000))
        self._move(Running)

    def _move(self, kind: type[SoundBars | Running]) -> None:
        """Repaint what moves by itself, and nothing else."""
        self._pieces = tuple(map(self._moved, self._pieces))
        for piece in self._pieces:
            if isinstance(piece, kind):
                self.update(bounds(piece))

    def _moved(self, piece: Piece) -> Piece:
        """What moves by itself, where it is now."""
        match piece:
            case SoundBars():
                return replace(piece, phase=self._phase)
            case Running():
                return replace(piece, shift=self._shift)
            case _:
                return piece

    def _run_timers(self) -> None:
        focus = self._state.focus
        for timer, moving in (
            (self._bars, focus is not None and focus.now),
            (self._run, bool(self._state.running)),
        ):
            if not (moving and self.isVisible()):
                timer.stop()
            elif not timer.isActive():
                timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        # The ground needs no paint where something stands on it that lets nothing through.
        painter.setClipRegion(region.subtracted(covered(self._pieces)))
        draw(painter, self._pieces[0])
        painter.setClipRegion(region)
        for piece in self._pieces[1:]:
            if region.intersects(bounds(piece)):
                draw(painter, piece)
        painter.end()
        if self._unpainted:
            moment = monotonic()
            unpainted, self._unpainted = self._unpainted, set()
            for call_id in sorted(unpainted):
                self.painted.emit(call_id, moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene = self._set_scene()
        self._pieces = ()
        self._compose_again()
        self.update(QRect(0, 0, self.width(), self.height()))
        self.reshaped.emit(self._scene)

    def showEvent(self, event: QShowEvent) -> None:
        self._run_timers()

    def hideEvent(self, event: QHideEvent) -> None:
        self._bars.stop()
        self._run.stop()


def _announced(state: BoardState) -> int | None:
    return state.focus.call_id if state.focus and state.focus.now else None


def _calls(pieces: Iterable[Piece]) -> set[int]:
    """The calls that stand there for everybody to see: of a long list not all have room."""
    return {piece.call_id for piece in pieces if isinstance(piece, Panel) and piece.call_id}


def _panels(pieces: Iterable[Piece], calls: set[int]) -> list[Panel]:
    """What these calls stand on."""
    return [piece for piece in pieces if isinstance(piece, Panel) and piece.call_id in calls]
