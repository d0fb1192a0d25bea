"""`hall voice`: a pack made by the computer's own voice, and what an announcer still has to record."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.engine import open_database
from shell.speech_sound import measure, read_sound
from tests.hall.test_commands import hall_command as hall
from tests.small_hall import load_small_hall


@pytest.fixture
def hall_url(sqlite_url: str) -> str:
    """What a pack needs of a hall is the same on both databases."""
    database = open_database(sqlite_url, "test")
    load_small_hall(database)
    database.close()
    return sqlite_url


def test_a_pack_is_rendered_checked_and_completed(hall_url: str, tmp_path: Path) -> None:
    pack = tmp_path / "announcer"
    made = hall("voice", "render", str(pack), "--url", hall_url)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "zh: " in made.stdout
    assert "0 kept" in made.stdout
    told = hall("voice", "check", str(pack), "--url", hall_url)
    assert told.returncode == 0, told.stdout
    assert "0 missing, 0 badly recorded" in told.stdout
    assert measure(read_sound(pack / "zh" / "号 窗口.wav")).rms > 0.02

    before = (pack / "zh" / "请.wav").read_bytes()
    (pack / "zh" / "号 窗口.wav").unlink()
    (pack / "zh" / "七.wav").write_bytes(b"nothing")
    told = hall("voice", "check", str(pack), "--url", hall_url)
    assert told.returncode == 1
    assert "zh/号 窗口.wav: missing" in told.stdout
    assert "zh/七.wav: no WAV file of 16 bits" in told.stdout
    in_chinese = hall("voice", "check", str(pack), "--url", hall_url, language="zh")
    assert "zh/号 窗口.wav: 缺少" in in_chinese.stdout
    made = hall("voice", "render", str(pack), "--url", hall_url)
    assert "zh: 1 recordings made" in made.stdout
    assert (pack / "zh" / "请.wav").read_bytes() == before


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    told = hall("voice", "check", str(tmp_path))
    assert told.returncode == 1
    assert "There is no recording" in told.stderr


def test_a_language_without_sentences_is_told(tmp_path: Path) -> None:
    told = hall("voice", "render", str(tmp_path), "--language", "xx")
    assert told.returncode == 1
    assert "no sentences for the language “xx”" in told.stderr
