"""A visit that goes on elsewhere: transferred, sent back, on to the next step; put aside and taken up again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import bindparam, select

from db import order
from db.calls import Call, CallFacts, as_place, end_call, find_open_call, of_call, place_call, place_of
from db.counters import find_free_counter, of_counter
from db.errors import (
    QT_TRANSLATE_NOOP,
    STATE_WORDS,
    ClerkAway,
    HeldElsewhere,
    IllegalMove,
    NoNextStep,
    PickUpTooEarly,
    ReasonMissing,
    UnknownThing,
    WithBackOffice,
)
from db.events import (
    StepEnded,
    TicketCalled,
    TicketCameBack,
    TicketFinished,
    TicketHeld,
    TicketTransferred,
)
from db.models import bundle_step, clerk, counter, service
from db.statement import Statement
from db.status import WITH_BACK_OFFICE, CallHow, HoldKind, Outcome, TicketState
from db.tickets import (
    Ticket,
    change_ticket,
    find_ticket,
    lane_for,
    must_be_looked_at,
    must_be_todays,
)
from db.turn import Turn, command

_ZONE_OF_SERVICE = Statement(
    select(service.c.zone_id).where(service.c.id == bindparam("service"), ~service.c.retired)
)
_ZONE_OF_COUNTER = Statement(
    select(counter.c.zone_id).where(counter.c.number == bindparam("number"), ~counter.c.retired)
)
_SEAT_OF_CLERK = Statement(
    select(clerk.c.name, counter.c.zone_id)
    .outerjoin(counter, counter.c.clerk_id == clerk.c.id)
    .where(clerk.c.id == bindparam("clerk"), ~clerk.c.retired)
)
_STEP = Statement(
    select(bundle_step.c.service_id).where(
        bundle_step.c.bundle_id == bindparam("bundle"), bundle_step.c.step == bindparam("next_step")
    )
)


@dataclass(frozen=True)
class _Where:
    """Where a visit goes on: a lane, the service it is for, and the zone that must hear of it."""

    lane: str
    service_id: str
    zone_id: str


class _Before(TypedDict):
    """Where the ticket stood, so that the move can be undone."""

    lane_before: str
    due_before: datetime
    service_before: str
    note_before: str
    come_back_before: str | None
    come_back_service_before: str | None


def _before(known: Ticket) -> _Before:
    return _Before(
        lane_before=known.lane,
        due_before=known.due_at,
        service_before=known.facts["service_id"],
        note_before=known.note,
        come_back_before=known.come_back_lane,
        come_back_service_before=known.come_back_service,
    )


@command(TicketTransferred, first=of_call)
def transfer(
    turn: Turn,
    call_id: int,
    *,
    to_service: str | None = None,
    to_counter: int | None = None,
    to_clerk: str | None = None,
    note: str = "",
    come_back: bool = False,
) -> TicketTransferred:
    """Send the visitor on to exactly one service, counter or clerk; with `come_back` they return afterwards."""
    if [to_service, to_counter, to_clerk].count(None) != 2:
        raise ValueError("a transfer goes to one place")
    known, ticket = _being_served(turn, call_id, QT_TRANSLATE_NOOP("errors", "transferred"))
    service_id = known.facts["service_id"]
    if to_service is not None:
        where = _service(turn, to_service, low=ticket.low)
    elif to_counter is not None:
        where = _Where(order.own_lane(to_counter), service_id, _zone_of_counter(turn, to_counter))
    else:
        assert to_clerk is not None
        where = _Where(order.clerk_lane(to_clerk), service_id, _zone_of_clerk(turn, to_clerk))
    way_back = (order.own_lane(known.facts["counter"]), service_id) if come_back else (None, None)
    due_at = _move(turn, known, ticket, where, note=note.strip(), way_back=way_back)
    facts: CallFacts = {**known.facts, "service_id": where.service_id, "zone_id": where.zone_id}
    return turn.record(
        TicketTransferred(
            stamp=turn.stamp(turn.request),
            **facts,
            lane=where.lane,
            due_at=due_at,
            **_before(ticket),
            note=note.strip(),
            come_back=come_back,
        )
    )


def _move(
    turn: Turn,
    known: Call,
    ticket: Ticket,
    where: _Where,
    *,
    items: Collection[str] = (),
    note: str = "",
    way_back: tuple[str | None, str | None] = (None, None),
    step: int | None = None,
) -> datetime:
    """Let the ticket wait in another lane with at most so much of its waiting; returns its moment there."""
    waited = min(turn.now - ticket.due_at, timedelta(minutes=turn.rules.transfer_keep_min))
    due_at = turn.now - waited
    end_call(turn, known, Outcome.TRANSFERRED, TicketState.WAITING, items)
    change_ticket(
        turn,
        known.facts["ticket_id"],
        lane=where.lane,
        service_id=where.service_id,
        due_at=due_at,
        note=note,
        come_back_lane=way_back[0],
        come_back_service=way_back[1],
        step=step if step is not None else ticket.step,
    )
    return due_at


def _being_served(turn: Turn, call_id: int, verb: str) -> tuple[Call, Ticket]:
    known = find_open_call(turn, call_id)
    if known.state != TicketState.SERVING:
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    return known, find_ticket(turn, known.facts["ticket_id"])


def _service(turn: Turn, service_id: str, *, low: bool) -> _Where:
    zone_id = _zone_of_service(turn, service_id)
    return _Where(lane_for(turn, service_id, low=low), service_id, zone_id)


def _zone_of_service(turn: Turn, service_id: str) -> str:
    zone_id = _ZONE_OF_SERVICE.value(turn.connection, {"service": service_id})
    if zone_id is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "service"), name=service_id)
    must_be_looked_at(turn, order.service_lane(service_id), service_id)
    return str(zone_id)


def _zone_of_counter(turn: Turn, number: int) -> str:
    zone_id = _ZONE_OF_COUNTER.value(turn.connection, {"number": number})
    if zone_id is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "counter"), name=number)
    return str(zone_id)


def _zone_of_clerk(turn: Turn, clerk_id: str) -> str:
    row = _SEAT_OF_CLERK.first(turn.connection, {"clerk": clerk_id})
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "clerk"), name=clerk_id)
    if row["zone_id"] is None:
        raise ClerkAway(clerk=row["name"])
    return str(row["zone_id"])


# --- The end of a visit, or of one part of it ----------------------------------------------------


@command(TicketFinished, TicketCameBack, StepEnded, first=of_call)
def finish(
    turn: Turn, call_id: int, *, items: Collection[str] = (), pick_up: str | None = None
) -> TicketFinished | TicketCameBack | StepEnded:
    """The visit is done, with the items handled. By call, never by number: that may be elsewhere by now.

    Who was only lent out goes back; a bundle goes on to its next step. With `pick_up` the ticket is with the
    back office, and joins that service's lane when it is released.
    """
    known, ticket = _being_served(turn, call_id, QT_TRANSLATE_NOOP("errors", "finished"))
    next_service = _next_service(turn, ticket)
    if pick_up is not None and (ticket.come_back_lane or next_service):
        raise PickUpTooEarly(number=known.facts["number"])
    if ticket.come_back_lane:
        return _come_back(turn, known, ticket, items)
    if next_service is not None:
        return _end_step(turn, known, ticket, next_service, items)
    if pick_up is not None:
        where = _service(turn, pick_up, low=ticket.low)
        end_call(turn, known, Outcome.FINISHED, TicketState.HELD, items)
        change_ticket(
            turn,
            known.facts["ticket_id"],
            service_id=pick_up,
            lane=where.lane,
            hold_kind=HoldKind.PICK_UP.value,
        )
        facts: CallFacts = {**known.facts, "zone_id": where.zone_id}
    else:
        end_call(turn, known, Outcome.FINISHED, TicketState.FINISHED, items)
        facts = known.facts
    return turn.record(
        TicketFinished(
            stamp=turn.stamp(turn.request),
            **facts,
            items=tuple(items),
            pick_up=pick_up,
            lane_before=ticket.lane,
        )
    )


def _come_back(turn: Turn, known: Call, ticket: Ticket, items: Collection[str]) -> TicketCameBack:
    assert ticket.come_back_lane is not None and ticket.come_back_service is not None
    back_to = int(ticket.come_back_lane.removeprefix(order.COUNTER_LANE))
    where = _Where(ticket.come_back_lane, ticket.come_back_service, _zone_of_counter(turn, back_to))
    due_at = _move(turn, known, ticket, where, items=items, note=ticket.note)
    facts: CallFacts = {**known.facts, "service_id": where.service_id, "zone_id": where.zone_id}
    return turn.record(
        TicketCameBack(
            stamp=turn.stamp(turn.request),
            **facts,
            lane=where.lane,
            due_at=due_at,
            **_before(ticket),
            items=tuple(items),
        )
    )


def _next_service(turn: Turn, ticket: Ticket) -> str | None:
    if ticket.bundle_id is None or ticket.step is None:
        return None
    values = {"bundle": ticket.bundle_id, "next_step": ticket.step + 1}
    return _STEP.value(turn.connection, values)


@command(StepEnded, TicketFinished, first=of_call)
def skip_step(turn: Turn, call_id: int, reason: str) -> StepEnded | TicketFinished:
    """This step of a bundle is not needed; the next one waits, and after the last the visit is done."""
    if not reason.strip():
        raise ReasonMissing
    known, ticket = _being_served(turn, call_id, QT_TRANSLATE_NOOP("errors", "skipped"))
    if ticket.bundle_id is None:
        raise NoNextStep(number=known.facts["number"])
    next_service = _next_service(turn, ticket)
    if next_service is not None:
        return _end_step(turn, known, ticket, next_service, (), reason.strip())
    end_call(turn, known, Outcome.FINISHED, TicketState.FINISHED)
    return turn.record(TicketFinished(stamp=turn.stamp(turn.request), **known.facts))


def _end_step(
    turn: Turn, known: Call, ticket: Ticket, next_service: str, items: Collection[str], reason: str = ""
) -> StepEnded:
    assert ticket.step is not None
    where = _service(turn, next_service, low=ticket.low)
    due_at = _move(turn, known, ticket, where, items=items, note=ticket.note, step=ticket.step + 1)
    facts: CallFacts = {**known.facts, "service_id": next_service, "zone_id": where.zone_id}
    return turn.record(
        StepEnded(
            stamp=turn.stamp(turn.request),
            **facts,
            lane=where.lane,
            due_at=due_at,
            **_before(ticket),
            step=ticket.step,
            items=tuple(items),
            skipped_because=reason,
        )
    )


# --- Put aside -----------------------------------------------------------------------------------


@command(TicketHeld, first=of_call)
def hold(turn: Turn, call_id: int, kind: HoldKind, note: str = "") -> TicketHeld:
    """Put the visit aside; the counter is free for the next, and the time is not charged to the clerk."""
    if kind == HoldKind.PICK_UP:
        raise ValueError("a pick-up is left by `finish`")
    known, ticket = _being_served(turn, call_id, QT_TRANSLATE_NOOP("errors", "put on hold"))
    end_call(turn, known, Outcome.HELD, TicketState.HELD)
    counter = known.facts["counter"]
    change_ticket(
        turn, known.facts["ticket_id"], hold_kind=kind.value, held_by_counter=counter, note=note.strip()
    )
    return turn.record(
        TicketHeld(
            stamp=turn.stamp(turn.request),
            **known.facts,
            kind=kind,
            note=note.strip(),
            note_before=ticket.note,
        )
    )


@command(TicketCalled, first=of_counter)
def resume(turn: Turn, counter: int, ticket_id: int) -> TicketCalled:
    """Call a visitor on hold, before everybody who waits: they have waited already."""
    seat = find_free_counter(turn, counter)
    known = find_ticket(turn, ticket_id)
    if known.state != TicketState.HELD:
        verb = QT_TRANSLATE_NOOP("errors", "resumed")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    must_be_todays(turn, known)
    if known.hold_kind in WITH_BACK_OFFICE:
        raise WithBackOffice(number=known.facts["number"])
    if known.held_by_counter == counter:
        place = as_place(known)
    elif known.hold_kind == HoldKind.SAME_COUNTER:
        raise HeldElsewhere(number=known.facts["number"], counter=known.held_by_counter)
    else:
        place = place_of(turn, known, counter)
    return place_call(turn, counter, seat, place, CallHow.RESUMED)
