"""What can be set for the devices beside a clerk's screen."""

from __future__ import annotations

import codecs
import re
from typing import Annotated

from pydantic import Field, field_validator

from shell.settings import Section

RATING_KEYS = (1, 2, 3, 4, 5)
"""The codes of a visitor's keys, the best first, as long as no manual says otherwise."""
Address = Annotated[int, Field(ge=0, le=255)]


def five_different(keys: tuple[int, ...]) -> tuple[int, ...]:
    """Either no keys for visitors, or one for each level."""
    if keys and len(set(keys)) != 5:
        raise ValueError("five different codes, the best level first, or none")
    return keys


class PadSection(Section):
    """[caller.pad]: the clerk's own call pad."""

    port: str = ""
    """Empty: there is none."""
    baud: int = 9600
    address: Address = 1
    rating_keys: tuple[int, ...] = RATING_KEYS
    """The codes of the visitor's keys, the best first; none: it has no such keys."""

    _five = field_validator("rating_keys")(five_different)


class RatingSection(Section):
    """[caller.rating]: the screen that faces the visitor."""

    screen: str = ""
    """The output's name, or its number from 1; empty: there is none."""
    touch_only: bool = True
    """The clerk's mouse can reach this screen, but does nothing there."""


class StripSection(Section):
    """[caller.strip], or `strip` of a pad: a strip that takes a line of encoded text."""

    port: str = ""
    """Empty: there is none."""
    baud: int = 9600
    encoding: str = "gb18030"
    head: str = ""
    """Bytes before the text, as hexadecimal digits."""
    tail: str = "0D 0A"
    width: Annotated[int, Field(ge=4, le=80)] = 16
    """So many columns; a Chinese character takes two."""
    call: str = "请{number}号办理"
    serving: str = "正在办理 {number}"
    idle: str = "热情为您服务"
    closed: str = "暂停服务"

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            codecs.lookup(name)
        except LookupError:
            raise ValueError(f"no encoding is called “{name}”") from None
        return name

    @field_validator("head", "tail")
    @classmethod
    def _is_hexadecimal(cls, text: str) -> str:
        if not re.fullmatch(r"\s*([0-9A-Fa-f]{2}\s*)*", text):
            raise ValueError("bytes as hexadecimal digits, such as 0D 0A")
        return text

    @field_validator("call", "serving", "idle", "closed")
    @classmethod
    def _has_its_fields(cls, text: str) -> str:
        if set(re.findall(r"{(\w*)}", text)) - {"number", "counter"} or text.count("{") != text.count("}"):
            raise ValueError("only {number} and {counter} can be filled in")
        return text
