"""Thirty-two stations at once, each its own process: the promises hold, and the event log proves it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.synchronize import Event as Flag
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from db import queue
from db.engine import Database, open_database
from db.errors import TurnBusy
from db.events import Event, TicketCalled, TicketIssued, TicketPrinted
from db.journal import from_row
from db.models import clerk, counter, counter_lane, event, hall
from db.order import service_lane
from tests.small_hall import zone_where_it_is_about_noon

KIOSKS = 16
COUNTERS = 16
TICKETS_EACH = 6
FIRST_COUNTER = 500


def insist(command: Callable[..., Any], database: Database, *arguments: object) -> Any:
    """Send one request until it is answered, as every station does."""
    request = uuid4()
    while True:
        try:
            return command(database, request, *arguments)
        except TurnBusy:
            continue


def run_kiosk(url: str, name: int, go: Flag) -> None:
    """Print a few numbers as fast as it goes."""
    database = open_database(url, f"kiosk {name}")
    go.wait()
    for turn in range(TICKETS_EACH):
        ticket = insist(queue.issue, database, "B2" if turn % 2 else "B1")
        insist(queue.printed, database, ticket.ticket_id)
    database.close()


def run_counter(url: str, number: int, go: Flag, no_more: Flag) -> None:
    """Call and finish until nobody comes any more."""
    database = open_database(url, f"counter {number}")
    go.wait()
    while True:
        everybody_is_here = no_more.is_set()
        called = insist(queue.call_next, database, number)
        if called:
            insist(queue.serve, database, called.call_id)
            insist(queue.finish, database, called.call_id)
        elif everybody_is_here:
            break
    database.close()


@contextmanager
def all_started(processes: list[Any]) -> Iterator[None]:
    """Run processes, and leave none behind."""
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.join(100)
            if process.is_alive():
                process.kill()
                process.join()


def rush(url: str) -> list[int | None]:
    """Thirty-two processes at once; their exit codes."""
    # Where it can be had, a server that has imported everything once: thirty-two imports take longer than the rush.
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload(["db.queue"])
    go, no_more = context.Event(), context.Event()
    kiosks = [context.Process(target=run_kiosk, args=(url, name, go)) for name in range(KIOSKS)]
    counters = [
        context.Process(target=run_counter, args=(url, FIRST_COUNTER + number, go, no_more))
        for number in range(COUNTERS)
    ]
    with all_started(counters):
        with all_started(kiosks):
            go.set()
        no_more.set()
    return [process.exitcode for process in kiosks + counters]


def furnish(database: Database) -> None:
    """A counter and a clerk for each process, all for the same two services."""
    with database.engine.begin() as connection:
        connection.execute(update(hall).values(time_zone=zone_where_it_is_about_noon()))
        for number in range(FIRST_COUNTER, FIRST_COUNTER + COUNTERS):
            connection.execute(insert(clerk).values(id=f"clerk{number}", name="", name_en=""))
            connection.execute(insert(counter).values(number=number, zone_id="B", low=False))
            for service in ("B1", "B2"):
                connection.execute(
                    insert(counter_lane).values(counter=number, lane=service_lane(service), handicap_min=0)
                )
    for number in range(FIRST_COUNTER, FIRST_COUNTER + COUNTERS):
        queue.open_counter(database, uuid4(), number, f"clerk{number}")


def history(database: Database) -> list[Event]:
    """All that happened."""
    with database.reading() as connection:
        return [from_row(row) for row in connection.execute(select(event).order_by(event.c.id)).mappings()]


@pytest.mark.timeout(240)
def test_32_stations_at_once_keep_every_promise(small_hall: Database) -> None:
    furnish(small_hall)
    assert set(rush(small_hall.url.render_as_string(hide_password=False))) == {0}
    events = history(small_hall)

    assert [each.id for each in events] == list(range(1, len(events) + 1)), "events have gaps"
    assert all(earlier.at <= later.at for earlier, later in pairwise(events))

    issued = [each for each in events if isinstance(each, TicketIssued)]
    for service in ("B1", "B2"):
        numbers = [each.number for each in issued if each.service_id == service]
        assert numbers == [f"{service}{serial:03d}" for serial in range(1, KIOSKS * TICKETS_EACH // 2 + 1)]

    called = [each for each in events if isinstance(each, TicketCalled)]
    assert sorted(each.ticket_id for each in called) == sorted(each.ticket_id for each in issued)

    moments = {each.ticket_id: (each.due_at, each.ticket_id) for each in issued}
    waiting: set[int] = set()
    for each in events:
        if isinstance(each, TicketPrinted):
            waiting.add(each.ticket_id)
        elif isinstance(each, TicketCalled):
            assert each.ticket_id == min(waiting, key=lambda ticket: moments[ticket]), (
                f"{each} jumped the line"
            )
            waiting.remove(each.ticket_id)
    assert not waiting
