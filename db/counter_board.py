"""What the screens over counters, in the lobby and at the pick-up show beyond a zone's calls."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, func, select

from db.board import read_moment
from db.models import call, counter, service, ticket
from db.statement import Statement, written
from db.status import HoldKind, Outcome, TicketState


@dataclass(frozen=True)
class CounterSeen:
    """A counter from the visitor's side; `number` is whom it calls or serves."""

    counter: int
    clerk_id: str | None
    paused: bool
    reason: str
    number: str | None
    service_id: str | None
    state: TicketState | None


@dataclass(frozen=True)
class NowServing:
    """The newest call of a service."""

    number: str
    counter: int


@dataclass(frozen=True)
class Results:
    """Numbers whose result can be fetched, and those whose result is being prepared."""

    ready: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()


_COUNTER = (
    select(
        counter.c.number.label("counter"),
        counter.c.clerk_id,
        counter.c.paused_at.is_not(None).label("paused"),
        func.coalesce(counter.c.pause_reason, "").label("reason"),
        ticket.c.number,
        ticket.c.service_id,
        ticket.c.state,
    )
    .select_from(counter)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(counter.c.number == bindparam("counter"))
)
_PAUSED = (
    select(counter.c.number)
    .where(counter.c.paused_at.is_not(None), counter.c.zone_id.in_(bindparam("zones", expanding=True)))
    .order_by(counter.c.number)
)
_newest = (
    select(func.max(call.c.id))
    .where(
        call.c.business_date == bindparam("business_date"),
        call.c.service_id == service.c.id,
        func.coalesce(call.c.outcome, "") != Outcome.CALLED_BACK.value,
    )
    .correlate(service)
    .scalar_subquery()
)
_NOW_SERVING = Statement(
    select(call.c.service_id, ticket.c.number, call.c.counter)
    .select_from(service.join(call, call.c.id == _newest).join(ticket, ticket.c.id == call.c.ticket_id))
    .where(~service.c.retired)
)
_in_order = (
    select(ticket.c.number)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.service_id.in_(bindparam("services", expanding=True)),
    )
    .order_by(ticket.c.due_at, ticket.c.id)
)
_accepted = exists().where(call.c.ticket_id == ticket.c.id, call.c.outcome == Outcome.FINISHED.value)
# Two questions: in one, databases look for all of the day's calls that ended.
_READY = Statement(
    # Released by the back office: accepted once, and waiting to be called to where it is handed out.
    _in_order.where(ticket.c.state == written(TicketState.WAITING), _accepted)
)
_PREPARING = Statement(
    _in_order.where(ticket.c.state == written(TicketState.HELD), ticket.c.hold_kind == HoldKind.PICK_UP.value)
)


def read_counter(connection: Connection, number: int) -> CounterSeen | None:
    """How it stands at a counter; None: there is no such one."""
    row = connection.execute(_COUNTER, {"counter": number}).mappings().first()
    if row is None:
        return None
    state = TicketState(row["state"]) if row["state"] else None
    return CounterSeen(**{**row, "paused": bool(row["paused"]), "state": state})


def read_paused(connection: Connection, zone_ids: Collection[str]) -> tuple[int, ...]:
    """The counters of these zones that call nobody for a while."""
    return tuple(connection.execute(_PAUSED, {"zones": sorted(zone_ids)}).scalars())


def read_now_serving(connection: Connection) -> Mapping[str, NowServing]:
    """The number that each service has come to today."""
    _, business_date = read_moment(connection)
    rows = _NOW_SERVING.rows(connection, {"business_date": business_date})
    return {row["service_id"]: NowServing(row["number"], row["counter"]) for row in rows}


def read_results(connection: Connection, service_ids: Collection[str]) -> Results:
    """Whose result these services hand out today."""
    _, business_date = read_moment(connection)
    values = {"business_date": business_date, "services": sorted(service_ids)}
    return Results(
        ready=tuple(row["number"] for row in _READY.rows(connection, values)),
        preparing=tuple(row["number"] for row in _PREPARING.rows(connection, values)),
    )
