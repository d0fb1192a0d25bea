"""What the forecast is told of the hall as it stands: its last visits, its open counters and its lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, bindparam, func, select

from db.forecast import LAST_VISITS, Estimate, OpenCounter, ServiceTimes, Visit, Waiting, forecast, learn
from db.models import call, counter, counter_lane, service, ticket
from db.order import service_lane
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
    .where(counter.c.clerk_id.is_not(None), counter.c.paused_at.is_(None))
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
_LANE_OF = select(ticket.c.lane).where(ticket.c.id == bindparam("ticket"))


def newcomers_waits(
    connection: Connection, moment: datetime, business_date: date, service_ids: Collection[str]
) -> dict[str, Estimate | None]:
    """The wait of somebody who takes a number of each of these services now; None: no open counter gets so far."""
    newcomers = [Waiting(service_lane(each), each, moment, newcomer=True) for each in service_ids]
    lanes = {each.lane for each in newcomers}
    waits = _read_waits(
        connection, moment, business_date, lanes, dict(zip(service_ids, newcomers, strict=True))
    )
    return {each: waits[each] for each in service_ids}


def ticket_wait(
    connection: Connection, moment: datetime, business_date: date, ticket_id: int
) -> Estimate | None:
    """How much longer a ticket waits; None: it does not wait, or no open counter gets so far."""
    lane = connection.execute(_LANE_OF, {"ticket": ticket_id}).scalar()
    return _read_waits(connection, moment, business_date, {lane}, {}).get(ticket_id)


def _read_waits(
    connection: Connection,
    moment: datetime,
    business_date: date,
    lanes: Collection[str | None],
    newcomers: Mapping[str, Waiting],
) -> dict[int | str, Estimate | None]:
    """The wait of the newcomers, and of each ticket in line that the counters of these lanes may call."""
    counters = []
    for _, rows in groupby(connection.execute(_COUNTERS), key=attrgetter("number")):
        seen = list(rows)
        offered = [(row.lane, row.handicap_min * 60.0) for row in seen]
        if any(lane in lanes for lane, _ in offered):
            counters.append(OpenCounter(offered, seen[0].service_id, seen[0].called_at))
    theirs = {lane for each in counters for lane, _ in each.lanes}
    waiting: dict[int | str, Waiting] = {
        row.id: Waiting(row.lane, row.service_id, row.due_at)
        for row in connection.execute(_LINE, {"business_date": business_date})
        if row.lane in theirs
    }
    waiting.update(newcomers.items())
    services = {each.service_id for each in waiting.values()}
    services |= {each.service_id for each in counters if each.service_id is not None}
    waits = forecast(moment, counters, list(waiting.values()), _times(connection, services))
    return {who: wait and wait.in_minutes() for who, wait in zip(waiting, waits, strict=True)}


def _times(connection: Connection, service_ids: Collection[str]) -> dict[str, ServiceTimes]:
    values = {"services": sorted(service_ids)}
    expected_min = {row.id: float(row.expected_min) for row in connection.execute(_EXPECTED, values)}
    visits = [
        Visit(row.counter, row.service_id, row.called_at, row.ended_at, row.head_start_min * 60.0)
        for row in connection.execute(_VISITS, values)
    ]
    return learn(visits, expected_min)
