"""What the hall did, counted from what happened and from nothing else.

What a counter does for a visitor, from the call to the end, is one errand: holding and resuming belong to it, a
transfer or the next step of a bundle begins another. An errand counts at the hour, service, counter and clerk of
the call that began it, and for each of the items that were handled. A call that was taken back never happened, and what was undone did not end anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean
from typing import assert_never
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.catalogue import read_named
from db.chain import EventRow
from db.engine import Database
from db.events import (
    ActionUndone,
    CalledBack,
    NoShowMarked,
    ServingStarted,
    StepEnded,
    TicketCalled,
    TicketCameBack,
    TicketFinished,
    TicketHeld,
    TicketIssued,
    TicketTransferred,
)
from db.history import rows_of_day, zone_and_today
from db.models import clerk, service
from db.rating_events import RatingAsked, RatingGiven, RatingLevel
from db.rating_figures import Ratings, count


class By(StrEnum):
    """What the rows of a report are."""

    DAY = "day"
    HOUR = "hour"
    SERVICE = "service"
    COUNTER = "counter"
    CLERK = "clerk"
    ITEM = "item"


@dataclass(frozen=True)
class Figures:
    """What was done; times are in seconds, None when there was nobody."""

    issued: int
    """Numbers given out; none of a counter's or a clerk's, and an item's are those taken for it at a kiosk."""
    called: int
    served: int
    no_show: int
    mean_wait_s: float | None
    """From the number to its first call."""
    p90_wait_s: float | None
    """Nine of ten waited no longer."""
    mean_service_s: float | None
    """From the visitor's coming to the end, without the time on hold."""
    p90_service_s: float | None
    over_limit: int
    """So many took longer than their service's limit."""
    ratings: Ratings = field(default_factory=Ratings)


@dataclass(frozen=True)
class Row:
    """One line of a report, with the name of what `key` stands for."""

    key: str
    name: str
    name_en: str
    figures: Figures


@dataclass(frozen=True)
class Report:
    """Some days of the hall, and their sum."""

    begins: date
    ends: date
    by: By
    rows: tuple[Row, ...]
    total: Figures


def report(
    database: Database, begins: date | None = None, ends: date | None = None, by: By = By.DAY
) -> Report:
    """The days from `begins` to `ends`, both included; today where one is left out."""
    time_zone, today = zone_and_today(database)
    begins, ends = begins or today, ends or today
    limits = _limits(database)
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    total = _Tally()
    for day in (begins + timedelta(days=days) for days in range((ends - begins).days + 1)):
        told = _Day(rows_of_day(database, day, time_zone, _KINDS))
        for number in told.issued.values():
            for tally in (*(tallies[key] for key in _keys(by, number, time_zone)), total):
                tally.issued += 1
        for errand in told.errands.values():
            for tally in (*(tallies[key] for key in _keys(by, errand, time_zone)), total):
                tally.add(errand, limits[errand.service_id])
    names = _names(database, by, tallies)
    rows = (Row(key, *names.get(key, ("", "")), tallies[key].figures()) for key in sorted(tallies, key=_rank))
    return Report(begins, ends, by, tuple(rows), total.figures())


# --- One day, told from its events ---------------------------------------------------------------

_ENDS = (TicketFinished, TicketTransferred, TicketCameBack, StepEnded)
_KINDS = tuple(
    kind.__name__
    for kind in (
        TicketIssued,
        TicketCalled,
        CalledBack,
        ServingStarted,
        TicketHeld,
        NoShowMarked,
        ActionUndone,
        RatingAsked,
        RatingGiven,
        *_ENDS,
    )
)


@dataclass
class _Number:
    """A number that was given out."""

    at: datetime
    service_id: str
    counter: int | None = None
    clerk_id: str | None = None
    items: tuple[str, ...] = ()


@dataclass
class _Errand(_Number):
    """What a counter does for a visitor; `spells` are the times at the counter, the last one perhaps still on."""

    wait_s: float | None = None
    spells: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    held: bool = False
    no_show: bool = False
    rating: RatingLevel | None = None
    """None: nobody asked."""

    @property
    def service_s(self) -> float | None:
        """How long it took; None while it goes on."""
        if self.held or not self.spells or self.spells[-1][1] is None:
            return None
        return sum((ended - began).total_seconds() for began, ended in self.spells if ended)

    def left(self, at: datetime | None) -> None:
        """The visitor left the counter; None: and has not left after all."""
        self.spells[-1] = (self.spells[-1][0], at)


class _Day:
    """The numbers given out by ticket, and the errands by the call that began each."""

    def __init__(self, rows: Iterable[EventRow]) -> None:
        self.issued: dict[int, _Number] = {}
        self.errands: dict[int, _Errand] = {}
        self._newest_of_ticket: dict[int, _Errand] = {}
        self._of_call: dict[int, _Errand] = {}
        self._waited: set[int] = set()
        for row in rows:
            self._take(row)

    def _take(self, row: EventRow) -> None:
        match row["kind"]:
            case TicketIssued.__name__:
                self.issued[row["ticket_id"]] = _Number(
                    row["at"], row["facts"]["service_id"], items=_items(row["facts"].get("item"))
                )
            case TicketCalled.__name__:
                self._called(row)
            case CalledBack.__name__:
                self._called_back(row)
            case kind if errand := self._of_call.get(row["call_id"]):
                _go_on(errand, kind, row)

    def _called(self, row: EventRow) -> None:
        call_id, ticket_id = row["call_id"], row["ticket_id"]
        errand = self._newest_of_ticket.get(ticket_id)
        if errand is None or not errand.held:
            errand = _Errand(row["at"], row["facts"]["service_id"], row["counter"], row["clerk_id"])
            if ticket_id in self.issued and ticket_id not in self._waited:
                errand.wait_s = (row["at"] - self.issued[ticket_id].at).total_seconds()
                self._waited.add(ticket_id)
            self.errands[call_id] = self._newest_of_ticket[ticket_id] = errand
        self._of_call[call_id] = errand

    def _called_back(self, row: EventRow) -> None:
        self._of_call.pop(row["call_id"], None)
        if errand := self.errands.pop(row["call_id"], None):
            del self._newest_of_ticket[row["ticket_id"]]
            if errand.wait_s is not None:
                self._waited.remove(row["ticket_id"])


def _go_on(errand: _Errand, kind: str, row: EventRow) -> None:
    match kind:
        case ServingStarted.__name__:
            errand.held = False
            errand.spells.append((row["at"], None))
        case NoShowMarked.__name__:
            errand.held = False
            errand.no_show = not errand.spells
        case ActionUndone.__name__ if row["facts"]["undone"] == NoShowMarked.__name__:
            errand.no_show = False
        case ActionUndone.__name__:
            errand.held = False
            errand.items = ()
            errand.left(None)
        case RatingAsked.__name__:
            errand.rating = errand.rating or RatingLevel.NOT_RATED
        case RatingGiven.__name__:
            errand.rating = RatingLevel(row["facts"]["level"])
        case _:
            errand.held = kind == TicketHeld.__name__
            errand.items += _items(*row["facts"].get("items", ()))
            errand.left(row["at"])


def _items(*kept: str | None) -> tuple[str, ...]:
    return tuple(each for each in kept if each)


# --- Counting ------------------------------------------------------------------------------------


def _keys(by: By, what: _Number, time_zone: ZoneInfo) -> Collection[str]:
    """The rows in which something counts: as a rule one, and none when it is nobody's."""
    match by:
        case By.DAY:
            return (what.at.astimezone(time_zone).date().isoformat(),)
        case By.HOUR:
            return (f"{what.at.astimezone(time_zone):%H}:00",)
        case By.SERVICE:
            return (what.service_id,)
        case By.COUNTER:
            return (str(what.counter),) if what.counter else ()
        case By.CLERK:
            return (what.clerk_id,) if what.clerk_id else ()
        case By.ITEM:
            return frozenset(what.items)
        case _:
            assert_never(by)


def _rank(key: str) -> tuple[int, str]:
    """Counters as numbers, everything else as text."""
    return (int(key), "") if key.isdecimal() else (0, key)


@dataclass
class _Tally:
    issued: int = 0
    called: int = 0
    served: int = 0
    no_show: int = 0
    over_limit: int = 0
    waits_s: list[float] = field(default_factory=list)
    services_s: list[float] = field(default_factory=list)
    ratings: list[RatingLevel] = field(default_factory=list)

    def add(self, errand: _Errand, limit_s: float) -> None:
        self.called += 1
        self.served += bool(errand.spells)
        self.no_show += errand.no_show
        if errand.wait_s is not None:
            self.waits_s.append(errand.wait_s)
        if (service_s := errand.service_s) is not None:
            self.services_s.append(service_s)
            self.over_limit += service_s > limit_s
        if errand.rating is not None:
            self.ratings.append(errand.rating)

    def figures(self) -> Figures:
        return Figures(
            issued=self.issued,
            called=self.called,
            served=self.served,
            no_show=self.no_show,
            mean_wait_s=fmean(self.waits_s) if self.waits_s else None,
            p90_wait_s=_p90(self.waits_s),
            mean_service_s=fmean(self.services_s) if self.services_s else None,
            p90_service_s=_p90(self.services_s),
            over_limit=self.over_limit,
            ratings=count(self.ratings),
        )


def _p90(values: list[float]) -> float | None:
    """The smallest value that nine of ten do not exceed."""
    # In whole numbers: 0.9 x 10 is a little more than 9 for a computer.
    return sorted(values)[-(-len(values) * 9 // 10) - 1] if values else None


# --- The hall's own names ------------------------------------------------------------------------

_LIMITS = select(service.c.id, service.c.limit_min)
_NAMED = {By.SERVICE: service, By.CLERK: clerk}


def _limits(database: Database) -> dict[str, float]:
    with database.reading() as connection:
        return {row.id: row.limit_min * 60 for row in connection.execute(_LIMITS)}


def _names(database: Database, by: By, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    table = _NAMED.get(by)
    if table is None and by != By.ITEM:
        return {}
    with database.reading() as connection:
        if table is None:
            named = zip(keys, read_named(connection, keys), strict=True)
            return {key: (each.name, each.name_en) for key, each in named if each.name != key}
        rows = connection.execute(select(table.c.id, table.c.name, table.c.name_en))
        return {row.id: (row.name, row.name_en) for row in rows}
