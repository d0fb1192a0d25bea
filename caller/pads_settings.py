"""What can be set for a row of call pads."""

from __future__ import annotations

from pydantic import field_validator, model_validator

from caller.device_settings import RATING_KEYS, Address, StripSection, five_different
from shell.settings import Section, Settings


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
