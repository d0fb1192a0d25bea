"""Appointments: booked, moved, given back, checked in by code, or missed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, TypedDict

from sqlalchemy import bindparam, insert, select, update

from db import privacy
from db.booking_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCheckedIn,
    AppointmentMissed,
    AppointmentMoved,
)
from db.calendar import calendar_of, must_be_open
from db.errors import (
    APPOINTMENT_WORDS,
    QT_TRANSLATE_NOOP,
    BookingOver,
    CheckedInAlready,
    CodeTaken,
    TooEarlyToCheckIn,
    TooLateToChange,
    UnknownThing,
)
from db.events import TicketIssued
from db.models import appointment, service, ticket
from db.privacy import Person
from db.slots import bookable_service, must_be_free, open_diary
from db.status import AppointmentState, TicketState
from db.tickets import walk_in
from db.turn import Turn, command

CODE_DIGITS = 8

_FIND = (
    select(appointment, service.c.zone_id)
    .join(service, service.c.id == appointment.c.service_id)
    .where(appointment.c.code == bindparam("the_code"))
)
_CHANGE = update(appointment).where(appointment.c.id == bindparam("the_id"))
_TICKET_OF = select(ticket.c.id, ticket.c.number, ticket.c.state).where(
    ticket.c.appointment_id == bindparam("the_id")
)
_SET_FREE = update(ticket).where(ticket.c.id == bindparam("ticket")).values(appointment_id=None)
_NEVER_CAME = (
    select(appointment.c.code)
    .where(
        appointment.c.state == AppointmentState.BOOKED.value, appointment.c.starts_at < bindparam("before")
    )
    .order_by(appointment.c.starts_at, appointment.c.id)
)


class AppointmentFacts(TypedDict):
    """What every event about a booking says of it."""

    code: str
    service_id: str
    zone_id: str
    starts_at: datetime


@dataclass(frozen=True)
class Appointment:
    """A booking as a command finds it."""

    id: int
    facts: AppointmentFacts
    state: AppointmentState
    person: Person | None

    @property
    def starts_at(self) -> datetime:
        return self.facts["starts_at"]


def find_appointment(turn: Turn, code: str) -> Appointment:
    """The booking with that code, which must exist."""
    row = turn.connection.execute(_FIND, {"the_code": code}).mappings().first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "booking"), name=code)
    return Appointment(
        id=row["id"],
        facts=AppointmentFacts(
            code=row["code"], service_id=row["service_id"], zone_id=row["zone_id"], starts_at=row["starts_at"]
        ),
        state=AppointmentState(row["state"]),
        person=Person(row["person_hash"], row["person_mask"]) if row["person_hash"] else None,
    )


@command(AppointmentBooked)
def book(
    turn: Turn,
    service_id: str,
    starts_at: datetime,
    *,
    code: str | None = None,
    person: Person | None = None,
) -> AppointmentBooked:
    """Book a slot; the event's code is what the visitor shows. Without a code of the caller's, a new one is made.

    Raises `SlotRefused`, with the next free slot, or `NotBookable`.
    """
    bookable = bookable_service(turn.connection, service_id)
    diary = open_diary(turn.connection, turn.time_zone, service_id, turn.now)
    must_be_free(diary, bookable, starts_at, turn.now, turn.rules.booking_days_ahead)
    if code is None:
        code = _new_code(turn)
    elif _is_taken(turn, code):
        raise CodeTaken(code=code)
    facts = AppointmentFacts(code=code, service_id=service_id, zone_id=bookable.zone_id, starts_at=starts_at)
    turn.connection.execute(
        insert(appointment).values(
            code=code,
            service_id=service_id,
            starts_at=starts_at,
            state=AppointmentState.BOOKED.value,
            **privacy.columns_of(person),
            booked_at=turn.now,
        )
    )
    return turn.record(AppointmentBooked(stamp=turn.stamp(turn.request), **facts))


def _new_code(turn: Turn) -> str:
    """Digits only: a visitor may have to type them."""
    while _is_taken(turn, code := "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))):
        pass
    return code


def _is_taken(turn: Turn, code: str) -> bool:
    return turn.connection.execute(_FIND, {"the_code": code}).first() is not None


@command(AppointmentMoved)
def move(turn: Turn, code: str, starts_at: datetime) -> AppointmentMoved:
    """Book another slot of the same service instead; possible as long as cancelling is."""
    known = find_appointment(turn, code)
    _must_be_changeable(turn, known)
    bookable = bookable_service(turn.connection, known.facts["service_id"])
    diary = open_diary(turn.connection, turn.time_zone, bookable.id, turn.now)
    must_be_free(diary, bookable, starts_at, turn.now, turn.rules.booking_days_ahead)
    _change(turn, known, starts_at=starts_at)
    facts = known.facts.copy()
    facts["starts_at"] = starts_at
    return turn.record(
        AppointmentMoved(stamp=turn.stamp(turn.request), **facts, starts_before=known.starts_at)
    )


@command(AppointmentCancelled)
def cancel_booking(turn: Turn, code: str) -> AppointmentCancelled:
    """Give a booking back, so many hours before its slot at the latest."""
    known = find_appointment(turn, code)
    _must_be_changeable(turn, known)
    return give_back(turn, known)


def give_back(turn: Turn, known: Appointment) -> AppointmentCancelled:
    """Cancel within a turn that is held already."""
    _change(turn, known, state=AppointmentState.CANCELLED.value)
    return turn.record(AppointmentCancelled(stamp=turn.stamp(turn.request), **known.facts))


def _must_be_changeable(turn: Turn, known: Appointment) -> None:
    _must_be_booked(turn, known)
    until = known.starts_at - timedelta(hours=turn.rules.booking_cancel_h)
    if turn.now > until:
        raise TooLateToChange(starts=_local(turn, known.starts_at), until=_local(turn, until))


def _must_be_booked(turn: Turn, known: Appointment) -> None:
    if known.state != AppointmentState.BOOKED:
        raise BookingOver(starts=_local(turn, known.starts_at), state=APPOINTMENT_WORDS[known.state])


@command(TicketIssued)
def check_in(
    turn: Turn, code: str, *, language: str = "zh", group_id: str | None = None, low: bool = False
) -> TicketIssued:
    """Give the visitor of a booking a number.

    On time, the slot counts, even when no others are given out; whoever is later than the hall allows is a
    visitor like any other who comes then, but for the cap. Raises `TooEarlyToCheckIn`, with the time.
    """
    known = find_appointment(turn, code)
    known = _come_again(turn, known)
    _must_be_booked(turn, known)
    opens = max(
        known.starts_at - timedelta(minutes=turn.rules.booking_early_min),
        # A number is good on its own day alone.
        _midnight_before(turn, known.starts_at),
    )
    if turn.now < opens:
        raise TooEarlyToCheckIn(starts=_local(turn, known.starts_at), opens=_local(turn, opens))
    if _local(turn, known.starts_at).date() < turn.business_date:
        missed = APPOINTMENT_WORDS[AppointmentState.MISSED]
        raise BookingOver(starts=_local(turn, known.starts_at), state=missed)
    on_time = turn.now <= known.starts_at + timedelta(minutes=turn.rules.booking_late_min)
    if not on_time:
        must_be_open(calendar_of(turn), turn.now)
    privacy.must_hold_none(turn, known.facts["service_id"], known.person)
    issued = walk_in(
        turn,
        known.facts["service_id"],
        language=language,
        group_id=group_id,
        low=low,
        booked_for=known.starts_at if on_time else None,
        appointment_id=known.id,
        **privacy.columns_of(known.person),
    )
    _change(turn, known, state=AppointmentState.ARRIVED.value)
    turn.record(
        AppointmentCheckedIn(
            stamp=turn.stamp(),
            **known.facts,
            ticket_id=issued.ticket_id,
            number=issued.number,
            on_time=on_time,
        )
    )
    return issued


def _come_again(turn: Turn, known: Appointment) -> Appointment:
    """Whoever has checked in has a number; a cancelled one (its paper failed) leaves the booking open."""
    if known.state != AppointmentState.ARRIVED:
        return known
    row = turn.connection.execute(_TICKET_OF, {"the_id": known.id}).one()
    if row.state != TicketState.CANCELLED:
        raise CheckedInAlready(number=row.number, ticket_id=row.id)
    turn.connection.execute(_SET_FREE, {"ticket": row.id})
    return replace(known, state=AppointmentState.BOOKED)


def mark_missed(turn: Turn) -> int:
    """Count those who had booked for today or before and never came; part of closing the day."""
    midnight = calendar_of(turn).moment(turn.business_date + timedelta(days=1), time.min)
    codes = turn.connection.execute(_NEVER_CAME, {"before": midnight}).scalars().all()
    for code in codes:
        known = find_appointment(turn, code)
        _change(turn, known, state=AppointmentState.MISSED.value)
        turn.record(AppointmentMissed(stamp=turn.stamp(), **known.facts))
    return len(codes)


def _change(turn: Turn, known: Appointment, **values: Any) -> None:
    turn.connection.execute(_CHANGE, {"the_id": known.id, **values})


def _midnight_before(turn: Turn, moment: datetime) -> datetime:
    return datetime.combine(_local(turn, moment).date(), time.min, turn.time_zone)


def _local(turn: Turn, moment: datetime) -> datetime:
    return moment.astimezone(turn.time_zone)
