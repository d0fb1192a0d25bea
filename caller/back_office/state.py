"""What the back office's page shows, in one frozen piece."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caller.limit import Used
from caller.state import Note


class Decision(StrEnum):
    """What somebody who approves can do, one key each."""

    RELEASE = "release"
    SEND_BACK = "send_back"


DECISION_KEYS = {Decision.RELEASE: "F8", Decision.SEND_BACK: "F9"}


@dataclass(frozen=True)
class ReleaseLine:
    """A visit that waits for a decision. `share`: how much of its limit is used up."""

    ticket_id: int
    number: str
    service: str
    goes_on: str
    since: str
    waited_min: int
    limit_min: int
    share: float
    used: Used
    handed_in: str
    note: str = ""
    items: str = ""


@dataclass(frozen=True)
class BackOfficeState:
    """Everything on the page."""

    hall: str
    clerk: str
    lines: tuple[ReleaseLine, ...]
    busy: Decision | None = None
    away: bool = False
    note: Note | None = None

    def count(self, *steps: Used) -> int:
        """How many have used up so much of their limit."""
        return sum(each.used in steps for each in self.lines)
