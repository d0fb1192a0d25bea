"""Which calls are likely to come next: the heads of the lanes, at each open counter that could call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, and_, bindparam, func, select

from db.models import counter, counter_lane, service, ticket
from db.order import may_serve
from db.status import TicketState

EACH_COUNTER = 2
"""A counter's next call, and the one after it should another counter be quicker."""

MOST = 60


@dataclass(frozen=True)
class LikelyCall:
    """A call that nobody has made yet."""

    number: str
    service_id: str
    zone_id: str
    counter: int
    counter_zone_id: str


_rank = func.row_number().over(partition_by=ticket.c.lane, order_by=(ticket.c.due_at, ticket.c.id))
_heads = (
    select(
        ticket.c.id,
        ticket.c.number,
        ticket.c.service_id,
        service.c.zone_id,
        ticket.c.lane,
        ticket.c.due_at,
        _rank.label("rank"),
    )
    .join(service, service.c.id == ticket.c.service_id)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.state == TicketState.WAITING.value,
        service.c.zone_id.in_(bindparam("zones", expanding=True)),
    )
    .subquery()
)
_LIKELY = (
    select(
        _heads, counter_lane.c.handicap_min, counter.c.number.label("counter"), counter.c.zone_id.label("at")
    )
    .join(counter_lane, counter_lane.c.lane == _heads.c.lane)
    .join(
        counter,
        and_(
            counter.c.number == counter_lane.c.counter,
            counter.c.clerk_id.is_not(None),
            counter.c.paused_at.is_(None),
        ),
    )
    .where(_heads.c.rank <= EACH_COUNTER, may_serve(counter.c.clerk_id))
)


def likely_calls(
    connection: Connection, zones: Collection[str], business_date: date
) -> tuple[LikelyCall, ...]:
    """What would be spoken in these zones if their counters called now, the likeliest first."""
    values = {"business_date": business_date, "zones": sorted(zones)}
    theirs: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(_LIKELY, values).mappings():
        theirs[row["counter"]].append(row)
    in_line = [sorted(rows, key=_reckoning) for _, rows in sorted(theirs.items())]
    likely = [line[place] for place in range(EACH_COUNTER) for line in in_line if place < len(line)]
    return tuple(
        LikelyCall(row["number"], row["service_id"], row["zone_id"], row["counter"], row["at"])
        for row in likely[:MOST]
    )


def _reckoning(row: RowMapping) -> tuple[object, int]:
    return row["due_at"] + timedelta(minutes=row["handicap_min"]), row["id"]
