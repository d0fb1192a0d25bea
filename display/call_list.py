"""The last calls in rows, as many as can be read from where people sit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from display.call_panels import number
from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.specimen import LONGEST_COUNTER, LONGEST_DIGITS, LONGEST_PREFIX
from display.state import BoardState, Pair, Row, RowKind
from display.template import Rows
from display.typeset import BOLD, MEDIUM, REGULAR, Align, cap_height, fitting, line, runs, width
from display.words import QT_TRANSLATE_NOOP

_EMPTY = "#99"  # how much of an empty place can be seen
NUMBER_PX = 76
FIRST_PX, TWIN_PX = 30, 20
INSET = 28
_LONGEST = Row(0, LONGEST_PREFIX, LONGEST_DIGITS, LONGEST_COUNTER, RowKind.CALLED, Pair())
AIR = 48
"""Above and below a number together: room for a word under it."""


def row_count(scene: Scene, height: float, row_height: float, gap: float, rows: Rows) -> int:
    """How many rows a list has: what fits, within what the template says."""
    fit = int((height + gap) // (row_height + gap))
    return max(rows.least, min(rows.most, fit, int((height + gap) // (scene(108) + gap))))


def grid(box: Box, columns: int, rows: int, across: float, down: float) -> list[Box]:
    """Equal places, column after column."""
    width_each = (box.width - across * (columns - 1)) / columns
    height_each = (box.height - down * (rows - 1)) / rows
    return [
        Box(
            round(box.x + column * (width_each + across)),
            round(box.y + row * (height_each + down)),
            round(width_each),
            round(height_each),
        )
        for column in range(columns)
        for row in range(rows)
    ]


@lru_cache(maxsize=16)
def heading(scene: Scene, role: str, text: str, box: Box) -> Sequence[Text]:
    """What a list shows, in both languages on one line."""
    soft = scene.color("board_soft")
    pair = scene.words.pair(text)
    title = Box(box.x + scene(8), box.y, box.width - scene(16), scene(40))
    parts = [(pair.first, scene(32), MEDIUM, soft), (f"  {pair.twin}", scene(24), REGULAR, soft)]
    return runs(role, parts, title, title.y + scene(32))


def compose_calls(scene: Scene, state: BoardState, box: Box) -> Sequence[Piece]:
    """The calls to come and the last ones."""
    return _compose_calls(scene, state.rows, box, state.stale, state.focus is not None)


@lru_cache(maxsize=4)
def _compose_calls(
    scene: Scene, rows: tuple[Row, ...], box: Box, stale: bool, earlier: bool
) -> Sequence[Piece]:
    division = scene.template.calls
    least = _wanted(scene, _LONGEST, scene.smallest(NUMBER_PX)) + scene(2 * INSET)
    columns = scene.columns(division, box.width, scene(20), least)
    heads = grid(Box(box.x, box.y, box.width, scene(40)), columns, 1, scene(20), 0)
    first = Box(heads[0].x, box.y, heads[0].width * 0.6, scene(40))
    pieces: list[Piece] = [
        *heading(scene, "calls-heading", QT_TRANSLATE_NOOP("display", "Latest calls"), first)
    ]
    for head in heads:
        pieces += _compose_counter_head(scene, head)
    top = box.y + scene(58)
    body = Box(box.x, top, box.width, box.bottom - top)
    px = scene.far(NUMBER_PX)
    gap = scene(14)
    count = row_count(scene, body.height, cap_height(round(px), BOLD) + scene(AIR), gap, division.rows)
    places = grid(body, columns, count, scene(20), gap)
    for row, place in zip(rows, places, strict=False):
        pieces += _compose_row(scene, row, place, stale)
    for place in places[len(rows) :]:
        pieces.append(Panel(place, _EMPTY + scene.color("board_quiet").removeprefix("#"), scene(26)))
    if not rows:
        pieces += _compose_no_calls(scene, earlier, places[0])
    return pieces


@lru_cache(maxsize=16)
def _compose_counter_head(scene: Scene, box: Box) -> Sequence[Text]:
    """What the figures on the right of each row are."""
    pair = scene.words.pair(QT_TRANSLATE_NOOP("display", "Counter"))
    soft = scene.color("board_soft")
    title = Box(box.x + box.width * 0.62, box.y, box.width * 0.38 - scene(28), scene(40))
    parts = [(pair.first, scene(32), MEDIUM, soft), (f"  {pair.twin}", scene(24), REGULAR, soft)]
    return runs("counter-heading", parts, title, title.y + scene(32), Align.RIGHT)


def _compose_no_calls(scene: Scene, earlier: bool, box: Box) -> list[Piece]:
    soft = scene.color("board_soft")
    pair = scene.words.pair(
        QT_TRANSLATE_NOOP("display", "Earlier calls appear here")
        if earlier
        else QT_TRANSLATE_NOOP("display", "Called numbers appear here")
    )
    first = Box(box.x + scene(36), box.y + box.height / 2 - scene(40), box.width - scene(72), scene(40))
    twin = Box(first.x, first.bottom + scene(6), first.width, scene(28))
    return [
        line("no-calls", pair.first, first, scene(32), MEDIUM, soft),
        line("no-calls-twin", pair.twin, twin, scene(22), REGULAR, soft),
    ]


@lru_cache(maxsize=64)
def _compose_row(scene: Scene, row: Row, box: Box, stale: bool) -> Sequence[Piece]:
    live = row.kind in {RowKind.NEXT, RowKind.CALLED}
    text = scene.color("board_text") if live and not stale else scene.color("board_soft")
    soft = scene.color("board_soft")
    edge = scene.color("now") if row.kind == RowKind.NEXT else ""
    ground = scene.color("board_panel") if live else scene.color("board_quiet")
    inner = box.inset(scene(INSET), 0)
    px, caps = _fitted(scene, row, inner.width)
    wordy = bool(row.words.first)
    beside = wordy and _words_beside(scene, row, inner.width - _wanted(scene, row, px))
    under = wordy and not beside
    baseline = box.y + (box.height - (scene(32) if under else 0) + caps) / 2
    figures = number("row-number", row.prefix, row.digits, inner, px, text, baseline, ground)
    left = figures[-1].x + width(figures[-1].text, figures[-1].px, BOLD) + scene(20)
    right = inner.right
    pieces: list[Piece] = [
        Panel(
            box,
            ground,
            scene(22),
            "",
            edge,
            scene(4) if edge else 0,
            row.call_id,
            scene.color("board_ground"),
        ),
        *figures,
    ]
    if row.kind != RowKind.PASSED:
        spot = Box(left, box.y, inner.right - left, box.height)
        counter = line(
            "row-counter-number", str(row.counter), spot, px, BOLD, text, Align.RIGHT, baseline, ground
        )
        pieces.append(counter)
        right = counter.x - scene(24)
    middle = Box(left, box.y, right - left, box.height)
    if beside:
        pieces += _compose_words(scene, row, middle)
    elif row.place:
        pieces += _compose_place(scene, row.place, middle)
    if under:
        below = Box(inner.x, box.bottom - scene(42), inner.width, scene(32))
        first = (row.words.first, scene(26), MEDIUM, soft)
        twin = (f"  {row.words.twin}", scene(20), REGULAR, soft)
        both = width(first[0], first[1], MEDIUM) + width(twin[0], twin[1], REGULAR)
        parts = [first, twin] if both <= inner.width else [first]
        pieces += runs("row-caption", parts, below, box.bottom - scene(12), Align.RIGHT)
    return pieces


def _words_beside(scene: Scene, row: Row, room: float) -> bool:
    """Whether the words stand between number and counter without becoming small."""
    room -= scene(44)
    if row.kind == RowKind.PASSED:
        room += width(str(row.counter), round(scene.far(NUMBER_PX)), BOLD)
    first = fitting(row.words.first, scene(FIRST_PX), MEDIUM, room)
    return first >= scene(22) and fitting(row.words.twin, scene(TWIN_PX), REGULAR, room) >= scene(16)


def _compose_words(scene: Scene, row: Row, box: Box) -> list[Text]:
    """How it stands with the call, over its twin."""
    soft = scene.color("board_soft")
    height = scene(72)
    first = Box(box.x, box.y + (box.height - height) / 2, box.width, scene(40))
    twin = Box(box.x, first.bottom + scene(4), box.width, scene(28))
    return [
        line("row-state", row.words.first, first, scene(FIRST_PX), MEDIUM, soft, Align.RIGHT),
        line("row-state-twin", row.words.twin, twin, scene(TWIN_PX), REGULAR, soft, Align.RIGHT),
    ]


def _compose_place(scene: Scene, zone: str, room: Box) -> list[Text]:
    """The counter's zone, before its number, where there is room."""
    words = scene.words.pair(QT_TRANSLATE_NOOP("display", "Zone {zone}"), zone=zone).first
    px = round(scene(FIRST_PX))
    if width(words, px, REGULAR) > room.width:
        return []
    return [line("row-place", words, room, px, REGULAR, scene.color("board_soft"), Align.RIGHT)]


def _fitted(scene: Scene, row: Row, room: float) -> tuple[int, float]:
    """The size at which number and counter stand beside each other, and how high its figures are."""
    size = round(scene.far(NUMBER_PX))
    while size > 1 and _wanted(scene, row, size) > room:
        size -= 1
    return size, cap_height(size, BOLD)


def _wanted(scene: Scene, row: Row, size: int) -> float:
    return width(f"{row.prefix}{row.digits}{row.counter}", size, BOLD) + size * 0.22 + scene(30)
