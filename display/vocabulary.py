"""Every word that the sentences need: what a hall's announcer has to record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter, ascii_uppercase

from db.directory import Named
from display.sentences import Phrases, Reads, Tongue
from shell.speech_pack import tokens
from shell.speech_text import chinese_digits, chinese_number

MOST_COUNTERS = 999


@dataclass(frozen=True)
class Names:
    """What a hall has of its own: counters, the signs of its numbers, floors and zones."""

    counters: frozenset[int] = frozenset(range(1, MOST_COUNTERS + 1))
    letters: str = ascii_uppercase
    places: tuple[Named, ...] = ()


def vocabulary(language: str, tongue: Tongue, names: Names, *, yao: bool = False) -> tuple[str, ...]:
    """The texts to be recorded, in the order in which one reads them best; each becomes a file of that name."""
    chinese = tongue.reads is Reads.CHINESE
    digits = "0123456789"
    spoken_digits = chinese_digits(digits).split() if chinese else list(digits)
    named = "zh" if chinese else language
    sentences = (*_phrases(tongue), *(each for own in tongue.services.values() for each in _phrases(own)))
    texts = [
        *(piece for sentence in (*sentences, tongue.pair, tongue.place) for piece in _pieces(sentence)),
        *spoken_digits,
        *(["幺"] if yao and chinese else []),
        *names.letters,
        *_number_words(language, names.counters, chinese=chinese),
        *(place.named(named) for place in names.places),
    ]
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        if said := tokens(language, text):
            found.setdefault(said, text)
    return tuple(found.values())


def _phrases(phrases: Phrases) -> tuple[str, str]:
    return phrases.call, phrases.short


def _pieces(sentence: str) -> Iterable[str]:
    """What stands between the fields, without its commas."""
    for words, _, _, _ in Formatter().parse(sentence):
        for piece in re.split(r"[，,。.；;]", words):
            if piece.strip():
                yield " ".join(piece.split())


def _number_words(language: str, counters: Iterable[int], *, chinese: bool) -> Iterable[str]:
    texts = (chinese_number(number) if chinese else str(number) for number in sorted(counters))
    return dict.fromkeys(word for text in texts for word in tokens(language, text))
