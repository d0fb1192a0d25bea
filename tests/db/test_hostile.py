"""Whatever people write, paste, scan or send as a file: the hall keeps what can be read, or says what is wrong."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import audit, history, queue
from db.appointments import cancel_booking, check_in
from db.booking_list import read_bookings
from db.engine import Database
from db.errors import HallError
from db.hall_folder import read_hall
from db.holding import find_by_code, find_by_number
from db.ratings import WORDS_AT_MOST, cleaned
from db.staff import check_pin, set_pin
from db.texts import LONGEST, TextTooLong, readable
from db.visit import find_todays, read_visit
from tests.hostile import BYTES, FEW, HUGE, TEXTS, can_steer

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def hall(small_hall: Database) -> Database:
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    return small_hall


def live_with(hall: Database, words: str) -> None:
    """A visit in which everything that can be written is written."""
    issued = queue.issue(hall, uuid4(), "B2")
    queue.printed(hall, uuid4(), issued.ticket_id)
    with suppress(HallError):
        queue.pause_counter(hall, uuid4(), 48, words)
        queue.resume_counter(hall, uuid4(), 48)
    try:
        called = queue.call_ticket(hall, uuid4(), 48, issued.ticket_id, words)
    except HallError:  # nothing readable is no reason
        called = queue.call_next(hall, uuid4(), 48)
    assert called
    queue.serve(hall, uuid4(), called.call_id)
    queue.transfer(hall, uuid4(), called.call_id, to_service="B1", note=words)
    called = queue.call_next(hall, uuid4(), 48)
    assert called
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id, items=[words, words])
    given_up = queue.issue(hall, uuid4(), "B2")
    queue.cancel(hall, uuid4(), given_up.ticket_id, words)


@settings(FEW, max_examples=15)
@given(words=TEXTS)
def test_nothing_that_steers_gets_into_the_record(hall: Database, words: str) -> None:
    live_with(hall, words)
    for row in history.all_rows(hall):
        assert not can_steer(json.dumps(row["facts"], ensure_ascii=False))
    assert audit.verify(hall).broken is None


def test_a_book_is_refused_with_a_word_and_nothing_happens(hall: Database) -> None:
    issued = queue.issue(hall, uuid4(), "B2")
    with pytest.raises(TextTooLong, match=str(LONGEST)):
        queue.cancel(hall, uuid4(), issued.ticket_id, HUGE)
    with hall.reading() as connection:
        assert find_by_code(connection, issued.token).state == "issued"


@FEW
@given(code=TEXTS)
def test_a_code_that_nobody_gave_out_is_just_unknown(hall: Database, code: str) -> None:
    for ask in (find_by_code, find_by_number, find_todays):
        with hall.reading() as connection, pytest.raises(HallError):
            ask(connection, code)
    with hall.reading() as connection:
        assert read_visit(connection, code) is None
    for verb in (check_in, cancel_booking):
        with pytest.raises(HallError):
            verb(hall, uuid4(), code)


def test_a_pin_of_anything_is_just_wrong(hall: Database) -> None:
    set_pin(hall, uuid4(), "wang", "258036")
    for pin in ("\x00", "\ud800", "２５８０３６\u202e", ""):
        with pytest.raises(HallError):
            check_pin(hall, "wang", pin)
    with pytest.raises(TextTooLong):
        check_pin(hall, "wang", HUGE)


@pytest.mark.parametrize(
    "file", sorted(path.name for path in SAMPLE.iterdir() if path.suffix in {".csv", ".toml"})
)
@settings(FEW, max_examples=6)
@given(data=BYTES, place=st.floats(0, 1))
def test_a_spoilt_folder_is_told_or_harmless(file: str, data: bytes, place: float, tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    if not folder.exists():
        shutil.copytree(SAMPLE, folder)
    whole = (SAMPLE / file).read_bytes()
    cut = int(len(whole) * place)
    (folder / file).write_bytes(whole[:cut] + data + whole[cut:])
    with suppress(HallError):
        read_hall(folder)


@FEW
@given(data=BYTES)
def test_a_spoilt_booking_list_is_told_or_harmless(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bookings.csv"
    for head in (
        b"",
        b"code,service,date,time\n",
        b"code,service,date,time,person,state\nX1,B2,2026-11-26,09:00,",
    ):
        path.write_bytes(head + data)
        with suppress(HallError):
            read_bookings(path)


@given(text=st.text(max_size=40))
def test_what_can_be_read_is_kept_as_it_is(text: str) -> None:
    kept = readable(text)
    assert len(kept) == len(text)
    assert kept == text or not text.isprintable()
    assert readable(kept) == kept


@given(text=TEXTS)
def test_a_visitors_own_words_are_one_line_that_steers_nothing(text: str) -> None:
    kept = cleaned(text)
    assert not can_steer(kept)
    assert len(kept) <= WORDS_AT_MOST
