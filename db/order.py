"""A place in line is one moment in one lane: who stands where, and who is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)

from db.events import RunnerUp
from db.models import clerk_service, counter, counter_lane, service, ticket
from db.statement import Asked, Row, Statement, written
from db.status import TicketState

COUNTER_LANE = "counter:"
CLERK_LANE = "clerk:"


def service_lane(service_id: str) -> str:
    """Where everybody waits for a service."""
    return f"service:{service_id}"


def low_lane(service_id: str) -> str:
    """Where those wait who need a low counter of a service."""
    return f"low:{service_id}"


def own_lane(counter: int) -> str:
    """Where those wait who were sent to one counter."""
    return f"{COUNTER_LANE}{counter}"


def clerk_lane(clerk_id: str) -> str:
    """Where those wait who were sent to one clerk."""
    return f"{CLERK_LANE}{clerk_id}"


def due_at(arrived_at: datetime, head_start_min: int) -> datetime:
    """The moment from which a visitor counts as waiting: a head start is having come earlier."""
    return arrived_at - timedelta(minutes=head_start_min)


@dataclass(frozen=True)
class Place:
    """A waiting ticket as one counter sees it."""

    ticket_id: int
    number: str
    service_id: str
    zone_id: str
    lane: str
    issued_at: datetime
    due_at: datetime
    head_start_min: int
    group_id: str | None
    handicap_min: int

    @property
    def reckoning(self) -> tuple[datetime, int]:
        """What the counter compares: the moment, plus its own handicap; then who came first."""
        return self.due_at + timedelta(minutes=self.handicap_min), self.ticket_id

    def as_runner_up(self) -> RunnerUp:
        """What the call's event keeps of the one who was nearly called."""
        return RunnerUp(
            number=self.number,
            lane=self.lane,
            issued_at=self.issued_at,
            due_at=self.due_at,
            head_start_min=self.head_start_min,
            handicap_min=self.handicap_min,
        )


def may_serve(clerk_id: ColumnElement[str | None]) -> ColumnElement[bool]:
    """A lane is for a clerk of whom nothing is named, of whom its service is, or to whom somebody was sent."""
    theirs = clerk_service.c.clerk_id == clerk_id
    return or_(
        ~exists().where(theirs),
        counter_lane.c.lane.startswith(COUNTER_LANE),
        counter_lane.c.lane.startswith(CLERK_LANE),
        counter_lane.c.lane.in_(
            select(literal(service_lane("")) + clerk_service.c.service_id)
            .where(theirs)
            .union_all(select(literal(low_lane("")) + clerk_service.c.service_id).where(theirs))
        ),
    )


FOR_ITS_CLERK = may_serve(
    select(counter.c.clerk_id).where(counter.c.number == bindparam("counter")).scalar_subquery()
)
"""The lanes of a counter that whoever sits there may serve."""
ANYTHING_TO_SERVE = (
    select(counter_lane.c.lane)
    .where(
        counter_lane.c.counter == bindparam("counter"),
        ~counter_lane.c.lane.startswith(COUNTER_LANE),
        ~counter_lane.c.lane.startswith(CLERK_LANE),
        may_serve(bindparam("clerk", type_=String)),
    )
    .limit(1)
)
"""A lane of a service that this clerk may serve at this counter."""

_waits = ticket.c.state == written(TicketState.WAITING)
_in_lane = and_(
    ticket.c.business_date == bindparam("business_date"),
    ticket.c.lane == counter_lane.c.lane,
    _waits,
)
_head = (
    select(ticket.c.id)
    .where(_in_lane)
    .order_by(ticket.c.due_at, ticket.c.id)
    .limit(1)
    .correlate(counter_lane)
)
_second = _head.offset(1)
_PLACE = (
    ticket.c.id.label("ticket_id"),
    ticket.c.number,
    ticket.c.service_id,
    service.c.zone_id,
    ticket.c.lane,
    ticket.c.issued_at,
    ticket.c.due_at,
    ticket.c.head_start_min,
    ticket.c.group_id,
    counter_lane.c.handicap_min,
)
# Two of each lane are enough: the next and whoever would have been next without it.
_FIRST_TWO_OF_EACH_LANE = Statement(
    select(*_PLACE)
    .select_from(counter_lane)
    .join(ticket, ticket.c.id.in_([_head.scalar_subquery(), _second.scalar_subquery()]))
    .join(service, service.c.id == ticket.c.service_id)
    .where(counter_lane.c.counter == bindparam("counter"), FOR_ITS_CLERK)
)

_rank = (
    func.row_number().over(partition_by=ticket.c.lane, order_by=(ticket.c.due_at, ticket.c.id)).label("rank")
)
_ranked = (
    select(*_PLACE, _rank)
    .select_from(counter_lane.join(ticket, _in_lane).join(service, service.c.id == ticket.c.service_id))
    .where(counter_lane.c.counter == bindparam("counter"), FOR_ITS_CLERK)
    .subquery()
)
_FIRST_OF_EACH_LANE = Statement(select(_ranked).where(_ranked.c.rank <= bindparam("most")))


def _place(row: Row) -> Place:
    return Place(**{name: row[name] for name in Place.__dataclass_fields__})


_NTH = Statement(
    select(ticket.c.due_at)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.lane == bindparam("in_lane"),
        _waits,
    )
    .order_by(ticket.c.due_at, ticket.c.id)
    .limit(bindparam("most"))
)


def moment_behind(connection: Connection, lane: str, business_date: date, most: int) -> datetime | None:
    """The moment of the `most`-th in a lane, or of the last if fewer wait; None: nobody waits there."""
    values = {"business_date": business_date, "in_lane": lane, "most": most}
    rows = _NTH.rows(connection, values)
    return rows[-1]["due_at"] if rows else None


def of_line(counter: int, business_date: date) -> Asked:
    """What is asked to know who is next at the counter."""
    return _FIRST_TWO_OF_EACH_LANE, {"counter": counter, "business_date": business_date}


def next_two(connection: Connection, counter: int, business_date: date) -> tuple[Place | None, Place | None]:
    """Who is next at the counter, and who would be otherwise."""
    statement, values = of_line(counter, business_date)
    places = sorted(map(_place, statement.rows(connection, values)), key=lambda place: place.reckoning)
    return (places[0] if places else None), (places[1] if len(places) > 1 else None)


def first_in_line(connection: Connection, counter: int, business_date: date, most: int) -> list[Place]:
    """The first `most` visitors in the order in which the counter would call them now."""
    values = {"counter": counter, "business_date": business_date, "most": most}
    rows = _FIRST_OF_EACH_LANE.rows(connection, values)
    return sorted(map(_place, rows), key=lambda place: place.reckoning)[:most]
