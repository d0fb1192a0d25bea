"""A hall as its administrator writes it: a folder with `hall.toml` and its tables, read and checked in full.

Every mistake is found in one reading, each with its place, what was expected and what to do about it.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from db import order
from db.errors import QT_TRANSLATE_NOOP, LoadError, Mistake
from db.folder_catalogue import (
    ITEM,
    ITEMS,
    LIFE_EVENT,
    LIFE_EVENTS,
    NO_CATALOGUE,
    Catalogue,
    read_catalogue,
)
from db.folder_entries import (
    BUNDLE,
    CLERK,
    COUNTER,
    DAY,
    DEPARTMENT,
    GROUP,
    HALL,
    HOURS,
    NAMES,
    SERVICE,
    SLOT,
    STEP,
    ZONE,
    Entry,
    ReadLine,
    read_line,
    refuse_repetition,
)
from db.folder_files import Line, read_table, read_toml
from db.folder_hours import read_hours, read_slots
from db.roles import Role

Row = Mapping[str, Any]

SECTIONS = ("hall", "floor", "zone", "group", "hours", "day")
"""What hall.toml may tell of."""

_BUNDLES, _STEPS = "bundles.csv", "bundle-steps.csv"


@dataclass(frozen=True)
class HallFolder:
    """A checked hall, as rows for its tables."""

    name: str
    hall: Row
    floors: tuple[Row, ...]
    zones: tuple[Row, ...]
    departments: tuple[Row, ...]
    services: tuple[Row, ...]
    service_departments: tuple[Row, ...]
    groups: tuple[Row, ...]
    counters: tuple[Row, ...]
    counter_lanes: tuple[Row, ...]
    clerks: tuple[Row, ...]
    clerk_services: tuple[Row, ...]
    opening_hours: tuple[Row, ...]
    slots: tuple[Row, ...]
    bundles: tuple[Row, ...]
    bundle_steps: tuple[Row, ...]
    catalogue: Catalogue = NO_CATALOGUE


def read_hall(folder: Path) -> HallFolder:
    """The hall in a folder. Raises `LoadError`, which lists every mistake; reads only."""
    return _Reading(folder).hall()


class _Reading:
    """One reading of a folder, and the mistakes met so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []

    def hall(self) -> HallFolder:
        if not self.folder.is_dir():
            self._add(QT_TRANSLATE_NOOP("errors", "{place}: there is no such folder."), str(self.folder))
            self._give_up()
        toml = read_toml(self.folder / "hall.toml", self.mistakes)
        for table in sorted(toml.keys() - SECTIONS):
            self._unknown_entry(toml[table][0].place, table, SECTIONS)
        hall = self._rows(toml.get("hall", []), HALL, key=None)
        floors = self._rows(toml.get("floor", []), NAMES)
        zones = self._rows(toml.get("zone", []), ZONE)
        groups = self._rows(toml.get("group", []), GROUP)
        departments = self._table("departments.csv", DEPARTMENT)
        services = self._table("services.csv", SERVICE)
        counters = self._table("counters.csv", COUNTER, key="number")
        clerks = self._table("clerks.csv", CLERK)
        hours = self._rows(toml.get("hours", []), HOURS, key=None)
        days = self._rows(toml.get("day", []), DAY, key=None)
        has_slots = (self.folder / "slots.csv").exists()
        slots = self._table("slots.csv", SLOT, key=None) if has_slots else []
        has_bundles = any((self.folder / file).exists() for file in (_BUNDLES, _STEPS))
        bundles = self._table(_BUNDLES, BUNDLE) if has_bundles else []
        steps = self._table(_STEPS, STEP, key=None) if has_bundles else []
        has_items = any((self.folder / file).exists() for file in (ITEMS, LIFE_EVENTS))
        events = self._table(LIFE_EVENTS, LIFE_EVENT, key="name") if has_items else []
        items = self._table(ITEMS, ITEM) if has_items else []
        if self.mistakes:
            # References are judged once every line can be read: a broken line would bring a crowd of others.
            self._give_up()
        self._check_references(floors, zones, departments, services, counters)
        self._check_bundles(bundles, steps, services)
        for row in clerks:
            self._known(
                row, "services", row["services"] or (), {each["id"] for each in services}, "services.csv"
            )
        catalogue = read_catalogue(items, events, departments, services, self.mistakes)
        opening_hours = read_hours(hours, days, self.mistakes)
        weekly_slots = read_slots(slots, services, self.mistakes)
        if self.mistakes:
            self._give_up()
        return HallFolder(
            name=hall[0]["name"],
            hall={"id": 1} | {name: value for name, value in hall[0].values.items() if value is not None},
            floors=_positioned(floors),
            zones=_positioned(zones, floor="floor_id"),
            departments=_positioned(departments),
            services=_positioned(services, zone="zone_id", departments=None),
            service_departments=tuple(
                {"service_id": service["id"], "department_id": department}
                for service in services
                for department in service["departments"]
            ),
            groups=_positioned(groups),
            counters=tuple(
                {"number": each["number"], "zone_id": each["zone"], "low": each["low"]} for each in counters
            ),
            counter_lanes=tuple(lane for each in counters for lane in _lanes(each)),
            clerks=tuple(_clerk(each) for each in clerks),
            clerk_services=tuple(
                {"clerk_id": each["id"], "service_id": service}
                for each in clerks
                for service in each["services"] or ()
            ),
            opening_hours=tuple(opening_hours),
            slots=tuple(weekly_slots),
            bundles=_positioned(bundles),
            bundle_steps=tuple(_numbered(steps)),
            catalogue=catalogue,
        )

    def _give_up(self) -> None:
        raise LoadError(self.folder, self.mistakes)

    def _table(self, file: str, entries: Sequence[Entry], key: str | None = "id") -> list[ReadLine]:
        names = [entry.name for entry in entries]
        required = [entry.name for entry in entries if not entry.column_may_be_missing]
        header, lines = read_table(self.folder / file, required, self.mistakes)
        for name, place in header:
            if name not in names:
                self._unknown_entry(place, name, names)
        return self._rows(lines, entries, key)

    def _unknown_entry(self, place: str, name: str, names: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, list(names), 1, 0.5)
        self._add(
            QT_TRANSLATE_NOOP("errors", "{place}: “{name}” is not known here; one of {known} is expected."),
            place,
            name=name,
            known=near[0] if near else ", ".join(names),
        )

    def _add(self, template: str, place: str, **fields: object) -> None:
        self.mistakes.append(Mistake(template, place=place, **fields))

    def _rows(
        self, lines: Sequence[Line], entries: Sequence[Entry], key: str | None = "id"
    ) -> list[ReadLine]:
        known = [entry.name for entry in entries]
        for line in lines:
            for name, cell in line.cells.items():
                if name not in known and line.names_itself:
                    self._unknown_entry(cell.place, name, known)
        rows = [read_line(line, entries, self.mistakes) for line in lines]
        if key:
            refuse_repetition(rows, key, self.mistakes)
        return rows

    def _check_references(
        self,
        floors: list[ReadLine],
        zones: list[ReadLine],
        departments: list[ReadLine],
        services: list[ReadLine],
        counters: list[ReadLine],
    ) -> None:
        ids = {row["id"] for row in services}
        for row in zones:
            self._known(row, "floor", [row["floor"]], {each["id"] for each in floors}, "hall.toml")
        zone_ids = {each["id"] for each in zones}
        for row in services:
            self._known(row, "zone", [row["zone"]], zone_ids, "hall.toml")
            known_departments = {each["id"] for each in departments}
            self._known(row, "departments", row["departments"], known_departments, "departments.csv")
        for row in counters:
            self._known(row, "zone", [row["zone"]], zone_ids, "hall.toml")
            self._known(row, "serves", row["serves"], ids, "services.csv")
            self._known(row, "helps", row["helps"] or {}, ids, "services.csv")
            for both in set(row["serves"]).intersection(row["helps"] or {}):
                self._add(
                    QT_TRANSLATE_NOOP(
                        "errors", "{place}: the counter serves “{name}” already; it cannot also help out."
                    ),
                    row.place("helps"),
                    name=both,
                )
        self._check_prefixes(services)
        served = {service for row in counters for service in row["serves"]}
        for row in services:
            if row["id"] not in served:
                self._add(
                    QT_TRANSLATE_NOOP(
                        "errors",
                        "{place}: no counter serves “{name}”. Name it under `serves` in counters.csv.",
                    ),
                    row.place("id"),
                    name=row["id"],
                )

    def _check_bundles(
        self, bundles: list[ReadLine], steps: list[ReadLine], services: list[ReadLine]
    ) -> None:
        ids = {row["id"] for row in bundles}
        service_ids = {row["id"] for row in services}
        for row in steps:
            self._known(row, "bundle", [row["bundle"]], ids, _BUNDLES)
            self._known(row, "service", [row["service"]], service_ids, "services.csv")
        with_steps = {row["bundle"] for row in steps}
        for row in bundles:
            if row["id"] not in with_steps:
                self._add(
                    QT_TRANSLATE_NOOP(
                        "errors", "{place}: the bundle “{name}” has no steps. Name them in {file}."
                    ),
                    row.place("id"),
                    name=row["id"],
                    file=_STEPS,
                )

    def _known(self, row: ReadLine, entry: str, names: Iterable[str], known: set[str], file: str) -> None:
        for name in names:
            if name not in known:
                self._add(
                    QT_TRANSLATE_NOOP(
                        "errors",
                        "{place}: “{name}” does not stand in {file}. Add it there or correct it here.",
                    ),
                    row.place(entry),
                    name=name,
                    file=file,
                )

    def _check_prefixes(self, services: list[ReadLine]) -> None:
        # Sorted, a prefix stands directly before the first that it begins.
        ordered = sorted(services, key=lambda row: str(row["id"]))
        for shorter, longer in pairwise(ordered):
            if longer["id"] != shorter["id"] and longer["id"].startswith(shorter["id"]):
                self._add(
                    QT_TRANSLATE_NOOP(
                        "errors",
                        "{place}: “{longer}” begins with “{shorter}”, so their numbers could be mixed up."
                        " Change one of the two.",
                    ),
                    longer.place("id"),
                    longer=longer["id"],
                    shorter=shorter["id"],
                )


def _positioned(rows: Sequence[ReadLine], **renamed: str | None) -> tuple[Row, ...]:
    """Rows in the file's order, some entries under the column's name, some (None) left out."""
    return tuple(
        {
            column: value
            for name, value in row.values.items()
            if (column := renamed.get(name, name)) is not None
        }
        | {"position": position}
        for position, row in enumerate(rows)
    )


def _numbered(steps: Sequence[ReadLine]) -> Iterable[Row]:
    """The steps of each bundle from 1, in the file's order."""
    last: Counter[str] = Counter()
    for step in steps:
        last[step["bundle"]] += 1
        yield {
            "bundle_id": step["bundle"],
            "step": last[step["bundle"]],
            "service_id": step["service"],
            "name": step["name"],
            "name_en": step["name_en"],
        }


def _clerk(clerk: ReadLine) -> Row:
    names = {entry.name: clerk[entry.name] for entry in NAMES}
    return {**names, "role": (clerk["role"] or Role.CLERK).value}


def _lanes(counter: ReadLine) -> Iterable[Row]:
    number = counter["number"]
    minutes = dict.fromkeys(counter["serves"], 0) | (counter["helps"] or {})
    lanes = {order.own_lane(number): 0}
    lanes |= {order.service_lane(service): handicap for service, handicap in minutes.items()}
    if counter["low"]:
        lanes |= {order.low_lane(service): handicap for service, handicap in minutes.items()}
    return ({"counter": number, "lane": lane, "handicap_min": each} for lane, each in lanes.items())
