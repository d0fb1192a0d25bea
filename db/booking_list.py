"""A list of bookings from the hall's web and phone systems: taken in whole, or not at all, and as often as one likes.

Whom a booking is for stands in the list as a number, and ends where the list is read: what goes further is a hash
and a mask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import RowMapping, bindparam, insert, select, update

from db import privacy
from db.appointments import AppointmentFacts
from db.booking_events import AppointmentBooked, AppointmentCancelled, AppointmentMoved, BookingsImported
from db.calendar import calendar_of
from db.errors import APPOINTMENT_WORDS, QT_TRANSLATE_NOOP, LoadError, Mistake
from db.folder_entries import (
    A_TEXT,
    CLOCK,
    DATE,
    Entry,
    ReadLine,
    clock,
    day,
    read_line,
    refuse_repetition,
    text_of,
)
from db.folder_files import Line, read_table
from db.models import appointment, service
from db.privacy import Person
from db.slots import Diary, Slot
from db.status import AppointmentState
from db.turn import Turn, command

BOOKED_OR_CANCELLED = QT_TRANSLATE_NOOP("errors", "booked or cancelled")
A_PERSONS_NUMBER = QT_TRANSLATE_NOOP("errors", "the number of an ID card or another document")

_MUST = ("code", "service", "date", "time")
_STATES = {
    "booked": AppointmentState.BOOKED,
    "cancelled": AppointmentState.CANCELLED,
    "已预约": AppointmentState.BOOKED,
    "已取消": AppointmentState.CANCELLED,
}

_KNOWN = select(appointment).where(appointment.c.code.in_(bindparam("codes", expanding=True)))
_SERVICES = select(service.c.id, service.c.zone_id).where(service.c.by_appointment, ~service.c.retired)
_INSERT = insert(appointment)
_MOVE = (
    update(appointment)
    .where(appointment.c.code == bindparam("the_code"))
    .values(starts_at=bindparam("new_start"))
)
_THE_CODES = appointment.c.code.in_(bindparam("codes", expanding=True))
_CANCEL = update(appointment).where(_THE_CODES).values(state=AppointmentState.CANCELLED.value)
_NAME = (
    update(appointment)
    .where(appointment.c.code == bindparam("the_code"))
    .values(person_hash=bindparam("new_hash"), person_mask=bindparam("new_mask"))
)


@dataclass(frozen=True)
class Booking:
    """One line of a list."""

    places: Mapping[str, str]
    """Where each column of the line stands."""
    code: str
    service_id: str
    date: date
    time: time
    person: Person | None
    """None: the list does not say."""
    cancelled: bool


@dataclass(frozen=True)
class BookingList:
    """A list of bookings, readable in every line."""

    file: str
    bookings: tuple[Booking, ...]


def read_bookings(path: Path) -> BookingList:
    """The list in a CSV file. Raises `LoadError`, which names every line that cannot be read.

    The columns `person` and `state` may be missing, and their cells empty. For persons the hall's key is needed,
    which may be missing or exposed (`db.privacy`).
    """
    path.stat()
    mistakes: list[Mistake] = []
    _, lines = read_table(path, _MUST, mistakes)
    entries = _entries(lines)
    read = [read_line(line, entries, mistakes) for line in lines]
    refuse_repetition(read, "code", mistakes)
    if mistakes:
        raise LoadError(path, mistakes)
    return BookingList(path.name, tuple(map(_booking, read)))


def _entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    named = any((cell := line.cells.get("person")) and cell.text for line in lines)
    key = privacy.load_key() if named else b""
    return (
        Entry("code", text_of, A_TEXT),
        Entry("service", text_of, A_TEXT),
        Entry("date", day, DATE),
        Entry("time", clock, CLOCK),
        Entry(
            "person",
            lambda text: _person(text, key),
            A_PERSONS_NUMBER,
            may_be_empty=True,
            shown=privacy.mask,
        ),
        Entry("state", lambda text: _STATES[text.lower()], BOOKED_OR_CANCELLED, may_be_empty=True),
    )


def _person(text: str, key: bytes) -> Person:
    # A spreadsheet likes to write an ID card's number as 1.10105E+17, which is nobody's.
    if not re.fullmatch(r"\w{6,30}", "".join(text.split())):
        raise ValueError
    return privacy.person_of(text, key)


def _booking(line: ReadLine) -> Booking:
    return Booking(
        places={name: line.place(name) for name in ("code", "service", "date", "time", "person", "state")},
        code=line["code"],
        service_id=line["service"],
        date=line["date"],
        time=line["time"],
        person=line["person"],
        cancelled=line["state"] == AppointmentState.CANCELLED,
    )


@command(BookingsImported)
def import_bookings(turn: Turn, listed: BookingList) -> BookingsImported:
    """Take a list in: a code that is new is booked, one that is known is moved if its time differs, or cancelled.

    Whom another system has promised a slot is not asked about the days ahead, and who gave it back there not how
    late; but the slot must be there and have room. What the list leaves out stays. Raises `LoadError`, which names
    every line that cannot be kept.
    """
    return _Import(turn, listed).run()


_New = tuple[Booking, datetime]


class _Import:
    """One list on its way into the hall."""

    def __init__(self, turn: Turn, listed: BookingList) -> None:
        self.turn = turn
        self.listed = listed
        self.calendar = calendar_of(turn)
        self.zones: dict[str, str] = {row.id: row.zone_id for row in turn.connection.execute(_SERVICES)}
        self.diaries: dict[str, Diary] = {}
        self.mistakes: list[Mistake] = []
        codes = {"codes": [booking.code for booking in listed.bookings]}
        rows = turn.connection.execute(_KNOWN, codes).mappings()
        self.known: dict[str, RowMapping] = {row["code"]: row for row in rows}

    def run(self) -> BookingsImported:
        new: list[_New] = []
        moved: list[_New] = []
        cancelled: list[Booking] = []
        named: list[Booking] = []
        for booking in self.listed.bookings:
            if booking.service_id not in self.zones:
                template = QT_TRANSLATE_NOOP(
                    "errors", "{place}: the hall has no service “{name}” that can be booked."
                )
                self._add(booking, "service", template, name=booking.service_id)
                continue
            starts_at = self.calendar.moment(booking.date, booking.time)
            known = self.known.get(booking.code)
            if known is None:
                # What was given back before the hall heard of it never was.
                new += [] if booking.cancelled else [(booking, starts_at)]
                continue
            if not self._is_the_same(booking, known):
                continue
            if booking.cancelled:
                cancelled += [booking] if self._is_to_be_cancelled(booking, known) else []
                continue
            if self._is_to_be_moved(booking, known, starts_at):
                moved.append((booking, starts_at))
            if booking.person and not known["person_hash"] and known["state"] == AppointmentState.BOOKED:
                named.append(booking)
        self._check_slots(new, moved, cancelled)
        if self.mistakes:
            raise LoadError(self.listed.file, self.mistakes)
        return self._store(new, moved, cancelled, named)

    def _add(self, booking: Booking, column: str, template: str, **fields: object) -> None:
        self.mistakes.append(Mistake(template, place=booking.places[column], **fields))

    def _is_the_same(self, booking: Booking, known: RowMapping) -> bool:
        """Whether a code stands for what it stood for before."""
        if known["service_id"] != booking.service_id:
            template = QT_TRANSLATE_NOOP("errors", "{place}: this code is a booking for {name} already.")
            self._add(booking, "code", template, name=known["service_id"])
            return False
        if booking.person and known["person_hash"] not in (None, booking.person.hash):
            template = QT_TRANSLATE_NOOP("errors", "{place}: this code is another visitor's booking already.")
            self._add(booking, "person", template)
            return False
        return True

    def _is_to_be_cancelled(self, booking: Booking, known: RowMapping) -> bool:
        """Whether a known booking is to be given back; it can no longer be once it was used."""
        if known["state"] == AppointmentState.ARRIVED:
            template = QT_TRANSLATE_NOOP(
                "errors", "{place}: this booking is {state}, so it cannot be cancelled."
            )
            self._add(booking, "state", template, state=APPOINTMENT_WORDS[known["state"]])
        return known["state"] == AppointmentState.BOOKED

    def _is_to_be_moved(self, booking: Booking, known: RowMapping, starts_at: datetime) -> bool:
        """Whether a known booking is for another time; it can no longer be once it was used."""
        if known["starts_at"] == starts_at:
            return False
        if known["state"] != AppointmentState.BOOKED:
            template = QT_TRANSLATE_NOOP(
                "errors", "{place}: this booking is {state}, so it cannot be moved to another time."
            )
            self._add(booking, "code", template, state=APPOINTMENT_WORDS[known["state"]])
            return False
        return True

    def _check_slots(self, new: Iterable[_New], moved: Sequence[_New], cancelled: Iterable[Booking]) -> None:
        leaving = [*(booking for booking, _ in moved), *cancelled]
        given_back = Counter(
            (booking.service_id, self.known[booking.code]["starts_at"]) for booking in leaving
        )
        wanted: Counter[tuple[str, datetime]] = Counter()
        for booking, starts_at in [*moved, *new]:
            if starts_at <= self.turn.now:
                self._add(booking, "date", QT_TRANSLATE_NOOP("errors", "{place}: that time is over."))
                continue
            found = self._diary(booking.service_id).slot_at(starts_at)
            if not isinstance(found, Slot):
                template = QT_TRANSLATE_NOOP("errors", "{place}: there is no such slot: {reason}.")
                self._add(booking, "time", template, reason=found)
                continue
            key = booking.service_id, starts_at
            wanted[key] += 1
            if (
                wanted[key]
                > found.capacity - self._diary(booking.service_id).taken[starts_at] + given_back[key]
            ):
                template = QT_TRANSLATE_NOOP(
                    "errors", "{place}: all {capacity} places of this slot are taken."
                )
                self._add(booking, "time", template, capacity=found.capacity)

    def _diary(self, service_id: str) -> Diary:
        if service_id not in self.diaries:
            today = self.calendar.moment(self.turn.business_date, time.min)
            self.diaries[service_id] = Diary(self.turn.connection, self.calendar, service_id, today)
        return self.diaries[service_id]

    def _store(
        self,
        new: Sequence[_New],
        moved: Sequence[_New],
        cancelled: Sequence[Booking],
        named: Sequence[Booking],
    ) -> BookingsImported:
        turn = self.turn
        if new:
            rows = [
                {
                    "code": booking.code,
                    "service_id": booking.service_id,
                    "starts_at": starts_at,
                    "state": AppointmentState.BOOKED.value,
                    "booked_at": turn.now,
                    **privacy.columns_of(booking.person),
                }
                for booking, starts_at in new
            ]
            turn.connection.execute(_INSERT, rows)
        if moved:
            moves = [{"the_code": booking.code, "new_start": starts_at} for booking, starts_at in moved]
            turn.connection.execute(_MOVE, moves)
        if cancelled:
            turn.connection.execute(_CANCEL, {"codes": [booking.code for booking in cancelled]})
        if named:
            names = [
                {"the_code": booking.code, "new_hash": person.hash, "new_mask": person.mask}
                for booking in named
                if (person := booking.person)
            ]
            turn.connection.execute(_NAME, names)
        turn.record_all(
            AppointmentBooked(stamp=turn.stamp(), **self._facts(booking, starts_at))
            for booking, starts_at in new
        )
        turn.record_all(
            AppointmentMoved(
                stamp=turn.stamp(),
                **self._facts(booking, starts_at),
                starts_before=self.known[booking.code]["starts_at"],
            )
            for booking, starts_at in moved
        )
        turn.record_all(
            AppointmentCancelled(
                stamp=turn.stamp(), **self._facts(booking, self.known[booking.code]["starts_at"])
            )
            for booking in cancelled
        )
        changed = len(new) + len(moved) + len(cancelled)
        return turn.record(
            BookingsImported(
                stamp=turn.stamp(turn.request),
                file=self.listed.file,
                booked=len(new),
                moved=len(moved),
                cancelled=len(cancelled),
                unchanged=len(self.listed.bookings) - changed,
            )
        )

    def _facts(self, booking: Booking, starts_at: datetime) -> AppointmentFacts:
        return AppointmentFacts(
            code=booking.code,
            service_id=booking.service_id,
            zone_id=self.zones[booking.service_id],
            starts_at=starts_at,
        )
