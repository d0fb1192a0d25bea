"""How long a visitor will probably wait, as a range."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor


@dataclass(frozen=True)
class Estimate:
    """A wait in whole minutes; both 0: no wait."""

    low_min: int
    high_min: int


def estimate_wait(ahead: int, open_counters: int, expected_min: float) -> Estimate | None:
    """The wait behind `ahead` visitors; None where no counter is open.

    The middle is ahead x expected / counters. Visits vary about as much as they last (an exponential's
    spread), so the sum of n of them strays by about 1/sqrt(n): the range is one such step to each side.
    """
    if open_counters == 0:
        return None
    if ahead == 0:
        return Estimate(0, 0)
    middle = ahead * expected_min / open_counters
    stray = min(middle / ahead**0.5, middle * 0.6)
    return Estimate(max(1, floor(middle - stray)), max(2, ceil(middle + stray)))
