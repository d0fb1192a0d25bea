"""What waits for the back office as one state, and decisions as commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from caller import wording as desk_wording
from caller.back_office import wording
from caller.back_office.state import BackOfficeState, Decision, ReleaseLine
from caller.limit import used
from caller.state import Note, Tone
from db import queue
from db.back_office import BackOffice, ForRelease, read_back_office
from db.directory import Directory, read_directory
from db.engine import Database
from db.errors import DatabaseAway
from db.events import Event, HallLoaded, RequestAbandoned
from db.feed import News
from db.numbers import shown
from shell.errand import Errand
from shell.follower import Follower
from shell.i18n import error_text
from shell.worker import DatabaseFactory, Worker

if TYPE_CHECKING:
    from sqlalchemy import Connection

TICK_MS = 1000
CALM_MS, LOUD_MS = 5000, 10000


class Presenter(QObject):
    """One person who approves. Emits `shown` with a `BackOfficeState` whenever something on the screen changes."""

    shown = Signal(object)

    def __init__(
        self,
        worker: Worker,
        open_database: DatabaseFactory,
        directory: Directory,
        clerk_id: str,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._directory = directory
        self._clerk_id = clerk_id
        self._language = language
        self._known: BackOffice | None = None
        self._read_at = 0.0
        self._cursor = 0
        self._unseen: int | None = None
        self._state = BackOfficeState(hall="", clerk="", lines=())
        # Every zone: what was handed in anywhere may be decided here.
        self._follower = Follower(open_database, None, _read, self)
        self._follower.news.connect(self._on_news)
        self._follower.away.connect(self._on_away)
        self._follower.back.connect(self._on_back)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._show(note=None))

    def start(self) -> None:
        """Begin to follow what waits."""
        self._follower.start()
        self._tick.start()

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._tick.stop()
        self._forget.stop()
        self._follower.stop(timeout_s=0)

    def decide(self, decision: Decision, ticket_id: int, note: str) -> None:
        """Release the visit, or give it back with a note; what cannot be done is answered at once."""
        if self._state.busy:
            return
        if self._state.away or self._known is None:
            self._tell(Tone.BAD, desk_wording.away_answer(), LOUD_MS)
        elif decision == Decision.SEND_BACK and not note.strip():
            self._tell(Tone.WARN, wording.note_missing(), LOUD_MS)
        else:
            self._send(decision, ticket_id, note)

    def _send(self, decision: Decision, ticket_id: int, note: str) -> None:
        verb = {Decision.RELEASE: queue.release, Decision.SEND_BACK: queue.send_back}[decision]

        def command(hall: Database, request: UUID) -> Event:
            return verb(hall.acting_for(self._clerk_id), request, ticket_id, note)

        errand = Errand(self._worker, command, self)
        errand.done.connect(lambda event: self._on_done(decision, event))
        errand.refused.connect(self._on_refused)
        errand.unanswered.connect(lambda _: self._tell(Tone.WARN, desk_wording.unanswered()))
        errand.given_up.connect(self._on_given_up)
        self._forget.stop()
        self._show(busy=decision, note=None)
        errand.send()

    def _on_done(self, decision: Decision, event: Event) -> None:
        number = shown(getattr(event, "number", ""), self._directory.services)
        self._tell(Tone.CALM, wording.done(decision, number), CALM_MS)
        self._free(event)

    def _on_refused(self, failure: Exception) -> None:
        self._tell(Tone.BAD, error_text(failure), LOUD_MS)
        self._free(None)

    def _on_given_up(self, event: Event) -> None:
        undone = isinstance(event, RequestAbandoned)
        words = desk_wording.given_up() if undone else desk_wording.taken_back()
        self._tell(Tone.WARN, words, LOUD_MS)
        self._free(event)

    def _free(self, event: Event | None) -> None:
        """The keys work again as soon as the screen shows what this one did."""
        self._unseen = event.id if event and event.id > self._cursor else None
        if self._unseen is None:
            self._show(busy=None)
        self._follower.nudge()

    def _on_news(self, news: News[BackOffice]) -> None:
        self._known, self._read_at, self._cursor = news.snapshot, monotonic(), news.cursor
        if any(isinstance(event, HallLoaded) for event in news.events):
            self._worker.run(_read_directory, self._on_directory)
        if self._unseen is not None and news.cursor >= self._unseen:
            self._unseen = None
            self._show(busy=None)
        else:
            self._show()

    def _on_directory(self, directory: Directory) -> None:
        self._directory = directory
        self._show()

    def _on_away(self, failure: Exception) -> None:
        words = desk_wording.away() if isinstance(failure, DatabaseAway) else error_text(failure)
        self._forget.stop()
        self._show(away=True, note=Note(Tone.BAD, words))

    def _on_back(self) -> None:
        self._state = replace(self._state, away=False)
        self._tell(Tone.CALM, desk_wording.back(), CALM_MS)

    def tell(self, note: Note) -> None:
        """Say this for a while."""
        self._tell(note.tone, note.text, LOUD_MS)

    def _tell(self, tone: Tone, words: str, for_ms: int = 0) -> None:
        self._forget.stop()
        if for_ms:
            self._forget.start(for_ms)
        self._show(note=Note(tone, words))

    def _show(self, **changes: object) -> None:
        if self._state.away and changes.get("note", self) is None:
            changes["note"] = Note(Tone.BAD, desk_wording.away())
        before, self._state = self._state, replace(self._state, **changes, **self._picture())
        if self._known is not None and self._state != before:
            self.shown.emit(self._state)

    def _picture(self) -> dict[str, object]:
        if self._known is None:
            return {}
        now = self._known.moment + timedelta(seconds=monotonic() - self._read_at)
        return {
            "hall": self._directory.hall.named(self._language),
            "clerk": self._clerk_name(self._clerk_id),
            "lines": tuple(self._line(each, now) for each in self._known.waiting),
        }

    def _line(self, each: ForRelease, now: datetime) -> ReleaseLine:
        service = self._directory.services.get(each.service_id)
        waited_s = max(0.0, (now - each.since).total_seconds())
        limit_min = service.limit_min if service else 0
        share = waited_s / (limit_min * 60) if limit_min else 0.0
        time = f"{each.since.astimezone(ZoneInfo(self._directory.hall.time_zone)):%H:%M}"
        return ReleaseLine(
            ticket_id=each.ticket_id,
            number=shown(each.number, self._directory.services),
            service=self._service_name(each.service_id),
            goes_on=wording.result(self._service_name(each.pick_up)) if each.pick_up else wording.approval(),
            since=time,
            waited_min=int(waited_s // 60),
            limit_min=limit_min,
            share=round(share, 2),
            used=used(share),
            handed_in=wording.handed_in(each.counter, self._clerk_name(each.clerk_id), time),
            note=each.note,
            items=" · ".join(item.named(self._language) for item in each.items),
        )

    def _clerk_name(self, clerk_id: str) -> str:
        clerk = self._directory.clerks.get(clerk_id)
        return clerk.named(self._language) if clerk else clerk_id

    def _service_name(self, service_id: str) -> str:
        service = self._directory.services.get(service_id)
        return service.short_named(self._language) if service else service_id


def _read(connection: Connection) -> BackOffice:
    return read_back_office(connection)


def _read_directory(database: Database) -> Directory:
    with database.reading() as connection:
        return read_directory(connection)
