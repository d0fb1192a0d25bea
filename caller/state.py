"""What a clerk's screen shows, in one frozen piece."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a clerk can do, one key each."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"


KEYS = {Verb.NEXT: "F8", Verb.RECALL: "F9", Verb.NO_SHOW: "F10", Verb.FINISH: "F11", Verb.START: "F5"}
SHAPE_KEY = "F4"
SIGN_OUT_KEY = "Ctrl+L"


class Stage(StrEnum):
    """Where the clerk stands with his visitor."""

    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"


ABLE = {
    Stage.IDLE: frozenset({Verb.NEXT}),
    Stage.CALLED: frozenset({Verb.START, Verb.RECALL, Verb.NO_SHOW}),
    Stage.SERVING: frozenset({Verb.FINISH}),
}
MAIN = {Stage.IDLE: Verb.NEXT, Stage.CALLED: Verb.START, Stage.SERVING: Verb.FINISH}
"""What the largest key does: the step that comes next."""


class Told(StrEnum):
    """Whether the lobby knows of the call."""

    NOT_YET = "not_yet"
    SPOKEN = "spoken"
    SHOWN = "shown"  # on the board only; the voice could not


class Tone(StrEnum):
    """How loud a note is."""

    CALM = "calm"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Note:
    """One readable line to the clerk."""

    tone: Tone
    text: str


@dataclass(frozen=True)
class Visitor:
    """The visitor whom the clerk looks after; never why somebody has priority."""

    number: str
    service: str
    told: Told
    priority: bool
    times: int
    elapsed_s: int
    limit_min: int

    @property
    def share(self) -> float:
        """How much of the service's limit is used up; 1.0 is all of it."""
        return self.elapsed_s / (self.limit_min * 60) if self.limit_min else 0.0


@dataclass(frozen=True)
class Waiting:
    """Somebody in line. `counted_from`: the hall's wall clock from which the wait is counted."""

    number: str
    service: str
    waited_min: int
    counted_from: str
    priority: bool
    helping: bool


@dataclass(frozen=True)
class DeskState:
    """Everything on a clerk's screen."""

    counter: int
    clerk: str
    stage: Stage
    visitor: Visitor | None
    waiting: int
    longest_min: int
    line: tuple[Waiting, ...]
    served_today: int
    mean_min: float | None
    busy: Verb | None
    away: bool
    note: Note | None

    @property
    def able(self) -> frozenset[Verb]:
        """The keys that do something now."""
        return frozenset() if self.busy else ABLE[self.stage]
