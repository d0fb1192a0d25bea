"""The call that is being announced, large; or what a board shows while nobody is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from display.page_panel import compose_page, compose_still
from display.pieces import Box, Dot, Panel, Piece, SoundBars, Text
from display.scene import Scene
from display.state import BoardState, Focus, Pair
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

WIDE = 2.6
"""So much wider than high, number and counter stand beside each other."""

SMALLEST_WORDS = 0.36
"""Where there is little room the words around a counter's number shrink first, down to this part of it."""

NUMBER_GAP = 0.22
"""The space between prefix and digits, in parts of their size."""

RING_PX = 14
"""A ring around the number that flashes when it is called: who does not hear looks up."""

RINGS = 3

TWO_LINES_PX = 260
"""In a panel at least so high two calls stand one below the other."""

_COUNTER = "{n}"


def ring_is_lit(phase: int) -> bool:
    """Whether the ring is there, so many steps after the call: some times, then the number stands still."""
    return phase % 2 == 1 and phase < 2 * RINGS


def number(
    role: str, prefix: str, digits: str, box: Box, px: float, color: str, baseline: float, beneath: str = ""
) -> list[Text]:
    """A ticket number, its prefix set apart, as large as the box allows."""
    size = fitting(prefix + digits, px, BOLD, box.width - NUMBER_GAP * px)
    x = box.x + width(prefix, size, BOLD) + NUMBER_GAP * size
    return [
        Text(role, prefix, box.x, baseline, size, BOLD, color, box, beneath),
        Text(role, digits, x, baseline, size, BOLD, color, box, beneath),
    ]


def counter_runs(
    template: str, counter: int, number_run: tuple[float, int, str], words_run: tuple[float, int, str]
) -> list[Run]:
    """A text around a counter's number, the number larger than the words."""
    before, _, after = template.partition(_COUNTER)
    return [(before, *words_run), (str(counter), *number_run), (after, *words_run)]


# --- The call being announced --------------------------------------------------------------------


def compose_focus(scene: Scene, state: BoardState, box: Box, phase: int) -> Sequence[Piece]:
    """The call that stands large, or a welcome when there is none."""
    if state.focus is None:
        if state.still:
            return compose_still(scene, state.still, box)
        if state.notice_page.first:
            label = scene.words.pair(QT_TRANSLATE_NOOP("display", "Notice"))
            return compose_page(scene, state.notice_page, label, box)
        if state.closed.first:
            return compose_page(scene, state.closed, state.slogan, box)
        return _compose_welcome(scene, state, box)
    return _compose_call(scene, state.focus, box, phase)


@lru_cache(maxsize=4)
def _compose_call(scene: Scene, focus: Focus, box: Box, phase: int) -> Sequence[Piece]:
    if focus.beside:
        return _compose_two(scene, (focus, focus.beside), box, phase)
    panel = _focus_panel(scene, focus, box, phase)
    text = scene.color("on_now" if focus.now else "board_text")
    soft = scene.color("on_now" if focus.now else "board_soft")
    if box.width > WIDE * box.height:
        return [panel, *_compose_wide(scene, focus, box.inset(scene(56), scene(30)), text, soft, phase)]
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


def _focus_panel(scene: Scene, focus: Focus, box: Box, phase: int) -> Panel:
    """The ground of a call that stands large, with a ring that flashes while it is new."""
    radius, ground = min(scene(36), box.height / 4), scene.color("board_ground")
    if not focus.now:
        deep = scene.color("board_panel")
        return Panel(box, scene.calm, radius, deep, call_id=focus.call_id, beneath=ground)
    lit = ring_is_lit(phase)
    edge, ring = (scene.color("on_now"), scene(RING_PX)) if lit else ("", 0)
    now, deep = scene.color("now"), scene.color("now_deep")
    return Panel(box, now, radius, deep, edge, ring, focus.call_id, ground)


def _compose_two(scene: Scene, calls: tuple[Focus, Focus], box: Box, phase: int) -> list[Piece]:
    """Two calls in one sentence: numbers and counters, one below the other, in a low panel side by side."""
    gap = scene(16)
    if box.height >= scene(TWO_LINES_PX):
        first = box._replace(height=(box.height - gap) / 2)
        places = (first, first._replace(y=first.bottom + gap))
    else:
        first = box._replace(width=(box.width - gap) / 2)
        places = (first, first._replace(x=first.right + gap))
    pair = scene.words.pair(QT_TRANSLATE_NOOP("display", "Counter {n}"), n=_COUNTER)
    pieces: list[Piece] = []
    for focus, place in zip(calls, places, strict=True):
        text = scene.color("on_now" if focus.now else "board_text")
        inner = place.inset(scene(32), place.height * 0.12)
        if focus.now:
            bars = Box(inner.x, inner.y + inner.height / 2 - scene(25), scene(52), scene(50))
            pieces.append(SoundBars(bars, text, phase))
            inner = inner._replace(x=bars.right + scene(20), width=inner.right - bars.right - scene(20))
        px = min(inner.height * 0.72 / (cap_height(1000, BOLD) / 1000), scene(200))
        room = inner._replace(width=inner.width * 0.54)
        size = fitting(focus.prefix + focus.digits, px, BOLD, room.width - NUMBER_GAP * px)
        baseline = inner.y + (inner.height + cap_height(size, BOLD)) / 2
        there = Box(inner.x + inner.width * 0.58, inner.y, inner.width * 0.42, inner.height)
        parts = counter_runs(pair.first, focus.counter, (size, BOLD, text), (size * 0.5, BOLD, text))
        pieces += number("focus-number", focus.prefix, focus.digits, room, size, text, baseline)
        pieces += focus_counter_runs(parts, focus.counter, there, baseline)
    panels = [_focus_panel(scene, *each, phase) for each in zip(calls, places, strict=True)]
    return [*panels, *pieces]


def _compose_wide(scene: Scene, focus: Focus, inner: Box, text: str, soft: str, phase: int) -> list[Piece]:
    """The number on the left, where to go on the right."""
    heading = scene(66)
    top = inner.y + heading + scene(30)
    room = Box(inner.x, top, inner.width * 0.52, inner.bottom - top)
    px = room.height / (cap_height(1000, BOLD) / 1000)
    size = fitting(focus.prefix + focus.digits, px, BOLD, room.width - NUMBER_GAP * px)
    baseline = top + (room.height + cap_height(size, BOLD)) / 2
    go = Box(inner.x + inner.width * 0.55, top, inner.width * 0.45, room.height)
    high = max(scene(150), scene.far(116))
    words = scene.near(80)
    pair = scene.words.pair(QT_TRANSLATE_NOOP("display", "Please go to counter {n}"), n=_COUNTER)
    parts = counter_runs(pair.first, focus.counter, (high, BOLD, text), (words, BOLD, text))
    twin = Box(go.x, go.bottom - scene(44), go.width, scene(40))
    said = "  ·  ".join(
        each
        for each in (focus.place.first, focus.place.twin, pair.twin.replace(_COUNTER, str(focus.counter)))
        if each
    )
    return [
        *_focus_heading(scene, focus, inner, heading, text, soft, phase),
        *number("focus-number", focus.prefix, focus.digits, room, size, text, baseline),
        *focus_counter_runs(parts, focus.counter, go, twin.y - scene(24)),
        line("focus-counter-twin", said, twin, scene(34), MEDIUM, soft, Align.RIGHT),
    ]


def focus_counter_runs(
    parts: list[Run], counter: int, box: Box, baseline: float, align: Align = Align.RIGHT
) -> list[Text]:
    """Where to go; its figures are read from as far as the number's."""
    number_run = next(part for part in parts if part[0] == str(counter))
    while _length(parts) > box.width and min(part[1] for part in parts) > number_run[1] * SMALLEST_WORDS:
        parts = [part if part == number_run else (part[0], part[1] - 1, part[2], part[3]) for part in parts]
    pieces = runs("focus-counter", parts, box, baseline, align)
    return [
        replace(each, role="focus-counter-number") if each.text == str(counter) else each for each in pieces
    ]


def _length(parts: list[Run]) -> float:
    return sum(width(text, round(px), weight) for text, px, weight, _ in parts)


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
    room = Box(inner.x + inner.width * 0.75, inner.bottom - height, inner.width * 0.25, height)
    box = Box(inner.x, inner.bottom - height, inner.width * 0.73, height)
    go = counter_runs(pair.first, focus.counter, (height, BOLD, text), (round(height * 0.72), BOLD, text))
    twin = pair.twin.replace(_COUNTER, str(focus.counter))
    return [
        *focus_counter_runs(go, focus.counter, box, inner.bottom - scene(6), Align.LEFT),
        *_compose_place(scene, focus.place, twin, room, text, soft),
    ]


def _compose_place(scene: Scene, place: Pair, twin: str, box: Box, text: str, soft: str) -> list[Text]:
    """Where the counter is, over the twin of where to go; a counter that everybody sees needs no such word."""
    if not place.first:
        return block("focus-counter-twin", twin, box, scene(32), MEDIUM, soft, 2, Align.RIGHT, hang=False)
    first = Box(box.x, box.y, box.width, box.height * 0.56)
    below = Box(box.x, first.bottom, box.width, box.height * 0.44)
    return [
        line("focus-place", place.first, first, scene(44), BOLD, text, Align.RIGHT),
        *block("focus-place-twin", place.twin, below, scene(30), MEDIUM, soft, 1, Align.RIGHT, hang=False),
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
    slogan = Box(
        title.right + scene(20), inner.y + scene(8), inner.right - title.right - scene(20), scene(40)
    )
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
