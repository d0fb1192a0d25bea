"""The calls on a board: the one being announced, large, and the last ones beside it."""

from __future__ import annotations

from functools import lru_cache

from display.pieces import Box, Dot, Panel, Piece, SoundBars, Text
from display.scene import Scene
from display.state import BoardState, Focus, Pair, Row, RowKind
from display.typeset import (
    BOLD,
    MEDIUM,
    REGULAR,
    Align,
    Run,
    block,
    cap_height,
    common,
    fitting,
    line,
    runs,
    width,
)
from display.words import QT_TRANSLATE_NOOP

NUMBER_GAP = 0.22
"""The space between prefix and digits, in parts of their size."""

ROWS = 6
_EMPTY = "#99"  # how much of an empty place can be seen
_COUNTER = "{n}"


def number(
    role: str, prefix: str, digits: str, box: Box, px: float, color: str, baseline: float
) -> list[Text]:
    """A ticket number, its prefix set apart, as large as the box allows."""
    size = fitting(prefix + digits, px, BOLD, box.width - NUMBER_GAP * px)
    x = box.x + width(prefix, size, BOLD) + NUMBER_GAP * size
    return [
        Text(role, prefix, box.x, baseline, size, BOLD, color, box),
        Text(role, digits, x, baseline, size, BOLD, color, box),
    ]


def counter_runs(
    template: str, counter: int, number_run: tuple[float, int, str], words_run: tuple[float, int, str]
) -> list[Run]:
    """A text around a counter's number, the number larger than the words."""
    before, _, after = template.partition(_COUNTER)
    return [(before, *words_run), (str(counter), *number_run), (after, *words_run)]


# --- The call being announced --------------------------------------------------------------------


def compose_focus(scene: Scene, state: BoardState, box: Box, phase: int) -> list[Piece]:
    """The call that stands large, or a welcome when there is none."""
    if state.focus is None:
        return _compose_welcome(scene, state, box)
    focus = state.focus
    radius = scene(36)
    if focus.now:
        panel = Panel(box, scene.color("now"), radius, deep=scene.color("now_deep"))
        text = soft = scene.color("on_now")
    else:
        panel = Panel(box, scene.calm, radius, deep=scene.color("board_panel"))
        text, soft = scene.color("board_text"), scene.color("board_soft")
    if box.height < scene(500):
        inner, heading, go = box.inset(scene(56), scene(30)), scene(66), scene(100)
    else:
        inner, heading, go = box.inset(scene(60), scene(40)), scene(80), scene(116)
    return [
        panel,
        *_focus_heading(scene, focus, inner, heading, text, soft, phase),
        *_focus_number(scene, focus, inner, heading, go, text),
        *_focus_counter(scene, focus, inner, go, text, soft),
    ]


def _focus_heading(
    scene: Scene, focus: Focus, inner: Box, height: float, text: str, soft: str, phase: int
) -> list[Piece]:
    label = scene.words.pair(
        QT_TRANSLATE_NOOP("display", "Now calling")
        if focus.now
        else QT_TRANSLATE_NOOP("display", "Last called")
    )
    pieces: list[Piece] = []
    x = inner.x
    if focus.now:
        bars = Box(inner.x, inner.y + (height - scene(50)) / 2, scene(52), scene(50))
        pieces.append(SoundBars(bars, text, phase))
        x = bars.right + scene(26)
    first = height - scene(28)
    left = Box(x, inner.y, inner.width * 0.42 - (x - inner.x), first)
    right = Box(inner.x + inner.width * 0.44, inner.y, inner.width * 0.56, first)
    px, small_px = (44, 24) if height >= scene(80) else (38, 22)
    pieces += _paired(scene, "focus-label", label, left, px, small_px, text, soft)
    pieces += _paired(scene, "focus-service", focus.service, right, px, small_px, text, soft, Align.RIGHT)
    return pieces


def _paired(
    scene: Scene, role: str, pair: Pair, box: Box, px: float, small_px: float, text: str, soft: str,
    align: Align = Align.LEFT,
) -> list[Piece]:  # fmt: skip
    """A text with its twin below."""
    below = Box(box.x, box.bottom + scene(4), box.width, scene(small_px * 1.3))
    return [
        line(role, pair.first, box, scene(px), MEDIUM, text, align),
        line(f"{role}-twin", pair.twin, below, scene(small_px), REGULAR, soft, align),
    ]


def _focus_number(scene: Scene, focus: Focus, inner: Box, heading: float, go: float, text: str) -> list[Text]:
    """The number, in the room between the heading and the counter."""
    top, bottom = inner.y + heading + scene(22), inner.bottom - go - scene(18)
    figure = cap_height(1000, BOLD) / 1000
    px = min((bottom - top) / figure, scene(420))
    box = Box(inner.x, top, inner.width, bottom - top)
    size = fitting(focus.prefix + focus.digits, px, BOLD, box.width - NUMBER_GAP * px)
    baseline = top + (bottom - top + cap_height(size, BOLD)) / 2
    return number("focus-number", focus.prefix, focus.digits, box, size, text, baseline)


def _focus_counter(
    scene: Scene, focus: Focus, inner: Box, height: float, text: str, soft: str
) -> list[Piece]:
    """Where to go."""
    pair = scene.words.pair(QT_TRANSLATE_NOOP("display", "Please go to counter {n}"), n=_COUNTER)
    twin_box = Box(inner.x + inner.width * 0.75, inner.bottom - scene(92), inner.width * 0.25, scene(92))
    box = Box(inner.x, inner.bottom - height, inner.width * 0.73, height)
    go = counter_runs(pair.first, focus.counter, (height, BOLD, text), (round(height * 0.72), BOLD, text))
    twin = pair.twin.replace(_COUNTER, str(focus.counter))
    return [
        *runs("focus-counter", go, box, inner.bottom - scene(6)),
        *block("focus-counter-twin", twin, twin_box, scene(32), MEDIUM, soft, 2, Align.RIGHT, hang=False),
    ]


_STEPS = (
    QT_TRANSLATE_NOOP("display", "Take a number"),
    QT_TRANSLATE_NOOP("display", "Watch and listen"),
    QT_TRANSLATE_NOOP("display", "Go to your counter"),
)


def _compose_welcome(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """Nobody is called: how to take a number."""
    text, soft = scene.color("board_text"), scene.color("board_soft")
    inner = box.inset(scene(60), scene(44))
    welcome = scene.words.pair(QT_TRANSLATE_NOOP("display", "Welcome"))
    title = Box(inner.x, inner.y, inner.width * 0.4, scene(72))
    slogan = Box(title.right, inner.y + scene(8), inner.width * 0.6, scene(40))
    pieces: list[Piece] = [
        Panel(box, scene.calm, scene(36), deep=scene.color("board_panel")),
        *_paired(scene, "welcome", welcome, title, 72, 28, text, soft),
        *_paired(scene, "slogan", state.slogan, slogan, 34, 22, soft, soft, Align.RIGHT),
    ]
    gap = scene(24)
    each = (inner.width - gap * (len(_STEPS) - 1)) / len(_STEPS)
    top = inner.y + scene(120)
    steps = [scene.words.pair(step) for step in _STEPS]
    px = common((step.first for step in steps), scene(38), MEDIUM, each)
    for index, step in enumerate(steps):
        box = Box(inner.x + index * (each + gap), top, each, inner.bottom - top)
        pieces += _compose_step(scene, index + 1, step, box, px)
    return pieces


def _compose_step(scene: Scene, count: int, step: Pair, box: Box, px: int) -> list[Piece]:
    """A step, in the middle of the height that it was given."""
    text, soft = scene.color("board_text"), scene.color("board_soft")
    side = scene(72)
    height = side + scene(112)
    dot = Box(box.x, box.y + (box.height - height) / 2, side, side)
    words = Box(box.x, dot.bottom + scene(22), box.width, scene(44))
    return [
        Dot(dot, soft),
        line("step-number", str(count), dot, scene(42), BOLD, scene.color("board_ground"), Align.CENTRE),
        *_paired(scene, "step", step, words, px / scene.unit, 24, text, soft),
    ]


# --- The last calls ------------------------------------------------------------------------------


def compose_rows(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """The calls to come and the last ones."""
    soft = scene.color("board_soft")
    heading = scene.words.pair(QT_TRANSLATE_NOOP("display", "Latest calls"))
    title = Box(box.x + scene(8), box.y, box.width - scene(16), scene(40))
    parts = [(heading.first, scene(32), MEDIUM, soft), (f"  {heading.twin}", scene(24), REGULAR, soft)]
    pieces: list[Piece] = [*runs("rows-heading", parts, title, title.y + scene(32))]
    top, gap = title.bottom + scene(18), scene(16)
    height = (box.bottom - top - (ROWS - 1) * gap) / ROWS
    places = [
        Box(box.x, round(top + index * (height + gap)), box.width, round(height)) for index in range(ROWS)
    ]
    for row, place in zip(state.rows, places, strict=False):
        pieces += _compose_row(scene, row, place, state.stale)
    for place in places[len(state.rows) :]:
        pieces.append(Panel(place, _EMPTY + scene.color("board_quiet").removeprefix("#"), scene(26)))
    if not state.rows:
        pieces += _compose_no_calls(scene, state, places[0])
    return pieces


def _compose_no_calls(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    soft = scene.color("board_soft")
    pair = scene.words.pair(
        QT_TRANSLATE_NOOP("display", "Called numbers appear here")
        if state.focus is None
        else QT_TRANSLATE_NOOP("display", "Earlier calls appear here")
    )
    words = Box(box.x + scene(36), box.y + scene(22), box.width - scene(72), scene(40))
    return _paired(scene, "no-calls", pair, words, 32, 22, soft, soft)


@lru_cache(maxsize=64)
def _compose_row(scene: Scene, row: Row, box: Box, stale: bool) -> list[Piece]:
    fresh = row.kind in {RowKind.NEXT, RowKind.CALLED} and not stale
    text = scene.color("board_text") if fresh else scene.color("board_soft")
    soft = scene.color("board_soft")
    edge = scene.color("now") if row.kind == RowKind.NEXT else ""
    ground = (
        scene.color("board_panel")
        if row.kind in {RowKind.NEXT, RowKind.CALLED}
        else scene.color("board_quiet")
    )
    inner = box.inset(scene(36), 0)
    baseline = box.y + (box.height + cap_height(round(scene(76)), BOLD)) / 2
    left = Box(inner.x, box.y, inner.width * 0.52, box.height)
    right = Box(inner.x + inner.width * 0.55, box.y, inner.width * 0.45, box.height)
    figures = number("row-number", row.prefix, row.digits, left, scene(76), text, baseline)
    pieces: list[Piece] = [
        Panel(box, ground, scene(26), edge=edge, edge_width=scene(4) if edge else 0),
        *figures,
    ]
    match row.kind:
        case RowKind.PASSED:
            x = figures[-1].x + width(figures[-1].text, figures[-1].px, BOLD) + scene(28)
            wide = Box(x, box.y + scene(24), inner.right - x, scene(36))
            pieces += _paired(scene, "row-words", row.words, wide, 34, 22, soft, soft, Align.RIGHT)
        case RowKind.CALLED:
            pieces += _row_counter(scene, row, right, baseline, text, 76)
        case _:
            pieces += _row_counter(scene, row, right, box.y + scene(58), text, 54)
            words = [
                (row.words.first, scene(26), MEDIUM, soft),
                (f"  {row.words.twin}", scene(20), REGULAR, soft),
            ]
            pieces += runs("row-words", words, right, box.bottom - scene(20), Align.RIGHT)
    return pieces


def _row_counter(scene: Scene, row: Row, box: Box, baseline: float, text: str, px: float) -> list[Text]:
    pair = scene.words.pair(QT_TRANSLATE_NOOP("display", "Counter {n}"), n=_COUNTER)
    words = (scene(px * 0.6), REGULAR, scene.color("board_soft"))
    return runs(
        "row-counter",
        counter_runs(pair.first, row.counter, (scene(px), BOLD, text), words),
        box,
        baseline,
        Align.RIGHT,
    )
