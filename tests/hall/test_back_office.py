"""`hall release` and `hall close-day`: the back office and the end of the day, from a command line."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from db import queue
from db.engine import Database
from db.models import ticket
from db.status import HoldKind
from tests.hall.test_commands import hall_command as hall


@pytest.fixture
def number(small_hall: Database) -> str:
    """A ticket that was accepted at counter 48 and waits for the back office."""
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    issued = queue.issue(small_hall, uuid4(), "B2")
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    called = queue.call_next(small_hall, uuid4(), 48)
    assert called is not None
    queue.serve(small_hall, uuid4(), called.call_id)
    queue.hold(small_hall, uuid4(), called.call_id, HoldKind.BACK_OFFICE)
    assert queue.call_next(small_hall, uuid4(), 48) is None
    return issued.number


def test_a_ticket_that_the_back_office_releases_is_called_again(
    small_hall: Database, database_url: str, number: str
) -> None:
    told = hall("release", f" {number.lower()}", "--note", "approved", "--url", database_url)
    assert told.returncode == 0, told.stderr
    assert told.stdout == f"{number} is released and waits for its call: Social security card.\n"
    called = queue.call_next(small_hall, uuid4(), 48)
    assert called is not None
    assert called.number == number
    with small_hall.reading() as connection:
        assert connection.execute(select(ticket.c.note)).scalar() == "approved"


def test_what_cannot_be_released_is_one_sentence(database_url: str, number: str) -> None:
    unknown = hall("release", "B2999", "--url", database_url)
    assert unknown.returncode == 1
    assert unknown.stderr == "The hall knows no ticket of today “B2999”.\n"
    assert hall("release", number, "--url", database_url, language="zh").stdout.startswith(f"{number} 已放行")
    again = hall("release", number, "--url", database_url)
    assert again.returncode == 1
    assert again.stderr == f"{number} is waiting: it cannot be released now.\n"


def test_the_day_is_closed_as_often_as_one_likes(database_url: str, number: str) -> None:
    told = hall("close-day", "--url", database_url)
    assert told.returncode == 0, told.stderr
    assert told.stdout.endswith(" is closed: open tickets that expired: 1.\n")
    again = hall("close-day", "--url", database_url, language="zh")
    assert again.returncode == 0, again.stderr
    assert again.stdout.endswith("已闭厅，作废未办号票 0 张。\n")


@pytest.mark.parametrize("command", ["release", "close-day"])
def test_each_explains_itself_and_is_listed(command: str) -> None:
    told = hall(command, "--help")
    assert told.returncode == 0
    assert f"hall {command} [OPTIONS]" in told.stdout
    assert f"\n  {command} " in hall("--help").stdout
