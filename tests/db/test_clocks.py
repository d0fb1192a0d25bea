"""Midnight, a workstation whose clock is a day off, other time zones, a clock put back: bookings, caps and numbers."""

from __future__ import annotations

import time as machine
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, text, update

from db import engine, history, queue, turn
from db.appointments import book, check_in
from db.calendar import open_extra
from db.engine import Database, open_database
from db.errors import BookingOver, CapReached, HallClosed, NotToday, TooEarlyToCheckIn
from db.models import hall as hall_table
from db.models import opening_hours, service, slot, ticket
from db.reports import report
from tests.booking_hall import NINE, TEN, booking_hall, places_left
from tests.hand_clock import HandClock, at
from tests.small_hall import load_small_hall


@pytest.fixture
def clock() -> HandClock:
    """Tuesday, 10:00, to begin with."""
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """The small hall, always open, by a clock set by hand."""
    opened = open_database(database_url, "test", clock=clock)
    load_small_hall(opened)
    yield opened
    opened.close()


def set_service(database: Database, **values: object) -> None:
    with database.engine.begin() as connection:
        connection.execute(update(service).where(service.c.id == "B2").values(**values))


def move_hall(database: Database, time_zone: str) -> ZoneInfo:
    with database.engine.begin() as connection:
        connection.execute(update(hall_table).values(time_zone=time_zone))
    return ZoneInfo(time_zone)


def take(database: Database) -> str:
    """A visitor takes a number, with its paper."""
    issued = queue.issue(database, uuid4(), "B2")
    queue.printed(database, uuid4(), issued.ticket_id)
    return issued.number


# --- Midnight ------------------------------------------------------------------------------------


def test_at_midnight_numbers_and_caps_begin_anew(hall: Database, clock: HandClock) -> None:
    set_service(hall, cap_pm=2, cap_am=1)
    clock.moment = at(2026, 11, 25, 0) - timedelta(microseconds=1)
    assert [take(hall), take(hall)] == ["B2001", "B2002"]
    with pytest.raises(CapReached) as full:
        take(hall)
    assert full.value.fields["next"] == at(2026, 11, 25, 0)
    clock.moment = at(2026, 11, 25, 0)
    assert take(hall) == "B2001"
    with pytest.raises(CapReached):
        take(hall)


def test_who_holds_yesterdays_number_is_not_called_nor_counted_today(
    hall: Database, clock: HandClock
) -> None:
    clock.moment = at(2026, 11, 24, 23, 59)
    queue.open_counter(hall, uuid4(), 48, "wang")
    take(hall)
    late = queue.issue(hall, uuid4(), "B2")
    clock.moment = at(2026, 11, 25, 0)
    assert queue.call_next(hall, uuid4(), 48) is None
    take(hall)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    assert called.issued_at == at(2026, 11, 25, 0)
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id)
    with pytest.raises(NotToday):
        queue.call_ticket(hall, uuid4(), 48, late.ticket_id, "asks again")
    assert report(hall).total.issued == 1
    assert report(hall, at(2026, 11, 24, 0).date(), at(2026, 11, 24, 0).date()).total.issued == 2


def test_a_visit_over_midnight_is_finished(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 24, 23, 58)
    queue.open_counter(hall, uuid4(), 48, "wang")
    take(hall)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    queue.serve(hall, uuid4(), called.call_id)
    clock.moment = at(2026, 11, 25, 0, 3)
    assert queue.finish(hall, uuid4(), called.call_id).at == clock.moment


@pytest.fixture
def night_hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """The hall of tests/booking_hall.py, which on Tuesday night stays open until three, with a slot at ten past twelve."""
    with booking_hall(database_url, clock) as database:
        open_extra(database, uuid4(), at(2026, 11, 24, 0).date(), time(22), time(0))
        open_extra(database, uuid4(), at(2026, 11, 25, 0).date(), time(0), time(3))
        with database.engine.begin() as connection:
            connection.execute(
                insert(slot).values(service_id="B2", weekday=2, starts=time(0, 10), capacity=2)
            )
        yield database


def test_a_booking_just_after_midnight_is_of_its_own_day(night_hall: Database, clock: HandClock) -> None:
    code = book(night_hall, uuid4(), "B2", at(2026, 11, 25, 0, 10)).code
    clock.moment = at(2026, 11, 24, 23, 50)
    with pytest.raises(TooEarlyToCheckIn) as early:
        check_in(night_hall, uuid4(), code)
    # A number given out now would be good for ten minutes.
    assert early.value.fields["opens"] == at(2026, 11, 25, 0)
    clock.moment = at(2026, 11, 25, 0)
    queue.open_counter(night_hall, uuid4(), 48, "wang")
    issued = check_in(night_hall, uuid4(), code)
    queue.printed(night_hall, uuid4(), issued.ticket_id)
    called = queue.call_next(night_hall, uuid4(), 48)
    assert called is not None
    assert called.number == issued.number


def test_a_booking_is_over_at_midnight_and_not_before(night_hall: Database, clock: HandClock) -> None:
    with night_hall.engine.begin() as connection:
        connection.execute(insert(slot).values(service_id="B2", weekday=1, starts=time(23, 45), capacity=3))
    first, second = (book(night_hall, uuid4(), "B2", at(2026, 11, 24, 23, 45)).code for _ in range(2))
    clock.moment = at(2026, 11, 24, 23, 59)
    assert check_in(night_hall, uuid4(), first).booked_for == at(2026, 11, 24, 23, 45)
    # Fourteen minutes late would do on any other day.
    clock.moment = at(2026, 11, 25, 0)
    with pytest.raises(BookingOver):
        check_in(night_hall, uuid4(), second)


def test_the_days_ahead_are_counted_from_the_halls_midnight(night_hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 24, 23, 59)
    assert max(places_left(night_hall, clock)) == at(2026, 12, 1, 14)
    clock.moment = at(2026, 11, 25, 0)
    assert max(places_left(night_hall, clock)) == at(2026, 12, 2, 14)


# --- A workstation's clock, and a workstation's time zone ------------------------------------------


@pytest.fixture
def real_hall(postgresql_url: str) -> Iterator[Database]:
    """The small hall on PostgreSQL, by the server's own clock."""
    opened = open_database(postgresql_url, "test")
    load_small_hall(opened)
    yield opened
    opened.close()


def server_moment(database: Database) -> datetime:
    with database.reading() as connection:
        return connection.execute(select(engine.server_clock())).scalar_one()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_workstation_a_day_off_changes_nothing(
    real_hall: Database, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    def wrong() -> datetime:
        return datetime.now(ZoneInfo("UTC")) + timedelta(days=days)

    for module in (engine, turn, history):
        monkeypatch.setattr(module, "wall_clock", wrong)
    today = server_moment(real_hall).astimezone(ZoneInfo("Asia/Shanghai")).date()
    set_service(real_hall, cap_am=1, cap_pm=1, by_appointment=True)
    with real_hall.engine.begin() as connection:
        rows = [{"service_id": "B2", "weekday": day, "starts": time(10), "capacity": 1} for day in range(7)]
        connection.execute(insert(slot), rows)
    issued = queue.issue(real_hall, uuid4(), "B2")
    assert abs(issued.at - server_moment(real_hall)) < timedelta(minutes=1)
    with pytest.raises(CapReached):
        queue.issue(real_hall, uuid4(), "B2")
    tomorrow = datetime.combine(today + timedelta(days=1), time(10), ZoneInfo("Asia/Shanghai"))
    booked = book(real_hall, uuid4(), "B2", tomorrow)
    with pytest.raises(TooEarlyToCheckIn):
        check_in(real_hall, uuid4(), booked.code)
    with real_hall.reading() as connection:
        assert connection.execute(select(ticket.c.business_date)).scalar_one() == today
    assert report(real_hall).begins == today


@pytest.fixture
def far_away(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This machine and the server live in Los Angeles."""
    if not hasattr(machine, "tzset"):
        pytest.skip("Windows has no zone of a process")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    machine.tzset()
    if database_url.startswith("postgresql"):
        opened = open_database(database_url, "test")
        with opened.engine.begin() as connection:
            name = connection.execute(text("SELECT current_database()")).scalar_one()
            connection.execute(text(f"ALTER DATABASE {name} SET timezone = 'America/Los_Angeles'"))
        opened.close()
    yield
    monkeypatch.undo()
    machine.tzset()


@pytest.mark.usefixtures("far_away")
def test_a_machine_in_another_time_zone_changes_nothing(database_url: str, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 24, 23, 59)
    with booking_hall(database_url, clock) as hall:
        with hall.engine.begin() as connection:
            connection.execute(opening_hours.delete())
        assert take(hall) == "B2001"
        code = book(hall, uuid4(), "B2", TEN).code
        clock.moment = at(2026, 11, 25, 0)
        assert take(hall) == "B2001"
        clock.moment = at(2026, 11, 25, 9, 40)
        assert check_in(hall, uuid4(), code).due_at == at(2026, 11, 25, 9, 40)
        assert places_left(hall, clock)[TEN] == 1
        assert NINE not in places_left(hall, clock)
        assert report(hall).total.issued == 2


def in_summer(day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)


def test_a_hall_elsewhere_keeps_its_own_midnight_noon_and_hours(hall: Database, clock: HandClock) -> None:
    move_hall(hall, "Asia/Urumqi")
    set_service(hall, cap_am=1, cap_pm=1)
    with hall.engine.begin() as connection:
        hours = {"kind": "issue", "opens": time(9), "closes": time(18)}
        connection.execute(insert(opening_hours), [hours | {"weekday": day} for day in range(5)])
    clock.moment = at(2026, 11, 24, 10, 59)  # 08:59 in Urumqi
    with pytest.raises(HallClosed):
        take(hall)
    clock.moment = at(2026, 11, 24, 13)  # 11:00 there
    take(hall)
    with pytest.raises(CapReached) as full:
        take(hall)
    assert full.value.fields["next"] == at(2026, 11, 24, 14)  # noon there
    clock.moment = at(2026, 11, 24, 14)
    assert take(hall) == "B2002"


def test_the_night_of_the_longest_day_has_one_midnight(hall: Database, clock: HandClock) -> None:
    berlin = move_hall(hall, "Europe/Berlin")
    set_service(hall, cap_am=3, cap_pm=1)
    clock.moment = in_summer(25, 2, 30)
    assert take(hall) == "B2001"
    clock.moment = in_summer(25, 2, 30, fold=1)  # an hour later the clocks show half past two again
    assert take(hall) == "B2002"
    clock.moment = in_summer(25, 11, 59)
    assert take(hall) == "B2003"
    with pytest.raises(CapReached) as full:
        take(hall)
    assert full.value.fields["next"] == datetime(2026, 10, 25, 12, tzinfo=berlin)
    clock.moment = in_summer(25, 12)
    assert take(hall) == "B2004"


# --- A clock put back ----------------------------------------------------------------------------


def put_back(clock: HandClock, **by: float) -> None:
    clock.moment -= timedelta(**by)


def test_a_clock_put_back_over_midnight_gives_no_number_twice(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 25, 0, 2)
    assert [take(hall), take(hall)] == ["B2001", "B2002"]
    put_back(clock, minutes=5)
    assert take(hall) == "B2003"
    clock.moment = at(2026, 11, 25, 0, 3)
    assert take(hall) == "B2004"


def test_a_clock_put_back_over_noon_opens_no_full_half_again(hall: Database, clock: HandClock) -> None:
    set_service(hall, cap_am=1, cap_pm=1)
    clock.moment = at(2026, 11, 24, 11, 58)
    take(hall)
    clock.moment = at(2026, 11, 24, 12, 1)
    take(hall)
    put_back(clock, minutes=3)
    with pytest.raises(CapReached):
        take(hall)


def test_a_booking_that_was_taken_up_stays_so_when_the_clock_is_put_back(
    database_url: str, clock: HandClock
) -> None:
    with booking_hall(database_url, clock) as hall:
        code, other = (book(hall, uuid4(), "B2", TEN).code for _ in range(2))
        clock.moment = at(2026, 11, 25, 9, 30)
        first = check_in(hall, uuid4(), code)
        put_back(clock, hours=2)
        second = check_in(hall, uuid4(), other)
        assert (first.number, second.number) == ("B2001", "B2002")
        assert second.due_at >= first.due_at


def test_first_come_stays_first_served_when_the_clock_is_put_back(hall: Database, clock: HandClock) -> None:
    queue.open_counter(hall, uuid4(), 48, "wang")
    came = [take(hall)]
    for _ in range(3):
        put_back(clock, minutes=2)
        came.append(take(hall))
    called = []
    for _ in came:
        call = queue.call_next(hall, uuid4(), 48)
        assert call is not None
        called.append(call.number)
        queue.serve(hall, uuid4(), call.call_id)
        queue.finish(hall, uuid4(), call.call_id)
    assert called == came


def test_a_clerk_is_not_stuck_with_a_no_show_while_the_clock_is_behind(
    hall: Database, clock: HandClock
) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(hall_table).values(call_pace_s=20, no_show_after_calls=2))
    queue.open_counter(hall, uuid4(), 48, "wang")
    take(hall)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    put_back(clock, minutes=10)
    queue.recall(hall, uuid4(), called.call_id)
    queue.no_show(hall, uuid4(), called.call_id)
