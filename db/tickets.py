"""A ticket from the touch to the lane: a number lives only in somebody's hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypedDict

from sqlalchemy import bindparam, func, insert, select, update

from db import caps, order, privacy
from db.errors import (
    QT_TRANSLATE_NOOP,
    STATE_WORDS,
    IllegalMove,
    NotToday,
    ReactivatedOftenEnough,
    UnknownThing,
)
from db.events import (
    TicketCancelled,
    TicketIssued,
    TicketReactivated,
)
from db.models import counter_lane, service, ticket, visitor_group
from db.numbers import number_of
from db.privacy import Person
from db.statement import Asked, Statement, written
from db.status import HoldKind, Paper, TicketState, may_become
from db.turn import Turn, command

_GROUP = Statement(
    select(visitor_group.c.head_start_min).where(
        visitor_group.c.id == bindparam("group_id"), ~visitor_group.c.retired
    )
)
_looked_at = select(counter_lane.c.counter).where(counter_lane.c.lane == bindparam("lane")).limit(1)
_LOOKED_AT = Statement(_looked_at)
_ZONE_AND_LANE = Statement(
    select(service.c.zone_id, _looked_at.exists().label("looked_at")).where(
        service.c.id == bindparam("service_id"), ~service.c.retired
    )
)
is_issued = ticket.c.state == written(TicketState.ISSUED)
_is_waiting = ticket.c.state == written(TicketState.WAITING)
_last_serial = select(func.coalesce(func.max(ticket.c.serial), 0)).where(
    ticket.c.business_date == bindparam("business_date"), ticket.c.prefix == bindparam("service_id")
)
_before_it = (
    ticket.c.business_date == bindparam("business_date"),
    ticket.c.lane == bindparam("lane"),
    ticket.c.due_at <= bindparam("due_at"),
)
_waiting_before = select(func.count()).where(*_before_it, _is_waiting)
# Those without news are few: SQLite finds them by their own index only if nothing else seems to lead to them.
_issued_before = select(func.count().filter(*_before_it)).where(is_issued)
_LAST_AND_AHEAD = Statement(
    select(
        _last_serial.scalar_subquery().label("last_serial"),
        (_waiting_before.scalar_subquery() + _issued_before.scalar_subquery()).label("ahead"),
    )
)
_INSERT_TICKET = Statement(insert(ticket).returning(ticket.c.id))
_UPDATE_TICKET = Statement(update(ticket).where(ticket.c.id == bindparam("ticket")))
_TICKET = Statement(
    select(ticket, service.c.zone_id)
    .join(service, service.c.id == ticket.c.service_id)
    .where(ticket.c.id == bindparam("ticket"))
)
_AS_THEY_ARE = (
    "business_date",
    "lane",
    "due_at",
    "issued_at",
    "head_start_min",
    "group_id",
    "reactivations",
    "held_by_counter",
    "note",
    "come_back_lane",
    "come_back_service",
    "low",
    "bundle_id",
    "step",
)


class TicketFacts(TypedDict):
    """What every event about a ticket says of it."""

    ticket_id: int
    number: str
    service_id: str
    zone_id: str


@dataclass(frozen=True)
class Ticket:
    """A ticket as a command finds it."""

    facts: TicketFacts
    state: TicketState
    paper: Paper
    business_date: date
    lane: str
    due_at: datetime
    issued_at: datetime
    head_start_min: int
    group_id: str | None
    reactivations: int
    hold_kind: HoldKind | None
    held_by_counter: int | None
    note: str
    come_back_lane: str | None
    come_back_service: str | None
    low: bool
    bundle_id: str | None
    step: int | None


def must_become(facts: TicketFacts, now: TicketState, then: TicketState, verb: str) -> None:
    """Refuse a move that the ticket's life does not know."""
    if not may_become(now, then):
        raise IllegalMove(number=facts["number"], state=STATE_WORDS[now], verb=verb)


def of_ticket(ticket_id: int, *_: object, **__: object) -> Asked:
    """What is asked first about a ticket."""
    return _TICKET, {"ticket": ticket_id}


def find_ticket(turn: Turn, ticket_id: int) -> Ticket:
    """The ticket of that id, which must exist."""
    row = _TICKET.first(turn.connection, {"ticket": ticket_id})
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "ticket"), name=ticket_id)
    facts = TicketFacts(
        ticket_id=row["id"], number=row["number"], service_id=row["service_id"], zone_id=row["zone_id"]
    )
    return Ticket(
        facts=facts,
        state=TicketState(row["state"]),
        paper=Paper(row["paper"]),
        hold_kind=HoldKind(row["hold_kind"]) if row["hold_kind"] else None,
        **{name: row[name] for name in _AS_THEY_ARE},
    )


def must_be_todays(turn: Turn, known: Ticket) -> None:
    """A ticket is valid on its own day."""
    if known.business_date != turn.business_date:
        raise NotToday(number=known.facts["number"], date=known.business_date)


def must_be_looked_at(turn: Turn, lane: str, service_id: str) -> None:
    """Refuse to let anybody wait where no counter would ever call them."""
    if not _is_looked_at(turn, lane):
        raise _nobody_serves(service_id)


def _nobody_serves(service_id: str) -> UnknownThing:
    return UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "counter for"), name=service_id)


def lane_for(turn: Turn, service_id: str, *, low: bool) -> str:
    """Where somebody waits for a service who is there already: at its low counters if need be and if it has any."""
    low_lane = order.low_lane(service_id)
    return low_lane if low and _is_looked_at(turn, low_lane) else order.service_lane(service_id)


def lane_to_wait_in(turn: Turn, known: Ticket) -> str:
    """The ticket's lane, or its service's if the clerk it was sent to has left meanwhile."""
    if known.lane.startswith(order.CLERK_LANE) and not _is_looked_at(turn, known.lane):
        return lane_for(turn, known.facts["service_id"], low=known.low)
    return known.lane


def _is_looked_at(turn: Turn, lane: str) -> bool:
    return _LOOKED_AT.first(turn.connection, {"lane": lane}) is not None


def change_ticket(turn: Turn, ticket_id: int, **values: Any) -> None:
    """Set columns of a ticket."""
    _UPDATE_TICKET.run(turn.connection, {"ticket": ticket_id, **values})


def _of_service(service_id: str, *, low: bool = False, **_: object) -> Asked:
    return _ZONE_AND_LANE, {"service_id": service_id, "lane": _lane(service_id, low)}


def _lane(service_id: str, low: bool) -> str:
    return order.low_lane(service_id) if low else order.service_lane(service_id)


@command(TicketIssued, first=_of_service)
def issue(
    turn: Turn,
    service_id: str,
    *,
    language: str = "zh",
    group_id: str | None = None,
    low: bool = False,
    person: Person | None = None,
    item: str | None = None,
) -> TicketIssued:
    """Give out the next number of a service, for an item of the catalogue if one was looked up.

    Its moment is now, the touch; it is not called before something is known of its paper. Raises
    `AlreadyHolding` for a person who has an open ticket.
    """
    privacy.must_hold_none(turn, service_id, person)
    caps.must_give_numbers(turn, service_id)
    who = privacy.columns_of(person)
    return walk_in(turn, service_id, language=language, group_id=group_id, low=low, item=item, **who)


def walk_in(
    turn: Turn,
    service_id: str,
    *,
    language: str,
    group_id: str | None,
    low: bool,
    booked_for: datetime | None = None,
    **more: Any,
) -> TicketIssued:
    """A number for somebody who stands here now, in time for a booking or without; `more` are columns of the ticket."""
    lane = _lane(service_id, low)
    found = _ZONE_AND_LANE.first(turn.connection, {"service_id": service_id, "lane": lane})
    if found is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "service"), name=service_id)
    if not found["looked_at"]:
        raise _nobody_serves(service_id)
    head_start_min = head_start_of(turn, group_id)
    due_at = order.due_at(turn.now, head_start_min)
    if booked_for:
        # A booking never makes its visitor worse off.
        due_at = min(due_at, order.due_at(booked_for, turn.rules.booking_head_start_min))
    return give_number(
        turn,
        service_id,
        zone_id=found["zone_id"],
        lane=lane,
        due_at=due_at,
        head_start_min=head_start_min,
        group_id=group_id,
        language=language,
        booked_for=booked_for,
        low=low,
        **more,
    )


def give_number(
    turn: Turn,
    service_id: str,
    *,
    zone_id: str,
    lane: str,
    due_at: datetime,
    head_start_min: int,
    group_id: str | None,
    language: str,
    booked_for: datetime | None = None,
    item: str | None = None,
    **more: Any,
) -> TicketIssued:
    """The next number of a service, at a place in line that is decided already."""
    day = {"business_date": turn.business_date}
    asked = day | {"service_id": service_id, "lane": lane, "due_at": due_at}
    found = _LAST_AND_AHEAD.one(turn.connection, asked)
    serial = found["last_serial"] + 1
    number, token = number_of(service_id, serial), secrets.token_urlsafe(12)
    row = day | {
        "service_id": service_id,
        "prefix": service_id,
        "serial": serial,
        "number": number,
        "token": token,
        "state": TicketState.ISSUED.value,
        "paper": Paper.PENDING.value,
        "lane": lane,
        "due_at": due_at,
        "issued_at": turn.now,
        "group_id": group_id,
        "head_start_min": head_start_min,
        "language": language,
        **more,
    }
    return turn.record(
        TicketIssued(
            stamp=turn.stamp(turn.request),
            ticket_id=_INSERT_TICKET.value(turn.connection, row),
            number=number,
            service_id=service_id,
            zone_id=zone_id,
            token=token,
            lane=lane,
            issued_at=turn.now,
            due_at=due_at,
            head_start_min=head_start_min,
            group_id=group_id,
            language=language,
            ahead=found["ahead"],
            booked_for=booked_for,
            item=item,
        )
    )


def head_start_of(turn: Turn, group_id: str | None) -> int:
    """How much earlier a visitor of this group counts as having come, in minutes."""
    if group_id is None:
        return 0
    head_start_min = _GROUP.value(turn.connection, {"group_id": group_id})
    if head_start_min is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "visitor group"), name=group_id)
    return int(head_start_min)


@command(TicketReactivated, first=of_ticket)
def reactivate(turn: Turn, ticket_id: int) -> TicketReactivated:
    """A no-show came after all: waits again, behind a few others or at the old place, whichever is later."""
    known = find_ticket(turn, ticket_id)
    if known.state != TicketState.NO_SHOW:
        verb = QT_TRANSLATE_NOOP("errors", "put back in line")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    must_be_todays(turn, known)
    if known.reactivations >= turn.rules.reactivate_at_most:
        raise ReactivatedOftenEnough(number=known.facts["number"], times=known.reactivations)
    if known.hold_kind == HoldKind.SAME_COUNTER and known.held_by_counter is not None:
        lane = order.own_lane(known.held_by_counter)  # the papers lie there
    else:
        lane = lane_to_wait_in(turn, known)
    behind = turn.rules.reactivate_behind
    theirs = order.moment_behind(turn.connection, lane, turn.business_date, behind) if behind else None
    due_at = known.due_at
    if theirs is not None and theirs >= due_at:
        # A moment later than theirs: at the same one the older ticket would go first.
        due_at = theirs + timedelta(microseconds=1)
    change_ticket(
        turn,
        ticket_id,
        state=TicketState.WAITING.value,
        lane=lane,
        due_at=due_at,
        hold_kind=None,
        held_by_counter=None,
        reactivations=known.reactivations + 1,
    )
    return turn.record(
        TicketReactivated(
            stamp=turn.stamp(turn.request), **known.facts, lane=lane, due_at=due_at, behind=behind
        )
    )


@command(TicketCancelled, first=of_ticket)
def cancel(turn: Turn, ticket_id: int, reason: str) -> TicketCancelled:
    """Give a ticket up before it was called."""
    return give_up(turn, ticket_id, reason)


def give_up(turn: Turn, ticket_id: int, reason: str) -> TicketCancelled:
    """Cancel within a turn that is held already."""
    known = find_ticket(turn, ticket_id)
    must_become(known.facts, known.state, TicketState.CANCELLED, QT_TRANSLATE_NOOP("errors", "cancelled"))
    change_ticket(turn, ticket_id, state=TicketState.CANCELLED.value)
    return turn.record(TicketCancelled(stamp=turn.stamp(turn.request), **known.facts, reason=reason))
