"""How busy a hall is to be, and which stations stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.hall_folder import HallFolder
from db.order import service_lane
from db.rules import Rules
from hall.day.people import clerk_of

PEAK_A_MINUTE = 30.0
"""Calls in the busiest minutes of the hall that the sample is made after, on its busiest day."""
_IN_USE = 0.92
"""Of the counters' time: so full is the sample hall on that day."""


@dataclass(frozen=True)
class CallerPost:
    """A counter, who sits at it, and the zones and services that its screen follows."""

    counter: int
    clerk_id: str
    zones: tuple[str, ...]
    services: tuple[str, ...]
    neighbours: tuple[str, ...]
    """Services of the zone, to which a visitor may be sent on."""


@dataclass(frozen=True)
class KioskPost:
    """A kiosk by its number."""

    number: int


@dataclass(frozen=True)
class BoardPost:
    """A board of one zone; one of them tells the hall that its calls were spoken."""

    number: int
    zone: str
    speaks: bool


Post = CallerPost | KioskPost | BoardPost


@dataclass(frozen=True)
class Pace:
    """How often things happen at one station; times in seconds."""

    between_touches_s: float
    visit_s: float
    """From one visitor of a counter to the next."""
    call_pace_s: float
    calls_to_no_show: int
    services: tuple[tuple[str, int], ...]
    """What numbers are taken for, by weight: as many as counters serve it."""


def pace_for(folder: HallFolder, rules: Rules, peak: float, callers: int, kiosks: int) -> Pace:
    """So busy that numbers are taken at so many times the hall's peak, and counters just keep up."""
    a_second = PEAK_A_MINUTE * peak / 60
    open_counters = {each["number"] for each in folder.counters[:callers]}
    lanes = Counter(
        each["lane"]
        for each in folder.counter_lanes
        if each["counter"] in open_counters and not each["handicap_min"]
    )
    return Pace(
        between_touches_s=kiosks / a_second,
        visit_s=_IN_USE * callers / a_second,
        call_pace_s=rules.call_pace_s,
        calls_to_no_show=rules.no_show_after_calls,
        services=tuple(
            (each["id"], lanes[service_lane(each["id"])])
            for each in folder.services
            if lanes[service_lane(each["id"])]
        ),
    )


def posts_of(folder: HallFolder, callers: int, kiosks: int, boards: int) -> list[Post]:
    """The stations of a hall; a caller for each of its counters, at most so many."""
    zone_of = {each["id"]: each["zone_id"] for each in folder.services}
    of_lane = {service_lane(service): service for service in zone_of}
    posts: list[Post] = []
    for each in folder.counters[:callers]:
        number, zone = each["number"], each["zone_id"]
        lanes = [lane["lane"] for lane in folder.counter_lanes if lane["counter"] == number]
        services = tuple(of_lane[lane] for lane in lanes if lane in of_lane)
        zones = tuple(sorted({zone, *(zone_of[service] for service in services)}))
        neighbours = tuple(service for service, its_zone in zone_of.items() if its_zone == zone)
        posts.append(CallerPost(number, clerk_of(number), zones, services, neighbours))
    posts += [KioskPost(number) for number in range(1, kiosks + 1)]
    zones_in_turn = [each["id"] for each in folder.zones]
    posts += [
        BoardPost(nth + 1, zones_in_turn[nth % len(zones_in_turn)], speaks=nth < len(zones_in_turn))
        for nth in range(boards)
    ]
    return posts


def shared_out(posts: Sequence[Post], to_a_process: int) -> list[list[Post]]:
    """So many stations to a process, of every kind some: none holds only the busiest."""
    processes = -(-len(posts) // to_a_process)
    return [list(posts[nth::processes]) for nth in range(processes)]
