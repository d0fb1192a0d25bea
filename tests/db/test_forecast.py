"""What a visitor would say of the wait that the hall foretells."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import insert

from bench.forecast import one_day, score
from db import queue
from db.board import read_ticket_wait, read_waiting
from db.engine import Database, open_database
from db.forecast import Estimate, OpenCounter, ServiceTimes, Visit, Wait, Waiting, forecast, learn
from db.models import clerk_service, opening_hours
from tests.booking_hall import booking_hall
from tests.hand_clock import HandClock, at
from tests.small_hall import load_small_hall

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LANE = "service:B2"
USUAL = {"B2": 8.0, "B1": 10.0}


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def visits(minutes: float, number: int = 40, head_start_min: float = 0) -> list[Visit]:
    """So many visits of B2 at one counter, one after the other until now; each fourth with a head start."""
    lasts = [minutes * (0.5 + place % 5 / 4) for place in range(number)]
    starts = [sum(lasts[place:]) for place in range(number)]
    return [
        Visit(1, "B2", ago(start), ago(start - each), 0 if place % 4 else head_start_min * 60)
        for place, (start, each) in enumerate(zip(starts, lasts, strict=True))
    ]


def wait(
    ahead: int,
    counters: int = 2,
    busy_since_min: float | None = 3,
    times: dict[str, ServiceTimes] | None = None,
) -> Wait:
    """The wait of a newcomer behind so many others."""
    service_id, since = ("B2", ago(busy_since_min)) if busy_since_min is not None else (None, None)
    line = [Waiting(LANE, "B2", ago(ahead - place)) for place in range(ahead)]
    waits = forecast(
        NOW,
        [OpenCounter([(LANE, 0)], service_id, since) for _ in range(counters)],
        [*line, Waiting(LANE, "B2", NOW, newcomer=True)],
        times or learn(visits(8), USUAL),
    )
    assert waits[-1] is not None
    return waits[-1]


def test_nobody_ahead_and_a_free_counter_is_no_wait() -> None:
    assert wait(0, busy_since_min=None) == Wait(0, 0, 0)
    assert wait(0, busy_since_min=None).in_minutes() == Estimate(0, 0)


def test_nobody_ahead_but_busy_counters_is_a_wait() -> None:
    assert wait(0).middle_s > 0


def test_who_was_served_for_long_already_will_be_done_sooner_when_visits_are_alike() -> None:
    assert wait(0, 1, busy_since_min=9).high_s < wait(0, 1, busy_since_min=1).high_s


@pytest.mark.parametrize("ahead", [1, 4, 15, 40])
def test_more_counters_never_make_the_wait_longer(ahead: int) -> None:
    waits = [wait(ahead, counters) for counters in range(1, 9)]
    for fewer, more in pairwise(waits):
        assert more.low_s <= fewer.low_s
        assert more.middle_s <= fewer.middle_s
        assert more.high_s <= fewer.high_s


def test_more_people_ahead_make_it_longer_and_less_sure() -> None:
    waits = [wait(ahead) for ahead in (0, 3, 9, 27)]
    middles = [each.middle_s for each in waits]
    widths = [each.high_s - each.low_s for each in waits]
    assert middles == sorted(middles)
    assert widths == sorted(widths)


def test_a_slow_morning_makes_it_longer() -> None:
    slow = learn(visits(16), USUAL)
    assert wait(6, times=slow).middle_s > 1.5 * wait(6).middle_s


def test_before_the_first_visit_the_expected_time_counts() -> None:
    unknown = learn([], USUAL)
    foretold = wait(8, 1, None, unknown)
    assert foretold.low_s < 8 * 8 * 60 < foretold.high_s
    assert wait(8, 1, None, learn([], {"B2": 16.0})).middle_s == pytest.approx(2 * foretold.middle_s)


def test_a_few_odd_visits_do_not_outweigh_the_expected_time() -> None:
    assert wait(8, 1, None, learn(visits(30, number=1), USUAL)).middle_s < 8 * 20 * 60


def test_writing_up_belongs_to_the_visit_but_a_quiet_hour_does_not() -> None:
    first = Visit(1, "B2", ago(100), ago(95), 0)
    soon = Visit(1, "B2", ago(94), ago(90), 0)
    late = Visit(1, "B2", ago(30), ago(25), 0)
    assert {360, 240, 300} < set(learn([first, soon, late], USUAL)["B2"].seconds)


def test_counters_that_look_at_other_lanes_too_are_not_all_ours() -> None:
    others = [Waiting("service:B1", "B1", ago(30 - place)) for place in range(10)]
    shared = [OpenCounter([(LANE, 0), ("service:B1", 0)]) for _ in range(2)]
    own = [OpenCounter([(LANE, 0)]) for _ in range(2)]
    me = Waiting(LANE, "B2", NOW, newcomer=True)
    times = learn(visits(8), USUAL)
    assert forecast(NOW, own, [*others, me], times)[-1] == Wait(0, 0, 0)
    behind = forecast(NOW, shared, [*others, me], times)[-1]
    assert behind is not None
    assert behind.low_s > 10 * 60


def test_who_helps_out_shortens_the_wait() -> None:
    line = [Waiting(LANE, "B2", ago(30 - place)) for place in range(10)]
    me = Waiting(LANE, "B2", NOW, newcomer=True)
    times = learn(visits(8), USUAL)
    alone, helped = (
        forecast(NOW, counters, [*line, me], times)[-1]
        for counters in (
            [OpenCounter([(LANE, 0)])],
            [OpenCounter([(LANE, 0)]), OpenCounter([("service:B1", 0), (LANE, 600)])],
        )
    )
    assert alone is not None and helped is not None
    assert helped.middle_s < 0.7 * alone.middle_s


def test_visitors_with_a_head_start_who_are_yet_to_come_are_reckoned_with() -> None:
    many = learn(visits(8, head_start_min=30), USUAL)
    assert wait(6, times=many).middle_s > wait(6).middle_s


def test_where_no_counter_is_open_nothing_is_foretold() -> None:
    assert forecast(NOW, [], [Waiting(LANE, "B2", NOW)], learn([], USUAL)) == [None]


def test_the_same_hall_gets_the_same_answer() -> None:
    assert wait(7) == wait(7)


def test_whole_minutes_hold_the_band_and_never_promise_less_than_it() -> None:
    assert Wait(50, 200, 410).in_minutes() == Estimate(0, 7)
    assert Wait(120, 200, 240).in_minutes() == Estimate(2, 4)


def test_four_of_five_waits_fall_into_the_band_and_the_usual_formula_errs_more() -> None:
    zone = "one counter, several services"
    kept = score(person for seed in range(3) for person in one_day(zone, "lognormal", False, seed))
    assert kept.visitors > 200
    assert kept.ratio < 2 / 3
    assert 0.72 < kept.held < 0.88


def take_number(hall: Database, **choices: object) -> int:
    ticket = queue.issue(hall, uuid4(), "B2", **choices)  # type: ignore[arg-type]
    queue.printed(hall, uuid4(), ticket.ticket_id)
    return ticket.ticket_id


def foretold(hall: Database, service_id: str = "B2") -> Estimate | None:
    with hall.reading() as connection:
        return read_waiting(connection)[service_id].estimate


def foretold_to(hall: Database, ticket_id: int) -> Estimate | None:
    with hall.reading() as connection:
        return read_ticket_wait(connection, ticket_id)


def test_a_kiosk_foretells_from_who_waits_and_who_is_served(small_hall: Database) -> None:
    assert foretold(small_hall) is None
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    assert foretold(small_hall) == Estimate(0, 0)
    assert foretold(small_hall, "A1") is None
    take_number(small_hall)
    queue.call_next(small_hall, uuid4(), 48)
    busy = foretold(small_hall)
    assert busy is not None
    assert busy.high_min > 0
    take_number(small_hall)
    behind = foretold(small_hall)
    assert behind is not None
    assert behind.high_min > busy.high_min


def test_a_clerk_on_a_break_comes_back_and_one_who_stays_away_promises_nothing(database_url: str) -> None:
    clock = HandClock()
    hall = open_database(database_url, "test", clock=clock)
    load_small_hall(hall)
    queue.open_counter(hall, uuid4(), 48, "wang")
    queue.pause_counter(hall, uuid4(), 48, "休息")
    soon = foretold(hall)
    assert soon is not None
    assert 1 < soon.low_min < 10 < soon.high_min < 40
    clock.moment = at(2026, 11, 24, 10, 30)
    later = foretold(hall)
    assert later is not None
    assert later.high_min > soon.high_min
    clock.moment = at(2026, 11, 24, 11, 1)
    assert foretold(hall) is None
    hall.close()


def test_at_noon_everybody_comes_back_when_the_hall_serves_again(database_url: str) -> None:
    clock = HandClock()
    with booking_hall(database_url, clock) as hall:
        for counter, clerk in ((47, "li"), (48, "wang")):
            queue.open_counter(hall, uuid4(), counter, clerk)
        with hall.engine.begin() as connection:
            noon = {"date": None, "kind": "issue", "opens": time(12), "closes": time(13)}
            connection.execute(insert(opening_hours), [noon | {"weekday": day} for day in range(5)])
            serve = {"date": None, "kind": "serve"}
            spans = [(time(9), time(12)), (time(13), time(17))]
            rows = [serve | {"weekday": 1, "opens": opens, "closes": closes} for opens, closes in spans]
            connection.execute(insert(opening_hours), rows)
        for _ in range(6):
            take_number(hall)
        clock.moment = at(2026, 11, 24, 12)
        for counter in (47, 48):
            queue.pause_counter(hall, uuid4(), counter, "午休")
        clock.moment = at(2026, 11, 24, 12, 40)
        estimate = foretold(hall)
        assert estimate is not None
        assert 20 < estimate.low_min < 44 < estimate.high_min < 120


def test_a_clerk_shortens_only_the_lines_he_may_serve(small_hall: Database) -> None:
    with small_hall.engine.begin() as connection:
        connection.execute(insert(clerk_service).values(clerk_id="li", service_id="B1"))
    queue.open_counter(small_hall, uuid4(), 48, "li")
    assert foretold(small_hall) is None
    assert foretold(small_hall, "B1") == Estimate(0, 0)


def test_a_ticket_is_told_its_own_wait(small_hall: Database) -> None:
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    called, first, last = (take_number(small_hall) for _ in range(3))
    queue.call_next(small_hall, uuid4(), 48)
    # Known as soon as the number is: the ticket in hand says how long.
    elderly = queue.issue(small_hall, uuid4(), "B2", group_id="elderly").ticket_id
    assert foretold_to(small_hall, called) is None
    waits = [foretold_to(small_hall, each) for each in (elderly, first, last)]
    highs = [each.high_min for each in waits if each is not None]
    assert len(highs) == 3
    assert highs == sorted(set(highs))
