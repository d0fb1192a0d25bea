"""How large type must be to be read from afar: 10 mm of character height for every metre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from display.pieces import Piece, Text, metrics

NUMBER_MM_PER_M = 10.0
"""Numbers and counters: who misses them misses the call."""

WORDS_MM_PER_M = 5.0
"""Words that go with them: they also stand on the ticket, or are spoken."""

INCH_MM = 25.4


@dataclass(frozen=True)
class Reach:
    """Who reads the board from where: metres, and how large a board it is."""

    distance_m: float = 0.0
    """0: nobody asked for a distance."""
    diagonal_inch: float = 55.0

    def px_per_mm(self, width: float, height: float) -> float:
        """How many pixels a millimetre has, when the board fills the screen."""
        return hypot(width, height) / (self.diagonal_inch * INCH_MM)

    def number_px(self, width: float, height: float) -> float:
        """How high a number must be, in pixels of a board of this size."""
        return self.distance_m * NUMBER_MM_PER_M * self.px_per_mm(width, height)


def character_px(text: Text) -> float:
    """How high the characters of a text stand."""
    sample = "国" if any(ord(sign) > 0x2E7F for sign in text.text) else "0"
    return metrics(text.px, text.weight).tightBoundingRect(sample).height()


def readable_from_m(pieces: Iterable[Piece], px_per_mm: float) -> float:
    """From how far everything can be read that tells somebody where to go."""
    distances = [
        character_px(piece) / px_per_mm / needed
        for piece in pieces
        if isinstance(piece, Text) and (needed := _needed_mm_per_m(piece.role))
    ]
    return min(distances, default=float("inf"))


def _needed_mm_per_m(role: str) -> float:
    """By what a text is for: its role ends with it."""
    kind = role.rpartition("-")[2]
    return {"number": NUMBER_MM_PER_M, "words": WORDS_MM_PER_M}.get(kind, 0.0)
