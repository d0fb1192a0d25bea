"""The forecast against the usual formula (visitors ahead x mean / counters): `python -m bench.forecast`.

Days of two small zones are made up by a generator of its own: crowds by the hour, clerks and services of different
pace, no-shows, visitors with a head start, and on half of the days a counter that closes at noon. In one zone most
counters serve several services, in the other each serves one and some help out. The forecast is told only what the
hall's events tell, and begins the day with the folder's expected minutes; the usual formula gets the day's own mean
service time. Half of the visitors who find no free counter are asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import chain, count
from random import Random
from statistics import fmean

from db.forecast import LAST_VISITS, OpenCounter, Visit, Wait, Waiting, forecast, learn

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOON_S, CLOSES_S = 3 * 3600.0, 8 * 3600.0
CROWD = (0.7, 1.1, 1.15, 0.9, 0.75, 1.1, 1.1, 0.8)
"""How many come in each hour, as a share of what the service's own counters can do."""

ASKED = 0.5
"""Of so many visitors a forecast is made and kept."""

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
    called_s: float | None = None


@dataclass
class Day:
    """A day of the zone as it happens, and what was said to whom."""

    zone: Zone
    family: Family
    random: Random
    closing: bool
    now_s: float = 0.0
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
        for service, own in OWN_COUNTERS.items():
            for hour, crowd in enumerate(CROWD):
                rate = own * crowd / (EXPECTED_MIN[service] * 60)
                moment_s = hour * 3600.0 + self.random.expovariate(rate)
                while moment_s < (hour + 1) * 3600.0:
                    self.at(moment_s, lambda service=service: self.come(service))
                    moment_s += self.random.expovariate(rate)
        while self.agenda:
            self.now_s, _, what = heappop(self.agenda)
            what()
        return [each for each in self.people if each.called_s is not None]

    def is_open(self, number: int) -> bool:
        """Whether the counter's clerk is there."""
        return not (self.closing and number == CLOSING and self.now_s >= NOON_S)

    def come(self, service: str) -> None:
        """A visitor takes a number."""
        head_start = self.random.random() < HEAD_STARTS
        due_s = self.now_s - HEAD_START_S * head_start
        person = Person(service, due_s, self.now_s, head_start)
        free = [n for n in self.zone if self.is_open(n) and n not in self.busy and n not in self.calling]
        able = [number for number in free if service in self.zone[number]]
        if not able and self.random.random() < ASKED:
            self.ask(person)
            self.people.append(person)
        heappush(self.lines[service], (due_s, next(self.serial), person))
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
        usual_s = EXPECTED_MIN[service] * 60 * self.pace[service] * self.clerk[number]
        lasts_s = 75.0 if self.random.random() < NO_SHOWS else 20 + self.family(self.random) * (usual_s - 20)
        self.busy[number] = service, self.now_s
        self.at(self.now_s + lasts_s, lambda: self.finish(number, person))

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


@dataclass(frozen=True)
class Score:
    """How both did, in minutes."""

    visitors: int
    forecast_min: float
    usual_min: float
    held: float
    held_as_shown: float

    @property
    def ratio(self) -> float:
        """The forecast's error as a share of the usual formula's."""
        return self.forecast_min / self.usual_min


def score(people: Iterable[Person]) -> Score:
    """Both errors, and how many waits the band held."""
    ours, theirs, held, shown = [], [], [], []
    for each in people:
        assert each.called_s is not None and each.usual_s is not None and each.forecast is not None
        wait_s = each.called_s - each.issued_s
        estimate = each.forecast.in_minutes()
        ours.append(abs(each.forecast.middle_s - wait_s) / 60)
        theirs.append(abs(each.usual_s - wait_s) / 60)
        held.append(each.forecast.low_s <= wait_s <= each.forecast.high_s)
        shown.append(estimate.low_min <= wait_s / 60 <= estimate.high_min)
    return Score(len(ours), fmean(ours), fmean(theirs), fmean(held), fmean(shown))


def one_day(zone_name: str, name: str, closing: bool, seed: int) -> list[Person]:
    """A day, from its seed alone."""
    return Day(ZONES[zone_name], FAMILIES[name], Random(f"{name} {closing} {seed}"), closing).run()


def main() -> None:
    """Play the days, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.forecast", description=__doc__)
    parser.add_argument("--days", type=int, default=10, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    days = range(given.seed, given.seed + given.days)
    kinds = [(zone, name, closing) for zone in ZONES for name in FAMILIES for closing in (False, True)]
    with ProcessPoolExecutor() as pool:
        made = {
            kind: list(
                chain.from_iterable(pool.map(one_day, *zip(*((*kind, day) for day in days), strict=True)))
            )
            for kind in kinds
        }
    for zone in ZONES:
        print(f"\n{zone}")
        for kind in kinds:
            if kind[0] == zone:
                report(f"{kind[1]}, {'one closes at noon' if kind[2] else 'all stay open'}", made[kind])
    print("\nboth zones, all days")
    for name in FAMILIES:
        report(name, chain.from_iterable(made[kind] for kind in kinds if kind[1] == name))


def report(title: str, people: Iterable[Person]) -> None:
    """A line of the table."""
    result = score(people)
    print(
        f"  {title:32}{result.visitors:6} visitors  error {result.forecast_min:5.2f} min, usual formula"
        f" {result.usual_min:5.2f} min  ratio {result.ratio:.2f}  band holds {result.held:.1%}"
        f" (in whole minutes {result.held_as_shown:.1%})"
    )


if __name__ == "__main__":
    main()
