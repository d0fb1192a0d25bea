"""What must hold of every picture of a board, whatever it shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QRectF

from display.pieces import Panel, Piece, Text, metrics


def texts(pieces: Sequence[Piece]) -> list[Text]:
    return [piece for piece in pieces if isinstance(piece, Text)]


def ink(text: Text) -> QRectF:
    """The rectangle that a text blackens."""
    return metrics(text.px, text.weight).tightBoundingRect(text.text).translated(text.x, text.baseline)


def faults(pieces: Sequence[Piece], width: float) -> list[str]:
    """Texts that are cut off, stand on no panel or overlap another."""
    panels = [piece.box.rect() for piece in pieces if isinstance(piece, Panel)]
    slack = max(2.0, width / 960)  # measures of ink come in whole pixels
    found = []
    for text in texts(pieces):
        if not any(panel.contains(ink(text)) for panel in panels):
            found.append(f"on no panel: {text}")
        if ink(text).left() < text.box.x - slack or ink(text).right() > text.box.right + slack:
            found.append(f"cut off: {text}")
    for one, other in combinations(texts(pieces), 2):
        if ink(one).intersects(ink(other)):
            found.append(f"overlapping: {one} and {other}")
    return found
