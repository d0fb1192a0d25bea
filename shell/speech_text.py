"""What the hall says: ticket numbers digit by digit, counters as numbers. Pure text, no sound."""

from __future__ import annotations

from dataclasses import dataclass

_ZH_DIGITS = "零一二三四五六七八九"
_ZH_YAO = "幺"
_ZH_PLACES = ("", "十", "百", "千")
_PAUSE = " "


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
    if not 0 <= number < 10_000:
        raise ValueError(f"{number} is no counter number")
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


def call_text(language: str, number: str, counter: int, *, yao: bool = False) -> str:
    """The sentence that calls a ticket to a counter; Chinese unless English is asked for."""
    if language == "en":
        return f"Ticket {_PAUSE.join(number.upper())}, please go to counter {counter}"
    return f"请 {chinese_digits(number, yao=yao)} 号 到 {chinese_number(counter)} 号 窗口"


def call_utterances(
    languages: tuple[str, ...], number: str, counter: int, *, yao: bool = False
) -> tuple[Utterance, ...]:
    """A call in each of the languages, in their order."""
    return tuple(Utterance(language, call_text(language, number, counter, yao=yao)) for language in languages)
