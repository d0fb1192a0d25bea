"""A turn on PostgreSQL in few round trips: nothing of it is lost, mistaken, or out of order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from psycopg import generators
from psycopg.abc import PQGen
from psycopg.pq.abc import PGconn
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError, InternalError

from db import queue
from db.engine import Database, open_database
from db.errors import DatabaseAway, UnknownThing
from db.migrate import init
from db.models import service
from db.statement import Statement, together
from db.turn import take_turn
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

NAME = Statement(select(service.c.name).where(service.c.id == bindparam("the_id")))
_change = update(service).where(service.c.id == bindparam("the_id"))
CHANGE = Statement(_change)
AND_TELL = Statement(_change.returning(service.c.id))
ADD = Statement(insert(service))


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """PostgreSQL alone."""
    return postgresql_url


@pytest.fixture
def hall(small_hall: Database) -> Database:
    return small_hall


@pytest.fixture
def trips(hall: Database, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a turn sent, and then waited for: one for each time."""
    taken: list[object] = []
    send = generators.send

    def told(line: PGconn) -> PQGen[None]:
        taken.append(line)
        return send(line)

    monkeypatch.setattr(generators, "send", told)
    return taken


def test_a_board_waits_once_for_each_question_and_once_for_the_end(
    hall: Database, trips: list[object]
) -> None:
    with hall.reading() as connection:
        asked = [NAME.value(connection, {"the_id": each}) for each in ("B1", "B2")]
        assert len(trips) == 2
    assert len(trips) == 3
    assert len(set(asked)) == 2


def test_what_is_asked_together_waits_once(hall: Database, trips: list[object]) -> None:
    with hall.reading() as connection:
        questions = [(NAME, {"the_id": each}) for each in ("B1", "no such service", "B2")]
        answers = together(connection, *questions)
        assert len(trips) == 1
    assert [len(rows) for rows in answers] == [1, 0, 1]
    assert answers[2][0]["name"] == name_of(hall, "B2")


def test_what_is_asked_in_the_drivers_own_words_is_asked_of_the_snapshot(hall: Database) -> None:
    with hall.reading() as connection:
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on"


def test_who_only_reads_cannot_change_anything(hall: Database) -> None:
    with pytest.raises(InternalError), hall.reading() as connection:
        CHANGE.run(connection, {"the_id": "B2", "name": "other"})
    assert name_of(hall, "B2") != "other"


def name_of(hall: Database, service_id: str) -> str | None:
    with hall.reading() as connection:
        return NAME.value(connection, {"the_id": service_id})


def test_a_turn_waits_once_for_each_question_and_once_for_its_end(
    hall: Database, trips: list[object]
) -> None:
    with take_turn(hall) as turn:
        assert len(trips) == 1  # BEGIN, the turn itself and the situation
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "one"})
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "two"})
        assert len(trips) == 1
    assert len(trips) == 2
    assert name_of(hall, "B2") == "two"


def test_what_is_asked_in_any_case_goes_with_the_turn(hall: Database, trips: list[object]) -> None:
    before = name_of(hall, "B2")
    trips.clear()
    with take_turn(hall, first=[(NAME, {"the_id": "B1"}), (NAME, {"the_id": "B2"})]) as turn:
        assert NAME.value(turn.connection, {"the_id": "B2"}) == before
        assert len(trips) == 1
        assert NAME.value(turn.connection, {"the_id": "B2"}) == before  # it may have been changed since
        assert len(trips) == 2


@pytest.mark.parametrize("how", ["run", "rows", "sqlalchemy"])
def test_what_was_asked_ahead_is_asked_anew_after_a_change(hall: Database, how: str) -> None:
    with take_turn(hall, first=[(NAME, {"the_id": "B2"})]) as turn:
        match how:
            case "run":
                CHANGE.run(turn.connection, {"the_id": "B2", "name": "new"})
            case "rows":
                AND_TELL.rows(turn.connection, {"the_id": "B2", "name": "new"})
            case "sqlalchemy":
                turn.connection.execute(update(service).where(service.c.id == "B2").values(name="new"))
        assert NAME.value(turn.connection, {"the_id": "B2"}) == "new"


def test_nothing_that_was_asked_ahead_outlives_its_turn(hall: Database) -> None:
    with take_turn(hall, first=[(NAME, {"the_id": "B2"})]):
        pass
    with take_turn(hall) as turn:
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "new"})
    assert name_of(hall, "B2") == "new"


def test_a_visit_waits_no_more_often_than_it_must(hall: Database, trips: list[object]) -> None:
    queue.open_counter(hall, uuid4(), 48, "wang")

    def waits(verb: Callable[..., Any], *given: object) -> tuple[Any, int]:
        trips.clear()
        outcome = verb(hall, uuid4(), *given)
        return outcome, len(trips)

    issued, often = waits(queue.issue, "B2")
    assert often == 5  # the turn; hours and caps; who is before; the ticket's id; the end
    assert waits(queue.printed, issued.ticket_id)[1] == 2
    called, often = waits(queue.call_next, 48)
    assert often == 4  # the turn; the line; the call's id; the end
    assert waits(partial(queue.announced, spoken=True), called.call_id)[1] == 2
    assert waits(queue.serve, called.call_id)[1] == 2
    assert waits(queue.finish, called.call_id)[1] == 3


def test_whoever_asks_sees_what_was_changed_before(hall: Database) -> None:
    with take_turn(hall) as turn:
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "100 %"})
        assert NAME.value(turn.connection, {"the_id": "B2"}) == "100 %"
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "two"})
        CHANGE.run(turn.connection, {"the_id": "B1", "name": "three"})
        drivers = turn.connection.exec_driver_sql("SELECT name FROM service WHERE id = 'B1'")
        assert drivers.scalar_one() == "three"
        sqlalchemys = turn.connection.execute(select(service.c.name).where(service.c.id == "B2"))
        assert sqlalchemys.scalar_one() == "two"


def test_a_change_that_fails_takes_the_others_with_it(hall: Database) -> None:
    before = name_of(hall, "B2")
    with hall.reading() as connection:
        like = dict(connection.execute(select(service).where(service.c.id == "B2")).mappings().one())
    with pytest.raises(IntegrityError), take_turn(hall) as turn:
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "changed"})
        ADD.run(turn.connection, like)
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "changed again"})
    assert name_of(hall, "B2") == before
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"


def test_what_a_refusal_left_waiting_is_not_sent_with_the_next_turn(hall: Database) -> None:
    before = name_of(hall, "B2")
    with pytest.raises(ZeroDivisionError), take_turn(hall) as turn:
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "changed"})
        raise ZeroDivisionError
    with take_turn(hall):
        pass
    assert name_of(hall, "B2") == before


PREPARED = text("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'hall%'")


def prepared(hall: Database) -> int:
    with (
        hall.reading() as connection
    ):  # which ends with COMMIT: a rollback of psycopg's would change the answer
        return connection.execute(PREPARED).scalar_one()


def test_after_a_refusal_what_is_prepared_is_used_again(hall: Database) -> None:
    with pytest.raises(UnknownThing):
        queue.issue(hall, uuid4(), "no such service")
    known = prepared(hall)
    assert known
    with pytest.raises(UnknownThing):
        queue.issue(hall, uuid4(), "no such service")
    assert prepared(hall) == known


def test_what_the_server_was_made_to_forget_is_prepared_anew(hall: Database) -> None:
    queue.issue(hall, uuid4(), "B2")
    with pytest.raises(ZeroDivisionError), hall.writing() as connection:
        for _ in range(3):  # psycopg prepares it, and has all forgotten as it rolls back
            connection.execute(text("SELECT 1"))
        raise ZeroDivisionError
    assert prepared(hall) == 0
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"


@pytest.fixture
def own_hall(own_postgres: PostgresServer) -> Iterator[Database]:
    """On a server that may be hurt."""
    own_postgres.execute("CREATE DATABASE hall")
    init(own_postgres.url("hall"))
    with closing(open_database(own_postgres.url("hall"), "test")) as hall:
        load_small_hall(hall)
        yield hall


def test_a_line_that_breaks_before_the_end_leaves_nothing_and_a_new_one_goes_on(
    own_hall: Database, own_postgres: PostgresServer
) -> None:
    before = name_of(own_hall, "B2")
    with pytest.raises(DatabaseAway), take_turn(own_hall) as turn:
        CHANGE.run(turn.connection, {"the_id": "B2", "name": "changed"})
        own_postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hall test'"
        )
    assert name_of(own_hall, "B2") == before
    assert queue.issue(own_hall, uuid4(), "B2").number == "B2001"


def test_a_server_that_stands_still_within_an_answer_is_not_waited_for(
    own_hall: Database, own_postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurry, pytest.raises(DatabaseAway), own_hall.reading() as connection:
        hurry.setattr("db.wire.PATIENCE_S", 0.2)
        NAME.value(connection, {"the_id": "B1"})
        with own_postgres.frozen():
            NAME.value(connection, {"the_id": "B2"})
    assert queue.issue(own_hall, uuid4(), "B2").number == "B2001"
