"""Boards of anything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from display.template import BOARDS, WrongTemplate, load_template
from tests.hostile import BYTES, FEW


@FEW
@given(data=BYTES, place=st.floats(0, 1))
def test_a_spoilt_board_is_read_or_refused_with_its_file(data: bytes, place: float) -> None:
    whole = (BOARDS / "zone.toml").read_bytes()
    cut = int(len(whole) * place)
    with TemporaryDirectory() as folder, suppress(WrongTemplate):
        file = Path(folder) / "own.toml"
        file.write_bytes(whole[:cut] + data + whole[cut:])
        load_template(str(file))
