"""Looks: three sets of the same tokens, all of them readable."""

import re

import pytest
from PySide6.QtGui import QColor, QFont

from shell.theme import Look, Theme, font, load_theme

TEXT_ON_GROUND = [
    ("ink", "card"), ("ink", "paper"), ("ink_soft", "card"), ("ink_soft", "paper"), ("ink_faint", "card"),
    ("ink_faint", "paper"), ("ink", "hall_tint"), ("ink_soft", "hall_tint"), ("on_hall", "hall"),
    ("on_hall", "hall_deep"), ("on_hall_soft", "hall"), ("hall", "card"), ("hall", "hall_tint"), ("on_now", "now"),
    ("on_now", "now_deep"), ("now", "card"), ("now", "now_tint"), ("ok", "card"), ("ok", "ok_tint"),
    ("warn", "card"), ("warn", "warn_tint"), ("bad", "card"), ("bad", "bad_tint"), ("board_text", "board_ground"),
    ("board_text", "board_panel"), ("board_soft", "board_panel"), ("board_soft", "board_quiet"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(theme: Theme, text: str, ground: str) -> float:
    darker, lighter = sorted((luminance(theme[text]), luminance(theme[ground])))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_three_sets_hold_the_same_tokens():
    light, dark, high = (load_theme(look) for look in Look)

    assert light.color.keys() == dark.color.keys() == high.color.keys()


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
@pytest.mark.parametrize("look", list(Look))
def test_every_text_can_be_read_on_its_ground(look: Look, text: str, ground: str):
    least = 7.0 if look == Look.CONTRAST else 4.5

    assert contrast(load_theme(look), text, ground) >= least


@pytest.mark.parametrize("look", list(Look))
def test_what_can_be_touched_has_an_edge_that_can_be_seen(look: Look):
    assert contrast(load_theme(look), "edge", "card") >= 3


@pytest.mark.parametrize("look", list(Look))
def test_no_token_is_left_open_in_the_style_sheet(look: Look):
    assert not re.search(r"@[a-z]", load_theme(look).style_sheet())


def test_a_scale_makes_every_size_larger():
    sheet = load_theme().render("a { padding: 4px 10.5px; color: @ink; border: @thin solid #10px; }", 2)

    assert sheet == "a { padding: 8px 21px; color: #0e1f33; border: 2px solid #10px; }"


def test_a_token_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        load_theme().render("a { color: @imk; }")


def test_figures_keep_their_width():
    assert font(20).isFeatureSet(QFont.Tag("tnum"))
    assert not font(20, tabular=False).isFeatureSet(QFont.Tag("tnum"))
