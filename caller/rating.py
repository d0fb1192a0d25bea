"""The visitor's side of counters: asks how it was after each visit, and carries the answer to the hall.

It speaks to the hall as each counter's rating station and with nobody's hand: the hall takes ratings from nowhere else.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from copy import copy
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db import queue
from db.directory import Directory
from db.engine import Database
from db.events import Event, TicketFinished
from db.feed import News
from db.interest import Attention, Interest
from db.rating_events import RatingGiven, RatingLevel
from db.ratings import RatingDue, RatingPlace, rating_station, read_rating_places
from shell.errand import Command, Errand
from shell.follower import Follower
from shell.worker import DatabaseFactory, Worker

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOOK_MS = 500

log = logging.getLogger(__name__)


class Rating(QObject):
    """Follows some counters; emits how each stands whenever that changes."""

    changed = Signal(object)
    """A `RatingPlace`: who sits there, and whether a visitor is being asked."""
    given = Signal(int, object)
    """The counter, and the event: the visitor's answer is on the record."""
    refused = Signal(int, object)
    """The counter, and why: nothing was recorded."""

    def __init__(
        self,
        worker: Worker,
        open_database: DatabaseFactory,
        directory: Directory,
        counters: Collection[int],
        parent: QObject | None = None,
        *,
        ask_by_itself: bool = True,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._counters = tuple(counters)
        self._ask_by_itself = ask_by_itself
        self._places: dict[int, RatingPlace] = {}
        self._due_until: dict[int, float] = {}
        self._answering: set[int] = set()  # calls whose visitor has begun to answer
        zones = {directory.counters[counter].zone_id for counter in counters if counter in directory.counters}
        attention = Attention(Interest(frozenset(self._counters)))
        self._follower = Follower(open_database, zones, self._read, self, attention=attention)
        self._follower.news.connect(self._on_news)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_silence)

    def start(self) -> None:
        """Begin to follow."""
        self._follower.start()
        self._look.start()

    def stop(self) -> None:
        """Ask nobody any more."""
        self._look.stop()
        self._follower.stop(timeout_s=0)

    def place(self, counter: int) -> RatingPlace | None:
        """How it stands there, as far as it is known."""
        return self._places.get(counter)

    def left_s(self, counter: int) -> float:
        """So long the visitor is still asked."""
        return max(0.0, self._due_until.get(counter, 0.0) - monotonic())

    def ask(self, counter: int) -> None:
        """Ask the visitor whose visit has just ended there (once more)."""
        self._send(counter, lambda hall, request: queue.ask_rating(hall, request, counter))

    def begin_answer(self, counter: int) -> None:
        """The visitor has chosen and may add some words: do not give them up meanwhile."""
        if due := self._due(counter):
            self._answering.add(due.call_id)

    def give(self, counter: int, level: RatingLevel, words: str = "") -> bool:
        """The visitor's answer; False: nobody is asked there now."""
        due = self._due(counter)
        if due is None:
            return False
        call_id = due.call_id
        errand = self._send(
            counter, lambda hall, request: queue.give_rating(hall, request, call_id, level, words)
        )
        errand.done.connect(lambda event: self.given.emit(counter, event))
        errand.refused.connect(lambda failure: self.refused.emit(counter, failure))
        errand.given_up.connect(lambda event: self._on_given_up(counter, event))
        return True

    def _on_given_up(self, counter: int, event: Event) -> None:
        """No answer for too long: what the hall knows of it holds."""
        if isinstance(event, RatingGiven):
            self.given.emit(counter, event)
        else:
            self.refused.emit(counter, event)

    def give_up(self, counter: int) -> None:
        """Nobody answers: the visit stays unrated."""
        if due := self._due(counter):
            call_id = due.call_id
            self._answering.discard(call_id)
            self._send(counter, lambda hall, request: queue.miss_rating(hall, request, call_id))

    def _due(self, counter: int) -> RatingDue | None:
        place = self._places.get(counter)
        return place.due if place else None

    def _send(self, counter: int, command: Command) -> Errand:
        def from_there(database: Database, request: object) -> Event | None:
            theirs = copy(database)
            theirs.station = rating_station(counter)
            return command(theirs, request)  # type: ignore[arg-type]

        errand = Errand(self._worker, from_there, self)
        errand.refused.connect(lambda failure: log.info("counter %s: %s", counter, failure))
        errand.done.connect(lambda _: self._follower.nudge())
        errand.send()
        return errand

    def _read(self, connection: Connection) -> dict[int, RatingPlace]:
        return read_rating_places(connection, self._counters)

    def _on_news(self, news: News[dict[int, RatingPlace]]) -> None:
        before, self._places = self._places, news.snapshot
        for counter, place in news.snapshot.items():
            if place.due:
                left: timedelta = place.due.until - place.moment
                self._due_until[counter] = monotonic() + left.total_seconds()
            if _shown(before.get(counter)) != _shown(place):
                self.changed.emit(place)
        if self._ask_by_itself and not news.fresh:
            for event in news.events:
                if isinstance(event, TicketFinished) and event.counter in self._counters:
                    self.ask(event.counter)

    def _look_for_silence(self) -> None:
        for counter, place in self._places.items():
            if place.due and place.due.call_id not in self._answering and not self.left_s(counter):
                self.give_up(counter)
                # Once is enough until the hall says otherwise.
                self._due_until[counter] = monotonic() + 10.0


def _shown(place: RatingPlace | None) -> tuple[object, ...] | None:
    """What of it can be seen: not the moment at which it was read."""
    return (place.clerk, place.paused, place.number, place.due) if place else None
