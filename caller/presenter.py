"""A clerk's desk: turns what is known of it into one state, and keys into commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from caller import wording
from caller.commands import Command, command_for
from caller.handled import Handled
from caller.picture import Picture, stage_of
from caller.questions import Questions
from caller.state import DEFAULT_KEYS, Answer, DeskState, Keys, Note, Question, Tone, Verb
from db import queue
from db.board import Estimates
from db.desk import Desk, read_desk, read_estimates, with_estimates
from db.directory import GUIDANCE, Directory, ServiceFacts, read_directory
from db.engine import Database
from db.errors import DatabaseAway
from db.events import Event, HallLoaded, RequestAbandoned
from db.feed import News
from db.interest import Attention, desk_attention
from db.look import look_at_person
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
        keys: Keys = DEFAULT_KEYS,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._counter = counter
        self._clerk_id = clerk_id
        self._language = language
        self._keys = keys
        self._desk: Desk | None = None
        self._desk_read_at = 0.0
        self._estimates: Estimates = {}
        self._cursor = 0
        self._away = False
        self._note: Note | None = None
        self._busy: Verb | None = None
        self._question: Question | None = None
        self._mask = ""
        self._looking = False
        self._unseen: int | None = None  # an event of our own that the feed has not shown yet
        self._request: UUID | None = None  # what the keys wait for
        self._settling = False
        self._left = False
        self._last: DeskState | None = None
        self._learn(directory)
        self._follower = Follower(
            open_database, self._zones(), self._read, self, self._read_at_leisure, self._attention()
        )
        self._follower.news.connect(self._on_news)
        self._follower.away.connect(self._on_away)
        self._follower.back.connect(self._on_back)
        self._tick = self._every(TICK_MS, self._show)
        self._settle = self._every(SETTLE_MS, self._settle_papers)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._say(None))

    def _learn(self, directory: Directory) -> None:
        self._directory = directory
        self._picture = Picture(directory, self._language)
        self._questions = Questions(directory, self._counter, self._clerk_id, self._language)
        self._handled = Handled(self._worker, directory, self._counter, self._language)

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

    # --- What the clerk wants --------------------------------------------------------------------

    def press(self, verb: Verb, marked: int | None = None) -> None:
        """The clerk wants this. Whatever cannot be done now is answered at once by a word.

        `marked`: the ticket that was pointed at, where one has to be chosen.
        """
        if self._busy:
            return
        if self._away or self._desk is None or self._last is None:
            self._say(Note(Tone.BAD, wording.away_answer()), LOUD_MS)
            return
        if verb in (Verb.PAUSE, Verb.GO_ON):  # one key, there and back
            verb = Verb.GO_ON if self._desk.pause_reason else Verb.PAUSE
        if verb not in self._last.possible:
            words = wording.why_not(verb, stage_of(self._desk), self._keys)
            self._say(Note(Tone.CALM, words), CALM_MS)
            return
        if verb == Verb.ANSWER_HELP and marked is None and self._last.help and len(self._last.help) == 1:
            marked = self._last.help[0].help_id
        if verb == Verb.FINISH_WITH and self._desk.current and self._last.visitor:
            self._say(None)
            self._handled.ask(self._desk.current.service_id, self._last.visitor.item, self._ask)
            return
        question = self._questions.about(verb, self._last, marked)
        if question is None:
            self._do(verb, Answer(marked))
        elif nothing := self._questions.nothing_to_choose(question):
            self._say(Note(Tone.CALM, nothing), CALM_MS)
        else:
            self._question = question
            self._say(None)

    def answer(self, answer: Answer) -> None:
        """What the clerk said to the question on the screen."""
        question, self._question = self._question, None
        if question is None:
            return
        if self._away or self._busy:
            self._say(Note(Tone.BAD, wording.away_answer()), LOUD_MS)
        elif question.verb not in (self._last.possible if self._last else ()):
            self._say(Note(Tone.WARN, wording.moved_on()), LOUD_MS)
        elif question.search and answer.option:
            self._ask(self._questions.handed_out(answer.ticked))
        else:
            self._do(question.verb, answer)

    def _ask(self, question: Question, before: Question | None = None) -> None:
        """Ask this; or go on to it from the question before, if that still stands there."""
        if before is None or self._question == before:
            self._question = question
            self._show()

    def dismiss(self) -> None:
        """The clerk thought better of it."""
        self._question = None
        self._show()

    def look(self, wanted: bool) -> None:
        """Show who the visitor is for as long as the clerk holds the key; it goes on the record."""
        call = self._desk.current if self._desk else None
        self._looking = wanted and call is not None and call.masked
        if not self._looking or call is None:
            self._mask = ""
            self._show()
            return
        self._worker.run(
            lambda hall: look_at_person(
                hall.acting_for(self._clerk_id), uuid4(), call.call_id, call.ticket_id
            ),
            self._on_look,
            lambda failure: self._say(Note(Tone.BAD, error_text(failure)), LOUD_MS),
        )

    def _on_look(self, mask: str) -> None:
        self._mask = mask if self._looking else ""
        self._show()

    def sign_out(self) -> None:
        """The clerk leaves; what becomes of a visitor who still stands here is asked first."""
        self.press(Verb.SIGN_OUT)

    def close_counter_quietly(self) -> None:
        """The program ends: leave the counter, unless a visitor still stands there."""
        if self._desk and self._desk.current is None and not self._away and not self._left:
            self._worker.run(
                lambda hall: queue.close_counter(hall.acting_for(self._clerk_id), uuid4(), self._counter)
            )

    def _leave(self, why: str) -> None:
        if not self._left:
            self._left = True
            self.stop()
            self.left.emit(why)

    def _services(self) -> list[ServiceFacts]:
        """The services that the counter looks after."""
        return [
            each
            for each in self._directory.services.values()
            if self._counter in (*each.counters, *each.low_counters, *each.helpers)
        ]

    def _guides(self) -> bool:
        """Whether this is a guide desk, which hears of every call for help in the hall."""
        return any(each.kind == GUIDANCE for each in self._services())

    def _zones(self) -> frozenset[str]:
        """The counter's own zone, and those of the services that it looks after; at a guide desk all."""
        if self._guides():
            return frozenset(self._directory.zones)
        return frozenset(each.zone_id for each in self._services()) | {self._zone_id}

    def _attention(self) -> Attention:
        services = [each.id for each in self._services()]
        return desk_attention(self._counter, self._clerk_id, services, guides=self._guides())

    @property
    def _zone_id(self) -> str:
        return self._directory.counters[self._counter].zone_id

    def _read(self, connection: Connection) -> Desk:
        return read_desk(connection, self._counter, self._estimates, guides=self._guides())

    def _read_at_leisure(self, connection: Connection) -> Desk:
        """The same with new forecasts: a call is not kept waiting for them."""
        desk = self._read(connection)
        self._estimates = read_estimates(connection, desk)
        return with_estimates(desk, self._estimates)

    def _every(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    # --- Commands --------------------------------------------------------------------------------

    def _do(self, verb: Verb, answer: Answer) -> None:
        assert self._desk
        self._busy = verb
        self._say(None)
        if verb == Verb.SIGN_OUT and self._desk.current is None:
            self._close()
            return
        errand = self._send(command_for(verb, answer, self._desk, self._zone_id))
        match verb:
            case Verb.SIGN_OUT:
                errand.done.connect(lambda _: self._close())
            case Verb.HELP:
                errand.done.connect(lambda _: self._say(Note(Tone.CALM, wording.help_comes()), CALM_MS))
            case Verb.ANSWER_HELP:
                errand.done.connect(lambda _: self._say(Note(Tone.CALM, wording.on_my_way()), CALM_MS))
            case _:
                pass

    def _close(self) -> None:
        errand = self._send(lambda hall, request: queue.close_counter(hall, request, self._counter))
        errand.done.connect(lambda _: self._leave(""))

    def _send(self, command: Command) -> Errand:
        def as_clerk(database: Database, request: object) -> Event | None:
            return command(database.acting_for(self._clerk_id), request)  # type: ignore[arg-type]

        errand = Errand(self._worker, as_clerk, self)
        self._request = request = errand.request
        errand.done.connect(lambda event: self._on_done(event, request))
        errand.refused.connect(lambda failure: self._on_refused(failure, request))
        errand.unanswered.connect(self._on_unanswered)
        errand.given_up.connect(lambda event: self._on_given_up(event, request))
        errand.send()
        return errand

    def _on_done(self, event: Event | None, request: UUID) -> None:
        if event is None:
            self._say(Note(Tone.CALM, wording.nobody_waits()), CALM_MS)
        self._free(event, request)

    def _on_refused(self, failure: Exception, request: UUID) -> None:
        self._say(Note(Tone.BAD, error_text(failure)), LOUD_MS)
        self._free(None, request)

    def _on_unanswered(self, failure: DatabaseAway) -> None:
        self._say(Note(Tone.WARN, wording.unanswered()))

    def _on_given_up(self, event: Event, request: UUID) -> None:
        undone = isinstance(event, RequestAbandoned)
        self._say(Note(Tone.WARN, wording.given_up() if undone else wording.taken_back()), LOUD_MS)
        self._free(event, request)

    def _free(self, event: Event | None, request: UUID) -> None:
        """The keys work again as soon as the screen shows what this one did."""
        if request != self._request:  # the feed was quicker, and the keys may be at the next step already
            return
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
        if self._is_shown(news):
            self._unseen = self._request = None
            self._busy = None
        if self._desk.current is None:
            self._looking, self._mask = False, ""
        if any(isinstance(event, HallLoaded) for event in news.events):
            self._worker.run(_read_directory, self._on_directory)
        if self._desk.clerk_id == self._clerk_id:
            self._show()
        elif self._desk.clerk_id is None and self._busy == Verb.SIGN_OUT:
            self._leave("")
        else:
            self._leave(wording.relieved(self._desk.counter, self._picture.name_of(self._desk.clerk_id)))

    def _is_shown(self, news: News[Desk]) -> bool:
        """Whether the screen shows now what the keys wait for; the feed may be quicker than the answer."""
        if self._unseen is not None:
            return news.cursor >= self._unseen
        # Leaving takes two steps, each of which waits for its answer.
        waits = self._request is not None and self._busy != Verb.SIGN_OUT
        return waits and any(event.request == self._request for event in news.events)

    def _on_directory(self, directory: Directory) -> None:
        self._learn(directory)
        self._show()

    def _on_away(self, failure: Exception) -> None:
        self._away = True
        self._say(
            Note(Tone.BAD, wording.away() if isinstance(failure, DatabaseAway) else error_text(failure))
        )

    def _on_back(self) -> None:
        self._away = False
        self._say(Note(Tone.CALM, wording.back()), CALM_MS)

    def tell(self, note: Note) -> None:
        """Say this for a while."""
        self._say(note, LOUD_MS)

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
        now = self._desk.moment + timedelta(seconds=monotonic() - self._desk_read_at)
        picture = self._picture.of(self._desk, self._clerk_id, now, guides=self._guides())
        state = replace(
            picture,
            busy=self._busy,
            away=self._away,
            note=self._note or wording.help_wanted(picture.help, self._keys),
            question=self._question,
            mask=self._mask,
        )
        if state != self._last:
            self._last = state
            self.shown.emit(state)


def _read_directory(database: Database) -> Directory:
    with database.reading() as connection:
        return read_directory(connection)
