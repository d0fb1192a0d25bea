"""What happens to bookings and to the hall's hours, told like the other events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from db.events import Event


@dataclass(frozen=True, kw_only=True)
class AppointmentEvent(Event):
    """Something that happened to a booking; `code` is what its visitor shows."""

    code: str
    service_id: str
    zone_id: str
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(AppointmentEvent):
    """Somebody booked a slot."""


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(AppointmentEvent):
    """The booking is for another slot of the same service now."""

    starts_before: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(AppointmentEvent):
    """The booking was given back in time."""


@dataclass(frozen=True, kw_only=True)
class AppointmentCheckedIn(AppointmentEvent):
    """The visitor came and has a number; `on_time`: so the slot counted."""

    ticket_id: int
    number: str
    on_time: bool


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(AppointmentEvent):
    """The day is over, and the visitor never came."""


@dataclass(frozen=True, kw_only=True)
class BookingsImported(Event):
    """A list of bookings was taken in; `unchanged` were known already."""

    file: str
    booked: int
    moved: int
    cancelled: int = 0
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class ExtraHoursAdded(Event):
    """The hall is open for longer on one day; numbers are given out then, and no cap counts them."""

    date: date
    opens: time
    closes: time
