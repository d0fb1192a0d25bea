"""What surrounds the calls on a board: where one is, and who waits for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.state import BoardState, Card, Pair
from display.typeset import (
    BOLD,
    LEADING,
    MEDIUM,
    REGULAR,
    Align,
    block,
    common,
    line,
    runs,
    width,
    wrapped,
)
from display.words import QT_TRANSLATE_NOOP

LARGE_CARDS = 4
"""So many services get a card each; more become lines of a table in two columns."""

NAME_SHARE, WAIT_SHARE = 0.64, 0.34
"""Of a line's width."""

SMALLEST_SHARE = 0.8
"""A name that must shrink below so much of its size takes two lines instead."""


def compose_header(scene: Scene, state: BoardState) -> Sequence[Piece]:
    """The hall, the place, the date and the clock."""
    return _compose_header(
        scene, BoardState(hall=state.hall, place=state.place, date=state.date, clock=state.clock)
    )


@lru_cache(maxsize=4)
def _compose_header(scene: Scene, state: BoardState) -> Sequence[Piece]:
    text, soft = scene.color("board_text"), scene.color("board_soft")
    spots = _upright_header(scene) if scene.upright else _lying_header(scene, state)
    hall_name = _hall_name(scene, state)
    pieces: list[Piece] = [
        Panel(scene.header, scene.color("board_quiet")),
        *_stacked(scene, "hall", hall_name, spots.hall, 42, 22, BOLD, text, soft),
        line("clock", state.clock, spots.clock, scene(66), BOLD, text, Align.RIGHT),
        *_stacked(scene, "date", state.date, spots.date, 28, 20, MEDIUM, text, soft, Align.RIGHT),
    ]
    if state.place.first:
        if spots.bar.height:
            pieces.append(Panel(spots.bar, scene.color("hall")))
        pieces += _stacked(scene, "place", state.place, spots.place, 38, 22, MEDIUM, text, soft)
    return pieces


@dataclass(frozen=True)
class _HeaderSpots:
    hall: Box
    place: Box
    bar: Box
    date: Box
    clock: Box


def _hall_name(scene: Scene, state: BoardState) -> Pair:
    unnamed = QT_TRANSLATE_NOOP("display", "Government service hall")
    return state.hall if state.hall.first else scene.words.pair(unnamed)


def _lying_header(scene: Scene, state: BoardState) -> _HeaderSpots:
    """Hall, place, date and clock beside each other."""
    box, margin = scene.header, scene(44)
    name = _hall_name(scene, state)
    clock = Box(box.right - margin - scene(190), box.y, scene(190), box.height)
    date = Box(clock.x - scene(320), box.y + scene(20), scene(300), scene(36))
    room = date.x - margin - scene(40)
    wide = min(width(name.first, round(scene(42)), BOLD) + scene(8), room * 0.47)
    wide = max(wide, min(width(name.twin, round(scene(22)), REGULAR) + scene(8), room * 0.4))
    hall = Box(margin, box.y + scene(18), wide, scene(44))
    bar = Box(hall.right + scene(30), box.y + scene(26), scene(3), box.height - scene(52))
    place = Box(bar.right + scene(30), hall.y, room + margin - bar.right - scene(30), hall.height)
    return _HeaderSpots(hall, place, bar, date, clock)


def _upright_header(scene: Scene) -> _HeaderSpots:
    """Hall and clock above, place and date below."""
    box, margin = scene.header, scene(44)
    room = box.width - 2 * margin
    hall = Box(margin, box.y + scene(18), room - scene(230), scene(44))
    clock = Box(box.right - margin - scene(190), box.y + scene(12), scene(190), scene(90))
    place = Box(margin, box.y + scene(112), room * 0.62, scene(42))
    date = Box(margin + room * 0.64, box.y + scene(114), room * 0.36, scene(38))
    return _HeaderSpots(hall, place, Box(0, 0, 0, 0), date, clock)


def _stacked(
    scene: Scene, role: str, pair: Pair, box: Box, px: float, small_px: float, weight: int, text: str, soft: str,
    align: Align = Align.LEFT,
) -> list[Piece]:  # fmt: skip
    below = Box(box.x, box.bottom + scene(4), box.width, scene(26))
    return [
        line(role, pair.first, box, scene(px), weight, text, align),
        line(f"{role}-twin", pair.twin, below, scene(small_px), REGULAR, soft, align),
    ]


# --- Who waits -----------------------------------------------------------------------------------


def cards_height(scene: Scene, cards: int) -> float:
    """How much of the left column the services need."""
    if cards == 0:
        return 0
    if cards <= LARGE_CARDS:
        return scene(236)
    lines = (cards + 1) // 2
    return scene(lines * 80 + (lines - 1) * 12)


def compose_cards(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """Who waits for each service, and how long."""
    cards = state.cards
    pieces: list[Piece] = []
    if len(cards) <= LARGE_CARDS:
        gap = scene(20)
        width_each = (box.width - gap * (len(cards) - 1)) / max(1, len(cards))
        sizes = _Sizes.of(scene, cards, width_each - scene(56), width_each - scene(56), (32, 20, 28))
        for index, card in enumerate(cards):
            place = Box(round(box.x + index * (width_each + gap)), box.y, round(width_each), box.height)
            pieces += _compose_card(scene, card, place, sizes, state.stale)
        return pieces
    lines, across, down = (len(cards) + 1) // 2, scene(20), scene(12)
    width_each, height = (box.width - across) / 2, scene(80)
    room = width_each - scene(2 * 24)
    sizes = _Sizes.of(scene, cards, room * NAME_SHARE, room * WAIT_SHARE, (32, 20, 24))
    for index, card in enumerate(cards):
        column, place = divmod(index, lines)
        left = round(box.x + column * (width_each + across))
        spot = Box(left, box.y + place * (height + down), round(width_each), height)
        pieces += _compose_line(scene, card, spot, sizes, state.stale)
    return pieces


@dataclass(frozen=True)
class _Sizes:
    """The type sizes that all services share. Long names take two lines and leave out their twins."""

    name: int
    twin: int
    wait: int
    lines: int

    @classmethod
    def of(
        cls,
        scene: Scene,
        cards: Sequence[Card],
        name_room: float,
        wait_room: float,
        px: tuple[float, float, float],
    ) -> _Sizes:
        names = [card.name.first for card in cards]
        name = common(names, scene(px[0]), MEDIUM, name_room)
        twin = common((card.name.twin for card in cards), scene(px[1]), REGULAR, name_room)
        wait = common((card.wait.first for card in cards), scene(px[2]), REGULAR, wait_room)
        if name >= px[0] * scene.unit * SMALLEST_SHARE and twin >= px[1] * scene.unit * SMALLEST_SHARE:
            return cls(name, twin, wait, 1)
        sizes = (wrapped(each, scene(px[0] * 0.8), MEDIUM, name_room, 2)[0] for each in names)
        return cls(min(sizes, default=0), 0, wait, 2)


def _compose_name(scene: Scene, card: Card, box: Box, sizes: _Sizes, text: str) -> list[Text]:
    """A service's name with its twin below, or in two lines without."""
    if sizes.lines == 2:
        px, broken = wrapped(card.name.first, sizes.name, MEDIUM, box.width, 2)
        top = box.y + (box.height - px * LEADING * len(broken)) / 2
        spot = Box(box.x, top, box.width, box.height)
        return block("card-name", card.name.first, spot, px, MEDIUM, text, 2)
    soft = scene.color("board_soft")
    name = Box(box.x, box.y, box.width, box.height * 0.6)
    twin = Box(box.x, box.y + box.height * 0.62, box.width, box.height * 0.38)
    return [
        line("card-name", card.name.first, name, sizes.name, MEDIUM, text),
        line("card-name-twin", card.name.twin, twin, sizes.twin, REGULAR, soft),
    ]


@lru_cache(maxsize=64)
def _compose_card(scene: Scene, card: Card, box: Box, sizes: _Sizes, stale: bool) -> list[Piece]:
    soft = scene.color("board_soft")
    text = soft if stale else scene.color("board_text")
    inner = box.inset(scene(28), scene(22))
    people = scene.words.pair(QT_TRANSLATE_NOOP("display", "waiting"))
    count = [(str(card.waiting), scene(76), BOLD, text), (f" {people.first}", scene(28), REGULAR, soft)]
    name = Box(inner.x, inner.y, inner.width, scene(64))
    wait = Box(inner.x, inner.bottom - scene(32), inner.width, scene(32))
    return [
        Panel(box, scene.color("board_quiet"), scene(26)),
        *_compose_name(scene, card, name, sizes, text),
        *runs("card-count", count, inner, inner.y + scene(138)),
        line("card-wait", card.wait.first, wait, sizes.wait, REGULAR, soft),
    ]


@lru_cache(maxsize=64)
def _compose_line(scene: Scene, card: Card, box: Box, sizes: _Sizes, stale: bool) -> list[Piece]:
    soft = scene.color("board_soft")
    text = soft if stale else scene.color("board_text")
    inner = box.inset(scene(24), 0)
    room = inner.width * WAIT_SHARE
    name = Box(inner.x, box.y + scene(10), inner.width * NAME_SHARE, scene(60))
    count_box = Box(inner.right - room, box.y, room, scene(46))
    wait = Box(count_box.x, box.y + scene(48), room, scene(22))
    people = scene.words.pair(QT_TRANSLATE_NOOP("display", "in line"))
    count = [(str(card.waiting), scene(44), BOLD, text), (f" {people.first}", scene(24), REGULAR, soft)]
    return [
        Panel(box, scene.color("board_quiet"), scene(20)),
        *_compose_name(scene, card, name, sizes, text),
        *runs("card-count", count, count_box, box.y + scene(43), Align.RIGHT),
        line("card-wait", card.wait.first, wait, sizes.wait, REGULAR, soft, Align.RIGHT),
    ]
