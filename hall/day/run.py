"""From a folder and an empty database to a day that was lived, proven and counted."""

from __future__ import annotations

import time as machine
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from db.booking_list import Booking, BookingList, import_bookings
from db.calendar import Calendar, Day, HoursKind, read_calendar
from db.engine import Database, need_not_last, open_database
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.hall_folder import HallFolder
from db.loader import load_hall
from db.migrate import init
from db.turn import take_turn
from hall.day.invariants import Promise
from hall.day.people import SimulatedClock, clerk_of
from hall.day.plan import Booked, DayPlan, made_roomy, make_plan
from hall.day.proof import must_be_empty, prove
from hall.day.simulation import Simulation
from hall.day.what_if import Change, apply

FORECASTS = 400
"""So many visitors are asked for whom the hall has foretold how long they will wait."""


class ClosedThatDay(HallError):
    """Nobody gives out numbers on that day."""

    template = QT_TRANSLATE_NOOP("errors", "On {date} this hall gives out no numbers: {reason}.")


@dataclass(frozen=True)
class Wish:
    """What is to be simulated."""

    folder: HallFolder
    visits: int
    seed: int
    date: date | None
    shipped_caps: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class LivedDay:
    """A day as it went, and what it took."""

    wish: Wish
    database: str
    date: date
    time_zone: ZoneInfo
    simulation: Simulation
    promises: Sequence[Promise]
    events: int
    lived_s: float
    proven_s: float


def live(url: str, wish: Wish, progress: Callable[[int, int], None]) -> LivedDay:
    """Live a day at `url`, which must hold no tickets; `progress` hears how many of how many have gone home.

    Raises `NotEmpty` or `ClosedThatDay`.
    """
    began = machine.perf_counter()
    init(url)
    time_zone = ZoneInfo(wish.folder.hall["time_zone"])
    clock = SimulatedClock(datetime.combine(wish.date or _today(time_zone), time(), time_zone))
    with _simulated(url, clock) as database:
        folder = wish.folder if wish.shipped_caps else made_roomy(wish.folder, wish.visits)
        _found(database, folder)
        with take_turn(database) as turn:
            rules = turn.rules
        day, calendar = _day(database, time_zone, clock.now, wish.date)
        changed = apply(folder, wish.changes, calendar, day)
        # The evening before: the hall is made ready, and its booking systems send their list.
        clock.now = calendar.moment(day.date, time(18)) - timedelta(days=1)
        staffed = staffed_folder(changed.folder)
        load_hall(database, uuid4(), staffed)
        plan = make_plan(folder, calendar, day, wish.visits, wish.seed)
        requests = _take_bookings_in(database, plan.bookings, time_zone)
        simulation = _simulation(database, clock, staffed, day, plan, rules, wish, changed, progress)
        simulation.run()
        lived_s = machine.perf_counter() - began
        holders = sum(visit.ticket_id is not None for visit in simulation.visits)
        promises, events = prove(database, staffed, simulation.requests | requests, holders)
        return LivedDay(
            wish,
            database.dialect,
            day.date,
            time_zone,
            simulation,
            promises,
            events,
            lived_s,
            machine.perf_counter() - began - lived_s,
        )


def _today(time_zone: ZoneInfo) -> date:
    return datetime.now(time_zone).date()


@contextmanager
def _simulated(url: str, clock: SimulatedClock) -> Iterator[Database]:
    """The database, told that a power cut would lose nothing that anybody needs."""
    database = open_database(url, "simulation", clock)

    need_not_last(database)
    try:
        yield database
    finally:
        database.close()


def _found(database: Database, folder: HallFolder) -> None:
    must_be_empty(database)
    load_hall(database, uuid4(), folder)


def _day(
    database: Database, time_zone: ZoneInfo, moment: datetime, wished: date | None
) -> tuple[Day, Calendar]:
    """The day that was asked for, or the first one on which numbers are given out."""
    with database.reading() as connection:
        calendar = read_calendar(connection, time_zone, moment.date())
    if wished:
        day = calendar.on(wished)
        if not day.spans(HoursKind.ISSUE):
            raise ClosedThatDay(date=wished, reason=day.otherwise)
        return day, calendar
    days = calendar.days_from(moment)
    day = next((each for each in days if each.spans(HoursKind.ISSUE)), None)
    if day is None:
        raise ClosedThatDay(date=moment.date(), reason=calendar.on(moment.date()).otherwise)
    return day, calendar


def staffed_folder(folder: HallFolder) -> HallFolder:
    """The hall with a clerk of its own for every counter."""
    clerks = [
        {"id": clerk_of(each["number"]), "name": f"模拟{each['number']}", "name_en": f"Simulated {each['number']}",
         "role": "clerk"}
        for each in folder.counters
    ]  # fmt: skip
    return replace(folder, clerks=(*folder.clerks, *clerks))


def _take_bookings_in(database: Database, bookings: Iterable[Booked], time_zone: ZoneInfo) -> dict[str, str]:
    def line(booked: Booked) -> Booking:
        local = booked.starts_at.astimezone(time_zone)
        return Booking({}, booked.code, booked.service_id, local.date(), local.time(), booked.person, False)

    request = uuid4()
    import_bookings(database, request, BookingList("bookings.csv", tuple(map(line, bookings))))
    return {request.hex: import_bookings.__name__}


def _simulation(
    database: Database,
    clock: SimulatedClock,
    folder: HallFolder,
    day: Day,
    plan: DayPlan,
    rules: Any,
    wish: Wish,
    changed: Any,
    progress: Callable[[int, int], None],
) -> Simulation:
    gone = iter(range(1, len(plan.visitors) + 1))
    return Simulation(
        database,
        clock,
        folder,
        day,
        plan,
        rules,
        seed=wish.seed,
        forecasts=FORECASTS,
        closed=changed.closed,
        only=changed.only,
        progress=lambda: progress(next(gone), len(plan.visitors)),
    )
