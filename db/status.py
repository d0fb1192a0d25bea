"""The states of a ticket, its paper and a call, and the moves that are legal between them."""

from __future__ import annotations

from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket stands in its life."""

    ISSUED = "issued"  # has a number; nobody knows yet whether it reached a hand
    WAITING = "waiting"  # somebody holds the number and waits in a lane
    CALLED = "called"  # a counter has called it, the visitor is on the way
    SERVING = "serving"  # the visitor stands at the counter
    HELD = "held"  # put aside, to come back
    FINISHED = "finished"
    NO_SHOW = "no_show"  # was called and did not come
    CANCELLED = "cancelled"  # given back, or its paper failed and nobody kept the number
    EXPIRED = "expired"  # the day closed on it


class Paper(StrEnum):
    """What is known about the paper of a ticket."""

    PENDING = "pending"
    PRINTED = "printed"
    KEPT = "kept"  # the paper failed, the visitor kept the number from the screen
    REPRINTED = "reprinted"  # a second paper is out, marked as such
    UNCONFIRMED = "unconfirmed"  # nobody ever said: the number may be in a hand


class CallHow(StrEnum):
    """How a ticket came to be called."""

    NEXT = "next"  # its turn by the order
    CHOSEN = "chosen"  # picked by the clerk, who gave a reason
    RESUMED = "resumed"  # was on hold


class HoldKind(StrEnum):
    """Where a ticket on hold goes on."""

    SAME_COUNTER = "same_counter"  # the papers stay there
    ANY_COUNTER = "any_counter"  # any counter of the service
    BACK_OFFICE = "back_office"  # nowhere, until somebody releases it
    PICK_UP = "pick_up"  # accepted; the back office prepares what another counter hands out


WITH_BACK_OFFICE = (HoldKind.BACK_OFFICE, HoldKind.PICK_UP)
"""What waits for somebody behind the counters."""


class AppointmentState(StrEnum):
    """How a booking stands."""

    BOOKED = "booked"
    ARRIVED = "arrived"  # checked in, has a number
    CANCELLED = "cancelled"
    MISSED = "missed"  # the day went by without its visitor


class Outcome(StrEnum):
    """How a call ended."""

    FINISHED = "finished"
    NO_SHOW = "no_show"
    CALLED_BACK = "called_back"
    HELD = "held"
    TRANSFERRED = "transferred"
    EXPIRED = "expired"


LEGAL_MOVES: dict[TicketState, frozenset[TicketState]] = {
    TicketState.ISSUED: frozenset({TicketState.WAITING, TicketState.CANCELLED, TicketState.EXPIRED}),
    TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.CANCELLED, TicketState.EXPIRED}),
    TicketState.CALLED: frozenset(
        {
            TicketState.SERVING,
            TicketState.NO_SHOW,
            TicketState.WAITING,
            TicketState.HELD,
            TicketState.EXPIRED,
        }
    ),
    TicketState.SERVING: frozenset({TicketState.FINISHED, TicketState.HELD, TicketState.WAITING}),
    TicketState.HELD: frozenset(
        {TicketState.WAITING, TicketState.CALLED, TicketState.CANCELLED, TicketState.EXPIRED}
    ),
    TicketState.NO_SHOW: frozenset({TicketState.WAITING}),
    TicketState.FINISHED: frozenset(),
    TicketState.CANCELLED: frozenset(),
    TicketState.EXPIRED: frozenset(),
}
"""The arrows of docs/ticket-life.md."""


def may_become(now: TicketState, then: TicketState) -> bool:
    """Whether a ticket in one state may move to the other."""
    return then in LEGAL_MOVES[now]
