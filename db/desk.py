"""What a clerk sees: the visitor at the counter, who waits, who was put aside, and the day so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from db import order
from db.board import Estimates, as_moment
from db.bundles import BundleStep
from db.catalogue import ItemFacts
from db.engine import server_clock
from db.forecast import Estimate
from db.help import HelpRequest, read_open_help
from db.looked_up import read_looked_up
from db.models import bundle_step, call, counter, counter_lane, hall, ticket
from db.order import FOR_ITS_CLERK, Place, first_in_line
from db.outlook import newcomers_waits
from db.statement import Row, Statement, together, written
from db.status import WITH_BACK_OFFICE, HoldKind, Outcome, TicketState

NEXT_IN_LINE = 50
"""How many waiting tickets a clerk sees."""

MISSED_AT_MOST = 20
"""How many of the last no-shows."""


@dataclass(frozen=True)
class DeskCall:
    """The visitor whom a counter looks after. `group`: has a head start; never why. `item`: see `db.looked_up`.

    `masked`: something personal is known of the visitor, which takes a look of its own (`db.look`).
    """

    call_id: int
    ticket_id: int
    number: str
    service_id: str
    state: TicketState
    called_at: datetime
    served_at: datetime | None
    times: int
    spoken: bool | None
    group: bool
    note: str
    come_back: bool
    masked: bool
    bundle: BundleStep | None
    item: ItemFacts | None
    shown_at: datetime | None = None
    spoken_at: datetime | None = None
    unspoken_because: str = ""
    """Why the lobby did not hear it; a text of `shell.speech_reasons`."""

    @property
    def announced(self) -> bool:
        """Whether the lobby was told, by voice or by sight only."""
        return self.spoken is not None


@dataclass(frozen=True)
class DeskTicket:
    """A visitor in line, as a counter would call them."""

    ticket_id: int
    number: str
    service_id: str
    issued_at: datetime
    due_at: datetime
    handicap_min: int
    group: bool
    times: int
    """How often it was called already."""


@dataclass(frozen=True)
class HeldHere:
    """A visit that was put aside and may go on at this counter, once the back office has released it if it has it."""

    ticket_id: int
    number: str
    service_id: str
    kind: HoldKind
    note: str
    since: datetime


@dataclass(frozen=True)
class MissedHere:
    """A visitor who did not come when this counter's services called; `times`: how often."""

    ticket_id: int
    number: str
    service_id: str
    at: datetime
    times: int


@dataclass(frozen=True)
class Lane:
    """A line that this counter looks at, with how long a newcomer would wait there."""

    lane: str
    service_id: str | None
    """None: those who were sent to this counter or to its clerk."""
    waiting: int
    longest_since: datetime | None
    handicap_min: int
    estimate: Estimate | None


@dataclass(frozen=True)
class Undoable:
    """How the last call at this counter ended, which may still be taken back until a moment."""

    call_id: int
    number: str
    outcome: Outcome
    until: datetime


@dataclass(frozen=True)
class Desk:
    """What a clerk sees."""

    counter: int
    clerk_id: str | None
    pause_reason: str | None
    current: DeskCall | None
    waiting: int
    longest_since: datetime | None
    next: tuple[DeskTicket, ...]
    held: tuple[HeldHere, ...]
    with_back_office: tuple[HeldHere, ...]
    missed: tuple[MissedHere, ...]
    lanes: tuple[Lane, ...]
    undoable: Undoable | None
    served_today: int
    mean_service_s: float | None
    moment: datetime
    help: tuple[HelpRequest, ...] = ()
    """Who needs a hand anywhere in the hall; told to guide desks alone."""


_SITUATION = Statement(
    select(
        hall.c.time_zone,
        hall.c.undo_s,
        server_clock().label("clock"),
        counter.c.clerk_id,
        counter.c.pause_reason,
    ).select_from(hall.outerjoin(counter, counter.c.number == bindparam("counter")))
)
_steps = (
    select(func.count())
    .where(bundle_step.c.bundle_id == ticket.c.bundle_id)
    .correlate(ticket)
    .scalar_subquery()
    .label("steps")
)
_CURRENT = Statement(
    select(
        call.c.id.label("call_id"),
        call.c.ticket_id,
        ticket.c.number,
        ticket.c.service_id,
        ticket.c.state,
        call.c.called_at,
        call.c.served_at,
        call.c.times,
        call.c.spoken,
        call.c.shown_at,
        call.c.spoken_at,
        call.c.unspoken_because,
        (ticket.c.head_start_min > 0).label("group"),
        func.coalesce(ticket.c.note, "").label("note"),
        ticket.c.come_back_lane.is_not(None).label("come_back"),
        ticket.c.person_mask.is_not(None).label("masked"),
        ticket.c.bundle_id,
        ticket.c.step,
        _steps,
    )
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .where(call.c.counter == bindparam("counter"), call.c.ended_at.is_(None))
)
_in_lane = and_(
    ticket.c.lane == counter_lane.c.lane,
    ticket.c.business_date == bindparam("business_date"),
    ticket.c.state == written(TicketState.WAITING),
)
_LANES = Statement(
    select(
        counter_lane.c.lane,
        counter_lane.c.handicap_min,
        func.count(ticket.c.id).label("waiting"),
        func.min(ticket.c.issued_at).label("longest_since"),
    )
    .select_from(counter_lane.outerjoin(ticket, _in_lane))
    .where(counter_lane.c.counter == bindparam("counter"), FOR_ITS_CLERK)
    .group_by(counter_lane.c.lane, counter_lane.c.handicap_min)
    .order_by(counter_lane.c.handicap_min, counter_lane.c.lane)
)
# What this counter could call if it waited in the line of its service.
_of_our_services = or_(
    *(
        (order_lane + ticket.c.service_id).in_(
            select(counter_lane.c.lane).where(counter_lane.c.counter == bindparam("counter"), FOR_ITS_CLERK)
        )
        for order_lane in (order.service_lane(""), order.low_lane(""))
    )
)
_last_call = (
    select(func.max(call.c.id)).where(call.c.ticket_id == ticket.c.id).correlate(ticket).scalar_subquery()
)
_for_any_counter = or_(
    *(ticket.c.hold_kind == kind.value for kind in (HoldKind.ANY_COUNTER, *WITH_BACK_OFFICE))
)
# Of those in line whom somebody has called before.
_CALLED_BEFORE = Statement(
    select(call.c.ticket_id, func.sum(call.c.times).label("times"))
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .join(counter_lane, _in_lane)
    .where(counter_lane.c.counter == bindparam("counter"), FOR_ITS_CLERK)
    .group_by(call.c.ticket_id)
)
_PUT_ASIDE = Statement(
    select(
        ticket.c.id.label("ticket_id"),
        ticket.c.number,
        ticket.c.service_id,
        ticket.c.state,
        ticket.c.hold_kind,
        func.coalesce(ticket.c.note, "").label("note"),
        call.c.ended_at,
        call.c.times,
    )
    .join(call, call.c.id == _last_call)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        or_(
            and_(
                ticket.c.state == TicketState.HELD.value,
                or_(
                    and_(
                        ticket.c.hold_kind == HoldKind.SAME_COUNTER.value,
                        ticket.c.held_by_counter == bindparam("counter"),
                    ),
                    and_(_for_any_counter, _of_our_services),
                ),
            ),
            and_(ticket.c.state == TicketState.NO_SHOW.value, _of_our_services),
        ),
    )
    .order_by(call.c.ended_at.desc(), ticket.c.id.desc())
)
_LAST_HERE = Statement(
    select(call.c.id.label("call_id"), call.c.ticket_id, ticket.c.number, call.c.outcome, call.c.ended_at)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .where(
        call.c.counter == bindparam("counter"),
        call.c.business_date == bindparam("business_date"),
        call.c.ended_at.is_not(None),
    )
    .order_by(call.c.ended_at.desc(), call.c.id.desc())
    .limit(1)
)
_UNDOABLE = {Outcome.FINISHED, Outcome.NO_SHOW, Outcome.HELD, Outcome.TRANSFERRED}
_SERVED = Statement(
    select(call.c.served_at, call.c.called_at, call.c.ended_at).where(
        call.c.business_date == bindparam("business_date"),
        call.c.clerk_id == bindparam("clerk"),
        call.c.outcome == Outcome.FINISHED.value,
    )
)


def read_desk(
    connection: Connection, number: int, known: Estimates | None = None, *, guides: bool = False
) -> Desk:
    """The counter's visitor, its lines in calling order, what was put aside, and its clerk's day so far.

    With `known` estimates of its services, which take longer to foretell than all the rest to read; None: none.
    `guides`: it is a guide desk, which sees the others' calls for help too.
    """
    seat = _SITUATION.one(connection, {"counter": number})
    moment, business_date = as_moment(connection, seat["time_zone"], seat["clock"])
    values = {"counter": number, "business_date": business_date}
    visitor, lanes, aside, called, served = together(
        connection,
        (_CURRENT, values),
        (_LANES, values),
        (_PUT_ASIDE, values),
        (_CALLED_BEFORE, values),
        (_SERVED, {"business_date": business_date, "clerk": seat["clerk_id"]}),
    )
    current = visitor[0] if visitor else None
    held = tuple(_held(row) for row in aside if row["state"] == TicketState.HELD.value)
    times = {row["ticket_id"]: row["times"] for row in called}
    spent = sum((row["ended_at"] - (row["served_at"] or row["called_at"]) for row in served), timedelta())
    return Desk(
        counter=number,
        clerk_id=seat["clerk_id"],
        pause_reason=seat["pause_reason"],
        current=_current(connection, current) if current else None,
        waiting=sum(row["waiting"] for row in lanes),
        longest_since=min((row["longest_since"] for row in lanes if row["longest_since"]), default=None),
        next=tuple(
            _in_line(place, times) for place in first_in_line(connection, number, business_date, NEXT_IN_LINE)
        ),
        held=tuple(each for each in held if each.kind not in WITH_BACK_OFFICE),
        with_back_office=tuple(each for each in held if each.kind in WITH_BACK_OFFICE),
        missed=tuple(_missed(row) for row in aside if row["state"] == TicketState.NO_SHOW.value)[
            :MISSED_AT_MOST
        ],
        lanes=tuple(_lane(row, known or {}) for row in lanes),
        undoable=_undoable(connection, values, seat["undo_s"]) if current is None else None,
        served_today=len(served),
        mean_service_s=spent.total_seconds() / len(served) if served else None,
        moment=moment,
        help=tuple(each for each in read_open_help(connection) if each.counter != number) if guides else (),
    )


def read_estimates(connection: Connection, desk: Desk) -> Estimates:
    """What a newcomer of each of the desk's services would wait."""
    seat = _SITUATION.one(connection, {"counter": desk.counter})
    moment, business_date = as_moment(connection, seat["time_zone"], seat["clock"])
    services = sorted({lane.service_id for lane in desk.lanes if lane.service_id})
    return newcomers_waits(connection, moment, business_date, services)


def with_estimates(desk: Desk, known: Estimates) -> Desk:
    """The same desk with new forecasts."""
    lanes = (replace(lane, estimate=_estimate(lane.lane, lane.service_id, known)) for lane in desk.lanes)
    return replace(desk, lanes=tuple(lanes))


def _current(connection: Connection, row: dict[str, Any]) -> DeskCall:
    bundle_id, step, steps = (row.pop(name) for name in ("bundle_id", "step", "steps"))
    row["state"] = TicketState(row["state"])
    for name in ("group", "come_back", "masked"):
        row[name] = bool(row[name])
    row["item"] = read_looked_up(connection, row["ticket_id"], row["service_id"])
    return DeskCall(**row, bundle=BundleStep(bundle_id, step, steps) if bundle_id else None)


def _lane(row: Row, known: Estimates) -> Lane:
    kind, _, name = row["lane"].partition(":")
    service_id = name if kind in ("service", "low") else None
    return Lane(
        row["lane"],
        service_id,
        row["waiting"],
        row["longest_since"],
        row["handicap_min"],
        _estimate(row["lane"], service_id, known),
    )


def _estimate(lane: str, service_id: str | None, known: Estimates) -> Estimate | None:
    return known.get(service_id) if service_id and lane == order.service_lane(service_id) else None


def _held(row: Row) -> HeldHere:
    kind = HoldKind(row["hold_kind"])
    return HeldHere(row["ticket_id"], row["number"], row["service_id"], kind, row["note"], row["ended_at"])


def _missed(row: Row) -> MissedHere:
    return MissedHere(row["ticket_id"], row["number"], row["service_id"], row["ended_at"], row["times"])


def _undoable(connection: Connection, values: dict[str, object], undo_s: int) -> Undoable | None:
    """The last call that ended here, unless its kind of end cannot be taken back."""
    row = _LAST_HERE.first(connection, values)
    if row is None or Outcome(row["outcome"]) not in _UNDOABLE:
        return None
    return Undoable(
        row["call_id"], row["number"], Outcome(row["outcome"]), row["ended_at"] + timedelta(seconds=undo_s)
    )


def _in_line(place: Place, times: Mapping[int, int]) -> DeskTicket:
    return DeskTicket(
        ticket_id=place.ticket_id,
        number=place.number,
        service_id=place.service_id,
        issued_at=place.issued_at,
        due_at=place.due_at,
        handicap_min=place.handicap_min,
        group=place.head_start_min > 0,
        times=times.get(place.ticket_id, 0),
    )
