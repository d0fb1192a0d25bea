"""Help asked for and given: a visitor at a kiosk or a clerk at a counter needs a hand, and somebody goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from db.board import read_moment
from db.errors import QT_TRANSLATE_NOOP, HallError, UnknownThing
from db.help_events import HelpAnswered, HelpAsked, HelpKind, HelpWithdrawn
from db.models import Moment, counter, metadata, zone
from db.staff import find_clerk
from db.turn import Turn, command

help_request = Table(
    "help_request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("business_date", Date, nullable=False),
    Column("station", String, nullable=False, comment="Where it was asked for."),
    Column("zone_id", ForeignKey("zone.id"), nullable=False),
    Column("counter", ForeignKey("counter.number"), comment="NULL: asked for in the hall, not at a counter."),
    Column("kind", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("times", Integer, nullable=False, comment="How often it was asked for."),
    Column("ended_at", Moment),
    Column("answered_by", ForeignKey("clerk.id"), comment="NULL, though ended: withdrawn."),
    comment="Somebody needs a hand.",
)
Index("ix_help_request_business_date", help_request.c.business_date, help_request.c.ended_at)


class HelpOver(HallError):
    """Somebody else was quicker, or nobody is needed any more."""

    template = QT_TRANSLATE_NOOP("errors", "This call for help is over: {who} looked after it.")

    def __init__(self, **fields: object) -> None:
        if fields["who"] is None:
            self.template = QT_TRANSLATE_NOOP("errors", "This call for help was withdrawn.")
        super().__init__(**fields)


@dataclass(frozen=True)
class HelpRequest:
    """A call for help that nobody has answered yet."""

    id: int
    station: str
    zone_id: str
    counter: int | None
    kind: HelpKind
    asked_at: datetime
    times: int


class HelpFacts(TypedDict):
    """What every event about a call for help says of it."""

    help_id: int
    zone_id: str
    kind: HelpKind
    counter: int | None


_help = help_request.c
_ZONE = select(zone.c.id).where(zone.c.id == bindparam("zone_id"), ~zone.c.retired)
_COUNTER = select(counter.c.number).where(counter.c.number == bindparam("number"), ~counter.c.retired)
_REQUEST = select(help_request).where(_help.id == bindparam("help_id"))
_OPEN = select(help_request).where(
    _help.business_date == bindparam("business_date"), _help.ended_at.is_(None)
)
_OPEN_HERE = _OPEN.where(
    _help.station == bindparam("station"),
    _help.kind == bindparam("kind"),
    _help.counter.is_not_distinct_from(bindparam("counter", type_=Integer)),
)
_OPEN_IN_ORDER = _OPEN.order_by(_help.asked_at, _help.id)
_OPEN_IN_ZONES = _OPEN_IN_ORDER.where(_help.zone_id.in_(bindparam("zones", expanding=True)))
_CHANGE = update(help_request).where(_help.id == bindparam("help_id"))


@command(HelpAsked)
def ask_help(turn: Turn, zone_id: str, kind: HelpKind, *, counter: int | None = None) -> HelpAsked:
    """Ask for a hand, at this station or at one of the zone's counters; asked again it is the same call, louder."""
    if turn.connection.execute(_ZONE, {"zone_id": zone_id}).first() is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "zone"), name=zone_id)
    if counter is not None and turn.connection.execute(_COUNTER, {"number": counter}).first() is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "counter"), name=counter)
    here = {"station": turn.database.station, "kind": kind.value, "counter": counter}
    known = (
        turn.connection.execute(_OPEN_HERE, here | {"business_date": turn.business_date}).mappings().first()
    )
    if known is not None:
        times = known["times"] + 1
        turn.connection.execute(_CHANGE, {"help_id": known["id"], "times": times})
        facts = HelpFacts(help_id=known["id"], zone_id=known["zone_id"], kind=kind, counter=counter)
        return turn.record(HelpAsked(stamp=turn.stamp(turn.request), **facts, times=times))
    row = here | {
        "business_date": turn.business_date,
        "zone_id": zone_id,
        "asked_at": turn.now,
        "times": 1,
    }
    inserted = turn.connection.execute(insert(help_request), row).inserted_primary_key
    assert inserted is not None
    facts = HelpFacts(help_id=inserted[0], zone_id=zone_id, kind=kind, counter=counter)
    return turn.record(HelpAsked(stamp=turn.stamp(turn.request), **facts, times=1))


@command(HelpAnswered)
def answer_help(turn: Turn, help_id: int, clerk_id: str) -> HelpAnswered:
    """The clerk goes and helps. Raises `HelpOver` when another is on the way already."""
    find_clerk(turn.connection, clerk_id)
    facts = _still_open(turn, help_id)
    turn.connection.execute(_CHANGE, {"help_id": help_id, "ended_at": turn.now, "answered_by": clerk_id})
    return turn.record(HelpAnswered(stamp=turn.stamp(turn.request), **facts, clerk_id=clerk_id))


@command(HelpWithdrawn)
def withdraw_help(turn: Turn, help_id: int) -> HelpWithdrawn:
    """Whoever asked needs nobody any more."""
    return call_off(turn, help_id)


def call_off(turn: Turn, help_id: int) -> HelpWithdrawn:
    """Withdraw within a turn that is held already."""
    facts = _still_open(turn, help_id)
    turn.connection.execute(_CHANGE, {"help_id": help_id, "ended_at": turn.now})
    return turn.record(HelpWithdrawn(stamp=turn.stamp(turn.request), **facts))


def is_open(turn: Turn, help_id: int) -> bool:
    """Whether nobody has looked after it yet."""
    row = turn.connection.execute(_REQUEST, {"help_id": help_id}).mappings().first()
    return row is not None and row["ended_at"] is None


def _still_open(turn: Turn, help_id: int) -> HelpFacts:
    row = turn.connection.execute(_REQUEST, {"help_id": help_id}).mappings().first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "call for help"), name=help_id)
    if row["ended_at"] is not None:
        by = row["answered_by"]
        raise HelpOver(who=find_clerk(turn.connection, by).named if by else None)
    return HelpFacts(
        help_id=row["id"], zone_id=row["zone_id"], kind=HelpKind(row["kind"]), counter=row["counter"]
    )


def read_open_help(
    connection: Connection, zone_ids: Collection[str] | None = None
) -> tuple[HelpRequest, ...]:
    """Today's calls for help in these zones (None: in all) that nobody has answered, the oldest first."""
    values = {"business_date": read_moment(connection)[1]}
    if zone_ids is None:
        rows = connection.execute(_OPEN_IN_ORDER, values).mappings()
    else:
        rows = connection.execute(_OPEN_IN_ZONES, values | {"zones": sorted(zone_ids)}).mappings()
    return tuple(
        HelpRequest(
            id=row["id"],
            station=row["station"],
            zone_id=row["zone_id"],
            counter=row["counter"],
            kind=HelpKind(row["kind"]),
            asked_at=row["asked_at"],
            times=row["times"],
        )
        for row in rows
    )
