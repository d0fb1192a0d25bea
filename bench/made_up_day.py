"""Days of a small zone, made up: crowds by the hour, clerks and services of different pace, visitors with a head start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from statistics import fmean, median

from db.forecast import LAST_VISITS, OpenCounter, Visit, Wait, Waiting, forecast, learn

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOON_S, CLOSES_S = 3 * 3600.0, 8 * 3600.0
CROWD = (0.7, 1.1, 1.15, 0.9, 0.75, 1.1, 1.1, 0.8)
"""How many come in each hour, as a share of what the service's own counters can do."""

ASKED = 0.5
"""Of so many visitors a forecast is made and kept."""

BEST_ASKED, BEST_PLAYS = 0.15, 39
"""Of so many of those the best that anybody could have said, from so many ways in which the day might go on."""

HEAD_START_S, HEAD_STARTS, NO_SHOWS = 1800.0, 0.1, 0.04

Family = Callable[[Random], float]


def exponential(random: Random) -> float:
    """Many short ones, few long ones."""
    return random.expovariate(1)


def lognormal(random: Random) -> float:
    """Most near the usual time, some very long ones; spread 0.7."""
    return random.lognormvariate(-0.2, 0.2**0.5 * 2**0.5)


def two_kinds(random: Random) -> float:
    """A quick errand or a whole case: gamma each, four times as long."""
    return random.gammavariate(4, 0.5 / 4) if random.random() < 2 / 3 else random.gammavariate(4, 2 / 4)


FAMILIES: Mapping[str, Family] = {"exponential": exponential, "lognormal": lognormal, "two kinds": two_kinds}


EXPECTED_MIN = {"A": 10.0, "B": 8.0, "C": 12.0}
HELPS = 600.0
Zone = Mapping[int, Mapping[str, float]]
"""The services of each counter, with the seconds by which it sees their visitors later."""

ZONES: Mapping[str, Zone] = {
    "one counter, several services": {
        1: {"A": 0, "B": 0},
        2: {"A": 0, "B": 0},
        3: {"A": 0, "B": 0, "C": 0},
        4: {"A": 0, "B": 0, "C": 0},
        5: {"B": 0, "C": 0},
        6: {"C": 0, "A": HELPS},
    },
    "one counter, one service": {
        1: {"A": 0},
        2: {"A": 0},
        3: {"A": 0},
        4: {"B": 0, "A": HELPS},
        5: {"B": 0},
        6: {"C": 0},
        7: {"C": 0, "B": HELPS},
    },
}
CLOSING = 2
"""The counter that closes at noon, on days on which one does."""

OWN_COUNTERS = {"A": 2.6, "B": 1.9, "C": 1.8}
"""How much work comes for each service, in counters."""


@dataclass
class Person:
    """A visitor of the made-up day."""

    service: str
    due_s: float
    issued_s: float
    head_start: bool
    forecast: Wait | None = None
    usual_s: float | None = None
    best_s: float | None = None
    called_s: float | None = None


@dataclass
class Day:
    """A day of the zone as it happens, and what was said to whom."""

    zone: Zone
    family: Family
    random: Random
    closing: bool
    now_s: float = 0.0
    asked: float = ASKED
    lines: dict[str, list[tuple[float, int, Person]]] = field(default_factory=dict)
    busy: dict[int, tuple[str, float]] = field(default_factory=dict)
    calling: set[int] = field(default_factory=set)
    visits: list[Visit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = {service: [] for service in EXPECTED_MIN}
        self.pace = {service: self.random.uniform(0.8, 1.25) for service in EXPECTED_MIN}
        self.clerk = {number: self.random.uniform(0.85, 1.15) for number in self.zone}
        self.agenda: list[tuple[float, int, Callable[[], None]]] = []
        self.serial = count()

    def at(self, moment_s: float, what: Callable[[], None]) -> None:
        """Let something happen later."""
        heappush(self.agenda, (moment_s, next(self.serial), what))

    def run(self) -> list[Person]:
        """Let the day pass; everybody who was given a forecast and was called."""
        for service in OWN_COUNTERS:
            self.expect(service)
        while self.agenda:
            self.step()
        return [each for each in self.people if each.called_s is not None]

    def step(self) -> None:
        """Let the next thing happen."""
        self.now_s, _, what = heappop(self.agenda)
        what()

    def expect(self, service: str) -> None:
        """Let the next visitor of a service come, if any comes today."""
        moment_s = self.now_s
        while moment_s < CLOSES_S:
            hour = int(moment_s // 3600)
            crowd = OWN_COUNTERS[service] * CROWD[hour] / (EXPECTED_MIN[service] * 60)
            moment_s += self.random.expovariate(crowd)
            if moment_s < (hour + 1) * 3600.0:
                self.at(moment_s, lambda: self.come(service))
                return
            moment_s = (hour + 1) * 3600.0

    def is_open(self, number: int) -> bool:
        """Whether the counter's clerk is there."""
        return not (self.closing and number == CLOSING and self.now_s >= NOON_S)

    def come(self, service: str) -> None:
        """A visitor takes a number."""
        self.expect(service)
        head_start = self.random.random() < HEAD_STARTS
        due_s = self.now_s - HEAD_START_S * head_start
        person = Person(service, due_s, self.now_s, head_start)
        free = [n for n in self.zone if self.is_open(n) and n not in self.busy and n not in self.calling]
        able = [number for number in free if service in self.zone[number]]
        ask = not able and self.random.random() < self.asked
        if ask:
            self.ask(person)
            self.people.append(person)
        place = next(self.serial)
        heappush(self.lines[service], (due_s, place, person))
        if ask and self.random.random() < BEST_ASKED:
            person.best_s = median(self.twin().until_called(service, place) for _ in range(BEST_PLAYS))
        if able:
            number = min(able, key=lambda each: self.zone[each][service])
            self.calling.add(number)
            self.at(self.now_s + self.random.uniform(1, 5), lambda: self.call(number))

    def ask(self, person: Person) -> None:
        """What both say at this moment; from what events tell."""
        ahead = sum(due_s <= person.due_s for due_s, _, _ in self.lines[person.service])
        times = learn(self.visits[-LAST_VISITS:], EXPECTED_MIN)
        moment = OPENS + timedelta(seconds=self.now_s)
        counters = [
            OpenCounter(tuple(lanes.items()), *self.busy_with(number))
            for number, lanes in self.zone.items()
            if self.is_open(number)
        ]
        waiting = [
            Waiting(service, service, OPENS + timedelta(seconds=due_s))
            for service, line in self.lines.items()
            for due_s, _, _ in line
        ]
        due_at = OPENS + timedelta(seconds=person.due_s)
        waiting.append(Waiting(person.service, person.service, due_at, newcomer=True))
        person.forecast = forecast(moment, counters, waiting, times)[-1]
        lasted = [
            (each.ended_at - each.called_at).total_seconds()
            for each in self.visits
            if each.service_id == person.service
        ]
        mean_s = fmean(lasted) if lasted else EXPECTED_MIN[person.service] * 60
        own = sum(self.zone[number].get(person.service) == 0 for number in self.zone if self.is_open(number))
        person.usual_s = ahead * mean_s / own

    def busy_with(self, number: int) -> tuple[str, datetime] | tuple[None, None]:
        """For whom the counter is busy, and since when."""
        if number not in self.busy:
            return None, None
        service, since_s = self.busy[number]
        return service, OPENS + timedelta(seconds=since_s)

    def call(self, number: int) -> None:
        """The counter takes whoever counts as having come first."""
        self.calling.discard(number)
        heads = [
            (self.lines[service][0][0] + handicap_s, service)
            for service, handicap_s in self.zone[number].items()
            if self.lines[service]
        ]
        if not heads or not self.is_open(number):
            return
        service = min(heads)[1]
        person = heappop(self.lines[service])[2]
        person.called_s = self.now_s
        self.busy[number] = service, self.now_s
        self.at(self.now_s + self.lasts_s(number, service), lambda: self.finish(number, person))

    def lasts_s(self, number: int, service: str) -> float:
        """How long a visit will last, or the wait for somebody who does not come."""
        if self.random.random() < NO_SHOWS:
            return 75.0
        usual_s = EXPECTED_MIN[service] * 60 * self.pace[service] * self.clerk[number]
        return 20 + self.family(self.random) * (usual_s - 20)

    def finish(self, number: int, person: Person) -> None:
        """The visit is over; after a breath the next one is called."""
        _, since_s = self.busy.pop(number)
        self.visits.append(
            Visit(
                number,
                person.service,
                OPENS + timedelta(seconds=since_s),
                OPENS + timedelta(seconds=self.now_s),
                HEAD_START_S * person.head_start,
            )
        )
        self.calling.add(number)
        self.at(self.now_s + self.random.uniform(2, 20), lambda: self.call(number))

    # --- The best that anybody could say: the true paces, crowds and closing known, but not the dice ----

    def twin(self) -> Day:
        """The same hall at the same moment, where the dice fall anew from here on."""
        dice = Random(self.random.random())
        twin = Day(self.zone, self.family, dice, self.closing, self.now_s, asked=0)
        twin.pace, twin.clerk = self.pace, self.clerk
        twin.serial = count(next(self.serial))
        for service, line in self.lines.items():
            twin.lines[service] = [(due_s, nth, replace(each)) for due_s, nth, each in line]
            twin.expect(service)
        for number, (service, since_s) in self.busy.items():
            twin.busy[number] = service, since_s
            stranger = Person(service, since_s, since_s, head_start=False)
            twin.at(since_s + twin.ends_s(number), lambda n=number, who=stranger: twin.finish(n, who))
        for number in self.calling:
            twin.calling.add(number)
            twin.at(self.now_s + dice.uniform(1, 10), lambda n=number: twin.call(n))
        return twin

    def ends_s(self, number: int) -> float:
        """How long a visit lasts in all that has lasted until now."""
        service, since_s = self.busy[number]
        for _ in range(1000):
            lasts_s = self.lasts_s(number, service)
            if since_s + lasts_s > self.now_s:
                return lasts_s
        return self.now_s - since_s + 60

    def until_called(self, service: str, place: int) -> float:
        """How long somebody in line still waits."""
        who = next(each for _, nth, each in self.lines[service] if nth == place)
        while who.called_s is None:
            self.step()
        return who.called_s - who.issued_s
