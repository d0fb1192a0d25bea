"""One visit as the hall remembers it, found by the code on its paper."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from db.board import read_moment
from db.errors import QT_TRANSLATE_NOOP, UnknownThing
from db.events import Event
from db.journal import from_row
from db.models import event, ticket
from db.status import Paper, TicketState
from db.texts import readable

_TICKET = select(ticket).where(ticket.c.token == bindparam("token"))
_TODAYS = select(ticket.c.id).where(
    ticket.c.business_date == bindparam("business_date"), ticket.c.number == bindparam("number")
)
_EVENTS = select(event).where(event.c.ticket_id == bindparam("ticket_id")).order_by(event.c.id)


@dataclass(frozen=True)
class Visit:
    """A ticket, and everything that happened to it in order."""

    ticket_id: int
    number: str
    service_id: str
    state: TicketState
    paper: Paper
    history: tuple[Event, ...]


def read_visit(connection: Connection, token: str) -> Visit | None:
    """The visit that belongs to a ticket's code; None when the hall never gave it out."""
    row = connection.execute(_TICKET, {"token": readable(token)}).mappings().first()
    if row is None:
        return None
    history = connection.execute(_EVENTS, {"ticket_id": row["id"]}).mappings()
    return Visit(
        ticket_id=row["id"],
        number=row["number"],
        service_id=row["service_id"],
        state=TicketState(row["state"]),
        paper=Paper(row["paper"]),
        history=tuple(map(from_row, history)),
    )


def find_todays(connection: Connection, number: str) -> int:
    """The id of today's ticket with this number, as people write it."""
    number = "".join(readable(number).split()).upper()
    values = {"business_date": read_moment(connection)[1], "number": number}
    found = connection.execute(_TODAYS, values).scalar()
    if found is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "ticket of today"), name=number)
    return int(found)
