"""The keys by which the hall's own items are found: their names, and what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from db.shelf import Shelf
from db.spelling import alike, initials_of, is_letters

EQUAL = 100.0
AT_MOST = 200
"""So many keys are looked at in one way of matching: the first ones, in the catalogue's order."""


@dataclass(frozen=True)
class Keys:
    """Each key's Chinese, its syllables, its English if it is a name, and the items that it leads to."""

    chinese: Shelf
    syllables: Shelf
    english: Shelf
    targets: tuple[tuple[int, ...], ...]

    @cached_property
    def pinyin(self) -> Shelf:
        return Shelf.of(syllables.replace(" ", "") for syllables in self.syllables)

    @cached_property
    def initials(self) -> Shelf:
        return Shelf.of(map(initials_of, self.syllables))

    @cached_property
    def alike(self) -> Shelf:
        """The Pinyin without what many do not tell apart."""
        return Shelf.of(map(alike, self.pinyin))

    def matching(self, query: str, english: str) -> Iterator[tuple[int, float]]:
        """Keys that the query is a part of, each with how close it comes; a key may come more than once."""
        if not is_letters(query):
            yield from _scored(self.chinese, query, EQUAL)
            return
        yield from _scored(self.pinyin, query, EQUAL - 1, self.syllables)
        yield from _scored(self.initials, query, EQUAL - 3)
        yield from english_matches(self.english, english)


def closeness(text: str, query: str, best: float, is_inside: bool = True) -> float:
    """How near a text comes to a query that stands in it: equal, beginning, inside; less, the more is left over."""
    share = len(query) / len(text)
    if share == 1:
        return best
    if text.startswith(query):
        return best - 12 + 10 * share
    return best - 32 + 15 * share if is_inside else best - 60


def _scored(
    shelf: Shelf, query: str, best: float, syllables: Shelf | None = None
) -> Iterator[tuple[int, float]]:
    for place in first(shelf.containing(query)):
        text = shelf[place]
        whole = syllables is None or text.startswith(query) or at_syllable(syllables[place], query)
        yield place, closeness(text, query, best, whole)


def english_matches(shelf: Shelf, query: str) -> Iterator[tuple[int, float]]:
    """Texts in which every word of the query begins a word."""
    words = query.replace("license", "licence").split()
    if not words or len(longest := max(words, key=len)) < 2:
        return
    for place in first(shelf.containing(longest)):
        text = f" {shelf[place]} "
        if all(f" {word}" in text for word in words):
            yield place, 72 + 24 * len(query) / len(text)


def at_syllable(syllables: str, query: str) -> bool:
    """Whether the query begins where a syllable does."""
    joined, start = syllables.replace(" ", ""), 0
    for syllable in syllables.split(" "):
        if joined.startswith(query, start):
            return True
        start += len(syllable)
    return False


def first(places: Iterable[int], count: int = AT_MOST) -> Iterator[int]:
    for _, place in zip(range(count), places, strict=False):
        yield place
