"""Turns what the hall tells into what a zone's board shows, and into what its loudspeakers say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from time import monotonic
from typing import TypedDict
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from db.directory import Directory, HallFacts
from db.errors import NotInitialised
from db.events import HallLoaded
from db.feed import News
from db.numbers import split
from db.status import TicketState
from display.lineup import LineUp, Loudspeakers
from display.notices import Notice, NoticeKind, due
from display.reader import ZoneNews
from display.schedule import Announcement
from display.signs import Signs
from display.state import BoardState, Focus, Pair, Row, Still
from display.template import PanelKind
from display.words import QT_TRANSLATE_NOOP, Words

ZONE_BOARD = frozenset({PanelKind.FOCUS, PanelKind.CALLS, PanelKind.SERVICES})

PAGE_S = 10
"""How long a page of services, numbers or notices stands."""

FAULT_S = 60.0
"""How long the board says that something went wrong in it."""

LINGER_S = 30.0
"""How long the last call stays large after its announcement when no other follows."""


class Between(TypedDict):
    """What a board shows beside and between its calls."""

    notice: Pair
    running: str
    notice_page: Pair
    still: Still | None


class Presenter(QObject):
    """A board of some zones (none named: all). Every slot is quick: nothing here waits."""

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
        *,
        kinds: frozenset[PanelKind] = ZONE_BOARD,
        announces: bool | frozenset[str] = True,
        runs: bool = False,
    ) -> None:
        """`announces`: lines its calls up to be spoken, or only some zones'; another board of this machine may
        do so already.
        `runs`: the notices at the foot run along instead of taking turns."""
        super().__init__(parent)
        self._zones = zones
        self._line_up = LineUp(zones, channel, announces)
        self._words = words
        self._signs = Signs(words, zones, kinds)
        self._channel = channel
        self._clock = clock
        self._known: ZoneNews | None = None
        self._heard_at = 0.0
        self._focus: tuple[Announcement, ...] = ()
        self._focus_ended: float | None = None
        self._away: Pair = Pair()
        self._voice_trouble: Pair = Pair()
        self._fault_at: float | None = None
        self._all: tuple[Notice, ...] = ()
        self._still: Still | None = None
        self._runs = runs
        self._small = Pair()
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
        self._line_up.news(news, self._heard_at, self._now().time())
        if any(isinstance(event, HallLoaded) for event in news.events):
            self.hall_changed.emit()
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

    # --- What the loudspeakers tell --------------------------------------------------------------

    def began(self, announcement: Announcement, beside: Announcement | None = None) -> None:
        """A call, or two in one sentence, is being announced: it stands large, if it is one of ours."""
        calls = tuple(call for call in (announcement, beside) if call and self._is_ours(call))
        if calls:
            self._focus, self._focus_ended = calls, None
            self._publish()

    def _is_ours(self, call: Announcement) -> bool:
        return not self._zones or bool({call.zone_id, call.counter_zone_id} & set(self._zones))

    def ended(self, announcement: Announcement) -> None:
        """The call has had its time; it stays large for a while unless another follows."""
        if announcement in self._focus:
            self._focus_ended = self._clock()
        self._publish()

    def settled(self, announcement: Announcement) -> None:
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

    # --- What is shown between calls -------------------------------------------------------------

    def take_notices(self, notices: tuple[Notice, ...]) -> None:
        """The hall's notices changed."""
        self._all = notices
        self._publish()

    def take_still(self, still: Still | None) -> None:
        """The next picture, or none."""
        self._still = still
        self._publish()

    def take_shortfall(self, small: Pair) -> None:
        """The type is too small for where people sit; or it is not."""
        self._small = small
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
        if not self._focus or self._focus_ended is None or self._known is None:
            return
        states = {call.call_id: call.state for call in self._known.zone.calls}
        late = self._clock() - self._focus_ended > LINGER_S
        self._focus = tuple(
            call
            for call in self._focus
            if not late and states.get(call.call_id, TicketState.NO_SHOW) != TicketState.NO_SHOW
        )

    def _draw(self) -> BoardState:
        now = self._now()
        bare = replace(
            self._state,
            clock=now.strftime("%H:%M"),
            date=self._signs.date(now),
            away=self._away,
            voice_trouble=self._voice_trouble,
            small=self._small,
            fault=Pair()
            if self._fault_at is None
            else self._words.pair(QT_TRANSLATE_NOOP("display", "Fault in this board")),
        )
        if self._known is None:
            return bare
        hall = self._known.directory.hall
        # After midnight yesterday's calls are nobody's business, even when nothing has happened yet.
        today = now.date() == self._known.zone.business_date
        signs, known = self._signs, self._known
        focus = self._draw_focus(known.directory) if today else None
        return replace(
            bare,
            hall=self._words.name(hall),
            slogan=self._words.own(hall.slogan, hall.slogan_en),
            **self._notices(now, hall, idle=focus is None),
            place=signs.place(known.directory),
            focus=focus,
            rows=self._rows(known) if today else (),
            cards=signs.cards(known, today),
            counter=signs.counter(known, today),
            ready=signs.numbers(known.results.ready, known) if today else (),
            preparing=signs.numbers(known.results.preparing, known) if today else (),
            paused=known.paused,
            closed=signs.closed(known, now),
            page=self._page,
        )

    @property
    def _page(self) -> int:
        return int(self._clock() // PAGE_S)

    def _notices(self, now: datetime, hall: HallFacts, *, idle: bool) -> Between:
        """One notice at the foot after the other; between calls the welcome, pages and pictures take turns."""
        lines = [
            self._words.own(hall.notice, hall.notice_en),
            *due(self._all, NoticeKind.LINE, now, self._words),
        ]
        lines = [line for line in lines if line.first]
        pages = due(self._all, NoticeKind.PAGE, now, self._words) if idle else []
        turns: list[Pair | Still | None] = [None, *pages, *([self._still] if idle and self._still else [])]
        turn = turns[self._page % len(turns)]
        return {
            "notice": lines[self._page % len(lines)] if lines else Pair(),
            "running": "      ".join(line.first for line in lines) if self._runs else "",
            "notice_page": turn if isinstance(turn, Pair) else Pair(),
            "still": turn if isinstance(turn, Still) else None,
        }

    def _now(self) -> datetime:
        if self._known is None:
            return datetime.now().astimezone()
        zone: tzinfo = ZoneInfo(self._known.directory.hall.time_zone)
        return (self._known.zone.moment + timedelta(seconds=self._clock() - self._heard_at)).astimezone(zone)

    def _draw_focus(self, directory: Directory) -> Focus | None:
        if not self._focus:
            return None
        first, *others = (self._draw_call(call, directory) for call in self._focus)
        return replace(first, beside=others[0] if others else None)

    def _draw_call(self, call: Announcement, directory: Directory) -> Focus:
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
            spoken_text=" ".join(said.text for said in self._channel.utterances(*self._focus)) if now else "",
            place=self._signs.counter_place(call.counter, directory),
        )

    def _rows(self, known: ZoneNews) -> tuple[Row, ...]:
        """First what is still to be announced, in that order: nothing pushes it off the board before its voice."""
        to_come = {waiting.call_id: place for place, waiting in enumerate(self._channel.waiting)}
        large = {call.call_id for call in self._focus}
        calls = [call for call in known.zone.calls if call.call_id not in large]
        calls.sort(key=lambda call: to_come.get(call.call_id, len(to_come)))
        return tuple(self._signs.row(call, known.directory, call.call_id in to_come) for call in calls)
