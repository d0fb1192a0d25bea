"""Bookings: a slot with room, a code, a place in line that is never worse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update

from db import appointments, queue
from db.appointments import book, cancel_booking, check_in, mark_missed, move
from db.booking_events import AppointmentCancelled, AppointmentCheckedIn, AppointmentMissed, AppointmentMoved
from db.engine import Database
from db.errors import (
    BookingOver,
    CheckedInAlready,
    CodeTaken,
    HallClosed,
    NotBookable,
    SlotRefused,
    TooEarlyToCheckIn,
    TooLateToChange,
    UnknownThing,
)
from db.events import Event, TicketIssued
from db.journal import from_row
from db.models import event, opening_hours, service, ticket
from db.privacy import AlreadyHolding, Person
from db.turn import take_turn
from tests.booking_hall import ELEVEN, NINE, TEN, TWO, booking_hall, places_left
from tests.hand_clock import HandClock, at


@pytest.fixture
def clock() -> HandClock:
    """Tuesday, 10:00, to begin with."""
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """The hall of tests/booking_hall.py."""
    with booking_hall(database_url, clock) as database:
        yield database


def _book(hall: Database, starts_at: datetime = TEN, **choices: Any) -> str:
    return book(hall, uuid4(), "B2", starts_at, **choices).code


def _come(hall: Database, clock: HandClock, moment: datetime, code: str, **choices: object) -> TicketIssued:
    clock.moment = moment
    return check_in(hall, uuid4(), code, **choices)  # type: ignore[arg-type]


def _events(hall: Database) -> list[Event]:
    with hall.reading() as connection:
        return [from_row(row) for row in connection.execute(select(event).order_by(event.c.id)).mappings()]


def _refused(hall: Database, starts_at: datetime) -> dict[str, object]:
    with pytest.raises(SlotRefused) as refusal:
        book(hall, uuid4(), "B2", starts_at)
    return refusal.value.fields


# --- Booking -------------------------------------------------------------------------------------


def test_a_booking_has_a_code_of_digits_and_takes_a_place(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    assert len(code) == appointments.CODE_DIGITS and code.isdigit()
    assert places_left(hall, clock)[TEN] == 1
    assert places_left(hall, clock)[ELEVEN] == 2


def test_a_booking_that_is_sent_twice_is_one(hall: Database, clock: HandClock) -> None:
    request = uuid4()
    assert book(hall, request, "B2", TEN) == book(hall, request, "B2", TEN)
    assert places_left(hall, clock)[TEN] == 1


def test_a_full_slot_refers_to_the_next_free_one(hall: Database, clock: HandClock) -> None:
    _book(hall)
    _book(hall)
    refused = _refused(hall, TEN)
    assert refused["reason"] == "all places are taken"
    assert refused["next"] == ELEVEN


def test_what_cannot_be_booked_says_why(hall: Database, clock: HandClock) -> None:
    assert _refused(hall, at(2026, 11, 25, 9, 30))["reason"] == "there is no slot at that time"
    assert _refused(hall, at(2026, 11, 24, 9))["reason"] == "that time is over"
    assert _refused(hall, at(2026, 11, 28, 10))["reason"] == "closed on this day of the week"
    assert _refused(hall, at(2026, 12, 2, 9)) | {"service": ""} == {
        "service": "",
        "starts": at(2026, 12, 2, 9),
        "reason": "that is too far ahead",
        "next": at(2026, 12, 1, 14),
    }


def test_five_working_days_ahead_skip_the_weekend(hall: Database, clock: HandClock) -> None:
    days = sorted({starts_at.astimezone(TEN.tzinfo).date() for starts_at in places_left(hall, clock)})
    assert [day.day for day in days] == [24, 25, 26, 27, 30, 1]
    assert min(places_left(hall, clock)) == at(2026, 11, 24, 11)


def test_slots_keep_to_the_calendar_of_the_hall(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 9, 30, 10)
    offered = places_left(hall, clock)
    assert at(2026, 10, 1, 9) not in offered
    assert at(2026, 10, 8, 9) in offered
    assert at(2026, 10, 10, 9) in offered  # a Saturday that is worked
    with hall.engine.begin() as connection:
        closed_early = {
            "date": at(2026, 10, 9, 9).date(),
            "kind": "serve",
            "opens": time(9),
            "closes": time(11),
        }
        connection.execute(insert(opening_hours).values(**closed_early))
    offered = places_left(hall, clock)
    assert at(2026, 10, 9, 10) in offered
    assert at(2026, 10, 9, 11) not in offered


def test_some_services_cannot_be_booked(hall: Database) -> None:
    with pytest.raises(NotBookable, match="Social insurance cannot be booked"):
        book(hall, uuid4(), "B1", TEN)
    with pytest.raises(UnknownThing):
        book(hall, uuid4(), "Z9", TEN)


def test_another_systems_code_is_kept_and_its_own(hall: Database) -> None:
    assert _book(hall, code="WX-1") == "WX-1"
    with pytest.raises(CodeTaken, match="WX-1"):
        _book(hall, code="WX-1")


def test_moving_gives_the_old_place_back(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    moved = move(hall, uuid4(), code, TWO)
    assert moved == AppointmentMoved(
        stamp=moved.stamp, code=code, service_id="B2", zone_id="B", starts_at=TWO, starts_before=TEN
    )
    left = places_left(hall, clock)
    assert (left[TEN], left[TWO]) == (2, 1)
    with pytest.raises(SlotRefused):
        move(hall, uuid4(), code, TWO.replace(hour=15))


def test_cancelling_in_time_gives_the_place_back(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    clock.moment = at(2026, 11, 25, 8)
    cancel_booking(hall, uuid4(), code)
    assert places_left(hall, clock)[TEN] == 2
    with pytest.raises(BookingOver, match="is cancelled"):
        check_in(hall, uuid4(), code)


def test_two_hours_before_it_is_too_late_to_change(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    clock.moment = at(2026, 11, 25, 8, 1)
    for change in (
        lambda: cancel_booking(hall, uuid4(), code),
        lambda: move(hall, uuid4(), code, TWO),
    ):
        with pytest.raises(TooLateToChange, match="until 2026-11-25 08:00"):
            change()


def test_a_booking_that_was_given_up_is_undone(hall: Database, clock: HandClock) -> None:
    request: UUID = uuid4()
    book(hall, request, "B2", TEN)
    assert isinstance(queue.abandon(hall, request), AppointmentCancelled)
    assert places_left(hall, clock)[TEN] == 2


# --- Checking in ---------------------------------------------------------------------------------


def test_who_comes_early_counts_from_before_the_slot_or_from_coming(hall: Database, clock: HandClock) -> None:
    first, second = _book(hall), _book(hall)
    early = _come(hall, clock, at(2026, 11, 25, 9, 30), first)
    assert (early.due_at, early.booked_for, early.head_start_min) == (at(2026, 11, 25, 9, 30), TEN, 0)
    punctual = _come(hall, clock, at(2026, 11, 25, 9, 58), second)
    assert punctual.due_at == at(2026, 11, 25, 9, 50)


def test_a_head_start_counts_where_it_is_better_than_the_slot(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    issued = _come(hall, clock, at(2026, 11, 25, 9, 58), code, group_id="elderly")
    assert (issued.due_at, issued.head_start_min) == (at(2026, 11, 25, 9, 28), 30)


def test_fifteen_minutes_late_is_on_time_and_later_counts_from_coming(
    hall: Database, clock: HandClock
) -> None:
    first, second = _book(hall), _book(hall)
    assert _come(hall, clock, at(2026, 11, 25, 10, 15), first).due_at == at(2026, 11, 25, 9, 50)
    late = _come(hall, clock, at(2026, 11, 25, 10, 16), second)
    assert (late.due_at, late.booked_for) == (at(2026, 11, 25, 10, 16), None)
    assert [each.on_time for each in _events(hall) if isinstance(each, AppointmentCheckedIn)] == [True, False]


def test_too_early_is_refused_with_the_time(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    for moment in (at(2026, 11, 24, 10), at(2026, 11, 25, 9, 29)):
        with pytest.raises(TooEarlyToCheckIn, match=r"for 2026-11-25 10:00: check in from 09:30 on that day"):
            _come(hall, clock, moment, code)


def test_a_booking_is_called_before_those_who_came_between(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    queue.open_counter(hall, uuid4(), 47, "wang")
    clock.moment = at(2026, 11, 25, 9, 55)
    walk_in = queue.issue(hall, uuid4(), "B2")
    booked = _come(hall, clock, at(2026, 11, 25, 9, 58), code)
    for each in (walk_in, booked):
        queue.printed(hall, uuid4(), each.ticket_id)
    called = queue.call_next(hall, uuid4(), 47)
    assert called is not None
    assert called.number == booked.number == "B2002"


def test_on_time_the_door_is_open_even_when_no_other_numbers_are_given_out(
    hall: Database, clock: HandClock
) -> None:
    first, second = _book(hall, NINE), _book(hall, ELEVEN)
    assert _come(hall, clock, at(2026, 11, 25, 8, 45), first).number == "B2001"
    with hall.engine.begin() as connection:
        connection.execute(update(service).values(cap_am=0, cap_pm=0))
        rows = {"date": TEN.date(), "kind": "issue", "opens": time(9), "closes": time(11)}
        connection.execute(insert(opening_hours).values(**rows))
    with pytest.raises(HallClosed):
        _come(hall, clock, at(2026, 11, 25, 11, 16), second)
    assert _come(hall, clock, at(2026, 11, 25, 11, 16), _late_hall(hall, second)).number == "B2002"


def _late_hall(hall: Database, code: str) -> str:
    """Keep the hall open till noon that day."""
    with hall.engine.begin() as connection:
        connection.execute(
            update(opening_hours).where(opening_hours.c.date == TEN.date()).values(closes=time(12))
        )
    return code


def test_one_booking_is_one_number(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    issued = _come(hall, clock, at(2026, 11, 25, 9, 45), code)
    with pytest.raises(CheckedInAlready, match=issued.number):
        check_in(hall, uuid4(), code)


def test_a_failed_paper_leaves_the_booking_open(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    first = _come(hall, clock, at(2026, 11, 25, 9, 45), code)
    queue.cancel(hall, uuid4(), first.ticket_id, "paper failed")
    again = check_in(hall, uuid4(), code)
    assert (first.number, again.number) == ("B2001", "B2002")
    with hall.reading() as connection:
        rows = connection.execute(select(ticket.c.appointment_id).order_by(ticket.c.id)).scalars().all()
    assert rows[0] is None and rows[1] is not None


def test_bookings_do_not_count_against_the_cap(hall: Database, clock: HandClock) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(service).values(cap_am=1))
    code = _book(hall)
    _come(hall, clock, at(2026, 11, 25, 9, 45), code)
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"


def test_a_person_who_booked_holds_one_open_ticket(hall: Database, clock: HandClock) -> None:
    person = Person("0" * 64, "110***********1234")
    first, second = _book(hall, TEN, person=person), _book(hall, ELEVEN, person=person)
    issued = _come(hall, clock, TEN, first)
    with pytest.raises(AlreadyHolding, match=issued.number):
        _come(hall, clock, at(2026, 11, 25, 10, 45), second)
    with hall.reading() as connection:
        columns = connection.execute(select(ticket.c.person_hash, ticket.c.person_mask)).one()
    assert tuple(columns) == (person.hash, person.mask)


def test_an_unknown_code_is_told(hall: Database) -> None:
    with pytest.raises(UnknownThing, match="booking “000”"):
        check_in(hall, uuid4(), "000")


def test_who_never_came_is_counted_when_the_day_closes(hall: Database, clock: HandClock) -> None:
    came, missed, tomorrow = _book(hall, NINE), _book(hall, TEN), _book(hall, at(2026, 11, 26, 9))
    _come(hall, clock, NINE, came)
    clock.moment = at(2026, 11, 25, 18)
    with take_turn(hall) as turn:
        assert mark_missed(turn) == 1
    with take_turn(hall) as turn:
        assert mark_missed(turn) == 0
    told = [each for each in _events(hall) if isinstance(each, AppointmentMissed)]
    assert [each.code for each in told] == [missed]
    with pytest.raises(BookingOver, match="is over"):
        check_in(hall, uuid4(), missed)
    assert _come(hall, clock, at(2026, 11, 26, 9), tomorrow).number == "B2001"


def test_yesterdays_booking_is_over_though_nobody_closed_the_day(hall: Database, clock: HandClock) -> None:
    code = _book(hall)
    with pytest.raises(BookingOver, match="is over"):
        _come(hall, clock, at(2026, 11, 26, 9), code)
