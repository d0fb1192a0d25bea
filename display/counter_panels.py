"""The screen over one counter: which it is and who sits there, and whom it serves."""

from __future__ import annotations

from typing import assert_never

from display.call_panels import NUMBER_GAP, number
from display.pieces import Box, Panel, Piece, Text
from display.scene import Scene
from display.state import BoardState, CounterScreen, Pair, VisitorKind
from display.typeset import BOLD, MEDIUM, REGULAR, Align, block, cap_height, fitting, line
from display.words import QT_TRANSLATE_NOOP

NOBODY = CounterScreen(0, VisitorKind.CLOSED)


def compose_counter(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """The counter's number, and its clerk."""
    counter = state.counter or NOBODY
    text, soft = scene.color("board_text"), scene.color("board_soft")
    inner = box.inset(scene(44), scene(40))
    label = scene.words.pair(QT_TRANSLATE_NOOP("display", "Counter"))
    clerk_room = scene(170) if counter.clerk.first else 0
    figures = Box(inner.x, inner.y + scene(110), inner.width, inner.height - scene(110) - clerk_room)
    size = _as_large(str(counter.number), figures)
    baseline = figures.y + (figures.height + cap_height(size, BOLD)) / 2
    pieces: list[Piece] = [
        Panel(box, scene.color("board_panel"), scene(36)),
        *_stacked(scene, "counter-label", label, Box(inner.x, inner.y, inner.width, scene(64)), 56, 26, text),
        line("counter-number", str(counter.number), figures, size, BOLD, text, Align.CENTRE, baseline),
    ]
    if counter.clerk.first:
        who = scene.words.pair(QT_TRANSLATE_NOOP("display", "At your service"))
        top = inner.bottom - scene(150)
        rule = Box(inner.x, top, inner.width, scene(3))
        spot = Box(inner.x, top + scene(22), inner.width, scene(32))
        name = Box(inner.x, spot.bottom + scene(8), inner.width, scene(60))
        pieces += [
            Panel(rule, scene.calm),
            line("clerk-label", f"{who.first}  {who.twin}", spot, scene(26), REGULAR, soft),
            line("clerk", f"{counter.clerk.first}  {counter.clerk.twin}", name, scene(48), MEDIUM, text),
        ]
    return pieces


def compose_visitor(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """Whom the counter serves, or why nobody."""
    counter = state.counter or NOBODY
    calling = counter.kind == VisitorKind.CALLING
    if calling:
        panel = Panel(box, scene.color("now"), scene(36), deep=scene.color("now_deep"))
        text = soft = scene.color("on_now")
    else:
        ground = scene.calm if counter.kind == VisitorKind.SERVING else scene.color("board_quiet")
        panel = Panel(box, ground, scene(36))
        text, soft = scene.color("board_text"), scene.color("board_soft")
    inner = box.inset(scene(60), scene(52))
    label = scene.words.pair(visitor_words(counter.kind))
    pieces: list[Piece] = [panel]
    if not counter.digits:
        return pieces + _compose_message(scene, counter, label, inner, text, soft)
    pieces += _stacked(
        scene, "visitor-label", label, Box(inner.x, inner.y, inner.width, scene(90)), 78, 32, text, soft
    )
    bottom = scene(120) if counter.service.first else 0
    room = Box(inner.x, inner.y + scene(170), inner.width, inner.height - scene(170) - bottom)
    size = min(_as_large(counter.prefix + counter.digits, room, NUMBER_GAP), round(scene(560)))
    baseline = room.y + (room.height + cap_height(size, BOLD)) / 2
    pieces += number("visitor-number", counter.prefix, counter.digits, room, size, text, baseline)
    service = Box(inner.x, inner.bottom - scene(100), inner.width, scene(56))
    return pieces + _stacked(scene, "visitor-service", counter.service, service, 48, 28, text, soft)


def _compose_message(
    scene: Scene, counter: CounterScreen, label: Pair, inner: Box, text: str, soft: str
) -> list[Piece]:
    """What stands there instead of a number."""
    big = Box(inner.x, inner.y + inner.height * 0.26, inner.width, scene(170))
    pieces: list[Piece] = [
        line("visitor-words", label.first, big, scene(168), BOLD, text, Align.CENTRE),
        line(
            "visitor-label-twin", label.twin, Box(big.x, big.bottom + scene(20), big.width, scene(64)),
            scene(56), MEDIUM, soft, Align.CENTRE,
        ),
    ]  # fmt: skip
    if counter.reason:
        below = Box(inner.x, big.bottom + scene(130), inner.width, scene(140))
        pieces += block("visitor-reason", counter.reason, below, scene(52), REGULAR, soft, 2, Align.CENTRE)
    return pieces


def visitor_words(kind: VisitorKind) -> str:
    """How it stands at a counter, to be translated."""
    match kind:
        case VisitorKind.CALLING:
            return QT_TRANSLATE_NOOP("display", "Please come to this counter")
        case VisitorKind.SERVING:
            return QT_TRANSLATE_NOOP("display", "Now serving")
        case VisitorKind.FREE:
            return QT_TRANSLATE_NOOP("display", "Please wait for your number")
        case VisitorKind.PAUSED:
            return QT_TRANSLATE_NOOP("display", "Service paused")
        case VisitorKind.CLOSED:
            return QT_TRANSLATE_NOOP("display", "Counter closed")
        case _:
            assert_never(kind)


def _as_large(text: str, box: Box, gap: float = 0.0) -> int:
    """The largest type at which figures fill a box."""
    by_height = box.height / (cap_height(1000, BOLD) / 1000)
    size = fitting(text, by_height, BOLD, box.width)
    while size > 1 and gap and fitting(text, size, BOLD, box.width - gap * size) < size:
        size -= 1
    return size


def _stacked(
    scene: Scene, role: str, pair: Pair, box: Box, px: float, small_px: float, text: str, soft: str = ""
) -> list[Text]:
    below = Box(box.x, box.bottom + scene(6), box.width, scene(small_px * 1.3))
    return [
        line(role, pair.first, box, scene(px), MEDIUM, text),
        line(f"{role}-twin", pair.twin, below, scene(small_px), REGULAR, soft or scene.color("board_soft")),
    ]
