"""The rules that a hall decides for itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OneOpenTicket(StrEnum):
    """How many open tickets a person may hold, where the hall knows who it is."""

    PER_SERVICE = "service"
    PER_HALL = "hall"
    NO_LIMIT = "none"


@dataclass(frozen=True)
class Rules:
    """As they stand in the hall's own row; units are in the names."""

    paper_confirm_s: int
    """A ticket of whose paper nobody spoke waits after this time."""
    no_show_after_calls: int
    """A visitor who did not come may be passed over after so many calls."""
    calls_at_most: int
    call_pace_s: int
    """From one call of a ticket to the next, and from the last one to the no-show."""
    reactivate_behind: int
    """A no-show who comes back waits behind so many others."""
    reactivate_at_most: int
    transfer_keep_min: int
    """How much of its waiting a transferred ticket brings along at most."""
    undo_s: int
    booking_head_start_min: int
    booking_early_min: int
    booking_late_min: int
    booking_days_ahead: int
    booking_cancel_h: int
    purge_days: int
    """After so many days nothing tells any more who a visitor was."""
    rating_wait_s: int
    """So long a visitor is asked how the visit was."""
    case_days: int
    """Working days within which somebody answers to a visitor who was not content."""
    one_open_ticket: OneOpenTicket
