"""A search index in the making: the catalogue's rows put on shelves; takes seconds for a large one."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.catalogue import read_digest, rows_to_search
from db.engine import open_database
from db.search import SearchIndex
from db.search_file import write_index
from db.search_keys import Keys
from db.shelf import Filling, Shelf
from db.spelling import initials_of, plain

FORGIVEN_AT_MOST = 4000
"""So many names, beside all words, are searched with forgiveness."""
_GRAMS_FROM = 50_000
"""Fewer items are looked through as quickly as that is told, which takes a megabyte."""


def index_of(digest: str, rows: Iterable[Any]) -> SearchIndex:
    """The index of the items that `catalogue.rows_to_search` reads."""
    ids, names, english, plain_english, plain_names, pinyin, initials = (Filling() for _ in range(7))
    signs: dict[str, int] = {}
    places, whole = array("H"), array("I")
    at: dict[str, int] = {}
    like: dict[int, str] = {}
    keys = _KeysInTheMaking()
    for place, row in enumerate(rows):
        ids.add(row.id)
        names.add(row.name)
        english.add(row.name_en)
        plain_english.add(plain(row.name_en))
        plain_names.add(plain(row.name).replace(" ", ""))
        pinyin.add(row.pinyin.replace(" ", ""))
        initials.add(initials_of(row.pinyin))
        for sign in (row.department_id, row.service_id):
            places.append(signs.setdefault(sign, len(signs)))
        whole.append(at.get(row.like_id, place))
        if row.like_id is None:
            at[row.id] = place
            keys.add_item(place, row)
        elif row.like_id not in at:
            like[place] = row.like_id
    for place, item_id in like.items():
        # What it is like may come later, or belong to a service that was not asked for.
        whole[place] = at.get(item_id, place)
    # So many characters together are rare enough to tell what is not there.
    many = len(whole) >= _GRAMS_FROM
    return SearchIndex(
        digest=digest,
        ids=ids.shelf(),
        names=names.shelf(),
        english=english.shelf(),
        plain_english=plain_english.shelf(4 if many else 0),
        plain_names=plain_names.shelf(2 if many else 0),
        pinyin=pinyin.shelf(4 if many else 0),
        initials=initials.shelf(3 if many else 0),
        places=places,
        signs=tuple(signs),
        whole=whole,
        keys=keys.keys(),
    )


class _KeysInTheMaking:
    """Words and names, each once, with all the items that they lead to."""

    def __init__(self) -> None:
        self._names = 0
        self._found: dict[str, tuple[str, str, list[int]]] = {}

    def add_item(self, place: int, row: Any) -> None:
        words = (row.words or "").split()
        for word, pinyin in zip(words, (row.words_pinyin or "").split(","), strict=False):
            self._add(word, pinyin, "", place)
        if self._names < FORGIVEN_AT_MOST:
            self._names += 1
            self._add(row.name, row.pinyin, row.name_en, place)

    def _add(self, text: str, pinyin: str, english: str, place: int) -> None:
        targets = self._found.setdefault(plain(text).replace(" ", ""), (pinyin, plain(english), []))[2]
        if place not in targets:
            targets.append(place)

    def keys(self) -> Keys:
        found = self._found.values()
        return Keys(
            Shelf.of(self._found),
            Shelf.of(pinyin for pinyin, _, _ in found),
            Shelf.of(english for _, english, _ in found),
            tuple(tuple(targets) for _, _, targets in found),
        )


def make(url: str, path: Path) -> None:
    """Make the index of a hall's catalogue, and leave it in a file."""
    database = open_database(url, "search index")
    try:
        with database.reading() as connection:
            write_index(index_of(read_digest(connection), rows_to_search(connection)), path)
    finally:
        database.close()


if __name__ == "__main__":
    order = json.load(sys.stdin)
    make(order["url"], Path(order["path"]))
