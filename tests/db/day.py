"""A day of the small hall, told minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from db import queue
from db.engine import Database, open_database
from db.events import TicketCalled
from db.models import call
from tests.small_hall import load_small_hall

SHANGHAI = timezone(timedelta(hours=8))


class Day:
    """The small hall with a clock that the test sets; visitors go by their numbers."""

    def __init__(self, url: str, date: str = "2026-11-23") -> None:
        self.date = date
        self.now = self.moment("08:00")
        self.hall: Database = open_database(url, "test", clock=lambda: self.now)
        load_small_hall(self.hall)
        self.tickets: dict[str, int] = {}

    def moment(self, time: str) -> datetime:
        """A time of this day as people in the hall read it."""
        return datetime.fromisoformat(f"{self.date}T{time}").replace(tzinfo=SHANGHAI).astimezone(UTC)

    def at(self, time: str) -> Day:
        """It is this time now."""
        self.now = self.moment(time)
        return self

    def take(self, service_id: str = "B2", *, paper: bool = True, **choices: Any) -> str:
        """A visitor takes a number, as a rule with its paper."""
        ticket = queue.issue(self.hall, uuid4(), service_id, **choices)
        self.tickets[ticket.number] = ticket.ticket_id
        if paper:
            self.printed(ticket.number)
        return ticket.number

    def printed(self, number: str) -> None:
        queue.printed(self.hall, uuid4(), self.tickets[number])

    def call(self, counter: int = 48) -> TicketCalled:
        """A counter calls the next, who must be there."""
        called = queue.call_next(self.hall, uuid4(), counter)
        assert called is not None
        return called

    def do(self, verb: Any, *arguments: Any, **more: Any) -> Any:
        """Any verb of `db.queue`."""
        return verb(self.hall, uuid4(), *arguments, **more)

    def visit_over(self, counter: int) -> None:
        """Whoever was called to a counter is done there."""
        with self.hall.reading() as connection:
            call_id = connection.execute(
                select(call.c.id).where(call.c.counter == counter, call.c.ended_at.is_(None))
            ).scalar_one()
        self.do(queue.serve, call_id)
        self.do(queue.finish, call_id)

    def visit(self, counter: int, came: str, went: str) -> str:
        """The next visitor is called and comes at one time, and is done at the other; returns the number."""
        called = self.at(came).call(counter)
        self.do(queue.serve, called.call_id)
        self.at(went).do(queue.finish, called.call_id)
        return called.number
