"""Statistics, against days that were counted by hand."""

from collections.abc import Iterator
from datetime import date

import pytest

from db import queue
from db.reports import By, Figures, Report, report
from db.status import HoldKind
from tests.db.day import Day

MONDAY = date(2026, 11, 23)


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    """A day with Wang at 48 (B2, helps B1) and Li at 49 (B1)."""
    told = Day(database_url)
    told.do(queue.open_counter, 48, "wang")
    told.do(queue.open_counter, 49, "li")
    yield told
    told.hall.close()


def row(told: Report, key: str) -> Figures:
    return next(line.figures for line in told.rows if line.key == key)


def minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def test_a_day_counted_by_hand(day: Day) -> None:
    for time in ("09:00", "09:01", "09:02", "09:03"):
        day.at(time).take("B2")
    day.at("09:04").take("B1")
    assert day.visit(48, "09:10", "09:20") == "B2001"  # waited 10, took 10
    assert day.visit(48, "09:21", "09:38") == "B2002"  # waited 20, took 17: the limit is 16
    assert day.visit(49, "09:44", "10:00") == "B1001"  # waited 40, took 16: the limit is 20
    called = day.at("10:02").call(48)  # waited 60, does not come
    day.at("10:03").do(queue.no_show, called.call_id)
    assert day.visit(48, "10:13", "10:15") == "B2004"  # waited 70, took 2

    told = report(day.hall, MONDAY)
    assert told.total == Figures(
        issued=5,
        called=5,
        served=4,
        no_show=1,
        mean_wait_s=(10 + 20 + 40 + 60 + 70) / 5 * 60,
        p90_wait_s=70 * 60,
        mean_service_s=(10 + 17 + 16 + 2) / 4 * 60,
        p90_service_s=17 * 60,
        over_limit=1,
    )
    assert [line.key for line in told.rows] == ["2026-11-23"]
    assert told.rows[0].figures == told.total

    by_hour = report(day.hall, MONDAY, by=By.HOUR)
    assert [line.key for line in by_hour.rows] == ["09:00", "10:00"]
    assert (row(by_hour, "09:00").issued, row(by_hour, "09:00").called) == (5, 3)
    assert (row(by_hour, "10:00").issued, row(by_hour, "10:00").called) == (0, 2)
    assert row(by_hour, "10:00").mean_wait_s == 65 * 60
    assert row(by_hour, "10:00").no_show == 1

    by_service = report(day.hall, MONDAY, by=By.SERVICE)
    assert [(line.key, line.name, line.name_en) for line in by_service.rows] == [
        ("B1", "社会保险", "Social insurance"),
        ("B2", "社会保障卡", "Social security card"),
    ]
    assert (row(by_service, "B1").issued, row(by_service, "B1").over_limit) == (1, 0)
    assert (row(by_service, "B2").issued, row(by_service, "B2").over_limit) == (4, 1)

    by_counter = report(day.hall, MONDAY, by=By.COUNTER)
    assert [line.key for line in by_counter.rows] == ["48", "49"]
    assert (row(by_counter, "48").issued, row(by_counter, "48").served) == (0, 3)
    by_clerk = report(day.hall, MONDAY, by=By.CLERK)
    assert [(line.key, line.name) for line in by_clerk.rows] == [("li", "李强"), ("wang", "王敏")]
    assert row(by_clerk, "wang") == row(by_counter, "48")


def test_counters_stand_in_the_order_of_their_numbers(day: Day) -> None:
    day.do(queue.open_counter, 3, "zhao")
    for service, counter in (("B2", 48), ("A1", 3)):
        day.take(service)
        day.call(counter)
    assert [line.key for line in report(day.hall, MONDAY, by=By.COUNTER).rows] == ["3", "48"]


def test_nine_of_ten_is_the_ninth_of_ten(day: Day) -> None:
    day.at("09:00")
    for _ in range(10):
        day.take("B2")
    for minute in range(1, 11):
        day.visit(48, f"09:{minute:02}", f"09:{minute:02}:30")
    assert minutes(report(day.hall, MONDAY).total.p90_wait_s) == 9


def test_days_are_the_halls_own_and_add_up(day: Day) -> None:
    day.at("00:05").take("B2")
    day.visit(48, "23:50", "23:55")
    day.date = "2026-11-24"
    day.at("00:01").take("B2")
    day.visit(48, "00:03", "00:08")
    assert report(day.hall).total.issued == 1
    assert report(day.hall, MONDAY, MONDAY).total.issued == 1
    both = report(day.hall, MONDAY)
    assert [line.key for line in both.rows] == ["2026-11-23", "2026-11-24"]
    assert (both.total.issued, both.total.served) == (2, 2)
    assert minutes(both.total.mean_service_s) == 5
    assert report(day.hall, date(2026, 11, 25), date(2026, 11, 26)).rows == ()


def test_a_day_without_anybody_has_no_times(day: Day) -> None:
    assert report(day.hall, MONDAY).total == Figures(0, 0, 0, 0, None, None, None, None, 0)


def test_a_call_that_was_taken_back_never_happened(day: Day) -> None:
    day.at("09:00").take("B2")
    called = day.at("09:05").call(48)
    day.do(queue.call_back, called.call_id)
    assert report(day.hall, MONDAY).total.called == 0
    day.visit(48, "09:20", "09:30")
    told = report(day.hall, MONDAY).total
    assert (told.called, told.served, minutes(told.mean_wait_s)) == (1, 1, 20)


def test_time_on_hold_is_not_charged(day: Day) -> None:
    day.at("09:00").take("B2")
    called = day.at("09:10").call(48)
    day.do(queue.serve, called.call_id)
    day.at("09:15").do(queue.hold, called.call_id, HoldKind.SAME_COUNTER)
    assert report(day.hall, MONDAY).total.mean_service_s is None
    again = day.at("10:00").do(queue.resume, 48, called.ticket_id)
    day.at("10:01").do(queue.serve, again.call_id)
    day.at("10:03").do(queue.finish, again.call_id)
    told = report(day.hall, MONDAY).total
    assert (told.called, told.served, told.over_limit) == (1, 1, 0)
    assert (minutes(told.mean_wait_s), minutes(told.mean_service_s)) == (10, 7)


def test_a_transfer_is_served_at_both_counters_and_waited_once(day: Day) -> None:
    day.at("09:00").take("B2")
    called = day.at("09:10").call(48)
    day.do(queue.serve, called.call_id)
    day.at("09:12").do(queue.transfer, called.call_id, to_service="B1")
    day.visit(49, "09:20", "09:26")
    told = report(day.hall, MONDAY, by=By.SERVICE)
    assert (told.total.issued, told.total.served, minutes(told.total.mean_wait_s)) == (1, 2, 10)
    assert minutes(row(told, "B2").mean_service_s) == 2
    assert minutes(row(told, "B1").mean_service_s) == 6
    assert row(told, "B1").mean_wait_s is None


def test_what_was_undone_did_not_end_anything(day: Day) -> None:
    day.at("09:00").take("B2")
    called = day.at("09:10").call(48)
    day.do(queue.no_show, called.call_id)
    assert report(day.hall, MONDAY).total.no_show == 1
    day.at("09:10:05").do(queue.undo, called.call_id)
    assert report(day.hall, MONDAY).total.no_show == 0
    day.at("09:11").do(queue.serve, called.call_id)
    day.at("09:12").do(queue.finish, called.call_id)
    day.at("09:12:08").do(queue.undo, called.call_id)
    assert report(day.hall, MONDAY).total.mean_service_s is None
    day.at("09:15").do(queue.finish, called.call_id)
    told = report(day.hall, MONDAY).total
    assert (told.called, told.served, told.no_show) == (1, 1, 0)
    assert minutes(told.mean_service_s) == 4


def test_a_no_show_who_came_back_waited_once(day: Day) -> None:
    number = day.at("09:00").take("B2")
    called = day.at("09:10").call(48)
    day.do(queue.no_show, called.call_id)
    day.at("09:20").do(queue.reactivate, day.tickets[number])
    day.visit(48, "09:30", "09:31")
    told = report(day.hall, MONDAY).total
    assert (told.issued, told.called, told.served, told.no_show) == (1, 2, 1, 1)
    assert minutes(told.mean_wait_s) == 10
