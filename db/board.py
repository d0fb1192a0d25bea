"""What screens show: frozen snapshots, each read within one read-only transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, or_, select

from db import order
from db.engine import moment_of, server_clock
from db.forecast import Estimate
from db.models import call, counter, counter_lane, hall, service, ticket
from db.outlook import newcomers_waits, ticket_wait
from db.statement import Row, Statement, together, written
from db.status import Outcome, TicketState

LAST_CALLS = 12
"""How many calls a board can look back on."""


@dataclass(frozen=True)
class ServiceWaiting:
    """Who waits for a service, and for how long."""

    service_id: str
    waiting: int
    longest_since: datetime | None
    open_counters: int
    """Of those that pause none is counted."""
    estimate: Estimate | None
    """May be some seconds old: a counter that opened since is not in it."""


@dataclass(frozen=True)
class BoardCall:
    """A call as the lobby sees it."""

    call_id: int
    ticket_id: int
    number: str
    service_id: str
    counter: int
    state: TicketState
    called_at: datetime
    last_called_at: datetime
    times: int
    announced_times: int
    """Up to which repetition it was announced; 0: not yet."""
    zone_id: str
    """Where its visitor waits: there it is spoken."""
    counter_zone_id: str


@dataclass(frozen=True)
class ZoneBoard:
    """What the board of some zones shows; calls newest first."""

    calls: tuple[BoardCall, ...]
    waiting: Mapping[str, ServiceWaiting]
    moment: datetime
    business_date: date


# --- Moments -------------------------------------------------------------------------------------

_ZONE_AND_CLOCK = Statement(select(hall.c.time_zone, server_clock().label("clock")))


def read_moment(connection: Connection) -> tuple[datetime, date]:
    """The hall's moment and business date; whoever holds the connection may have asked already (`moment`)."""
    known: tuple[datetime, date] | None = connection.get_execution_options().get("moment")
    return known or as_moment(connection, **_ZONE_AND_CLOCK.one(connection))


def as_moment(connection: Connection, time_zone: str, clock: datetime | None) -> tuple[datetime, date]:
    """The same, where both were read along with other things."""
    moment = moment_of(connection, clock)
    return moment, moment.astimezone(ZoneInfo(time_zone)).date()


# --- Services ------------------------------------------------------------------------------------

_line = (
    select(
        ticket.c.service_id,
        func.count().label("waiting"),
        func.min(ticket.c.issued_at).label("longest_since"),
    )
    .where(
        ticket.c.business_date == bindparam("business_date"), ticket.c.state == written(TicketState.WAITING)
    )
    .group_by(ticket.c.service_id)
    .subquery()
)
_open = (
    select(counter_lane.c.lane, func.count().label("counters"))
    .join(counter, counter.c.number == counter_lane.c.counter)
    .where(counter_lane.c.handicap_min == 0, counter.c.clerk_id.is_not(None), counter.c.paused_at.is_(None))
    .group_by(counter_lane.c.lane)
    .subquery()
)
_services = (
    select(
        service.c.id.label("service_id"),
        func.coalesce(_line.c.waiting, 0).label("waiting"),
        _line.c.longest_since,
        func.coalesce(_open.c.counters, 0).label("open_counters"),
    )
    .select_from(service)
    .outerjoin(_line, _line.c.service_id == service.c.id)
    .outerjoin(_open, _open.c.lane == order.service_lane("") + service.c.id)
    .where(~service.c.retired)
    .order_by(service.c.position)
)
_EVERY_SERVICE = Statement(_services)
_SERVICES_OF_ZONES = Statement(_services.where(service.c.zone_id.in_(bindparam("zones", expanding=True))))


Estimates = Mapping[str, Estimate | None]
"""What a newcomer of each service would wait; to foretell it takes longer than to read all the rest."""


def read_waiting(connection: Connection, known: Estimates | None = None) -> dict[str, ServiceWaiting]:
    """How it stands with each service, in the hall's own order; with estimates that are known, or new ones."""
    moment, business_date = read_moment(connection)
    rows = _EVERY_SERVICE.rows(connection, {"business_date": business_date})
    return _waiting(connection, rows, moment, business_date, known)


def read_ticket_wait(connection: Connection, ticket_id: int) -> Estimate | None:
    """How much longer a ticket waits; None: it does not wait, or no open counter would get so far."""
    return ticket_wait(connection, *read_moment(connection), ticket_id)


def _waiting(
    connection: Connection,
    rows: Sequence[Row],
    moment: datetime,
    business_date: date,
    known: Estimates | None,
) -> dict[str, ServiceWaiting]:
    service_ids = [row["service_id"] for row in rows]
    estimates = known or newcomers_waits(connection, moment, business_date, service_ids)
    return {
        service_id: ServiceWaiting(**row, estimate=estimates.get(service_id))
        for service_id, row in zip(service_ids, rows, strict=True)
    }


# --- Boards --------------------------------------------------------------------------------------

_CALLS = Statement(
    select(
        call.c.id.label("call_id"),
        call.c.ticket_id,
        ticket.c.number,
        call.c.service_id,
        call.c.counter,
        ticket.c.state,
        call.c.called_at,
        call.c.last_called_at,
        call.c.times,
        call.c.announced_times,
        service.c.zone_id,
        counter.c.zone_id.label("counter_zone_id"),
    )
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .join(counter, counter.c.number == call.c.counter)
    .join(service, service.c.id == call.c.service_id)
    .where(
        call.c.business_date == bindparam("business_date"),
        or_(
            counter.c.zone_id.in_(bindparam("zones", expanding=True)),
            service.c.zone_id.in_(bindparam("zones", expanding=True)),
        ),
        # A call that was taken back, or a number that is called elsewhere by now, would send people astray.
        func.coalesce(call.c.outcome, "") != Outcome.CALLED_BACK.value,
    )
    .order_by(call.c.last_called_at.desc(), call.c.id.desc())
    .limit(LAST_CALLS)
)


def read_zone(connection: Connection, zone_ids: Collection[str], known: Estimates | None = None) -> ZoneBoard:
    """The last calls in these zones or to their counters, and who waits for their services, like `read_waiting`."""
    moment, business_date = read_moment(connection)
    values = {"business_date": business_date, "zones": sorted(zone_ids)}
    calls, services = together(connection, (_CALLS, values), (_SERVICES_OF_ZONES, values))
    return ZoneBoard(
        calls=tuple(BoardCall(**{**row, "state": TicketState(row["state"])}) for row in calls),
        waiting=_waiting(connection, services, moment, business_date, known),
        moment=moment,
        business_date=business_date,
    )
