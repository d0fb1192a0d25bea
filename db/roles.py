"""Who in a hall may do what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement

from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.models import clerk


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
    "reactivate",
    "call_back",
    "no_show",
    "serve",
    "finish",
    "hold",
    "resume",
    "release",
    "send_back",
    "transfer",
    "skip_step",
    "undo",
    "show_person",
    "ask_help",
    "answer_help",
    "withdraw_help",
    "ask_rating",
}
_FOR_VISITORS = {
    "issue",
    "issue_bundle",
    "cancel",
    "book",
    "move",
    "cancel_booking",
    "check_in",
}
_FOR_THE_DAY = {"close_day", "open_extra", "import_bookings", "report", "explain", "close_case"}
_FOR_THE_HALL = {"load", "purge", "set_pin", "allow_pads"}

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


ROLE_WORDS = {
    Role.CLERK: QT_TRANSLATE_NOOP("errors", "a clerk"),
    Role.GUIDE: QT_TRANSLATE_NOOP("errors", "a guide"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("errors", "a supervisor"),
    Role.ADMINISTRATOR: QT_TRANSLATE_NOOP("errors", "an administrator"),
}
"""How roles read in a sentence; a screen translates them like the templates."""


class NotAllowed(HallError):
    """A role allows what it allows."""

    template = QT_TRANSLATE_NOOP("errors", "{clerk} may not do this: it takes {role} or more.")


class NotYourCounter(HallError):
    """A clerk acts at his own counter; a guide and a supervisor help out at any."""

    template = QT_TRANSLATE_NOOP("errors", "{clerk} does not sit at counter {counter} now.")


@dataclass(frozen=True)
class Actor:
    """Somebody of the staff whose hand a command is."""

    id: str
    named: Named
    role: Role

    def must_be_allowed(self, verb: str) -> None:
        """Raise `NotAllowed` unless the role allows the verb; what machines do takes no role."""
        if verb in VERBS[Role.ADMINISTRATOR] and not may(self.role, verb):
            raise NotAllowed(clerk=self.named, role=ROLE_WORDS[least_role_for(verb)])

    def must_sit_at(self, counter: int, seated: str | None) -> None:
        """Raise `NotYourCounter` for a clerk who acts where somebody else sits, or nobody."""
        if self.role is Role.CLERK and seated != self.id:
            raise NotYourCounter(clerk=self.named, counter=counter)


ACTOR_COLUMNS: tuple[ColumnElement[str], ...] = (
    clerk.c.name.label("actor_name"),
    clerk.c.name_en.label("actor_name_en"),
    clerk.c.role.label("actor_role"),
)
"""What is read of an actor together with other things."""
