"""Ratings, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from db.rating_events import COMPLAINTS, RatingLevel


@dataclass(frozen=True)
class Ratings:
    """How many visitors said what, and how many were asked and said nothing."""

    very_satisfied: int = 0
    satisfied: int = 0
    fairly_satisfied: int = 0
    dissatisfied: int = 0
    very_dissatisfied: int = 0
    not_rated: int = 0

    @property
    def asked(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def answered(self) -> int:
        return self.asked - self.not_rated

    @property
    def content(self) -> float | None:
        """The share of those who answered and did not complain, 0 to 1; None: nobody answered."""
        complaints = sum(getattr(self, level.value) for level in COMPLAINTS)
        return (self.answered - complaints) / self.answered if self.answered else None


def count(levels: Iterable[RatingLevel]) -> Ratings:
    """So many of each."""
    given = list(levels)
    return Ratings(**{level.value: given.count(level) for level in RatingLevel})
