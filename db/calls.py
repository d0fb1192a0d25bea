"""A call from the lane to the end of the visit: one counter, one visitor, one call."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import bindparam, insert, select, update

from db import order
from db.counters import Seat, find_free_counter, of_counter
from db.errors import (
    QT_TRANSLATE_NOOP,
    STATE_WORDS,
    CalledOftenEnough,
    CalledTooSeldom,
    CalledTooSoon,
    CallOver,
    IllegalMove,
    NotForThisCounter,
    ReasonMissing,
    UnknownThing,
)
from db.events import CallAnnounced, CalledBack, NoShowMarked, ServingStarted, TicketCalled, TicketRecalled
from db.models import call, counter, counter_lane, service, ticket
from db.order import Place
from db.paper import of_overdue, settle_overdue
from db.statement import Asked, Statement, ask_ahead
from db.status import CallHow, Outcome, TicketState
from db.tickets import (
    Ticket,
    TicketFacts,
    change_ticket,
    find_ticket,
    lane_to_wait_in,
    must_be_todays,
    must_become,
)
from db.turn import Turn, command

_INSERT_CALL = Statement(insert(call).returning(call.c.id))
_UPDATE_CALL = Statement(update(call).where(call.c.id == bindparam("call")))
_CALL = Statement(
    select(
        call,
        counter.c.zone_id.label("counter_zone_id"),
        counter.c.clerk_id.label("seated"),
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
_HANDICAP = Statement(
    select(counter_lane.c.handicap_min).where(
        counter_lane.c.counter == bindparam("counter"),
        counter_lane.c.lane == bindparam("lane"),
        order.FOR_ITS_CLERK,
    )
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
    last_called_at: datetime
    announced_times: int
    outcome: Outcome | None
    seated: str | None
    """Who sits at its counter now; the call may have been somebody else's."""


def of_call(call_id: int, *_: object, **__: object) -> Asked:
    """What is asked first about a call."""
    return _CALL, {"call": call_id}


def find_call(turn: Turn, call_id: int) -> Call:
    """The call of that id, which must exist."""
    row = _CALL.first(turn.connection, {"call": call_id})
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
    return Call(
        facts=facts,
        state=TicketState(row["state"]),
        times=row["times"],
        last_called_at=row["last_called_at"],
        announced_times=row["announced_times"],
        outcome=outcome,
        seated=row["seated"],
    )


def find_open_call(turn: Turn, call_id: int) -> Call:
    """The call while it lasts: a clerk's key that comes too late must not touch the next visitor."""
    known = find_call(turn, call_id)
    if turn.actor:
        turn.actor.must_sit_at(known.facts["counter"], known.seated)
    if known.outcome:
        raise CallOver(number=known.facts["number"], outcome=STATE_WORDS[known.outcome])
    return known


def change_call(turn: Turn, call_id: int, **values: object) -> None:
    """Set columns of a call."""
    _UPDATE_CALL.run(turn.connection, {"call": call_id, **values})


@command(TicketCalled, first=of_counter)
def call_next(turn: Turn, counter: int) -> TicketCalled | None:
    """Call the ticket that has been due longest among the lanes this counter looks at; None: nobody waits."""
    seat = find_free_counter(turn, counter)
    ask_ahead(turn.connection, of_overdue(turn), order.of_line(counter, turn.business_date))
    settle_overdue(turn)
    chosen, runner_up = order.next_two(turn.connection, counter, turn.business_date)
    if chosen is None:
        return None
    return place_call(turn, counter, seat, chosen, CallHow.NEXT, runner_up=runner_up)


@command(TicketCalled, first=of_counter)
def call_ticket(turn: Turn, counter: int, ticket_id: int, reason: str) -> TicketCalled:
    """Call a chosen ticket out of turn; the reason goes on the record, with whoever was passed by."""
    if not reason.strip():
        raise ReasonMissing
    seat = find_free_counter(turn, counter)
    settle_overdue(turn)
    known = find_ticket(turn, ticket_id)
    if known.state != TicketState.WAITING:
        verb = QT_TRANSLATE_NOOP("errors", "called")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    must_be_todays(turn, known)
    place = place_of(turn, known, counter)
    first, second = order.next_two(turn.connection, counter, turn.business_date)
    passed_by = second if first and first.ticket_id == ticket_id else first
    return place_call(turn, counter, seat, place, CallHow.CHOSEN, reason.strip(), passed_by)


def place_of(turn: Turn, known: Ticket, counter: int) -> Place:
    """The ticket's place in line as this counter sees it, which must be one of its lanes."""
    values = {"counter": counter, "lane": lane_to_wait_in(turn, known)}
    handicap_min = _HANDICAP.value(turn.connection, values)
    if handicap_min is None:
        raise NotForThisCounter(number=known.facts["number"], counter=counter)
    return as_place(known, handicap_min)


def as_place(known: Ticket, handicap_min: int = 0) -> Place:
    """What a call remembers of the ticket's place."""
    return Place(
        ticket_id=known.facts["ticket_id"],
        number=known.facts["number"],
        service_id=known.facts["service_id"],
        zone_id=known.facts["zone_id"],
        lane=known.lane,
        issued_at=known.issued_at,
        due_at=known.due_at,
        head_start_min=known.head_start_min,
        group_id=known.group_id,
        handicap_min=handicap_min,
    )


def place_call(
    turn: Turn,
    counter: int,
    seat: Seat,
    chosen: Place,
    how: CallHow,
    reason: str = "",
    runner_up: Place | None = None,
) -> TicketCalled:
    """Call a ticket to a counter that is free for it."""
    change_ticket(turn, chosen.ticket_id, state=TicketState.CALLED.value)
    row = {
        "ticket_id": chosen.ticket_id,
        "service_id": chosen.service_id,
        "counter": counter,
        "clerk_id": seat.clerk_id,
        "business_date": turn.business_date,
        "called_at": turn.now,
        "times": 1,
        "last_called_at": turn.now,
        "reason": reason,
    }
    assert seat.clerk_id is not None
    return turn.record(
        TicketCalled(
            stamp=turn.stamp(turn.request),
            call_id=_INSERT_CALL.value(turn.connection, row),
            ticket_id=chosen.ticket_id,
            number=chosen.number,
            service_id=chosen.service_id,
            zone_id=chosen.zone_id,
            counter=counter,
            counter_zone_id=seat.zone_id,
            clerk_id=seat.clerk_id,
            lane=chosen.lane,
            issued_at=chosen.issued_at,
            due_at=chosen.due_at,
            head_start_min=chosen.head_start_min,
            handicap_min=chosen.handicap_min,
            group_id=chosen.group_id,
            runner_up=runner_up.as_runner_up() if runner_up else None,
            how=how,
            reason=reason,
        )
    )


@command(TicketRecalled, first=of_call)
def recall(turn: Turn, call_id: int) -> TicketRecalled:
    """Call the same visitor once more, at the hall's pace and not for ever."""
    known = find_open_call(turn, call_id)
    if known.state != TicketState.CALLED:
        verb = QT_TRANSLATE_NOOP("errors", "called again")
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    if known.times >= turn.rules.calls_at_most:
        raise CalledOftenEnough(number=known.facts["number"], times=known.times)
    _must_keep_the_pace(turn, known)
    times = known.times + 1
    change_call(turn, call_id, times=times, last_called_at=turn.now)
    return turn.record(TicketRecalled(stamp=turn.stamp(turn.request), **known.facts, times=times))


def _must_keep_the_pace(turn: Turn, known: Call) -> None:
    if turn.clock_is_behind:
        return  # nobody can tell how much time has passed, and a clerk must not be stuck with it
    left_s = turn.rules.call_pace_s - (turn.now - known.last_called_at).total_seconds()
    if left_s > 0:
        raise CalledTooSoon(number=known.facts["number"], seconds=ceil(left_s))


@command(CallAnnounced, first=of_call)
def announced(
    turn: Turn,
    call_id: int,
    *,
    spoken: bool,
    reason: str = "",
    times: int = 0,
    shown_ago_s: float | None = None,
    spoken_ago_s: float | None = None,
    voice: str = "",
    trouble: str = "",
) -> CallAnnounced:
    """The lobby saw the call, and heard it or not; this may come after the visit has begun or ended.

    `times`: which repetition it was; 0: the last one.
    """
    known = find_call(turn, call_id)
    times = times or known.times
    shown_at, spoken_at = _ago(turn, shown_ago_s), _ago(turn, spoken_ago_s)
    if times >= known.announced_times:  # what became of an earlier repetition may be told late
        change_call(
            turn,
            call_id,
            spoken=spoken,
            announced_times=times,
            shown_at=shown_at,
            spoken_at=spoken_at,
            unspoken_because=reason,
        )
    return turn.record(
        CallAnnounced(
            stamp=turn.stamp(turn.request),
            **known.facts,
            spoken=spoken,
            reason=reason,
            times=times,
            shown_at=shown_at,
            spoken_at=spoken_at,
            voice=voice,
            trouble=trouble,
        )
    )


def _ago(turn: Turn, seconds: float | None) -> datetime | None:
    return None if seconds is None else turn.now - timedelta(seconds=seconds)


@command(ServingStarted, first=of_call)
def serve(turn: Turn, call_id: int) -> ServingStarted:
    """The visitor is at the counter."""
    known = find_open_call(turn, call_id)
    must_become(known.facts, known.state, TicketState.SERVING, QT_TRANSLATE_NOOP("errors", "started"))
    # Until now a visitor taken up again from hold could have been put back there.
    change_ticket(
        turn,
        known.facts["ticket_id"],
        state=TicketState.SERVING.value,
        hold_kind=None,
        held_by_counter=None,
    )
    change_call(turn, call_id, served_at=turn.now)
    return turn.record(ServingStarted(stamp=turn.stamp(turn.request), **known.facts))


@command(NoShowMarked, first=of_call)
def no_show(turn: Turn, call_id: int) -> NoShowMarked:
    """The visitor did not come, though called as often and as slowly as the hall wants."""
    known = find_open_call(turn, call_id)
    verb = QT_TRANSLATE_NOOP("errors", "marked as a no-show")
    must_become(known.facts, known.state, TicketState.NO_SHOW, verb)
    needed = turn.rules.no_show_after_calls
    if known.times < needed:
        raise CalledTooSeldom(number=known.facts["number"], times=known.times, needed=needed)
    _must_keep_the_pace(turn, known)
    end_call(turn, known, Outcome.NO_SHOW, TicketState.NO_SHOW)
    return turn.record(NoShowMarked(stamp=turn.stamp(turn.request), **known.facts))


@command(CalledBack, first=of_call)
def call_back(turn: Turn, call_id: int) -> CalledBack:
    """Take a call back: the visitor waits on at the same place, or is on hold as before."""
    known = find_open_call(turn, call_id)
    verb = QT_TRANSLATE_NOOP("errors", "called back")
    if known.state != TicketState.CALLED:
        raise IllegalMove(number=known.facts["number"], state=STATE_WORDS[known.state], verb=verb)
    return take_back(turn, known)


def take_back(turn: Turn, known: Call) -> CalledBack:
    """Let a visitor who was called wait on, within a turn that is held already."""
    called = find_ticket(turn, known.facts["ticket_id"])
    then = TicketState.HELD if called.hold_kind else TicketState.WAITING
    end_call(turn, known, Outcome.CALLED_BACK, then)
    change_ticket(turn, known.facts["ticket_id"], lane=lane_to_wait_in(turn, called))
    return turn.record(CalledBack(stamp=turn.stamp(turn.request), **known.facts, hold_kind=called.hold_kind))


def end_call(
    turn: Turn, known: Call, outcome: Outcome, then: TicketState, items: Collection[str] = ()
) -> None:
    """End a call that still lasts; what becomes of the ticket was checked already."""
    change_ticket(turn, known.facts["ticket_id"], state=then.value)
    change_call(turn, known.facts["call_id"], ended_at=turn.now, outcome=outcome.value, items=list(items))
