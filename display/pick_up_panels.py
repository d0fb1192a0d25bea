"""Results: which can be fetched, and which are being prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from display.call_list import grid, heading, row_count
from display.call_panels import NUMBER_GAP, number
from display.pieces import Box, Panel, Piece
from display.scene import Scene
from display.specimen import LONGEST_DIGITS, LONGEST_PREFIX
from display.state import BoardState
from display.typeset import BOLD, MEDIUM, Align, cap_height, line, width
from display.words import QT_TRANSLATE_NOOP

NUMBER_PX = 60
INSET = 18


def compose_ready(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """What can be fetched: its visitor will be called."""
    title = QT_TRANSLATE_NOOP("display", "Ready: you will be called")
    return _compose_numbers(scene, state.ready, box, title, scene.color("board_panel"), state.page)


def compose_preparing(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """What is not ready yet."""
    title = QT_TRANSLATE_NOOP("display", "Being prepared")
    return _compose_numbers(scene, state.preparing, box, title, scene.color("board_quiet"), state.page)


def _least_width(scene: Scene) -> float:
    """How narrow a column may become before its longest number would shrink."""
    px = scene.smallest(NUMBER_PX)
    return width(LONGEST_PREFIX + LONGEST_DIGITS, px, BOLD) + 2 * NUMBER_GAP * px + scene(2 * INSET)


def _compose_numbers(
    scene: Scene, numbers: Sequence[tuple[str, str]], box: Box, title: str, ground: str, page: int
) -> list[Piece]:
    division = scene.template.numbers
    text = scene.color("board_text")
    top, gap = box.y + scene(58), scene(14)
    columns = scene.columns(division, box.width, gap, _least_width(scene))
    body = Box(box.x, top, box.width, box.bottom - top)
    px = scene.far(NUMBER_PX)
    rows = row_count(scene, body.height, cap_height(round(px), BOLD) + scene(44), gap, division.rows)
    places = grid(body, columns, rows, gap, gap)
    pages = max(1, -(-len(numbers) // len(places)))
    here = page % pages * len(places)
    pieces: list[Piece] = [
        *heading(scene, "numbers-heading", title, Box(box.x, box.y, box.width * 0.82, scene(40)))
    ]
    if pages > 1:
        spot = Box(box.x + box.width * 0.84, box.y, box.width * 0.16, scene(40))
        count = f"{page % pages + 1} / {pages}"
        pieces.append(line("page", count, spot, scene(24), MEDIUM, scene.color("board_soft"), Align.RIGHT))
    for (prefix, digits), place in zip(numbers[here : here + len(places)], places, strict=False):
        baseline = place.y + (place.height + cap_height(round(px), BOLD)) / 2
        inner = place.inset(scene(INSET), 0)
        figures = number("ready-number", prefix, digits, inner, px, text, baseline)
        taken = figures[-1].x + width(figures[-1].text, figures[-1].px, BOLD) - inner.x
        middle = [replace(each, x=each.x + (inner.width - taken) / 2) for each in figures]
        pieces += [Panel(place, ground, scene(18)), *middle]
    return pieces
