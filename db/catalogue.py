"""The catalogue as it is looked up: which items there are, and what each of them needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from db.catalogue_models import item, item_event, life_event
from db.directory import Named
from db.models import hall

_like = item.alias("whole")
_DIGEST = select(hall.c.catalogue)
_SIZE = select(func.count()).select_from(item)
_LIFE_EVENTS = select(life_event).order_by(life_event.c.position)
_TO_SEARCH = select(
    item.c.id,
    item.c.name,
    item.c.name_en,
    item.c.pinyin,
    item.c.department_id,
    item.c.service_id,
    item.c.like_id,
    item.c.words,
    item.c.words_pinyin,
).order_by(item.c.position)
_NAMES = select(item.c.id, item.c.name, item.c.name_en).where(item.c.id.in_(bindparam("ids", expanding=True)))
_OF_EVENT = (
    select(item.c.id, item.c.name, item.c.name_en, item.c.department_id, item.c.service_id)
    .join(item_event, item_event.c.item_id == item.c.id)
    .where(item_event.c.event == bindparam("event"))
    .order_by(item.c.position)
)
_GUIDE = (
    select(
        item.c.id,
        item.c.name,
        item.c.name_en,
        item.c.department_id,
        item.c.service_id,
        *(
            func.coalesce(item.c[name], _like.c[name], "").label(name)
            for name in ("materials", "materials_en", "fee", "fee_en", "time", "time_en")
        ),
    )
    .select_from(item.outerjoin(_like, _like.c.id == item.c.like_id))
    .where(item.c.id == bindparam("id"))
)
_ROWS_AT_A_TIME = 500


@dataclass(frozen=True)
class ItemFacts(Named):
    """One thing that can be done, who does it, and the service to take a number for."""

    id: str
    department_id: str
    service_id: str


@dataclass(frozen=True)
class GuideFacts(ItemFacts):
    """What an item needs: to bring, to pay and to wait for; materials are separated by semicolons."""

    materials: str
    materials_en: str
    fee: str
    fee_en: str
    time: str
    time_en: str

    def told(self, what: str, language: str) -> str:
        """Its `materials`, `fee` or `time` in a language; in Chinese where there are no other words."""
        return (getattr(self, f"{what}_en") if language == "en" else "") or getattr(self, what)


@dataclass(frozen=True)
class LifeEventFacts(Named):
    """What brings somebody here."""

    audience: str


def read_digest(connection: Connection) -> str:
    """What tells this catalogue from any other; empty when there is none."""
    return connection.execute(_DIGEST).scalar() or ""


def read_size(connection: Connection) -> int:
    """How many items there are."""
    return connection.execute(_SIZE).scalar_one()


def read_life_events(connection: Connection) -> tuple[LifeEventFacts, ...]:
    """All of them, in the hall's own order."""
    return tuple(
        LifeEventFacts(row.name, row.name_en, row.audience) for row in connection.execute(_LIFE_EVENTS)
    )


def read_items_of(connection: Connection, event: str) -> tuple[ItemFacts, ...]:
    """The items that a life event leads to."""
    return tuple(ItemFacts(**row) for row in connection.execute(_OF_EVENT, {"event": event}).mappings())


def read_guide(connection: Connection, item_id: str) -> GuideFacts | None:
    """What an item needs; None when the hall does it no more."""
    row = connection.execute(_GUIDE, {"id": item_id}).mappings().first()
    return GuideFacts(**row) if row else None


def read_named(connection: Connection, items: Iterable[str]) -> tuple[Named, ...]:
    """Items as the record keeps them, by name: what is in no catalogue, or in none any more, is called as it is kept."""
    ids = tuple(items)
    known = (
        {row.id: Named(row.name, row.name_en) for row in connection.execute(_NAMES, {"ids": ids})}
        if ids
        else {}
    )
    return tuple(known.get(each) or Named(each, each) for each in ids)


def rows_to_search(connection: Connection, services: Collection[str] | None = None) -> Iterator[Any]:
    """All items, or those of some services, in their order with all that they are found by, a few at a time."""
    few = connection.execution_options(yield_per=_ROWS_AT_A_TIME)
    wanted = _TO_SEARCH if services is None else _TO_SEARCH.where(item.c.service_id.in_(services))
    with few.execute(wanted) as result:
        yield from result
