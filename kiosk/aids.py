"""What makes the screen easier for those who need it; each is one touch away in the footer."""

from __future__ import annotations

from enum import StrEnum

TIMES_AS_LONG = 3
"""With any aid on, everything waits three times as long for its visitor."""


class Aid(StrEnum):
    """Something that can be switched on."""

    LARGE_TYPE = "large-type"
    CONTRAST = "contrast"
    LOW = "low"  # everything to touch lies in the lower half, in reach of a wheelchair
    SPOKEN = "spoken"  # what has the focus is read aloud


Aids = frozenset[Aid]
NO_AIDS: Aids = frozenset()


def patience(aids: Aids) -> int:
    """How many times as long as usual to wait."""
    return TIMES_AS_LONG if aids else 1
