"""What a display's settings may say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from shell.i18n import Language
from shell.settings import Section, Settings


class DisplaySection(Section):
    """The section [display]."""

    station: str = "display"
    zones: tuple[str, ...] = ()
    """Which zones' counters call here; none named: all."""
    full_screen: bool = False
    voice: bool = True
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=3)] = (Language.ZH,)
    yao: bool = False
    """Say 幺 for a one."""
    rate: Annotated[int, Field(ge=80, le=300)] = 160
    """Words a minute."""
    wav_dir: Path | None = None
    """Leave a copy of each announcement there."""


class DisplaySettings(Settings):
    """The file as a display reads it."""

    display: DisplaySection = DisplaySection()
