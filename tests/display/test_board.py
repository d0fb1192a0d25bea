"""The board as a picture: nothing cut off, nothing overlapping, little repainted, all of it readable as text."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from display.board import BARS_MS, Board
from display.call_panels import RINGS
from display.composition import compose
from display.pieces import Dot, Panel, Piece, SoundBars, Text
from display.scene import Scene
from display.state import BoardState, Pair
from display.words import Words
from shell.theme import Look, load_theme
from tests.display.facts import busy_state
from tests.display.picture_rules import faults, ink, texts

SIZES = (QSize(1920, 1080), QSize(3840, 2160), QSize(1280, 720), QSize(1366, 768), QSize(1920, 1200))
LANGUAGES = ("zh", "en")


def state_of(kind: str, words: Words) -> BoardState:
    busy = busy_state(words, services=4 if kind == "few services" else 8, now=kind != "last call")
    match kind:
        case "idle":
            return replace(busy, focus=None, rows=())
        case "one call":
            return replace(busy, rows=(), away=Pair(), voice_trouble=Pair())
        case "nothing known":
            return BoardState(language=words.language, clock="09:41", date=busy.date, away=busy.away)
        case _:
            return busy


KINDS = ("busy", "few services", "last call", "idle", "one call", "nothing known")


def picture(kind: str, size: QSize, language: str) -> tuple[Piece, ...]:
    words = Words(language)
    scene = Scene(size.width(), size.height(), load_theme(), words)
    return compose(scene, state_of(kind, words))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_nothing_is_cut_off_and_nothing_overlaps(kind: str, size: QSize, language: str) -> None:
    assert faults(picture(kind, size, language), size.width()) == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_type_is_tiny(kind: str, language: str) -> None:
    for text in texts(picture(kind, QSize(1920, 1080), language)):
        assert text.px >= (16 if text.role.endswith("-twin") else 19), text


@pytest.mark.usefixtures("qapp")
def test_the_number_is_the_largest_and_its_prefix_stands_apart() -> None:
    words = Words("zh")
    pieces = texts(picture("busy", QSize(1920, 1080), "zh"))
    prefix, digits = (text for text in pieces if text.role == "focus-number")
    assert (prefix.text, digits.text) == ("WW", "2047")
    assert prefix.px == digits.px == max(text.px for text in pieces)
    gap = ink(digits).left() - ink(prefix).right()
    assert gap > 0.15 * digits.px
    assert words.language == "zh"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["busy", "last call", "idle"])
@pytest.mark.parametrize("look", Look)
def test_words_can_be_read_against_their_ground(look: Look, kind: str) -> None:
    words = Words("zh")
    scene = Scene(1920, 1080, load_theme(look), words)
    pieces = compose(scene, state_of(kind, words))
    for place, text in enumerate(pieces):
        if isinstance(text, Text):
            ground = [
                piece
                for piece in pieces[:place]
                if isinstance(piece, (Panel, Dot)) and piece.box.rect().contains(ink(text))
            ][-1]
            wanted = 7.0 if "number" in text.role else 4.5
            for color in {ground.color, getattr(ground, "deep", "") or ground.color}:
                assert contrast(text.color, color) >= wanted or "focus" in text.role, (text, color)
                assert contrast(text.color, color) >= 4.5, (text, color)


def test_words_that_can_hardly_be_told_from_their_ground_are_found() -> None:
    assert contrast("#ffffff", "#10305a") >= 7
    assert contrast("#0b4ea2", "#10305a") < 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[-6:][start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Paints(QObject):
    """Remembers which region each paint was for."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.rects: list[QRect] = []
        paint = board.paintEvent

        def remember(event: QPaintEvent) -> None:
            self.rects.append(event.region().boundingRect())
            paint(event)

        board.paintEvent = remember


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    board = Board(Words("zh"), load_theme())
    qtbot.addWidget(board)
    board.resize(1920, 1080)
    with qtbot.waitExposed(board):
        board.show()
    return board


def test_a_call_is_painted_and_says_when(board: Board, qtbot: QtBot) -> None:
    state = busy_state(Words("zh"))
    began = monotonic()
    with qtbot.waitSignals([board.painted] * 7):
        board.show_state(state)
    seen: list[tuple[int, float]] = []
    board.painted.connect(lambda call_id, moment: seen.append((call_id, moment)))
    row = replace(state.rows[0], call_id=99, digits="2099")
    with qtbot.waitSignal(board.painted):
        board.show_state(replace(state, rows=(row, *state.rows)))
    assert [call_id for call_id, _ in seen] == [99]
    assert began < seen[0][1] <= monotonic()


def test_a_call_that_looks_like_the_one_before_it_is_shown_all_the_same(board: Board, qtbot: QtBot) -> None:
    state = busy_state(Words("zh"))
    with qtbot.waitSignals([board.painted] * 7):
        board.show_state(state)
    first, *others = state.rows
    with qtbot.waitSignal(board.painted, check_params_cb=lambda call_id, _: call_id == 99):
        board.show_state(replace(state, rows=(replace(first, call_id=99), *others)))


def test_only_what_differs_is_repainted(board: Board, qtbot: QtBot) -> None:
    state = busy_state(Words("zh"), now=False)
    board.show_state(state)
    qtbot.waitUntil(lambda: not board._unpainted)
    paints = Paints(board)
    board.show_state(replace(state, clock="09:42"))
    qtbot.waitUntil(lambda: bool(paints.rects))
    assert all(rect.width() * rect.height() < 1920 * 1080 / 40 for rect in paints.rects)


def test_the_sound_bars_move_slowly_and_alone(board: Board, qtbot: QtBot) -> None:
    state = replace(busy_state(Words("zh")), notice=Pair())
    board.show_state(state)
    assert state.focus is not None
    board.show_state(replace(state, focus=replace(state.focus, spoken_text="")))
    qtbot.waitUntil(lambda: board._phase > 2 * RINGS)
    paints = Paints(board)
    qtbot.waitUntil(lambda: len(paints.rects) >= 3)
    assert all(rect.width() < 100 and rect.height() < 100 for rect in paints.rects[1:])
    board.show_state(busy_state(Words("zh"), now=False))
    assert not any(isinstance(piece, SoundBars) for piece in board.pieces)


def test_a_ring_flashes_around_a_new_call_slowly_and_then_rests(board: Board) -> None:
    board.show_state(busy_state(Words("zh")))
    seen = []
    for phase in range(20):
        board._phase = phase
        board._compose_again()
        seen.append(sum(bool(each.edge) for each in panels(board) if each.call_id == 1))
    assert 1000 / BARS_MS <= 3  # however one counts: no more changes than that in a second
    assert seen[: 2 * RINGS] == [0, 1] * RINGS
    assert not any(seen[2 * RINGS :])


def test_every_call_flashes_anew_and_no_other_news_does(board: Board) -> None:
    state = busy_state(Words("zh"))
    assert state.focus is not None
    board.show_state(state)
    board._phase = 9
    board.show_state(replace(state, clock="09:42"))
    assert board._phase == 9
    board.show_state(replace(state, focus=replace(state.focus, call_id=77)))
    assert board._phase == 0


def panels(board: Board) -> list[Panel]:
    return [piece for piece in board.pieces if isinstance(piece, Panel)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["busy", "one call"])
@pytest.mark.parametrize("running", ["", "午间不间断服务"])
def test_what_is_said_stands_on_the_board_as_text(kind: str, running: str) -> None:
    words = Words("zh")
    scene = Scene(1920, 1080, load_theme(), words)
    state = replace(state_of(kind, words), running=running)
    assert state.focus is not None
    said = [text.text for text in texts(compose(scene, state)) if text.role == "spoken"]
    assert said == [state.focus.spoken_text]
    after = replace(state, focus=replace(state.focus, now=False))
    assert not [text for text in texts(compose(scene, after)) if text.role == "spoken"]


def test_of_a_list_too_long_only_what_has_room_counts_as_shown(board: Board, qtbot: QtBot) -> None:
    state = busy_state(Words("zh"))
    rows = tuple(replace(state.rows[0], call_id=100 + place) for place in range(30))
    seen: list[int] = []
    board.painted.connect(lambda call_id, _: seen.append(call_id))
    board.show_state(replace(state, rows=rows))
    qtbot.waitUntil(lambda: not board._unpainted)
    assert 1 in seen
    assert set(seen) - {1} == set(range(100, 100 + len(seen) - 1))
    assert len(seen) < len(rows)


def on_screen(board: Board) -> bytes:
    """What the last paints left on the screen."""
    return bytes(board.screen().grabWindow(board.winId()).toImage().constBits())


def test_a_repaint_in_parts_equals_the_whole(board: Board, qtbot: QtBot) -> None:
    board.resize(960, 540)
    state = busy_state(Words("zh"), now=False)
    for step in (state, replace(state, focus=None), replace(state, rows=state.rows[3:]), state):
        board.show_state(step)
        qtbot.waitUntil(lambda: not board._unpainted)
    in_parts = on_screen(board)
    board.repaint()
    whole = on_screen(board)
    assert len(set(whole)) > 50
    # Type is smoothed a little differently where a clip cuts through its cache.
    assert max(abs(one - other) for one, other in zip(in_parts, whole, strict=True)) < 16


def test_the_board_can_be_read_without_seeing_it(board: Board, qtbot: QtBot) -> None:
    board.show_state(busy_state(Words("zh")))
    assert board.accessibleName() == "叫号屏"
    qtbot.waitUntil(lambda: bool(board.accessibleDescription()))
    lines = board.accessibleDescription().splitlines()
    assert lines[0].startswith("正在叫号: WW 2047  238 号窗口")
    assert lines[1] == "请 W W 二 零 四 七 号 到 二百三十八 号 窗口"
    assert any("已过号" in each for each in lines)
    assert any("没有发出声音" in each for each in lines)


def test_in_english_it_reads_english(qtbot: QtBot) -> None:
    board = Board(Words("en"), load_theme())
    qtbot.addWidget(board)
    board.show_state(busy_state(Words("en")))
    assert board.accessibleName() == "Board"
    qtbot.waitUntil(lambda: bool(board.accessibleDescription()))
    assert board.accessibleDescription().startswith("Now calling: WW 2047  Counter 238")
