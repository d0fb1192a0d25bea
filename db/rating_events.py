"""What happens when a visitor is asked how it was, told like the other events.

No event bears a visitor's words: an event is for ever, and words about people are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.errors import QT_TRANSLATE_NOOP
from db.events import CallEvent


class RatingLevel(StrEnum):
    """How a visitor found it (好差评), the best first."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"
    NOT_RATED = "not_rated"  # asked, and nobody has answered


ANSWERS = tuple(level for level in RatingLevel if level != RatingLevel.NOT_RATED)
"""What a visitor can say."""
COMPLAINTS = frozenset({RatingLevel.DISSATISFIED, RatingLevel.VERY_DISSATISFIED})
"""What opens a case."""
LEVEL_WORDS = {
    RatingLevel.VERY_SATISFIED: QT_TRANSLATE_NOOP("errors", "very satisfied"),
    RatingLevel.SATISFIED: QT_TRANSLATE_NOOP("errors", "satisfied"),
    RatingLevel.FAIRLY_SATISFIED: QT_TRANSLATE_NOOP("errors", "fairly satisfied"),
    RatingLevel.DISSATISFIED: QT_TRANSLATE_NOOP("errors", "dissatisfied"),
    RatingLevel.VERY_DISSATISFIED: QT_TRANSLATE_NOOP("errors", "very dissatisfied"),
    RatingLevel.NOT_RATED: QT_TRANSLATE_NOOP("errors", "not rated"),
}
"""How levels read; a screen translates them like the templates of errors."""


@dataclass(frozen=True, kw_only=True)
class RatingAsked(CallEvent):
    """The visitor is asked how the visit was."""


@dataclass(frozen=True, kw_only=True)
class RatingGiven(CallEvent):
    """The visitor said how it was, and perhaps wrote some words."""

    level: RatingLevel
    with_words: bool


@dataclass(frozen=True, kw_only=True)
class RatingMissed(CallEvent):
    """Nobody answered: the visit stays unrated."""


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CallEvent):
    """A visitor was not content: somebody has to look into it by this day."""

    case_id: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class CaseClosed(CallEvent):
    """It was looked into, and there is an answer."""

    case_id: int
