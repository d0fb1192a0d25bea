"""A voice channel in simulated time: one call after the other, short when many wait, silent when it is too late."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from db.events import TicketCalled

_WITH_CHIME_S, _SHORT_S = 6.0, 4.0
_MANY, _TOO_LATE_S = 3, 30.0

Later = Callable[[float, Callable[[], None]], None]


class Channel:
    """One loudspeaker channel; `announced` is told of every call, and whether it was spoken."""

    def __init__(self, later: Later, announced: Callable[[TicketCalled, bool], None]) -> None:
        self._later, self._announced = later, announced
        self._waiting: deque[tuple[TicketCalled, float]] = deque()
        self._speaking = False
        self.delays_s: list[float] = []
        self.unspoken = 0

    def say(self, called: TicketCalled, now_s: float) -> None:
        """A call to be spoken as soon as the channel is free."""
        self._waiting.append((called, now_s))
        if not self._speaking:
            self._next(now_s)

    def _next(self, now_s: float) -> None:
        self._speaking = bool(self._waiting)
        if not self._waiting:
            return
        short = len(self._waiting) >= _MANY
        called, since_s = self._waiting.popleft()
        delay_s = now_s - since_s
        spoken = delay_s <= _TOO_LATE_S
        lasts_s = (_SHORT_S if short else _WITH_CHIME_S) if spoken else 0.0
        if spoken:
            self.delays_s.append(delay_s)
        else:
            self.unspoken += 1

        def over() -> None:
            self._announced(called, spoken)
            self._next(now_s + lasts_s)

        self._later(lasts_s, over)
