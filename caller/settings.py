"""What can be set for a caller."""

from __future__ import annotations

from enum import StrEnum

from shell.settings import Section, Settings


class Shape(StrEnum):
    """The shapes of the one window."""

    BAR = "bar"
    PANEL = "panel"


class CallerSection(Section):
    """[caller] in the settings file."""

    station: str = "caller"
    clerk: str = ""
    counter: int = 0
    shape: Shape = Shape.BAR


class CallerSettings(Settings):
    """The settings file as a caller sees it."""

    caller: CallerSection = CallerSection()
