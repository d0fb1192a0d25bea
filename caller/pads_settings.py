"""What can be set for a row of call pads."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from caller.strip_settings import StripSection
from shell.settings import Section, Settings

RATING_KEYS = (1, 2, 3, 4, 5)
"""The codes of a visitor's keys, the best first, as long as no manual says otherwise."""
Address = Annotated[int, Field(ge=0, le=255)]


def five_different(keys: tuple[int, ...]) -> tuple[int, ...]:
    """Either no keys for visitors, or one for each level."""
    if keys and len(set(keys)) != 5:
        raise ValueError("five different codes, the best level first, or none")
    return keys


class PadEntry(Section):
    """[[pads.pad]]: one pad, and whose it is."""

    port: str
    address: Address
    counter: int
    clerk: str
    rating_keys: tuple[int, ...] = RATING_KEYS
    strip: StripSection = StripSection()

    _five = field_validator("rating_keys")(five_different)


class PadsSection(Section):
    """[pads] in the settings file."""

    station: str = "pads"
    baud: int = 9600
    pad: tuple[PadEntry, ...] = ()

    @model_validator(mode="after")
    def _one_pad_each(self) -> PadsSection:
        places = [(each.port, each.address) for each in self.pad]
        if len(set(places)) < len(places):
            raise ValueError("two pads have the same port and address")
        for name in ("counter", "clerk"):
            values = [getattr(each, name) for each in self.pad]
            if len(set(values)) < len(values):
                raise ValueError(f"two pads have the same {name}")
        return self


class PadsSettings(Settings):
    """The settings file as the pads see it."""

    pads: PadsSection = PadsSection()
