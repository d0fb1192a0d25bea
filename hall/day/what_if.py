"""What if some counters were opened, closed or given to another service for some hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from db.calendar import Calendar, Day
from db.errors import QT_TRANSLATE_NOOP, HallError, UnknownThing
from db.hall_folder import HallFolder
from db.order import own_lane, service_lane

Hours = tuple[datetime, datetime]
_CHANGE = re.compile(
    r"(?P<sign>[+-]?)(?P<count>\d{1,3}) (?P<service>[A-Z][A-Z0-9]?)(?:>(?P<to>[A-Z][A-Z0-9]?))?"
    r" (?P<from_h>\d{1,2})(?::(?P<from_m>\d\d))?-(?P<to_h>\d{1,2})(?::(?P<to_m>\d\d))?"
)


class NotAChange(HallError):
    """A what-if that nobody can read."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is no change of counters. Write +3 B2 9-11 (three more), -2 B2 13-15:30 (two fewer) or"
        " 2 B2>A1 9-11 (two from B2 work for A1).",
    )


@dataclass(frozen=True)
class Change:
    """So many more counters for one service in some hours, so many fewer for another."""

    count: int
    opened_for: str | None
    closed_for: str | None
    begins: time
    ends: time


def read_change(text: str) -> Change:
    """A change as the command line gives it. Raises `NotAChange`."""
    found = _CHANGE.fullmatch(" ".join(text.split()))
    if not found or bool(found["sign"]) == bool(found["to"]):
        raise NotAChange(text=text)
    try:
        begins = time(int(found["from_h"]), int(found["from_m"] or 0))
        ends = time(int(found["to_h"]), int(found["to_m"] or 0))
    except ValueError:
        raise NotAChange(text=text) from None
    if begins >= ends:
        raise NotAChange(text=text)
    opened = found["to"] or (found["service"] if found["sign"] == "+" else None)
    closed = None if found["sign"] == "+" else found["service"]
    return Change(int(found["count"]), opened, closed, begins, ends)


@dataclass(frozen=True)
class Changed:
    """A hall with changes: its folder, and the counters that open or pause only for some hours."""

    folder: HallFolder
    only: Mapping[int, Hours]
    closed: Mapping[int, Hours]


def apply(folder: HallFolder, changes: Iterable[Change], calendar: Calendar, day: Day) -> Changed:
    """The hall as it would be; counters that are opened are added to it. Raises `UnknownThing`."""
    zones = {each["id"]: each["zone_id"] for each in folder.services}
    counters, lanes = list(folder.counters), list(folder.counter_lanes)
    only: dict[int, Hours] = {}
    closed: dict[int, Hours] = {}
    for change in changes:
        for service_id in (change.opened_for, change.closed_for):
            if service_id is not None and service_id not in zones:
                raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "service"), name=service_id)
        hours = calendar.moment(day.date, change.begins), calendar.moment(day.date, change.ends)
        if change.closed_for:
            own = [
                each["counter"]
                for each in folder.counter_lanes
                if each["lane"] == service_lane(change.closed_for) and not each["handicap_min"]
            ]
            closed |= dict.fromkeys([n for n in own if n not in closed][: change.count], hours)
        if change.opened_for:
            for number in range(_free(counters), _free(counters) + change.count):
                only[number] = hours
                counters.append({"number": number, "zone_id": zones[change.opened_for], "low": False})
                lanes += [
                    {"counter": number, "lane": lane, "handicap_min": 0}
                    for lane in (own_lane(number), service_lane(change.opened_for))
                ]
    return Changed(replace(folder, counters=tuple(counters), counter_lanes=tuple(lanes)), only, closed)


def _free(counters: list[Mapping[str, object]]) -> int:
    return max((int(str(each["number"])) for each in counters), default=0) + 1
