"""What a look at something comes to: how it does, in a sentence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.errors import QT_TRANSLATE_NOOP
from hall.words import translated


class Health(StrEnum):
    """How something does."""

    GOOD = "good"
    DOUBT = "doubt"  # it works, and may not for long, or not for everybody
    BAD = "bad"  # it does not work
    UNSEEN = "unseen"  # there was nothing to look at, or no way to


MARKS = {
    Health.GOOD: ("✓", QT_TRANSLATE_NOOP("hall", "good")),
    Health.DOUBT: ("!", QT_TRANSLATE_NOOP("hall", "look at it")),
    Health.BAD: ("✗", QT_TRANSLATE_NOOP("hall", "broken")),
    Health.UNSEEN: ("–", QT_TRANSLATE_NOOP("hall", "not checked")),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; all texts in the language in use."""

    what: str
    health: Health
    said: str
    advice: str = ""


def finding(what: str, health: Health, said: str, advice: str = "", **fields: object) -> Finding:
    """A finding from texts that are to be translated; both may have fields."""
    return Finding(
        translated(what), health, translated(said, **fields), translated(advice, **fields) if advice else ""
    )


def told(what: str, health: Health, said: str, advice: str) -> Finding:
    """A finding whose sentence comes in the language in use already."""
    return Finding(translated(what), health, said, translated(advice))
