"""Somebody needs a hand, and it is on the record who went."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from db import queue
from db.audit import verify
from db.errors import UnknownThing
from db.help import HelpOver, HelpRequest, read_open_help
from db.help_events import HelpAnswered, HelpAsked, HelpKind, HelpWithdrawn
from tests.db.day import Day


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    told = Day(database_url)
    yield told
    told.hall.close()


def open_help(day: Day, *zones: str) -> tuple[HelpRequest, ...]:
    with day.hall.reading() as connection:
        return read_open_help(connection, zones or None)


def test_a_visitor_asks_somebody_goes_and_the_call_is_over(day: Day) -> None:
    asked = day.at("09:00").do(queue.ask_help, "B", HelpKind.GUIDANCE)
    assert [(each.id, each.zone_id, each.asked_at) for each in open_help(day)] == [
        (asked.help_id, "B", day.moment("09:00"))
    ]
    answered = day.at("09:02").do(queue.answer_help, asked.help_id, "wang")
    assert isinstance(answered, HelpAnswered)
    assert (answered.clerk_id, answered.kind, answered.zone_id) == ("wang", HelpKind.GUIDANCE, "B")
    assert open_help(day) == ()
    with pytest.raises(HelpOver, match="Wang Min looked after it"):
        day.do(queue.answer_help, asked.help_id, "li")


def test_asking_again_is_the_same_call_and_louder(day: Day) -> None:
    first = day.do(queue.ask_help, "B", HelpKind.GUIDANCE)
    second = day.do(queue.ask_help, "B", HelpKind.GUIDANCE)
    other = day.do(queue.ask_help, "B", HelpKind.MACHINE)
    assert (second.help_id, second.times) == (first.help_id, 2)
    assert other.help_id != first.help_id
    assert [(each.kind, each.times) for each in open_help(day)] == [
        (HelpKind.GUIDANCE, 2),
        (HelpKind.MACHINE, 1),
    ]


def test_the_same_request_sent_again_is_asked_once(day: Day) -> None:
    request = uuid4()
    first = queue.ask_help(day.hall, request, "B", HelpKind.ACCESS)
    assert queue.ask_help(day.hall, request, "B", HelpKind.ACCESS) == first
    assert open_help(day)[0].times == 1


def test_a_counter_calls_for_itself_and_each_zone_sees_its_own(day: Day) -> None:
    day.do(queue.ask_help, "B", HelpKind.SUPERVISOR, counter=48)
    day.do(queue.ask_help, "B", HelpKind.SUPERVISOR, counter=47)
    day.do(queue.ask_help, "A", HelpKind.SAFETY)
    assert [each.counter for each in open_help(day, "B")] == [48, 47]
    assert [each.kind for each in open_help(day, "A")] == [HelpKind.SAFETY]


def test_whoever_needs_nobody_any_more_says_so(day: Day) -> None:
    asked = day.do(queue.ask_help, "B", HelpKind.GUIDANCE)
    assert isinstance(day.do(queue.withdraw_help, asked.help_id), HelpWithdrawn)
    assert open_help(day) == ()
    with pytest.raises(HelpOver, match="withdrawn"):
        day.do(queue.answer_help, asked.help_id, "wang")


def test_giving_a_request_up_calls_nobody(day: Day) -> None:
    request = uuid4()
    queue.ask_help(day.hall, request, "B", HelpKind.GUIDANCE)
    assert isinstance(queue.abandon(day.hall, request), HelpWithdrawn)
    assert open_help(day) == ()
    answered = uuid4()
    asked = queue.ask_help(day.hall, answered, "B", HelpKind.GUIDANCE)
    day.do(queue.answer_help, asked.help_id, "wang")
    assert isinstance(queue.abandon(day.hall, answered), HelpAsked), "somebody is on the way: it stands"


def test_yesterdays_calls_are_over(day: Day) -> None:
    day.do(queue.ask_help, "B", HelpKind.GUIDANCE)
    day.date = "2026-11-24"
    day.at("08:00")
    day.do(queue.ask_help, "B", HelpKind.MACHINE)
    assert [each.kind for each in open_help(day)] == [HelpKind.MACHINE]


@pytest.mark.parametrize(("zone", "counter"), [("Z", None), ("B", 999)])
def test_nobody_is_sent_to_a_place_that_is_not_there(day: Day, zone: str, counter: int | None) -> None:
    with pytest.raises(UnknownThing):
        day.do(queue.ask_help, zone, HelpKind.GUIDANCE, counter=counter)
    with pytest.raises(UnknownThing):
        day.do(queue.answer_help, 1, "wang")
    with pytest.raises(UnknownThing):
        day.do(queue.withdraw_help, 7)


def test_the_chain_holds_over_calls_for_help(day: Day) -> None:
    asked = day.do(queue.ask_help, "B", HelpKind.GUIDANCE)
    day.do(queue.answer_help, asked.help_id, "wang")
    assert verify(day.hall).broken is None
