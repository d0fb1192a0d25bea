"""Signing in: who can sit where, and the one command that opens a counter; or who may enter the back office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from caller import wording
from caller.state import Note, Tone
from db.counters import SeatTaken, SitsElsewhere, open_counter
from db.directory import Directory, read_directory
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, DatabaseAway, HallError
from db.events import CounterOpened, Event
from db.feed import News
from db.staff import check_pin, has_pin
from shell.errand import Errand
from shell.follower import Follower
from shell.i18n import error_text
from shell.worker import DatabaseFactory, Worker


@dataclass(frozen=True)
class ClerkChoice:
    """Somebody who may sign in; `found_by` is what typing is compared with."""

    id: str
    name: str
    found_by: str


@dataclass(frozen=True)
class CounterChoice:
    """A counter, and what it serves."""

    number: int
    zone_id: str
    zone: str
    services: str
    low: bool
    found_by: str


@dataclass(frozen=True)
class SignInState:
    """Everything on the sign-in screen."""

    hall: str = ""
    clerks: tuple[ClerkChoice, ...] = ()
    counters: tuple[CounterChoice, ...] = ()
    busy: bool = False
    note: Note | None = None
    asks_pin: bool = False
    asks_to_take_over: bool = False
    wanted: tuple[str, int] | None = None
    """Who signs in where, as far as it is known."""


class _PinAsked(HallError):
    template = QT_TRANSLATE_NOOP("errors", "Please enter your PIN.")


class SignIn(QObject):
    """Reads the hall's directory (again, whenever the hall is loaded anew) and opens a counter."""

    shown = Signal(object)
    signed_in = Signal(object, int, str)
    """The directory, the counter's number (0: at none) and the clerk's id."""

    def __init__(
        self,
        worker: Worker,
        open_database: DatabaseFactory,
        language: str,
        parent: QObject | None = None,
        said: str = "",
        *,
        at_counter: bool = True,
    ) -> None:
        """`at_counter`: False where nobody sits at one, and nobody enters without a PIN."""
        super().__init__(parent)
        self._at_counter = at_counter
        self._worker = worker
        self._language = language
        self._directory: Directory | None = None
        self._over = False
        self._wanted: tuple[str, int] | None = None
        self._proven: str | None = None  # whose PIN was right
        self._state = SignInState(note=Note(Tone.CALM, said or wording.looking()))
        self._greeting = Note(Tone.WARN, said) if said else None
        # No zones: only what concerns every station, which is the hall being loaded anew.
        self._follower = Follower(open_database, (), read_directory, self)
        self._follower.news.connect(self._on_news)
        self._follower.away.connect(self._on_away)
        self._follower.back.connect(self._on_back)

    def start(self) -> None:
        """Begin to look for the hall."""
        self._follower.start()
        self.shown.emit(self._state)

    def stop(self) -> None:
        """Somebody has signed in, or nobody will."""
        self._over = True
        self._follower.stop(timeout_s=0)

    def sign_in(self, clerk_id: str, counter: int, pin: str = "", take_over: bool = False) -> None:
        """Open this counter for this clerk; before the hall is known, remember to.

        Asks for the PIN of a clerk who has one, and whether to relieve whoever sits there.
        """
        if self._state.busy:
            return
        if self._directory is None:
            self._wanted = (clerk_id, counter)
            return
        proven = self._proven == clerk_id

        def enter(hall: Database, request: UUID) -> CounterOpened | None:
            if not proven:
                _prove(hall, clerk_id, pin, must_have_one=not self._at_counter)
            if not self._at_counter:
                return None
            return open_counter(hall.acting_for(clerk_id), request, counter, clerk_id, take_over=take_over)

        errand = Errand(self._worker, enter, self)
        errand.done.connect(lambda _: self._enter(counter, clerk_id))
        errand.refused.connect(lambda failure: self._on_refused(failure, clerk_id))
        errand.unanswered.connect(self._on_unanswered)
        errand.given_up.connect(self._on_given_up)
        errand.send()
        self._show(busy=True, note=None, wanted=(clerk_id, counter))

    def begin_anew(self) -> None:
        """Another clerk or counter is chosen: what was asked of the last one is not asked any more."""
        self._proven = None
        if self._state.asks_pin or self._state.asks_to_take_over:
            self._show(asks_pin=False, asks_to_take_over=False, wanted=None, note=None)

    def _enter(self, counter: int, clerk_id: str) -> None:
        self.stop()
        self.signed_in.emit(self._directory, counter, clerk_id)

    def _on_refused(self, failure: Exception, clerk_id: str) -> None:
        match failure:
            case _PinAsked():
                self._show(busy=False, asks_pin=True, note=Note(Tone.CALM, error_text(failure)))
            case SeatTaken() | SitsElsewhere():
                self._proven = clerk_id  # it was looked at first
                note = Note(Tone.WARN, error_text(failure))
                self._show(busy=False, asks_pin=False, asks_to_take_over=True, note=note)
            case _:
                self._show(busy=False, note=Note(Tone.BAD, error_text(failure)))

    def _on_unanswered(self, failure: DatabaseAway) -> None:
        self._show(note=Note(Tone.WARN, wording.unanswered()))

    def _on_given_up(self, event: Event) -> None:
        if isinstance(event, CounterOpened):
            self._enter(event.counter, event.clerk_id)
        else:
            self._show(busy=False, note=Note(Tone.WARN, wording.given_up()))

    def _on_news(self, news: News[Directory]) -> None:
        # Only the first news greets: later ones must not wipe what was just said, of a wrong PIN for one.
        note = self._greeting if self._directory is None else self._state.note
        self._directory = directory = news.snapshot
        self._show(
            hall=directory.hall.named(self._language),
            clerks=tuple(
                ClerkChoice(
                    each.id, each.named(self._language), _clerk_words(each.name, each.name_en, each.id)
                )
                for each in directory.clerks.values()
            ),
            counters=_counters(directory, self._language),
            note=note,
        )
        if self._wanted:
            wanted, self._wanted = self._wanted, None
            self.sign_in(*wanted)

    def _on_away(self, failure: Exception) -> None:
        text = wording.away() if isinstance(failure, DatabaseAway) else error_text(failure)
        self._show(note=Note(Tone.BAD, text))

    def _on_back(self) -> None:
        self._show(note=None)

    def _show(self, **changes: object) -> None:
        # What was on its way when the clerk signed in must not bring this screen back.
        if self._over:
            return
        self._state = replace(self._state, **changes)
        self.shown.emit(self._state)


def _prove(hall: Database, clerk_id: str, pin: str, *, must_have_one: bool) -> None:
    """See that it is the clerk, as far as the hall asks."""
    if not has_pin(hall, clerk_id):
        if not must_have_one:
            return
    elif not pin:
        raise _PinAsked
    check_pin(hall, clerk_id, pin)


def _clerk_words(name: str, name_en: str, clerk_id: str) -> str:
    """A clerk is found by name, by pinyin (the English name), by its initials and by id."""
    initials = "".join(part[:1] for part in name_en.split())
    return " ".join((name, name_en, name_en.replace(" ", ""), initials, clerk_id)).casefold()


def _counters(directory: Directory, language: str) -> tuple[CounterChoice, ...]:
    served: dict[int, list[str]] = {}
    for service in directory.services.values():
        for number in dict.fromkeys((*service.counters, *service.low_counters)):
            served.setdefault(number, []).append(service.short_named(language))
    zone_order = {zone_id: position for position, zone_id in enumerate(directory.zones)}

    def choice(number: int) -> CounterChoice:
        counter = directory.counters[number]
        zone = directory.zones[counter.zone_id]
        services = " · ".join(served.get(number, ()))
        words = " ".join((str(number), zone.id, zone.name, zone.name_en, services)).casefold()
        return CounterChoice(number, zone.id, zone.named(language), services, counter.low, words)

    numbers = sorted(
        directory.counters, key=lambda each: (zone_order[directory.counters[each].zone_id], each)
    )
    return tuple(map(choice, numbers))
