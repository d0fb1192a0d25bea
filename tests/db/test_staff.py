"""Staff: a PIN each, roles, who may serve what, and one clerk at one counter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from db import queue, staff
from db.counters import NothingToServe, SeatTaken, SitsElsewhere
from db.desk import read_desk
from db.directory import Named
from db.engine import Database, open_database
from db.errors import ClerkElsewhere, NotForThisCounter, RequestReused, UnknownThing
from db.events import TicketIssued
from db.journal import from_row
from db.models import clerk, clerk_service, event
from db.roles import VERBS, NotAllowed, NotYourCounter, Role, least_role_for, may
from db.staff import (
    BadPin,
    NoPin,
    PinBlocked,
    WrongPin,
    check_pin,
    set_pin,
)
from db.staff_events import PinRefused
from db.turn import take_turn
from tests.hand_clock import HandClock
from tests.small_hall import load_small_hall

PIN = "280417"
THE_HALLS_OWN_HASHER = staff._hasher
"""As this file finds it; the tests run with a quicker one."""


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """The small hall; Wang has a PIN, Li is a guide, Zhao a supervisor, Chen an administrator."""
    opened = open_database(database_url, "test", clock=clock)
    load_small_hall(opened)
    roles = {"li": Role.GUIDE, "zhao": Role.SUPERVISOR, "chen": Role.ADMINISTRATOR}
    with opened.engine.begin() as connection:
        for who, role in roles.items():
            connection.execute(update(clerk).where(clerk.c.id == who).values(role=role.value))
    set_pin(opened, uuid4(), "wang", PIN)
    yield opened
    opened.close()


def limit(database: Database, clerk_id: str, *services: str) -> None:
    rows = [{"clerk_id": clerk_id, "service_id": service} for service in services]
    with database.engine.begin() as connection:
        connection.execute(insert(clerk_service), rows)


def take_number(database: Database, service: str, *, low: bool = False) -> TicketIssued:
    issued = queue.issue(database, uuid4(), service, low=low)
    queue.printed(database, uuid4(), issued.ticket_id)
    return issued


def events(database: Database) -> list[object]:
    with database.reading() as connection:
        return [from_row(row) for row in connection.execute(select(event).order_by(event.c.id)).mappings()]


# --- PINs ----------------------------------------------------------------------------------------


def test_the_right_pin_opens_and_a_wrong_one_does_not(hall: Database) -> None:
    check_pin(hall, "wang", PIN)
    with pytest.raises(WrongPin, match="Wang Min"):
        check_pin(hall, "wang", "280418")
    check_pin(hall, "wang", PIN)


def test_a_pin_is_kept_as_argon2id_and_stands_in_no_event(
    hall: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "_hasher", THE_HALLS_OWN_HASHER)
    set_pin(hall, uuid4(), "wang", PIN)
    check_pin(hall, "wang", PIN)
    with hall.reading() as connection:
        kept = connection.execute(select(clerk.c.pin_hash).where(clerk.c.id == "wang")).scalar_one()
    # Tens of megabytes a guess.
    memory = re.match(r"\$argon2id\$v=19\$m=(\d+),", kept)
    assert memory and int(memory[1]) >= 47_104
    assert PIN not in kept
    said = repr(events(hall))
    assert PIN not in said
    assert kept not in said


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567890123", "abcdef", "111111", "123456", "987654", "２８０４１７"]
)
def test_a_pin_that_is_easy_or_no_pin_is_refused(hall: Database, pin: str) -> None:
    with pytest.raises(BadPin):
        set_pin(hall, uuid4(), "li", pin)


def test_nobody_signs_in_without_a_pin_or_unknown(hall: Database) -> None:
    with pytest.raises(NoPin, match="hall pin li"):
        check_pin(hall, "li", PIN)
    with pytest.raises(UnknownThing, match="nobody"):
        check_pin(hall, "nobody", PIN)
    with pytest.raises(UnknownThing, match="nobody"):
        set_pin(hall, uuid4(), "nobody", PIN)


def test_after_five_wrong_pins_every_try_waits_longer_the_right_one_too(
    hall: Database, clock: HandClock
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPin):
            check_pin(hall, "wang", "999000")
    for wait_s in (30, 60, 120, 240, 480, 900, 900):
        with pytest.raises(PinBlocked, match=f"wait {wait_s} s") as blocked:
            check_pin(hall, "wang", PIN)
        assert blocked.value.fields["seconds"] == wait_s
        clock.moment += timedelta(seconds=wait_s - 1)
        with pytest.raises(PinBlocked, match="wait 1 s"):
            check_pin(hall, "wang", "999000")
        clock.moment += timedelta(seconds=1)
        with pytest.raises(WrongPin):
            check_pin(hall, "wang", "999000")
    clock.moment += timedelta(seconds=900)
    check_pin(hall, "wang", PIN)
    with pytest.raises(WrongPin):
        check_pin(hall, "wang", "999000")
    refusals = [each.times for each in events(hall) if isinstance(each, PinRefused)]
    assert refusals == [*range(1, 13), 1]


def test_one_clerks_wrong_pins_hinder_no_other(hall: Database) -> None:
    set_pin(hall, uuid4(), "li", PIN)
    for _ in range(5):
        with pytest.raises(WrongPin):
            check_pin(hall, "wang", "999000")
    check_pin(hall, "li", PIN)


def test_a_new_pin_ends_the_old_one_and_the_waiting(hall: Database) -> None:
    for _ in range(5):
        with pytest.raises(WrongPin):
            check_pin(hall, "wang", "999000")
    set_pin(hall.acting_for("chen"), uuid4(), "wang", "731946")
    check_pin(hall, "wang", "731946")
    with pytest.raises(WrongPin):
        check_pin(hall, "wang", PIN)


def test_many_guesses_at_once_count_one_by_one(hall: Database) -> None:
    def guess(pin: str) -> str:
        try:
            check_pin(hall, "wang", pin)
        except (WrongPin, PinBlocked) as refused:
            return type(refused).__name__
        return "right"

    with ThreadPoolExecutor(2) as guessers:
        said = list(guessers.map(guess, ["999000"] * 8))
    assert sorted(said) == ["PinBlocked"] * 3 + ["WrongPin"] * 5


def test_setting_a_pin_twice_by_the_same_request_is_once(hall: Database) -> None:
    request = uuid4()
    first = set_pin(hall, request, "li", PIN)
    assert set_pin(hall, request, "li", PIN) == first
    with pytest.raises(RequestReused):
        queue.issue(hall, request, "B2")


def test_everybody_may_change_their_own_pin_and_administrators_any(hall: Database) -> None:
    set_pin(hall.acting_for("wang"), uuid4(), "wang", "731946")
    assert set_pin(hall.acting_for("chen"), uuid4(), "wang", "640183").by == "chen"
    for by in ("li", "zhao"):
        with pytest.raises(NotAllowed, match="an administrator"):
            set_pin(hall.acting_for(by), uuid4(), "wang", "731946")
    check_pin(hall, "wang", "640183")


# --- Roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "least"),
    [
        ("call_next", Role.CLERK),
        ("transfer", Role.CLERK),
        ("issue", Role.GUIDE),
        ("reactivate", Role.CLERK),
        ("close_day", Role.SUPERVISOR),
        ("set_pin", Role.ADMINISTRATOR),
    ],
)
def test_what_each_role_may_do(hall: Database, verb: str, least: Role) -> None:
    assert least_role_for(verb) == least
    for role, who in zip(Role, ("wang", "li", "zhao", "chen"), strict=True):
        with take_turn(hall.acting_for(who)) as turn:
            assert turn.actor is not None and turn.actor.role == role
            if list(Role).index(role) >= list(Role).index(least):
                turn.actor.must_be_allowed(verb)
            else:
                with pytest.raises(NotAllowed):
                    turn.actor.must_be_allowed(verb)


def test_a_clerk_acts_at_the_own_counter_and_a_guide_at_any(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    ticket = queue.issue(hall, uuid4(), "B2").ticket_id
    queue.printed(hall, uuid4(), ticket)
    wang, zhao = hall.acting_for("wang"), hall.acting_for("zhao")
    queue.open_counter(hall, uuid4(), 48, "chen")

    with pytest.raises(NotYourCounter, match="Wang Min does not sit at counter 48 now"):
        queue.call_next(wang, uuid4(), 48)
    call = queue.call_next(hall.acting_for("chen"), uuid4(), 48)
    assert call is not None
    for verb in (queue.recall, queue.serve, queue.call_back):
        with pytest.raises(NotYourCounter):
            verb(wang, uuid4(), call.call_id)
    for verb in (queue.close_counter, queue.resume_counter):
        with pytest.raises(NotYourCounter):
            verb(wang, uuid4(), 48)

    assert queue.serve(zhao, uuid4(), call.call_id).by == "zhao"
    assert queue.call_next(wang, uuid4(), 47) is None


def test_the_record_says_whose_hand_it_was_and_refuses_whose_it_may_not_be(hall: Database) -> None:
    ticket = queue.issue(hall, uuid4(), "B2").ticket_id
    with pytest.raises(NotAllowed, match="Wang Min may not do this: it takes a guide or more"):
        queue.cancel(hall.acting_for("wang"), uuid4(), ticket, "went home")
    with pytest.raises(UnknownThing, match="clerk"):
        queue.cancel(hall.acting_for("nobody"), uuid4(), ticket, "went home")

    queue.cancel(hall.acting_for("li"), uuid4(), ticket, "went home")

    with hall.reading() as connection:
        rows = connection.execute(select(event.c.kind, event.c.by).order_by(event.c.id)).all()
    assert [tuple(row) for row in rows][-2:] == [("TicketIssued", None), ("TicketCancelled", "li")]


def test_each_role_may_do_what_those_before_it_may() -> None:
    for lower, higher in pairwise(Role):
        assert VERBS[lower] < VERBS[higher]


def test_every_verb_of_the_queue_is_somebodys_or_a_machines() -> None:
    machines = {
        "abandon",
        "announced",
        "give_rating",
        "kept",
        "miss_rating",
        "printed",
        "reprinted",
        "settle",
    }
    assert {verb for verb in queue.__all__ if not may(Role.ADMINISTRATOR, verb)} == machines


# --- Who may serve what --------------------------------------------------------------------------


def test_a_clerk_of_whom_nothing_is_named_serves_whatever_the_counter_serves(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    first, second = take_number(hall, "B2"), take_number(hall, "B1")
    for expected in (first, second):
        called = queue.call_next(hall, uuid4(), 47)
        assert called is not None
        assert called.number == expected.number
        queue.no_show(hall, uuid4(), called.call_id)


def test_a_clerk_with_services_of_their_own_is_called_nobody_else(hall: Database) -> None:
    limit(hall, "wang", "B1")
    queue.open_counter(hall, uuid4(), 47, "wang")
    other, mine = take_number(hall, "B2"), take_number(hall, "B1")
    called = queue.call_next(hall, uuid4(), 47)
    assert called is not None
    assert called.number == mine.number
    assert called.runner_up is None
    queue.no_show(hall, uuid4(), called.call_id)
    assert queue.call_next(hall, uuid4(), 47) is None
    with hall.reading() as connection:
        desk = read_desk(connection, 47)
    assert (desk.waiting, desk.next) == (0, ())
    with pytest.raises(NotForThisCounter, match=other.number):
        queue.call_ticket(hall, uuid4(), 47, other.ticket_id, "asked nicely")
    queue.open_counter(hall, uuid4(), 48, "li")
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    assert called.number == other.number


def test_a_low_counter_keeps_to_its_clerks_services_too(hall: Database) -> None:
    limit(hall, "wang", "B1")
    queue.open_counter(hall, uuid4(), 49, "wang")
    low = take_number(hall, "B1", low=True)
    called = queue.call_next(hall, uuid4(), 49)
    assert called is not None
    assert called.number == low.number


def test_whoever_is_sent_to_the_clerk_or_the_counter_is_served_all_the_same(hall: Database) -> None:
    limit(hall, "wang", "B1")
    queue.open_counter(hall, uuid4(), 47, "wang")
    queue.open_counter(hall, uuid4(), 48, "li")
    targets: list[dict[str, Any]] = [{"to_clerk": "wang"}, {"to_counter": 47}]
    for target in targets:
        sent = take_number(hall, "B2")
        called = queue.call_next(hall, uuid4(), 48)
        assert called is not None
        queue.serve(hall, uuid4(), called.call_id)
        queue.transfer(hall, uuid4(), called.call_id, **target)
        arrived = queue.call_next(hall, uuid4(), 47)
        assert arrived is not None
        assert arrived.number == sent.number
        queue.serve(hall, uuid4(), arrived.call_id)
        queue.finish(hall, uuid4(), arrived.call_id)


def test_a_clerk_who_may_serve_nothing_here_is_told_so_at_the_sign_in(hall: Database) -> None:
    limit(hall, "wang", "A1")
    with pytest.raises(NothingToServe, match=r"Wang Min.* 47"):
        queue.open_counter(hall, uuid4(), 47, "wang")
    queue.open_counter(hall, uuid4(), 3, "wang")


# --- One clerk at one counter --------------------------------------------------------------------


def test_a_seat_that_is_taken_is_asked_about(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    with pytest.raises(SeatTaken, match=r"Wang Min is signed in at counter 47\. Take it over\?") as asked:
        queue.open_counter(hall, uuid4(), 47, "li")
    by = asked.value.fields["by"]
    assert isinstance(by, Named)
    assert by.named("zh") == "王敏"
    relieved = queue.open_counter(hall, uuid4(), 47, "li", take_over=True)
    assert relieved.instead_of == "wang"


def test_a_clerk_who_sits_elsewhere_is_asked_too(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    with pytest.raises(SitsElsewhere, match="Wang Min is signed in at counter 47"):
        queue.open_counter(hall, uuid4(), 48, "wang")
    take_number(hall, "B2")
    queue.open_counter(hall, uuid4(), 48, "wang", take_over=True)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    for take_over in (False, True):
        with pytest.raises(ClerkElsewhere, match=called.number):
            queue.open_counter(hall, uuid4(), 47, "wang", take_over=take_over)


def test_signing_in_again_where_one_sits_asks_nothing(hall: Database) -> None:
    queue.open_counter(hall, uuid4(), 47, "wang")
    assert queue.open_counter(hall, uuid4(), 47, "wang").instead_of is None
