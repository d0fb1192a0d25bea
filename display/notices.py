"""A hall's notices: what is said when, on the running line or on a page between the calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from display.state import Pair
from display.words import Words
from shell.settings import Section, Settings


class NoticeKind(StrEnum):
    """Where a notice stands."""

    LINE = "line"  # at the foot of the board
    PAGE = "page"  # large, while nobody is called


class Notice(Section):
    """A text, and when it is to be seen; what is left out sets no limit."""

    text: Annotated[str, Field(min_length=1, max_length=400)]
    text_en: Annotated[str, Field(max_length=400)] = ""
    kind: NoticeKind = NoticeKind.LINE
    first_day: date = date.min
    last_day: date = date.max
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = (1, 2, 3, 4, 5, 6, 7)
    """1 is Monday."""
    begins: time = time.min
    ends: time = time.max

    def due(self, now: datetime) -> bool:
        """Whether it is to be seen at a moment of the hall's own clock."""
        return (
            self.first_day <= now.date() <= self.last_day
            and now.isoweekday() in self.weekdays
            and self.begins <= now.time() < self.ends
        )


class NoticesFile(Settings):
    """The file with a hall's notices: one [[notice]] after the other."""

    notice: tuple[Notice, ...] = ()


def due(notices: Iterable[Notice], kind: NoticeKind, now: datetime, words: Words) -> Sequence[Pair]:
    """The notices of a kind that are to be seen now."""
    return [
        words.own(each.text, each.text_en or each.text)
        for each in notices
        if each.kind == kind and each.due(now)
    ]
