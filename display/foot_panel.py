"""The foot of a board: the notice, what is being said, and in words what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from display.hall_panels import SMALLEST_SHARE
from display.pieces import Box, Dot, Panel, Piece, Running, SoundBars, Text
from display.scene import Scene
from display.state import BoardState, Pair
from display.typeset import MEDIUM, REGULAR, block, fitting, line, width
from display.words import QT_TRANSLATE_NOOP

NOTICE_ROOM = 460
"""So much of the foot is the notice's, whatever is wrong."""

NOTICE_PX = 31

MOST_PAUSED = 5
"""So many paused counters are named."""


def compose_footer(scene: Scene, state: BoardState) -> Sequence[Piece]:
    """The notice, and in words what is wrong."""
    troubles = BoardState(
        notice=state.notice,
        running=state.running,
        away=state.away,
        fault=state.fault,
        voice_trouble=state.voice_trouble,
        small=state.small,
        paused=state.paused,
        page=state.page,
        focus=state.focus if state.focus and state.focus.now else None,
    )
    return _compose_footer(scene, troubles) if scene.template.footer else ()


@lru_cache(maxsize=4)
def _compose_footer(scene: Scene, state: BoardState) -> Sequence[Piece]:
    box = scene.footer
    margin = scene(44)
    pieces: list[Piece] = [Panel(box, scene.color("board_quiet"))]
    troubles = [state.away, state.fault, _voice(scene, state), state.small, _paused(scene, state)]
    troubles = [trouble for trouble in troubles if trouble.first]
    right = box.right - margin
    turn = state.page % len(troubles) if troubles else 0
    for place, trouble in enumerate(troubles[turn:] + troubles[:turn]):
        status = _compose_status(scene, trouble, right, box)
        if place and status[0].box.x - margin < scene(NOTICE_ROOM):
            break  # they take turns, page by page
        pieces += status
        right = status[0].box.x - scene(20)
    spot = Box(margin, box.y, right - margin, box.height)
    return [*pieces, *_compose_foot_words(scene, state, spot)]


def _compose_foot_words(scene: Scene, state: BoardState, box: Box) -> list[Piece]:
    """The notices; and over their second line what is being said, before which a long notice gives way."""
    text = scene.color("board_text")
    px = scene(NOTICE_PX)
    spoken = state.focus.spoken_text if state.focus else ""
    pieces: list[Piece] = []
    if spoken:
        if not state.running and not _is_short(scene, state.notice.first, box.width):
            return _compose_spoken(scene, spoken, box)
        pieces += _compose_spoken(scene, spoken, Box(box.x, box.y + scene(52), box.width, scene(30)))
        box = box._replace(height=box.height * 0.56)
    if state.running:
        pieces.append(Running(box, state.running, round(scene(36)), MEDIUM, text))
    elif state.notice.first and spoken:
        pieces.append(line("notice", state.notice.first, box, px, MEDIUM, text))
    elif state.notice.first:
        pieces += _compose_notice(scene, state.notice, box)
    return pieces


def _is_short(scene: Scene, text: str, room: float) -> bool:
    return not text or fitting(text, scene(NOTICE_PX), MEDIUM, room) >= scene(NOTICE_PX) * SMALLEST_SHARE


def _compose_spoken(scene: Scene, spoken: str, box: Box) -> list[Piece]:
    """What the loudspeakers say at this moment, for whoever does not hear them."""
    side = scene(22)
    bars = Box(box.x, box.y + (box.height - side) / 2, side, side)
    words = Box(bars.right + scene(12), box.y, box.right - bars.right - scene(12), box.height)
    text = scene.color("board_text")
    return [SoundBars(bars, text), line("spoken", spoken, words, scene(26), MEDIUM, text)]


def _compose_notice(scene: Scene, notice: Pair, box: Box) -> list[Text]:
    """A short notice with its twin below; a long one takes both lines."""
    text, soft = scene.color("board_text"), scene.color("board_soft")
    first = Box(box.x, box.y + scene(14), box.width, scene(36))
    twin = Box(box.x, box.y + scene(54), box.width, scene(26))
    px, twin_px = scene(NOTICE_PX), scene(21)
    if (
        not _is_short(scene, notice.first, box.width)
        or fitting(notice.twin, twin_px, REGULAR, box.width) < twin_px * SMALLEST_SHARE
    ):
        lines = Box(box.x, box.y + scene(10), box.width, box.height)
        return block("notice", notice.first, lines, scene(27), MEDIUM, text, 2)
    return [
        line("notice", notice.first, first, px, MEDIUM, text),
        line("notice-twin", notice.twin, twin, twin_px, REGULAR, soft),
    ]


def _paused(scene: Scene, state: BoardState) -> Pair:
    if not state.paused:
        return Pair()
    shown = [str(number) for number in state.paused[:MOST_PAUSED]]
    numbers = " ".join(shown) + (" …" if len(state.paused) > MOST_PAUSED else "")
    return scene.words.pair(QT_TRANSLATE_NOOP("display", "Paused: {counters}"), counters=numbers)


def _voice(scene: Scene, state: BoardState) -> Pair:
    if not state.voice_trouble.first:
        return Pair()
    label = scene.words.pair(QT_TRANSLATE_NOOP("display", "No voice"))
    first = f"{label.first} · {state.voice_trouble.first}"
    return Pair(first, f"{label.twin} · {state.voice_trouble.twin}")


def _compose_status(scene: Scene, trouble: Pair, right: float, footer: Box) -> list[Panel | Piece]:
    """A pill with a dot and words: never by colour alone."""
    ground, ink = scene.color("warn_tint"), scene.color("warn")
    px, room = round(scene(25)), scene(420)
    words_width = min(
        max(width(trouble.first, px, MEDIUM), width(trouble.twin, round(scene(18)), REGULAR)), room
    )
    side = scene(18)
    pill_width = scene(26) + side + scene(14) + words_width + scene(28)
    pill = Box(round(right - pill_width), footer.y + scene(13), round(pill_width), footer.height - scene(26))
    x = pill.x + scene(26) + side + scene(14)
    return [
        Panel(pill, ground, scene(18)),
        Dot(Box(pill.x + scene(26), pill.y + (pill.height - side) / 2, side, side), ink),
        *block(
            "status", trouble.first, Box(x, pill.y + scene(4), words_width, scene(34)), px, MEDIUM, ink, 1
        ),
        *block(
            "status-twin",
            trouble.twin,
            Box(x, pill.y + scene(36), words_width, scene(24)),
            scene(18),
            REGULAR,
            ink,
            1,
        ),
    ]
