"""The screen that faces the visitor: who serves here, how it was, a word more, thank you."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from caller.rating import Rating
from caller.rating_words import spoken_by
from db.directory import Directory
from db.numbers import shown
from db.rating_events import COMPLAINTS, RatingLevel
from db.ratings import RatingPlace

TICK_MS = 250
WORDS_S = 45
"""So long a visitor may write; then what was chosen is sent as it is."""
THANKS_S = 5


class Page(StrEnum):
    """What the visitor sees."""

    CLOSED = "closed"
    WELCOME = "welcome"
    ASK = "ask"
    WORDS = "words"
    SENDING = "sending"
    THANKS = "thanks"
    SORRY = "sorry"


@dataclass(frozen=True)
class RatingState:
    """Everything on the visitor's screen."""

    page: Page
    language: str
    counter: int
    clerk: str = ""
    number: str = ""
    service: str = ""
    level: RatingLevel | None = None
    left_s: int = 0

    @property
    def complains(self) -> bool:
        return self.level in COMPLAINTS


class RatingPresenter(QObject):
    """One counter's screen. Emits `shown` with a `RatingState` whenever something on it changes."""

    shown = Signal(object)

    def __init__(
        self, rating: Rating, directory: Directory, counter: int, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rating = rating
        self._directory = directory
        self._counter = counter
        self._language = language
        self._place: RatingPlace | None = None
        self._call: int | None = None  # whose answer the pages after the first are about
        self._page: Page | None = None  # None: as the place says
        self._level: RatingLevel | None = None
        self._asked_in = language
        self._until = 0.0
        self._draft = ""
        self._last: RatingState | None = None
        rating.changed.connect(self._on_changed)
        rating.given.connect(self._on_given)
        rating.refused.connect(self._on_refused)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._look)

    def start(self) -> None:
        self._tick.start()
        self._show()

    def stop(self) -> None:
        self._tick.stop()

    # --- What the visitor does -------------------------------------------------------------------

    def choose(self, level: RatingLevel) -> None:
        """A face was touched: nothing is sent yet, it may be another one's."""
        if self._place is None or self._place.due is None or self._page not in (None, Page.ASK):
            return
        self._rating.begin_answer(self._counter)
        self._call, self._level, self._draft = self._place.due.call_id, level, ""
        self._go(Page.WORDS, WORDS_S)

    def write(self, words: str) -> None:
        """What the visitor has written so far: it is sent even if the visitor just goes."""
        self._draft = words
        if self._page == Page.WORDS:
            self._until = monotonic() + WORDS_S

    def choose_again(self) -> None:
        """Back to the faces."""
        if self._page == Page.WORDS:
            self._level = None
            self._go(Page.ASK, WORDS_S)

    def send(self) -> None:
        """This is the answer."""
        if self._page != Page.WORDS or self._level is None:
            return
        self._go(Page.SENDING, 0)
        if not self._rating.give(self._counter, self._level, self._draft):
            self._go(Page.SORRY, THANKS_S)

    # --- What the hall says ----------------------------------------------------------------------

    def _on_changed(self, place: RatingPlace) -> None:
        if place.counter != self._counter:
            return
        self._place = place
        if place.due and place.due.call_id != self._call:
            self._call, self._page, self._level = None, None, None
        elif place.due is None and self._page in (Page.ASK, Page.WORDS):
            self._page = None  # the next visitor stands here, or the finish was undone
        if place.due:
            self._asked_in = spoken_by(place.due.language, self._language)
        self._show()

    def _on_given(self, counter: int, event: object) -> None:
        if counter == self._counter:
            self._go(Page.THANKS, THANKS_S)

    def _on_refused(self, counter: int, failure: object) -> None:
        if counter == self._counter and self._page == Page.SENDING:
            self._go(Page.SORRY, THANKS_S)

    def _go(self, page: Page, for_s: float) -> None:
        self._page, self._until = page, monotonic() + for_s
        self._show()

    def _look(self) -> None:
        """Time passes: words are sent, thanks go."""
        if self._page is not None and self._page != Page.SENDING and monotonic() >= self._until:
            if self._page == Page.WORDS:
                self.send()
                return
            if self._page == Page.ASK:
                self._rating.give_up(self._counter)
            self._page = None
        self._show()

    def _show(self) -> None:
        state = self._state()
        if state != self._last:
            self._last = state
            self.shown.emit(state)

    def _state(self) -> RatingState:
        place = self._place
        if place is None or place.clerk is None:
            return RatingState(Page.CLOSED, self._language, self._counter)
        here = RatingState(
            Page.CLOSED if place.paused and not place.number else Page.WELCOME,
            self._language,
            self._counter,
            clerk=place.clerk.named(self._language),
            number=shown(place.number, self._directory.services) if place.number else "",
        )
        if self._page is None and place.due is None:
            return here
        page = self._page or Page.ASK
        left = self._rating.left_s(self._counter) if self._page is None else self._until - monotonic()
        return replace(
            here,
            page=page,
            language=self._asked_in,
            clerk=place.clerk.named(self._asked_in),
            number=shown(place.due.number, self._directory.services) if place.due else "",
            service=place.due.service.named(self._asked_in) if place.due else "",
            level=self._level,
            left_s=max(0, ceil(left)) if page in (Page.ASK, Page.WORDS) else 0,
        )
