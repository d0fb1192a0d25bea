"""What a demo tells of its visitors comes from the record alone, and so does a promise that was not kept."""

from __future__ import annotations

from uuid import uuid4

import pytest

from db import queue
from db.engine import Database
from db.hall_folder import read_hall
from db.loader import load_hall
from hall.stage import DESKS, SAMPLE_HALL, SERVICE, open_at_any_hour
from hall.visitors_told import tell_outcome
from hall.words import speak


@pytest.fixture
def called(database: Database) -> tuple[Database, int]:
    """The sample hall with one visitor, who is called."""
    speak("en")
    load_hall(database, uuid4(), read_hall(SAMPLE_HALL))
    open_at_any_hour(database)
    counter, clerk = DESKS[0]
    queue.open_counter(database, uuid4(), counter, clerk)
    queue.printed(database, uuid4(), queue.issue(database, uuid4(), SERVICE).ticket_id)
    call = queue.call_next(database, uuid4(), counter)
    assert call is not None
    return database, call.call_id


def test_a_visit_that_was_announced_and_finished_keeps_every_promise(
    called: tuple[Database, int], capsys: pytest.CaptureFixture[str]
) -> None:
    database, call_id = called
    queue.announced(
        database, uuid4(), call_id, spoken=False, reason="no sound device", times=1, shown_ago_s=0.1
    )
    queue.serve(database, uuid4(), call_id)
    queue.finish(database, uuid4(), call_id)
    assert tell_outcome(database, 1)
    told = capsys.readouterr().out
    assert "Took a number: 1; served: 1; did not come: 0." in told
    assert "Calls: 1; on the board: 1; heard in the hall: 0." in told
    assert "Not heard (no sound device): 1." in told
    assert "BROKEN" not in told


def test_a_call_that_nobody_announced_and_a_visitor_left_standing_are_told(
    called: tuple[Database, int], capsys: pytest.CaptureFixture[str]
) -> None:
    database, _ = called
    assert not tell_outcome(database, 1)
    told = capsys.readouterr().out
    assert "BROKEN  Every visitor is accounted for" in told
    assert "BROKEN  Every call was announced, or the record says why not: 1 of 1" in told
