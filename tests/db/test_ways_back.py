"""What a visitor keeps on every detour: the papers' counter, the service left behind, the need for a low counter."""

from __future__ import annotations

from uuid import uuid4

import pytest

from db import queue
from db.engine import Database
from db.errors import PickUpTooEarly
from db.events import TicketCalled
from db.status import HoldKind, TicketState
from db.tickets import Ticket, find_ticket
from db.turn import take_turn


@pytest.fixture
def hall(small_hall: Database) -> Database:
    """The small hall, Wang at 48, Li at 47, Chen at the low 49 and Zhao at the guide desk's 3."""
    for counter, clerk in ((48, "wang"), (47, "li"), (49, "chen"), (3, "zhao")):
        queue.open_counter(small_hall, uuid4(), counter, clerk)
    return small_hall


def come(hall: Database, service_id: str = "B2", *, low: bool = False) -> int:
    ticket = queue.issue(hall, uuid4(), service_id, low=low).ticket_id
    queue.printed(hall, uuid4(), ticket)
    return ticket


def call(hall: Database, counter: int) -> TicketCalled:
    called = queue.call_next(hall, uuid4(), counter)
    assert called is not None
    return called


def serve(hall: Database, counter: int) -> int:
    called = call(hall, counter)
    queue.serve(hall, uuid4(), called.call_id)
    return called.call_id


def now(hall: Database, ticket: int) -> Ticket:
    with take_turn(hall) as turn:
        return find_ticket(turn, ticket)


@pytest.mark.parametrize("how", ["call_back", "abandon"])
@pytest.mark.parametrize("kind", [HoldKind.SAME_COUNTER, HoldKind.ANY_COUNTER])
def test_taken_up_and_put_back_it_is_on_hold_as_before(hall: Database, how: str, kind: HoldKind) -> None:
    ticket = come(hall)
    queue.hold(hall, uuid4(), serve(hall, 48), kind)
    request = uuid4()
    resumed = queue.resume(hall, request, 48, ticket)

    if how == "abandon":
        back = queue.abandon(hall, request)
    else:
        back = queue.call_back(hall, uuid4(), resumed.call_id)

    assert getattr(back, "hold_kind", None) == kind
    assert (now(hall, ticket).state, now(hall, ticket).held_by_counter) == (TicketState.HELD, 48)
    assert queue.call_next(hall, uuid4(), 47) is None, "nobody else may call a visitor whose papers lie here"
    queue.serve(hall, uuid4(), queue.resume(hall, uuid4(), 48, ticket).call_id)
    assert now(hall, ticket).hold_kind is None


def test_whose_papers_lie_at_a_counter_waits_for_that_one_after_a_no_show(hall: Database) -> None:
    ticket = come(hall)
    queue.hold(hall, uuid4(), serve(hall, 48), HoldKind.SAME_COUNTER)
    queue.no_show(hall, uuid4(), queue.resume(hall, uuid4(), 48, ticket).call_id)

    assert queue.reactivate(hall, uuid4(), ticket).lane == "counter:48"

    assert queue.call_next(hall, uuid4(), 47) is None
    assert call(hall, 48).ticket_id == ticket


def test_who_was_lent_out_comes_back_for_what_was_left_behind(hall: Database) -> None:
    ticket = come(hall, "B2")
    queue.transfer(hall, uuid4(), serve(hall, 48), to_service="A1", come_back=True)
    assert now(hall, ticket).facts["service_id"] == "A1"

    queue.finish(hall, uuid4(), serve(hall, 3))

    assert (now(hall, ticket).facts["service_id"], now(hall, ticket).lane) == ("B2", "counter:48")
    assert now(hall, ticket).come_back_service is None


def test_an_undone_way_back_is_a_way_back_again(hall: Database) -> None:
    ticket = come(hall, "B2")
    queue.transfer(hall, uuid4(), serve(hall, 48), to_service="A1", come_back=True)
    guide = serve(hall, 3)
    queue.finish(hall, uuid4(), guide)
    queue.undo(hall, uuid4(), guide)
    assert (now(hall, ticket).come_back_service, now(hall, ticket).facts["service_id"]) == ("B2", "A1")


@pytest.mark.parametrize("on_the_way", ["lent out", "in a bundle"])
def test_a_pick_up_is_left_by_the_last_counter_only(hall: Database, on_the_way: str) -> None:
    if on_the_way == "lent out":
        come(hall)
        queue.transfer(hall, uuid4(), serve(hall, 48), to_counter=47, come_back=True)
        visit = serve(hall, 47)
    else:
        _bundle(hall)
        ticket = queue.issue_bundle(hall, uuid4(), "Y001").ticket_id
        queue.printed(hall, uuid4(), ticket)
        visit = serve(hall, 48)
    with pytest.raises(PickUpTooEarly, match="has another counter to go to"):
        queue.finish(hall, uuid4(), visit, pick_up="A1")
    queue.finish(hall, uuid4(), visit)


def test_who_needs_a_low_counter_needs_it_wherever_they_are_sent(hall: Database) -> None:
    ticket = come(hall, "B1", low=True)
    visit = serve(hall, 49)
    queue.transfer(hall, uuid4(), visit, to_service="A1")
    assert now(hall, ticket).lane == "service:A1", (
        "the guide desk has no low counter: rather there than nowhere"
    )

    queue.transfer(hall, uuid4(), serve(hall, 3), to_service="B1")
    assert now(hall, ticket).lane == "low:B1"
    assert queue.call_next(hall, uuid4(), 47) is None

    queue.transfer(hall, uuid4(), serve(hall, 49), to_clerk="wang")
    queue.close_counter(hall, uuid4(), 48)
    assert now(hall, ticket).lane == "low:B1", "the clerk has left: back to the low counters"
    queue.finish(hall, uuid4(), serve(hall, 49), pick_up="B1")
    assert queue.release(hall, uuid4(), ticket).lane == "low:B1"


def _bundle(hall: Database) -> None:
    from sqlalchemy import insert

    from db import models

    names = {"name": "新生儿出生", "name_en": "A child is born"}
    with hall.engine.begin() as connection:
        connection.execute(
            insert(models.bundle).values(id="Y001", **names, audience="个人", stage="出生", position=0)
        )
        for step, service_id in enumerate(("B2", "A1"), start=1):
            row = {"bundle_id": "Y001", "step": step, "service_id": service_id}
            connection.execute(insert(models.bundle_step).values(**row, **names))
