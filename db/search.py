"""Finding one of very many items while somebody types: best first, without a database."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from db.catalogue import ItemFacts
from db.search_forgiving import Forgiving, without_talk
from db.search_keys import EQUAL, Keys, closeness, english_matches, first
from db.shelf import Shelf
from db.spelling import is_letters, plain

MOST = 30
ENOUGH = 5
"""With so many good results nobody needs those that are found by looking through everything."""
GOOD = 66.0
_TOWNS_AT_MOST = 5000


@dataclass(frozen=True)
class SearchIndex:
    """All items of one catalogue, ready to be searched. Costs about 30 MB for 168,000 items."""

    digest: str
    ids: Shelf
    names: Shelf
    english: Shelf
    plain_english: Shelf
    plain_names: Shelf
    pinyin: Shelf
    initials: Shelf
    places: array[int]
    """Two numbers for each item: its department and its service, in `signs`."""
    signs: tuple[str, ...]
    whole: array[int]
    """For each item the one whose words it shares: itself, if it stands for itself."""
    keys: Keys

    def __len__(self) -> int:
        return len(self.ids)

    def item(self, place: int) -> ItemFacts:
        department, service = self.places[2 * place], self.places[2 * place + 1]
        return ItemFacts(
            self.names[place],
            self.english[place],
            self.ids[place],
            self.signs[department],
            self.signs[service],
        )

    def of_service(self, service_id: str) -> Iterator[ItemFacts]:
        """The items of one service in their order; the others are passed over by their numbers alone."""
        if service_id in self.signs:
            wanted = self.signs.index(service_id)
            services = self.places[1::2]
            yield from (self.item(place) for place, sign in enumerate(services) if sign == wanted)

    def find(self, typed: str, most: int = MOST) -> tuple[ItemFacts, ...]:
        """The items that somebody probably means who typed this, best first."""
        return tuple(self.item(place) for place in self.find_places(typed, most))

    def find_places(self, typed: str, most: int = MOST) -> list[int]:
        """The same, as places in the catalogue."""
        english = plain(typed)
        query = english.replace(" ", "")
        if not query:
            return []
        best: dict[int, float] = {}
        for place, score in self._matches(query, english, best):
            if score > best.get(place, 0):
                best[place] = score
        return sorted(best, key=lambda place: (-best[place], place))[:most]

    def _matches(self, query: str, english: str, best: dict[int, float]) -> Iterator[tuple[int, float]]:
        """One way of looking after the other, from the cheapest to the most forgiving."""
        for key, score in self.keys.matching(query, english):
            for place in self.keys.targets[key]:
                yield place, score
        enough = sum(score >= GOOD for score in best.values()) >= ENOUGH
        if not enough:
            yield from self._in_names(query, english, in_english=not best)
        parts = english.split()
        if len(parts) > 1 and not is_letters(query):
            yield from self._with_all(parts)
        if not enough and len(query) > 1:
            yield from self._in_a_sentence(query)
            for key, score in self._forgiving.matching(query):
                for place in self.keys.targets[key]:
                    yield place, score
            spoken = without_talk(query).replace(" ", "")
            if spoken and spoken != query:
                for key, score in self.keys.matching(spoken, spoken):
                    for place in self.keys.targets[key]:
                        yield place, score - 6

    def _in_names(self, query: str, english: str, *, in_english: bool) -> Iterator[tuple[int, float]]:
        """Names of all items, of which there may be hundreds of thousands."""
        if not is_letters(query):
            for place in first(self.plain_names.containing(query), MOST):
                yield place, closeness(self.plain_names[place], query, EQUAL - 2)
            return
        if len(query) > 1:
            for place in first(self.initials.containing(query), MOST):
                yield place, closeness(self.initials[place], query, EQUAL - 5)
        if len(query) > 2:
            for place in first(self.pinyin.containing(query), MOST):
                yield place, closeness(self.pinyin[place], query, EQUAL - 3)
            if in_english:
                yield from english_matches(self.plain_english, english)

    def _with_all(self, parts: list[str]) -> Iterator[tuple[int, float]]:
        """Items whose name has every part of what was typed, or whose words do."""
        longest = max(parts, key=len)
        others = [part for part in parts if part is not longest]
        holding = first(self.plain_names.containing(longest), _TOWNS_AT_MOST)
        wanted = (place for place in holding if all(self._has(place, part) for part in others))
        for place in first(wanted, MOST):
            yield place, 86

    def _in_a_sentence(self, query: str) -> Iterator[tuple[int, float]]:
        """Keys within what was typed; the rest of it may name a town."""
        wanted: dict[str, dict[int, float]] = {}
        for key, score, rest in self._forgiving.contained(query):
            for place in self.keys.targets[key]:
                yield place, score
                if len(rest) >= (4 if is_letters(rest) else 2) and score > wanted.setdefault(rest, {}).get(
                    place, 0
                ):
                    wanted[rest][place] = score
        for rest, families in list(wanted.items())[:2]:
            shelf = self.pinyin if is_letters(rest) else self.plain_names
            holding = first(shelf.containing(rest), _TOWNS_AT_MOST)
            for place in first((place for place in holding if self.whole[place] in families), MOST):
                yield place, families[self.whole[place]] + 20

    def _has(self, place: int, part: str) -> bool:
        if not is_letters(part):
            return part in self.plain_names[place]
        return part in self.pinyin[place] or part in self.initials[place]

    @cached_property
    def _forgiving(self) -> Forgiving:
        return Forgiving(self.keys)

    def warm(self) -> SearchIndex:
        """Make now what the first search would make otherwise."""
        self.find_places("qqqqq")
        self.find_places("零零零")
        return self
