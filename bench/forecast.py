"""The forecast against the usual formula (visitors ahead x mean / counters): `python -m bench.forecast`.

Days of two small zones are made up (bench/made_up_day.py): crowds by the hour, clerks and services of different
pace, no-shows, visitors with a head start, and on half of the days a counter that closes at noon. In one zone most
counters serve several services, in the other each serves one and some help out. The forecast is told only what the
hall's events tell, and begins the day with the folder's expected minutes; the usual formula gets the day's own mean
service time. Half of the visitors who find no free counter are asked for.

How long visits will last nobody can know, so there is a floor under the error. For some of the visitors it is
reckoned: the middle of many ways in which the very same day may go on, its true paces, its crowds and the closing at
noon known beforehand. Nothing that sees only events can be better than that.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from random import Random
from statistics import fmean

from bench.made_up_day import FAMILIES, ZONES, Day, Person


@dataclass(frozen=True)
class Score:
    """How both did, in minutes."""

    visitors: int
    forecast_min: float
    usual_min: float
    best_ratio: float
    """The floor under the error, as a share of the usual formula's error for the same visitors."""
    held: float
    held_as_shown: float

    @property
    def ratio(self) -> float:
        """The forecast's error as a share of the usual formula's."""
        return self.forecast_min / self.usual_min


def score(people: Iterable[Person]) -> Score:
    """Both errors, and how many waits the band held."""
    ours, theirs, held, shown, best, beside_best = [], [], [], [], [], []
    for each in people:
        assert each.called_s is not None and each.usual_s is not None and each.forecast is not None
        wait_s = each.called_s - each.issued_s
        estimate = each.forecast.in_minutes()
        ours.append(abs(each.forecast.middle_s - wait_s) / 60)
        theirs.append(abs(each.usual_s - wait_s) / 60)
        held.append(each.forecast.low_s <= wait_s <= each.forecast.high_s)
        shown.append(estimate.low_min <= wait_s / 60 <= estimate.high_min)
        if each.best_s is not None:
            best.append(abs(each.best_s - wait_s) / 60)
            beside_best.append(theirs[-1])
    return Score(
        len(ours), fmean(ours), fmean(theirs), fmean(best) / fmean(beside_best), fmean(held), fmean(shown)
    )


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
        f" {result.usual_min:5.2f} min  ratio {result.ratio:.2f} (the best possible {result.best_ratio:.2f})"
        f"  band holds {result.held:.1%} (in whole minutes {result.held_as_shown:.1%})"
    )


if __name__ == "__main__":
    main()
