"""What stands on the hall's signs: names, places, counters. Changes only when a hall is loaded anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, RowMapping, Select, Table, select

from db import order
from db.errors import NotInitialised
from db.models import (
    bundle,
    bundle_step,
    clerk,
    counter,
    counter_lane,
    department,
    floor,
    hall,
    service,
    service_department,
    visitor_group,
    zone,
)

GUIDANCE = "guidance"
"""The kind of the service that helps people who do not know what they need: its counters are guide desks."""

F = TypeVar("F", "FloorFacts", "ZoneFacts", "DepartmentFacts", "GroupFacts", "ClerkFacts")


@dataclass(frozen=True)
class Named:
    """Something with a Chinese and an English name."""

    name: str
    name_en: str

    def named(self, language: str) -> str:
        """Its name in a language; Chinese unless English is asked for."""
        return self.name_en if language == "en" else self.name

    def __str__(self) -> str:
        """As a log says it."""
        return self.name_en


@dataclass(frozen=True)
class HallFacts(Named):
    """The hall itself, and its own texts."""

    slogan: str
    slogan_en: str
    hotline: str
    time_zone: str
    notice: str
    notice_en: str
    ticket_rules: str
    ticket_rules_en: str


@dataclass(frozen=True)
class FloorFacts(Named):
    """A floor."""

    id: str


@dataclass(frozen=True)
class ZoneFacts(Named):
    """A zone, and the voice channel that speaks in it."""

    id: str
    floor_id: str
    channel: str


@dataclass(frozen=True)
class DepartmentFacts(Named):
    """A department."""

    id: str
    short: str
    short_en: str
    category: str


@dataclass(frozen=True)
class ServiceFacts(Named):
    """A service; `counters` are its own ones, `helpers` those that only help out."""

    id: str
    short: str
    short_en: str
    zone_id: str
    kind: str
    expected_min: int
    limit_min: int
    asks_card: bool
    department_ids: tuple[str, ...]
    counters: tuple[int, ...]
    low_counters: tuple[int, ...]
    helpers: tuple[int, ...]

    def short_named(self, language: str) -> str:
        """Its short name, for cards and tight places."""
        return self.short_en if language == "en" else self.short


@dataclass(frozen=True)
class GroupFacts(Named):
    """A priority group, and how much earlier its visitors count as having come."""

    id: str
    head_start_min: int
    min_age: int | None
    evidence: str
    evidence_en: str

    def proof(self, language: str) -> str:
        """What shows at the counter that somebody belongs to it."""
        return self.evidence_en if language == "en" else self.evidence


@dataclass(frozen=True)
class CounterFacts:
    """A counter, and the lanes that it looks at."""

    number: int
    zone_id: str
    low: bool
    lanes: Mapping[str, int]  # lane -> handicap in minutes


@dataclass(frozen=True)
class ClerkFacts(Named):
    """Somebody who serves at counters."""

    id: str


@dataclass(frozen=True)
class StepFacts(Named):
    """One step of a bundle, and the service that handles it."""

    service_id: str


@dataclass(frozen=True)
class BundleFacts(Named):
    """Several errands on one ticket, one step after the other; `audience` and `stage` sort them on screens."""

    id: str
    audience: str
    stage: str
    steps: tuple[StepFacts, ...]


@dataclass(frozen=True)
class Directory:
    """The whole hall as its signs show it, each in the hall's own order."""

    hall: HallFacts
    floors: Mapping[str, FloorFacts]
    zones: Mapping[str, ZoneFacts]
    departments: Mapping[str, DepartmentFacts]
    services: Mapping[str, ServiceFacts]
    groups: Mapping[str, GroupFacts]
    counters: Mapping[int, CounterFacts]
    clerks: Mapping[str, ClerkFacts]
    bundles: Mapping[str, BundleFacts]


def read_directory(connection: Connection) -> Directory:
    """Read everything that the signs say."""
    facts = connection.execute(select(hall)).mappings().first()
    if facts is None:
        raise NotInitialised(url=connection.engine.url.render_as_string(hide_password=True))
    counters = _counters(connection)
    return Directory(
        hall=HallFacts(**{name: facts[name] for name in HallFacts.__dataclass_fields__}),
        floors=_facts(connection, FloorFacts, floor),
        zones=_facts(connection, ZoneFacts, zone),
        departments=_facts(connection, DepartmentFacts, department),
        services=_services(connection, counters),
        groups=_facts(connection, GroupFacts, visitor_group),
        counters=counters,
        clerks=_facts(connection, ClerkFacts, clerk),
        bundles=_bundles(connection),
    )


def _facts(connection: Connection, kind: type[F], table: Table) -> dict[str, F]:
    # The named columns only: a clerk's PIN is not for every station to read.
    columns = [table.c[name] for name in kind.__dataclass_fields__]
    order_by = table.c.position if "position" in table.c else table.c.id
    rows = connection.execute(_still_there(table, *columns).order_by(order_by))
    return {row.id: kind(**row._mapping) for row in rows}


def _still_there(table: Table, *columns: Column[Any]) -> Select[Any]:
    rows = select(*columns or (table,))
    return rows.where(~table.c.retired) if "retired" in table.c else rows


def _counters(connection: Connection) -> dict[int, CounterFacts]:
    lanes: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(select(counter_lane).order_by(counter_lane.c.lane)):
        lanes[row.counter][row.lane] = row.handicap_min
    rows = connection.execute(_still_there(counter).order_by(counter.c.number))
    return {row.number: CounterFacts(row.number, row.zone_id, row.low, lanes[row.number]) for row in rows}


def _services(connection: Connection, counters: Mapping[int, CounterFacts]) -> dict[str, ServiceFacts]:
    departments: dict[str, list[str]] = defaultdict(list)
    rows = select(service_department).order_by(service_department.c.department_id)
    for row in connection.execute(rows):
        departments[row.service_id].append(row.department_id)
    own: dict[str, list[int]] = defaultdict(list)
    helpers: dict[str, list[int]] = defaultdict(list)
    for each in counters.values():
        for lane, handicap_min in each.lanes.items():
            (helpers if handicap_min else own)[lane].append(each.number)

    def facts(row: RowMapping) -> ServiceFacts:
        lane = order.service_lane(row["id"])
        return ServiceFacts(
            **{name: row[name] for name in ServiceFacts.__dataclass_fields__ if name in row},
            department_ids=tuple(departments[row["id"]]),
            counters=tuple(own[lane]),
            low_counters=tuple(own[order.low_lane(row["id"])]),
            helpers=tuple(helpers[lane]),
        )

    ordered = connection.execute(_still_there(service).order_by(service.c.position)).mappings()
    return {row["id"]: facts(row) for row in ordered}


def _bundles(connection: Connection) -> dict[str, BundleFacts]:
    steps: dict[str, list[StepFacts]] = defaultdict(list)
    for row in connection.execute(select(bundle_step).order_by(bundle_step.c.step)):
        steps[row.bundle_id].append(StepFacts(row.name, row.name_en, row.service_id))
    return {
        row.id: BundleFacts(row.name, row.name_en, row.id, row.audience, row.stage, tuple(steps[row.id]))
        for row in connection.execute(_still_there(bundle).order_by(bundle.c.position))
    }
