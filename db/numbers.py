"""Ticket numbers: a service's prefix and a serial of at least three digits, never wrapped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


def number_of(prefix: str, serial: int) -> str:
    """`B2` and 47 make `B2047`; past 999 the number widens."""
    return f"{prefix}{serial:03d}"


def split(number: str, prefixes: Iterable[str]) -> tuple[str, str]:
    """`B2047` is `("B2", "047")` in a hall with the prefix `B2`.

    A ticket keeps its number wherever it is sent, so only the hall's prefixes tell; none begins another. Of a
    service that the hall gave up meanwhile the last three digits are the number's.
    """
    for prefix in prefixes:
        if number.startswith(prefix):
            return prefix, number[len(prefix) :]
    return number[:-3], number[-3:]


def shown(number: str, prefixes: Iterable[str]) -> str:
    """The number as people see it: prefix and digits set apart."""
    return " ".join(split(number, prefixes))


def colliding_prefixes(prefixes: Iterable[str]) -> tuple[str, str] | None:
    """Two prefixes of which one begins the other (A and A1 would both make A1000), or None."""
    # Sorted, a prefix stands directly before the first that it begins.
    ordered = sorted(prefixes)
    for shorter, longer in pairwise(ordered):
        if longer.startswith(shorter):
            return shorter, longer
    return None
