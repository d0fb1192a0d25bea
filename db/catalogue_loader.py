"""The catalogue on its way into the database: Pinyin beforehand, then only what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from db.catalogue_models import item, item_event, life_event
from db.engine import Database
from db.folder_catalogue import Catalogue
from db.models import hall
from db.spelling import pinyin_of

Row = Mapping[str, Any]

_SPELT = select(item.c.name, item.c.pinyin, item.c.words, item.c.words_pinyin)
_ITEMS = select(item)
_DIGEST = select(hall.c.catalogue)
_COLUMNS = tuple(item.c.keys())
_DELETE = delete(item).where(item.c.id == bindparam("the_id"))
_UPDATE = (
    update(item)
    .where(item.c.id == bindparam("the_id"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS if name != "id"})
)


@dataclass(frozen=True)
class Prepared:
    """A catalogue with its Pinyin, and the digest that tells it from any other."""

    life_events: Sequence[Row]
    items: Sequence[Row]
    item_events: Sequence[Row]
    digest: str


def prepare(database: Database, catalogue: Catalogue) -> Prepared:
    """Spell every name and word; what the database knows already is not spelt again."""
    spelt: dict[str, str] = {}
    with database.reading() as connection:
        for name, pinyin, words, words_pinyin in connection.execute(_SPELT):
            spelt[name] = pinyin
            if words:
                spelt.update(zip(words.split(), words_pinyin.split(","), strict=True))

    def spell(text: str) -> str:
        if text not in spelt:
            spelt[text] = pinyin_of(text)
        return spelt[text]

    items = [
        {
            **row,
            "pinyin": spell(row["name"]),
            "words_pinyin": row["words"] and ",".join(map(spell, row["words"].split())),
        }
        for row in catalogue.items
    ]
    return Prepared(
        catalogue.life_events,
        items,
        catalogue.item_events,
        _digest([catalogue.life_events, items, catalogue.item_events]) if items else "",
    )


def store_catalogue(connection: Connection, prepared: Prepared) -> None:
    """Make the catalogue what was prepared; a large one that stayed the same costs nothing."""
    if connection.execute(_DIGEST).scalar() == prepared.digest:
        return
    connection.execute(delete(item_event))
    _store_items(connection, prepared.items)
    connection.execute(delete(life_event))
    _insert(connection, life_event, prepared.life_events)
    _insert(connection, item_event, prepared.item_events)
    connection.execute(update(hall).values(catalogue=prepared.digest))


def _store_items(connection: Connection, rows: Sequence[Row]) -> None:
    there = {row.id: tuple(row) for row in connection.execute(_ITEMS)}
    wanted = {row["id"] for row in rows}
    new = [row for row in rows if row["id"] not in there]
    changed = [
        row
        for row in rows
        if row["id"] in there and there[row["id"]] != tuple(row[name] for name in _COLUMNS)
    ]
    # Whoever is like another comes after it and goes before it.
    _insert(connection, item, [row for row in new if row["like_id"] is None])
    if changed:
        connection.execute(
            _UPDATE,
            [
                {f"new_{name}": row[name] for name in _COLUMNS if name != "id"} | {"the_id": row["id"]}
                for row in changed
            ],
        )
    _insert(connection, item, [row for row in new if row["like_id"] is not None])
    like = _COLUMNS.index("like_id")
    gone = sorted((row[like] is None, key) for key, row in there.items() if key not in wanted)
    for is_whole in (False, True):
        keys = [{"the_id": key} for whole, key in gone if whole is is_whole]
        if keys:
            connection.execute(_DELETE, keys)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])


def _digest(facts: Iterable[Any]) -> str:
    digest = hashlib.sha256()
    for each in facts:
        digest.update(json.dumps(each, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()
