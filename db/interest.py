"""Who hears of an event at once: the whole hall, the zones it happened in, its counter, and who looks at its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db import order
from db.events import (
    ActionUndone,
    CalledBack,
    Event,
    NoShowMarked,
    TicketCalled,
    TicketCancelled,
    TicketExpired,
    TicketFinished,
    TicketHeld,
    TicketKept,
    TicketMoved,
    TicketPrinted,
    TicketReactivated,
    TicketReleased,
    TicketSentBack,
    TicketUnconfirmed,
)
from db.help_events import HelpEvent

EVERY_STATION = "hall_all"
"""The channel that every station listens to."""
HELP_LINE = "help"
"""Calls for help stand in a line of their own: that of the guide desks."""


def zone_channel(zone_id: str) -> str:
    """The channel that tells of events in a zone."""
    return f"hall_zone_{zone_id}"


def _counter_channel(counter: int) -> str:
    return f"hall_counter_{counter}"


def _line_channel(line: str) -> str:
    return f"hall_line_{line}"


def zones_of(event: Event) -> frozenset[str] | None:
    """The zones that the event concerns; None: every one."""
    zones = {getattr(event, "zone_id", None), getattr(event, "counter_zone_id", None)} - {None}
    return frozenset(str(zone) for zone in zones) or None


def lines_of(event: Event) -> frozenset[str]:
    """The lines that it made longer, shorter or otherwise: services, and the lanes of one counter or one clerk."""
    match event:
        case TicketMoved():
            services = [event.service_id, event.service_before]
            return frozenset([*services, *_personal(event.lane), *_personal(event.lane_before)])
        case TicketFinished():
            return frozenset([event.pick_up] if event.pick_up else [])
        case ActionUndone():
            left = [event.service_left] if event.service_left else []
            return frozenset([event.service_id, *left, *_personal(event.lane_left)])
        case HelpEvent():
            return frozenset([HELP_LINE])
        case (
            TicketPrinted()
            | TicketKept()
            | TicketUnconfirmed()
            | TicketCancelled()
            | TicketCalled()
            | NoShowMarked()
            | CalledBack()
            | TicketHeld()
            | TicketReleased()
            | TicketSentBack()
            | TicketReactivated()
            | TicketExpired()
        ):
            return frozenset([event.service_id, *_personal(getattr(event, "lane", ""))])
        case _:
            return frozenset()  # nobody joined or left


def _personal(lane: str) -> Iterable[str]:
    return [lane] if lane.startswith((order.COUNTER_LANE, order.CLERK_LANE)) else []


def channels_of(event: Event) -> list[str]:
    """Whom PostgreSQL wakes when it is committed."""
    zones = zones_of(event)
    if zones is None:
        return [EVERY_STATION]
    counter: int | None = getattr(event, "counter", None)
    return [
        *map(zone_channel, sorted(zones)),
        *([] if counter is None else [_counter_channel(counter)]),
        *map(_line_channel, sorted(lines_of(event))),
    ]


@dataclass(frozen=True)
class Interest:
    """What a station has to hear of at once: what happens at these counters and in these lines.

    The rest of its zones it reads at leisure: with 34 clerks in a zone most of what happens there concerns one of them.
    """

    counters: frozenset[int]
    lines: frozenset[str] = frozenset()

    def concerns(self, event: Event) -> bool:
        """Whether the station has to hear of it."""
        return (
            zones_of(event) is None
            or getattr(event, "counter", None) in self.counters
            or not self.lines.isdisjoint(lines_of(event))
        )

    def channels(self) -> list[str]:
        """What wakes it, beside that which wakes everybody."""
        return [*map(_counter_channel, sorted(self.counters)), *map(_line_channel, sorted(self.lines))]


@dataclass(frozen=True)
class Attention:
    """How closely a station follows its zones."""

    only: Interest | None = None
    """What has to be heard of at once; the rest is read at leisure. None: everything."""
    calm_s: float = 0.0
    """So much later what others did is looked at, and whatever they do in that time along with it."""
    leisure_s: float = 10.0
    """So long at least passes between two readings of what takes longer, and at most so much more until the next."""


EVERYTHING = Attention()
"""Whatever happens in its zones is looked at as it happens."""


def desk_attention(
    counter: int, clerk_id: str, service_ids: Iterable[str], *, guides: bool = False
) -> Attention:
    """A clerk hears at once of the own counter's doings, and of who comes and goes in its lines; a guide desk, of help."""
    lines = {
        *service_ids,
        order.own_lane(counter),
        order.clerk_lane(clerk_id),
        *([HELP_LINE] if guides else []),
    }
    return Attention(Interest(frozenset([counter]), frozenset(lines)), leisure_s=30.0)
