"""Files that somebody spoilt on purpose: read, or refused with their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.booking_list import read_bookings
from db.errors import LoadError
from db.file_text import LONGEST_TOML
from db.hall_folder import read_hall
from db.secret import SecretNoText, read_secret
from shell.assets import ASSETS
from tests.hostile import BYTES, FEW

MUCH = "字" * 1_000_000


def _told(read: Callable[[Path], object], path: Path, content: bytes) -> str:
    """What reading a file says against it; nothing, if nothing."""
    path.write_bytes(content)
    try:
        read(path)
    except LoadError as failure:
        return str(failure)
    return ""


@given(BYTES, st.booleans())
@FEW
def test_a_list_of_bookings_is_read_or_refused_with_its_line(data: bytes, headed: bool) -> None:
    with TemporaryDirectory() as folder:
        head = b"code,service,date,time\n" if headed else b""
        told = _told(read_bookings, Path(folder) / "list.csv", head + data)
    assert not told or "list.csv" in told


def test_a_list_with_an_invisible_character_or_without_end_is_refused(tmp_path: Path) -> None:
    head, path = "code,service,date,time\n", tmp_path / "list.csv"
    for unfit, name in (("\x00", "U+0000"), ("\x1b", "U+001B"), ("\u202e", "U+202E")):
        told = _told(read_bookings, path, f"{head}X{unfit}1,B2,2026-11-25,10:00\n".encode())
        assert "list.csv:2" in told and name in told
    assert "list.csv:2" in _told(read_bookings, path, f'{head}"{MUCH}'.encode())
    assert "UTF-8" in _told(read_bookings, path, "code,服务\n".encode("gb18030"))


@pytest.mark.parametrize(
    "toml",
    [
        "x = " + "[" * 100_000,
        "x" + ".x" * 1_000 + " = 1",
        "x = " + "9" * 5_000,
        f'x = "{"字" * LONGEST_TOML}"',
        'name = "\\u0000"',
        'name = "\\u202E"',
        "[hall]\nname = [1, {}]",
        "hall = 1\nfloor = [2]\nzone = 3.5",
    ],
    ids=range(8),
)
def test_a_hall_toml_of_an_enemy_is_refused_with_its_place(tmp_path: Path, toml: str) -> None:
    for each in (ASSETS / "sample-hall").iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / "hall.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(LoadError, match=r"hall\.toml"):
        read_hall(tmp_path)


def test_a_secret_of_bytes_is_told(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(SecretNoText, match="key"):
        read_secret(tmp_path / "key")
