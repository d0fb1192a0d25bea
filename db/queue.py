"""The verbs of the queue in one place, and how to give a request up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select

from db.appointments import find_appointment, give_back
from db.back_office import release, send_back
from db.booking_events import AppointmentBooked
from db.bundles import issue_bundle
from db.calls import (
    announced,
    call_back,
    call_next,
    call_ticket,
    find_call,
    no_show,
    recall,
    serve,
    take_back,
)
from db.closing import close_day
from db.counters import close_counter, open_counter, pause_counter, resume_counter
from db.engine import Database
from db.events import Event, RequestAbandoned, TicketCalled, TicketIssued
from db.help import answer_help, ask_help, call_off, is_open, withdraw_help
from db.help_events import HelpAsked
from db.holding import reprinted
from db.journal import from_row
from db.models import event
from db.moves import finish, hold, resume, skip_step, transfer
from db.pad_grants import allow_pads
from db.paper import kept, printed, settle
from db.ratings import ask_rating, give_rating, miss_rating
from db.status import AppointmentState, TicketState, may_become
from db.tickets import cancel, find_ticket, give_up, issue, reactivate
from db.turn import Turn, take_turn
from db.undo import undo

__all__ = [
    "abandon",
    "allow_pads",
    "announced",
    "answer_help",
    "ask_help",
    "ask_rating",
    "call_back",
    "call_next",
    "call_ticket",
    "cancel",
    "close_counter",
    "close_day",
    "finish",
    "give_rating",
    "hold",
    "issue",
    "issue_bundle",
    "kept",
    "miss_rating",
    "no_show",
    "open_counter",
    "pause_counter",
    "printed",
    "reactivate",
    "recall",
    "release",
    "reprinted",
    "resume",
    "resume_counter",
    "send_back",
    "serve",
    "settle",
    "skip_step",
    "transfer",
    "undo",
    "withdraw_help",
]


def abandon(database: Database, request: UUID) -> Event:
    """Give a request up: undo what it made, or forbid it for ever, whichever turn comes first.

    Returns what holds now. What people have acted upon already (a visit begun or ended) stands.
    """
    with take_turn(database, request) as turn:
        first = turn.first_outcome()
        turn.request = None  # what undoes an outcome is not that request's outcome itself
        match first:
            case None:
                return turn.record(RequestAbandoned(stamp=turn.stamp(request)))
            case TicketIssued(ticket_id=ticket_id):
                if may_become(find_ticket(turn, ticket_id).state, TicketState.CANCELLED):
                    return give_up(turn, ticket_id, "abandoned")
                return _newest(turn, ticket_id)
            case TicketCalled(ticket_id=ticket_id, call_id=call_id):
                call = find_call(turn, call_id)
                if call.outcome is None and call.state == TicketState.CALLED:
                    return take_back(turn, call)
                return _newest(turn, ticket_id)
            case HelpAsked(help_id=help_id):
                return call_off(turn, help_id) if is_open(turn, help_id) else first
            case AppointmentBooked(code=code):
                booking = find_appointment(turn, code)
                return give_back(turn, booking) if booking.state == AppointmentState.BOOKED else first
            case _:
                return first


_NEWEST = select(event).where(event.c.ticket_id == bindparam("ticket")).order_by(event.c.id.desc()).limit(1)


def _newest(turn: Turn, ticket_id: int) -> Event:
    return from_row(turn.connection.execute(_NEWEST, {"ticket": ticket_id}).mappings().one())
