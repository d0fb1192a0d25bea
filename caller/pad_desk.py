"""One pad at one desk: its keys as the clerk's steps, its cells as what the desk shows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from caller.keypad import KeypadLine
from caller.pad_frames import Frame, Function, cells
from caller.pad_keys import Other, Step, Stroke, Typing, meaning
from caller.presenter import Presenter
from caller.questions import pause_reasons
from caller.rating import Rating
from caller.state import DeskState, Note, Stage, Verb
from db.rating_events import ANSWERS

REFUSED_BEEPS, NEW_VISITOR_BEEPS = 2, 1
DARK = cells(None, "")

log = logging.getLogger(__name__)


class PadDesk(QObject):
    """Reads one address of a line; works the desk that it is given, and is dark without one."""

    woken = Signal()
    """A key was pressed while there is no desk."""

    def __init__(
        self,
        line: KeypadLine,
        address: int,
        parent: QObject | None = None,
        *,
        rating_keys: tuple[int, ...] = (),
        is_locked: Callable[[], bool] = lambda: False,
    ) -> None:
        """`rating_keys`: the codes of the visitor's keys, the best first; none: the pad has no such keys."""
        super().__init__(parent)
        self._line = line
        self._address = address
        self._levels = dict(zip(rating_keys, ANSWERS, strict=False))
        self._is_locked = is_locked
        self._typing = Typing()
        self._desk: Presenter | None = None
        self._rating: Rating | None = None
        self._rated = 0
        self._state: DeskState | None = None
        self._then: Verb | None = None
        # The note before a step of ours; False: none is on its way.
        self._outcome_of: Note | bool | None = False
        line.heard.connect(self._on_frame)
        line.show(address, DARK)

    def work_at(self, desk: Presenter) -> None:
        """Serve this desk from now on."""
        self.leave()
        self._desk = desk
        desk.shown.connect(self.show_state)

    def rate_with(self, rating: Rating | None, counter: int = 0) -> None:
        """Where the visitor's keys lead, whoever works at the counter and by which means."""
        self._rating, self._rated = rating, counter

    def leave(self) -> None:
        """There is no desk any more."""
        if self._desk:
            self._desk.shown.disconnect(self.show_state)
        self._desk = self._state = None
        self._then, self._outcome_of = None, False
        self._line.show(self._address, DARK)

    def refuse(self) -> None:
        """Say that a key did nothing."""
        self._line.beep(self._address, REFUSED_BEEPS)

    def show_state(self, state: DeskState) -> None:
        """Write the cells, and beep when somebody new has come to a clerk who is free."""
        before, self._state = self._state, state
        number = state.visitor.number.split()[-1] if state.visitor else ""
        self._line.show(self._address, cells(state.waiting, "".join(filter(str.isdigit, number))))
        if before and state.stage == Stage.IDLE == before.stage and state.waiting > before.waiting:
            self._line.beep(self._address, NEW_VISITOR_BEEPS)
        if not state.busy:
            self._on_outcome(state)

    def _on_frame(self, frame: Frame) -> None:
        if frame.address != self._address or not frame.data:  # a frame without a key is noise
            return
        if frame.function == Function.RATING:
            self._rate(frame.data[-1])
            return
        stroke = self._typing.take(frame.data, monotonic())
        if stroke is None:
            return
        if self._desk is None:
            self.woken.emit()
        elif self._is_locked() or self._state is None:
            self.refuse()
        elif not self._state.busy:
            self._take(stroke, self._state)

    def _take(self, stroke: Stroke, state: DeskState) -> None:
        assert self._desk
        match meaning(stroke, state, pause_reasons()):
            case None:
                self.refuse()
            case Step() as step:
                self._then = step.then
                self._outcome_of = state.note
                self._desk.press(step.verb)
                if step.answer:
                    self._desk.answer(step.answer)
            case Other.ASK_RATING if self._rating:
                self._rating.ask(state.counter)
            case Other.ASK_RATING:
                self.refuse()
            case Other.FORGET_TYPED:
                pass
            case never:
                assert_never(never)

    def _on_outcome(self, state: DeskState) -> None:
        """What came of the last key: the next step of it, or a word that the clerk cannot read here."""
        if self._outcome_of is False or state.question:
            return
        refused = state.note is not None and state.note != self._outcome_of
        then, self._then, self._outcome_of = self._then, None, False
        if refused:
            log.info("pad %s at counter %s: %s", self._address, state.counter, state.note)
            self.refuse()
        elif then and self._desk and state.stage == Stage.IDLE:
            self._outcome_of = state.note
            self._desk.press(then)

    def _rate(self, key: int) -> None:
        level = self._levels.get(key)
        if level is None or self._rating is None or not self._rating.give(self._rated, level):
            self.refuse()
