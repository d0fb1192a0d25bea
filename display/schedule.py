"""Whose announcement is next on a zone's loudspeakers, in which form, and when the channel is free.

Pure: it is told the time, and answers with the next step. The channel takes the steps in real time, `bench.voice`
on a simulated clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from db.directory import Named
from shell.speech_reasons import Unspoken

TOO_OLD_S = 30.0
"""A call that could not be spoken for so long is shown only: by now its visitor has seen it."""

FOCUS_S = 5.0
"""How long a call stays large on the board at least, spoken or not."""

SHOWN_S = 10.0
"""How long a call that another display speaks stays large at most, when nothing is heard of it."""

REPEAT_AFTER_S = 1.5
"""When nobody has come by then, the call is said a second time."""

FORGET_S = 300.0
"""What another display should have spoken, and never told of, is remembered so long in case we take over."""

SHORT_FROM = 3
"""So many calls waiting are said shortly ..."""

PAIR_FROM = 5
"""... and so many two by two."""


class Form(StrEnum):
    """How a call is said."""

    FULL = "full"  # chime and sentence, in every language
    SHORT = "short"  # without chime, as short as can be
    PAIR = "pair"  # two in one sentence, in the first language
    AGAIN = "again"  # the second time, without chime


@dataclass(frozen=True)
class Elsewhere:
    """The place of a counter in another zone than the visitor's."""

    zone_id: str
    floor: Named
    zone: Named


@dataclass(frozen=True)
class Announcement:
    """A call that is to be announced; `since` is its moment on this machine's monotonic clock."""

    call_id: int
    number: str
    service_id: str
    counter: int
    since: float
    times: int = 1
    zone_id: str = ""
    """Where its visitor waits, and hears it."""
    counter_zone_id: str = ""
    elsewhere: Elsewhere | None = None
    hour: time = time(12)
    """The hall's time: voices are lower at night."""

    @property
    def recall(self) -> bool:
        return self.times > 1


Calls = tuple[Announcement, ...]


@dataclass(frozen=True)
class Say:
    """Say these now; then tell `said`."""

    calls: Calls
    form: Form


@dataclass(frozen=True)
class Show:
    """Another display says this one: show it."""

    calls: Calls


@dataclass(frozen=True)
class Unsaid:
    """These will not be said any more, for that reason."""

    calls: Calls
    reason: Unspoken


@dataclass(frozen=True)
class Ended:
    """These have had their time on the board."""

    calls: Calls


@dataclass(frozen=True)
class Wait:
    """Nothing is to be done before then (None: before something happens)."""

    until: float | None


Step = Say | Show | Unsaid | Ended | Wait


def _everywhere(zone_id: str) -> bool:
    return True


@dataclass
class _OnBoard:
    """What stands large."""

    calls: Calls
    began: float
    held_until: float
    repeat_at: float | None = None
    unheard: set[int] = field(default_factory=set)
    """Calls that another display still speaks."""


class Schedule:
    """The announcements that wait for the channel, each call at most once.

    `mine` tells the zones for which this display speaks; what others speak is kept in case they fall silent.
    """

    def __init__(self, mine: Callable[[str], bool] = _everywhere, focus_s: float = FOCUS_S) -> None:
        self._mine = mine
        self._focus_s = focus_s
        self._recalls: deque[Announcement] = deque()
        self._calls: deque[Announcement] = deque()
        self._over: deque[Announcement] = deque()
        self._shown: set[tuple[int, int]] = set()
        self._now: _OnBoard | None = None

    @property
    def waiting(self) -> Calls:
        """Those to come on the loudspeakers, in their order."""
        return tuple(each for each in (*self._recalls, *self._calls) if not self._was_shown(each))

    @property
    def free(self) -> bool:
        """Whether nothing is being announced, and nothing waits for it."""
        return self._now is None and not self._line()

    def add(self, announcement: Announcement) -> None:
        """Line up; a recall takes the place of the call that was not spoken yet."""
        self._remove(announcement.call_id)
        (self._recalls if announcement.recall else self._calls).append(announcement)

    def over(self, call_id: int) -> None:
        """A call has ended: it is not said any more."""
        self.arrived(call_id)
        if removed := self._remove(call_id):
            self._over.append(removed)

    def arrived(self, call_id: int) -> None:
        """The visitor is there: no need to say it twice."""
        if self._now and any(each.call_id == call_id for each in self._now.calls):
            self._now.repeat_at = None

    def told(self, call_id: int, times: int) -> None:
        """What became of a call is on the record, by us or by another display."""
        for each in (*self._recalls, *self._calls, *self._over):
            if each.call_id == call_id and each.times <= times:
                self._remove(call_id)
        if self._now:
            self._now.unheard.discard(call_id)

    def said(self, say: Say, began: float, now: float, *, heard: bool) -> None:
        """It was said, or it turned out that it cannot be."""
        free = heard and say.form is Form.FULL and not self._line()
        repeat_at = max(now, began + self._focus_s) + REPEAT_AFTER_S if free else None
        self._now = _OnBoard(say.calls, began, max(now, began + self._focus_s), repeat_at)

    def put_back(self, say: Say) -> None:
        """Another display took over before it was said: as it was, in case that one falls silent too."""
        for each in reversed(say.calls):
            if each.call_id not in {waiting.call_id for waiting in (*self._recalls, *self._calls)}:
                (self._recalls if each.recall else self._calls).appendleft(each)
                self._shown.add((each.call_id, each.times))

    def next(self, now: float) -> Step:
        """What is to be done at this moment."""
        self._forget(now)
        if over := tuple(each for each in self._over if self._mine(each.zone_id)):
            return self._unsaid(over, Unspoken.CALL_OVER)
        if old := tuple(each for each in self._line() if now - each.since > TOO_OLD_S):
            return self._unsaid(old, Unspoken.TOO_OLD)
        if self._now:
            return self._go_on(self._now, now)
        if line := self._line():
            return self._say(line, now)
        for each in (*self._recalls, *self._calls):
            if not self._was_shown(each):
                self._shown.add((each.call_id, each.times))
                self._now = _OnBoard((each,), now, now + self._focus_s, unheard={each.call_id})
                return Show((each,))
        return Wait(None)

    def _go_on(self, shown: _OnBoard, now: float) -> Step:
        """While something stands large."""
        line = self._line()
        if now < shown.held_until:
            return Wait(shown.held_until)
        if shown.unheard and not line and now < shown.began + SHOWN_S:
            return Wait(shown.began + SHOWN_S)
        if shown.repeat_at is not None and not line and now - shown.calls[0].since <= TOO_OLD_S:
            if now < shown.repeat_at:
                return Wait(shown.repeat_at)
            shown.repeat_at = None
            return Say(shown.calls, Form.AGAIN)
        self._now = None
        return Ended(shown.calls)

    def _say(self, line: list[Announcement], now: float) -> Say:
        form = Form.FULL if len(line) < SHORT_FROM else Form.SHORT if len(line) < PAIR_FROM else Form.PAIR
        calls = tuple(line[: 2 if form is Form.PAIR else 1])
        for each in calls:
            self._remove(each.call_id)
        self._now = _OnBoard(calls, now, now)
        return Say(calls, form)

    def _line(self) -> list[Announcement]:
        """What we have to say, in its order."""
        return [each for each in (*self._recalls, *self._calls) if self._mine(each.zone_id)]

    def _was_shown(self, announcement: Announcement) -> bool:
        """Whether another display is, or was, about to say it."""
        key = (announcement.call_id, announcement.times)
        return key in self._shown and not self._mine(announcement.zone_id)

    def _unsaid(self, calls: Calls, reason: Unspoken) -> Unsaid:
        for each in calls:
            self._remove(each.call_id)
        return Unsaid(calls, reason)

    def _forget(self, now: float) -> None:
        """Nobody told what became of these, and we are not to."""
        for each in (*self._recalls, *self._calls, *self._over):
            if now - each.since > FORGET_S and not self._mine(each.zone_id):
                self._remove(each.call_id)

    def _remove(self, call_id: int) -> Announcement | None:
        for line in (self._recalls, self._calls, self._over):
            for waiting in line:
                if waiting.call_id == call_id:
                    line.remove(waiting)
                    self._shown.discard((call_id, waiting.times))
                    return waiting
        return None
