"""A board as a picture of pieces: from a state, a template and a size, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from display.call_list import compose_calls
from display.call_panels import compose_focus
from display.counter_panels import compose_counter, compose_visitor
from display.foot_panel import compose_footer
from display.hall_panels import cards_height, compose_cards, compose_header
from display.overview_panel import compose_overview
from display.pick_up_panels import compose_preparing, compose_ready
from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.state import BoardState
from display.template import PanelKind


def compose(scene: Scene, state: BoardState, phase: int = 0) -> tuple[Piece, ...]:
    """All pieces in the order of painting; `phase` moves what moves."""
    pieces: list[Piece] = [Panel(Box(0, 0, scene.width, scene.height), scene.color("board_ground"))]
    if scene.template.header:
        pieces += compose_header(scene, state)
    for kind, box in scene.boxes(cards_height(scene, len(state.cards))):
        pieces += _compose_panel(scene, state, kind, box, phase)
    pieces += compose_footer(scene, state)
    return tuple(piece for piece in pieces if not isinstance(piece, Text) or piece.text)


def _compose_panel(scene: Scene, state: BoardState, kind: PanelKind, box: Box, phase: int) -> Sequence[Piece]:
    match kind:
        case PanelKind.FOCUS:
            return compose_focus(scene, state, box, phase)
        case PanelKind.CALLS:
            return compose_calls(scene, state, box)
        case PanelKind.SERVICES:
            return compose_cards(scene, state, box)
        case PanelKind.OVERVIEW:
            return compose_overview(scene, state, box)
        case PanelKind.COUNTER:
            return compose_counter(scene, state, box)
        case PanelKind.VISITOR:
            return compose_visitor(scene, state, box)
        case PanelKind.READY:
            return compose_ready(scene, state, box)
        case PanelKind.PREPARING:
            return compose_preparing(scene, state, box)
        case _:
            assert_never(kind)
