"""Stations without screens: their commands go through the apps' own worker, their news come from the apps' own follower."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Any, assert_never
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from db import queue
from db.desk import Desk, read_desk, read_estimates, with_estimates
from db.engine import Database, open_database
from db.errors import DatabaseAway, TurnBusy
from db.events import Event, TicketCalled, TicketIssued, TicketRecalled
from db.feed import News
from db.interest import EVERYTHING, Attention, desk_attention
from display.reader import ZoneNews, ZoneReader
from hall.load.notes import Notes
from hall.load.pace import BoardPost, CallerPost, KioskPost, Pace, Post
from kiosk.hall_view import ATTENTION, HallReader
from shell.follower import Follower
from shell.heartbeat import Heartbeat
from shell.worker import Worker

if TYPE_CHECKING:
    from sqlalchemy import Connection

RETRY_S = 1.0
WIND_DOWN_S = 5.0
_PAPER_S, _SPEECH_S = 1.0, 2.0
_NO_SHOWS, _SENT_ON, _RECALLED = 0.04, 0.02, 0.1
_WALK, _WORK = 0.1, 0.8
"""Of the time from one visitor to the next."""

Command = Callable[[Database, UUID], Event | None]


class Station(QObject):
    """What they have in common: a worker with signs of life, a follower, and notes of both."""

    ready = Signal()
    """It has its place, and has heard from the hall once."""

    def __init__(self, app: str, name: str, url: str, notes: Notes, dice: Random, parent: QObject) -> None:
        super().__init__(parent)
        self._notes = notes
        self._dice = dice
        self._open = lambda: open_database(url, name)
        self.worker = Worker(self._open, self)
        self._heartbeat = Heartbeat(app, name, self.worker, self)
        self._follower: Follower | None = None
        self._looks_later = False
        self._at_work = False
        self._under_way = 0
        self._steps: set[QTimer] = set()
        self.over = False
        """The run is: what was begun is ended, and nothing begun."""

    @property
    def busy(self) -> bool:
        """A command has no answer yet, or a step is still to be done."""
        return bool(self._under_way or self._steps)

    def follow(
        self,
        zones: Collection[str] | None,
        read: Callable[[Connection], Any],
        at_leisure: Callable[[Connection], Any],
        attention: Attention = EVERYTHING,
    ) -> None:
        """Begin to follow the hall, and to give signs of life."""
        self._looks_later = attention.calm_s > 0
        self._follower = Follower(self._open, zones, read, self, at_leisure, attention)
        self._follower.news.connect(self._on_news)
        self._follower.start()
        self._heartbeat.start()

    def start(self) -> None:
        """Take the place; `ready` tells when it is taken."""

    def go(self) -> None:
        """Begin to work."""
        self._at_work = True

    def wind_down(self) -> None:
        """Begin nothing new, and end what was begun sooner than people would: it is part of no figure any more."""
        self.over = True
        for step in self._steps:
            step.start(self._hurried_ms(step.remainingTime()))

    def stop(self) -> None:
        """Let go of the hall."""
        if self._follower:
            self._follower.stop()
        self.worker.stop()

    def hear(self, news: News[Any]) -> None:
        """What the station makes of news."""

    def do(
        self,
        verb: str,
        command: Command,
        then: Callable[[Any], None] = lambda _: None,
        otherwise: Callable[[], None] = lambda: None,
        request: UUID | None = None,
    ) -> None:
        """Send a command; where the hall cannot be reached it is sent again, and is still the same request."""
        asked = request or uuid4()

        def timed(database: Database) -> tuple[Event | None, float, float]:
            begin = monotonic()
            return command(database, asked), begin, monotonic()

        def done(outcome: tuple[Event | None, float, float]) -> None:
            event, begin, end = outcome
            self._under_way -= 1
            self._notes.acknowledge(verb, asked.hex, event, begin, None if self.over else end)
            if self._follower:
                self._follower.nudge()
            then(event)

        def failed(failure: Exception) -> None:
            self._under_way -= 1
            asks_again = isinstance(failure, DatabaseAway | TurnBusy)
            if not (asks_again and self.over):
                self._notes.failures[verb, type(failure).__name__] += 1
            if asks_again:
                again = partial(self.do, verb, command, then, otherwise, asked)
                self.in_s(RETRY_S, again, in_haste=False)
            else:
                otherwise()

        self._under_way += 1
        self.worker.run(timed, done, failed)

    def in_s(self, seconds: float, step: Callable[[], None], *, in_haste: bool = True) -> None:
        """Do this so many seconds from now; soon where the run is over."""
        timer = QTimer(self, singleShot=True)

        def due() -> None:
            self._steps.discard(timer)
            timer.deleteLater()
            step()

        timer.timeout.connect(due)
        self._steps.add(timer)
        ms = round(seconds * 1000)
        timer.start(self._hurried_ms(ms) if self.over and in_haste else ms)

    def _hurried_ms(self, ms: int) -> int:
        """Two hundred stations that ended everything in the same second would be a rush of its own."""
        return min(ms, round(self._dice.uniform(0, 1000 * WIND_DOWN_S)))

    def about_s(self, seconds: float) -> float:
        """Around so long, as people are."""
        return seconds * self._dice.uniform(0.5, 1.5)

    def _on_news(self, news: News[Any]) -> None:
        now = monotonic()
        if not self._looks_later:
            self._notes.heard.extend((event.id, now) for event in news.events)
        if news.fresh:
            self.ready.emit()
        self.hear(news)


class CallerStation(Station):
    """A clerk: calls when somebody waits, serves, finishes; some visitors do not come, some are sent on."""

    def __init__(
        self, post: CallerPost, pace: Pace, url: str, notes: Notes, dice: Random, parent: QObject
    ) -> None:
        super().__init__("caller", f"counter {post.counter}", url, notes, dice, parent)
        self._post = post
        self._pace = pace
        self._estimates: Any = {}
        self._desk: Desk | None = None
        self._free = False
        self._call: TicketCalled | None = None
        self._times = 0

    def start(self) -> None:
        """Sit down at the counter."""
        post = self._post
        attention = desk_attention(post.counter, post.clerk_id, post.services)

        def sit_down(hall: Database, request: UUID) -> Event:
            return queue.open_counter(hall, request, post.counter, post.clerk_id)

        def look_up(_: object) -> None:
            self.follow(post.zones, self._read, self._read_at_leisure, attention)

        self.do("open_counter", sit_down, look_up)

    def _read(self, connection: Connection) -> Desk:
        return read_desk(connection, self._post.counter, self._estimates)

    def _read_at_leisure(self, connection: Connection) -> Desk:
        desk = self._read(connection)
        self._estimates = read_estimates(connection, desk)
        return with_estimates(desk, self._estimates)

    def go(self) -> None:
        """The counters begin one after the other, as if it had been so all day."""
        super().go()
        self.in_s(self._dice.uniform(0, self._pace.visit_s), self._be_free)

    def hear(self, news: News[Desk]) -> None:
        """A clerk who is free calls as soon as somebody waits."""
        self._desk = news.snapshot
        self._look()

    def _be_free(self) -> None:
        self._call = None
        self._free = True
        self._look()

    def _look(self) -> None:
        if self._free and not self.over and self._desk and self._desk.waiting:
            self._free = False
            self.in_s(self._dice.uniform(0.1, 1.0), self._next)

    def _next(self) -> None:
        if not self.over:
            at = self._post.counter
            self.do("call_next", lambda hall, request: queue.call_next(hall, request, at), self._called)

    def _called(self, event: TicketCalled | None) -> None:
        if event is None:  # the neighbour was quicker
            self._be_free()
            return
        self._call, self._times = event, 1
        if self._dice.random() < _NO_SHOWS:
            self.in_s(self._pace.call_pace_s + 0.1, self._call_again)
        elif self._dice.random() < _RECALLED:
            self.in_s(self._pace.call_pace_s + 0.1, self._recall_once)
        else:
            self.in_s(self.about_s(_WALK * self._pace.visit_s), self._serve)

    def _recall_once(self) -> None:
        if self.over:
            self._serve()
        else:
            self._of_call("recall", queue.recall, lambda _: self._serve())

    def _call_again(self) -> None:
        if self.over:
            self._serve()
        elif self._times >= self._pace.calls_to_no_show:
            self._of_call("no_show", queue.no_show, lambda _: self._be_free())
        else:
            self._times += 1
            self._of_call(
                "recall", queue.recall, lambda _: self.in_s(self._pace.call_pace_s + 0.1, self._call_again)
            )

    def _serve(self) -> None:
        self._of_call("serve", queue.serve, self._served)

    def _served(self, _: Event) -> None:
        self.in_s(self.about_s(_WORK * self._pace.visit_s), self._end)

    def _end(self) -> None:
        if self._dice.random() < _SENT_ON and not self.over:
            goes_to = self._dice.choice(self._post.neighbours)
            self._of_call("transfer", partial(queue.transfer, to_service=goes_to), lambda _: self._rest())
        else:
            self._of_call("finish", queue.finish, lambda _: self._rest())

    def _rest(self) -> None:
        self._call = None
        self.in_s(self.about_s((1 - _WALK - _WORK) * self._pace.visit_s), self._be_free)

    def _of_call(self, verb: str, command: Callable[..., Event], then: Callable[[Any], None]) -> None:
        if self._call:
            call_id = self._call.call_id
            self.do(verb, lambda hall, request: command(hall, request, call_id), then, self._be_free)


class KioskStation(Station):
    """Hands out numbers; every paper is proven."""

    def __init__(
        self, post: KioskPost, pace: Pace, url: str, notes: Notes, dice: Random, parent: QObject
    ) -> None:
        super().__init__("kiosk", f"kiosk {post.number}", url, notes, dice, parent)
        self._pace = pace

    def start(self) -> None:
        """Follow the whole hall."""
        reader = HallReader()
        self.follow(None, reader, reader.at_leisure, ATTENTION)

    def go(self) -> None:
        """Visitors come when it pleases them."""
        super().go()
        self._wait_for_somebody()

    def _wait_for_somebody(self) -> None:
        self.in_s(self._dice.expovariate(1 / self._pace.between_touches_s), self._touch)

    def _touch(self) -> None:
        if self.over:
            return
        names, weights = zip(*self._pace.services, strict=True)
        service_id = self._dice.choices(names, weights)[0]
        self.do("issue", lambda hall, request: queue.issue(hall, request, service_id), self._print)
        self._wait_for_somebody()

    def _print(self, issued: TicketIssued) -> None:
        self._notes.tickets += 1
        self.in_s(
            _PAPER_S,
            lambda: self.do("printed", lambda hall, request: queue.printed(hall, request, issued.ticket_id)),
        )


class BoardStation(Station):
    """A zone's board; where it is the one that speaks, it tells the hall so."""

    def __init__(self, post: BoardPost, url: str, notes: Notes, dice: Random, parent: QObject) -> None:
        super().__init__("display", f"board {post.number}", url, notes, dice, parent)
        self._post = post

    def start(self) -> None:
        """Follow the own zone."""
        zones = (self._post.zone,)
        reader = ZoneReader(zones)
        self.follow(zones, reader, reader.at_leisure)

    def hear(self, news: News[ZoneNews]) -> None:
        """Every call of the own zone is announced a little later."""
        if not (self._post.speaks and self._at_work):
            return
        for event in news.events:
            if isinstance(event, TicketCalled | TicketRecalled) and event.zone_id == self._post.zone:
                self.in_s(_SPEECH_S, partial(self._announced, event))

    def _announced(self, event: TicketCalled | TicketRecalled) -> None:
        times = event.times if isinstance(event, TicketRecalled) else 1
        self.do(
            "announced",
            lambda hall, request: queue.announced(hall, request, event.call_id, spoken=True, times=times),
        )


def station_at(post: Post, pace: Pace, url: str, notes: Notes, dice: Random, parent: QObject) -> Station:
    """The station of a post."""
    match post:
        case CallerPost():
            return CallerStation(post, pace, url, notes, dice, parent)
        case KioskPost():
            return KioskStation(post, pace, url, notes, dice, parent)
        case BoardPost():
            return BoardStation(post, url, notes, dice, parent)
        case _:
            assert_never(post)
