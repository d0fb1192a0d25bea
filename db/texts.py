"""Texts from outside, made fit to keep and to show: a note or a code may hold anything that a keyboard or a file can."""

from __future__ import annotations

import unicodedata
from typing import Any

from db.errors import QT_TRANSLATE_NOOP, HallError

_STEERS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
LONGEST = 20_000
"""Characters of any text that comes in; a long note has two hundred."""


class TextTooLong(HallError):
    """Somebody pasted a book."""

    template = QT_TRANSLATE_NOOP(
        "errors", "This text has {length} characters; {longest} are possible. Please shorten it."
    )


def readable(text: str) -> str:
    """The text without what could steer a screen, a terminal, a printer or a reader's eye.

    Control characters, bidirectional marks, ends of lines and halves of characters become spaces. Raises `TextTooLong`.
    """
    if len(text) > LONGEST:
        raise TextTooLong(length=len(text), longest=LONGEST)
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(each) in _STEERS else each for each in text)


def readable_argument(value: Any) -> Any:
    """An argument of a command, with every text in it made readable."""
    if type(value) is str:
        return readable(value)
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(map(readable_argument, value))
    return value
