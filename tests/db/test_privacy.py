"""Who a visitor is: a keyed hash and a mask, for a while; the number itself never gets in."""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from db import privacy, queue
from db.calls import call_next
from db.engine import Database, open_database, wall_clock
from db.errors import UnknownThing
from db.journal import from_row
from db.models import appointment, bundle, bundle_step, event, hall, metadata, ticket
from db.privacy import (
    AlreadyHolding,
    KeyMissing,
    KeyTooShort,
    Person,
    load_key,
    make_key,
    mask,
    person_of,
    purge,
)
from db.rules import OneOpenTicket
from db.secret import SecretExposed
from db.status import HoldKind
from db.turn import take_turn
from tests.small_hall import load_small_hall

NUMBER = "110105194912310021"
KEY = b"k" * 32
PERSON = person_of(NUMBER, KEY)


@pytest.fixture
def key_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's key would stand."""
    path = tmp_path / "settings" / "person.key"
    monkeypatch.setenv("HALL_PERSON_KEY_FILE", str(path))
    monkeypatch.delenv("HALL_PERSON_KEY", raising=False)
    return path


def rule(database: Database, one_open_ticket: OneOpenTicket) -> None:
    with database.engine.begin() as connection:
        connection.execute(update(hall).values(one_open_ticket=one_open_ticket.value))


# --- Mask, hash, key -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("110105194912310021", "110***********0021"),
        ("11010519491231002x", "110***********002X"),
        ("１１０１０５１９４９１２３１００２１", "110***********0021"),
        (" 110105 19491231 0021 ", "110***********0021"),
        ("110105491231002", "110*********002"),
        ("13800138000", "13*******00"),
        ("E12345678", "E******78"),
        ("1234", "***4"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_a_mask_shows_the_ends_of_a_long_number_and_next_to_nothing_of_a_short_one(
    number: str, masked: str
) -> None:
    assert mask(number) == masked


def test_a_person_is_the_same_however_the_number_was_typed_and_another_under_another_key() -> None:
    assert person_of("11010519491231002x", KEY) == person_of(" 11010519491231002Ｘ", KEY)
    assert person_of(NUMBER, KEY).hash != person_of(NUMBER, b"q" * 32).hash
    assert NUMBER not in repr(person_of(NUMBER, KEY))


def test_a_key_is_made_once_and_read_by_its_owner_alone(key_path: Path) -> None:
    with pytest.raises(KeyMissing, match=r"person\.key.*hall init"):
        load_key()
    assert make_key() == key_path
    made = load_key()
    assert make_key() is None
    assert load_key() == made
    if os.name == "posix":
        assert key_path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(key_path: Path, mode: int) -> None:
    make_key()
    key_path.chmod(mode)
    with pytest.raises(SecretExposed, match="chmod 600"):
        load_key()


def test_the_environment_may_bring_the_key_but_no_short_one(
    key_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALL_PERSON_KEY", KEY.decode())
    assert load_key() == KEY
    assert make_key() is None
    assert not key_path.exists()
    monkeypatch.setenv("HALL_PERSON_KEY", "secret")
    with pytest.raises(KeyTooShort, match=r"HALL_PERSON_KEY.*32"):
        load_key()


# --- One open ticket -----------------------------------------------------------------------------


def test_a_second_ticket_of_the_same_service_names_the_first(small_hall: Database) -> None:
    first = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    with pytest.raises(AlreadyHolding, match=first.number) as refused:
        queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    assert refused.value.fields == {"number": first.number, "ticket_id": first.ticket_id}
    assert queue.issue(small_hall, uuid4(), "B1", person=PERSON).number.startswith("B1")
    assert queue.issue(small_hall, uuid4(), "B2", person=Person("another", "***")).number == "B2002"
    assert queue.issue(small_hall, uuid4(), "B2").number == "B2003"


def test_the_same_request_sent_again_is_no_second_ticket(small_hall: Database) -> None:
    request = uuid4()
    first = queue.issue(small_hall, request, "B2", person=PERSON)
    assert queue.issue(small_hall, request, "B2", person=PERSON) == first


def test_a_hall_may_allow_one_ticket_in_all_or_any_number(small_hall: Database) -> None:
    rule(small_hall, OneOpenTicket.PER_HALL)
    first = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    with pytest.raises(AlreadyHolding, match=first.number):
        queue.issue(small_hall, uuid4(), "B1", person=PERSON)
    rule(small_hall, OneOpenTicket.NO_LIMIT)
    queue.issue(small_hall, uuid4(), "B2", person=PERSON)


def test_a_ticket_is_open_from_the_touch_to_the_end_of_the_visit(small_hall: Database) -> None:
    def must_be_refused() -> None:
        with pytest.raises(AlreadyHolding):
            queue.issue(small_hall, uuid4(), "B2", person=PERSON)

    queue.open_counter(small_hall, uuid4(), 48, "wang")
    issued = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    must_be_refused()
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    must_be_refused()
    called = call_next(small_hall, uuid4(), 48)
    assert called is not None
    must_be_refused()
    queue.serve(small_hall, uuid4(), called.call_id)
    must_be_refused()
    queue.hold(small_hall, uuid4(), called.call_id, HoldKind.BACK_OFFICE)
    must_be_refused()
    queue.release(small_hall, uuid4(), issued.ticket_id)
    again = call_next(small_hall, uuid4(), 48)
    assert again is not None
    queue.serve(small_hall, uuid4(), again.call_id)
    queue.finish(small_hall, uuid4(), again.call_id)
    second = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    queue.cancel(small_hall, uuid4(), second.ticket_id, "test")
    queue.issue(small_hall, uuid4(), "B2", person=PERSON)


def test_a_transferred_ticket_counts_for_the_service_where_it_is_now_too(small_hall: Database) -> None:
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    issued = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    called = call_next(small_hall, uuid4(), 48)
    assert called is not None
    queue.serve(small_hall, uuid4(), called.call_id)
    queue.transfer(small_hall, uuid4(), called.call_id, to_service="A1")
    for service_id in ("A1", "B2"):
        with pytest.raises(AlreadyHolding, match=issued.number):
            queue.issue(small_hall, uuid4(), service_id, person=PERSON)


def test_yesterdays_ticket_binds_nobody(small_hall: Database) -> None:
    issued = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    with small_hall.engine.begin() as connection:
        yesterday = issued.at.date() - timedelta(days=2)
        connection.execute(update(ticket).values(business_date=yesterday))
    queue.issue(small_hall, uuid4(), "B2", person=PERSON)


# --- Forgetting ----------------------------------------------------------------------------------


def held(database: Database) -> list[tuple[str | None, str | None]]:
    with database.reading() as connection:
        rows = [
            *connection.execute(select(ticket.c.person_hash, ticket.c.person_mask).order_by(ticket.c.id)),
            *connection.execute(
                select(appointment.c.person_hash, appointment.c.person_mask).order_by(appointment.c.id)
            ),
        ]
        return [tuple(row) for row in rows]


def book(database: Database, code: str, days_ago: int) -> None:
    moment = wall_clock() - timedelta(days=days_ago)
    with database.engine.begin() as connection:
        row = {"code": code, "service_id": "B2", "starts_at": moment, "state": "booked", "booked_at": moment}
        connection.execute(
            insert(appointment).values(**row, person_hash=PERSON.hash, person_mask=PERSON.mask)
        )


def test_after_its_days_a_person_is_forgotten_and_younger_ones_are_not(small_hall: Database) -> None:
    old = queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    with take_turn(small_hall) as turn:
        today = turn.business_date
    with small_hall.engine.begin() as connection:
        values = {"business_date": today - timedelta(days=30)}
        connection.execute(update(ticket).where(ticket.c.id == old.ticket_id).values(values))
    queue.issue(small_hall, uuid4(), "B2", person=PERSON)
    book(small_hall, "old", 31)
    book(small_hall, "new", 2)
    request = uuid4()
    forgotten = purge(small_hall, request)
    assert forgotten is not None
    assert (forgotten.tickets, forgotten.appointments) == (1, 1)
    assert forgotten.until == today - timedelta(days=30)
    known = (PERSON.hash, PERSON.mask)
    assert held(small_hall) == [(None, None), known, (None, None), known]
    assert purge(small_hall, request) == forgotten
    assert purge(small_hall, uuid4()) is None


def test_what_was_forgotten_is_gone_from_the_file_too(sqlite_url: str) -> None:
    database = open_database(sqlite_url, "test")
    load_small_hall(database)
    issued = queue.issue(database, uuid4(), "B2", person=PERSON)
    assert database.path is not None
    assert PERSON.mask.encode() in database.path.read_bytes()
    with database.engine.begin() as connection:
        connection.execute(update(ticket).values(business_date=issued.at.date() - timedelta(days=40)))
    assert purge(database, uuid4()) is not None
    everything = database.path.read_bytes()
    assert PERSON.mask.encode() not in everything
    assert PERSON.hash.encode() not in everything
    database.close()


# --- Every door ----------------------------------------------------------------------------------


def rows_in_words(database: Database) -> str:
    """Everything that any table holds."""
    with database.reading() as connection:
        return "\n".join(
            repr(row) for table in metadata.sorted_tables for row in connection.execute(select(table)).all()
        )


@pytest.fixture
def digest_alone() -> str:
    """What a curious eye would try first: the plain hash of the number."""
    return hashlib.sha256(NUMBER.encode()).hexdigest()


def test_the_number_is_nowhere_whatever_door_it_came_by(
    small_hall: Database,
    digest_alone: str,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HALL_PERSON_KEY", KEY.decode())
    with caplog.at_level(logging.DEBUG):
        person = person_of(NUMBER, load_key())
        first = queue.issue(small_hall, uuid4(), "B2", person=person)
        with pytest.raises(AlreadyHolding) as refused:
            queue.issue(small_hall, uuid4(), "B2", person=person)
        with small_hall.engine.begin() as connection:
            connection.execute(
                insert(bundle).values(
                    id="birth", name="新生儿", name_en="A child", audience="", stage="", position=0
                )
            )
            connection.execute(
                insert(bundle_step).values(bundle_id="birth", step=1, service_id="A1", name="", name_en="")
            )
        queue.issue_bundle(small_hall, uuid4(), "birth", person=person)
        with pytest.raises(UnknownThing) as unknown:
            queue.issue(small_hall, uuid4(), "Z9", person=person)
        with pytest.raises(Exception, match="ticket") as broken, take_turn(small_hall) as turn:
            turn.connection.execute(
                insert(ticket).values(**privacy.columns_of(person), id=first.ticket_id, state="issued")
            )
    with small_hall.reading() as connection:
        events = [from_row(row) for row in connection.execute(select(event)).mappings()]
    told = [
        rows_in_words(small_hall),
        caplog.text,
        *map(repr, events),
        *(f"{failure.value!s} {failure.value!r}" for failure in (refused, unknown, broken)),
        *(path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()),
    ]
    for place in told:
        assert NUMBER not in place
        assert digest_alone not in place
    assert person.mask in told[0], "the test looks into the right tables"
    for happened in events:
        assert person.hash not in repr(happened)
        assert person.mask not in repr(happened)
    with small_hall.reading() as connection:
        for row in connection.execute(select(event.c.facts)).scalars():
            assert person.hash not in repr(row)
            assert person.mask not in repr(row)
