"""How numbers are read aloud: tickets sign by sign, counters as numbers. Pure text, no sound."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZH_DIGITS = "零一二三四五六七八九"
_ZH_YAO = "幺"
_ZH_PLACES = ("", "十", "百", "千")
_EN_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PAUSE = " "
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z']+|\d|[^\W\d_]")


@dataclass(frozen=True)
class Utterance:
    """One sentence in one language."""

    language: str
    text: str


def chinese_digits(text: str, *, yao: bool = False) -> str:
    """`B2047` is `B 二 零 四 七`; `yao` says 幺 for a one, as on a telephone."""
    return _PAUSE.join(_chinese_digit(sign, yao) for sign in text if not sign.isspace())


def _chinese_digit(sign: str, yao: bool) -> str:
    if not sign.isdecimal():
        return sign.upper()
    return _ZH_YAO if yao and sign == "1" else _ZH_DIGITS[int(sign)]


def chinese_number(number: int) -> str:
    """A whole number below 10,000 as it is read: 48 is 四十八, 105 is 一百零五, 12 is 十二."""
    _must_be_small(number)
    if number == 0:
        return _ZH_DIGITS[0]
    read, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(read)
            continue
        read += (_ZH_DIGITS[0] if gap else "") + _ZH_DIGITS[digit] + _ZH_PLACES[place]
        gap = False
    return read.removeprefix("一") if 10 <= number < 20 else read


def english_number(number: int) -> str:
    """A whole number below 10,000 in words: 48 is `forty eight`, 105 is `one hundred and five`."""
    _must_be_small(number)
    if number < 20:
        return _EN_SMALL[number]
    if number < 100:
        ones = f" {_EN_SMALL[number % 10]}" if number % 10 else ""
        return _EN_TENS[number // 10 - 2] + ones
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    more = number % unit
    joint = " " if more >= 100 else " and "
    return f"{_EN_SMALL[number // unit]} {name}" + (joint + english_number(more) if more else "")


def _must_be_small(number: int) -> None:
    if not 0 <= number < 10_000:
        raise ValueError(f"{number} is no counter number")


def signs(text: str) -> str:
    """`b2047` is `B 2 0 4 7`: for languages whose engines read figures themselves."""
    return _PAUSE.join(sign.upper() for sign in text if not sign.isspace())


def syllables(text: str) -> int:
    """About how many syllables a sentence has, in Chinese or in Latin letters."""
    return max(1, sum(max(1, len(_VOWELS.findall(word))) for word in _WORDS.findall(text)))
