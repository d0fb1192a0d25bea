"""What the forecast is told of the hall as it stands: its last visits, its open counters and its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, bindparam, func, select

from db.forecast import LAST_VISITS, Estimate, OpenCounter, ServiceTimes, Visit, Waiting, forecast, learn
from db.models import call, counter, counter_lane, service, ticket
from db.order import may_serve, service_lane
from db.status import Outcome, TicketState

_newest = select(func.max(call.c.id)).scalar_subquery()
_VISITS = (
    select(call.c.counter, ticket.c.service_id, call.c.called_at, call.c.ended_at, ticket.c.head_start_min)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .where(
        call.c.id > _newest - LAST_VISITS,
        call.c.ended_at.is_not(None),
        call.c.outcome != Outcome.CALLED_BACK.value,
        # Of a ticket that went on to another service nobody knows any more which visit was for which.
        ticket.c.service_id == ticket.c.prefix,
        ticket.c.service_id.in_(bindparam("services", expanding=True)),
    )
    .order_by(call.c.id)
)
_COUNTERS = (
    select(
        counter.c.number,
        counter_lane.c.lane,
        counter_lane.c.handicap_min,
        ticket.c.service_id,
        call.c.called_at,
    )
    .select_from(counter)
    .join(counter_lane, counter_lane.c.counter == counter.c.number)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(counter.c.clerk_id.is_not(None), counter.c.paused_at.is_(None), may_serve(counter.c.clerk_id))
    .order_by(counter.c.number, counter_lane.c.lane)
)
_LINE = (
    select(ticket.c.id, ticket.c.lane, ticket.c.service_id, ticket.c.due_at)
    .where(ticket.c.business_date == bindparam("business_date"), ticket.c.state == TicketState.WAITING.value)
    .order_by(ticket.c.lane, ticket.c.due_at, ticket.c.id)
)
_EXPECTED = select(service.c.id, service.c.expected_min).where(
    service.c.id.in_(bindparam("services", expanding=True))
)
_ITS_PLACE = select(ticket.c.lane, ticket.c.service_id, ticket.c.due_at).where(
    ticket.c.id == bindparam("ticket"),
    ticket.c.state.in_([TicketState.ISSUED.value, TicketState.WAITING.value]),
)


def newcomers_waits(
    connection: Connection, moment: datetime, business_date: date, service_ids: Sequence[str]
) -> dict[str, Estimate | None]:
    """The wait of somebody who takes a number of each of these services now; None: no open counter gets so far."""
    asked = [Waiting(service_lane(each), each, moment, newcomer=True) for each in service_ids]
    waits = _read_waits(connection, moment, business_date, asked)
    return dict(zip(service_ids, waits, strict=True))


def ticket_wait(
    connection: Connection, moment: datetime, business_date: date, ticket_id: int
) -> Estimate | None:
    """How much longer a ticket waits; None: it does not wait, or no open counter gets so far."""
    place = connection.execute(_ITS_PLACE, {"ticket": ticket_id}).first()
    if place is None:
        return None
    return _read_waits(connection, moment, business_date, [Waiting(*place, newcomer=True)], ticket_id)[0]


def _read_waits(
    connection: Connection,
    moment: datetime,
    business_date: date,
    asked: Sequence[Waiting],
    ticket_id: int | None = None,
) -> list[Estimate | None]:
    """How long those who ask would wait, who are not in line themselves or have this ticket there."""
    lanes = {each.lane for each in asked}
    counters = []
    for _, rows in groupby(connection.execute(_COUNTERS), key=attrgetter("number")):
        seen = list(rows)
        offered = [(row.lane, row.handicap_min * 60.0) for row in seen]
        if any(lane in lanes for lane, _ in offered):
            counters.append(OpenCounter(offered, seen[0].service_id, seen[0].called_at))
    theirs = {lane for each in counters for lane, _ in each.lanes}
    waiting = [
        *asked,
        *(
            Waiting(row.lane, row.service_id, row.due_at)
            for row in connection.execute(_LINE, {"business_date": business_date})
            if row.lane in theirs and row.id != ticket_id
        ),
    ]
    services = {each.service_id for each in waiting}
    services |= {each.service_id for each in counters if each.service_id is not None}
    waits = forecast(moment, counters, waiting, _times(connection, services))
    return [wait and wait.in_minutes() for wait in waits[: len(asked)]]


def _times(connection: Connection, service_ids: Collection[str]) -> dict[str, ServiceTimes]:
    values = {"services": sorted(service_ids)}
    expected_min = {row.id: float(row.expected_min) for row in connection.execute(_EXPECTED, values)}
    visits = [
        Visit(row.counter, row.service_id, row.called_at, row.ended_at, row.head_start_min * 60.0)
        for row in connection.execute(_VISITS, values)
    ]
    return learn(visits, expected_min)
