"""Who in a hall may do what."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the hall; each may do what those before it may."""

    CLERK = "clerk"
    GUIDE = "guide"  # walks the hall and helps visitors (导办)
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


_AT_A_COUNTER = {
    "open_counter",
    "close_counter",
    "pause_counter",
    "resume_counter",
    "call_next",
    "call_ticket",
    "recall",
    "call_back",
    "no_show",
    "serve",
    "finish",
    "hold",
    "resume",
    "release",
    "transfer",
    "skip_step",
    "undo",
}
_FOR_VISITORS = {
    "issue",
    "issue_bundle",
    "cancel",
    "reactivate",
    "book",
    "move",
    "cancel_booking",
    "check_in",
}
_FOR_THE_DAY = {"close_day", "open_extra", "import_bookings", "report", "explain"}
_FOR_THE_HALL = {"load", "purge", "set_pin"}

VERBS: Mapping[Role, frozenset[str]] = {
    Role.CLERK: frozenset(_AT_A_COUNTER),
    Role.GUIDE: frozenset(_AT_A_COUNTER | _FOR_VISITORS),
    Role.SUPERVISOR: frozenset(_AT_A_COUNTER | _FOR_VISITORS | _FOR_THE_DAY),
    Role.ADMINISTRATOR: frozenset(_AT_A_COUNTER | _FOR_VISITORS | _FOR_THE_DAY | _FOR_THE_HALL),
}
"""What each may do; `set_pin` is another's, everybody may change their own."""


def may(role: Role, verb: str) -> bool:
    """Whether somebody of this role may do this."""
    return verb in VERBS[role]


def least_role_for(verb: str) -> Role:
    """From which role on somebody may do this."""
    return next(role for role in Role if may(role, verb))
