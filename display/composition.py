"""A board as a picture of pieces: from a state and a size, nothing else."""

from __future__ import annotations

from display.call_panels import compose_focus, compose_rows
from display.hall_panels import cards_height, compose_cards, compose_footer, compose_header
from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.state import BoardState


def compose(scene: Scene, state: BoardState, phase: int = 0) -> tuple[Piece, ...]:
    """All pieces in the order of painting; `phase` moves what moves."""
    left = scene.left
    cards = cards_height(scene, len(state.cards))
    gap = scene(28) if cards else 0
    focus = Box(left.x, left.y, left.width, left.height - cards - gap)
    services = Box(left.x, focus.bottom + gap, left.width, cards)
    pieces: list[Piece] = [
        Panel(Box(0, 0, scene.width, scene.height), scene.color("board_ground")),
        *compose_header(scene, state),
        *compose_focus(scene, state, focus, phase),
        *compose_rows(scene, state, scene.right),
        *compose_cards(scene, state, services),
        *compose_footer(scene, state),
    ]
    return tuple(piece for piece in pieces if not isinstance(piece, Text) or piece.text)
