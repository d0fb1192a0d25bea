"""A visit, rule by rule, as a person at the counter would tell it."""

from uuid import uuid4

import pytest

from db import queue
from db.board import read_waiting, read_zone
from db.desk import read_desk
from db.engine import Database
from db.errors import (
    CallOver,
    ClerkElsewhere,
    CounterBusy,
    CounterClosedError,
    IllegalMove,
    RequestAbandonedError,
    RequestReused,
    UnknownThing,
)
from db.events import (
    CalledBack,
    RequestAbandoned,
    ServingStarted,
    TicketCalled,
    TicketCancelled,
    TicketIssued,
)
from db.status import TicketState


def take_number(hall: Database, service_id: str = "B2", **choices: object) -> TicketIssued:
    """A visitor who has the paper in hand."""
    ticket = queue.issue(hall, uuid4(), service_id, **choices)  # type: ignore[arg-type]
    queue.printed(hall, uuid4(), ticket.ticket_id)
    return ticket


def call(hall: Database, counter: int = 48) -> TicketCalled:
    """A call that must find somebody."""
    called = queue.call_next(hall, uuid4(), counter)
    assert called is not None
    return called


@pytest.fixture
def hall(small_hall: Database) -> Database:
    """The small hall with Wang at counter 48."""
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    return small_hall


def test_numbers_start_at_one_for_every_service_and_have_no_gaps(hall: Database) -> None:
    numbers = [queue.issue(hall, uuid4(), service).number for service in ("B2", "B1", "B2", "B2", "A1")]
    assert numbers == ["B2001", "B1001", "B2002", "B2003", "A1001"]


def test_first_come_first_served(hall: Database) -> None:
    for _ in range(3):
        take_number(hall)
    order = []
    for _ in range(3):
        called = call(hall)
        order.append(called.number)
        queue.serve(hall, uuid4(), called.call_id)
        queue.finish(hall, uuid4(), called.call_id)
    assert order == ["B2001", "B2002", "B2003"]
    assert queue.call_next(hall, uuid4(), 48) is None


def test_a_number_whose_paper_is_not_known_is_not_called(hall: Database) -> None:
    queue.issue(hall, uuid4(), "B2")
    assert queue.call_next(hall, uuid4(), 48) is None


def test_a_number_kept_from_the_screen_is_called(hall: Database) -> None:
    ticket = queue.issue(hall, uuid4(), "B2")
    queue.kept(hall, uuid4(), ticket.ticket_id)
    assert call(hall).number == ticket.number


def test_the_moment_in_line_is_the_touch_not_the_paper(hall: Database) -> None:
    slow, quick = queue.issue(hall, uuid4(), "B2"), queue.issue(hall, uuid4(), "B2")
    queue.printed(hall, uuid4(), quick.ticket_id)
    queue.printed(hall, uuid4(), slow.ticket_id)
    assert call(hall).number == slow.number


def test_a_cancelled_number_is_never_called(hall: Database) -> None:
    ticket = queue.issue(hall, uuid4(), "B2")
    queue.cancel(hall, uuid4(), ticket.ticket_id, "paper out")
    assert queue.call_next(hall, uuid4(), 48) is None
    with pytest.raises(IllegalMove, match="cancelled"):
        queue.printed(hall, uuid4(), ticket.ticket_id)


def test_a_head_start_is_having_come_earlier(hall: Database) -> None:
    take_number(hall)
    elder = take_number(hall, group_id="elderly")
    called = call(hall)
    assert called.number == elder.number
    assert called.head_start_min == 30
    assert (called.issued_at - called.due_at).total_seconds() == 30 * 60
    assert called.runner_up is not None
    assert called.runner_up.number == "B2001"


def test_a_counter_that_helps_out_looks_after_its_own_first(hall: Database) -> None:
    helped = take_number(hall, "B1")
    own = take_number(hall, "B2")
    first = call(hall)
    assert first.number == own.number
    assert first.runner_up is not None
    assert (first.runner_up.number, first.runner_up.handicap_min) == (helped.number, 10)
    queue.no_show(hall, uuid4(), first.call_id)
    assert call(hall).number == helped.number


def test_who_needs_a_low_counter_is_called_by_one(hall: Database) -> None:
    ticket = take_number(hall, "B1", low=True)
    assert queue.call_next(hall, uuid4(), 48) is None
    queue.open_counter(hall, uuid4(), 49, "li")
    assert call(hall, 49).number == ticket.number
    with pytest.raises(UnknownThing):
        queue.issue(hall, uuid4(), "A1", low=True)


def test_a_counter_looks_after_one_visitor_at_a_time(hall: Database) -> None:
    take_number(hall)
    take_number(hall)
    called = call(hall)
    with pytest.raises(CounterBusy, match=called.number):
        queue.call_next(hall, uuid4(), 48)


def test_a_closed_counter_calls_nobody(hall: Database) -> None:
    take_number(hall)
    with pytest.raises(CounterClosedError):
        queue.call_next(hall, uuid4(), 47)


def test_a_repeated_request_finds_its_first_outcome(hall: Database) -> None:
    touch = uuid4()
    assert queue.issue(hall, touch, "B2") == queue.issue(hall, touch, "B2")
    queue.printed(hall, uuid4(), queue.issue(hall, touch, "B2").ticket_id)
    key = uuid4()
    assert queue.call_next(hall, key, 48) == queue.call_next(hall, key, 48)
    with pytest.raises(RequestReused):
        queue.issue(hall, key, "B2")


def test_a_request_given_up_before_it_came_never_comes(hall: Database) -> None:
    touch = uuid4()
    assert isinstance(queue.abandon(hall, touch), RequestAbandoned)
    assert isinstance(queue.abandon(hall, touch), RequestAbandoned)
    with pytest.raises(RequestAbandonedError):
        queue.issue(hall, touch, "B2")


def test_a_request_given_up_after_it_came_is_undone(hall: Database) -> None:
    touch, key = uuid4(), uuid4()
    queue.issue(hall, touch, "B2")
    assert isinstance(queue.abandon(hall, touch), TicketCancelled)
    assert isinstance(queue.abandon(hall, touch), TicketCancelled)
    ticket = take_number(hall)
    queue.call_next(hall, key, 48)
    assert isinstance(queue.abandon(hall, key), CalledBack)
    assert call(hall).number == ticket.number


def test_giving_up_does_not_send_a_visitor_away_from_the_counter(hall: Database) -> None:
    take_number(hall)
    key = uuid4()
    called = queue.call_next(hall, key, 48)
    assert called
    queue.serve(hall, uuid4(), called.call_id)
    assert isinstance(queue.abandon(hall, key), ServingStarted)


def test_a_late_key_never_touches_the_next_visitor(hall: Database) -> None:
    take_number(hall)
    take_number(hall)
    first = call(hall)
    queue.no_show(hall, uuid4(), first.call_id)
    call(hall)
    with pytest.raises(CallOver, match="no-show"):
        queue.finish(hall, uuid4(), first.call_id)


def test_a_visit_that_has_not_begun_cannot_be_finished(hall: Database) -> None:
    take_number(hall)
    called = call(hall)
    with pytest.raises(IllegalMove, match="is called"):
        queue.finish(hall, uuid4(), called.call_id)


def test_a_visitor_at_the_counter_is_not_called_again(hall: Database) -> None:
    take_number(hall)
    called = call(hall)
    assert queue.recall(hall, uuid4(), called.call_id).times == 2
    queue.serve(hall, uuid4(), called.call_id)
    with pytest.raises(IllegalMove):
        queue.recall(hall, uuid4(), called.call_id)


@pytest.mark.parametrize("missing", ["service", "counter", "call", "ticket", "clerk"])
def test_what_the_hall_does_not_have_is_named(hall: Database, missing: str) -> None:
    commands = {
        "service": lambda: queue.issue(hall, uuid4(), "Z9"),
        "counter": lambda: queue.call_next(hall, uuid4(), 999),
        "call": lambda: queue.serve(hall, uuid4(), 999),
        "ticket": lambda: queue.printed(hall, uuid4(), 999),
        "clerk": lambda: queue.open_counter(hall, uuid4(), 47, "nobody"),
    }
    with pytest.raises(UnknownThing, match=missing):
        commands[missing]()


def test_a_clerk_sits_at_one_counter(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang", take_over=True)
    take_number(hall)
    with pytest.raises(CounterClosedError):
        queue.call_next(hall, uuid4(), 48)
    call(hall, 47)
    with pytest.raises(ClerkElsewhere, match="47"):
        queue.open_counter(hall, uuid4(), 48, "wang")
    with pytest.raises(CounterBusy):
        queue.close_counter(hall, uuid4(), 47)


def test_whoever_takes_over_a_counter_takes_over_its_visitor(hall: Database) -> None:
    take_number(hall)
    called = call(hall)
    assert queue.open_counter(hall, uuid4(), 48, "li", take_over=True).instead_of == "wang"
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id)
    queue.close_counter(hall, uuid4(), 48)
    with pytest.raises(CounterClosedError):
        queue.call_next(hall, uuid4(), 48)


def test_the_desk_shows_the_line_in_the_order_of_the_calls(hall: Database) -> None:
    take_number(hall, "B1")
    for group in (None, "elderly", None):
        take_number(hall, "B2", group_id=group)
    with hall.reading() as connection:
        desk = read_desk(connection, 48)
    assert (desk.waiting, desk.clerk_id, desk.current) == (4, "wang", None)
    called = []
    for _ in range(4):
        each = call(hall)
        called.append(each.number)
        queue.no_show(hall, uuid4(), each.call_id)
    assert [ticket.number for ticket in desk.next] == called


def test_the_desk_shows_the_day(hall: Database) -> None:
    take_number(hall)
    called = call(hall)
    queue.announced(hall, uuid4(), called.call_id, spoken=False, reason="no sound device")
    with hall.reading() as connection:
        current = read_desk(connection, 48).current
    assert current is not None
    assert (current.number, current.announced, current.spoken, current.group) == ("B2001", True, False, False)
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id)
    with hall.reading() as connection:
        desk = read_desk(connection, 48)
    assert (desk.served_today, desk.current) == (1, None)
    assert desk.mean_service_s is not None
    assert desk.mean_service_s >= 0


def test_the_board_shows_calls_at_its_own_counters_newest_first(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "li")
    queue.open_counter(hall, uuid4(), 3, "zhao")
    for service in ("B2", "B2", "A1", "B2"):
        take_number(hall, service)
    first, second = call(hall, 48), call(hall, 47)
    call(hall, 3)
    queue.recall(hall, uuid4(), first.call_id)
    with hall.reading() as connection:
        board = read_zone(connection, ["B"])
    assert [each.number for each in board.calls] == [first.number, second.number]
    assert board.calls[0].times == 2
    assert list(board.waiting) == ["B1", "B2"]
    assert board.waiting["B2"].waiting == 1


def test_a_call_taken_back_leaves_the_board(hall: Database) -> None:
    take_number(hall)
    key = uuid4()
    queue.call_next(hall, key, 48)
    queue.abandon(hall, key)
    with hall.reading() as connection:
        assert read_zone(connection, ["B"]).calls == ()


def test_the_kiosk_sees_who_waits_and_for_how_long_probably(hall: Database) -> None:
    for _ in range(4):
        take_number(hall)
    with hall.reading() as connection:
        waiting = read_waiting(connection)
    assert waiting["B2"].waiting == 4
    assert waiting["B2"].open_counters == 1
    estimate = waiting["B2"].estimate
    assert estimate is not None
    assert estimate.low_min < 4 * 8 < estimate.high_min
    assert waiting["A1"].estimate is None


def test_a_counter_that_pauses_is_not_counted_as_open(hall: Database) -> None:
    queue.pause_counter(hall, uuid4(), 48, "tea")
    with hall.reading() as connection:
        assert read_waiting(connection)["B2"].open_counters == 0


def test_how_many_wait_before_is_told_with_the_number(hall: Database) -> None:
    assert [take_number(hall).ahead for _ in range(3)] == [0, 1, 2]
    assert take_number(hall, group_id="elderly").ahead == 0


def test_a_ticket_state_reads_as_its_word() -> None:
    assert f"{TicketState.NO_SHOW}" == "no_show"
