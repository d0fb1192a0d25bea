"""The catalogue in a hall folder: its items, and the life events that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import QT_TRANSLATE_NOOP, Mistake
from db.folder_entries import A_TEXT, AUDIENCE, Entry, ReadLine, audience, text_of

Row = Mapping[str, Any]

ITEMS, LIFE_EVENTS = "items.csv", "life-events.csv"

GUIDE = ("materials", "materials_en", "fee", "fee_en", "time", "time_en")
"""What a visitor is told about an item before taking a number."""

LIFE_EVENT = (
    Entry("name", text_of, A_TEXT),
    Entry("name_en", text_of, A_TEXT),
    Entry("audience", audience, AUDIENCE),
)
ITEM = (
    Entry("id", text_of, A_TEXT),
    Entry("name", text_of, A_TEXT),
    *(
        Entry(name, text_of, A_TEXT, may_be_empty=True)
        for name in ("name_en", "department", "service", "events", "words", *GUIDE)
    ),
    Entry("like", text_of, A_TEXT, may_be_empty=True, column_may_be_missing=True),
)
_OWN = ("name_en", "department", "service", *GUIDE)
"""What an item must say for itself, unless it is like another."""

_UNKNOWN = QT_TRANSLATE_NOOP(
    "errors", "{place}: “{name}” does not stand in {file}. Add it there or correct it here."
)
_NO_WHOLE_ITEM = QT_TRANSLATE_NOOP(
    "errors", "{place}: “{name}” is no item in {file} that stands for itself. Name one that does."
)


@dataclass(frozen=True)
class Catalogue:
    """Checked rows, the items in the file's order; their Pinyin is still missing."""

    life_events: tuple[Row, ...] = ()
    items: tuple[Row, ...] = ()
    item_events: tuple[Row, ...] = ()


NO_CATALOGUE = Catalogue()


def read_catalogue(
    items: Sequence[ReadLine],
    events: Sequence[ReadLine],
    departments: Sequence[ReadLine],
    services: Sequence[ReadLine],
    mistakes: list[Mistake],
) -> Catalogue:
    """Check the items against the rest of the hall, and fill in what those that are like another leave out."""
    known = {
        "department": ({row["id"] for row in departments}, "departments.csv"),
        "service": ({row["id"] for row in services}, "services.csv"),
        "events": ({row["name"] for row in events}, LIFE_EVENTS),
        "like": ({row["id"] for row in items if row["like"] is None}, ITEMS),
    }
    for row in items:
        _check(row, known, mistakes)
    if mistakes:
        return NO_CATALOGUE
    whole = {row["id"]: row for row in items}
    return Catalogue(
        tuple({**row.values, "position": position} for position, row in enumerate(events)),
        tuple(_item(row, whole, position) for position, row in enumerate(items)),
        tuple(
            {"item_id": row["id"], "event": event}
            for row in items
            for event in dict.fromkeys((row["events"] or "").split())
        ),
    )


def _check(row: ReadLine, known: Mapping[str, tuple[set[str], str]], mistakes: list[Mistake]) -> None:
    if row["like"] is None:
        template = QT_TRANSLATE_NOOP(
            "errors", "{place}: `{name}` is empty. Fill it in, or name under `like` the item it is like."
        )
        mistakes += [
            Mistake(template, place=row.place(name), name=name) for name in _OWN if row[name] is None
        ]
    for name, (there, file) in known.items():
        for each in (row[name] or "").split() if name == "events" else filter(None, [row[name]]):
            if each not in there:
                template = _NO_WHOLE_ITEM if name == "like" else _UNKNOWN
                mistakes.append(Mistake(template, place=row.place(name), name=each, file=file))


def _item(row: ReadLine, whole: Mapping[str, ReadLine], position: int) -> Row:
    like = whole[row["like"]] if row["like"] else row

    def own(names: Iterable[str]) -> dict[str, str | None]:
        return {name: row[name] for name in names}

    return {
        "id": row["id"],
        "name": row["name"],
        "name_en": row["name_en"] or like["name_en"],
        "department_id": row["department"] or like["department"],
        "service_id": row["service"] or like["service"],
        "like_id": row["like"],
        "position": position,
        **own(("words", *GUIDE)),
    }
