"""A call from the lane to the end of the visit: one counter, one visitor, one call."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from db import order
from db.counters import find_counter
from db.errors import (
    QT_TRANSLATE_NOOP,
    STATE_WORDS,
    CallOver,
    CounterBusy,
    CounterClosedError,
    IllegalMove,
    UnknownThing,
)
from db.events import (
    CALL_ENDED,
    CallAnnounced,
    CallEvent,
    NoShowMarked,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketRecalled,
)
from db.models import call, counter, service, ticket
from db.status import Outcome, TicketState
from db.tickets import TicketFacts, change_ticket, must_become, settle_overdue
from db.turn import Turn, command

_INSERT_CALL = insert(call)
_UPDATE_CALL = update(call).where(call.c.id == bindparam("call"))
_CALL = (
    select(
        call,
        counter.c.zone_id.label("counter_zone_id"),
        ticket.c.number,
        ticket.c.service_id,
        ticket.c.state,
        service.c.zone_id,
    )
    .join(counter, counter.c.number == call.c.counter)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .join(service, service.c.id == ticket.c.service_id)
    .where(call.c.id == bindparam("call"))
)


class CallFacts(TicketFacts):
    """What every event about a call says of it."""

    call_id: int
    counter: int
    counter_zone_id: str
    clerk_id: str


@dataclass(frozen=True)
class Call:
    """A call as a command finds it."""

    facts: CallFacts
    state: TicketState
    times: int
    outcome: Outcome | None


def find_call(turn: Turn, call_id: int) -> Call:
    """The call of that id, which must exist."""
    row = turn.connection.execute(_CALL, {"call": call_id}).mappings().first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "call"), name=call_id)
    facts = CallFacts(
        call_id=row["id"],
        ticket_id=row["ticket_id"],
        number=row["number"],
        service_id=row["service_id"],
        zone_id=row["zone_id"],
        counter=row["counter"],
        counter_zone_id=row["counter_zone_id"],
        clerk_id=row["clerk_id"],
    )
    outcome = Outcome(row["outcome"]) if row["outcome"] else None
    return Call(facts, TicketState(row["state"]), row["times"], outcome)


def _open_call(turn: Turn, call_id: int) -> Call:
    """The call while it lasts: a clerk's key that comes too late must not touch the next visitor."""
    known = find_call(turn, call_id)
    if known.outcome:
        raise CallOver(number=known.facts["number"], outcome=STATE_WORDS[known.outcome])
    return known


@command(TicketCalled)
def call_next(turn: Turn, counter: int) -> TicketCalled | None:
    """Call the ticket that has been due longest among the lanes this counter looks at; None: nobody waits."""
    seat = find_counter(turn, counter)
    if seat.ticket_number is not None:
        raise CounterBusy(number=seat.ticket_number, counter=counter)
    if seat.clerk_id is None:
        raise CounterClosedError(counter=counter)
    settle_overdue(turn)
    chosen, runner_up = order.next_two(turn.connection, counter, turn.business_date)
    if chosen is None:
        return None
    change_ticket(turn, chosen.ticket_id, state=TicketState.CALLED.value)
    row = {
        "ticket_id": chosen.ticket_id,
        "counter": counter,
        "clerk_id": seat.clerk_id,
        "business_date": turn.business_date,
        "called_at": turn.now,
        "times": 1,
        "last_called_at": turn.now,
    }
    inserted = turn.connection.execute(_INSERT_CALL, row).inserted_primary_key
    assert inserted is not None
    return turn.record(
        TicketCalled(
            stamp=turn.stamp(turn.request),
            **find_call(turn, inserted[0]).facts,
            lane=chosen.lane,
            issued_at=chosen.issued_at,
            due_at=chosen.due_at,
            head_start_min=chosen.head_start_min,
            handicap_min=chosen.handicap_min,
            group_id=chosen.group_id,
            runner_up=runner_up.as_runner_up() if runner_up else None,
        )
    )


@command(TicketRecalled)
def recall(turn: Turn, call_id: int) -> TicketRecalled:
    """Call the same visitor once more."""
    known = _open_call(turn, call_id)
    if known.state != TicketState.CALLED:
        verb = QT_TRANSLATE_NOOP("errors", "called again")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    times = known.times + 1
    turn.connection.execute(_UPDATE_CALL, {"call": call_id, "times": times, "last_called_at": turn.now})
    return turn.record(TicketRecalled(stamp=turn.stamp(turn.request), **known.facts, times=times))


@command(CallAnnounced)
def announced(turn: Turn, call_id: int, *, spoken: bool, reason: str = "") -> CallAnnounced:
    """The lobby saw the call, and heard it or not; this may come after the visit has begun or ended."""
    known = find_call(turn, call_id)
    turn.connection.execute(_UPDATE_CALL, {"call": call_id, "spoken": spoken})
    return turn.record(
        CallAnnounced(stamp=turn.stamp(turn.request), **known.facts, spoken=spoken, reason=reason)
    )


@command(ServingStarted)
def serve(turn: Turn, call_id: int) -> ServingStarted:
    """The visitor is at the counter."""
    known = _open_call(turn, call_id)
    _move(turn, known, TicketState.SERVING, QT_TRANSLATE_NOOP("errors", "started"))
    turn.connection.execute(_UPDATE_CALL, {"call": call_id, "served_at": turn.now})
    return turn.record(ServingStarted(stamp=turn.stamp(turn.request), **known.facts))


@command(TicketFinished)
def finish(turn: Turn, call_id: int) -> CallEvent:
    """The visit is done. By call, never by number: the number may be at another counter by now."""
    return end_call(
        turn, call_id, Outcome.FINISHED, TicketState.FINISHED, QT_TRANSLATE_NOOP("errors", "finished")
    )


@command(NoShowMarked)
def no_show(turn: Turn, call_id: int) -> CallEvent:
    """The visitor was called and did not come."""
    return end_call(
        turn,
        call_id,
        Outcome.NO_SHOW,
        TicketState.NO_SHOW,
        QT_TRANSLATE_NOOP("errors", "marked as a no-show"),
    )


def _move(turn: Turn, known: Call, then: TicketState, verb: str) -> None:
    must_become(known.facts, known.state, then, verb)
    change_ticket(turn, known.facts["ticket_id"], state=then.value)


def end_call(turn: Turn, call_id: int, outcome: Outcome, then: TicketState, verb: str) -> CallEvent:
    """End a call that still lasts, one way or another, within a turn that is held already."""
    known = _open_call(turn, call_id)
    _move(turn, known, then, verb)
    turn.connection.execute(_UPDATE_CALL, {"call": call_id, "ended_at": turn.now, "outcome": outcome.value})
    return turn.record(CALL_ENDED[outcome](stamp=turn.stamp(turn.request), **known.facts))
