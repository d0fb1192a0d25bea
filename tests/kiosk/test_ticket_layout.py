"""Layouts as data: which parts stand on a ticket, on which paper, with whose logo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.picture import Picture
from kiosk.slip import Slip, draw_slip
from kiosk.specimen_ticket import specimen_slip
from kiosk.ticket_layout import UnknownLayout, WrongLayout, known_layouts, load_layout
from tests.kiosk.test_slip import code_text

OWN = """
width_dots = 576
logo = "logo.png"
parts = ["logo", "text:welcome", "number", "code"]
facts = ["wait"]
[text.welcome]
zh = "欢迎"
en = "Welcome"
"""


def own_layout(folder: Path, text: str = OWN) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    logo = QImage(900, 300, QImage.Format.Format_RGB32)
    logo.fill(QColor("black"))
    logo.save(str(folder / "logo.png"))
    return str(path)


def ink(picture: Picture) -> int:
    return sum(byte.bit_count() for byte in picture.rows)


@pytest.mark.parametrize("name", known_layouts())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_ticket_that_comes_along_has_a_code_that_can_be_read(
    qapp: object, name: str, language: str
) -> None:
    address = "https://hall.example.gov.cn/t"
    drawn = draw_slip(specimen_slip(language, public_address=address, again=True), load_layout(name))
    assert drawn.width == load_layout(name).width_dots
    assert code_text(drawn.image()) == [f"{address}/{specimen_slip(language).token}"]


def test_without_a_public_address_the_code_is_the_token_alone(qapp: object, slip: Slip) -> None:
    assert code_text(draw_slip(slip, load_layout("58mm")).image()) == [slip.token]


def test_a_layout_chooses_its_parts_and_brings_logo_and_lines_of_its_own(
    qapp: object, slip: Slip, tmp_path: Path
) -> None:
    layout = load_layout(own_layout(tmp_path))
    drawn = draw_slip(slip, layout)
    assert code_text(drawn.image()) == [slip.token]
    # The logo is as wide as 20 mm of height allow, and wholly black.
    rows = [drawn.rows[y * 72 : y * 72 + 72] for y in range(drawn.height)]
    assert max(sum(byte.bit_count() for byte in row) for row in rows) == 480
    assert ink(draw_slip(replace(slip, hall="另一个大厅"), layout)) == ink(drawn), (
        "the hall's name is no part of it"
    )


def test_steps_materials_and_the_mark_of_a_second_print_come_only_where_there_are_some(
    qapp: object, slip: Slip
) -> None:
    plain = draw_slip(slip)
    for more in ({"mark": "补打"}, {"steps": ("社保", "医保")}, {"materials": ("身份证",)}):
        assert draw_slip(replace(slip, **more)).height > plain.height


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('parts = ["number", "nummer"]', "nummer"),
        ('parts = ["hall"]', "number"),
        ('parts = ["number", "text:bye"]', "[text.bye] is missing"),
        ('parts = ["number", "logo"]\nlogo = "none.png"', "none.png"),
        ('parts = ["number"]\nwidth_dots = 100', "width_dots"),
        ("parts = [", "Invalid value"),
    ],
)
def test_a_layout_with_a_mistake_is_refused_with_the_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WrongLayout) as refused:
        load_layout(own_layout(tmp_path, text))
    assert told in str(refused.value) and "own.toml" in str(refused.value)


def test_an_unknown_layout_names_those_that_are_there() -> None:
    with pytest.raises(UnknownLayout, match="58mm, 80mm"):
        load_layout("a4")
