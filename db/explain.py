"""Why a ticket was called when it was, and who was called before it by which rule: from the stored events alone.

Facts only; `db.explain_words` tells them to people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, select

from db import order
from db.catalogue import read_named
from db.directory import Named
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, UnknownThing
from db.events import (
    ActionUndone,
    CalledBack,
    CounterClosed,
    Event,
    TicketCalled,
    TicketCancelled,
    TicketEvent,
    TicketExpired,
    TicketIssued,
    TicketKept,
    TicketMoved,
    TicketPrinted,
    TicketReactivated,
    TicketReleased,
    TicketReprinted,
    TicketSentBack,
    TicketUnconfirmed,
)
from db.history import rows_of_day, zone_and_today
from db.journal import KINDS, from_row
from db.models import clerk, service, visitor_group
from db.status import CallHow

_KINDS = tuple(name for name, kind in KINDS.items() if issubclass(kind, (TicketEvent, CounterClosed)))


class Rule(StrEnum):
    """Why somebody who came later was called before."""

    HEAD_START = "head_start"  # counted as having come some minutes earlier; never why
    BOOKED = "booked"  # counted from the booked time
    EARLIER = "earlier"  # counted from an earlier moment, since the ticket's own had moved back
    PAPER = "paper"  # nothing was known yet of the ticket's own paper
    LANE = "lane"  # was called from another lane by a counter that does not look at the ticket's
    HELPING = "helping"  # by a counter that only helps out with the ticket's lane
    CHOSEN = "chosen"  # by a clerk, who gave a reason
    RESUMED = "resumed"  # had been at a counter already, and was on hold
    NONE = "none"  # the record gives no rule: somebody should look


@dataclass(frozen=True)
class Overtaker:
    """Somebody who came later and was called before."""

    number: str
    came_at: datetime
    counted_from: datetime
    called_at: datetime
    counter: int
    lane: str
    rule: Rule
    minutes: int = 0
    """The head start, or the handicap of a counter that helps out."""


@dataclass(frozen=True)
class Stretch:
    """A time in line, up to the call if there was one."""

    begins: datetime
    lane: str
    counted_from: datetime
    called: TicketCalled | None
    came_earlier: int
    """So many who had come earlier were called during this time."""
    overtakers: tuple[Overtaker, ...]


@dataclass(frozen=True)
class Names:
    """How the hall calls what the events only name by id."""

    services: dict[str, Named]
    clerks: dict[str, Named]
    groups: dict[str, Named]
    items: dict[str, Named]


@dataclass(frozen=True)
class Explanation:
    """A ticket's day: what happened to it, and its times in line."""

    number: str
    day: date
    time_zone: ZoneInfo
    history: tuple[TicketEvent, ...]
    stretches: tuple[Stretch, ...]
    names: Names


def explain(database: Database, number: str, day: date | None = None) -> Explanation:
    """Read a day's events and explain one ticket of it; without a day, today. Raises `UnknownThing`."""
    time_zone, today = zone_and_today(database)
    number = "".join(number.split()).upper()
    day = day or today
    told = [from_row(row) for row in rows_of_day(database, day, time_zone, _KINDS) if _matters(row, number)]
    history = tuple(event for event in told if isinstance(event, TicketEvent) and event.number == number)
    if not history:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "ticket"), name=f"{number}, {day}")
    return Explanation(
        number=number,
        day=day,
        time_zone=time_zone,
        history=history,
        stretches=tuple(_stretches(_Day(told), history)),
        names=_names(database, history),
    )


_OF_OTHERS = frozenset(kind.__name__ for kind in (TicketIssued, TicketCalled, CalledBack, CounterClosed))


def _matters(row: RowMapping, number: str) -> bool:
    """Reading an event back takes time, and of others only their coming and their calls matter."""
    return row["kind"] in _OF_OTHERS or row["facts"].get("number") == number


class _Day:
    """What the whole hall did that decides who goes first."""

    def __init__(self, told: Iterable[Event]) -> None:
        self.calls: list[TicketCalled] = []
        self.taken_back: set[int] = set()
        self.booked: set[int] = set()
        self.left: list[CounterClosed] = []
        self.handicaps: dict[tuple[int, str], int] = {}
        """What a counter's calls prove: that it looked at a lane, and by which handicap."""
        for event in told:
            match event:
                case TicketIssued(booked_for=datetime()) if event.due_at < _without_booking(event):
                    self.booked.add(event.ticket_id)
                case TicketCalled():
                    self.calls.append(event)
                    if event.how != CallHow.RESUMED:
                        self.handicaps[event.counter, event.lane] = event.handicap_min
                    if other := event.runner_up:
                        self.handicaps[event.counter, other.lane] = other.handicap_min
                case CalledBack():
                    self.taken_back.add(event.call_id)
                case CounterClosed():
                    self.left.append(event)
                case _:
                    pass


def _without_booking(event: TicketIssued) -> datetime:
    return order.due_at(event.issued_at, event.head_start_min)


@dataclass
class _Line:
    """A time in line while it is being read."""

    begins: Event
    ticket_id: int
    service_id: str
    lane: str
    issued_at: datetime
    due_at: datetime
    callable_id: int | None
    """From this event on somebody held the number; None: nobody said so."""


def _stretches(day: _Day, history: tuple[TicketEvent, ...]) -> Iterator[Stretch]:
    undone = {event.undone_id for event in history if isinstance(event, ActionUndone)}
    line: _Line | None = None
    last: _Line | None = None
    for event in history:
        if event.id in undone:
            continue
        match event:
            case TicketIssued():
                line = _Line(
                    event, event.ticket_id, event.service_id, event.lane, event.issued_at, event.due_at, None
                )
            case TicketPrinted() | TicketKept() | TicketReprinted() | TicketUnconfirmed() if (
                line and not line.callable_id
            ):
                line.callable_id = event.id
            case TicketCalled():
                # Who is called again from hold stood in no line.
                if line:
                    yield _stretch(day, line, event)
                line, last = None, line or last
            case TicketMoved() | TicketReactivated() | TicketReleased() | TicketSentBack() if last:
                line = _Line(
                    event,
                    event.ticket_id,
                    event.service_id,
                    event.lane,
                    last.issued_at,
                    event.due_at,
                    event.id,
                )
            case CalledBack(hold_kind=None) if last:
                line = _Line(
                    event, event.ticket_id, event.service_id, last.lane, last.issued_at, last.due_at, event.id
                )
            case TicketCancelled() | TicketExpired() if line:
                yield _stretch(day, line, None, event.id)
                line = None
            case _:
                pass
    if line:
        yield _stretch(day, line, None)


def _stretch(day: _Day, line: _Line, called: TicketCalled | None, end_id: int | None = None) -> Stretch:
    lanes = list(_lanes(day, line))
    before: dict[int, TicketCalled] = {}
    for other in day.calls:
        in_time = line.begins.id < other.id and (end_id is None or other.id < end_id)
        if called and other.id >= called.id:
            break
        if in_time and _concerns(line, other, called) and other.call_id not in day.taken_back:
            before.setdefault(other.ticket_id, other)
    later = [
        other
        for other in before.values()
        if (other.issued_at, other.ticket_id) > (line.issued_at, line.ticket_id)
    ]
    return Stretch(
        begins=line.begins.at,
        lane=called.lane if called else lanes[-1][1],
        counted_from=line.due_at,
        called=called,
        came_earlier=len(before) - len(later),
        overtakers=tuple(_overtaker(day, line, lanes, other) for other in later),
    )


def _concerns(line: _Line, other: TicketCalled, called: TicketCalled | None) -> bool:
    """Whether the visitor can ask about it: the same service or lane, or the counter that called them in the end."""
    return other.ticket_id != line.ticket_id and (
        other.service_id == line.service_id
        or other.lane == line.lane
        or bool(called and other.counter == called.counter)
    )


def _lanes(day: _Day, line: _Line) -> Iterator[tuple[int, str]]:
    """The lanes the ticket stood in, each from an event's id on: a clerk who leaves gives his back to the service."""
    yield line.begins.id, line.lane
    for left in day.left:
        if left.id > line.begins.id and line.lane == order.clerk_lane(left.clerk_id):
            yield left.id, order.service_lane(line.service_id)
            return


def _overtaker(day: _Day, line: _Line, lanes: list[tuple[int, str]], other: TicketCalled) -> Overtaker:
    lane = next(name for begins, name in reversed(lanes) if begins < other.id)
    rule, minutes = _rule(day, line, lane, other)
    return Overtaker(
        number=other.number,
        came_at=other.issued_at,
        counted_from=other.due_at,
        called_at=other.at,
        counter=other.counter,
        lane=other.lane,
        rule=rule,
        minutes=minutes,
    )


def _rule(day: _Day, line: _Line, lane: str, other: TicketCalled) -> tuple[Rule, int]:
    """The first rule that let the other go first."""
    if other.how == CallHow.CHOSEN:
        return Rule.CHOSEN, 0
    if other.how == CallHow.RESUMED:
        return Rule.RESUMED, 0
    if line.callable_id is None or other.id < line.callable_id:
        return Rule.PAPER, 0
    if other.lane == lane:
        return _why_earlier(day, line, other) if other.due_at < line.due_at else (Rule.NONE, 0)
    theirs = order.due_at(other.due_at, -other.handicap_min)
    ours_min = day.handicaps.get((other.counter, lane))
    if theirs < line.due_at:
        return _why_earlier(day, line, other)
    if ours_min is None:
        return Rule.LANE, 0
    return (Rule.HELPING, ours_min) if theirs < order.due_at(line.due_at, -ours_min) else (Rule.NONE, 0)


def _why_earlier(day: _Day, line: _Line, other: TicketCalled) -> tuple[Rule, int]:
    if other.ticket_id in day.booked:
        return Rule.BOOKED, 0
    if order.due_at(other.due_at, -other.head_start_min) > line.due_at:
        return Rule.HEAD_START, other.head_start_min
    return Rule.EARLIER, 0


def _names(database: Database, history: Iterable[Event]) -> Names:
    items = {
        each
        for event in history
        for each in (*getattr(event, "items", ()), getattr(event, "item", None))
        if each
    }
    with database.reading() as connection:
        return Names(
            *(
                {
                    row.id: Named(row.name, row.name_en)
                    for row in connection.execute(select(table.c.id, table.c.name, table.c.name_en))
                }
                for table in (service, clerk, visitor_group)
            ),
            items=dict(zip(items, read_named(connection, items), strict=True)),
        )
