"""How long a day of so many visitors takes: `python -m bench.day [--kind sqlite] [--visits 1000 10000 100000]`.

Days of different size are lived one after the other (hall/day); printed are seconds for each, on the clock and of this
process's own time, and the slope: the power of the number of visits with which the time grows; 1 is linear. What a day
costs however few come (238 counters open, pause and close) is lived first, with one visitor, and taken off.
"""

from __future__ import annotations

import argparse
import math
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.databases import KINDS
from db.hall_folder import read_hall
from hall.day.invariants import all_kept
from hall.day.run import Wish, live
from shell.assets import ASSETS
from tests.postgres_server import postgres_server

DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Took:
    """What a day took."""

    visits: int
    lived_s: float
    own_s: float


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of a new database."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder, 'day.db').as_posix()}"
    else:
        with postgres_server(durable=True) as server:
            server.execute("CREATE DATABASE hall")
            yield server.url("hall")


def one_day(kind: str, visits: int) -> Took:
    """Live it, and see every promise kept."""
    folder = read_hall(ASSETS / "sample-hall")
    with database(kind) as url:
        own = time.process_time()
        day = live(url, Wish(folder, visits, seed=1, date=DAY), lambda gone, of: None)
        took = Took(len(day.simulation.visits), day.lived_s, time.process_time() - own)
        assert all_kept(day.promises), [each for each in day.promises if each.broken]
    return took


def slope(days: Sequence[Took], empty: Took) -> float:
    """The power with which the time grows, from the smallest day to the largest, by this process's own time."""
    small, large = days[0], days[-1]
    more = (large.own_s - empty.own_s) / max(small.own_s - empty.own_s, 1e-6)
    return math.log(more) / math.log(large.visits / small.visits)


def main() -> None:
    """Live the days, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--visits", type=int, nargs="+", default=[1000, 11_700])
    given = parser.parse_args()
    if hasattr(os, "getloadavg"):
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for kind in given.kind or KINDS:
        empty = one_day(kind, 1)
        days = [one_day(kind, visits) for visits in sorted(given.visits)]
        for each in (empty, *days):
            print(
                f"{kind}: {each.visits:7,} visits in {each.lived_s:6.1f} s on the clock,"
                f" {each.own_s:6.1f} s of its own"
            )
        if len(days) > 1:
            print(f"{kind}: grows with the {slope(days, empty):.2f}th power of the visits")


if __name__ == "__main__":
    main()
