"""A clock for tests of time: it shows what the test says, by the clocks of the small hall."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in the hall's own time."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


class HandClock:
    """A clock that a test sets by hand; Tuesday, 2026-11-24, 10:00, to begin with."""

    def __init__(self) -> None:
        self.moment = at(2026, 11, 24, 10)

    def __call__(self) -> datetime:
        return self.moment
