"""What a clerk's screen shows, in one frozen piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caller.choice_list import Entry, Search


class Verb(StrEnum):
    """What a clerk can do, one key each."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    CHOOSE = "choose"
    TAKE_UP = "take_up"
    REACTIVATE = "reactivate"
    CALL_BACK = "call_back"
    TRANSFER = "transfer"
    HOLD = "hold"
    FINISH_WITH = "finish_with"
    RELEASE = "release"
    SKIP = "skip"
    PAUSE = "pause"
    GO_ON = "go_on"
    UNDO = "undo"
    HELP = "help"
    ANSWER_HELP = "answer_help"
    LOCK = "lock"
    SHAPE = "shape"
    SIGN_OUT = "sign_out"


Keys = Mapping[Verb, str]
DEFAULT_KEYS: Keys = {
    Verb.NEXT: "F8",
    Verb.RECALL: "F9",
    Verb.NO_SHOW: "F10",
    Verb.FINISH: "F11",
    Verb.START: "F5",
    Verb.CHOOSE: "F7",
    Verb.TAKE_UP: "Shift+F3",
    Verb.REACTIVATE: "Shift+F10",
    Verb.CALL_BACK: "Shift+F8",
    Verb.TRANSFER: "F6",
    Verb.HOLD: "F3",
    Verb.FINISH_WITH: "Shift+F11",
    Verb.SKIP: "Shift+F6",
    Verb.RELEASE: "Shift+F5",
    Verb.PAUSE: "F2",
    Verb.GO_ON: "F2",
    Verb.UNDO: "Ctrl+Z",
    Verb.HELP: "F1",
    Verb.ANSWER_HELP: "Shift+F1",
    Verb.LOCK: "Ctrl+K",
    Verb.SHAPE: "F4",
    Verb.SIGN_OUT: "Ctrl+L",
}
LOOK_KEY = "F12"
"""While it is held down, who the visitor is can be read."""


class Stage(StrEnum):
    """Where the clerk stands with his visitor."""

    IDLE = "idle"
    PAUSED = "paused"
    CALLED = "called"
    SERVING = "serving"


_ALWAYS = {Verb.REACTIVATE, Verb.RELEASE, Verb.HELP, Verb.LOCK, Verb.SHAPE, Verb.SIGN_OUT}
ABLE = {
    Stage.IDLE: frozenset({Verb.NEXT, Verb.CHOOSE, Verb.TAKE_UP, Verb.PAUSE, *_ALWAYS}),
    Stage.PAUSED: frozenset({Verb.GO_ON, *_ALWAYS}),
    Stage.CALLED: frozenset({Verb.START, Verb.RECALL, Verb.NO_SHOW, Verb.CALL_BACK, *_ALWAYS}),
    Stage.SERVING: frozenset({Verb.FINISH, Verb.FINISH_WITH, Verb.TRANSFER, Verb.HOLD, *_ALWAYS}),
}
MAIN = {
    Stage.IDLE: Verb.NEXT,
    Stage.PAUSED: Verb.GO_ON,
    Stage.CALLED: Verb.START,
    Stage.SERVING: Verb.FINISH,
}
"""What the largest key does: the step that comes next."""


class Told(StrEnum):
    """Whether the lobby knows of the call."""

    NOT_YET = "not_yet"
    SPOKEN = "spoken"
    SHOWN = "shown"  # on the board only; the voice could not


class Tone(StrEnum):
    """How loud a note is."""

    CALM = "calm"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Note:
    """One readable line to the clerk."""

    tone: Tone
    text: str
    verb: Verb | None = None
    """What a click on it does."""


@dataclass(frozen=True)
class Question:
    """What a step needs to know of the clerk: one of some entries, a text, a yes or no. Whatever is not asked
    for stays empty."""

    verb: Verb
    title: str
    entries: tuple[Entry, ...] = ()
    marked: str | int | None = None
    """Which entry is chosen unless the clerk chooses another."""
    text_label: str = ""
    text_required: bool = False
    option: str = ""
    confirm: str = ""
    search: Search | None = None
    """Finds further entries; of all of them several may be ticked."""
    ticked: tuple[Entry, ...] = ()
    """Those that are ticked already, or were in the question before this one."""


@dataclass(frozen=True)
class Answer:
    """What the clerk said to a question."""

    value: str | int | None = None
    text: str = ""
    option: bool = False
    ticked: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Visitor:
    """The visitor whom the clerk looks after; never why somebody has priority."""

    number: str
    service: str
    told: Told
    priority: bool
    times: int
    elapsed_s: int
    """Since the start of the visit, or since the call as long as nobody came."""
    limit_min: int
    note: str = ""
    step: str = ""
    come_back: bool = False
    masked: bool = False
    since_call_s: int = 0
    item: Entry | None = None
    """What it looked up before it took the number, until that is handled."""

    @property
    def share(self) -> float:
        """How much of the service's limit is used up; 1.0 is all of it."""
        return self.elapsed_s / (self.limit_min * 60) if self.limit_min else 0.0


@dataclass(frozen=True)
class Waiting:
    """Somebody in line. `counted_from`: the hall's wall clock from which the wait is counted."""

    number: str
    service: str
    waited_min: int
    counted_from: str
    priority: bool
    helping: bool
    ticket_id: int = 0
    times: int = 0
    """How often it was called already."""


@dataclass(frozen=True)
class PutAside:
    """A visit on hold, or somebody who did not come."""

    ticket_id: int
    number: str
    service: str
    since: str
    words: str


@dataclass(frozen=True)
class LaneLine:
    """A line that the counter looks at; `foretold`: what a newcomer would wait."""

    name: str
    waiting: int
    longest_min: int
    foretold: str
    helping: bool


@dataclass(frozen=True)
class HelpWanted:
    """Somebody who needs a hand. `place`: the counter, or the kiosk's name; `since`: when it was asked first, and how often."""

    help_id: int
    place: str
    zone: str
    what_for: str
    since: str
    urgent: bool

    @property
    def entry(self) -> Entry:
        """A line of a list."""
        more = f"{self.what_for} · {self.zone} · {self.since}"
        return Entry(self.help_id, self.place, more, found_by=f"{self.place} {more}".casefold())


@dataclass(frozen=True)
class DeskState:
    """Everything on a clerk's screen."""

    counter: int
    clerk: str
    stage: Stage
    visitor: Visitor | None
    waiting: int
    longest_min: int
    line: tuple[Waiting, ...]
    served_today: int
    mean_min: float | None
    busy: Verb | None
    away: bool
    note: Note | None
    held: tuple[PutAside, ...] = ()
    with_back_office: tuple[PutAside, ...] = ()
    missed: tuple[PutAside, ...] = ()
    lanes: tuple[LaneLine, ...] = ()
    help: tuple[HelpWanted, ...] | None = None
    """Who needs a hand; None: this is no guide desk."""
    paused: str = ""
    """Why nobody is called for a while."""
    undo_s: int = 0
    """So long the last step may still be taken back."""
    question: Question | None = None
    mask: str = ""
    """Who the visitor is, while the clerk asks for it."""

    @property
    def able(self) -> frozenset[Verb]:
        """The keys that do something now."""
        return frozenset() if self.busy else self.possible

    @property
    def possible(self) -> frozenset[Verb]:
        """What could be done next, once nothing is on its way."""
        more: set[Verb] = {Verb.ANSWER_HELP} if self.help else set()
        if self.undo_s:
            more.add(Verb.UNDO)
        if self.visitor and self.visitor.step and self.stage == Stage.SERVING:
            more.add(Verb.SKIP)
        if self.stage in (Stage.CALLED, Stage.SERVING):
            more.add(Verb.GO_ON if self.paused else Verb.PAUSE)
        return ABLE[self.stage] | more
