"""Boards as data: every template can be read from where its hall asks, and a wrong one says what is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from display.__main__ import main
from display.composition import compose
from display.legibility import Reach, character_px, readable_from_m
from display.outputs import shortfall
from display.pieces import Piece
from display.preview import preview_state
from display.scene import Scene
from display.specimen import longest
from display.state import BoardState, Pair, VisitorKind
from display.template import (
    BOARDS,
    PanelKind,
    Template,
    UnknownTemplate,
    WrongTemplate,
    known_templates,
    load_template,
)
from display.words import Words
from shell.theme import Look, load_theme
from tests.display.facts import busy_state
from tests.display.picture_rules import faults, texts

SIZES = (QSize(1920, 1080), QSize(3840, 2160), QSize(1080, 1920), QSize(2160, 3840), QSize(1366, 768))
LANGUAGES = ("zh", "en")
LONG_NOTICE = Pair("午间综合窗口不间断服务，" * 8, "The general counters stay open at noon. " * 6)

pytestmark = pytest.mark.usefixtures("qapp")


def scene_of(template: Template, size: QSize, language: str, reach: Reach | None = None) -> Scene:
    words = Words(language)
    return Scene(size.width(), size.height(), load_theme(), words, template, reach or Reach())


def everything_long(template: Template, words: Words) -> BoardState:
    """The longest numbers, names and troubles that a board of this kind may have to show."""
    state, busy = longest(words), busy_state(words)
    cards = busy.cards if PanelKind.SERVICES in template.kinds() else state.cards
    shown = {"hall": busy.hall, "place": busy.place, "notice": busy.notice, "away": busy.away}
    return replace(
        state, cards=cards, paused=tuple(range(201, 238)), voice_trouble=busy.voice_trouble, **shown
    )


def picture(template: Template, size: QSize, language: str, reach: Reach | None = None) -> tuple[Piece, ...]:
    scene = scene_of(template, size, language, reach)
    return compose(scene, everything_long(template, scene.words))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("name", known_templates())
def test_the_longest_texts_fit_on_every_board(name: str, size: QSize, language: str) -> None:
    assert faults(picture(load_template(name), size, language), size.width()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("name", ["zone", "floor"])
def test_two_calls_in_one_sentence_stand_large_together(name: str, size: QSize, language: str) -> None:
    scene = scene_of(load_template(name), size, language)
    state = everything_long(load_template(name), scene.words)
    assert state.focus is not None
    both = replace(state, focus=replace(state.focus, beside=replace(state.focus, call_id=99, digits="2048")))
    pieces = compose(scene, both)
    assert faults(pieces, size.width()) == []
    assert {"2047", "2048"} <= {text.text for text in texts(pieces) if text.role == "focus-number"}
    assert len([text for text in texts(pieces) if text.role == "focus-counter-number"]) == 2


@pytest.mark.parametrize("columns", range(1, 9))
@pytest.mark.parametrize("name", ["zone", "floor", "overview", "pick-up"])
def test_lists_may_be_divided(name: str, columns: int) -> None:
    for size in (QSize(3840, 2160), QSize(2160, 3840)):
        pieces = picture(load_template(name).divided(columns), size, "zh")
        assert faults(pieces, size.width()) == []


@pytest.mark.parametrize("name", ["zone", "floor", "overview", "pick-up"])
def test_no_column_is_too_narrow_to_be_read_from_where_people_stand(name: str) -> None:
    size, reach = QSize(3840, 2160), Reach(4, 75)
    as_it_is = scene_of(load_template(name), size, "zh", reach)
    divided = scene_of(load_template(name).divided(8), size, "zh", reach)
    assert shortfall(divided) == shortfall(as_it_is)


def test_a_list_of_eight_columns_fills_a_wide_board() -> None:
    size = QSize(7680, 2160)
    pieces = picture(load_template("floor").divided(8), size, "zh")
    assert faults(pieces, size.width()) == []
    rows = {round(text.x) for text in texts(pieces) if text.role == "row-number"}
    assert len(rows) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VisitorKind)
def test_a_counters_screen_says_how_it_stands_there(kind: VisitorKind, language: str) -> None:
    scene = scene_of(load_template("counter"), QSize(1920, 1080), language)
    state = longest(scene.words)
    assert state.counter is not None
    here = kind in (VisitorKind.CALLING, VisitorKind.SERVING)
    bare = {} if here else {"prefix": "", "digits": "", "service": Pair()}
    reason = "材料打印机维修" if kind == VisitorKind.PAUSED else ""
    shown = replace(state, counter=replace(state.counter, kind=kind, reason=reason, **bare))
    pieces = compose(scene, shown)
    assert faults(pieces, 1920) == []
    said = " ".join(text.text for text in texts(pieces))
    assert ("2047" in said) == here
    assert reason in said


@pytest.mark.parametrize("metres", [2, 4, 6, 8])
@pytest.mark.parametrize("name", known_templates())
def test_a_number_is_ten_millimetres_high_for_each_metre_or_the_board_says_so(name: str, metres: int) -> None:
    reach = Reach(metres, 75)
    template = load_template(name)
    scene = scene_of(template, QSize(3840, 2160), "zh", reach)
    pieces = compose(scene, longest(scene.words))
    assert faults(pieces, 3840) == []
    heights = [
        character_px(text) / scene.px_per_mm for text in texts(pieces) if text.role.endswith("-number")
    ]
    assert heights
    if shortfall(scene).first:
        assert min(heights) < metres * 10
    else:
        assert min(heights) >= metres * 10 * 0.98


@pytest.mark.parametrize("name", ["zone", "floor", "counter"])
def test_where_calls_stand_large_six_metres_are_no_trouble(name: str) -> None:
    scene = scene_of(load_template(name), QSize(3840, 2160), "zh", Reach(6, 75))
    assert shortfall(scene) == Pair()


def test_a_board_that_cannot_be_read_says_from_where_it_can() -> None:
    scene = scene_of(load_template("overview"), QSize(1920, 1080), "en", Reach(30, 43))
    assert shortfall(scene).first.startswith("Readable from ")


@pytest.mark.parametrize("name", ["zone", "floor", "pick-up", "counter"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_between_calls_a_notice_may_stand_large(name: str, size: QSize) -> None:
    scene = scene_of(load_template(name), size, "zh")
    state = replace(longest(scene.words), focus=None, notice_page=LONG_NOTICE)
    assert faults(compose(scene, state), size.width()) == []


def test_a_spoilt_board_is_found() -> None:
    pieces = list(picture(load_template("zone"), QSize(1920, 1080), "zh"))
    place = next(place for place, piece in enumerate(pieces) if piece in texts(pieces))
    text = texts(pieces)[0]
    assert "cut off" in str(
        faults([*pieces[:place], replace(text, x=text.x + 400), *pieces[place + 1 :]], 1920)
    )
    assert "overlapping" in str(faults([*pieces, text], 1920))
    assert "on no panel" in str(faults([replace(text, x=5000)], 1920))


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("name", known_templates())
def test_a_preview_needs_no_hall(name: str, look: Look, tmp_path: Path) -> None:
    out = tmp_path / "board.png"
    settings = tmp_path / "hall.toml"
    settings.write_text(f'[hall]\ntheme = "{look}"\n[display]\nviewing_distance_m = 2\n', encoding="utf-8")
    arguments = ["--settings", str(settings), "--preview", name, "--geometry", "960x540", "--out", str(out)]
    assert main(arguments) == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (960, 540)
    assert len({image.pixel(x, y) for x in range(0, 960, 3) for y in range(0, 540, 3)}) > 50


def test_a_preview_refuses_what_nobody_can_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "hall.toml"
    settings.write_text('[hall]\nlanguage = "en"\n[display]\nviewing_distance_m = 40\n', encoding="utf-8")
    out = tmp_path / "board.png"
    assert main(["--settings", str(settings), "--preview", "zone", "--out", str(out)]) != 0
    assert "cannot be read from 40 m" in capsys.readouterr().err
    assert not out.exists()


def test_an_unknown_board_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UnknownTemplate, match=r"“lobby”.*counter, floor, overview, pick-up, zone"):
        load_template("lobby")


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("share = 59", "landscape.columns"),
        ("name = ", "name"),
        ('shows = "focus"', "landscape.columns.0.panels.0.shows"),
    ],
)
def test_a_wrong_board_is_told_with_the_place(spoilt: str, said: str, tmp_path: Path) -> None:
    wrong = {"share = 59": "share = -1", "name = ": "nome = ", 'shows = "focus"': 'shows = "weather"'}[spoilt]
    file = tmp_path / "mine.toml"
    file.write_text((BOARDS / "zone.toml").read_text("utf-8").replace(spoilt, wrong), encoding="utf-8")
    with pytest.raises(WrongTemplate, match=said):
        load_template(str(file))


@pytest.mark.parametrize("text", ["[[[", "\udce4", ""])
def test_a_file_that_is_no_board_is_told(text: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WrongTemplate, match=r"mine\.toml"):
        load_template(str(file))


def test_a_hall_may_bring_its_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'name = "我的"\nname_en = "Mine"\n'
        '[landscape]\ncolumns = [{ share = 1, panels = [{ shows = "calls", share = 1 }] }]\n'
        '[portrait]\ncolumns = [{ share = 1, panels = [{ shows = "calls", share = 1 }] }]\n',
        encoding="utf-8",
    )
    mine = load_template(str(file))
    assert mine.kinds() == {PanelKind.CALLS}
    assert faults(picture(mine, QSize(1920, 1080), "zh"), 1920) == []
    assert preview_state(mine, Words("zh")).cards == ()


@pytest.mark.parametrize("name", known_templates())
def test_one_number_that_is_too_small_spoils_the_whole_board(name: str) -> None:
    scene = scene_of(load_template(name), QSize(3840, 2160), "zh", Reach(4, 75))
    pieces = compose(scene, longest(scene.words))
    sound = readable_from_m(pieces, scene.px_per_mm)
    one = next(text for text in texts(pieces) if text.role.endswith("-number"))
    spoilt = [replace(one, px=one.px // 4) if piece is one else piece for piece in pieces]
    assert readable_from_m(spoilt, scene.px_per_mm) < sound


def test_a_preview_of_the_whole_hall_says_so() -> None:
    assert preview_state(load_template("overview"), Words("zh")).place.twin == "All zones"
