"""A list of bookings from the hall's web and phone systems: taken in whole, or not at all, and as often as one likes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, bindparam, insert, select, update

from db.booking_events import AppointmentBooked, AppointmentMoved, BookingsImported
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
from db.folder_files import read_table
from db.models import appointment, service
from db.slots import Diary, Slot
from db.status import AppointmentState
from db.turn import Turn, command

BOOKING = (
    Entry("code", text_of, A_TEXT),
    Entry("service", text_of, A_TEXT),
    Entry("date", day, DATE),
    Entry("time", clock, CLOCK),
)

_KNOWN = select(appointment).where(appointment.c.code.in_(bindparam("codes", expanding=True)))
_SERVICES = select(service.c.id, service.c.zone_id).where(service.c.by_appointment, ~service.c.retired)
_INSERT = insert(appointment)
_MOVE = (
    update(appointment)
    .where(appointment.c.code == bindparam("the_code"))
    .values(starts_at=bindparam("new_start"))
)


@dataclass(frozen=True)
class Booking:
    """One line of a list."""

    line: ReadLine
    code: str
    service_id: str
    date: date
    time: time


@dataclass(frozen=True)
class BookingList:
    """A list of bookings, readable in every line."""

    file: str
    bookings: tuple[Booking, ...]


def read_bookings(path: Path) -> BookingList:
    """The list in a CSV file. Raises `LoadError`, which names every line that cannot be read."""
    path.stat()
    mistakes: list[Mistake] = []
    _, lines = read_table(path, [entry.name for entry in BOOKING], mistakes)
    read = [read_line(line, BOOKING, mistakes) for line in lines]
    refuse_repetition(read, "code", mistakes)
    if mistakes:
        raise LoadError(path, mistakes)
    return BookingList(
        path.name,
        tuple(Booking(line, line["code"], line["service"], line["date"], line["time"]) for line in read),
    )


@command(BookingsImported)
def import_bookings(turn: Turn, listed: BookingList) -> BookingsImported:
    """Take a list in: a code that is new is booked, one that is known is moved if its time differs.

    Whom another system has promised a slot is not asked about the days ahead, but the slot must be there and
    have room. What the list leaves out stays. Raises `LoadError`, which names every line that cannot be kept.
    """
    return _Import(turn, listed).run()


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
        new: list[tuple[Booking, datetime]] = []
        moved: list[tuple[Booking, datetime]] = []
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
                new.append((booking, starts_at))
            elif self._changes(booking, known, starts_at):
                moved.append((booking, starts_at))
        self._check_slots(new, moved)
        if self.mistakes:
            raise LoadError(self.listed.file, self.mistakes)
        return self._store(new, moved)

    def _add(self, booking: Booking, column: str, template: str, **fields: object) -> None:
        self.mistakes.append(Mistake(template, place=booking.line.place(column), **fields))

    def _changes(self, booking: Booking, known: RowMapping, starts_at: datetime) -> bool:
        """Whether a known booking is for another time; it can no longer be once it was used."""
        if known["service_id"] != booking.service_id:
            template = QT_TRANSLATE_NOOP("errors", "{place}: this code is a booking for {name} already.")
            self._add(booking, "code", template, name=known["service_id"])
            return False
        if known["starts_at"] == starts_at:
            return False
        if known["state"] != AppointmentState.BOOKED:
            template = QT_TRANSLATE_NOOP(
                "errors", "{place}: this booking is {state}, so it cannot be moved to another time."
            )
            self._add(booking, "code", template, state=APPOINTMENT_WORDS[known["state"]])
            return False
        return True

    def _check_slots(
        self, new: Iterable[tuple[Booking, datetime]], moved: Iterable[tuple[Booking, datetime]]
    ) -> None:
        given_back = Counter(
            (booking.service_id, self.known[booking.code]["starts_at"]) for booking, _ in moved
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
        self, new: Sequence[tuple[Booking, datetime]], moved: Sequence[tuple[Booking, datetime]]
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
                }
                for booking, starts_at in new
            ]
            turn.connection.execute(_INSERT, rows)
        if moved:
            moves = [{"the_code": booking.code, "new_start": starts_at} for booking, starts_at in moved]
            turn.connection.execute(_MOVE, moves)
        turn.record_all(
            AppointmentBooked(stamp=turn.stamp(), **self._facts(booking), starts_at=starts_at)
            for booking, starts_at in new
        )
        turn.record_all(
            AppointmentMoved(
                stamp=turn.stamp(),
                **self._facts(booking),
                starts_at=starts_at,
                starts_before=self.known[booking.code]["starts_at"],
            )
            for booking, starts_at in moved
        )
        return turn.record(
            BookingsImported(
                stamp=turn.stamp(turn.request),
                file=self.listed.file,
                booked=len(new),
                moved=len(moved),
                unchanged=len(self.listed.bookings) - len(new) - len(moved),
            )
        )

    def _facts(self, booking: Booking) -> dict[str, Any]:
        return {
            "code": booking.code,
            "service_id": booking.service_id,
            "zone_id": self.zones[booking.service_id],
        }
