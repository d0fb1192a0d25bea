"""The record is broken on purpose in every way, and named where it broke."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from db import queue
from db.audit import Break, Seal, judge, verify
from db.chain import canonical
from db.engine import Database
from db.history import PAGE, all_rows
from tests.db.test_queue import call, take_number


@pytest.fixture
def hall(small_hall: Database) -> Database:
    """A hall in which eight things happened."""
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    take_number(small_hall, group_id="elderly")
    take_number(small_hall)
    called = call(small_hall)
    queue.serve(small_hall, uuid4(), called.call_id)
    queue.finish(small_hall, uuid4(), called.call_id, items=["社保卡补领"])
    return small_hall


def tamper(hall: Database, *statements: str) -> None:
    """What somebody with the database's password can do."""
    with hall.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def broken(hall: Database, seal: Seal | None = None) -> tuple[Break | None, int | None]:
    verdict = verify(hall, seal)
    assert not (verdict.broken and verdict.seal)
    return verdict.broken, verdict.broken_id


def test_what_was_written_stands(hall: Database) -> None:
    verdict = verify(hall)
    assert (verdict.events, verdict.unchained, verdict.broken) == (8, 0, None)
    assert verdict.seal is not None
    assert verdict.seal.event_id == 8
    assert verify(hall, verdict.seal) == verdict


def test_an_empty_record_is_no_broken_one(small_hall: Database) -> None:
    verdict = verify(small_hall)
    assert (verdict.events, verdict.seal, verdict.broken) == (0, None, None)


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-01-01 08:00:00.000000'",
        "kind = 'TicketKept'",
        "station = 'counter 1'",
        "request = NULL",
        "zone_id = 'A'",
        "counter_zone_id = 'A'",
        "ticket_id = 2",
        "call_id = 1",
        "counter = 47",
        "clerk_id = 'li'",
        "facts = '{}'",
        "digest = 'f'",
    ],
)
def test_a_change_of_any_column_is_found(hall: Database, change: str) -> None:
    tamper(hall, f"UPDATE event SET {change} WHERE id = 3")
    assert broken(hall) == (Break.DIFFERENT, 3)


def test_a_removed_event_is_found(hall: Database) -> None:
    tamper(hall, "DELETE FROM event WHERE id = 4")
    assert broken(hall) == (Break.MISSING, 4)


def test_the_first_event_removed_is_found(hall: Database) -> None:
    tamper(hall, "DELETE FROM event WHERE id = 1")
    assert broken(hall) == (Break.MISSING, 1)


def test_a_gap_that_was_closed_is_found(hall: Database) -> None:
    tamper(
        hall,
        "DELETE FROM event WHERE id = 4",
        *(f"UPDATE event SET id = {id_ - 1} WHERE id = {id_}" for id_ in range(5, 9)),
    )
    assert broken(hall) == (Break.DIFFERENT, 4)


def test_an_inserted_event_is_found(hall: Database) -> None:
    columns = "at, kind, station, zone_id, ticket_id, facts"
    copy = f"INSERT INTO event (id, {columns}, digest) SELECT 5, {columns}, %s FROM event WHERE id = 3"
    make_room = [f"UPDATE event SET id = {id_ + 1} WHERE id = {id_}" for id_ in range(8, 4, -1)]
    tamper(hall, *make_room, copy % "NULL")
    assert broken(hall) == (Break.WITHOUT_DIGEST, 5)
    tamper(hall, "UPDATE event SET digest = 'f00' WHERE id = 5")
    assert broken(hall) == (Break.DIFFERENT, 5)


def test_an_event_before_the_first_is_found(hall: Database) -> None:
    columns = "at, kind, station, facts"
    tamper(hall, f"INSERT INTO event (id, {columns}) SELECT 0, {columns} FROM event WHERE id = 1")
    assert broken(hall) == (Break.DIFFERENT, 0)


def test_an_event_appended_behind_the_halls_back_is_found(hall: Database) -> None:
    columns = "at, kind, station, ticket_id, facts"
    tamper(hall, f"INSERT INTO event (id, {columns}) SELECT 9, {columns} FROM event WHERE id = 8")
    assert broken(hall) == (Break.WITHOUT_DIGEST, 9)


def test_two_events_that_changed_places_are_found(hall: Database) -> None:
    tamper(
        hall,
        "UPDATE event SET id = 99 WHERE id = 3",
        "UPDATE event SET id = 3 WHERE id = 4",
        "UPDATE event SET id = 4 WHERE id = 99",
    )
    assert broken(hall) == (Break.DIFFERENT, 3)


def test_a_cut_off_end_is_found_by_a_seal_kept_elsewhere(hall: Database) -> None:
    seal = verify(hall).seal
    tamper(hall, "DELETE FROM event WHERE id >= 7")
    assert broken(hall) == (None, None)
    assert broken(hall, seal) == (Break.CUT_OFF, 7)


def test_a_record_written_anew_is_found_by_a_seal_kept_elsewhere(hall: Database) -> None:
    seal = verify(hall).seal
    assert seal is not None
    assert broken(hall, Seal(8, "0" * 64)) == (Break.OTHER_SEAL, 8)
    tamper(hall, "UPDATE event SET digest = NULL")
    assert broken(hall)[0] is None
    assert broken(hall, seal) == (Break.WITHOUT_DIGEST, 8)


def test_the_chain_goes_on_after_events_of_an_older_version(hall: Database) -> None:
    tamper(hall, "UPDATE event SET digest = NULL")
    take_number(hall)
    verdict = verify(hall)
    assert (verdict.events, verdict.unchained, verdict.broken) == (10, 8, None)
    tamper(hall, "UPDATE event SET station = 'x' WHERE id = 10")
    assert broken(hall) == (Break.DIFFERENT, 10)


def test_a_long_record_is_read_page_by_page(hall: Database) -> None:
    columns = "at, kind, station, zone_id, ticket_id, facts"
    with hall.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET digest = NULL")
        for id_ in range(9, 2 * PAGE + 1):
            connection.exec_driver_sql(
                f"INSERT INTO event (id, {columns}) SELECT {id_}, {columns} FROM event WHERE id = 3"
            )
    assert verify(hall).events == 2 * PAGE
    tamper(hall, f"DELETE FROM event WHERE id = {PAGE}")
    assert broken(hall) == (Break.MISSING, PAGE)


def test_the_canonical_text_is_the_same_before_writing_and_after_reading(hall: Database) -> None:
    assert judge(list(all_rows(hall))).broken is None
    row: dict[str, Any] = dict(next(all_rows(hall)))
    moment = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    elsewhere = moment.astimezone(timezone(timedelta(hours=8)))
    assert canonical(row | {"at": moment}) == canonical(row | {"at": elsewhere})
    assert '"2026-11-23T01:30:00.000000+00:00"' in canonical(row | {"at": moment})
    facts = {"b": "王", "a": [1, None]}
    assert canonical(row | {"facts": facts}) == canonical(row | {"facts": dict(reversed(facts.items()))})
