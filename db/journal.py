"""The journal: how what happened becomes a row of the event table, and a row what happened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from db.booking_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCheckedIn,
    AppointmentMissed,
    AppointmentMoved,
    BookingsImported,
    ExtraHoursAdded,
)
from db.chain import EventRow
from db.events import (
    ActionUndone,
    CallAnnounced,
    CalledBack,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    DayClosed,
    Event,
    HallLoaded,
    NoShowMarked,
    RequestAbandoned,
    ServingStarted,
    Stamp,
    StepEnded,
    TicketCalled,
    TicketCameBack,
    TicketCancelled,
    TicketExpired,
    TicketFinished,
    TicketHeld,
    TicketIssued,
    TicketKept,
    TicketPrinted,
    TicketReactivated,
    TicketRecalled,
    TicketReleased,
    TicketReprinted,
    TicketSentBack,
    TicketTransferred,
    TicketUnconfirmed,
)
from db.help_events import HelpAnswered, HelpAsked, HelpWithdrawn
from db.rating_events import CaseClosed, CaseOpened, RatingAsked, RatingGiven, RatingMissed
from db.staff_events import PadsAllowed, PersonShown, PinRefused, PinSet, VisitorsForgotten

KINDS: Mapping[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        HallLoaded,
        RequestAbandoned,
        TicketIssued,
        TicketPrinted,
        TicketKept,
        TicketReprinted,
        TicketUnconfirmed,
        TicketCancelled,
        TicketCalled,
        TicketRecalled,
        CallAnnounced,
        ServingStarted,
        TicketFinished,
        NoShowMarked,
        CalledBack,
        TicketHeld,
        TicketReleased,
        TicketSentBack,
        TicketTransferred,
        TicketCameBack,
        StepEnded,
        TicketReactivated,
        TicketExpired,
        DayClosed,
        ActionUndone,
        CounterOpened,
        CounterClosed,
        CounterPaused,
        CounterResumed,
        AppointmentBooked,
        AppointmentMoved,
        AppointmentCancelled,
        AppointmentCheckedIn,
        AppointmentMissed,
        BookingsImported,
        ExtraHoursAdded,
        PinSet,
        PinRefused,
        PadsAllowed,
        PersonShown,
        VisitorsForgotten,
        HelpAsked,
        HelpAnswered,
        HelpWithdrawn,
        RatingAsked,
        RatingGiven,
        RatingMissed,
        CaseOpened,
        CaseClosed,
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
        "by": event.by,
        "facts": facts,
    }
    return row | {column: getattr(event, column, None) for column in COLUMNS}


def from_row(row: EventRow) -> Event:
    """The event that a row of the event table tells of."""
    kind = KINDS[row["kind"]]
    request = row["request"]
    stamp = Stamp(row["id"], row["at"], row["station"], UUID(request) if request else None, row["by"])
    facts = dict(row["facts"]) | {column: row[column] for column in _columns_of(kind)}
    event: Event = _adapter(kind).validate_python(facts | {"stamp": stamp})
    return event
