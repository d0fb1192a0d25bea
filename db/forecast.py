"""How long a visitor will probably wait: the line is played forward with visits that really happened.

Each of a fixed number of plays lets every open counter take whoever the order gives it, and draws how long each
visit lasts from those that the service saw lately. No formula is fitted: counters of several lanes, helpers, visits
in progress and the spread of service times all act as they do in the hall. Of 19 plays the wait is just as likely
to fall into any of the 20 gaps between them, so that the second shortest and the second longest hold 80 % of visitors.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify, heappop, heapreplace
from math import ceil, exp, floor, inf, log1p
from random import Random

PLAYS = 19
_LOW, _MIDDLE, _HIGH = 1, 9, 17

LAST_VISITS = 1200
"""So many of the hall's last calls tell how long visits take at present."""

_OWN_VISITS = 60
"""Of one service, so many at most."""

_PRIOR = 4
"""The service's expected time counts as much as so many visits."""

_PRIOR_SPREAD = [-log1p(-(2 * each + 1) / (2 * _PRIOR)) for each in range(_PRIOR)]
_DRIFT = 0.2
"""How far the pace of a service strays within an hour or two, beyond what its visits tell."""

_BREATH_S = 90.0
"""A counter that calls again within this time was busy until then; after a longer one nobody was waiting."""


_Place = tuple[float, bool, int, str]


@dataclass(frozen=True)
class Estimate:
    """A wait in whole minutes; both 0: no wait."""

    low_min: int
    high_min: int


@dataclass(frozen=True)
class Wait:
    """A wait: as often longer as shorter than the middle, and four times of five within the bounds."""

    low_s: float
    middle_s: float
    high_s: float

    def in_minutes(self) -> Estimate:
        """As a screen says it."""
        if self.high_s <= 0:
            return Estimate(0, 0)
        return Estimate(floor(self.low_s / 60), max(1, ceil(self.high_s / 60)))


@dataclass(frozen=True)
class Visit:
    """A call that is over, as its events told."""

    counter: int
    service_id: str
    called_at: datetime
    ended_at: datetime
    head_start_s: float


@dataclass(frozen=True)
class ServiceTimes:
    """What is known of a service's visits: how long they last, in order, and how sure that is."""

    seconds: Sequence[float]
    doubt: float
    overtaking: float = 0.0
    """How many visitors with a head start come each second, who will stand before some that wait already."""
    head_start_s: float = 0.0

    def draw(self, chance: float) -> float:
        """One of its visits."""
        return self.seconds[int(chance * len(self.seconds))]


@dataclass(frozen=True)
class OpenCounter:
    """A counter that calls: its lanes with their handicaps in seconds, and for whom it is busy since when."""

    lanes: Sequence[tuple[str, float]]
    service_id: str | None = None
    since: datetime | None = None
    away_s: float = 0.0
    """So long nobody will call there, as its clerk has a break."""
    away_doubt: float = 0.0
    """How far that may stray; 0: it is certain."""


@dataclass(frozen=True)
class Waiting:
    """A visitor in line; a newcomer only asks how it would be, and takes nobody's time."""

    lane: str
    service_id: str
    due_at: datetime
    newcomer: bool = False


def learn(visits: Iterable[Visit], expected_min: Mapping[str, float]) -> dict[str, ServiceTimes]:
    """How long the visits of each service take, from the hall's visits in the order of their calls.

    A visit lasts until its counter calls again, when that is soon: walking and writing up take time as well.
    """
    of_service: dict[str, list[tuple[Visit, float]]] = {service_id: [] for service_id in expected_min}
    at_counter: dict[int, Visit] = {}

    def count(visit: Visit, until: datetime) -> None:
        if visit.service_id in of_service:
            of_service[visit.service_id].append((visit, (until - visit.called_at).total_seconds()))

    for visit in visits:
        before = at_counter.get(visit.counter)
        if before:
            soon = (visit.called_at - before.ended_at).total_seconds() <= _BREATH_S
            count(before, visit.called_at if soon else before.ended_at)
        at_counter[visit.counter] = visit
    for visit in at_counter.values():
        count(visit, visit.ended_at)
    return {
        service_id: _times(known[-_OWN_VISITS:], expected_min[service_id])
        for service_id, known in of_service.items()
    }


def _times(known: Sequence[tuple[Visit, float]], expected_min: float) -> ServiceTimes:
    scale = expected_min * 60 * _PRIOR / sum(_PRIOR_SPREAD)
    seconds = sorted([*(lasted for _, lasted in known), *(scale * each for each in _PRIOR_SPREAD)])
    mean = sum(seconds) / len(seconds)
    variance = sum((each - mean) ** 2 for each in seconds) / len(seconds)
    doubt = (variance / mean**2 / len(seconds) + _DRIFT**2) ** 0.5
    early = [visit.head_start_s for visit, _ in known if visit.head_start_s > 0]
    if not early:
        return ServiceTimes(seconds, doubt)
    ends = [visit.ended_at for visit, _ in known]
    span_s = (max(ends) - min(ends)).total_seconds()
    head_start_s = sum(early) / len(early)
    return ServiceTimes(seconds, doubt, len(early) / max(span_s, head_start_s), head_start_s)


def forecast(
    moment: datetime,
    counters: Sequence[OpenCounter],
    waiting: Sequence[Waiting],
    times: Mapping[str, ServiceTimes],
) -> list[Wait | None]:
    """The wait of each who waits, from now on; None: no counter that is open now would get so far."""
    lines: dict[str, list[_Place]] = defaultdict(list)
    for who, each in enumerate(waiting):
        due_s = (each.due_at - moment).total_seconds()
        lines[each.lane].append((due_s, each.newcomer, who, each.service_id))
    for line in lines.values():
        line.sort()
    elapsed = [(moment - each.since).total_seconds() if each.since else 0.0 for each in counters]
    called: list[list[float]] = [[] for _ in waiting]
    for play in range(PLAYS):
        _play(Random(play), counters, elapsed, lines, times, called)
    return [_wait(sorted(each)) for each in called]


def _wait(called: Sequence[float]) -> Wait | None:
    if len(called) < PLAYS:
        return None
    return Wait(called[_LOW], called[_MIDDLE], called[_HIGH])


def _play(
    random: Random,
    counters: Sequence[OpenCounter],
    elapsed: Sequence[float],
    lines: Mapping[str, Sequence[_Place]],
    times: Mapping[str, ServiceTimes],
    called: Sequence[list[float]],
) -> None:
    """Let the counters work until nobody waits, and note when each visitor is called."""
    pace = {service_id: exp(random.gauss(0, known.doubt)) for service_id, known in times.items()}
    # The visits first: however many counters there are, they meet the same ones.
    heads = {lane: _Line(random, line, times, pace) for lane, line in lines.items()}
    free = []
    for index, (counter, so_far) in enumerate(zip(counters, elapsed, strict=True)):
        rest, chance = 0.0, random.random()
        if counter.service_id:
            rest = _rest(times[counter.service_id], pace[counter.service_id], so_far, chance)
        if counter.away_s:
            rest = max(rest, counter.away_s * exp(random.gauss(0, counter.away_doubt)))
        free.append((rest, index))
    heapify(free)
    lanes = [[(heads[lane], by) for lane, by in counter.lanes if lane in heads] for counter in counters]
    while free:
        now, index = free[0]
        chosen, first = None, inf
        for line, handicap_s in lanes[index]:
            due = line.due_at(now) + handicap_s
            if due < first:
                chosen, first = line, due
        if chosen is None:
            heappop(free)
            continue
        who, lasts = chosen.take(now)
        if who is not None:
            called[who].append(now)
        heapreplace(free, (now + lasts, index))


class _Line:
    """A lane as one play draws it: who waits now, and who will come with a head start and go before some of them."""

    def __init__(
        self,
        random: Random,
        line: Sequence[_Place],
        times: Mapping[str, ServiceTimes],
        pace: Mapping[str, float],
    ) -> None:
        self._waiting: list[tuple[float, int, float]] = []
        for due, newcomer, who, service_id in reversed(line):
            chance = random.random()
            self._waiting.append(
                (due, who, 0.0 if newcomer else times[service_id].draw(chance) * pace[service_id])
            )
        service_id = line[-1][3]
        known = times[service_id]
        self._head_start_s = known.head_start_s
        self._coming: list[tuple[float, float]] = []
        if known.overtaking:
            arrives = random.expovariate(known.overtaking)
            while arrives < known.head_start_s:
                self._coming.append((arrives, known.draw(random.random()) * pace[service_id]))
                arrives += random.expovariate(known.overtaking)
            self._coming.reverse()

    def due_at(self, now: float) -> float:
        """The moment of whoever is first at that time."""
        if not self._waiting:
            return inf
        due = self._waiting[-1][0]
        if self._coming and self._coming[-1][0] <= now:
            return min(due, self._coming[-1][0] - self._head_start_s)
        return due

    def take(self, now: float) -> tuple[int | None, float]:
        """Who is called, if they wait already, and for how long."""
        if self.due_at(now) < self._waiting[-1][0]:
            return None, self._coming.pop()[1]
        return self._waiting.pop()[1:]


def _rest(known: ServiceTimes, pace: float, so_far: float, chance: float) -> float:
    """How long a visit still lasts that has lasted so long: as the longer ones did, or a whole one again."""
    seconds = known.seconds
    shorter = bisect_right(seconds, so_far / pace)
    if shorter == len(seconds):
        return known.draw(chance) * pace
    return seconds[shorter + int(chance * (len(seconds) - shorter))] * pace - so_far
