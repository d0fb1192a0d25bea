"""What happens when somebody needs a hand, told like the other events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.errors import QT_TRANSLATE_NOOP
from db.events import Event


class HelpKind(StrEnum):
    """What sort of hand is needed."""

    GUIDANCE = "guidance"  # a visitor does not know what to do
    ACCESS = "access"  # a visitor cannot do it alone: wheelchair, sight, hearing
    MACHINE = "machine"  # paper, card reader, screen
    SUPERVISOR = "supervisor"  # a clerk wants somebody who may decide
    SAFETY = "safety"  # somebody is unwell or threatens


HELP_WORDS = {
    HelpKind.GUIDANCE: QT_TRANSLATE_NOOP("errors", "does not know what to do"),
    HelpKind.ACCESS: QT_TRANSLATE_NOOP("errors", "wheelchair, sight or hearing"),
    HelpKind.MACHINE: QT_TRANSLATE_NOOP("errors", "the machine or its paper"),
    HelpKind.SUPERVISOR: QT_TRANSLATE_NOOP("errors", "a supervisor must decide"),
    HelpKind.SAFETY: QT_TRANSLATE_NOOP("errors", "unwell or in danger, go at once"),
}
"""What staff who may go and help read; screens translate them like the errors' templates."""


@dataclass(frozen=True, kw_only=True)
class HelpEvent(Event):
    """Something that happened to a call for help; `counter`: it came from there, not from a station in the hall."""

    help_id: int
    zone_id: str
    kind: HelpKind
    counter: int | None


@dataclass(frozen=True, kw_only=True)
class HelpAsked(HelpEvent):
    """Somebody needs a hand, and has said so so many times."""

    times: int


@dataclass(frozen=True, kw_only=True)
class HelpAnswered(HelpEvent):
    """The clerk is on the way."""

    clerk_id: str


@dataclass(frozen=True, kw_only=True)
class HelpWithdrawn(HelpEvent):
    """Whoever asked needs nobody any more."""
