"""Settings of anything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from caller.settings import CallerSettings
from db.errors import HallError
from display.settings import DisplaySettings
from kiosk.settings import KioskSettings
from shell.settings import load_settings
from tests.hostile import BYTES, FEW

GOOD = b'[hall]\nurl = "sqlite:///hall.db"\n'


@FEW
@given(data=BYTES, before=st.booleans())
def test_a_spoilt_settings_file_is_told_or_harmless(data: bytes, before: bool, tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_bytes(data + GOOD if before else GOOD + data)
    for model in (KioskSettings, CallerSettings, DisplaySettings):
        with suppress(HallError):
            load_settings(path, model)
