"""What is known of a ticket's paper: printed, kept from the screen, or nothing for too long."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select

from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, STATE_WORDS, IllegalMove
from db.events import TicketKept, TicketPrinted, TicketUnconfirmed
from db.models import ticket
from db.statement import Asked, Statement
from db.status import Paper, TicketState
from db.tickets import TicketFacts, change_ticket, find_ticket, is_issued, of_ticket
from db.turn import Turn, command, take_turn

_WITHOUT_NEWS = Statement(
    select(ticket.c.id)
    .where(is_issued, ticket.c.issued_at <= bindparam("before"))
    .order_by(ticket.c.issued_at, ticket.c.id)
)
_ANY_ISSUED = select(ticket.c.id).where(is_issued).limit(1)


@command(TicketPrinted, first=of_ticket)
def printed(turn: Turn, ticket_id: int) -> TicketPrinted:
    """The printer proved the paper: the visitor waits. Good news may also come late."""
    facts = _paper_is(turn, ticket_id, Paper.PRINTED, QT_TRANSLATE_NOOP("errors", "printed"))
    return turn.record(TicketPrinted(stamp=turn.stamp(turn.request), **facts))


@command(TicketKept, first=of_ticket)
def kept(turn: Turn, ticket_id: int) -> TicketKept:
    """The paper failed, but the visitor keeps the number: the visitor waits."""
    facts = _paper_is(turn, ticket_id, Paper.KEPT, QT_TRANSLATE_NOOP("errors", "kept"))
    return turn.record(TicketKept(stamp=turn.stamp(turn.request), **facts))


def _paper_is(turn: Turn, ticket_id: int, paper: Paper, verb: str) -> TicketFacts:
    known = find_ticket(turn, ticket_id)
    if known.state == TicketState.ISSUED:
        change_ticket(turn, ticket_id, paper=paper.value, state=TicketState.WAITING.value)
    elif known.paper == Paper.UNCONFIRMED and known.state != TicketState.CANCELLED:
        change_ticket(turn, ticket_id, paper=paper.value)
    else:
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    return known.facts


def settle(database: Database) -> None:
    """Let tickets wait of whose paper nobody has said anything for too long.

    Takes a turn only while some ticket is being printed.
    """
    with database.reading() as connection:
        if connection.execute(_ANY_ISSUED).first() is None:
            return
    with take_turn(database) as turn:
        settle_overdue(turn)


def of_overdue(turn: Turn) -> Asked:
    """What is asked to know which tickets are overdue."""
    return _WITHOUT_NEWS, {"before": turn.now - timedelta(seconds=turn.rules.paper_confirm_s)}


def settle_overdue(turn: Turn) -> None:
    """Let overdue tickets wait, within a turn that is held already."""
    statement, values = of_overdue(turn)
    for overdue in statement.rows(turn.connection, values):
        ticket_id = overdue["id"]
        change_ticket(turn, ticket_id, paper=Paper.UNCONFIRMED.value, state=TicketState.WAITING.value)
        turn.record(TicketUnconfirmed(stamp=turn.stamp(), **find_ticket(turn, ticket_id).facts))
