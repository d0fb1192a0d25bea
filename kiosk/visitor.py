"""What the kiosk knows of the visitor who stands here: as little as it needs, and only until they are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.directory import Directory, GroupFacts
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.id_number import birth_year_of, is_id_number
from db.privacy import Person, load_key, person_of

if TYPE_CHECKING:
    from kiosk.flow import Means


class NoSuchNumber(HallError):
    """Nobody has this ID number: a character is wrong or missing."""

    template = QT_TRANSLATE_NOOP("errors", "There is no such number: please compare it with the card")


@dataclass(frozen=True)
class Known:
    """All that is kept of a card or of a typed number."""

    person: Person
    birth_year: int


@dataclass(frozen=True)
class Visitor:
    """Who stands here, as far as they said, and what they asked for."""

    known: Known | None = None
    group_id: str | None = None
    low: bool = False

    @property
    def person(self) -> Person | None:
        return self.known.person if self.known else None


@dataclass(frozen=True)
class WhoComes:
    """What a number is asked for with."""

    language: str
    group_id: str | None
    low: bool
    person: Person | None


def known_from(number: str, today: date) -> Known:
    """What is kept of an ID number. Raises `NoSuchNumber`, or what is wrong with the hall's key."""
    if not is_id_number(number, today):
        raise NoSuchNumber
    return Known(person_of(number, load_key()), birth_year_of(number))


def group_of(visitor: Visitor, directory: Directory, today: date) -> GroupFacts | None:
    """The priority group that helps the visitor most: the one they chose, or that of their age."""
    groups = [
        group
        for group in directory.groups.values()
        if group.id == visitor.group_id
        or (
            visitor.known is not None
            and group.min_age is not None
            and today.year - visitor.known.birth_year >= group.min_age
        )
    ]
    return max(groups, key=lambda group: group.head_start_min, default=None)


def who_comes(means: Means, service_id: str) -> WhoComes:
    """The visitor as the hall hears of them; a service without low counters is come to like any other."""
    visitor, view = means.visitor(), means.view()
    group = group_of(visitor, view.directory, view.offers.today)
    service = view.directory.services.get(service_id)
    return WhoComes(
        language=means.language(),
        group_id=group.id if group else None,
        low=visitor.low and service is not None and bool(service.low_counters),
        person=visitor.person,
    )
