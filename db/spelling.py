"""How Chinese is typed on letters: Pinyin syllables, their initials, and what many type instead."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPOKEN_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))
"""What speakers of southern dialects often do not tell apart, and ü without a key of its own."""
_VOWEL = re.compile("[aeiouü]|[ln]v")
_NO_LETTER = re.compile(r"[^\w]+|_")


def plain(text: str) -> str:
    """Lower case, half width, punctuation as spaces: as a text is compared."""
    return _NO_LETTER.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


@lru_cache(4096)
def pinyin_of(text: str) -> str:
    """The syllables of a Chinese text, separated by spaces; other letters and digits stay as they are.

    Costs about 0.1 ms: made when the catalogue is loaded, and stored.
    """
    from pypinyin import lazy_pinyin

    return " ".join(" ".join(lazy_pinyin(plain(text), v_to_u=False)).split())


def initials_of(pinyin: str) -> str:
    """The first letter of each syllable; numbers and foreign letters such as KTV count as a whole."""
    return "".join(each[0] if _VOWEL.search(each) else each for each in pinyin.split())


def alike(letters: str) -> str:
    """The same for all spellings of what sounds alike."""
    for typed, sound in _SPOKEN_ALIKE:
        letters = letters.replace(typed, sound)
    return letters


def is_letters(text: str) -> bool:
    """Whether it is typed on letters and digits alone."""
    return text.isascii()
