"""Turns what the hall tells into what a zone's board shows, and into what its loudspeakers say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from db.board import BoardCall, Estimates, ServiceWaiting, ZoneBoard, read_zone
from db.directory import Directory, ServiceFacts, read_directory
from db.errors import NotInitialised
from db.events import CalledBack, CallEvent, Event, HallLoaded, NoShowMarked, TicketCalled, TicketRecalled
from db.feed import News
from db.numbers import split
from db.status import TicketState
from display.schedule import Announcement
from display.state import BoardState, Card, Focus, Pair, Row, RowKind
from display.words import QT_TRANSLATE_NOOP, Words
from shell.speech_text import Utterance

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_CARDS = 8
"""So many services fit; of more, the busiest are shown."""

FAULT_S = 60.0
"""How long the board says that something went wrong in it."""

LINGER_S = 30.0
"""How long the last call stays large after its announcement when no other follows."""


@dataclass(frozen=True)
class ZoneNews:
    """The zone's board with the names that it needs."""

    directory: Directory
    zone: ZoneBoard


class ZoneReader:
    """Reads some zones (none named: all); the directory only when it may have changed, for it is long."""

    def __init__(self, zones: tuple[str, ...]) -> None:
        self._zones = zones
        self._directory: Directory | None = None
        self._estimates: Estimates | None = None

    def __call__(self, connection: Connection) -> ZoneNews:
        directory = self._directory = self._directory or read_directory(connection)
        zone = read_zone(connection, self._zones or tuple(directory.zones), self._estimates)
        self._estimates = {each.service_id: each.estimate for each in zone.waiting.values()}
        return ZoneNews(directory, zone)

    def at_leisure(self, connection: Connection) -> ZoneNews:
        """The same with new estimates: a call is not kept waiting for them."""
        self._estimates = None
        return self(connection)

    def forget(self) -> None:
        """Read the directory anew the next time."""
        self._directory = None


class Loudspeakers(Protocol):
    """What the presenter needs of a channel."""

    @property
    def waiting(self) -> tuple[Announcement, ...]: ...
    def announce(self, announcement: Announcement) -> None: ...
    def withdraw(self, call_id: int) -> None: ...
    def utterances(self, announcement: Announcement) -> tuple[Utterance, ...]: ...


class Presenter(QObject):
    """The board of some zones (none named: all). Every slot is quick: nothing here waits."""

    changed = Signal(object)
    """The new `BoardState`."""
    hall_changed = Signal()
    """The directory must be read anew."""

    def __init__(
        self,
        zones: tuple[str, ...],
        words: Words,
        channel: Loudspeakers,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._zones = zones
        self._words = words
        self._channel = channel
        self._clock = clock
        self._known: ZoneNews | None = None
        self._heard_at = 0.0
        self._seen: dict[int, int] = {}
        self._focus: Announcement | None = None
        self._focus_ended: float | None = None
        self._away: Pair = Pair()
        self._voice_trouble: Pair = Pair()
        self._fault_at: float | None = None
        self._state = BoardState(language=words.language)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._publish)

    @property
    def state(self) -> BoardState:
        """What the board shows."""
        return self._state

    # --- What the hall tells ---------------------------------------------------------------------

    def news(self, news: News[ZoneNews]) -> None:
        """Something happened in the zone."""
        self._known = news.snapshot
        self._heard_at = self._clock()
        if news.fresh:
            self._catch_up(news.snapshot.zone.calls)
        for event in news.events:
            self._follow(event)
        shown = {call.call_id for call in news.snapshot.zone.calls}
        self._seen = {call_id: times for call_id, times in self._seen.items() if call_id in shown}
        self._publish()

    def away(self, error: Exception) -> None:
        """The database does not answer: what is shown stays, marked."""
        if isinstance(error, NotInitialised):
            self._away = self._words.pair(QT_TRANSLATE_NOOP("display", "No hall is loaded yet"))
        elif self._known:
            self._away = self._words.pair(
                QT_TRANSLATE_NOOP("display", "No connection, as of {time}"),
                time=self._now().strftime("%H:%M"),
            )
        else:
            self._away = self._words.pair(QT_TRANSLATE_NOOP("display", "Waiting for the hall's database"))
        self._publish()

    def back(self) -> None:
        """The database answers again."""
        self._away = Pair()
        self._publish()

    def _follow(self, event: Event) -> None:
        match event:
            case TicketCalled() if self._concerns(event):
                self._announce(event, times=1)
            case TicketRecalled() if self._concerns(event):
                self._announce(event, times=event.times)
            case CalledBack() | NoShowMarked():
                self._channel.withdraw(event.call_id)
            case HallLoaded():
                self.hall_changed.emit()
            case _:
                pass

    def _concerns(self, event: CallEvent) -> bool:
        """Whether the visitor is called to a counter of ours; where else he waits, another board calls."""
        return not self._zones or event.counter_zone_id in self._zones

    def _announce(self, event: CallEvent, times: int) -> None:
        self._line_up(
            Announcement(
                call_id=event.call_id,
                number=event.number,
                service_id=event.service_id,
                counter=event.counter,
                since=self._since(event.at),
                times=times,
            )
        )

    def _catch_up(self, calls: Iterable[BoardCall]) -> None:
        """A fresh snapshot tells no events: find the calls that nobody has announced yet.

        The channel leaves out those that are too old, so that nothing stale is shouted, and says so.
        """
        for call in sorted(calls, key=lambda call: call.last_called_at):
            told = call.announced and (call.times == 1 or self._seen.get(call.call_id) is None)
            if call.state == TicketState.CALLED and not told:
                self._line_up(
                    Announcement(
                        call_id=call.call_id,
                        number=call.number,
                        service_id=call.service_id,
                        counter=call.counter,
                        since=self._since(call.last_called_at),
                        times=call.times,
                    )
                )

    def _line_up(self, announcement: Announcement) -> None:
        if self._seen.get(announcement.call_id, 0) >= announcement.times:
            return
        self._seen[announcement.call_id] = announcement.times
        self._channel.announce(announcement)

    def _since(self, moment: datetime) -> float:
        assert self._known is not None
        return self._heard_at - (self._known.zone.moment - moment).total_seconds()

    # --- What the loudspeakers tell --------------------------------------------------------------

    def began(self, announcement: Announcement) -> None:
        """A call is being announced: it stands large."""
        self._focus, self._focus_ended = announcement, None
        self._publish()

    def ended(self, announcement: Announcement) -> None:
        """The call has had its time; it stays large for a while unless another follows."""
        if self._focus == announcement:
            self._focus_ended = self._clock()
        self._publish()

    def settled(self, announcement: Announcement, spoken: bool, reason: str) -> None:
        """A call was announced, or will not be: it may not stand among those to come any more."""
        self._soon.start()  # many may be too old at once; one look at them all is enough

    def voice_condition(self, reason: str) -> None:
        """Why the voice cannot be heard; nothing when it can."""
        self._voice_trouble = self._words.pair(reason, "speech") if reason else Pair()
        self._publish()

    def crashed(self, detail: str) -> None:
        """Something went wrong in this program; the log has the detail, the public does not need it."""
        self._fault_at = self._clock()
        self._publish()

    # --- What the board shows --------------------------------------------------------------------

    def tick(self) -> None:
        """A second went by."""
        if self._fault_at is not None and self._clock() - self._fault_at > FAULT_S:
            self._fault_at = None
        self._publish()

    def _publish(self) -> None:
        self._let_go()
        state = self._draw()
        if state != self._state:
            self._state = state
            self.changed.emit(state)

    def _let_go(self) -> None:
        """The last call stays large for a while, but not when its visitor is expected no more."""
        if self._focus is None or self._focus_ended is None or self._known is None:
            return
        states = {call.call_id: call.state for call in self._known.zone.calls}
        over = states.get(self._focus.call_id, TicketState.NO_SHOW) == TicketState.NO_SHOW
        if over or self._clock() - self._focus_ended > LINGER_S:
            self._focus = self._focus_ended = None

    def _draw(self) -> BoardState:
        now = self._now()
        bare = replace(
            self._state,
            clock=now.strftime("%H:%M"),
            date=self._date(now),
            away=self._away,
            voice_trouble=self._voice_trouble,
            fault=Pair()
            if self._fault_at is None
            else self._words.pair(QT_TRANSLATE_NOOP("display", "Fault in this board")),
        )
        if self._known is None:
            return bare
        hall = self._known.directory.hall
        # After midnight yesterday's calls are nobody's business, even when nothing has happened yet.
        today = now.date() == self._known.zone.business_date
        return replace(
            bare,
            hall=self._words.name(hall),
            slogan=self._words.own(hall.slogan, hall.slogan_en),
            notice=self._words.own(hall.notice, hall.notice_en),
            place=self._place(self._known.directory),
            focus=self._draw_focus(self._known.directory) if today else None,
            rows=self._rows(self._known.zone.calls, self._known.directory) if today else (),
            cards=self._cards(self._known, today),
        )

    def _now(self) -> datetime:
        if self._known is None:
            return datetime.now().astimezone()
        zone: tzinfo = ZoneInfo(self._known.directory.hall.time_zone)
        return (self._known.zone.moment + timedelta(seconds=self._clock() - self._heard_at)).astimezone(zone)

    def _date(self, now: datetime) -> Pair:
        weekday = self._words.pair(_WEEKDAYS[now.weekday()])
        weekday = self._words.own(weekday.first, weekday.twin)  # Chinese first, whatever the board speaks
        return self._words.own(
            f"{now.year}年{now.month}月{now.day}日 {weekday.first}",
            f"{weekday.twin} {now.day} {_MONTHS[now.month - 1]} {now.year}",
        )

    def _place(self, directory: Directory) -> Pair:
        zones = [zone for zone in directory.zones.values() if zone.id in self._zones]
        if not zones:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "All zones"))
        floor = self._words.name(directory.floors[zones[0].floor_id])
        letters = "·".join(zone.id for zone in zones)
        area = self._words.pair(QT_TRANSLATE_NOOP("display", "Zone {zone}"), zone=letters)
        names = [self._words.name(zone) for zone in zones] if len(zones) == 1 else []
        return Pair(
            "  ".join([floor.first, area.first, *(name.first for name in names)]),
            "  ".join([floor.twin, area.twin, *(name.twin for name in names)]),
        )

    def _draw_focus(self, directory: Directory) -> Focus | None:
        call = self._focus
        if call is None:
            return None
        service = directory.services.get(call.service_id)
        prefix, digits = split(call.number, directory.services)
        now = self._focus_ended is None
        return Focus(
            call_id=call.call_id,
            prefix=prefix,
            digits=digits,
            counter=call.counter,
            service=self._words.name(service) if service else Pair(),
            now=now,
            spoken_text=" ".join(said.text for said in self._channel.utterances(call)) if now else "",
        )

    def _rows(self, calls: Iterable[BoardCall], directory: Directory) -> tuple[Row, ...]:
        to_come = {waiting.call_id for waiting in self._channel.waiting}
        return tuple(
            self._row(call, directory, call.call_id in to_come)
            for call in calls
            if self._focus is None or call.call_id != self._focus.call_id
        )

    def _row(self, call: BoardCall, directory: Directory, to_come: bool) -> Row:
        kind = RowKind.NEXT if to_come else _KINDS.get(call.state, RowKind.DONE)
        prefix, digits = split(call.number, directory.services)
        words = self._words.pair(_ROW_WORDS[kind]) if kind in _ROW_WORDS else Pair()
        return Row(call.call_id, prefix, digits, call.counter, kind, words)

    def _cards(self, known: ZoneNews, today: bool) -> tuple[Card, ...]:
        services = known.directory.services
        lines = [line for line in known.zone.waiting.values() if line.service_id in services]
        busiest = {line.service_id for line in sorted(lines, key=lambda line: -line.waiting)[:MOST_CARDS]}
        return tuple(
            self._card(services[line.service_id], line, today) for line in lines if line.service_id in busiest
        )

    def _card(self, service: ServiceFacts, waiting: ServiceWaiting, today: bool) -> Card:
        count = waiting.waiting if today else 0
        name = self._words.own(service.short_named("zh"), service.short_named("en"))
        return Card(service.id, name, count, self._wait(waiting, today))

    def _wait(self, waiting: ServiceWaiting, today: bool) -> Pair:
        estimate = waiting.estimate
        if estimate is None:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "no counter open"))
        if not today or estimate.high_min == 0:
            return self._words.pair(QT_TRANSLATE_NOOP("display", "no wait"))
        low, high = estimate.low_min, estimate.high_min
        minutes = str(low) if low == high else f"{low}–{high}"
        return self._words.pair(QT_TRANSLATE_NOOP("display", "{minutes} min"), minutes=minutes)


_KINDS = {
    TicketState.CALLED: RowKind.CALLED,
    TicketState.SERVING: RowKind.SERVING,
    TicketState.NO_SHOW: RowKind.PASSED,
}
_ROW_WORDS = {
    RowKind.NEXT: QT_TRANSLATE_NOOP("display", "announced next"),
    RowKind.SERVING: QT_TRANSLATE_NOOP("display", "being served"),
    RowKind.PASSED: QT_TRANSLATE_NOOP("display", "missed: see the guide desk"),
    RowKind.DONE: QT_TRANSLATE_NOOP("display", "done"),
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
