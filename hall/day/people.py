"""Who acts on a simulated day: visitors with what became of them, and counters with their clerks."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from db.forecast import Estimate
from db.hall_folder import HallFolder
from hall.day.plan import Visitor


@dataclass
class SimulatedClock:
    """The hall's clock, which jumps from one event to the next."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Visit:
    """What became of a visitor."""

    who: Visitor
    ticket_id: int | None = None
    number: str = ""
    refused: str = ""
    issued_at: datetime | None = None
    called_at: datetime | None = None
    """The first call."""
    told: Estimate | None = None
    """The forecast that was asked for, if it was."""
    part: int = 0
    detour_over: bool = False
    came_back: bool = False
    over: bool = False


@dataclass
class Post:
    """A counter with its clerk."""

    number: int
    zone_id: str
    clerk_id: str
    lanes: Collection[str]
    opens_for: tuple[datetime, datetime] | None = None
    """Only in these hours; None: all day."""
    idle: bool = False
    at_work: bool = False
    wants_pause: str = ""
    paused: bool = False
    to_resume: deque[int] = field(default_factory=deque)
    busy_s: float = 0.0
    open_s: float = 0.0
    opened_at: datetime | None = None


def clerk_of(counter: int) -> str:
    """The made-up clerk of a counter."""
    return f"sim{counter}"


def posts_of(folder: HallFolder, only: Mapping[int, tuple[datetime, datetime]]) -> dict[int, Post]:
    """Every counter of a hall with its clerk; some open for some hours only."""
    lanes: dict[int, list[str]] = defaultdict(list)
    for each in folder.counter_lanes:
        lanes[each["counter"]].append(each["lane"])
    return {
        number: Post(number, each["zone_id"], clerk_of(number), lanes[number], only.get(number))
        for each in folder.counters
        for number in (each["number"],)
    }
