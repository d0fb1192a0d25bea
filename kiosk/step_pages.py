"""Pages that flows are made of: a question with its answers, a pad to type on, a menu, the steps of a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.intents import Intent
from kiosk.pages import Page
from kiosk.slip import Fact


@dataclass(frozen=True)
class Choice:
    """An answer to touch, and what it means."""

    words: str
    intent: Intent
    icon: str = ""
    main: bool = False
    """The answer that most people give."""


@dataclass(frozen=True)
class QuestionPage(Page):
    """One thing said or asked, with a few large answers."""

    tall: ClassVar[bool] = True

    title: str
    text: str = ""
    choices: tuple[Choice, ...] = ()
    icon: str = ""
    number: str = ""
    """A ticket's number, shown in place of the icon."""
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    """Short sentences, one below the other."""
    busy: bool = False
    """Something is under way: a ring turns."""
    loud: bool = False
    """Something needs the visitor's attention."""


@dataclass(frozen=True)
class PadPage(Page):
    """Something short to type, on keys of at least 20 mm."""

    title: str
    hint: str
    shown: str
    """What was typed, as it may be shown."""
    keys: tuple[str, ...]
    confirm: str
    ready: bool
    trouble: str = ""
    others: tuple[Choice, ...] = ()
    """Other ways than typing."""


@dataclass(frozen=True)
class Entry:
    """One line of a menu, and what touching it means."""

    name: str
    intent: Intent
    line: str = ""
    """What belongs to it; left out where all entries would not stand on one leaf with it."""
    after: str = ""
    badge: str = ""


@dataclass(frozen=True)
class MenuPage(Page):
    """Many things to choose from."""

    title: str
    subtitle: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Step:
    """One step of a bundle."""

    name: str
    place: str
    wait: str


@dataclass(frozen=True)
class StepsPage(Page):
    """What a bundle consists of, and the one number for it."""

    tall: ClassVar[bool] = True

    title: str
    subtitle: str
    steps: tuple[Step, ...]
    take: Choice
