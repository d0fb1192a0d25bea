"""The line breaks before or after the COMMIT: a request still ends with exactly one outcome."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import bindparam, func, select

from db import models, queue
from db.engine import Database, open_database
from db.errors import DatabaseAway, RequestAbandonedError
from db.events import CalledBack, Event, RequestAbandoned, TicketCalled, TicketCancelled, TicketIssued
from tests.db.cutting_proxy import Cut, CuttingProxy, cutting_proxy
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the proxy listens on a Unix socket")

EVENTS_OF = select(func.count()).where(models.event.c.request == bindparam("request_hex"))
ALL_EVENTS = select(func.count()).select_from(models.event)


@dataclass
class Station:
    """A station behind a line that can be cut, and the same hall seen without it."""

    hall: Database
    seen: Database
    line: CuttingProxy

    def count(self, request: UUID) -> tuple[int, int]:
        """How many events bear the request, and how many there are."""
        with self.seen.reading() as connection:
            bearing = connection.execute(EVENTS_OF, {"request_hex": request.hex}).scalar_one()
            return bearing, connection.execute(ALL_EVENTS).scalar_one()


@pytest.fixture
def station(postgres: PostgresServer, postgresql_url: str) -> Iterator[Station]:
    """The small hall with Wang at 48, at the far end of a proxy."""
    seen = open_database(postgresql_url, "beside")
    load_small_hall(seen)
    queue.open_counter(seen, uuid4(), 48, "wang")
    # Not pytest's own folder: a socket's path may have 107 bytes at most.
    with (
        tempfile.TemporaryDirectory(prefix="hall-cut-") as folder,
        cutting_proxy(postgres, Path(folder)) as line,
    ):
        hall = open_database(postgresql_url.replace(str(postgres.home), folder), "test")
        yield Station(hall, seen, line)
        hall.close()
    seen.close()


def cut_off(station: Station, where: Cut, command: Callable[[UUID], Event | None]) -> UUID:
    """A request whose answer the cut line swallowed."""
    request, cuts = uuid4(), station.line.cuts
    station.line.cut(where)
    with pytest.raises(DatabaseAway):
        command(request)
    assert station.line.cuts == cuts + 1
    return request


def a_life_with_every_commit_cut(station: Station, where: Cut) -> int:
    """Issue, print, call, serve and finish, each sent until it is answered; returns how many were cut."""
    hall, made = station.hall, {"ticket": 0, "call": 0}
    commands: tuple[Callable[[UUID], Event | None], ...] = (
        lambda request: queue.issue(hall, request, "B2"),
        lambda request: queue.printed(hall, request, made["ticket"]),
        lambda request: queue.call_next(hall, request, 48),
        lambda request: queue.serve(hall, request, made["call"]),
        lambda request: queue.finish(hall, request, made["call"]),
    )
    for command in commands:
        _, before = station.count(UUID(int=0))
        request = cut_off(station, where, command)
        assert station.count(request) == ((1, before + 1) if where is Cut.AFTER else (0, before))
        outcome = command(request)
        assert command(request) == outcome
        assert station.count(request) == (1, before + 1)
        if isinstance(outcome, TicketIssued):
            made["ticket"] = outcome.ticket_id
        elif isinstance(outcome, TicketCalled):
            made["call"] = outcome.call_id
    return len(commands)


def giving_up_after_a_cut(station: Station, where: Cut) -> int:
    """Give an issue and a call up whose answers were lost; the giving up is cut as well."""
    hall = station.hall
    issue = cut_off(station, where, lambda request: queue.issue(hall, request, "B2"))
    station.line.cut(where)
    with pytest.raises(DatabaseAway):
        queue.abandon(hall, issue)
    outcome = queue.abandon(hall, issue)
    assert isinstance(outcome, TicketCancelled if where is Cut.AFTER else RequestAbandoned)
    assert station.count(issue)[0] == 1
    assert queue.abandon(hall, issue) == outcome
    if where is Cut.BEFORE:
        with pytest.raises(RequestAbandonedError):
            queue.issue(hall, issue, "B2")

    ticket = queue.issue(hall, uuid4(), "B2").ticket_id
    queue.printed(hall, uuid4(), ticket)
    call = cut_off(station, where, lambda request: queue.call_next(hall, request, 48))
    given_up = queue.abandon(hall, call)
    assert isinstance(given_up, CalledBack if where is Cut.AFTER else RequestAbandoned)
    assert station.count(call)[0] == 1
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    assert called.ticket_id == ticket, "the visitor stands where they stood"
    queue.serve(hall, uuid4(), called.call_id)
    queue.finish(hall, uuid4(), called.call_id)
    return 3


@pytest.mark.parametrize("where", Cut)
def test_a_cut_commit_leaves_one_outcome(station: Station, where: Cut) -> None:
    cut_many(station, where, 30)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("where", Cut)
def test_a_thousand_cut_commits_leave_one_outcome_each(station: Station, where: Cut) -> None:
    cut_many(station, where, 1000)


def cut_many(station: Station, where: Cut, times: int) -> None:
    """Cut so many commits, of commands and of giving up."""
    cuts = 0
    while cuts < times:
        cuts += a_life_with_every_commit_cut(station, where)
        cuts += giving_up_after_a_cut(station, where)
    assert station.line.cuts == cuts
