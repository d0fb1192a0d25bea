"""The pages on which items are found and explained, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from kiosk.pages import Page, ServiceCard


@dataclass(frozen=True)
class ItemCard:
    """An item: a touch takes its number, another shows what it needs."""

    id: str
    service_id: str
    name: str
    place: str
    waiting: str
    wait: str
    off: bool = False
    """No number of it is given out now."""


class Answer(Enum):
    """How far a search has come."""

    PREPARING = auto()  # the index is not there yet
    NOTHING_TYPED = auto()
    FOUND = auto()
    NOTHING_FOUND = auto()


@dataclass(frozen=True)
class SearchPage(Page):
    """What was typed, and what it means."""

    reach: ClassVar[int] = 100

    typed: str
    answer: Answer
    items: tuple[ItemCard, ...]
    guide: ServiceCard | None


@dataclass(frozen=True)
class EventCard:
    """A life event to choose; those of businesses look different."""

    name: str
    shown: str
    of_business: bool


@dataclass(frozen=True)
class EventsPage(Page):
    """What brings people and businesses here."""

    title: str
    subtitle: str
    events: tuple[EventCard, ...]


@dataclass(frozen=True)
class ItemsPage(Page):
    """The items of a life event."""

    title: str
    subtitle: str
    items: tuple[ItemCard, ...]


@dataclass(frozen=True)
class Section:
    """A part of a guide: a heading, and one line or several."""

    label: str
    lines: tuple[str, ...]


class Paper(Enum):
    """What became of a guide that was to be printed."""

    NONE = auto()
    PRINTING = auto()
    PRINTED = auto()
    FAILED = auto()


@dataclass(frozen=True)
class GuidePage(Page):
    """What an item needs, before anybody waits for it."""

    title: str
    department: str
    sections: tuple[Section, ...]
    item: ItemCard | None
    """None while it is being looked up, or when the hall does it no more."""
    paper: Paper = Paper.NONE
    print_words: str = ""

    @property
    def materials(self) -> tuple[str, ...]:
        """What to bring: the first section, which is ticked off on paper."""
        return self.sections[0].lines if self.sections else ()
