"""The whole hall in a table: every service, the number it has come to, who waits and how long; in pages."""

from __future__ import annotations

from functools import lru_cache

from display.call_list import grid, row_count
from display.call_panels import NUMBER_GAP, number
from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.specimen import LONGEST_COUNTER, LONGEST_DIGITS, LONGEST_PREFIX, LONGEST_WAITING
from display.state import BoardState, Card, Pair
from display.typeset import BOLD, MEDIUM, REGULAR, Align, block, cap_height, line, runs, width, wrapped
from display.words import QT_TRANSLATE_NOOP

NUMBER_PX = 60
INSET = 28
LEFT = 0.7
"""Of a row for the number and its counter, and of those for the number."""
NAME, SERVING, WAITING, WAIT = 0.36, 0.34, 0.13, 0.17
"""Of a row's width."""


def compose_overview(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """One page of the services."""
    division = scene.template.overview
    gap, across = scene(12), scene(24)
    columns = scene.columns(division, box.width, across, _least_width(scene))
    stacked = scene.upright or columns > 1
    top = box.y + scene(56)
    body = Box(box.x, top, box.width, box.bottom - top)
    px = scene.far(NUMBER_PX)
    high = cap_height(round(px), BOLD) + scene(44) + (scene.near(34) * 1.3 if stacked else 0)
    rows = row_count(scene, body.height, high, gap, division.rows)
    places = grid(body, columns, rows, across, gap)
    pages = max(1, -(-len(state.cards) // len(places)))
    page = state.page % pages
    shown = state.cards[page * len(places) : (page + 1) * len(places)]
    pieces: list[Piece] = []
    for head in grid(Box(box.x, box.y, box.width, scene(44)), columns, 1, across, 0):
        pieces += _compose_heads(scene, head, stacked)
    for card, place in zip(shown, places, strict=False):
        pieces += _compose_line(scene, card, place, state.stale, stacked)
    if pages > 1:
        room = Box(box.right - scene(200), scene.body.bottom + scene(2), scene(200), scene(28))
        count = f"{page + 1} / {pages}"
        pieces.append(line("page", count, room, scene(24), MEDIUM, scene.color("board_soft"), Align.RIGHT))
    return pieces


def _least_width(scene: Scene) -> float:
    """How narrow a column may become before its longest figures would shrink."""
    px = scene.smallest(NUMBER_PX)
    widths = (
        (width(LONGEST_PREFIX + LONGEST_DIGITS, px, BOLD) + NUMBER_GAP * px) / (LEFT * LEFT),
        width(str(LONGEST_COUNTER), px, BOLD) / (LEFT * (1 - LEFT)),
        width(LONGEST_WAITING, px, BOLD) / (1 - LEFT - 0.02),
    )
    return max(widths) + scene(2 * INSET)


def _spots(scene: Scene, box: Box, stacked: bool) -> tuple[Box, Box, Box, Box]:
    """Where name, number, count and wait stand in a row; stacked: names and waits over the figures."""
    inner, gap = box.inset(scene(INSET), 0), scene(20)
    if stacked:
        above = min(box.height * 0.5, scene.near(34) * 1.3 + scene(16))
        top = Box(inner.x, box.y + scene(8), inner.width, above - scene(8))
        below = Box(inner.x, box.y + above, inner.width, box.height - above)
        return (
            Box(top.x, top.y, top.width * 0.58, top.height),
            Box(below.x, below.y, below.width * LEFT, below.height),
            Box(below.x + below.width * (LEFT + 0.02), below.y, below.width * (0.98 - LEFT), below.height),
            Box(top.x + top.width * 0.6, top.y, top.width * 0.4, top.height),
        )
    room = inner.width - 3 * gap
    spots, x = [], inner.x
    for share in (NAME, SERVING, WAITING, WAIT):
        spots.append(Box(x, box.y, room * share, box.height))
        x += room * share + gap
    return spots[0], spots[1], spots[2], spots[3]


def _compose_heads(scene: Scene, box: Box, stacked: bool) -> list[Text]:
    soft = scene.color("board_soft")
    heads = (
        (QT_TRANSLATE_NOOP("display", "Service"), Align.LEFT),
        (QT_TRANSLATE_NOOP("display", "Now at · counter"), Align.LEFT),
        (QT_TRANSLATE_NOOP("display", "Waiting"), Align.RIGHT),
        (QT_TRANSLATE_NOOP("display", "Wait"), Align.RIGHT),
    )
    pieces: list[Text] = []
    spots = _spots(scene, box, stacked)
    if stacked:
        heads, spots = heads[1:3], spots[1:3]
    for (text, align), spot in zip(heads, spots, strict=True):
        pair = scene.words.pair(text)
        parts = [(pair.first, scene(28), MEDIUM, soft), (f"  {pair.twin}", scene(20), REGULAR, soft)]
        pieces += runs("overview-heading", parts, spot, box.y + scene(32), align)
    return pieces


@lru_cache(maxsize=128)
def _compose_line(scene: Scene, card: Card, box: Box, stale: bool, stacked: bool) -> list[Piece]:
    soft = scene.color("board_soft")
    text = soft if stale else scene.color("board_text")
    name, serving, waiting, wait = _spots(scene, box, stacked)
    px = scene.far(NUMBER_PX)
    room = serving.height - (scene(16) if stacked else 0)
    baseline = serving.y + (room + cap_height(round(px), BOLD)) / 2
    pieces: list[Piece] = [
        Panel(box, scene.color("board_panel" if card.waiting else "board_quiet"), scene(18)),
        *_compose_name(scene, card.name, name, text, stacked),
        line("overview-waiting-number", str(card.waiting), waiting, px, BOLD, text, Align.RIGHT, baseline),
        *_compose_wait(scene, card.wait, wait, text, stacked),
    ]
    if card.serving is None:
        pieces.append(line("overview-none", "—", serving, px, REGULAR, soft, Align.LEFT, baseline))
        return pieces
    called = card.serving
    left = Box(serving.x, serving.y, serving.width * LEFT, serving.height)
    right = Box(left.right, serving.y, serving.width * (1 - LEFT), serving.height)
    figures = number("overview-number", called.prefix, called.digits, left, px, text, baseline)
    counter = f"{called.counter}"
    return [
        *pieces,
        *figures,
        line("overview-counter-number", counter, right, px, BOLD, soft, Align.RIGHT, baseline),
    ]


def _compose_name(scene: Scene, name: Pair, box: Box, text: str, stacked: bool) -> list[Text]:
    """A service's name with its twin below; a long one in two lines without."""
    px, twin_px = scene.near(34), scene(20)
    needed, broken = wrapped(name.first, px, MEDIUM, box.width, 1)
    if needed < px and not stacked:
        needed, broken = wrapped(name.first, px, MEDIUM, box.width, 2)
        height = needed * 1.32 * len(broken)
        spot = Box(box.x, box.y + (box.height - height) / 2, box.width, height)
        return block("overview-words", name.first, spot, needed, MEDIUM, text, 2)
    if stacked:
        return [line("overview-words", name.first, box, px, MEDIUM, text)]
    height = px * 1.25 + twin_px * 1.3
    first = Box(box.x, box.y + (box.height - height) / 2, box.width, px * 1.25)
    twin = Box(box.x, first.bottom, box.width, twin_px * 1.3)
    return [
        line("overview-words", name.first, first, px, MEDIUM, text),
        line("overview-name-twin", name.twin, twin, twin_px, REGULAR, scene.color("board_soft")),
    ]


def _compose_wait(scene: Scene, wait: Pair, box: Box, text: str, stacked: bool) -> list[Text]:
    px = scene.near(32)
    if stacked:
        return [line("overview-words", wait.first, box, px, MEDIUM, text, Align.RIGHT)]
    size, broken = wrapped(wait.first, px, MEDIUM, box.width, 2)
    height = size * 1.32 * len(broken)
    spot = Box(box.x, box.y + (box.height - height) / 2, box.width, height)
    return block("overview-words", wait.first, spot, size, MEDIUM, text, 2, Align.RIGHT)
