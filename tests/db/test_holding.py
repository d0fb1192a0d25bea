"""What the holder of a ticket may learn and have done."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import update

from db import queue
from db.engine import Database
from db.errors import UnknownThing
from db.events import TicketReprinted
from db.holding import HeldTicket, find_by_code, find_by_number, ticket_held
from db.models import ticket
from db.privacy import person_of
from db.status import TicketState

KEY = b"k" * 32


def waiting(hall: Database, service_id: str = "B2", number: str | None = None) -> int:
    person = person_of(number, KEY) if number else None
    issued = queue.issue(hall, uuid4(), service_id, person=person)
    queue.printed(hall, uuid4(), issued.ticket_id)
    return issued.ticket_id


def held(hall: Database, ticket_id: int) -> HeldTicket:
    with hall.reading() as connection:
        return ticket_held(connection, ticket_id)


def test_a_holder_sees_how_many_are_before_and_where_it_was_called(small_hall: Database) -> None:
    first, second = waiting(small_hall), waiting(small_hall)
    assert [held(small_hall, each).ahead for each in (first, second)] == [0, 1]
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    assert held(small_hall, second).estimate is not None
    queue.call_next(small_hall, uuid4(), 47)
    called = held(small_hall, first)
    assert (called.state, called.counter, called.may_be_given_back) == (TicketState.CALLED, 47, False)
    assert held(small_hall, second).ahead == 0


def test_a_code_and_a_number_find_the_same_ticket(small_hall: Database) -> None:
    waiting(small_hall)
    mine = waiting(small_hall, number="11010519491231002X")
    token = held(small_hall, mine).token
    with small_hall.reading() as connection:
        found = find_by_code(connection, token)
        assert found == find_by_number(connection, " b2 002 ") == ticket_held(connection, mine)
        assert found.mask == "110***********002X"
        for code in ("", "nothing"):
            with pytest.raises(UnknownThing):
                find_by_code(connection, code)
        with pytest.raises(UnknownThing, match="B2003"):
            find_by_number(connection, "B2 003")


def test_yesterdays_ticket_is_not_found(small_hall: Database) -> None:
    mine = waiting(small_hall)
    token = held(small_hall, mine).token
    with small_hall.engine.begin() as connection:
        from datetime import date

        connection.execute(update(ticket).values(business_date=date(2020, 1, 1)))
    with small_hall.reading() as connection, pytest.raises(UnknownThing):
        find_by_code(connection, token)


def test_a_second_paper_is_on_the_record(small_hall: Database) -> None:
    mine = waiting(small_hall)
    told = queue.reprinted(small_hall, uuid4(), mine)
    assert isinstance(told, TicketReprinted) and told.number == "B2001"


def test_whoever_has_only_a_second_paper_waits_too(small_hall: Database) -> None:
    issued = queue.issue(small_hall, uuid4(), "B2")
    queue.reprinted(small_hall, uuid4(), issued.ticket_id)
    assert held(small_hall, issued.ticket_id).state is TicketState.WAITING
