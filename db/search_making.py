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
from db.shelf import Shelf
from db.spelling import initials_of, plain

FORGIVEN_AT_MOST = 4000
"""So many names, beside all words, are searched with forgiveness."""
_RARE = {"plain_names": 2, "pinyin": 4, "initials": 3, "plain_english": 4}
"""So many characters together are rare enough to tell what is not there."""


def index_of(digest: str, rows: Iterable[Any]) -> SearchIndex:
    """The index of the items that `catalogue.rows_to_search` reads."""
    texts: dict[str, list[str]] = {
        name: [] for name in ("ids", "names", "english", "plain_english", "plain_names", "pinyin", "initials")
    }
    signs: dict[str, int] = {}
    places, whole = array("H"), array("I")
    at: dict[str, int] = {}
    like: dict[int, str] = {}
    keys = _KeysInTheMaking()
    for place, row in enumerate(rows):
        texts["ids"].append(row.id)
        texts["names"].append(row.name)
        texts["english"].append(row.name_en)
        texts["plain_english"].append(plain(row.name_en))
        texts["plain_names"].append(plain(row.name).replace(" ", ""))
        texts["pinyin"].append(row.pinyin.replace(" ", ""))
        texts["initials"].append(initials_of(row.pinyin))
        for sign in (row.department_id, row.service_id):
            places.append(signs.setdefault(sign, len(signs)))
        whole.append(place)
        if row.like_id is None:
            at[row.id] = place
            keys.add_item(place, row)
        else:
            like[place] = row.like_id
    for place, item_id in like.items():
        # What it is like may belong to a service that was not asked for.
        whole[place] = at.get(item_id, place)
    return SearchIndex(
        digest=digest,
        places=places,
        signs=tuple(signs),
        whole=whole,
        keys=keys.keys(),
        **{name: Shelf.of(each, _RARE.get(name, 0)) for name, each in texts.items()},
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
