"""What a clerk is told of the counter: the visitor, the lines, who was put aside, what may be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import insert

from db import queue
from db.audit import verify
from db.bundles import BundleStep
from db.desk import Desk, read_desk, read_estimates
from db.errors import CallOver
from db.history import all_rows
from db.look import look_at_person
from db.models import bundle, bundle_step
from db.privacy import Person
from db.roles import NotYourCounter
from db.status import HoldKind, Outcome
from tests.db.day import Day


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    told = Day(database_url)
    told.do(queue.open_counter, 48, "wang")
    told.do(queue.open_counter, 47, "li")
    yield told
    told.hall.close()


def desk(day: Day, counter: int = 48) -> Desk:
    with day.hall.reading() as connection:
        return read_desk(connection, counter)


def numbers(things: object) -> list[str]:
    return [each.number for each in things]  # type: ignore[attr-defined]


def serve(day: Day, counter: int = 48) -> int:
    called = day.call(counter)
    day.do(queue.serve, called.call_id)
    return called.call_id


def test_papers_that_stay_are_seen_at_their_counter_only(day: Day) -> None:
    day.take("B2")
    day.at("09:00").do(queue.hold, serve(day), HoldKind.SAME_COUNTER, "passport copy")
    (held,) = desk(day).held
    assert (held.number, held.kind, held.note) == ("B2001", HoldKind.SAME_COUNTER, "passport copy")
    assert held.since == day.moment("09:00")
    assert desk(day, 47).held == ()


def test_papers_that_went_along_are_seen_wherever_the_service_is_served(day: Day) -> None:
    day.take("B2")
    day.do(queue.hold, serve(day), HoldKind.ANY_COUNTER)
    assert numbers(desk(day).held) == numbers(desk(day, 47).held) == ["B2001"]
    day.do(queue.open_counter, 3, "zhao")
    assert desk(day, 3).held == ()


def test_what_is_with_the_back_office_is_not_the_clerks_to_take_up(day: Day) -> None:
    day.take("B2")
    day.do(queue.hold, serve(day), HoldKind.BACK_OFFICE)
    assert desk(day).held == ()


def test_whoever_did_not_come_is_seen_until_they_come_after_all(day: Day) -> None:
    number = day.take("B2")
    called = day.at("09:00").call()
    day.do(queue.recall, called.call_id)
    day.at("09:05").do(queue.no_show, called.call_id)
    (missed,) = desk(day, 47).missed
    assert (missed.number, missed.times, missed.at) == (number, 2, day.moment("09:05"))
    day.do(queue.reactivate, day.tickets[number])
    assert desk(day).missed == ()
    assert numbers(desk(day).next) == [number]


def test_each_line_is_counted_by_itself(day: Day) -> None:
    for service in ("B2", "B2", "B1"):
        day.take(service)
    seen = {lane.lane: (lane.waiting, lane.handicap_min) for lane in desk(day).lanes}
    assert seen == {"service:B2": (2, 0), "service:B1": (1, 10), "counter:48": (0, 0), "clerk:wang": (0, 0)}
    assert desk(day).waiting == 3


def test_a_newcomers_wait_is_foretold_for_each_service(day: Day) -> None:
    day.take("B2")
    with day.hall.reading() as connection:
        estimates = read_estimates(connection, read_desk(connection, 48))
        told = read_desk(connection, 48, estimates)
    assert set(estimates) == {"B1", "B2"}
    lanes = {lane.lane: lane.estimate for lane in told.lanes}
    assert lanes["service:B2"] is not None
    assert lanes["counter:48"] is None


def test_the_end_of_a_visit_may_be_taken_back_for_a_while(day: Day) -> None:
    day.take("B2")
    call_id = serve(day)
    assert desk(day).undoable is None
    day.at("09:00").do(queue.finish, call_id)
    undoable = desk(day).undoable
    assert undoable is not None
    assert (undoable.call_id, undoable.number, undoable.outcome) == (call_id, "B2001", Outcome.FINISHED)
    assert (undoable.until - day.moment("09:00")).total_seconds() == 10
    day.do(queue.undo, call_id)
    assert desk(day).undoable is None


def test_a_call_taken_back_is_nothing_to_undo(day: Day) -> None:
    day.take("B2")
    day.do(queue.call_back, day.call().call_id)
    assert desk(day).undoable is None


def test_the_note_and_the_way_back_come_with_the_visitor(day: Day) -> None:
    day.take("B2")
    call_id = serve(day)
    day.do(queue.transfer, call_id, to_counter=47, note="needs the form", come_back=True)
    current = (day.call(47), desk(day, 47).current)[1]
    assert current is not None
    assert (current.note, current.come_back) == ("needs the form", True)


def test_a_pause_says_why(day: Day) -> None:
    day.do(queue.pause_counter, 48, "lunch")
    assert desk(day).pause_reason == "lunch"


def test_the_day_is_the_clerks_own_wherever_they_sat(day: Day) -> None:
    day.take("B2")
    day.do(queue.finish, serve(day))
    day.do(queue.open_counter, 49, "wang", take_over=True)
    assert desk(day, 49).served_today == 1
    assert desk(day, 47).served_today == 0


def test_who_the_visitor_is_takes_a_look_that_is_on_the_record(day: Day) -> None:
    day.take("B2", person=Person(hash="f" * 64, mask="1101***********42"))
    called = day.call()
    current = desk(day).current
    assert current is not None and current.masked
    mine = day.hall.acting_for("wang")
    assert look_at_person(mine, uuid4(), called.call_id, called.ticket_id) == "1101***********42"
    (seen,) = [row for row in all_rows(day.hall) if row["kind"] == "PersonShown"]
    assert (seen["facts"]["number"], seen["clerk_id"], seen["by"]) == ("B2001", "wang", "wang")
    assert "1101" not in repr(dict(seen))
    assert verify(day.hall).broken is None


def test_only_who_stands_at_the_counter_may_be_looked_at(day: Day) -> None:
    day.take("B2", person=Person(hash="f" * 64, mask="1101***********42"))
    called = day.call()
    with pytest.raises(NotYourCounter):
        look_at_person(day.hall.acting_for("li"), uuid4(), called.call_id, called.ticket_id)
    day.do(queue.call_back, called.call_id)
    with pytest.raises(CallOver):
        look_at_person(day.hall.acting_for("wang"), uuid4(), called.call_id, called.ticket_id)


def test_a_bundle_says_how_far_it_is(day: Day) -> None:
    with day.hall.engine.begin() as connection:
        connection.execute(
            insert(bundle).values(
                id="open-a-shop", name="开店", name_en="Open a shop", audience="", stage="", position=0
            )
        )
        steps = [
            {"bundle_id": "open-a-shop", "step": step, "service_id": each, "name": each, "name_en": each}
            for step, each in ((1, "B2"), (2, "B1"))
        ]
        connection.execute(insert(bundle_step), steps)
    issued = day.do(queue.issue_bundle, "open-a-shop")
    day.do(queue.printed, issued.ticket_id)
    serve(day)
    current = desk(day).current
    assert current is not None
    assert current.bundle == BundleStep("open-a-shop", 1, 2)
