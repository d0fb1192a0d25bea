"""Whose announcement is next on a zone's loudspeakers: recalls first, then first come, first spoken."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

TOO_OLD_S = 30.0
"""A call that could not be spoken for so long is shown only: by now its visitor has seen it."""


@dataclass(frozen=True)
class Announcement:
    """A call that is to be announced; `since` is its moment on this machine's monotonic clock."""

    call_id: int
    number: str
    service_id: str
    counter: int
    since: float
    times: int = 1

    @property
    def recall(self) -> bool:
        return self.times > 1


class Schedule:
    """The announcements that wait for the channel, each call at most once."""

    def __init__(self) -> None:
        self._recalls: deque[Announcement] = deque()
        self._calls: deque[Announcement] = deque()

    def __contains__(self, call_id: int) -> bool:
        return any(waiting.call_id == call_id for waiting in self.waiting)

    @property
    def waiting(self) -> tuple[Announcement, ...]:
        """Those to come, in their order."""
        return (*self._recalls, *self._calls)

    def add(self, announcement: Announcement) -> None:
        """Line up; a recall takes the place of the call that was not spoken yet."""
        self.remove(announcement.call_id)
        (self._recalls if announcement.recall else self._calls).append(announcement)

    def remove(self, call_id: int) -> Announcement | None:
        """Take a call out of the line."""
        for line in (self._recalls, self._calls):
            for waiting in line:
                if waiting.call_id == call_id:
                    line.remove(waiting)
                    return waiting
        return None

    def take_too_old(self, now: float) -> tuple[Announcement, ...]:
        """Take out those that waited too long to be spoken."""
        old = tuple(waiting for waiting in self.waiting if now - waiting.since > TOO_OLD_S)
        for each in old:
            self.remove(each.call_id)
        return old

    def take(self) -> Announcement | None:
        """Take the next one."""
        for line in (self._recalls, self._calls):
            if line:
                return line.popleft()
        return None
