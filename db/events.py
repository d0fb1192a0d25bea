"""What happened in the hall: one frozen dataclass a kind, past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.status import CallHow, HoldKind


@dataclass(frozen=True)
class Stamp:
    """Which event, when, at which station, for which request, and by whose hand (None: no clerk's).

    Without a request the hall did it by itself.
    """

    id: int
    at: datetime
    station: str
    request: UUID | None
    by: str | None = None


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

    @property
    def by(self) -> str | None:
        return self.stamp.by


@dataclass(frozen=True, kw_only=True)
class HallLoaded(Event):
    """The hall's own data was loaded anew."""

    name: str
    zones: int
    departments: int
    services: int
    counters: int
    clerks: int
    bundles: int = 0


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
    """A number was given out; `ahead` visitors stood before it at that moment. `item`: what it was taken for, if that
    was looked up in the catalogue."""

    token: str
    lane: str
    issued_at: datetime
    due_at: datetime
    head_start_min: int
    group_id: str | None
    language: str
    ahead: int
    booked_for: datetime | None = None
    item: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketPrinted(TicketEvent):
    """The printer proved that the paper is out."""


@dataclass(frozen=True, kw_only=True)
class TicketKept(TicketEvent):
    """The paper failed, and the visitor kept the number from the screen."""


@dataclass(frozen=True, kw_only=True)
class TicketReprinted(TicketEvent):
    """The printer proved that a second paper is out."""


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
    how: CallHow = CallHow.NEXT
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class TicketRecalled(CallEvent):
    """The call was repeated; `times` counts every call so far."""

    times: int


@dataclass(frozen=True, kw_only=True)
class CallAnnounced(CallEvent):
    """The call was shown, and spoken or not (then `reason` says why); `times`: which repetition it was.

    `voice`: which one spoke; `trouble`: why a better one did not.
    """

    spoken: bool
    reason: str
    times: int = 1
    shown_at: datetime | None = None
    spoken_at: datetime | None = None
    voice: str = ""
    trouble: str = ""


@dataclass(frozen=True, kw_only=True)
class ServingStarted(CallEvent):
    """The visitor is at the counter."""


@dataclass(frozen=True, kw_only=True)
class TicketFinished(CallEvent):
    """The visit is done; `items` were handled, and `pick_up` is the service that will hand out the result."""

    items: tuple[str, ...] = ()
    pick_up: str | None = None
    lane_before: str = ""


@dataclass(frozen=True, kw_only=True)
class NoShowMarked(CallEvent):
    """The visitor did not come."""


@dataclass(frozen=True, kw_only=True)
class CalledBack(CallEvent):
    """The call was taken back; the ticket waits at its old place, or is on hold as before (`hold_kind`)."""

    hold_kind: HoldKind | None = None


@dataclass(frozen=True, kw_only=True)
class TicketHeld(CallEvent):
    """The visit was put aside, to go on later."""

    kind: HoldKind
    note: str
    note_before: str


@dataclass(frozen=True, kw_only=True)
class TicketReleased(TicketEvent):
    """The back office is done with it; the ticket waits again, at its own moment."""

    lane: str
    due_at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class TicketSentBack(TicketEvent):
    """The back office gave the visit back, with a note: to the clerk who had it, or to the line (`clerk_id` None).

    `counter_zone_id` is the zone where it was to be handed out.
    """

    counter_zone_id: str
    clerk_id: str | None
    lane: str
    due_at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class TicketMoved(CallEvent):
    """The visit goes on elsewhere; the ticket brings along some of its waiting."""

    lane: str
    due_at: datetime
    lane_before: str
    due_before: datetime
    service_before: str
    note_before: str
    come_back_before: str | None
    come_back_service_before: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketTransferred(TicketMoved):
    """A clerk sent the visitor on; `come_back`: and asked to have them back."""

    note: str
    come_back: bool


@dataclass(frozen=True, kw_only=True)
class TicketCameBack(TicketMoved):
    """The other counter is done; the visitor returns to the one that asked for it."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StepEnded(TicketMoved):
    """One step of a bundle is done, or was skipped for a reason; the next one waits."""

    step: int
    items: tuple[str, ...]
    skipped_because: str


@dataclass(frozen=True, kw_only=True)
class TicketReactivated(TicketEvent):
    """A no-show came back, and waits behind so many others."""

    lane: str
    due_at: datetime
    behind: int


@dataclass(frozen=True, kw_only=True)
class TicketExpired(TicketEvent):
    """The day closed on the ticket."""


@dataclass(frozen=True, kw_only=True)
class DayClosed(Event):
    """The day is over; so many open tickets expired, and so many bookings were missed."""

    business_date: date
    expired: int
    missed: int = 0


@dataclass(frozen=True, kw_only=True)
class ActionUndone(CallEvent):
    """A clerk took a step back; `undone` is the kind of the event that no longer holds.

    Its zone is where that had sent the visitor, and so are the service and the lane that were left again.
    """

    undone: str
    undone_id: int
    service_left: str = ""
    lane_left: str = ""


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


@dataclass(frozen=True, kw_only=True)
class CounterPaused(CounterEvent):
    """The counter calls nobody for a while."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class CounterResumed(CounterEvent):
    """The counter calls again."""
