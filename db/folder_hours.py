"""The hours and the slots of a hall folder, as rows for their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any

from db.errors import QT_TRANSLATE_NOOP, Mistake
from db.folder_entries import ReadLine

Row = Mapping[str, Any]


def read_hours(hours: Sequence[ReadLine], days: Sequence[ReadLine], mistakes: list[Mistake]) -> list[Row]:
    """The weekly hours and the days that have their own."""
    for line in hours:
        _must_be_a_span(line, mistakes)
    _must_not_overlap(
        ((weekday, line["kind"], line) for line in hours for weekday in line["weekdays"]), mistakes
    )
    closed: dict[date, bool] = {}
    for line in days:
        is_closed = line["opens"] is None and line["closes"] is None
        if not is_closed:
            _must_be_a_span(line, mistakes)
        if closed.setdefault(line["date"], is_closed) != is_closed:
            template = QT_TRANSLATE_NOOP("errors", "{place}: {date} is both open and closed. Leave one out.")
            mistakes.append(Mistake(template, place=line.place("date"), date=line["date"]))
    _must_not_overlap(
        (
            (line["date"], kind, line)
            for line in days
            if line["opens"] and line["closes"]
            for kind in _kinds(line)
        ),
        mistakes,
    )
    return [*_weekly(hours), *_dated(days)]


def _weekly(hours: Iterable[ReadLine]) -> Iterator[Row]:
    for line in hours:
        for weekday in sorted(line["weekdays"]):
            yield _row(line["kind"], line["opens"], line["closes"], weekday=weekday)


def _dated(days: Iterable[ReadLine]) -> Iterator[Row]:
    for line in days:
        texts: dict[str, Any] = {name: line[name] or "" for name in ("reason", "reason_en")}
        if line["opens"] is None:
            yield _row("closed", None, None, date=line["date"], **texts)
        else:
            for kind in _kinds(line):
                yield _row(kind, line["opens"], line["closes"], date=line["date"], **texts)


def _kinds(line: ReadLine) -> tuple[str, ...]:
    return (line["kind"],) if line["kind"] else ("issue", "serve")


def _row(
    kind: str,
    opens: time | None,
    closes: time | None,
    *,
    weekday: int | None = None,
    date: date | None = None,
    reason: str = "",
    reason_en: str = "",
) -> Row:
    return {
        "weekday": weekday,
        "date": date,
        "kind": kind,
        "opens": opens,
        "closes": closes,
        "reason": reason,
        "reason_en": reason_en,
    }


def _must_be_a_span(line: ReadLine, mistakes: list[Mistake]) -> None:
    opens, closes = line["opens"], line["closes"]
    # 24:00 is read as the 00:00 that ends the day.
    if opens is None or closes is None or (opens >= closes and closes != time.min):
        template = QT_TRANSLATE_NOOP(
            "errors", "{place}: hours need `opens` and a later `closes`. Midnight is 24:00."
        )
        mistakes.append(Mistake(template, place=line.place("closes")))


def _must_not_overlap(spans: Iterable[tuple[Any, str, ReadLine]], mistakes: list[Mistake]) -> None:
    by_day: dict[tuple[Any, str], list[ReadLine]] = {}
    for day, kind, line in spans:
        by_day.setdefault((day, kind), []).append(line)
    told: set[str] = set()
    for lines in by_day.values():
        for first, second in pairwise(sorted(lines, key=lambda line: line["opens"])):
            place = second.place("opens")
            if second["opens"] < _end(first) and place not in told:
                template = QT_TRANSLATE_NOOP("errors", "{place}: these hours overlap those at {first}.")
                mistakes.append(Mistake(template, place=place, first=first.place("opens")))
                told.add(place)


def _end(line: ReadLine) -> time:
    closes: time = line["closes"]
    return time.max if closes == time.min else closes


def read_slots(slots: Sequence[ReadLine], services: Sequence[ReadLine], mistakes: list[Mistake]) -> list[Row]:
    """What may be booked, each week; only services that can be booked have slots."""
    bookable = {line["id"] for line in services if line["by_appointment"]}
    seen: dict[tuple[str, int, time], str] = {}
    rows = []
    for line in slots:
        if line["service"] not in bookable:
            template = QT_TRANSLATE_NOOP(
                "errors",
                "{place}: “{name}” cannot be booked: services.csv says no under `by_appointment`, or does not know it.",
            )
            mistakes.append(Mistake(template, place=line.place("service"), name=line["service"]))
        for weekday in sorted(line["weekdays"]):
            key = (line["service"], weekday, line["starts"])
            if key in seen:
                template = QT_TRANSLATE_NOOP("errors", "{place}: this slot stands at {first} already.")
                mistakes.append(Mistake(template, place=line.place("starts"), first=seen[key]))
                break
            seen[key] = line.place("starts")
            rows.append(
                dict(zip(("service_id", "weekday", "starts"), key, strict=True))
                | {"capacity": line["capacity"]}
            )
    return rows
