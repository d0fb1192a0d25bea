"""What stands in the call's place while nobody is called: a notice as a page, or a picture."""

from __future__ import annotations

from display.pieces import Box, Panel, Picture, Piece
from display.scene import Scene
from display.state import Pair, Still
from display.typeset import LEADING, MEDIUM, REGULAR, Align, block, line, wrapped


def compose_page(scene: Scene, notice: Pair, label: Pair, box: Box) -> list[Piece]:
    """A notice, as large as it can be, with its twin below; over it what it is."""
    text, soft = scene.color("board_text"), scene.color("board_soft")
    inner = box.inset(scene(60), scene(44))
    twin = notice.twin if notice.twin != notice.first else ""
    room = inner.height * (0.66 if twin else 1.0) - scene(70)
    px = scene(72)
    px, lines = wrapped(notice.first, px, MEDIUM, inner.width, 5)
    while px * LEADING * len(lines) > room and px > 1:
        px, lines = wrapped(notice.first, px - 1, MEDIUM, inner.width, 5)
    head = Box(inner.x, inner.y, inner.width, scene(40))
    first = Box(inner.x, head.bottom + scene(30), inner.width, room)
    pieces: list[Piece] = [
        Panel(box, scene.calm, scene(36), deep=scene.color("board_panel")),
        line("page-heading", f"{label.first}  {label.twin}", head, scene(28), REGULAR, soft),
        *block("page-notice", notice.first, first, px, MEDIUM, text, 5),
    ]
    if twin:
        size, broken = wrapped(twin, scene(34), REGULAR, inner.width, 4)
        while size * LEADING * len(broken) > inner.height * 0.3 and size > 1:
            size, broken = wrapped(twin, size - 1, REGULAR, inner.width, 4)
        height = size * LEADING * len(broken)
        below = Box(inner.x, inner.bottom - height, inner.width, height)
        pieces += block("page-twin", twin, below, size, REGULAR, soft, 4, Align.LEFT)
    return pieces


def compose_still(scene: Scene, still: Still, box: Box) -> list[Piece]:
    """A picture, whole, in the middle of its place."""
    return [
        Panel(box, scene.color("board_quiet"), scene(36)),
        Picture(box.inset(scene(16)), still),
    ]
