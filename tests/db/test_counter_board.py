"""What the screens over counters, in the lobby and at the pick-up are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db import queue
from db.board import read_zone
from db.counter_board import (
    CounterSeen,
    NowServing,
    Results,
    read_counter,
    read_now_serving,
    read_paused,
    read_results,
)
from db.status import TicketState
from tests.db.day import Day


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    told = Day(database_url)
    told.do(queue.open_counter, 48, "wang")
    yield told
    told.hall.close()


def seen(day: Day, counter: int = 48) -> CounterSeen | None:
    with day.hall.reading() as connection:
        return read_counter(connection, counter)


def results(day: Day, *services: str) -> Results:
    with day.hall.reading() as connection:
        return read_results(connection, services)


def test_a_counter_shows_whom_it_calls_and_serves(day: Day) -> None:
    assert seen(day) == CounterSeen(48, "wang", False, "", None, None, None)
    day.take("B2")
    called = day.call()
    assert seen(day) == CounterSeen(48, "wang", False, "", "B2001", "B2", TicketState.CALLED)
    day.do(queue.serve, called.call_id)
    assert seen(day) == CounterSeen(48, "wang", False, "", "B2001", "B2", TicketState.SERVING)
    day.do(queue.finish, called.call_id)
    assert seen(day) == CounterSeen(48, "wang", False, "", None, None, None)


def test_a_paused_counter_says_why_and_a_closed_one_has_nobody(day: Day) -> None:
    day.do(queue.pause_counter, 48, "lunch")
    assert seen(day) == CounterSeen(48, "wang", True, "lunch", None, None, None)
    with day.hall.reading() as connection:
        assert read_paused(connection, ("B",)) == (48,)
        assert read_paused(connection, ("A",)) == ()
    day.do(queue.resume_counter, 48)
    day.do(queue.close_counter, 48)
    assert seen(day) == CounterSeen(48, None, False, "", None, None, None)
    assert seen(day, 999) is None


def test_each_service_has_come_to_its_newest_number(day: Day) -> None:
    for service in ("B2", "B2", "B1"):
        day.take(service)
    first = day.at("09:00").call()
    day.do(queue.serve, first.call_id)
    day.do(queue.finish, first.call_id)
    second = day.at("09:10").call()
    with day.hall.reading() as connection:
        assert read_now_serving(connection) == {"B2": NowServing("B2002", 48)}
    day.do(queue.call_back, second.call_id)
    with day.hall.reading() as connection:
        assert read_now_serving(connection) == {"B2": NowServing("B2001", 48)}, "as if it had not been called"


def test_whoever_is_sent_on_is_not_yet_called_there(day: Day) -> None:
    number = day.take("B2")
    called = day.at("09:00").call()
    day.do(queue.serve, called.call_id)
    day.do(queue.transfer, called.call_id, to_service="A1")
    with day.hall.reading() as connection:
        assert read_now_serving(connection) == {"B2": NowServing(number, 48)}
        assert read_zone(connection, ("A",)).calls == ()
        assert [call.service_id for call in read_zone(connection, ("B",)).calls] == ["B2"]


def test_a_result_is_prepared_then_ready_then_gone(day: Day) -> None:
    day.do(queue.open_counter, 3, "li")
    number = day.take("B2")
    called = day.call()
    day.do(queue.serve, called.call_id)
    day.do(queue.finish, called.call_id, pick_up="A1")
    assert results(day, "A1") == Results(preparing=(number,))
    day.do(queue.release, day.tickets[number])
    assert results(day, "A1") == Results(ready=(number,))
    assert results(day, "B2") == Results()
    day.take("A1")
    assert results(day, "A1") == Results(ready=(number,)), "who only waits there has no result yet"
    handed_out = day.at("10:00").call(3)
    assert handed_out.number == number
    assert results(day, "A1") == Results()
