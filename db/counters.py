"""Counters and who sits at them: a clerk opens one, and leaves it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, case, delete, exists, insert, literal, select, update

from db import order
from db.errors import (
    QT_TRANSLATE_NOOP,
    ClerkElsewhere,
    CounterBusy,
    CounterClosedError,
    CounterPausedError,
    HallError,
    ReasonMissing,
    UnknownThing,
)
from db.events import CounterClosed, CounterOpened, CounterPaused, CounterResumed
from db.models import call, counter, counter_lane, ticket
from db.staff import find_clerk
from db.statement import Asked, Statement, written
from db.status import TicketState
from db.turn import Turn, command

_COUNTER = Statement(
    select(
        counter.c.zone_id, counter.c.clerk_id, ticket.c.number.label("ticket_number"), counter.c.pause_reason
    )
    .select_from(counter)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(counter.c.number == bindparam("number"), ~counter.c.retired)
)
_WHERE_ELSE = (
    select(counter.c.number, counter.c.zone_id, ticket.c.number.label("ticket_number"))
    .select_from(counter)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(counter.c.clerk_id == bindparam("clerk"), counter.c.number != bindparam("number"))
)
_SEAT = Statement(update(counter).where(counter.c.number == bindparam("at")))
_NOT_PAUSED = {"paused_at": None, "pause_reason": None}
_ADD_LANE = insert(counter_lane)
_REMOVE_LANE = delete(counter_lane).where(counter_lane.c.lane == bindparam("clerk_lane"))
_their_low_lane = literal(order.low_lane("")) + ticket.c.service_id
_BACK_TO_SERVICE = (
    update(ticket)
    .where(ticket.c.lane == bindparam("clerk_lane"), ticket.c.state == written(TicketState.WAITING))
    .values(
        lane=case(
            (
                ticket.c.low & exists().where(counter_lane.c.lane == _their_low_lane),
                _their_low_lane,
            ),
            else_=literal(order.service_lane("")) + ticket.c.service_id,
        )
    )
)


class SeatTaken(HallError):
    """Somebody sits here: a question, whose yes is `take_over`."""

    template = QT_TRANSLATE_NOOP("errors", "{by} is signed in at counter {counter}. Take it over?")


class SitsElsewhere(HallError):
    """The clerk sits at another counter: a question, whose yes is `take_over`."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{clerk} is signed in at counter {elsewhere}. Close it and open counter {counter}?"
    )


class NothingToServe(HallError):
    """A clerk who may serve nothing of what a counter serves would wait there for ever."""

    template = QT_TRANSLATE_NOOP("errors", "{clerk} may serve nothing of what counter {counter} serves.")


@dataclass(frozen=True)
class Seat:
    """A counter as a command finds it: who sits there, and whose number stands there."""

    zone_id: str
    clerk_id: str | None
    ticket_number: str | None
    pause_reason: str | None


def find_free_counter(turn: Turn, number: int) -> Seat:
    """The counter, which must be ready to call somebody."""
    seat = find_counter(turn, number)
    if turn.actor:
        turn.actor.must_sit_at(number, seat.clerk_id)
    if seat.ticket_number is not None:
        raise CounterBusy(number=seat.ticket_number, counter=number)
    if seat.clerk_id is None:
        raise CounterClosedError(counter=number)
    if seat.pause_reason is not None:
        raise CounterPausedError(counter=number, reason=seat.pause_reason)
    return seat


def of_counter(counter: int, *_: object, **__: object) -> Asked:
    """What is asked first about a counter."""
    return _COUNTER, {"number": counter}


def find_counter(turn: Turn, number: int) -> Seat:
    """The counter of that number, which must exist."""
    row = _COUNTER.first(turn.connection, {"number": number})
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "counter"), name=number)
    return Seat(**row)


@command(CounterOpened, first=of_counter)
def open_counter(turn: Turn, counter: int, clerk_id: str, *, take_over: bool = False) -> CounterOpened:
    """A clerk signs in at a counter. Asks `SeatTaken` or `SitsElsewhere`; `take_over` is the yes to both.

    Then the clerk leaves the counter where he was, and whoever sat here is relieved. The visitor who stands at
    this counter stays with it.
    """
    here = find_counter(turn, counter)
    known = find_clerk(turn.connection, clerk_id)
    if (
        turn.connection.execute(order.ANYTHING_TO_SERVE, {"counter": counter, "clerk": clerk_id}).first()
        is None
    ):
        raise NothingToServe(clerk=known.named, counter=counter)
    for elsewhere in turn.connection.execute(_WHERE_ELSE, {"clerk": clerk_id, "number": counter}).all():
        if elsewhere.ticket_number is not None:
            raise ClerkElsewhere(clerk=known.named, number=elsewhere.ticket_number, counter=elsewhere.number)
        if not take_over:
            raise SitsElsewhere(clerk=known.named, elsewhere=elsewhere.number, counter=counter)
        _leave(turn, elsewhere.number, elsewhere.zone_id, clerk_id)
    if here.clerk_id and here.clerk_id != clerk_id:
        if not take_over:
            raise SeatTaken(by=find_clerk(turn.connection, here.clerk_id).named, counter=counter)
        _leave(turn, counter, here.zone_id, here.clerk_id)
    _SEAT.run(turn.connection, {"at": counter, "clerk_id": clerk_id, "opened_at": turn.now} | _NOT_PAUSED)
    if here.clerk_id != clerk_id:
        lane = {"counter": counter, "lane": order.clerk_lane(clerk_id), "handicap_min": 0}
        turn.connection.execute(_ADD_LANE, lane)
    return turn.record(
        CounterOpened(
            stamp=turn.stamp(turn.request),
            counter=counter,
            counter_zone_id=here.zone_id,
            clerk_id=clerk_id,
            instead_of=here.clerk_id if here.clerk_id != clerk_id else None,
        )
    )


@command(CounterClosed, first=of_counter)
def close_counter(turn: Turn, counter: int) -> CounterClosed:
    """The clerk leaves; nobody may still stand there."""
    here, clerk_id = _open_seat(turn, counter)
    if here.ticket_number is not None:
        raise CounterBusy(number=here.ticket_number, counter=counter)
    return _leave(turn, counter, here.zone_id, clerk_id, main=True)


@command(CounterPaused, first=of_counter)
def pause_counter(turn: Turn, counter: int, reason: str) -> CounterPaused:
    """Call nobody for a while; the visitor who stands here is served to the end."""
    seat, clerk_id = _open_seat(turn, counter)
    if not reason.strip():
        raise ReasonMissing
    _SEAT.run(turn.connection, {"at": counter, "paused_at": turn.now, "pause_reason": reason.strip()})
    return turn.record(
        CounterPaused(
            stamp=turn.stamp(turn.request),
            counter=counter,
            counter_zone_id=seat.zone_id,
            clerk_id=clerk_id,
            reason=reason.strip(),
        )
    )


@command(CounterResumed, first=of_counter)
def resume_counter(turn: Turn, counter: int) -> CounterResumed:
    """Call again."""
    seat, clerk_id = _open_seat(turn, counter)
    _SEAT.run(turn.connection, {"at": counter} | _NOT_PAUSED)
    return turn.record(
        CounterResumed(
            stamp=turn.stamp(turn.request),
            counter=counter,
            counter_zone_id=seat.zone_id,
            clerk_id=clerk_id,
        )
    )


def _open_seat(turn: Turn, counter: int) -> tuple[Seat, str]:
    """The counter and who sits there, which must be somebody."""
    seat = find_counter(turn, counter)
    if seat.clerk_id is None:
        raise CounterClosedError(counter=counter)
    if turn.actor:
        turn.actor.must_sit_at(counter, seat.clerk_id)
    return seat, seat.clerk_id


def _leave(turn: Turn, counter: int, zone_id: str, clerk_id: str, *, main: bool = False) -> CounterClosed:
    _SEAT.run(turn.connection, {"at": counter, "clerk_id": None, "opened_at": None} | _NOT_PAUSED)
    _drop_lane(turn, clerk_id)
    stamp = turn.stamp(turn.request if main else None)
    return turn.record(
        CounterClosed(stamp=stamp, counter=counter, counter_zone_id=zone_id, clerk_id=clerk_id)
    )


def _drop_lane(turn: Turn, clerk_id: str) -> None:
    """Whoever waited for this clerk waits for the service again, at the same moment."""
    lane = {"clerk_lane": order.clerk_lane(clerk_id)}
    turn.connection.execute(_BACK_TO_SERVICE, lane)
    turn.connection.execute(_REMOVE_LANE, lane)
