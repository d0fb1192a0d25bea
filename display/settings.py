"""What a display's settings may say."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from shell.i18n import ZH
from shell.settings import Section, Settings
from shell.speech import Manner
from shell.speech_chain import DEFAULT_RATE


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
    voice: bool = False
    """Speaks the calls of its zones, as long as no other display does."""
    sound_device: str = ""
    """The loudspeakers, by (part of) their name; empty: the system's; `null`: none, for training."""


class ToneHours(Section):
    """How the voice sounds in some hours of the day."""

    begins: time
    ends: time
    rate: Annotated[int, Field(ge=80, le=300)] | None = None
    volume: Annotated[float, Field(ge=0.05, le=2)] | None = None

    def has(self, hour: time) -> bool:
        """Whether this is such an hour; the hours may go past midnight."""
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


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
    languages: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)] = (ZH,)
    """In which a call is said, one after the other; the sentences say which there are."""
    sentences: Path | None = None
    """A file with the hall's own sentences."""
    voice_packs: tuple[Path, ...] = ()
    """Folders with recorded voices, the best first; the computer's own voice comes after them."""
    yao: bool = False
    """Say 幺 for a one."""
    rate: Annotated[int, Field(ge=80, le=300)] = DEFAULT_RATE
    """Words a minute."""
    volume: Annotated[float, Field(ge=0.05, le=2)] = 1.0
    """Of what the voice is recorded or rendered with."""
    tones: tuple[ToneHours, ...] = ()
    """Other rates and volumes by the hour."""
    wav_dir: Path | None = None
    """Leave a copy of each announcement there."""

    @model_validator(mode="after")
    def _one_voice_a_zone(self) -> DisplaySection:
        speaking = [output.zones for output in (self, *self.outputs) if output.voice]
        named = [zone for zones in speaking for zone in zones]
        if len(speaking) > 1 and (not all(speaking) or len(set(named)) < len(named)):
            raise ValueError("several outputs with a voice must name their zones, each zone once")
        return self

    def manner(self, hour: time) -> Manner:
        """How fast and how loud the voice is at that hour."""
        tone = next((tone for tone in self.tones if tone.has(hour)), None)
        rate, volume = (tone.rate, tone.volume) if tone else (None, None)
        return Manner(rate or self.rate, self.volume if volume is None else volume)


class DisplaySettings(Settings):
    """The file as a display reads it."""

    display: DisplaySection = DisplaySection()
