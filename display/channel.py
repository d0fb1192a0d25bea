"""The loudspeakers of some zones: one announcement at a time, spoken to its end, its outcome always told."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, assert_never

from PySide6.QtCore import QObject, Signal

from display.recording import Recording
from display.schedule import (
    FOCUS_S,
    Announcement,
    Ended,
    Form,
    Say,
    Schedule,
    Show,
    Unsaid,
    Wait,
)
from shell.mailbox import Mailbox
from shell.speech import Manner, NotSpoken, Rendered, Voice
from shell.speech_reasons import Unspoken
from shell.speech_text import Utterance

log = logging.getLogger(__name__)

CHECK_AGAIN_S = 30.0
"""So often a voice that could not be heard is looked at again."""

LEASE_MARGIN_S = 0.5
"""So much longer than a sentence its lease must last."""


class Lease(Protocol):
    """What a channel needs of leases."""

    def holds(self, zone_id: str) -> bool: ...
    def latest_start(self, zone_id: str, seconds: float) -> float: ...
    def now_fit(self, fit: bool) -> None: ...


class Everywhere:
    """For a board that speaks for itself alone: nobody else could."""

    def holds(self, zone_id: str) -> bool:
        """Always."""
        return True

    def latest_start(self, zone_id: str, seconds: float) -> float:
        """Whenever."""
        return math.inf

    def now_fit(self, fit: bool) -> None:
        """Nobody asks."""


@dataclass(frozen=True)
class Outcome:
    """What became of a call: spoken, from a monotonic moment on and by which voice; or why not.

    `trouble`: why a better voice did not speak.
    """

    spoken: bool
    reason: str = ""
    sounded_at: float | None = None
    voice: str = ""
    trouble: str = ""


Wording = Callable[[Sequence[Announcement], Form], tuple[Utterance, ...]]
"""What is said for some calls."""

Tone = Callable[[Announcement], Manner]
"""How fast and loud it is said, by the hour."""


class _TakenOver(Exception):
    """Another display speaks for the zone by now."""


class Channel(QObject):
    """Announces calls in a thread of its own; its signals arrive in the thread of whoever listens."""

    condition = Signal(str)
    """Why nothing can be spoken now, or not by the best voice; empty when all is well."""
    began = Signal(object, object)
    """The announcement that has the floor now, and another or None in the same sentence."""
    settled = Signal(object, object)
    """Announcement and `Outcome`. Exactly once for each that this display speaks for."""
    ended = Signal(object)
    """The announcement has had its time on the board."""

    def __init__(
        self,
        voice: Voice | None,
        wording: Wording,
        *,
        tone: Tone = lambda _: Manner(),
        leases: Lease | None = None,
        recording: Recording | None = None,
        focus_s: float = FOCUS_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._wording = wording
        self._tone = tone
        self._leases = leases or Everywhere()
        self._recording = recording
        self._schedule = Schedule(self._leases.holds, focus_s)
        self._expected: list[Announcement] = []
        self._check_at: float | None = None
        self._changed = threading.Condition()
        self._stopping = False
        self._letters = Mailbox(_hand_over, self)
        # The window may go while the thread speaks: it tells by letters, which nobody needs to be there for.
        self._tell = self._letters.slot.put
        self._thread = threading.Thread(target=self._work, name="channel", daemon=True)

    def start(self) -> None:
        """Begin to announce."""
        self._thread.start()

    def announce(self, announcement: Announcement) -> None:
        """Line a call up."""
        with self._changed:
            self._schedule.add(announcement)
            self._changed.notify()

    def withdraw(self, call_id: int) -> None:
        """A call is over: what was not begun will not be spoken any more."""
        with self._changed:
            self._schedule.over(call_id)
            self._changed.notify()

    def arrived(self, call_id: int) -> None:
        """The visitor is there: the call need not be said a second time."""
        with self._changed:
            self._schedule.arrived(call_id)
            self._changed.notify()

    def told(self, call_id: int, times: int) -> None:
        """What became of a call is on the record already, by this display or by another."""
        with self._changed:
            self._schedule.told(call_id, times)
            self._changed.notify()

    def expect(self, likely: Iterable[Announcement]) -> None:
        """What may be said next: made ready while there is nothing else to do."""
        with self._changed:
            self._expected = list(likely)
            self._changed.notify()

    def look_again(self) -> None:
        """Something about the leases has changed; from any thread."""
        with self._changed:
            self._changed.notify()

    @property
    def waiting(self) -> tuple[Announcement, ...]:
        """The calls that wait for the loudspeakers, in their order."""
        with self._changed:
            return self._schedule.waiting

    def utterances(self, *calls: Announcement) -> tuple[Utterance, ...]:
        """What is said of a call, or of two at once, and shown as text."""
        return self._wording(calls, Form.FULL if len(calls) == 1 else Form.PAIR)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Stop, in the middle of a sentence if need be."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._letters.close()
        if self._voice:
            self._voice.close()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    # --- In the thread -----------------------------------------------------------------------------

    def _work(self) -> None:
        self._check()
        while step := self._next():
            match step:
                case Say():
                    self._announce(step)
                case Show():
                    self._tell(lambda each=step.calls[0]: self.began.emit(each, None))
                case Unsaid():
                    self._settle(step.calls, Outcome(False, step.reason))
                case Ended():
                    for each in step.calls:
                        self._tell(lambda each=each: self.ended.emit(each))
                case _:
                    assert_never(step)

    def _check(self) -> None:
        """Say at the start already what would keep the voice from being heard."""
        if self._voice is None:
            self._tell(lambda: self.condition.emit(Unspoken.SWITCHED_OFF))
            return
        try:
            trouble, fit = self._voice.check(), True
        except NotSpoken as failure:
            trouble, fit = failure.reason, False
        self._found(fit)
        self._tell(lambda: self.condition.emit(trouble))

    def _found(self, fit: bool) -> None:
        """Whether it can be heard; if not, that is looked at again after a while."""
        self._leases.now_fit(fit)
        self._check_at = None if fit else monotonic() + CHECK_AGAIN_S

    def _next(self) -> Say | Show | Unsaid | Ended | None:
        """Wait for the next thing to do, making likely sentences meanwhile; None when there will be no more."""
        while True:
            with self._changed:
                if self._stopping:
                    return None
                now = monotonic()
                step = self._schedule.next(now)
                if not isinstance(step, Wait):
                    return step
                expected = self._expected.pop(0) if self._expected and self._voice else None
                if expected is None:
                    moments = [each for each in (step.until, self._check_at) if each is not None]
                    self._changed.wait(max(0.0, min(moments) - now) if moments else None)
            if expected and self._leases.holds(expected.zone_id):
                self._make_ready(expected)
            elif self._check_at is not None and monotonic() >= self._check_at:
                self._check()

    def _make_ready(self, likely: Announcement) -> None:
        """Render what would be said of a call that nobody has made yet."""
        assert self._voice is not None
        try:
            for place, utterance in enumerate(self._wording((likely,), Form.FULL)):
                self._voice.render(utterance, self._tone(likely), chime=place == 0)
        except NotSpoken as failure:
            log.debug("%s could not be made ready: %s", likely.number, failure)
            self._expected = []

    def _announce(self, say: Say) -> None:
        """Show it, say it, tell what became of it."""
        began = monotonic()
        if say.form is not Form.AGAIN:
            first, *others = say.calls
            self._tell(lambda: self.began.emit(first, others[0] if others else None))
        try:
            outcome = self._say(say)
        except _TakenOver:
            log.info("another display speaks for %s now", say.calls[0].zone_id)
            with self._changed:
                if say.form is not Form.AGAIN:
                    self._schedule.put_back(say)
            return
        if self._stopping:
            return
        with self._changed:
            self._schedule.said(say, began, monotonic(), heard=outcome.spoken)
        if self._voice:
            self._found(outcome.spoken)
        trouble = outcome.reason or outcome.trouble
        self._tell(lambda: self.condition.emit(trouble))
        if say.form is not Form.AGAIN:
            self._settle(say.calls, outcome)

    def _settle(self, calls: Sequence[Announcement], outcome: Outcome) -> None:
        for each in calls:
            self._tell(lambda each=each: self.settled.emit(each, outcome))

    def _say(self, say: Say) -> Outcome:
        """Sentence by sentence, each only while this display speaks for the zone."""
        voice, sounded_at, said = self._voice, None, []
        if voice is None:
            if self._leases.latest_start(say.calls[0].zone_id, 0) < monotonic():
                raise _TakenOver
            return Outcome(False, Unspoken.SWITCHED_OFF)
        tone = self._tone(say.calls[0])
        utterances = self._wording(say.calls, say.form)
        try:
            for place, utterance in enumerate(utterances):
                rendered = voice.render(utterance, tone, chime=place == 0 and say.form is Form.FULL)
                said.append(rendered)
                if place == 0 and self._recording and say.form is not Form.AGAIN:
                    self._keep(say, utterances, tone)
                lasts_s = rendered.seconds + LEASE_MARGIN_S
                zones = {each.zone_id for each in say.calls}
                last = min(self._leases.latest_start(zone, lasts_s) for zone in zones)
                moment = voice.play(rendered, not_after=last)
                sounded_at = sounded_at or moment
        except NotSpoken as failure:
            if failure.reason is Unspoken.TOO_LATE:
                raise _TakenOver from failure
            log.info("call %s was not spoken: %s", say.calls[0].number, failure)
            return Outcome(False, failure.reason)
        return Outcome(True, "", sounded_at, said[0].voice, next(filter(None, _troubles(said)), ""))

    def _keep(self, say: Say, utterances: Sequence[Utterance], tone: Manner) -> None:
        """Leave a copy where somebody wants to listen to it later."""
        assert self._voice is not None
        assert self._recording is not None
        chimes = say.form is Form.FULL
        sounds = [
            self._voice.render(each, tone, chime=chimes and place == 0)
            for place, each in enumerate(utterances)
        ]
        self._recording.keep(say.calls, utterances, [each.path for each in sounds])


def _troubles(said: Sequence[Rendered]) -> Iterable[str]:
    return (each.trouble for each in said)


def _hand_over(say: Callable[[], None]) -> None:
    say()
