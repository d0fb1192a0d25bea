"""What a board shows at a moment: one frozen value, with nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


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
    place: str = ""
    """The counter's zone, where the board speaks for more than one."""


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
    place: Pair = Pair()
    """Where the counter is, when that is not to be taken for granted here."""
    beside: Focus | None = None
    """Called in the same sentence."""


@dataclass(frozen=True)
class Card:
    """Who waits for a service."""

    service_id: str
    name: Pair
    waiting: int
    wait: Pair
    serving: Serving | None = None


@dataclass(frozen=True)
class Serving:
    """The number that a service has come to."""

    prefix: str
    digits: str
    counter: int


class VisitorKind(StrEnum):
    """How it stands at a counter."""

    CALLING = "calling"
    SERVING = "serving"
    FREE = "free"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class CounterScreen:
    """One counter as its visitor sees it."""

    number: int
    kind: VisitorKind
    prefix: str = ""
    digits: str = ""
    service: Pair = Pair()
    clerk: Pair = Pair()
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Still:
    """A picture between the calls; two are never equal, whatever they show."""

    image: QImage
    name: str


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
    counter: CounterScreen | None = None
    ready: tuple[tuple[str, str], ...] = ()
    preparing: tuple[tuple[str, str], ...] = ()
    """Results: prefixes and digits."""
    paused: tuple[int, ...] = ()
    """Counters that call nobody for a while."""
    closed: Pair = Pair()
    """The hall is closed, and when it opens again."""
    page: int = 0
    """Counts on for ever: whoever has pages shows this one of them."""
    notice: Pair = Pair()
    notice_page: Pair = Pair()
    """A notice that takes the place of the call while there is none."""
    still: Still | None = None
    running: str = ""
    """A text that runs along the foot instead."""
    voice_trouble: Pair = Pair()
    small: Pair = Pair()
    """The type is too small for where people sit."""
    away: Pair = Pair()
    fault: Pair = Pair()

    @property
    def stale(self) -> bool:
        """Whether what is shown may be out of date."""
        return bool(self.away.first)
