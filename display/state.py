"""What a board shows at a moment: one frozen value, with nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Pair:
    """A text in the board's own language and its twin in the other one."""

    first: str = ""
    twin: str = ""


class RowKind(StrEnum):
    """How it stands with a call in the list."""

    NEXT = "next"  # will be announced as soon as the loudspeakers are free
    CALLED = "called"
    SERVING = "serving"
    PASSED = "passed"
    DONE = "done"


@dataclass(frozen=True)
class Row:
    """A call in the list; `words` say what colour and shape say too."""

    call_id: int
    prefix: str
    digits: str
    counter: int
    kind: RowKind
    words: Pair


@dataclass(frozen=True)
class Focus:
    """The call that stands large; `now`: it is being announced."""

    call_id: int
    prefix: str
    digits: str
    counter: int
    service: Pair
    now: bool
    spoken_text: str


@dataclass(frozen=True)
class Card:
    """Who waits for a service."""

    service_id: str
    name: Pair
    waiting: int
    wait: Pair


@dataclass(frozen=True)
class BoardState:
    """The whole board."""

    language: str = "zh"
    hall: Pair = Pair()
    place: Pair = Pair()
    slogan: Pair = Pair()
    clock: str = ""
    date: Pair = Pair()
    focus: Focus | None = None
    rows: tuple[Row, ...] = ()
    cards: tuple[Card, ...] = ()
    notice: Pair = Pair()
    voice_trouble: Pair = Pair()
    away: Pair = Pair()
    fault: Pair = Pair()

    @property
    def stale(self) -> bool:
        """Whether what is shown may be out of date."""
        return bool(self.away.first)
