"""What happens to PINs, and to what the hall knows about people, told like the other events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.events import Event


@dataclass(frozen=True, kw_only=True)
class PinSet(Event):
    """A clerk has a new PIN."""

    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class PinRefused(Event):
    """A wrong PIN was given for the clerk, so many times in a row."""

    clerk_id: str
    times: int


@dataclass(frozen=True, kw_only=True)
class PadsAllowed(Event):
    """An administrator lets a station of call pads sign these clerks in at these counters without a PIN."""

    pads: str
    seats: tuple[tuple[int, str], ...]
    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class PersonShown(Event):
    """What is known of a visitor's identity was shown at a counter."""

    number: str
    call_id: int
    counter: int
    counter_zone_id: str
    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class VisitorsForgotten(Event):
    """Nothing tells any more who came on that day or earlier."""

    until: date
    tickets: int
    appointments: int
    ratings: int = 0
