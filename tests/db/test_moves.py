"""A visit that does not end where it began: sent on, put aside, taken back, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, update

from db import models, queue
from db.desk import read_desk
from db.engine import Database, open_database
from db.errors import (
    CalledOftenEnough,
    CalledTooSeldom,
    CalledTooSoon,
    ClerkAway,
    CounterPausedError,
    HeldElsewhere,
    IllegalMove,
    NotForThisCounter,
    NothingToUndo,
    NotToday,
    ReactivatedOftenEnough,
    ReasonMissing,
    UnknownThing,
)
from db.events import StepEnded, TicketCalled, TicketCameBack, TicketFinished, TicketIssued
from db.status import CallHow, HoldKind


class Clock:
    """The hall's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(small_hall: Database, database_url: str, clock: Clock) -> Iterator[Database]:
    """The small hall at nine in the morning, Wang at 48, Li at 47, Zhao at the guide desk's 3."""
    timed = open_database(database_url, "test", clock=clock)
    for counter, clerk in ((48, "wang"), (47, "li"), (3, "zhao")):
        queue.open_counter(timed, uuid4(), counter, clerk)
    yield timed
    timed.close()


def take_number(hall: Database, service_id: str = "B2") -> TicketIssued:
    ticket = queue.issue(hall, uuid4(), service_id)
    queue.printed(hall, uuid4(), ticket.ticket_id)
    return ticket


def call(hall: Database, counter: int = 48) -> TicketCalled:
    called = queue.call_next(hall, uuid4(), counter)
    assert called is not None
    return called


def serve(hall: Database, counter: int = 48) -> TicketCalled:
    called = call(hall, counter)
    queue.serve(hall, uuid4(), called.call_id)
    return called


def set_rules(hall: Database, **rules: int) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(models.hall).values(**rules))


def line(hall: Database, counter: int) -> list[str]:
    with hall.reading() as connection:
        return [ticket.number for ticket in read_desk(connection, counter).next]


def test_a_transferred_visitor_brings_along_half_an_hour_at_most(hall: Database, clock: Clock) -> None:
    take_number(hall, "A1")
    clock.pass_by(minutes=50)
    early = take_number(hall, "B2")
    clock.pass_by(minutes=10)
    moved = queue.transfer(hall, uuid4(), serve(hall, 3).call_id, to_service="B2", note="needs a new card")
    assert clock.now - moved.due_at == timedelta(minutes=30)
    assert line(hall, 48) == [moved.number, early.number]
    assert moved.number == "A1001", "one number to the end"


def test_a_visitor_who_waited_less_brings_along_all_of_it(hall: Database, clock: Clock) -> None:
    take_number(hall, "A1")
    clock.pass_by(minutes=5)
    moved = queue.transfer(hall, uuid4(), serve(hall, 3).call_id, to_service="B2")
    assert clock.now - moved.due_at == timedelta(minutes=5)


def test_who_is_sent_to_a_counter_is_called_only_there(hall: Database) -> None:
    take_number(hall, "A1")
    queue.transfer(hall, uuid4(), serve(hall, 3).call_id, to_counter=47)
    assert queue.call_next(hall, uuid4(), 48) is None
    assert call(hall, 47).number == "A1001"


def test_who_is_sent_to_a_clerk_follows_the_clerk_and_falls_back_to_the_service(hall: Database) -> None:
    take_number(hall, "B2")
    queue.transfer(hall, uuid4(), serve(hall, 48).call_id, to_clerk="li")
    assert queue.call_next(hall, uuid4(), 48) is None
    assert line(hall, 47) == ["B2001"]
    queue.close_counter(hall, uuid4(), 47)
    assert call(hall, 48).number == "B2001"


def test_nobody_is_sent_to_a_clerk_who_is_away(hall: Database) -> None:
    take_number(hall)
    with pytest.raises(ClerkAway, match="陈静"):
        queue.transfer(hall, uuid4(), serve(hall).call_id, to_clerk="chen")


def test_nobody_is_sent_where_no_counter_would_call_them(hall: Database) -> None:
    with hall.engine.begin() as connection:
        connection.execute(delete(models.counter_lane).where(models.counter_lane.c.lane == "service:A1"))
    take_number(hall)
    called = serve(hall)
    with pytest.raises(UnknownThing, match="counter for"):
        queue.transfer(hall, uuid4(), called.call_id, to_service="A1")
    with pytest.raises(UnknownThing, match="counter for"):
        queue.finish(hall, uuid4(), called.call_id, pick_up="A1")


def test_who_was_only_lent_out_comes_back(hall: Database) -> None:
    take_number(hall)
    queue.transfer(hall, uuid4(), serve(hall, 48).call_id, to_counter=47, come_back=True, note="copy, please")
    back = queue.finish(hall, uuid4(), serve(hall, 47).call_id, items=["copy"])
    assert isinstance(back, TicketCameBack)
    assert line(hall, 47) == []
    done = queue.finish(hall, uuid4(), serve(hall, 48).call_id, items=["card"])
    assert isinstance(done, TicketFinished)
    assert done.items == ("card",)


def test_papers_on_hold_go_on_where_they_lie(hall: Database) -> None:
    take_number(hall)
    take_number(hall)
    held = queue.hold(hall, uuid4(), serve(hall).call_id, HoldKind.SAME_COUNTER, "form missing")
    with pytest.raises(HeldElsewhere, match="48"):
        queue.resume(hall, uuid4(), 47, held.ticket_id)
    resumed = queue.resume(hall, uuid4(), 48, held.ticket_id)
    assert (resumed.number, resumed.how) == (held.number, CallHow.RESUMED)


def test_without_papers_any_counter_of_the_service_goes_on(hall: Database) -> None:
    take_number(hall)
    held = queue.hold(hall, uuid4(), serve(hall).call_id, HoldKind.ANY_COUNTER)
    with pytest.raises(NotForThisCounter):
        queue.resume(hall, uuid4(), 3, held.ticket_id)
    assert queue.resume(hall, uuid4(), 47, held.ticket_id).counter == 47


def test_a_no_show_who_comes_back_waits_behind_three(hall: Database, clock: Clock) -> None:
    late = take_number(hall)
    queue.no_show(hall, uuid4(), call(hall).call_id)
    others = []
    for _ in range(5):
        clock.pass_by(minutes=1)
        others.append(take_number(hall).number)
    queue.reactivate(hall, uuid4(), late.ticket_id)
    assert line(hall, 48) == [*others[:3], late.number, *others[3:]]
    first = call(hall)
    queue.call_back(hall, uuid4(), first.call_id)
    assert line(hall, 48)[0] == first.number, "called back to the same place"


def test_coming_back_is_forgiven_once(hall: Database) -> None:
    late = take_number(hall)
    queue.no_show(hall, uuid4(), call(hall).call_id)
    queue.reactivate(hall, uuid4(), late.ticket_id)
    queue.no_show(hall, uuid4(), call(hall).call_id)
    with pytest.raises(ReactivatedOftenEnough):
        queue.reactivate(hall, uuid4(), late.ticket_id)


def test_yesterdays_number_is_not_put_back_in_line(hall: Database, clock: Clock) -> None:
    late = take_number(hall)
    queue.no_show(hall, uuid4(), call(hall).call_id)
    clock.pass_by(days=1)
    with pytest.raises(NotToday):
        queue.reactivate(hall, uuid4(), late.ticket_id)


def test_a_chosen_call_goes_on_the_record_with_whoever_was_passed_by(hall: Database) -> None:
    first, chosen = take_number(hall), take_number(hall)
    with pytest.raises(ReasonMissing):
        queue.call_ticket(hall, uuid4(), 48, chosen.ticket_id, "  ")
    with pytest.raises(NotForThisCounter):
        queue.call_ticket(hall, uuid4(), 3, chosen.ticket_id, "a friend")
    called = queue.call_ticket(hall, uuid4(), 48, chosen.ticket_id, "feels unwell")
    assert (called.number, called.how, called.reason) == (chosen.number, CallHow.CHOSEN, "feels unwell")
    assert called.runner_up is not None
    assert called.runner_up.number == first.number


def test_calls_keep_their_pace_and_have_an_end(hall: Database, clock: Clock) -> None:
    set_rules(hall, call_pace_s=10, calls_at_most=3, no_show_after_calls=3)
    take_number(hall)
    called = call(hall)
    with pytest.raises(CalledTooSoon, match="10 s"):
        queue.recall(hall, uuid4(), called.call_id)
    with pytest.raises(CalledTooSeldom, match="1 of 3"):
        queue.no_show(hall, uuid4(), called.call_id)
    for _ in range(2):
        clock.pass_by(seconds=10)
        queue.recall(hall, uuid4(), called.call_id)
    with pytest.raises(CalledTooSoon):
        queue.no_show(hall, uuid4(), called.call_id)
    clock.pass_by(seconds=10)
    with pytest.raises(CalledOftenEnough):
        queue.recall(hall, uuid4(), called.call_id)
    queue.no_show(hall, uuid4(), called.call_id)


def test_a_paused_counter_calls_nobody_and_serves_to_the_end(hall: Database) -> None:
    take_number(hall)
    take_number(hall)
    called = serve(hall)
    with pytest.raises(ReasonMissing):
        queue.pause_counter(hall, uuid4(), 48, "")
    queue.pause_counter(hall, uuid4(), 48, "lunch")
    queue.finish(hall, uuid4(), called.call_id)
    with pytest.raises(CounterPausedError, match="lunch"):
        queue.call_next(hall, uuid4(), 48)
    queue.resume_counter(hall, uuid4(), 48)
    call(hall)


@pytest.mark.parametrize("end", ["finish", "no_show", "hold", "transfer", "pick_up"])
def test_a_step_back_puts_the_visitor_where_they_were(hall: Database, clock: Clock, end: str) -> None:
    take_number(hall)
    clock.pass_by(minutes=5)
    called = call(hall)
    if end != "no_show":
        queue.serve(hall, uuid4(), called.call_id)
    with hall.reading() as connection:
        before = read_desk(connection, 48).current
    match end:
        case "finish":
            queue.finish(hall, uuid4(), called.call_id)
        case "no_show":
            queue.no_show(hall, uuid4(), called.call_id)
        case "hold":
            queue.hold(hall, uuid4(), called.call_id, HoldKind.SAME_COUNTER)
        case "transfer":
            queue.transfer(hall, uuid4(), called.call_id, to_service="A1", note="oops", come_back=True)
        case _:
            queue.finish(hall, uuid4(), called.call_id, pick_up="A1")
    clock.pass_by(seconds=10)
    queue.undo(hall, uuid4(), called.call_id)
    with hall.reading() as connection:
        assert read_desk(connection, 48).current == before
    if end == "no_show":
        queue.serve(hall, uuid4(), called.call_id)
    assert isinstance(queue.finish(hall, uuid4(), called.call_id), TicketFinished)
    assert line(hall, 3) == []


def test_a_step_back_has_its_limits(hall: Database, clock: Clock) -> None:
    take_number(hall)
    take_number(hall)
    first = serve(hall)
    queue.finish(hall, uuid4(), first.call_id)
    clock.pass_by(seconds=11)
    with pytest.raises(NothingToUndo, match="too long ago"):
        queue.undo(hall, uuid4(), first.call_id)
    second = serve(hall)
    queue.transfer(hall, uuid4(), second.call_id, to_service="A1")
    taken = call(hall, 3)
    with pytest.raises(NothingToUndo, match="moved on"):
        queue.undo(hall, uuid4(), second.call_id)
    with pytest.raises(NothingToUndo, match="moved on"):
        queue.undo(hall, uuid4(), taken.call_id)
    take_number(hall)
    third = serve(hall)
    queue.finish(hall, uuid4(), third.call_id)
    take_number(hall)
    call(hall)
    with pytest.raises(NothingToUndo, match="not free"):
        queue.undo(hall, uuid4(), third.call_id)


def test_the_day_closes_on_everybody_but_those_being_served(hall: Database) -> None:
    for _ in range(4):
        take_number(hall)
    queue.issue(hall, uuid4(), "B2")
    called, served = call(hall, 47), serve(hall, 48)
    assert queue.close_day(hall, uuid4()).expired == 4
    queue.finish(hall, uuid4(), served.call_id)
    assert queue.call_next(hall, uuid4(), 47) is None
    with pytest.raises(IllegalMove, match="expired"):
        queue.reactivate(hall, uuid4(), called.ticket_id)


def test_a_bundle_keeps_one_number_through_all_its_steps(hall: Database, clock: Clock) -> None:
    with hall.engine.begin() as connection:
        connection.execute(
            insert(models.bundle).values(
                id="Y001", name="新生儿出生", name_en="A child is born", audience="个人", stage="", position=0
            )
        )
        for step, service in enumerate(("A1", "B1", "B2"), start=1):
            connection.execute(
                insert(models.bundle_step).values(
                    bundle_id="Y001", step=step, service_id=service, name=service, name_en=service
                )
            )
    ticket = queue.issue_bundle(hall, uuid4(), "Y001")
    queue.printed(hall, uuid4(), ticket.ticket_id)
    clock.pass_by(minutes=3)
    first = queue.finish(hall, uuid4(), serve(hall, 3).call_id, items=["certificate"])
    assert isinstance(first, StepEnded)
    assert (first.step, first.service_id, first.zone_id) == (1, "B1", "B")
    second = serve(hall, 48)
    with pytest.raises(ReasonMissing):
        queue.skip_step(hall, uuid4(), second.call_id, "")
    skipped = queue.skip_step(hall, uuid4(), second.call_id, "has it already")
    assert isinstance(skipped, StepEnded)
    queue.undo(hall, uuid4(), second.call_id)
    queue.skip_step(hall, uuid4(), second.call_id, "has it already")
    last = queue.finish(hall, uuid4(), serve(hall, 47).call_id)
    assert isinstance(last, TicketFinished)
    assert {first.number, second.number, last.number} == {"A1001"}
