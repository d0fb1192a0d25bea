"""Sets type into boxes: shrinks in steps, wraps by rule, cuts nothing off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from display.pieces import Box, Text, metrics

REGULAR, MEDIUM, BOLD = 400, 500, 700

LEADING = 1.32
_STEP = 0.94


class Align(Enum):
    """Where a line stands in its box."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@lru_cache(maxsize=4096)
def width(text: str, px: int, weight: int) -> float:
    """How wide a line runs."""
    return metrics(px, weight).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def fitting(text: str, px: float, weight: int, room: float) -> int:
    """The largest size up to `px` at which a line fits into so much room."""
    size = round(px)
    while size > 1 and width(text, size, weight) > room:
        size = min(size - 1, int(size * _STEP))
    return size


@lru_cache(maxsize=1024)
def wrapped(text: str, px: float, weight: int, room: float, lines: int) -> tuple[int, tuple[str, ...]]:
    """The text in at most so many lines, as large as it can be: broken at spaces, in Chinese anywhere."""
    size = round(px)
    while size > 1:
        broken = _break(text, size, weight, room)
        if len(broken) <= lines:
            return size, _balanced(text, size, weight, room, broken)
        size = min(size - 1, int(size * _STEP))
    return size, (text,)


def _balanced(text: str, size: int, weight: int, room: float, broken: tuple[str, ...]) -> tuple[str, ...]:
    """As many lines, but of like length: no single sign stands alone in the last one."""
    if len(broken) == 1 or width(broken[-1], size, weight) > room / 2:
        return broken
    narrow, wide = room / len(broken), room
    while wide - narrow > size / 2:
        middle = (narrow + wide) / 2
        tried = _break(text, size, weight, middle)
        if len(tried) <= len(broken):
            broken, wide = tried, middle
        else:
            narrow = middle
    return broken


_NO_START = "，。、；：！？）》”’,.;:!?)·"


def _break(text: str, px: int, weight: int, room: float) -> tuple[str, ...]:
    lines, line = [], ""
    for word in _words(text):
        if not line or width((line + word).rstrip(), px, weight) <= room:
            line += word
        else:
            lines.append(line.strip())
            line = word.lstrip()
    lines.append(line.strip())
    if any(width(each, px, weight) > room for each in lines):
        return (*lines, *lines)  # a word that is too long by itself: too many lines, a smaller size is tried
    return tuple(lines)


def _words(text: str) -> list[str]:
    """Where a line may break: after a space, and around each Chinese character except before closing signs."""
    words: list[str] = []
    for sign in text:
        joins = (
            words
            and not words[-1].endswith(" ")
            and (
                sign in _NO_START or (not _is_chinese(sign) and not _is_chinese(words[-1][-1])) or sign == " "
            )
        )
        if joins:
            words[-1] += sign
        else:
            words.append(sign)
    return words


def _is_chinese(sign: str) -> bool:
    return ord(sign) > 0x2E7F


@lru_cache(maxsize=512)
def cap_height(px: int, weight: int) -> float:
    """How high figures and capitals are."""
    return metrics(px, weight).tightBoundingRect("0").height()


def line(
    role: str,
    text: str,
    box: Box,
    px: float,
    weight: int,
    color: str,
    align: Align = Align.LEFT,
    baseline: float | None = None,
    beneath: str = "",
) -> Text:
    """One line in a box, in its middle unless the baseline is given, shrunk until it fits."""
    size = fitting(text, px, weight, box.width)
    if baseline is None:
        baseline = box.y + (box.height + cap_height(size, weight)) / 2
    x = box.x + (box.width - width(text, size, weight)) * align.value
    return Text(role, text, x, baseline, size, weight, color, box, beneath)


def block(
    role: str,
    text: str,
    box: Box,
    px: float,
    weight: int,
    color: str,
    lines: int,
    align: Align = Align.LEFT,
    *,
    hang: bool = True,
) -> list[Text]:
    """Up to so many lines, from the top of a box down or (`hang` off) ending at its bottom."""
    size, broken = wrapped(text, px, weight, box.width, lines)
    leading = size * LEADING
    top = box.y if hang else box.bottom - leading * len(broken)
    return [
        line(role, each, Box(box.x, top + index * leading, box.width, leading), size, weight, color, align)
        for index, each in enumerate(broken)
    ]


def common(texts: Iterable[str], px: float, weight: int, room: float) -> int:
    """The size at which each of these fits: neighbours look alike."""
    return min((fitting(text, px, weight, room) for text in texts), default=round(px))


Run = tuple[str, float, int, str]
"""A part of a line that is set in several sizes: text, px, weight, colour."""


def runs(role: str, parts: Sequence[Run], box: Box, baseline: float, align: Align = Align.LEFT) -> list[Text]:
    """One line of several sizes on one baseline, shrunk together until it fits."""
    scale = 1.0
    while scale > 0.2 and _runs_width(parts, scale) > box.width:
        scale *= _STEP
    x = box.x + (box.width - _runs_width(parts, scale)) * align.value
    pieces = []
    for text, px, weight, color in parts:
        size = round(px * scale)
        words = text.strip()
        if words:
            start = x + width(text, size, weight) - width(text.lstrip(), size, weight)
            pieces.append(Text(role, words, start, baseline, size, weight, color, box))
        x += width(text, size, weight)
    return pieces


def _runs_width(parts: Sequence[Run], scale: float) -> float:
    return sum(width(text, round(px * scale), weight) for text, px, weight, _ in parts)
