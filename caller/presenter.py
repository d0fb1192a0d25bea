"""A clerk's desk: turns what is known of it into one state, and keys into commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from caller import wording
from caller.state import ABLE, DeskState, Note, Stage, Told, Tone, Verb, Visitor, Waiting
from db import queue
from db.board import Desk, DeskCall, read_desk
from db.directory import Directory, read_directory
from db.engine import Database
from db.errors import DatabaseAway
from db.events import Event, HallLoaded, RequestAbandoned
from db.feed import News
from db.numbers import shown
from db.status import TicketState
from shell.errand import Errand
from shell.follower import Follower
from shell.i18n import error_text
from shell.worker import DatabaseFactory, Worker

if TYPE_CHECKING:
    from sqlalchemy import Connection

SETTLE_MS = 5000
TICK_MS = 1000
CALM_MS = 5000
LOUD_MS = 10000

Command = Callable[[Database, UUID], Event | None]


class Presenter(QObject):
    """One signed-in desk. Emits `shown` with a `DeskState` whenever something on the screen changes."""

    shown = Signal(object)
    left = Signal(str)
    """The counter is closed (empty), or somebody else sits here now: the words that say who."""

    def __init__(
        self,
        worker: Worker,
        open_database: DatabaseFactory,
        directory: Directory,
        counter: int,
        clerk_id: str,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._directory = directory
        self._counter = counter
        self._clerk_id = clerk_id
        self._language = language
        self._time_zone = ZoneInfo(directory.hall.time_zone)
        self._desk: Desk | None = None
        self._desk_read_at = 0.0
        self._cursor = 0
        self._away = False
        self._note: Note | None = None
        self._busy: Verb | None = None
        self._unseen: int | None = None  # an event of our own that the feed has not shown yet
        self._settling = False
        self._left = False
        self._last: DeskState | None = None
        self._follower = Follower(open_database, self._zones(), self._read, self)
        self._follower.news.connect(self._on_news)
        self._follower.away.connect(self._on_away)
        self._follower.back.connect(self._on_back)
        self._tick = self._every(TICK_MS, self._show)
        self._settle = self._every(SETTLE_MS, self._settle_papers)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._say(None))

    def start(self) -> None:
        """Begin to follow the desk."""
        self._follower.start()
        self._tick.start()
        self._settle.start()

    def stop(self) -> None:
        """Let go of the desk; nothing is shown any more."""
        self._tick.stop()
        self._settle.stop()
        self._forget.stop()
        self._follower.stop(timeout_s=0)

    def press(self, verb: Verb) -> None:
        """The clerk wants this. Whatever cannot be done now is answered at once by a word."""
        call = self._desk.current if self._desk else None
        if self._busy:
            return
        if self._away or self._desk is None:
            self._say(Note(Tone.BAD, wording.away_answer()), LOUD_MS)
        elif verb not in ABLE[_stage(call)]:
            self._say(Note(Tone.CALM, wording.why_not(verb, _stage(call))), CALM_MS)
        else:
            self._busy = verb
            self._say(None)
            self._send(self._command(verb, call))

    def sign_out(self) -> None:
        """The clerk leaves; a visitor who still stands here must be finished first."""
        if self._busy:
            return
        if self._away:
            self._say(Note(Tone.BAD, wording.away_answer()), LOUD_MS)
            return
        errand = self._send(lambda database, request: queue.close_counter(database, request, self._counter))
        errand.done.connect(lambda _: self._leave(""))

    def close_counter_quietly(self) -> None:
        """The program ends: leave the counter, unless a visitor still stands there."""
        if self._desk and self._desk.current is None and not self._away and not self._left:
            self._worker.run(lambda database: queue.close_counter(database, uuid4(), self._counter))

    def _leave(self, why: str) -> None:
        if not self._left:
            self._left = True
            self.stop()
            self.left.emit(why)

    def _zones(self) -> frozenset[str]:
        """The counter's own zone, and those of the services that it looks after."""
        return frozenset(
            each.zone_id
            for each in self._directory.services.values()
            if self._counter in (*each.counters, *each.low_counters, *each.helpers)
        ) | {self._directory.counters[self._counter].zone_id}

    def _read(self, connection: Connection) -> Desk:
        return read_desk(connection, self._counter)

    def _every(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    # --- Commands --------------------------------------------------------------------------------

    def _command(self, verb: Verb, call: DeskCall | None) -> Command:
        if verb == Verb.NEXT or call is None:
            return lambda database, request: queue.call_next(database, request, self._counter)
        of_call = {
            Verb.RECALL: queue.recall,
            Verb.START: queue.serve,
            Verb.FINISH: queue.finish,
            Verb.NO_SHOW: queue.no_show,
        }[verb]
        return lambda database, request: of_call(database, request, call.call_id)

    def _send(self, command: Command) -> Errand:
        errand = Errand(self._worker, command, self)
        errand.done.connect(self._on_done)
        errand.refused.connect(self._on_refused)
        errand.unanswered.connect(self._on_unanswered)
        errand.given_up.connect(self._on_given_up)
        errand.send()
        return errand

    def _on_done(self, event: Event | None) -> None:
        if event is None:
            self._say(Note(Tone.CALM, wording.nobody_waits()), CALM_MS)
        self._free(event)

    def _on_refused(self, failure: Exception) -> None:
        self._say(Note(Tone.BAD, error_text(failure)), LOUD_MS)
        self._free(None)

    def _on_unanswered(self, failure: DatabaseAway) -> None:
        self._say(Note(Tone.WARN, wording.unanswered()))

    def _on_given_up(self, event: Event) -> None:
        undone = isinstance(event, RequestAbandoned)
        self._say(Note(Tone.WARN, wording.given_up() if undone else wording.taken_back()), LOUD_MS)
        self._free(event)

    def _free(self, event: Event | None) -> None:
        """The keys work again as soon as the screen shows what this one did."""
        self._unseen = event.id if event and event.id > self._cursor else None
        if self._unseen is None:
            self._busy = None
        self._follower.nudge()
        self._show()

    def _settle_papers(self) -> None:
        if not self._settling:
            self._settling = True
            self._worker.run(queue.settle, lambda _: self._settled(), lambda _: self._settled())

    def _settled(self) -> None:
        self._settling = False

    # --- What is known ---------------------------------------------------------------------------

    def _on_news(self, news: News[Desk]) -> None:
        self._desk = news.snapshot
        self._desk_read_at = monotonic()
        self._cursor = news.cursor
        if self._unseen is not None and news.cursor >= self._unseen:
            self._unseen = None
            self._busy = None
        if any(isinstance(event, HallLoaded) for event in news.events):
            self._worker.run(_read_directory, self._on_directory)
        if self._desk.clerk_id == self._clerk_id:
            self._show()
        else:
            self._leave(wording.relieved(self._desk.counter, self._name_of(self._desk.clerk_id)))

    def _on_directory(self, directory: Directory) -> None:
        self._directory = directory
        self._show()

    def _on_away(self, failure: Exception) -> None:
        self._away = True
        self._say(
            Note(Tone.BAD, wording.away() if isinstance(failure, DatabaseAway) else error_text(failure))
        )

    def _on_back(self) -> None:
        self._away = False
        self._say(Note(Tone.CALM, wording.back()), CALM_MS)

    def _say(self, note: Note | None, for_ms: int = 0) -> None:
        self._forget.stop()
        if note is None and self._away:
            note = Note(Tone.BAD, wording.away())
        self._note = note
        if for_ms:
            self._forget.start(for_ms)
        self._show()

    def _show(self) -> None:
        # What was on its way when the clerk left must not bring the desk back.
        if self._desk is None or self._left:
            return
        state = self._state(self._desk)
        if state != self._last:
            self._last = state
            self.shown.emit(state)

    def _state(self, desk: Desk) -> DeskState:
        now = desk.moment + timedelta(seconds=monotonic() - self._desk_read_at)
        return DeskState(
            counter=desk.counter,
            clerk=self._name_of(self._clerk_id),
            stage=_stage(desk.current),
            visitor=self._visitor(desk.current, now) if desk.current else None,
            waiting=desk.waiting,
            longest_min=_minutes(desk.longest_since, now) if desk.longest_since else 0,
            line=tuple(
                Waiting(
                    number=shown(each.number, self._directory.services),
                    service=self._service_name(each.service_id),
                    waited_min=_minutes(each.issued_at, now),
                    counted_from=f"{each.due_at.astimezone(self._time_zone):%H:%M}",
                    priority=each.group,
                    helping=each.handicap_min > 0,
                )
                for each in desk.next
            ),
            served_today=desk.served_today,
            mean_min=round(desk.mean_service_s / 60, 1) if desk.mean_service_s is not None else None,
            busy=self._busy,
            away=self._away,
            note=self._note,
        )

    def _visitor(self, call: DeskCall, now: datetime) -> Visitor:
        service = self._directory.services.get(call.service_id)
        return Visitor(
            number=shown(call.number, self._directory.services),
            service=self._service_name(call.service_id),
            told=_told(call),
            priority=call.group,
            times=call.times,
            elapsed_s=max(0, int((now - (call.served_at or call.called_at)).total_seconds())),
            limit_min=service.limit_min if service else 0,
        )

    def _name_of(self, clerk_id: str | None) -> str:
        clerk = self._directory.clerks.get(clerk_id or "")
        return clerk.named(self._language) if clerk else clerk_id or ""

    def _service_name(self, service_id: str) -> str:
        service = self._directory.services.get(service_id)
        return service.short_named(self._language) if service else service_id


def _read_directory(database: Database) -> Directory:
    with database.reading() as connection:
        return read_directory(connection)


def _stage(call: DeskCall | None) -> Stage:
    if call is None:
        return Stage.IDLE
    return Stage.SERVING if call.state == TicketState.SERVING else Stage.CALLED


def _told(call: DeskCall) -> Told:
    if call.spoken is None:
        return Told.NOT_YET
    return Told.SPOKEN if call.spoken else Told.SHOWN


def _minutes(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
