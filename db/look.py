"""A look at who the visitor is: allowed at the counter while they stand there, and on the record."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select

from db.calls import find_open_call, of_call
from db.engine import Database
from db.models import ticket
from db.staff_events import PersonShown
from db.turn import Turn, command

_MASK = select(ticket.c.person_mask).where(ticket.c.id == bindparam("ticket"))


@command(PersonShown, first=of_call)
def show_person(turn: Turn, call_id: int) -> PersonShown:
    """Put on the record that a clerk looked at who the visitor of an open call is."""
    facts = find_open_call(turn, call_id).facts
    return turn.record(
        PersonShown(
            stamp=turn.stamp(turn.request),
            number=facts["number"],
            call_id=call_id,
            counter=facts["counter"],
            counter_zone_id=facts["counter_zone_id"],
            clerk_id=facts["clerk_id"],
        )
    )


def look_at_person(database: Database, request: UUID, call_id: int, ticket_id: int) -> str:
    """The mask of the visitor's ID number, after it is on the record that somebody asked; empty: none is known."""
    show_person(database, request, call_id)
    with database.reading() as connection:
        return connection.execute(_MASK, {"ticket": ticket_id}).scalar() or ""
