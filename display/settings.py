"""What a display's settings may say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from shell.i18n import ZH, Language
from shell.settings import Section, Settings


class NoticesAs(StrEnum):
    """How the notices at the foot of a board follow each other."""

    PAGES = "pages"
    RUNNING = "running"


class Output(Section):
    """One board on one screen of this machine."""

    template: str = "zone"
    """A board of ours by name, or the path of a hall's own (.toml)."""
    zones: tuple[str, ...] = ()
    """Which zones' counters call here; none named: all."""
    counter: Annotated[int, Field(ge=0)] = 0
    """Whose screen it is, for the template `counter`."""
    screen: str = ""
    """The output's name or its number from 1; empty: the first."""
    columns: Annotated[int, Field(ge=0, le=8)] = 0
    """In how many columns its lists stand; 0: as the template says."""
    viewing_distance_m: Annotated[float, Field(ge=0, le=40)] = 4.0
    """From how far it is read."""
    screen_diagonal_inch: Annotated[float, Field(ge=5, le=400)] = 55.0


class DisplaySection(Output):
    """The section [display]: the first board, and what all boards of this machine share."""

    station: str = "display"
    outputs: Annotated[tuple[Output, ...], Field(max_length=3)] = ()
    """More boards on this machine's other screens."""
    full_screen: bool = False
    notices: Path | None = None
    """A file with the hall's notices."""
    notices_as: NoticesAs = NoticesAs.PAGES
    pictures: Path | None = None
    """A folder with pictures that are shown between calls."""
    voice: bool = True
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=3)] = (ZH,)
    yao: bool = False
    """Say 幺 for a one."""
    rate: Annotated[int, Field(ge=80, le=300)] = 160
    """Words a minute."""
    wav_dir: Path | None = None
    """Leave a copy of each announcement there."""


class DisplaySettings(Settings):
    """The file as a display reads it."""

    display: DisplaySection = DisplaySection()
