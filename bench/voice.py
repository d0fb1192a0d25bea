"""The sample hall's peak hour on its seven unequal channels: `python -m bench.voice`.

The real scheduler decides on a simulated clock; how long a sentence lasts is measured on the sentence itself, which
the real engine renders, and what a player needs beside the sound on a real player. Calls come by chance, to each zone
in proportion to its numbers; one visitor in ten is called again. The raw limit is a channel that says every sentence
shortly and has nothing else to do: what it could say in that hour at most.
"""

from __future__ import annotations

import argparse
import heapq
import random
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy import func, select

from bench.databases import sample_hall
from db.engine import open_database
from db.models import counter, service
from display.schedule import TOO_OLD_S, Announcement, Form, Say, Schedule, Unsaid, Wait
from display.sentences import Sentences, load_tongues
from shell.speech import Rendered, Voice, player_command

HOUR_S = 3600.0
PACES = (28, 30, 35, 40)
PROMISED_PACE, PROMISED_P95_S = 30, 15.0
RECALLED = 0.1
RECALL_AFTER_S = (12.0, 40.0)
ARRIVES_AFTER_S = (8.0, 45.0)
CALLS_A_ZONE = 24
"""So many different calls in each zone: enough sentences to measure, few enough to render."""


@dataclass(frozen=True)
class Zone:
    """A channel: its share of the calls, and the calls that may come."""

    id: str
    share: float
    calls: Sequence[tuple[str, str, int]]
    """Number, service, counter."""


@dataclass
class Heard:
    """What came of a channel's hour."""

    waits: list[float] = field(default_factory=list)
    """From the call to the first sound of its own words."""
    unspoken: list[float] = field(default_factory=list)
    """The ages at which calls were given up."""
    spans: list[tuple[float, float]] = field(default_factory=list)
    forms: dict[Form, int] = field(default_factory=dict)
    lost: int = 0

    @property
    def overlaps(self) -> int:
        pairs = zip(self.spans, self.spans[1:], strict=False)
        return sum(1 for before, after in pairs if after[0] < before[1])


class Durations:
    """How long each sentence lasts, really rendered, each once."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._voice = Voice(player=player_command(silent=True))
        self._sentences = Sentences(load_tongues(), languages)
        self._known: dict[tuple[str, bool], float] = {}
        self.beside_s = self._beside()

    def _beside(self) -> float:
        """What a player needs beside the sound: opening the device, and silence at the end."""
        rendered = self._render("请 A 零 零 一 号", chime=False)
        took = []
        for _ in range(3):
            began = monotonic()
            self._voice.play(rendered)
            took.append(monotonic() - began - rendered.seconds)
        return statistics.median(took)

    def _render(self, text: str, *, chime: bool) -> Rendered:
        from shell.speech_text import Utterance

        return self._voice.render(Utterance("zh", text), chime=chime)

    def of(self, calls: Sequence[Announcement], form: Form) -> float:
        """How long the channel is busy with it."""
        total = 0.0
        for place, said in enumerate(self._sentences.of(calls, form)):
            chime = form is Form.FULL and place == 0
            key = (f"{said.language} {said.text}", chime)
            if key not in self._known:
                self._known[key] = self._voice.render(said, chime=chime).seconds
            total += self._known[key] + self.beside_s
        return total

    @property
    def rendered(self) -> int:
        return len(self._known)

    def close(self) -> None:
        self._voice.close()


def zones_of(url: str, chance: random.Random) -> list[Zone]:
    """The channels of the hall in that database."""
    database = open_database(url, "bench")
    caps = func.coalesce(service.c.cap_am, 0) + func.coalesce(service.c.cap_pm, 0)
    with database.reading() as connection:
        services = connection.execute(select(service.c.id, service.c.zone_id, caps.label("cap"))).all()
        counters = connection.execute(select(counter.c.number, counter.c.zone_id)).all()
    database.close()
    total = sum(row.cap for row in services)
    zones = []
    for zone_id in sorted({row.zone_id for row in services}):
        mine = [row for row in services if row.zone_id == zone_id]
        places = [row.number for row in counters if row.zone_id == zone_id]
        drawn = chance.choices(mine, [row.cap for row in mine], k=CALLS_A_ZONE)
        calls = [
            (f"{row.id}{chance.randrange(1, row.cap + 1):03d}", row.id, chance.choice(places))
            for row in drawn
        ]
        zones.append(Zone(zone_id, sum(row.cap for row in mine) / total, calls))
    return zones


def arrivals(zone: Zone, calls_a_minute: float, chance: random.Random) -> list[Announcement]:
    """An hour's calls and recalls, by chance."""
    pace_s = calls_a_minute * zone.share / 60 / (1 + RECALLED)
    moment, found = 0.0, []
    while (moment := moment + chance.expovariate(pace_s)) < HOUR_S:
        number, service_id, place = chance.choice(zone.calls)
        call_id = len(found) + 1
        found.append(Announcement(call_id, number, service_id, place, moment, 1, zone.id, zone.id))
    for call in list(found):
        if chance.random() < RECALLED:
            again = call.since + chance.uniform(*RECALL_AFTER_S)
            found.append(
                Announcement(
                    call.call_id, call.number, call.service_id, call.counter, again, 2, zone.id, zone.id
                )
            )
    return sorted(found, key=lambda call: call.since)


def play(calls: Sequence[Announcement], durations: Durations, chance: random.Random) -> Heard:
    """The channel's hour, step by step as the scheduler wants it."""
    heard, schedule, now = Heard(), Schedule(), 0.0
    coming = [(call.since, place, call) for place, call in enumerate(calls)]
    there = [(call.since + chance.uniform(*ARRIVES_AFTER_S), call.call_id) for call in calls]
    heapq.heapify(there)
    settled: set[tuple[int, int]] = set()

    def take_in(until: float) -> None:
        while coming and coming[0][0] <= until:
            schedule.add(coming.pop(0)[2])
        while there and there[0][0] <= until:
            schedule.arrived(heapq.heappop(there)[1])

    while True:
        take_in(now)
        match schedule.next(now):
            case Say(calls=said, form=form) as say:
                lasts = durations.of(said, form)
                if form is not Form.AGAIN:
                    heard.waits += [
                        now + lasts * place / len(said) - each.since for place, each in enumerate(said)
                    ]
                    settled |= {(each.call_id, each.times) for each in said}
                heard.forms[form] = heard.forms.get(form, 0) + 1
                heard.spans.append((now, now + lasts))
                take_in(now + lasts)
                schedule.said(say, now, now + lasts, heard=True)
                now += lasts
            case Unsaid(calls=unsaid):
                heard.unspoken += [now - each.since for each in unsaid]
                settled |= {(each.call_id, each.times) for each in unsaid}
            case Wait(until=until):
                moments = [each for each in (until, coming[0][0] if coming else None) if each is not None]
                if not moments:
                    break
                now = max(now, min(moments))
            case _:
                pass
    replaced = {(c.call_id, 1) for c in calls if c.times == 2}  # a recall takes the place of what waited
    heard.lost = len({(c.call_id, c.times) for c in calls} - settled - replaced)
    return heard


@dataclass(frozen=True)
class Figures:
    """An hour of the whole hall."""

    calls: int
    mean_s: float
    p95_s: float
    worst_s: float
    unspoken: int
    youngest_unspoken_s: float
    overlaps: int
    lost: int

    @property
    def kept(self) -> bool:
        """Whether everything holds that holds at any pace."""
        young = self.unspoken and self.youngest_unspoken_s <= TOO_OLD_S
        return not (self.overlaps or self.lost or young)


def figures(channels: Iterable[Heard]) -> Figures:
    """What it comes to."""
    channels = list(channels)
    waits = [wait for channel in channels for wait in channel.waits]
    unspoken = [age for channel in channels for age in channel.unspoken]
    return Figures(
        calls=len(waits) + len(unspoken),
        mean_s=statistics.fmean(waits),
        p95_s=statistics.quantiles(waits, n=20)[18],
        worst_s=max(waits),
        unspoken=len(unspoken),
        youngest_unspoken_s=min(unspoken, default=0.0),
        overlaps=sum(channel.overlaps for channel in channels),
        lost=sum(channel.lost for channel in channels),
    )


def hours(
    zones: Sequence[Zone], pace: float, durations: Durations, seeds: Iterable[int]
) -> Mapping[str, list[Heard]]:
    """Some hours at that pace, by channel."""
    heard: dict[str, list[Heard]] = {zone.id: [] for zone in zones}
    for seed in seeds:
        chance = random.Random(f"{pace} {seed}")
        for zone in zones:
            heard[zone.id].append(play(arrivals(zone, pace, chance), durations, chance))
    return heard


def table(found: Mapping[str, list[Heard]], zones: Sequence[Zone]) -> None:
    """How it stood with each channel."""
    for zone in zones:
        of_zone = figures(found[zone.id])
        forms = {form: sum(each.forms.get(form, 0) for each in found[zone.id]) for form in Form}
        said = ", ".join(f"{count} {form.value}" for form, count in forms.items())
        print(
            f"    zone {zone.id}: {zone.share:4.0%} of the calls, p95 {of_zone.p95_s:4.1f} s,"
            f" {of_zone.unspoken} unspoken; {said}"
        )


def main() -> int:
    """Measure, print, and say by the exit code whether the promises hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.voice", description=__doc__)
    parser.add_argument("--hours", type=int, default=10, help="so many at each pace")
    parser.add_argument("--language", action="append", help="default: zh alone")
    given = parser.parse_args()
    chance = random.Random(1)
    with sample_hall("sqlite") as url:
        zones = zones_of(url, chance)
    durations = Durations(given.language or ["zh"])
    kept = True
    some = [Announcement(1, number, name, at, 0.0) for zone in zones for number, name, at in zone.calls]
    each_s = {
        form: statistics.fmean(durations.of([c], form) for c in some) for form in (Form.FULL, Form.SHORT)
    }
    print(
        f"a call takes {each_s[Form.FULL]:.1f} s with chime, {each_s[Form.SHORT]:.1f} s shortly;"
        f" {durations.beside_s:.2f} s of it beside the sound"
    )
    busiest = max(zone.share for zone in zones)
    limit = 60 / each_s[Form.SHORT] / busiest
    print(
        f"raw limit: the busiest channel has {busiest:.0%} of the calls, so {limit:.0f} a minute in the hall"
    )
    for pace in PACES:
        found = hours(zones, pace, durations, range(given.hours))
        total = figures(heard for each in found.values() for heard in each)
        kept &= total.kept and (pace > PROMISED_PACE or total.p95_s <= PROMISED_P95_S)
        print(
            f"{pace} calls a minute ({pace / limit:.0%} of the limit): call to voice mean {total.mean_s:.1f} s,"
            f" p95 {total.p95_s:.1f} s, worst {total.worst_s:.1f} s; of {total.calls} unspoken {total.unspoken}"
            + (f" (youngest {total.youngest_unspoken_s:.1f} s)" if total.unspoken else "")
            + f"; overlapping {total.overlaps}, lost {total.lost}"
        )
        table(found, zones)
    print(f"{durations.rendered} sentences rendered")
    durations.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
