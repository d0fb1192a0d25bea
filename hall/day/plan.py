"""Who will come on a day, when, for what, and what will become of the visit: drawn beforehand, from a seed alone.

Two runs of the same plan differ only by what the hall does with it, which is what makes them comparable.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import Any

from db.calendar import Calendar, Day, HoursKind, Span
from db.hall_folder import HallFolder
from db.privacy import Person

BUSIEST_DAY = 11_700
"""Visits of the hall that the sample is made after, on its busiest day."""
_PACE = 0.75
"""Of the folder's expected minutes: with the whole of them no such day could be served (docs/simulate.md)."""
_SPREAD = 0.6

_BOOKED, _PRIORITY, _LOW, _BUNDLES = 0.06, 0.08, 0.01, 0.02
_NO_SHOWS, _COME_BACK = 0.04, 0.5
_PAPER_KEPT, _PAPER_LOST, _PAPER_SILENT = 0.003, 0.003, 0.004
_GIVES_UP = 0.005


class Detour(StrEnum):
    """What a visit may come to beside being finished."""

    NONE = "none"
    SENT_ON = "sent_on"
    SENT_AND_BACK = "sent_and_back"
    HELD_HERE = "held_here"
    HELD_ANYWHERE = "held_anywhere"
    BACK_OFFICE = "back_office"
    PICK_UP = "pick_up"
    UNDONE = "undone"
    CALLED_BACK = "called_back"


_DETOURS = {
    Detour.SENT_ON: 0.015,
    Detour.SENT_AND_BACK: 0.01,
    Detour.HELD_HERE: 0.01,
    Detour.HELD_ANYWHERE: 0.01,
    Detour.BACK_OFFICE: 0.01,
    Detour.PICK_UP: 0.015,
    Detour.UNDONE: 0.005,
    Detour.CALLED_BACK: 0.005,
}


class PaperLuck(StrEnum):
    """What became of the paper."""

    PRINTED = "printed"
    KEPT = "kept"  # it failed, and the visitor kept the number from the screen
    LOST = "lost"  # it failed, and nobody kept the number
    SILENT = "silent"  # nobody will ever say


@dataclass(frozen=True)
class Visitor:
    """Somebody who will come."""

    comes_at: datetime
    service_id: str
    bundle_id: str | None
    group_id: str | None
    low: bool
    person: Person | None
    booking: str | None
    paper: PaperLuck
    gives_up_s: float | None
    """Gives the number back when not called so long after the touch."""
    shows_up: bool
    comes_back_s: float | None
    walks_s: float
    works: tuple[float, ...]
    """How long each part of the visit lasts, as a multiple of what its service usually takes."""
    detour: Detour
    goes_to: str
    """The service to which the visitor is sent, when sent on."""
    away_s: float


@dataclass(frozen=True)
class Booked:
    """A booking made before the day."""

    code: str
    service_id: str
    starts_at: datetime
    person: Person | None


@dataclass(frozen=True)
class DayPlan:
    """A whole day's visitors in the order of their coming, and who has booked."""

    visitors: tuple[Visitor, ...]
    bookings: tuple[Booked, ...]
    pace: float
    """Of the folder's expected minutes, so much does a visit take on average."""


def pace_for(visits: int) -> float:
    """How fast counters must work for the hall to carry so many visits; no slower than on its busiest day."""
    return _PACE * min(1.0, BUSIEST_DAY / max(visits, 1))


def made_roomy(folder: HallFolder, visits: int) -> HallFolder:
    """The hall with caps raised, if need be, until they admit so many visits, spread as they like."""
    shipped = sum((each["cap_am"] or 0) + (each["cap_pm"] or 0) for each in folder.services)
    factor = max(1.0, 1.5 * visits / shipped) if shipped else 1.0

    def raised(row: Any) -> dict[str, Any]:
        caps = {name: row[name] and math.ceil(row[name] * factor) for name in ("cap_am", "cap_pm")}
        return {**row, **caps}

    return replace(folder, services=tuple(map(raised, folder.services)))


def make_plan(folder: HallFolder, calendar: Calendar, day: Day, visits: int, seed: int) -> DayPlan:
    """Draw the day."""
    return _Drawing(folder, calendar, day, Random(f"{seed} {visits}")).plan(visits)


class _Drawing:
    def __init__(self, folder: HallFolder, calendar: Calendar, day: Day, dice: Random) -> None:
        self.folder, self.calendar, self.day, self.dice = folder, calendar, day, dice
        self.services = {each["id"]: each for each in folder.services}
        self.groups = [each["id"] for each in folder.groups]
        self.neighbours: dict[str, list[str]] = defaultdict(list)
        for each in folder.services:
            self.neighbours[each["zone_id"]].append(each["id"])
        steps: dict[str, list[str]] = defaultdict(list)
        for each in folder.bundle_steps:
            steps[each["bundle_id"]].append(each["service_id"])
        self.bundles = list(steps)
        self.first_step = {bundle: services[0] for bundle, services in steps.items()}

    def plan(self, visits: int) -> DayPlan:
        bookings = self._bookings(round(visits * _BOOKED))
        visitors = [
            self._visitor(moment, booked.service_id, booked=booked)
            for booked in bookings
            if (moment := self._comes_to_booking(booked))
        ]
        names = list(self.services)
        weights = [self._demand(self.services[name]) for name in names]
        moments = self._moments(max(visits - len(bookings), 0))
        for moment, service_id in zip(
            moments, self.dice.choices(names, weights, k=len(moments)), strict=True
        ):
            visitors.append(self._visitor(moment, service_id))
        visitors.sort(key=lambda each: each.comes_at)
        return DayPlan(tuple(visitors), tuple(bookings), pace_for(visits))

    def _demand(self, service: Any) -> float:
        """As many as its caps admit, or as its counters could serve."""
        caps = (service["cap_am"] or 0) + (service["cap_pm"] or 0)
        if caps:
            return float(caps)
        lane = f"service:{service['id']}"
        own = sum(each["lane"] == lane and not each["handicap_min"] for each in self.folder.counter_lanes)
        return own * 7 * 60 / service["expected_min"]

    def _moments(self, visits: int) -> list[datetime]:
        """When they come: a peak in each half of the day."""
        spans = self.day.spans(HoursKind.ISSUE)
        if len(spans) == 1:
            noon = spans[0].opens + (spans[0].closes - spans[0].opens) / 2
            spans = [Span(spans[0].opens, noon), Span(noon, spans[0].closes)]
        quarters = [
            (span.opens + nth * (span.closes - span.opens) / 16, (span.closes - span.opens) / 16, nth)
            for span in spans
            for nth in range(16)
        ]
        weights = [
            long.total_seconds() * (0.7 + 0.9 * math.exp(-(((nth + 0.5) / 16 - 0.35) ** 2) / 0.06))
            for _, long, nth in quarters
        ]
        drawn = self.dice.choices(quarters, weights, k=visits)
        return [begins + long * self.dice.random() for begins, long, _ in drawn]

    def _bookings(self, wanted: int) -> list[Booked]:
        slots = [
            (each["service_id"], self.calendar.moment(self.day.date, each["starts"]))
            for each in self.folder.slots
            if each["weekday"] == self.day.date.weekday()
            for _ in range(each["capacity"])
        ]
        serving = self.day.spans(HoursKind.SERVE)
        slots = [slot for slot in slots if any(slot[1] in span for span in serving)]
        chosen = self.dice.sample(slots, min(wanted, len(slots)))
        return [
            Booked(f"W{nth:06d}", service_id, starts_at, self._person())
            for nth, (service_id, starts_at) in enumerate(chosen)
        ]

    def _comes_to_booking(self, booked: Booked) -> datetime | None:
        luck = self.dice.random()
        if luck < 0.05:
            return None
        late = timedelta(minutes=self.dice.uniform(16, 40) if luck < 0.09 else self.dice.uniform(-28, 10))
        return max(booked.starts_at + late, self.day.spans(HoursKind.ISSUE)[0].opens)

    def _visitor(self, moment: datetime, service_id: str, booked: Booked | None = None) -> Visitor:
        dice = self.dice
        bundle = None
        if booked is None and self.bundles and dice.random() < _BUNDLES:
            bundle = dice.choice(self.bundles)
            service_id = self.first_step[bundle]
        neighbours = self.neighbours[self.services[service_id]["zone_id"]]
        asks_card = self.services[service_id]["asks_card"]
        return Visitor(
            comes_at=moment,
            service_id=service_id,
            bundle_id=bundle,
            group_id=dice.choice(self.groups) if self.groups and dice.random() < _PRIORITY else None,
            low=dice.random() < _LOW,
            person=(booked.person if booked else self._person()) if booked or asks_card else None,
            booking=booked.code if booked else None,
            paper=self._paper(),
            gives_up_s=dice.uniform(1200, 3600) if dice.random() < _GIVES_UP else None,
            shows_up=dice.random() >= _NO_SHOWS,
            comes_back_s=dice.uniform(120, 1200) if dice.random() < _COME_BACK else None,
            walks_s=dice.uniform(8, 45),
            works=tuple(dice.lognormvariate(-(_SPREAD**2) / 2, _SPREAD) for _ in range(6)),
            detour=self._detour(),
            goes_to=dice.choice([each for each in neighbours if each != service_id] or [service_id]),
            away_s=dice.uniform(300, 1800),
        )

    def _person(self) -> Person:
        return Person(f"{self.dice.getrandbits(256):064x}", f"110***********{self.dice.randrange(10000):04d}")

    def _paper(self) -> PaperLuck:
        luck = self.dice.random()
        bounds = (
            (_PAPER_KEPT, PaperLuck.KEPT),
            (_PAPER_LOST, PaperLuck.LOST),
            (_PAPER_SILENT, PaperLuck.SILENT),
        )
        for share, paper in bounds:
            if luck < share:
                return paper
            luck -= share
        return PaperLuck.PRINTED

    def _detour(self) -> Detour:
        luck = self.dice.random()
        for detour, share in _DETOURS.items():
            if luck < share:
                return detour
            luck -= share
        return Detour.NONE


def gaps(spans: Sequence[Span]) -> list[Span]:
    """What lies between hours, as lunch does."""
    return [
        Span(before.closes, after.opens) for before, after in pairwise(spans) if before.closes < after.opens
    ]
