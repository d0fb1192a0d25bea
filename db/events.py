"""What happened in the hall: one frozen dataclass a kind, past tense, and its way into a row and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from db.status import Outcome


@dataclass(frozen=True)
class Stamp:
    """Which event, when, at which station and for which request (None: the hall did it by itself)."""

    id: int
    at: datetime
    station: str
    request: UUID | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened."""

    stamp: Stamp

    @property
    def id(self) -> int:
        return self.stamp.id

    @property
    def at(self) -> datetime:
        return self.stamp.at

    @property
    def station(self) -> str:
        return self.stamp.station

    @property
    def request(self) -> UUID | None:
        return self.stamp.request


@dataclass(frozen=True, kw_only=True)
class HallLoaded(Event):
    """The hall's own data was loaded anew."""

    name: str
    zones: int
    departments: int
    services: int
    counters: int
    clerks: int


@dataclass(frozen=True, kw_only=True)
class RequestAbandoned(Event):
    """A request was given up before it came to anything; it is forbidden for ever."""


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """Something that happened to a ticket."""

    ticket_id: int
    number: str
    service_id: str
    zone_id: str


@dataclass(frozen=True, kw_only=True)
class TicketIssued(TicketEvent):
    """A number was given out; `ahead` visitors stood before it at that moment."""

    token: str
    lane: str
    issued_at: datetime
    due_at: datetime
    head_start_min: int
    group_id: str | None
    language: str
    ahead: int


@dataclass(frozen=True, kw_only=True)
class TicketPrinted(TicketEvent):
    """The printer proved that the paper is out."""


@dataclass(frozen=True, kw_only=True)
class TicketKept(TicketEvent):
    """The paper failed, and the visitor kept the number from the screen."""


@dataclass(frozen=True, kw_only=True)
class TicketUnconfirmed(TicketEvent):
    """Nobody said whether the paper came out: the number may be in a hand, so it waits."""


@dataclass(frozen=True, kw_only=True)
class TicketCancelled(TicketEvent):
    """The ticket was given up."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class CallEvent(TicketEvent):
    """Something that happened to a ticket at a counter."""

    call_id: int
    counter: int
    counter_zone_id: str
    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class RunnerUp:
    """Who would have been called instead, and by what reckoning."""

    number: str
    lane: str
    issued_at: datetime
    due_at: datetime
    head_start_min: int
    handicap_min: int


@dataclass(frozen=True, kw_only=True)
class TicketCalled(CallEvent):
    """A counter called the ticket; all that decided it stands here."""

    lane: str
    issued_at: datetime
    due_at: datetime
    head_start_min: int
    handicap_min: int
    group_id: str | None
    runner_up: RunnerUp | None


@dataclass(frozen=True, kw_only=True)
class TicketRecalled(CallEvent):
    """The call was repeated; `times` counts every call so far."""

    times: int


@dataclass(frozen=True, kw_only=True)
class CallAnnounced(CallEvent):
    """The call was shown, and spoken or not (then `reason` says why)."""

    spoken: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class ServingStarted(CallEvent):
    """The visitor is at the counter."""


@dataclass(frozen=True, kw_only=True)
class TicketFinished(CallEvent):
    """The visit is done."""


@dataclass(frozen=True, kw_only=True)
class NoShowMarked(CallEvent):
    """The visitor did not come."""


@dataclass(frozen=True, kw_only=True)
class CalledBack(CallEvent):
    """The call was taken back; the ticket waits at its old place."""


@dataclass(frozen=True, kw_only=True)
class CounterEvent(Event):
    """Something that happened to a counter itself."""

    counter: int
    counter_zone_id: str
    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class CounterOpened(CounterEvent):
    """A clerk signed in at the counter; `instead_of` had it until then."""

    instead_of: str | None


@dataclass(frozen=True, kw_only=True)
class CounterClosed(CounterEvent):
    """The clerk left the counter."""


CALL_ENDED: Mapping[Outcome, type[CallEvent]] = {
    Outcome.FINISHED: TicketFinished,
    Outcome.NO_SHOW: NoShowMarked,
    Outcome.CALLED_BACK: CalledBack,
}

KINDS: Mapping[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        HallLoaded,
        RequestAbandoned,
        TicketIssued,
        TicketPrinted,
        TicketKept,
        TicketUnconfirmed,
        TicketCancelled,
        TicketCalled,
        TicketRecalled,
        CallAnnounced,
        ServingStarted,
        TicketFinished,
        NoShowMarked,
        CalledBack,
        CounterOpened,
        CounterClosed,
    )
}

COLUMNS = ("zone_id", "counter_zone_id", "ticket_id", "call_id", "counter", "clerk_id")


@cache
def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _columns_of(kind: type[Event]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind)).intersection(COLUMNS)


def to_row(event: Event) -> dict[str, Any]:
    """The event as values for the event table."""
    kind = type(event)
    facts = _adapter(kind).dump_python(event, mode="json", exclude={"stamp", *_columns_of(kind)})
    row: dict[str, Any] = {
        "id": event.id,
        "at": event.at,
        "kind": kind.__name__,
        "station": event.station,
        "request": event.request.hex if event.request else None,
        "facts": facts,
    }
    return row | {column: getattr(event, column, None) for column in COLUMNS}


def from_row(row: RowMapping) -> Event:
    """The event that a row of the event table tells of."""
    kind = KINDS[row["kind"]]
    request = row["request"]
    stamp = Stamp(row["id"], row["at"], row["station"], UUID(request) if request else None)
    facts = dict(row["facts"]) | {column: row[column] for column in _columns_of(kind)}
    event: Event = _adapter(kind).validate_python(facts | {"stamp": stamp})
    return event


def zones_of(event: Event) -> frozenset[str] | None:
    """The zones whose stations the event concerns; None: every station."""
    zones = {getattr(event, "zone_id", None), getattr(event, "counter_zone_id", None)} - {None}
    return frozenset(str(zone) for zone in zones) or None
