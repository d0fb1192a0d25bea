"""Lists of bookings from other systems: all or nothing, every mistake with its line, again without harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.event import listen, remove

from db.appointments import book, cancel_booking, check_in
from db.booking_list import import_bookings, read_bookings
from db.engine import Database
from db.errors import LoadError, TooLateToChange
from db.journal import from_row
from db.models import appointment, event, slot
from db.privacy import AlreadyHolding, KeyMissing, person_of
from tests.booking_hall import ELEVEN, TEN, TWO, booking_hall, places_left
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


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """Where a test writes its list."""
    return tmp_path / "bookings.csv"


def _come(hall: Database, clock: HandClock, moment: datetime, code: str) -> str:
    clock.moment = moment
    return check_in(hall, uuid4(), code).number


def _write(csv: Path, *lines: str) -> Path:
    csv.write_text("\n".join(["code,service,date,time", *lines]), encoding="utf-8-sig")
    return csv


def _import(hall: Database, csv: Path, *lines: str) -> tuple[int, int, int]:
    done = import_bookings(hall, uuid4(), read_bookings(_write(csv, *lines)))
    return done.booked, done.moved, done.unchanged


def _mistakes(hall: Database, csv: Path, *lines: str) -> list[str]:
    with pytest.raises(LoadError) as caught:
        _import(hall, csv, *lines)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_list_is_taken_in_and_again_changes_nothing(hall: Database, clock: HandClock, csv: Path) -> None:
    lines = ("X1,B2,2026-11-25,10:00", "X2,B2,2026/11/25,9:00")
    assert _import(hall, csv, *lines) == (2, 0, 0)
    assert _import(hall, csv, *lines) == (0, 0, 2)
    assert _come(hall, clock, at(2026, 11, 25, 8, 50), "X2") == "B2001"
    assert _import(hall, csv, *lines) == (0, 0, 2)


def test_a_known_code_at_another_time_is_moved(hall: Database, clock: HandClock, csv: Path) -> None:
    _import(hall, csv, "X1,B2,2026-11-25,10:00", "X2,B2,2026-11-25,10:00")
    # X1 makes room for X3 in the same list.
    assert _import(hall, csv, "X3,B2,2026-11-25,10:00", "X1,B2,2026-11-25,14:00") == (1, 1, 0)
    left = places_left(hall, clock)
    assert (left[TEN], left[TWO]) == (0, 1)


def test_a_list_may_reach_further_ahead_than_the_counter_books(hall: Database, csv: Path) -> None:
    assert _import(hall, csv, "X1,B2,2026-12-16,10:00") == (1, 0, 0)


def test_every_mistake_is_told_with_its_line_and_nothing_is_kept(hall: Database, csv: Path) -> None:
    book(hall, uuid4(), "B2", ELEVEN, code="OLD")
    assert _mistakes(
        hall,
        csv,
        "X1,B2,2026-11-25,10:00",
        "X2,B1,2026-11-25,10:00",
        "X3,B2,2026-11-25,10:30",
        "X4,B2,2026-11-24,09:00",
        "X5,B2,2026-11-28,10:00",
        "X6,B2,2026-11-25,10:00",
        "X7,B2,2026-11-25,10:00",
        "OLD,B2,2026-11-25,11:00",
    ) == [
        "bookings.csv:3 service: the hall has no service “B1” that can be booked.",
        "bookings.csv:4 time: there is no such slot: there is no slot at that time.",
        "bookings.csv:5 date: that time is over.",
        "bookings.csv:6 time: there is no such slot: closed on this day of the week.",
        "bookings.csv:8 time: all 2 places of this slot are taken.",
    ]
    with hall.reading() as connection:
        assert connection.execute(select(func.count()).select_from(appointment)).scalar() == 1


def test_lines_that_cannot_be_read_are_told_with_their_place(hall: Database, csv: Path) -> None:
    told = _mistakes(hall, csv, "X1,B2,25.11.2026,10:00", ",B2,2026-11-25,10", "X1,B2,2026-11-25,10:00")
    assert told == [
        "bookings.csv:2 date: `date` must be a date such as 2026-10-01, not “25.11.2026”.",
        "bookings.csv:3 code: `code` must be a text, not “”.",
        "bookings.csv:3 time: `time` must be a time such as 08:30, not “10”.",
        "bookings.csv:4 code: “X1” is taken already, at bookings.csv:2 code. Give it another.",
    ]


def test_a_code_that_was_used_cannot_be_moved(hall: Database, clock: HandClock, csv: Path) -> None:
    _import(hall, csv, "X1,B2,2026-11-25,10:00")
    _come(hall, clock, at(2026, 11, 25, 9, 45), "X1")
    assert _mistakes(hall, csv, "X1,B2,2026-11-25,14:00") == [
        "bookings.csv:2 code: this booking is checked in, so it cannot be moved to another time."
    ]


def test_a_list_that_is_sent_twice_is_taken_in_once(hall: Database, csv: Path) -> None:
    request = uuid4()
    listed = read_bookings(_write(csv, "X1,B2,2026-11-25,10:00"))
    assert import_bookings(hall, request, listed) == import_bookings(hall, request, listed)


# --- Given back, and for whom --------------------------------------------------------------------

KEY = "k" * 32
NUMBER = "110105194912310021"
FULL = "code,service,date,time,state,person"


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The hall's key for visitors' numbers."""
    monkeypatch.setenv("HALL_PERSON_KEY", KEY)
    return KEY.encode()


def _import_full(hall: Database, csv: Path, *lines: str) -> tuple[int, int, int, int]:
    csv.write_text("\n".join([FULL, *lines]), encoding="utf-8-sig")
    done = import_bookings(hall, uuid4(), read_bookings(csv))
    return done.booked, done.moved, done.cancelled, done.unchanged


def test_a_booking_given_back_elsewhere_makes_room_in_the_same_list(
    hall: Database, clock: HandClock, csv: Path
) -> None:
    _import(hall, csv, "X1,B2,2026-11-25,10:00", "X2,B2,2026-11-25,10:00")
    # Less than two hours before: here it would be too late, but the other system has let the visitor go.
    clock.moment = at(2026, 11, 25, 9)
    with pytest.raises(TooLateToChange):
        cancel_booking(hall, uuid4(), "X1")
    lines = ("X1,B2,2026-11-25,10:00,cancelled,", "X3,B2,2026-11-25,10:00,booked,")
    assert _import_full(hall, csv, *lines) == (1, 0, 1, 0)
    assert places_left(hall, clock)[TEN] == 0
    assert _import_full(hall, csv, *lines) == (0, 0, 0, 2)
    with hall.reading() as connection:
        rows = connection.execute(select(event).where(event.c.kind == "AppointmentCancelled")).mappings()
        (given_back,) = map(from_row, rows)
    assert (given_back.code, given_back.starts_at) == ("X1", TEN)  # type: ignore[attr-defined]


def test_what_was_given_back_before_the_hall_heard_of_it_never_was(hall: Database, csv: Path) -> None:
    assert _import_full(hall, csv, "X1,B2,2026-11-20,10:00,已取消,") == (0, 0, 0, 1)


def test_who_is_here_already_cannot_be_cancelled(hall: Database, clock: HandClock, csv: Path) -> None:
    _import(hall, csv, "X1,B2,2026-11-25,10:00")
    _come(hall, clock, at(2026, 11, 25, 9, 45), "X1")
    with pytest.raises(LoadError) as caught:
        _import_full(hall, csv, "X1,B2,2026-11-25,10:00,cancelled,")
    assert [str(each) for each in caught.value.mistakes] == [
        "bookings.csv:2 state: this booking is checked in, so it cannot be cancelled."
    ]


def test_a_list_says_for_whom_and_the_hall_knows_the_visitor_again(
    hall: Database, clock: HandClock, csv: Path, key: bytes
) -> None:
    _import_full(hall, csv, f"X1,B2,2026-11-25,10:00,,{NUMBER}", f"X2,B2,2026-11-25,10:00,,{NUMBER}")
    assert _come(hall, clock, at(2026, 11, 25, 9, 45), "X1") == "B2001"
    with pytest.raises(AlreadyHolding, match="B2001"):
        check_in(hall, uuid4(), "X2")
    with hall.reading() as connection:
        kept = connection.execute(select(appointment.c.person_hash, appointment.c.person_mask)).all()
        told = repr(connection.execute(select(event)).all())
    person = person_of(NUMBER, key)
    assert {tuple(row) for row in kept} == {(person.hash, person.mask)}
    for secret in (NUMBER, person.hash, person.mask):
        assert secret not in told


def test_a_later_list_may_say_for_whom_but_not_for_somebody_else(
    hall: Database, csv: Path, key: bytes
) -> None:
    _import(hall, csv, "X1,B2,2026-11-25,10:00")
    assert _import_full(hall, csv, f"X1,B2,2026-11-25,10:00,booked,{NUMBER}") == (0, 0, 0, 1)
    with pytest.raises(LoadError) as caught:
        _import_full(hall, csv, "X1,B2,2026-11-25,10:00,booked,E12345678")
    assert [str(each) for each in caught.value.mistakes] == [
        "bookings.csv:2 person: this code is another visitor's booking already."
    ]
    assert "E12345678" not in repr(caught.value.mistakes)


def test_a_number_that_cannot_be_one_is_not_repeated(csv: Path, key: bytes) -> None:
    csv.write_text(f"{FULL}\nX1,B2,2026-11-25,10:00,perhaps,1.10105E+17", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_bookings(csv)
    assert [str(each) for each in caught.value.mistakes] == [
        (
            "bookings.csv:2 person: `person` must be the number of an ID card or another document,"
            " not “1.*******17”."
        ),
        "bookings.csv:2 state: `state` must be booked or cancelled, not “perhaps”.",
    ]


def test_persons_need_the_halls_key(
    hall: Database, csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HALL_PERSON_KEY", raising=False)
    monkeypatch.setenv("HALL_PERSON_KEY_FILE", str(tmp_path / "nowhere.key"))
    assert _import_full(hall, csv, "X1,B2,2026-11-25,10:00,booked,") == (1, 0, 0, 0)
    with pytest.raises(KeyMissing):
        _import_full(hall, csv, f"X1,B2,2026-11-25,10:00,booked,{NUMBER}")


def test_a_list_that_was_read_holds_no_number(csv: Path, key: bytes) -> None:
    csv.write_text(f"{FULL}\nX1,B2,2026-11-25,10:00,booked,{NUMBER}", encoding="utf-8")
    assert NUMBER not in repr(read_bookings(csv))


def test_a_days_bookings_of_a_large_hall_keep_nobody_waiting(hall: Database, csv: Path) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(slot).values(capacity=1000))
    lines = [f"X{number},B2,2026-11-25,{9 + number % 3:02}:00" for number in range(1600)]
    listed = read_bookings(_write(csv, *lines))
    with _counted_statements(hall) as said:
        assert import_bookings(hall, uuid4(), listed).booked == 1600
    # While the turn is held everybody waits: what is said in it must not grow with the list.
    assert len(said) < 30


@contextmanager
def _counted_statements(hall: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    listen(hall.engine, "before_cursor_execute", hear)
    yield said
    remove(hall.engine, "before_cursor_execute", hear)
