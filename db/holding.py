"""What somebody who holds a ticket may learn of it, and have done: how it stands, and a second paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from db.board import read_moment, read_ticket_wait
from db.errors import QT_TRANSLATE_NOOP, STATE_WORDS, IllegalMove, UnknownThing
from db.events import TicketReprinted
from db.forecast import Estimate
from db.models import call, ticket
from db.status import Paper, TicketState
from db.texts import readable
from db.tickets import change_ticket, find_ticket, must_be_todays, of_ticket
from db.turn import Turn, command

GOOD = frozenset(
    {
        TicketState.ISSUED,
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.SERVING,
        TicketState.HELD,
        TicketState.NO_SHOW,
    }
)
"""States in which a paper is still of use: with a no-show's one goes to the guide desk."""


@dataclass(frozen=True)
class HeldTicket:
    """A ticket of today as its holder sees it."""

    id: int
    number: str
    service_id: str
    token: str
    lane: str
    state: TicketState
    issued_at: datetime
    group_id: str | None
    bundle_id: str | None
    mask: str | None
    """Of the ID number it was taken with, if it was."""
    ahead: int
    """Who stands before it in its lane; 0 unless it waits."""
    estimate: Estimate | None
    counter: int | None
    """Where it was called to."""

    @property
    def is_good(self) -> bool:
        """Whether a second paper is of any use."""
        return self.state in GOOD

    @property
    def may_be_given_back(self) -> bool:
        """Whether its holder may still cancel it here."""
        return self.state in (TicketState.ISSUED, TicketState.WAITING)


_before = ticket.alias("before")
_AHEAD = (
    select(func.count())
    .select_from(_before)
    .where(
        _before.c.business_date == ticket.c.business_date,
        _before.c.lane == ticket.c.lane,
        _before.c.state == TicketState.WAITING.value,
        _before.c.due_at < ticket.c.due_at,
    )
    .correlate(ticket)
    .scalar_subquery()
)
_COUNTER = (
    select(call.c.counter)
    .where(call.c.ticket_id == ticket.c.id, call.c.ended_at.is_(None))
    .correlate(ticket)
    .scalar_subquery()
)


def _todays(which: ColumnElement[bool]) -> Select[Any]:
    return select(ticket, _AHEAD.label("ahead"), _COUNTER.label("counter")).where(
        ticket.c.business_date == bindparam("today"), which
    )


_BY_ID = _todays(ticket.c.id == bindparam("wanted"))
_BY_TOKEN = _todays(ticket.c.token == bindparam("wanted"))
_BY_NUMBER = _todays(ticket.c.number == bindparam("wanted"))


def ticket_held(connection: Connection, ticket_id: int) -> HeldTicket:
    """A ticket of today by its id."""
    return _found(connection, _BY_ID, ticket_id)


def find_by_code(connection: Connection, token: str) -> HeldTicket:
    """A ticket of today by the code on its paper."""
    return _found(connection, _BY_TOKEN, readable(token))


def find_by_number(connection: Connection, number: str) -> HeldTicket:
    """A ticket of today by its number, as people write it; that alone does not prove that it is theirs."""
    return _found(connection, _BY_NUMBER, "".join(readable(number).split()).upper())


def _found(connection: Connection, query: Select[Any], wanted: object) -> HeldTicket:
    _, today = read_moment(connection)
    row = connection.execute(query, {"today": today, "wanted": wanted}).mappings().first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "ticket of today"), name=wanted)
    state = TicketState(row["state"])
    waits = state in (TicketState.ISSUED, TicketState.WAITING)
    return HeldTicket(
        id=row["id"],
        number=row["number"],
        service_id=row["service_id"],
        token=row["token"],
        lane=row["lane"],
        state=state,
        issued_at=row["issued_at"],
        group_id=row["group_id"],
        bundle_id=row["bundle_id"],
        mask=row["person_mask"],
        ahead=row["ahead"] if waits else 0,
        estimate=read_ticket_wait(connection, row["id"]) if waits else None,
        counter=row["counter"],
    )


@command(TicketReprinted, first=of_ticket)
def reprinted(turn: Turn, ticket_id: int) -> TicketReprinted:
    """The printer proved a second paper, marked as such: whoever had none holds the number now."""
    known = find_ticket(turn, ticket_id)
    must_be_todays(turn, known)
    if known.state not in GOOD:
        verb = QT_TRANSLATE_NOOP("errors", "printed again")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    values = {"state": TicketState.WAITING.value} if known.state == TicketState.ISSUED else {}
    change_ticket(turn, ticket_id, paper=Paper.REPRINTED.value, **values)
    return turn.record(TicketReprinted(stamp=turn.stamp(turn.request), **known.facts))
