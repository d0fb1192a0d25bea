"""The short way to the driver answers as SQLAlchemy does, and fails as it does."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.event import listen
from sqlalchemy.exc import DBAPIError

from db import queue
from db.board import read_zone
from db.engine import Database, open_database
from db.errors import DatabaseAway
from db.migrate import init
from db.models import appointment, event, ticket
from db.privacy import Person
from db.statement import Statement
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

EVENT = select(event).where(event.c.id == bindparam("id"))
TICKETS = (
    select(ticket).where(ticket.c.service_id == bindparam("service"), ~ticket.c.low).order_by(ticket.c.id)
)
NUMBERED = select(ticket.c.number).where(ticket.c.number.in_(bindparam("numbers", expanding=True)))


def test_rows_are_what_sqlalchemy_reads(small_hall: Database) -> None:
    for _ in range(3):
        queue.issue(small_hall, uuid4(), "B2", low=False)
    with small_hall.reading() as connection:
        usual = connection.execute(TICKETS, {"service": "B2"}).mappings().all()
        assert Statement(TICKETS).rows(connection, {"service": "B2"}) == [dict(row) for row in usual]
        assert len(usual) == 3
        newest = connection.execute(EVENT, {"id": 2}).mappings().one()
        assert Statement(EVENT).one(connection, {"id": 2}) == dict(newest)
        assert Statement(EVENT).value(connection, {"id": 2}) == 2
        assert Statement(EVENT).first(connection, {"id": 99}) is None
        assert Statement(EVENT).value(connection, {"id": 99}) is None


@pytest.mark.parametrize("asked", [[], ["B2001"], ["B2002", "B2001", "none"]])
def test_a_list_may_have_any_length(small_hall: Database, asked: list[str]) -> None:
    for _ in range(3):
        queue.issue(small_hall, uuid4(), "B2")
    numbered = Statement(NUMBERED)
    with small_hall.reading() as connection:
        assert {row["number"] for row in numbered.rows(connection, {"numbers": ["B2003"]})} == {"B2003"}
        told = {row["number"] for row in numbered.rows(connection, {"numbers": asked})}
    assert told == set(asked) - {"none"}


def test_what_is_written_is_what_was_given_whichever_columns_are_named(small_hall: Database) -> None:
    starts_at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = Statement(insert(appointment).returning(appointment.c.id))
    changed = Statement(update(appointment).where(appointment.c.id == bindparam("which")))
    row = {
        "code": "W1",
        "service_id": "B2",
        "starts_at": starts_at,
        "state": "booked",
        "booked_at": starts_at,
    }
    with small_hall.writing() as connection:
        first = made.value(connection, row)
        second = made.value(connection, row | {"code": "W2", "person_mask": "110***********1234"})
        changed.run(connection, {"which": first, "state": "cancelled"})
        changed.run(connection, {"which": second, "code": "W3", "person_mask": None})
    with small_hall.reading() as connection:
        rows = connection.execute(select(appointment).order_by(appointment.c.id)).mappings().all()
    assert [(each["code"], each["state"], each["person_mask"]) for each in rows] == [
        ("W1", "cancelled", None),
        ("W3", "booked", None),
    ]
    assert {each["starts_at"] for each in rows} == {starts_at}


def test_a_broken_promise_is_the_error_that_it_always_was(small_hall: Database) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    with (
        pytest.raises(DBAPIError, match=r"(?i)unique|duplicate") as broken,
        small_hall.engine.connect() as connection,
        connection.begin(),
    ):
        again = connection.execute(EVENT, {"id": 1}).mappings().one()
        Statement(insert(event)).run(connection, dict(again))
    assert not broken.value.connection_invalidated


def test_a_lost_connection_is_not_used_again(own_postgres: PostgresServer) -> None:
    own_postgres.execute("CREATE DATABASE hall")

    init(own_postgres.url("hall"))
    hall = open_database(own_postgres.url("hall"), "test")
    load_small_hall(hall)
    with pytest.raises(DatabaseAway), hall.reading() as connection:
        connection.execute(text("SELECT 1"))
        own_postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hall test'"
        )
        Statement(EVENT).first(connection, {"id": 1})
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    hall.close()


def test_a_board_looks_at_its_last_calls_and_not_at_all_of_the_day(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    with hall.reading() as connection:
        said: list[tuple[str, Any]] = []
        listen(
            hall.engine,
            "before_cursor_execute",
            lambda _c, _cursor, what, values, *_: said.append((what, values)),
        )
        read_zone(connection, ["B"])
        ((what, values),) = [each for each in said if "LIMIT" in each[0]]
        steps = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {what}", values).fetchall()
    hall.close()
    assert not [step for *_, step in steps if "TEMP B-TREE" in step]


def test_no_turn_goes_through_all_tickets_calls_or_events(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    queue.open_counter(hall, uuid4(), 48, "wang")
    said: list[tuple[str, Any]] = []
    listen(
        hall.engine,
        "before_cursor_execute",
        lambda _c, _cursor, what, values, *_: said.append((what, values)),
    )
    for person in (None, Person("f" * 64, "110***********1234")):
        ticket_id = queue.issue(hall, uuid4(), "B2", person=person).ticket_id
        queue.printed(hall, uuid4(), ticket_id)
        called = queue.call_next(hall, uuid4(), 48)
        assert called is not None
        queue.serve(hall, uuid4(), called.call_id)
        queue.finish(hall, uuid4(), called.call_id)
    with hall.engine.connect() as connection:
        for what, values in said:
            if what.startswith("BEGIN"):
                continue
            steps = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {what}", values).fetchall()
            for *_, step in steps:
                assert step not in {"SCAN ticket", "SCAN call", "SCAN event"} or "LIMIT" in what, what
                assert "appointment_id=?" not in step, what
                assert not step.endswith("(business_date=?)"), what
    hall.close()
