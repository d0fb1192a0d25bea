"""The end of the day: what nobody took up any more expires."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from db.appointments import mark_missed
from db.calls import end_call, find_call
from db.events import DayClosed, TicketExpired
from db.models import call, ticket
from db.status import Outcome, TicketState
from db.tickets import change_ticket, find_ticket
from db.turn import Turn, command

_STILL_OPEN = (
    select(ticket.c.id, call.c.id.label("call_id"))
    .outerjoin(call, (call.c.ticket_id == ticket.c.id) & call.c.ended_at.is_(None))
    .where(
        ticket.c.business_date <= bindparam("business_date"),
        ticket.c.state.in_(
            [
                TicketState.ISSUED.value,
                TicketState.WAITING.value,
                TicketState.CALLED.value,
                TicketState.HELD.value,
            ]
        ),
    )
    .order_by(ticket.c.id)
)


@command(DayClosed)
def close_day(turn: Turn) -> DayClosed:
    """Let every open ticket of today and before expire, and count who never came to a booking.

    Whoever is being served is served to the end.
    To be run when the last visitor has gone: until then everybody who holds a number may still be called.
    """
    open_tickets = turn.connection.execute(_STILL_OPEN, {"business_date": turn.business_date}).all()
    for row in open_tickets:
        if row.call_id is not None:
            end_call(turn, find_call(turn, row.call_id), Outcome.EXPIRED, TicketState.EXPIRED)
        change_ticket(turn, row.id, state=TicketState.EXPIRED.value, hold_kind=None, held_by_counter=None)
        turn.record(TicketExpired(stamp=turn.stamp(), **find_ticket(turn, row.id).facts))
    missed = mark_missed(turn)
    return turn.record(
        DayClosed(
            stamp=turn.stamp(turn.request),
            business_date=turn.business_date,
            expired=len(open_tickets),
            missed=missed,
        )
    )
