"""What the back office has: it waits there, is released, or comes back with a note."""

from __future__ import annotations

from uuid import uuid4

import pytest

from db import queue
from db.back_office import read_back_office
from db.directory import Named
from db.engine import Database
from db.errors import IllegalMove, ReasonMissing, WithBackOffice
from db.events import TicketFinished
from db.status import HoldKind
from tests.db.test_moves import Clock, call, clock, hall, line, serve, take_number

__all__ = ["clock", "hall"]


def test_what_the_back_office_has_waits_until_it_is_released(hall: Database, clock: Clock) -> None:
    first = take_number(hall)
    held = queue.hold(hall, uuid4(), serve(hall).call_id, HoldKind.BACK_OFFICE)
    with pytest.raises(WithBackOffice):
        queue.resume(hall, uuid4(), 48, held.ticket_id)
    clock.pass_by(minutes=20)
    take_number(hall)
    queue.release(hall, uuid4(), held.ticket_id, "approved")
    assert call(hall).number == first.number
    with pytest.raises(IllegalMove):
        queue.release(hall, uuid4(), held.ticket_id)


def test_a_result_is_handed_out_elsewhere_once_it_is_released(hall: Database, clock: Clock) -> None:
    take_number(hall)
    accepted = queue.finish(hall, uuid4(), serve(hall).call_id, items=["application"], pick_up="A1")
    assert isinstance(accepted, TicketFinished)
    clock.pass_by(minutes=30)
    waiting = take_number(hall, "A1")
    clock.pass_by(minutes=1)
    released = queue.release(hall, uuid4(), accepted.ticket_id)
    assert released.at == clock.now
    assert line(hall, 3) == [waiting.number, accepted.number]


def test_what_the_back_office_gives_back_goes_to_the_clerk_who_handed_it_in(hall: Database) -> None:
    first = take_number(hall)
    take_number(hall)
    held = queue.hold(hall, uuid4(), serve(hall).call_id, HoldKind.BACK_OFFICE, "please approve")
    with pytest.raises(ReasonMissing):
        queue.send_back(hall, uuid4(), held.ticket_id, "  ")
    queue.close_counter(hall, uuid4(), 48)
    queue.open_counter(hall, uuid4(), 49, "wang")
    back = queue.send_back(hall, uuid4(), held.ticket_id, "page 3 is missing")
    assert (back.lane, back.clerk_id) == ("clerk:wang", "wang")
    called = queue.call_next(hall, uuid4(), 49)
    assert called and called.number == first.number
    with pytest.raises(IllegalMove):
        queue.send_back(hall, uuid4(), held.ticket_id, "once more")


def test_a_result_given_back_leaves_the_pick_up_and_falls_to_the_line_of_its_service(hall: Database) -> None:
    first = take_number(hall)
    take_number(hall)
    accepted = queue.finish(hall, uuid4(), serve(hall).call_id, pick_up="A1")
    queue.close_counter(hall, uuid4(), 48)
    back = queue.send_back(hall, uuid4(), accepted.ticket_id, "the photo is too dark")
    assert (back.lane, back.clerk_id, back.service_id) == ("service:B2", None, "B2")
    assert {back.zone_id, back.counter_zone_id} == {"A", "B"}, "both zones hear of it"
    assert line(hall, 47)[0] == first.number
    assert line(hall, 3) == []


def test_what_waits_for_the_back_office_is_seen_with_its_history(hall: Database, clock: Clock) -> None:
    take_number(hall)
    take_number(hall)
    handed_in_at = clock.now
    queue.hold(hall, uuid4(), serve(hall).call_id, HoldKind.BACK_OFFICE, "please approve")
    clock.pass_by(minutes=5)
    queue.finish(hall, uuid4(), serve(hall).call_id, items=["copy"], pick_up="A1")
    with hall.reading() as connection:
        approval, result = read_back_office(connection).waiting
    assert (approval.number, approval.kind, approval.note) == (
        "B2001", HoldKind.BACK_OFFICE, "please approve",
    )  # fmt: skip
    assert (approval.since, approval.counter, approval.clerk_id) == (handed_in_at, 48, "wang")
    assert (result.number, result.service_id, result.pick_up, result.items) == (
        "B2002",
        "B2",
        "A1",
        (Named("copy", "copy"),),
    )
    queue.release(hall, uuid4(), approval.ticket_id)
    queue.send_back(hall, uuid4(), result.ticket_id, "the photo is too dark")
    with hall.reading() as connection:
        assert read_back_office(connection).waiting == ()
