"""What may stand in each column and under each key of a hall folder, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from db.errors import QT_TRANSLATE_NOOP, Mistake
from db.folder_files import Cell, Line
from db.roles import Role
from db.rules import OneOpenTicket, Rules

Read = Callable[[str], Any]


@dataclass(frozen=True)
class Entry:
    """One column of a table, or one key of hall.toml."""

    name: str
    read: Read
    expected: str
    may_be_empty: bool = False
    written: tuple[type, ...] = ()
    """How hall.toml may write it, where that is not as its value's own type."""
    column_may_be_missing: bool = False
    shown: Callable[[str], str] = str
    """What a mistake may repeat of the text."""


@dataclass(frozen=True)
class ReadLine:
    """One line with its values, and where each stood."""

    line: Line
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def place(self, name: str) -> str:
        cell = self.line.cells.get(name)
        return cell.place if cell else self.line.place


def read_line(line: Line, entries: Sequence[Entry], mistakes: list[Mistake]) -> ReadLine:
    """The values of a line; what cannot be read is a mistake, and missing from them."""
    values: dict[str, Any] = {}
    for entry in entries:
        cell = line.cells.get(entry.name, Cell("", line.place))
        if entry.may_be_empty and not cell.text:
            values[entry.name] = None
            continue
        try:
            value = entry.read(cell.text)
            if cell.kind and cell.kind not in (entry.written or (type(value),)):
                raise ValueError
            values[entry.name] = value
        except (ValueError, KeyError):
            template = QT_TRANSLATE_NOOP("errors", "{place}: `{name}` must be {expected}, not “{found}”.")
            told = {"name": entry.name, "expected": entry.expected, "found": entry.shown(cell.text)}
            mistakes.append(Mistake(template, place=cell.place, **told))
    return ReadLine(line, values)


def refuse_repetition(lines: Sequence[ReadLine], key: str, mistakes: list[Mistake]) -> None:
    """What names a line must name only one."""
    seen: dict[object, str] = {}
    for line in lines:
        if (name := line.values.get(key)) is None:
            continue
        if name in seen:
            template = QT_TRANSLATE_NOOP(
                "errors", "{place}: “{name}” is taken already, at {first}. Give it another."
            )
            mistakes.append(Mistake(template, place=line.place(key), name=name, first=seen[name]))
        seen.setdefault(name, line.place(key))


def text_of(text: str) -> str:
    """A text that is not empty."""
    if not text:
        raise ValueError
    return text


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError
    return int(text)


def _minutes(text: str) -> int:
    if not 1 <= (minutes := _number(text)) <= 600:
        raise ValueError
    return minutes


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False, "是": True, "否": False}[text.lower()]


def clock(text: str) -> time:
    """08:30, or 8:30:00 as a spreadsheet may write it; 24:00 is the 00:00 that ends a day."""
    if not (parts := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?", text)):
        raise ValueError
    return time.min if text == "24:00" else time(int(parts[1]), int(parts[2]))


def day(text: str) -> date:
    """2026-10-01, or 2026/10/1 as a spreadsheet may write it."""
    if not (parts := re.fullmatch(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})", text)):
        raise ValueError
    return date(int(parts[1]), int(parts[2]), int(parts[3]))


def _weekdays(text: str) -> frozenset[int]:
    """`1-5 7` names six days of the week; Monday is 1 there, and 0 within the program."""
    days: set[int] = set()
    for word in _words(text):
        first, _, last = word.partition("-")
        days.update(range(int(first) - 1, int(last or first)))
    if not days or not days <= set(range(7)):
        raise ValueError
    return frozenset(days)


def _hours_kind(text: str) -> str:
    if text not in ("issue", "serve"):
        raise ValueError
    return text


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9]?", text):
        raise ValueError
    return text


def _words(text: str) -> tuple[str, ...]:
    words = tuple(text.replace("，", " ").replace(",", " ").split())
    if not words or len(set(words)) < len(words):
        raise ValueError
    return words


def _helps(text: str) -> dict[str, int]:
    parts = [re.fullmatch(r"(\w+)\+([1-9][0-9]{0,2})", word) for word in text.split()]
    helps = {part[1]: int(part[2]) for part in parts if part}
    if len(helps) < len(parts):
        raise ValueError
    return helps


def _time_zone(text: str) -> str:
    try:
        return ZoneInfo(text_of(text)).key
    except (OSError, LookupError) as unknown:
        raise ValueError from unknown


A_TEXT = QT_TRANSLATE_NOOP("errors", "a text")
A_NUMBER = QT_TRANSLATE_NOOP("errors", "a whole number")
MINUTES = QT_TRANSLATE_NOOP("errors", "minutes, from 1 to 600")
YES_OR_NO = QT_TRANSLATE_NOOP("errors", "yes or no")
PREFIX = QT_TRANSLATE_NOOP("errors", "a prefix such as A, A1 or AB")
ONE_OPEN_TICKET = QT_TRANSLATE_NOOP("errors", "service, hall or none")
ROLE = QT_TRANSLATE_NOOP("errors", "clerk, guide, supervisor or administrator")
WORDS = QT_TRANSLATE_NOOP("errors", "ids separated by spaces, each once")
HELPS = QT_TRANSLATE_NOOP("errors", "services with minutes, such as B1+10 B3+15")
TIME_ZONE = QT_TRANSLATE_NOOP("errors", "a time zone such as Asia/Shanghai")
CLOCK = QT_TRANSLATE_NOOP("errors", "a time such as 08:30")
DATE = QT_TRANSLATE_NOOP("errors", "a date such as 2026-10-01")
WEEKDAYS = QT_TRANSLATE_NOOP("errors", "days of the week, such as 1-5 or 1 3 6, where 1 is Monday")
HOURS_KIND = QT_TRANSLATE_NOOP("errors", "issue (numbers are given out) or serve (counters call)")
AUDIENCE = QT_TRANSLATE_NOOP("errors", "个人 (people) or 法人 (businesses)")
KIND = QT_TRANSLATE_NOOP("errors", "a kind of service as the README lists them")

RULES = tuple(
    field.name for field in fields(Rules) if field.name not in ("paper_confirm_s", "one_open_ticket")
)
"""The rules that the hall's section may set; what it does not name stays as it is."""

SERVICE_KINDS = frozenset(
    [
        "guidance",
        "general",
        "one_stop",
        "agent",
        "cross_province",
        "unresolved",
        "collection",
        "complaint",
        "special",
    ]
)


def _kind(text: str) -> str:
    if text not in SERVICE_KINDS:
        raise ValueError
    return text


def audience(text: str) -> str:
    if text not in ("个人", "法人"):
        raise ValueError
    return text


def _one_open_ticket(text: str) -> str:
    return OneOpenTicket(text).value


def _texts(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(name, text_of, A_TEXT) for name in names)


NAMES = _texts("id", "name", "name_en")
HALL = (
    *_texts("name", "name_en", "slogan", "slogan_en", "hotline"),
    Entry("time_zone", _time_zone, TIME_ZONE),
    Entry("paper_confirm_s", _number, A_NUMBER),
    *_texts("notice", "notice_en", "ticket_rules", "ticket_rules_en"),
    *(Entry(name, _number, A_NUMBER, may_be_empty=True) for name in RULES),
    Entry("one_open_ticket", _one_open_ticket, ONE_OPEN_TICKET, may_be_empty=True),
)
HOURS = (
    Entry("weekdays", _weekdays, WEEKDAYS, written=(str,)),
    Entry("kind", _hours_kind, HOURS_KIND),
    Entry("opens", clock, CLOCK, written=(str, time)),
    Entry("closes", clock, CLOCK, written=(str, time)),
)
DAY = (
    Entry("date", day, DATE, written=(str, date)),
    Entry("kind", _hours_kind, HOURS_KIND, may_be_empty=True),
    Entry("opens", clock, CLOCK, may_be_empty=True, written=(str, time)),
    Entry("closes", clock, CLOCK, may_be_empty=True, written=(str, time)),
    Entry("reason", text_of, A_TEXT, may_be_empty=True),
    Entry("reason_en", text_of, A_TEXT, may_be_empty=True),
)
SLOT = (
    *_texts("service"),
    Entry("weekdays", _weekdays, WEEKDAYS),
    Entry("starts", clock, CLOCK),
    Entry("capacity", _number, A_NUMBER),
)
ZONE = (*NAMES, *_texts("floor", "channel"))
GROUP = (
    *NAMES,
    Entry("head_start_min", _minutes, MINUTES),
    *_texts("evidence", "evidence_en"),
    Entry("min_age", _number, A_NUMBER, may_be_empty=True),
)
DEPARTMENT = (*NAMES, *_texts("short", "short_en", "category"))
SERVICE = (
    Entry("id", _prefix, PREFIX),
    *_texts("name", "name_en", "short", "short_en", "zone"),
    Entry("departments", _words, WORDS),
    Entry("kind", _kind, KIND),
    Entry("expected_min", _minutes, MINUTES),
    Entry("limit_min", _minutes, MINUTES),
    *(
        Entry(name, _number, A_NUMBER, may_be_empty=True)
        for name in ("cap_am", "cap_pm", "warn_waiting", "warn_wait_min")
    ),
    Entry("asks_card", _yes_or_no, YES_OR_NO),
    Entry("by_appointment", _yes_or_no, YES_OR_NO),
)
BUNDLE = (*NAMES, Entry("audience", audience, AUDIENCE), *_texts("stage"))
STEP = _texts("bundle", "service", "name", "name_en")
CLERK = (
    *NAMES,
    Entry("role", Role, ROLE, may_be_empty=True, column_may_be_missing=True),
    Entry("services", _words, WORDS, may_be_empty=True, column_may_be_missing=True),
)
COUNTER = (
    Entry("number", _number, A_NUMBER),
    *_texts("zone"),
    Entry("low", _yes_or_no, YES_OR_NO),
    Entry("serves", _words, WORDS),
    Entry("helps", _helps, HELPS, may_be_empty=True),
)
