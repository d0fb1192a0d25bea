"""What a board says of the hall: its facts turned into what a visitor reads, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from db.board import BoardCall, ServiceWaiting
from db.counter_board import CounterSeen
from db.directory import Directory, ServiceFacts
from db.numbers import split
from db.status import TicketState
from display.reader import ZoneNews
from display.specimen import MOST_CARDS, ROW_WORDS
from display.state import Card, CounterScreen, Pair, Row, RowKind, Serving, VisitorKind
from display.template import PanelKind
from display.words import QT_TRANSLATE_NOOP, Words

_KINDS = {
    TicketState.CALLED: RowKind.CALLED,
    TicketState.SERVING: RowKind.SERVING,
    TicketState.NO_SHOW: RowKind.PASSED,
}
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("display", "Monday"),
    QT_TRANSLATE_NOOP("display", "Tuesday"),
    QT_TRANSLATE_NOOP("display", "Wednesday"),
    QT_TRANSLATE_NOOP("display", "Thursday"),
    QT_TRANSLATE_NOOP("display", "Friday"),
    QT_TRANSLATE_NOOP("display", "Saturday"),
    QT_TRANSLATE_NOOP("display", "Sunday"),
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Signs:
    """The signs of a board that shows some zones (none named: all) in some panels."""

    def __init__(self, words: Words, zones: tuple[str, ...], kinds: frozenset[PanelKind]) -> None:
        self._words = words
        self._zones = zones
        self._kinds = kinds

    def date(self, now: datetime) -> Pair:
        """Which day it is."""
        weekday = self._words.pair(_WEEKDAYS[now.weekday()])
        weekday = self._words.own(weekday.first, weekday.twin)  # Chinese first, whatever the board speaks
        return self._words.own(
            f"{now.year}年{now.month}月{now.day}日 {weekday.first}",
            f"{weekday.twin} {now.day} {_MONTHS[now.month - 1]} {now.year}",
        )

    def place(self, directory: Directory) -> Pair:
        """Where the board's counters are."""
        zones = [zone for zone in directory.zones.values() if zone.id in self._zones]
        if not zones:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "All zones"))
        floors = {zone.floor_id: self._words.name(directory.floors[zone.floor_id]) for zone in zones}
        floor = Pair("·".join(f.first for f in floors.values()), "·".join(f.twin for f in floors.values()))
        letters = "·".join(zone.id for zone in zones)
        area = self._words.pair(QT_TRANSLATE_NOOP("display", "Zone {zone}"), zone=letters)
        names = [self._words.name(zone) for zone in zones] if len(zones) == 1 else []
        return Pair(
            "  ".join([floor.first, area.first, *(name.first for name in names)]),
            "  ".join([floor.twin, area.twin, *(name.twin for name in names)]),
        )

    def row(self, call: BoardCall, directory: Directory, to_come: bool) -> Row:
        """A call in the list."""
        kind = RowKind.NEXT if to_come else _KINDS.get(call.state, RowKind.DONE)
        prefix, digits = split(call.number, directory.services)
        words = self._words.pair(ROW_WORDS[kind]) if kind in ROW_WORDS else Pair()
        counter = directory.counters.get(call.counter)
        place = counter.zone_id if counter and len(self._zones) != 1 else ""
        return Row(call.call_id, prefix, digits, call.counter, kind, words, place)

    def counter_place(self, number: int, directory: Directory) -> Pair:
        """Floor and zone of a counter, where the board speaks for more than its own zone."""
        counter = directory.counters.get(number)
        if counter is None or (counter.zone_id,) == self._zones:
            return Pair()
        zone = directory.zones[counter.zone_id]
        floor = self._words.name(directory.floors[zone.floor_id])
        area = self._words.pair(QT_TRANSLATE_NOOP("display", "Zone {zone}"), zone=zone.id)
        return Pair(f"{floor.first} {area.first}", f"{floor.twin} {area.twin}")

    def numbers(self, numbers: Iterable[str], known: ZoneNews) -> tuple[tuple[str, str], ...]:
        """Numbers with their prefixes apart."""
        return tuple(split(number, known.directory.services) for number in numbers)

    def cards(self, known: ZoneNews, today: bool) -> tuple[Card, ...]:
        """Who waits for what: the busiest services, or in an overview all of them."""
        services = known.directory.services
        lines = [line for line in known.zone.waiting.values() if line.service_id in services]
        if PanelKind.OVERVIEW not in self._kinds:
            busiest = sorted(lines, key=lambda line: -line.waiting)[:MOST_CARDS]
            shown = {line.service_id for line in busiest} if PanelKind.SERVICES in self._kinds else set()
            lines = [line for line in lines if line.service_id in shown]
        return tuple(self._card(services[line.service_id], line, known, today) for line in lines)

    def _card(self, service: ServiceFacts, waiting: ServiceWaiting, known: ZoneNews, today: bool) -> Card:
        count = waiting.waiting if today else 0
        name = self._words.own(service.short_named("zh"), service.short_named("en"))
        called = known.serving.get(service.id) if today else None
        serving = Serving(*split(called.number, known.directory.services), called.counter) if called else None
        return Card(service.id, name, count, self._wait(waiting, today), serving)

    def _wait(self, waiting: ServiceWaiting, today: bool) -> Pair:
        estimate = waiting.estimate
        if estimate is None and waiting.open_counters:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "estimate to come"))
        if estimate is None:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "no counter open"))
        if not today or (estimate.high_min == 0 and waiting.waiting == 0):
            return self._words.pair(QT_TRANSLATE_NOOP("display", "no wait"))
        low, high = estimate.low_min, estimate.high_min
        if high == 0:
            # Somebody waits, and will be called at once: not nobody.
            return self._words.pair(QT_TRANSLATE_NOOP("display", "called soon"))
        minutes = str(low) if low == high else f"{low}–{high}"
        return self._words.pair(QT_TRANSLATE_NOOP("display", "{minutes} min"), minutes=minutes)

    def counter(self, known: ZoneNews, today: bool) -> CounterScreen | None:
        """The screen over a counter; with the day its visitor is gone, too."""
        seen = known.counter
        if seen is None:
            return None
        clerk = known.directory.clerks.get(seen.clerk_id or "")
        shown = self._words.name(clerk) if clerk else Pair()
        if not today or seen.number is None or seen.service_id is None:
            return CounterScreen(seen.counter, _without_visitor(seen), clerk=shown, reason=seen.reason)
        service = known.directory.services.get(seen.service_id)
        prefix, digits = split(seen.number, known.directory.services)
        kind = VisitorKind.SERVING if seen.state == TicketState.SERVING else VisitorKind.CALLING
        named = self._words.name(service) if service else Pair()
        return CounterScreen(seen.counter, kind, prefix, digits, named, shown)

    def closed(self, known: ZoneNews, now: datetime) -> Pair:
        """That the hall is closed, and when it opens; nothing while it is open."""
        hours = known.hours
        if hours is None or hours.serve.open:
            return Pair()
        begins = hours.serve.next
        if begins is None:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "The hall is closed"))
        begins = begins.astimezone(ZoneInfo(known.directory.hall.time_zone))
        if begins <= now:
            return Pair()
        if begins.date() == now.date():
            text = QT_TRANSLATE_NOOP("display", "The hall opens at {time}")
            return self._words.pair(text, time=begins.strftime("%H:%M"))
        day = self.date(begins)
        text = QT_TRANSLATE_NOOP("display", "Closed · opens {day} {time}")
        both = [
            self._words.pair(text, day=each, time=begins.strftime("%H:%M")) for each in (day.first, day.twin)
        ]
        return Pair(both[0].first, both[1].twin)


def _without_visitor(seen: CounterSeen) -> VisitorKind:
    if seen.clerk_id is None:
        return VisitorKind.CLOSED
    return VisitorKind.PAUSED if seen.paused else VisitorKind.FREE
