"""Settings and recordings that somebody spoilt on purpose: read, or refused with their file."""

from __future__ import annotations

import wave
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.settings import Settings, SettingsError, load_settings
from shell.speech_sound import BadSound, read_sound
from tests.hostile import FEW


@pytest.mark.parametrize(
    "toml", ["x = " + "[" * 100_000, "x" + ".x" * 1_000 + " = 1", "x = " + "9" * 5_000, "x" * 10_000_000]
)
def test_settings_without_end_are_refused(tmp_path: Path, toml: str) -> None:
    (tmp_path / "station.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"station\.toml"):
        load_settings(tmp_path / "station.toml", Settings)


def _sound() -> bytes:
    whole = BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(bytes(200))
    return whole.getvalue()


@given(st.integers(0, 43), st.binary(min_size=1, max_size=8), st.integers(0, 244))
@FEW
def test_a_sound_with_a_broken_head_is_read_or_refused(at: int, noise: bytes, length: int) -> None:
    sound = _sound()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clip.wav"
        file.write_bytes((sound[:at] + noise + sound[at + len(noise) :])[:length])
        try:
            read_sound(file)
        except BadSound as refused:
            assert "clip.wav" in str(refused)
