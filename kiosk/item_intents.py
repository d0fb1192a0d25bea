"""What a visitor can want who looks for an item: views announce it, flows hear it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.intents import Intent


@dataclass(frozen=True)
class OpenSearch(Intent):
    """Type what is wanted."""


@dataclass(frozen=True)
class TypeText(Intent):
    """Some letters, or whatever a keyboard gives at once."""

    text: str


@dataclass(frozen=True)
class RubOut(Intent):
    """The last character was wrong."""


@dataclass(frozen=True)
class ClearText(Intent):
    """Begin typing anew."""


@dataclass(frozen=True)
class SeeLifeEvents(Intent):
    """See what brings people and businesses to the hall."""


@dataclass(frozen=True)
class ChooseLifeEvent(Intent):
    """See what is done on such an occasion."""

    name: str


@dataclass(frozen=True)
class SeeGuide(Intent):
    """See what an item needs."""

    item_id: str


@dataclass(frozen=True)
class PrintGuide(Intent):
    """Take what an item needs along on paper."""
