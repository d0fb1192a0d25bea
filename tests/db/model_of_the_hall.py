"""The rules of a hall once more, in plain Python, the slow and obvious way: tickets and lines.

It knows neither SQL nor `db.order` nor `db.queue`. Tickets and calls are counted from 0 in order of making.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db import errors
from db.status import HoldKind, Paper, TicketState

SHANGHAI = ZoneInfo("Asia/Shanghai")
OVER = {TicketState.FINISHED, TicketState.NO_SHOW, TicketState.CANCELLED, TicketState.EXPIRED}


class Refused(Exception):
    """The rules say no; nothing has changed."""

    def __init__(self, error: type[errors.HallError]) -> None:
        self.error = error
        super().__init__(error.__name__)


@dataclass
class Setting:
    """What a hall is made of."""

    zones: dict[str, str]
    """Each service's zone."""
    lanes: dict[int, dict[str, int]]
    """Each counter's lanes with its handicap for them."""
    clerks: list[str]
    groups: dict[str, int]
    bundles: dict[str, list[str]]
    paper_confirm_s: int = 60
    no_show_after_calls: int = 2
    calls_at_most: int = 3
    call_pace_s: int = 10
    reactivate_behind: int = 3
    reactivate_at_most: int = 1
    transfer_keep_min: int = 30
    undo_s: int = 10


@dataclass
class Ticket:
    """One visitor's ticket."""

    number: str
    day: date
    service: str
    lane: str
    due_at: datetime
    issued_at: datetime
    state: TicketState = TicketState.ISSUED
    paper: Paper = Paper.PENDING
    reactivations: int = 0
    hold: HoldKind | None = None
    held_by: int | None = None
    handed_in_by: tuple[str, str] | None = None
    """For which service and by which clerk the back office got it."""
    note: str = ""
    back_to: str | None = None
    back_service: str | None = None
    low: bool = False
    bundle: str | None = None
    step: int | None = None


@dataclass
class Call:
    """One call of a ticket to a counter."""

    ticket: int
    counter: int
    last_called_at: datetime
    times: int = 1
    clerk: str = ""
    over: bool = False
    before: Ticket | None = None
    """The ticket just before this call ended, as long as nothing has happened to it since."""
    ended_at: datetime | None = None


@dataclass
class Counter:
    """Who sits there, and whether it is paused."""

    clerk: str | None = None
    paused: bool = False


@dataclass
class ModelOfTheHall:
    """Who stands where, and what becomes of a ticket until it is called."""

    setting: Setting
    clock: datetime
    tickets: list[Ticket] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    counters: dict[int, Counter] = field(default_factory=dict)
    serials: dict[tuple[date, str], int] = field(default_factory=dict)
    last_at: datetime | None = None

    def ask(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        """What the verb comes to; a refusal leaves everything as it was."""
        before = deepcopy(self.__dict__)
        try:
            return getattr(self, verb)(*args, **kwargs)
        except Refused:
            self.__dict__ = before
            raise

    @property
    def now(self) -> datetime:
        """The clock, never before what has happened already."""
        return max(self.clock, self.last_at) if self.last_at else self.clock

    @property
    def today(self) -> date:
        return self.now.astimezone(SHANGHAI).date()

    def _happened(self) -> None:
        self.last_at = self.now

    # --- Who stands where --------------------------------------------------------------------------

    def lanes_of(self, counter: int) -> dict[str, int]:
        """The lanes a counter looks at: its own, and its clerk's."""
        clerk = self.counters[counter].clerk
        return self.setting.lanes[counter] | ({f"clerk:{clerk}": 0} if clerk else {})

    def line(self, counter: int) -> list[int]:
        """Everybody whom the counter may call, in its order: the moment with its handicap, then who came first."""
        lanes = self.lanes_of(counter)
        return sorted(
            (
                each
                for each, ticket in enumerate(self.tickets)
                if ticket.state == TicketState.WAITING and ticket.day == self.today and ticket.lane in lanes
            ),
            key=lambda each: (
                self.tickets[each].due_at + timedelta(minutes=lanes[self.tickets[each].lane]),
                each,
            ),
        )

    def standing_at(self, counter: int) -> int | None:
        """The call that lasts at the counter."""
        return next(
            (n for n, call in enumerate(self.calls) if call.counter == counter and not call.over), None
        )

    def _sits(self, clerk: str) -> int | None:
        return next((n for n, counter in self.counters.items() if counter.clerk == clerk), None)

    def _fallen_back(self, ticket: Ticket) -> str:
        kind, _, clerk = ticket.lane.partition(":")
        gone = kind == "clerk" and self._sits(clerk) is None
        return self._lane_for(ticket.service, ticket.low) if gone else ticket.lane

    def _lane_for(self, service: str, low: bool) -> str:
        """At the low counters of a service if need be and if it has any."""
        has_low = any(f"low:{service}" in lanes for lanes in self.setting.lanes.values())
        return f"low:{service}" if low and has_low else f"service:{service}"

    # --- Tickets -----------------------------------------------------------------------------------

    def issue(
        self, service: str, group: str | None, low: bool, bundle: str | None = None, step: int | None = None
    ) -> dict[str, Any]:
        if service not in self.setting.zones:
            raise Refused(errors.UnknownThing)
        lane = f"low:{service}" if low else f"service:{service}"
        if not any(lane in lanes for lanes in self.setting.lanes.values()):
            raise Refused(errors.UnknownThing)
        if group is not None and group not in self.setting.groups:
            raise Refused(errors.UnknownThing)
        serial = self.serials.get((self.today, service), 0) + 1
        self.serials[self.today, service] = serial
        due_at = self.now - timedelta(minutes=self.setting.groups.get(group or "", 0))
        ahead = sum(
            each.lane == lane
            and each.day == self.today
            and each.state in (TicketState.WAITING, TicketState.ISSUED)
            and each.due_at <= due_at
            for each in self.tickets
        )
        number = f"{service}{serial:03d}"
        ticket = Ticket(number, self.today, service, lane, due_at, self.now, bundle=bundle, step=step)
        ticket.low = low
        self.tickets.append(ticket)
        self._happened()
        return {"number": number, "due_at": due_at, "lane": lane, "ahead": ahead}

    def issue_bundle(self, bundle: str, group: str | None) -> dict[str, Any]:
        if bundle not in self.setting.bundles:
            raise Refused(errors.UnknownThing)
        return self.issue(self.setting.bundles[bundle][0], group, False, bundle, 1)

    def paper(self, number: int, paper: Paper) -> dict[str, Any]:
        ticket = self.tickets[number]
        if ticket.state == TicketState.ISSUED:
            ticket.state = TicketState.WAITING
        elif ticket.paper != Paper.UNCONFIRMED or ticket.state == TicketState.CANCELLED:
            raise Refused(errors.IllegalMove)
        ticket.paper = paper
        self._happened()
        return {"number": ticket.number}

    def settle(self) -> None:
        for ticket in self.tickets:
            overdue = self.now - ticket.issued_at >= timedelta(seconds=self.setting.paper_confirm_s)
            if ticket.state == TicketState.ISSUED and overdue:
                ticket.state, ticket.paper = TicketState.WAITING, Paper.UNCONFIRMED
                self._happened()

    def cancel(self, number: int, reason: str = "") -> dict[str, Any]:
        ticket = self.tickets[number]
        if ticket.state not in (TicketState.ISSUED, TicketState.WAITING, TicketState.HELD):
            raise Refused(errors.IllegalMove)
        ticket.state = TicketState.CANCELLED
        self._moved(number)
        return {"number": ticket.number}

    def reactivate(self, number: int) -> dict[str, Any]:
        ticket = self.tickets[number]
        if ticket.state != TicketState.NO_SHOW:
            raise Refused(errors.IllegalMove)
        self._must_be_todays(ticket)
        if ticket.reactivations >= self.setting.reactivate_at_most:
            raise Refused(errors.ReactivatedOftenEnough)
        if ticket.hold == HoldKind.SAME_COUNTER:
            ticket.lane = f"counter:{ticket.held_by}"
        else:
            ticket.lane = self._fallen_back(ticket)
        ticket.hold, ticket.held_by = None, None
        others = sorted(
            each.due_at
            for each in self.tickets
            if each.lane == ticket.lane and each.state == TicketState.WAITING and each.day == self.today
        )[: self.setting.reactivate_behind]
        if others and others[-1] >= ticket.due_at:
            ticket.due_at = others[-1] + timedelta(microseconds=1)
        ticket.state = TicketState.WAITING
        ticket.reactivations += 1
        self._moved(number)
        return {"number": ticket.number, "due_at": ticket.due_at, "lane": ticket.lane}

    def _with_back_office(self, number: int) -> Ticket:
        ticket = self.tickets[number]
        if ticket.state != TicketState.HELD or ticket.hold not in (HoldKind.BACK_OFFICE, HoldKind.PICK_UP):
            raise Refused(errors.IllegalMove)
        self._must_be_todays(ticket)
        return ticket

    def release(self, number: int) -> dict[str, Any]:
        ticket = self._with_back_office(number)
        if ticket.hold == HoldKind.PICK_UP:
            ticket.due_at = self.now
        ticket.lane = self._fallen_back(ticket)
        ticket.state, ticket.hold, ticket.held_by = TicketState.WAITING, None, None
        self._moved(number)
        return {"number": ticket.number, "due_at": ticket.due_at, "lane": ticket.lane}

    def send_back(self, number: int, note: str) -> dict[str, Any]:
        if not note:
            raise Refused(errors.ReasonMissing)
        ticket = self._with_back_office(number)
        assert ticket.handed_in_by is not None
        service, clerk = ticket.handed_in_by
        ticket.service, ticket.note = service, note
        sits = self._sits(clerk) is not None
        ticket.lane = f"clerk:{clerk}" if sits else self._lane_for(service, ticket.low)
        ticket.state, ticket.hold, ticket.held_by = TicketState.WAITING, None, None
        self._moved(number)
        return {
            "number": ticket.number,
            "lane": ticket.lane,
            "due_at": ticket.due_at,
            "clerk_id": clerk if sits else None,
        }

    def _must_be_todays(self, ticket: Ticket) -> None:
        if ticket.day != self.today:
            raise Refused(errors.NotToday)

    def _moved(self, number: int) -> None:
        """Something happened to the ticket: what ended before can no longer be undone."""
        for call in self.calls:
            if call.ticket == number:
                call.before = None
        self._happened()
