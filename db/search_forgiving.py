"""What a search still understands: whole sentences, half-written Pinyin, other spellings, slips of the finger."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from db.search_keys import Keys, closeness, first
from db.spelling import alike, is_letters

Match = tuple[int, float]

_TALK = [
    "我想要",
    "我要",
    "我想",
    "我的",
    "我",
    "想要",
    "想",
    "要",
    "请问",
    "怎么样",
    "怎么",
    "怎样",
    "如何",
    "在哪里",
    "在哪儿",
    "在哪",
    "哪里",
    "去哪",
    "到哪",
    "帮我",
    "需要什么",
    "需要",
    "什么材料",
    "带什么",
    "材料",
    "手续",
    "流程",
    "办理",
    "一下",
    "可以",
    "可不可以",
    "能不能",
    "能",
    "多少钱",
    "吗",
    "呢",
    "啊",
    "呀",
    "了",
    "的",
    "去",
    "给",
    "来",
    "把",
    "是",
    "不",
    "没有",
    "申请",
    "咨询",
    "登记",
    "办",
]
_TALK_TYPED = [
    "woxiangyao",
    "woxiang",
    "woyao",
    "wode",
    "zenmeban",
    "zenme",
    "ruhe",
    "qingwen",
    "shenqing",
    "zainali",
    "zaina",
    "banli",
    "xuyao",
    "shenme",
]
_FEWEST = 2
_UNKNOWN = 0.25
"""What a character that no key has counts against a match; a very rare one that matches counts for 0.5."""
_SLIP_EVERY = 5
"""One slip of the finger in so many letters is forgiven, and one in any case."""


class Forgiving:
    """Looks at the keys once more, when few of them matched."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._chinese = [keys.chinese[place] for place in range(len(keys.chinese))]
        self._pinyin = [keys.pinyin[place] for place in range(len(keys.pinyin))]
        self._alike = [keys.alike[place] for place in range(len(keys.alike))]

    def matching(self, query: str) -> Iterator[Match]:
        """Keys that the query probably means."""
        if is_letters(query):
            yield from self._half_written(query)
            yield from self._begun(query)
            yield from self._spoken_alike(query)
            yield from self._slips(self._alike, alike(query))
            yield from self._nearly_in(query)
        else:
            yield from self._slips(self._chinese, query)
            yield from self._sharing_characters(query)

    def _begun(self, query: str) -> Iterator[Match]:
        """Keys with whose initials the query begins: `dbsq` is 低保 and something more."""
        for place in range(len(self._keys.initials)):
            key = self._keys.initials[place]
            if len(key) >= _FEWEST and query.startswith(key) and len(key) < len(query):
                yield place, 30 + 25 * len(key) / len(query)

    def contained(self, query: str) -> Iterator[tuple[int, float, str]]:
        """Keys that stand in the query, and what is left of it without them and without mere talk."""
        letters = is_letters(query)
        least = 4 if letters else _FEWEST
        for place, key in enumerate(self._pinyin if letters else self._chinese):
            if len(key) >= least and key in query and len(key) < len(query):
                yield place, 55 + 30 * len(key) / len(query), without_talk(query.replace(key, " ", 1))

    def _half_written(self, query: str) -> Iterator[Match]:
        """`shebk`, `sfzheng`: each syllable is begun, and some are written out."""
        if len(query) < _FEWEST or not query.isalpha():
            return
        pattern = re.compile(r"(?<![^ \n])" + r"(?:[a-z]* )?".join(query))
        shelf = self._keys.syllables
        for found in _each(pattern, shelf.joined):
            place = shelf.place_of(found.start())
            typed = found.group().count(" ") + 1
            share = typed / (shelf[place].count(" ") + 1)
            begins = found.start() == shelf.starts[place]
            yield place, (74 + 12 * share) if begins else (54 + 15 * share)

    def _spoken_alike(self, query: str) -> Iterator[Match]:
        sound = alike(query)
        for place in first(self._keys.alike.containing(sound)):
            yield place, closeness(self._alike[place], sound, 84)

    def _slips(self, texts: list[str], query: str) -> Iterator[Match]:
        """Letters that were missed, doubled, changed for others or with each other."""
        if len(query) < 3:
            return
        most = max(1, len(query) // _SLIP_EVERY)
        for _, slips, place in process.extract(
            query, texts, scorer=OSA.distance, score_cutoff=most, limit=30
        ):
            yield place, 80 - 8 * slips
        if len(query) >= 4:
            begun = [text[: len(query)] for text in texts]
            for _, slips, place in process.extract(
                query, begun, scorer=OSA.distance, score_cutoff=most, limit=30
            ):
                yield place, 60 - 8 * slips + 8 * len(query) / max(len(texts[place]), len(query))

    def _nearly_in(self, query: str) -> Iterator[Match]:
        if len(query) >= 7:
            for _, ratio, place in process.extract(
                alike(query), self._alike, scorer=fuzz.partial_ratio, score_cutoff=80, limit=30
            ):
                size = len(self._alike[place])
                if size >= 5:
                    yield place, 20 + 0.3 * ratio + 10 * min(size, len(query)) / max(size, len(query))

    @cached_property
    def _holding(self) -> dict[str, set[int]]:
        """Which keys hold a character, and which two that follow each other."""
        holding: dict[str, set[int]] = defaultdict(set)
        for place, key in enumerate(self._chinese):
            for part in _parts(key):
                holding[part].add(place)
        return holding

    def _sharing_characters(self, query: str) -> Iterator[Match]:
        """Keys that share rare characters with the query, in whatever order."""
        spoken = without_talk(query).replace(" ", "")
        parts = _parts(spoken)
        weights: dict[int, float] = defaultdict(float)
        total = 0.0
        for part in parts:
            holders = self._holding.get(part, ())
            weight = len(part) / (len(holders) + 3) ** 0.5 if holders else _UNKNOWN
            total += weight
            for place in holders:
                weights[place] += weight
        for place, weight in sorted(weights.items(), key=lambda each: -each[1])[:40]:
            if weight > 0.3 * total:
                even = min(len(spoken), len(self._chinese[place])) / max(
                    len(spoken), len(self._chinese[place])
                )
                yield place, 30 + 30 * weight / total + 8 * even


def without_talk(query: str) -> str:
    """What is left when words that say nothing about the errand are gone."""
    for word in _TALK_TYPED if is_letters(query) else _TALK:
        query = query.replace(word, " ")
    return " ".join(query.split())


def _parts(text: str) -> set[str]:
    return {*text, *(text[at : at + 2] for at in range(len(text) - 1))}


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for _, found in zip(range(60), pattern.finditer(text), strict=False):
        yield found
