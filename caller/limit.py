"""Time against a limit, in the steps that people act upon: half of it, nearly all, over."""

from __future__ import annotations

from enum import StrEnum

HALF, NEARLY, FULL = 0.5, 0.9, 1.0


class Used(StrEnum):
    """How much of a limit is used up."""

    LITTLE = "little"
    HALF = "half"
    NEARLY = "nearly"
    OVER = "over"


def used(share: float) -> Used:
    """Which step that share of the limit is."""
    if share >= FULL:
        return Used.OVER
    if share >= NEARLY:
        return Used.NEARLY
    return Used.HALF if share >= HALF else Used.LITTLE
