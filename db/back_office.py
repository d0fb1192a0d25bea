"""The back office: what waits for its decision, and the two ways on: released, or given back with a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from db import order
from db.board import read_moment
from db.catalogue import read_named
from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, STATE_WORDS, IllegalMove, ReasonMissing
from db.events import TicketFinished, TicketHeld, TicketReleased, TicketSentBack
from db.journal import from_row
from db.models import counter, event, service, ticket
from db.status import WITH_BACK_OFFICE, HoldKind, TicketState
from db.tickets import (
    Ticket,
    change_ticket,
    find_ticket,
    lane_for,
    lane_to_wait_in,
    must_be_todays,
    must_become,
    of_ticket,
)
from db.turn import Turn, command

_HANDED_IN = [kind.__name__ for kind in (TicketHeld, TicketFinished)]
_newest = (
    select(func.max(event.c.id))
    .where(event.c.ticket_id == ticket.c.id, event.c.kind.in_(_HANDED_IN))
    .correlate(ticket)
    .scalar_subquery()
)
_HOW_IT_CAME = select(event).where(
    event.c.id
    == select(func.max(event.c.id))
    .where(event.c.ticket_id == bindparam("ticket"), event.c.kind.in_(_HANDED_IN))
    .scalar_subquery()
)
_WAITING = (
    select(event, ticket.c.hold_kind, ticket.c.service_id.label("goes_on_at"))
    .select_from(ticket)
    .join(event, event.c.id == _newest)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.state == TicketState.HELD.value,
        ticket.c.hold_kind.in_([kind.value for kind in WITH_BACK_OFFICE]),
    )
    .order_by(event.c.id)
)
_ZONE_OF_CLERK = select(counter.c.zone_id).where(counter.c.clerk_id == bindparam("clerk"))
_ZONE_OF_SERVICE = select(service.c.zone_id).where(service.c.id == bindparam("service"))


@dataclass(frozen=True)
class ForRelease:
    """A visit that waits for the back office. `pick_up`: the service that will hand out its result."""

    ticket_id: int
    number: str
    service_id: str
    kind: HoldKind
    pick_up: str | None
    since: datetime
    counter: int
    clerk_id: str
    note: str
    items: tuple[Named, ...]


@dataclass(frozen=True)
class BackOffice:
    """Everything that waits today, the longest first."""

    waiting: tuple[ForRelease, ...]
    moment: datetime


def read_back_office(connection: Connection) -> BackOffice:
    """What waits for the back office today."""
    moment, business_date = read_moment(connection)
    rows = connection.execute(_WAITING, {"business_date": business_date}).mappings()
    waiting: list[ForRelease] = []
    for row in rows:
        came = from_row(row)
        assert isinstance(came, TicketHeld | TicketFinished)
        kind = HoldKind(row["hold_kind"])
        waiting.append(
            ForRelease(
                ticket_id=came.ticket_id,
                number=came.number,
                service_id=came.service_id,
                kind=kind,
                pick_up=row["goes_on_at"] if kind == HoldKind.PICK_UP else None,
                since=came.at,
                counter=came.counter,
                clerk_id=came.clerk_id,
                note=came.note if isinstance(came, TicketHeld) else "",
                items=read_named(connection, came.items) if isinstance(came, TicketFinished) else (),
            )
        )
    return BackOffice(tuple(waiting), moment)


@command(TicketReleased, first=of_ticket)
def release(turn: Turn, ticket_id: int, note: str = "") -> TicketReleased:
    """The back office is done. A visit goes on at its own moment; a result waits for its visitor from now on."""
    known = _with_back_office(turn, ticket_id, QT_TRANSLATE_NOOP("errors", "released"))
    lane = lane_to_wait_in(turn, known)
    due_at = turn.now if known.hold_kind == HoldKind.PICK_UP else known.due_at
    _wait_again(turn, known, lane=lane, due_at=due_at, note=note.strip() or known.note)
    return turn.record(
        TicketReleased(
            stamp=turn.stamp(turn.request),
            **known.facts,
            lane=lane,
            due_at=due_at,
            note=note.strip(),
        )
    )


@command(TicketSentBack, first=of_ticket)
def send_back(turn: Turn, ticket_id: int, note: str) -> TicketSentBack:
    """The back office needs more. The visit goes on at its own moment with the clerk who handed it in, as long as
    that clerk sits somewhere, else in the line of its service; the note says what is missing."""
    if not note.strip():
        raise ReasonMissing
    known = _with_back_office(turn, ticket_id, QT_TRANSLATE_NOOP("errors", "sent back"))
    came = from_row(turn.connection.execute(_HOW_IT_CAME, {"ticket": ticket_id}).mappings().one())
    assert isinstance(came, TicketHeld | TicketFinished)
    zone_id = turn.connection.execute(_ZONE_OF_CLERK, {"clerk": came.clerk_id}).scalar()
    clerk_id = came.clerk_id if zone_id else None
    if zone_id is None:
        zone_id = turn.connection.execute(_ZONE_OF_SERVICE, {"service": came.service_id}).scalar_one()
    lane = order.clerk_lane(clerk_id) if clerk_id else lane_for(turn, came.service_id, low=known.low)
    _wait_again(turn, known, lane=lane, due_at=known.due_at, note=note.strip(), service_id=came.service_id)
    return turn.record(
        TicketSentBack(
            stamp=turn.stamp(turn.request),
            ticket_id=ticket_id,
            number=came.number,
            service_id=came.service_id,
            zone_id=zone_id,
            counter_zone_id=known.facts["zone_id"],
            clerk_id=clerk_id,
            lane=lane,
            due_at=known.due_at,
            note=note.strip(),
        )
    )


def _with_back_office(turn: Turn, ticket_id: int, verb: str) -> Ticket:
    known = find_ticket(turn, ticket_id)
    if known.hold_kind not in WITH_BACK_OFFICE:
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    must_become(known.facts, known.state, TicketState.WAITING, verb)
    must_be_todays(turn, known)
    return known


def _wait_again(turn: Turn, known: Ticket, **where: object) -> None:
    change_ticket(
        turn,
        known.facts["ticket_id"],
        state=TicketState.WAITING.value,
        hold_kind=None,
        held_by_counter=None,
        **where,
    )
