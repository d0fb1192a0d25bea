"""Take a hall folder into the database: the whole of it in one turn, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, true, update

from db import order
from db.calendar import HoursKind
from db.catalogue_loader import prepare, store_catalogue
from db.engine import Database, get_to_know
from db.errors import QT_TRANSLATE_NOOP, StillNeeded
from db.events import HallLoaded
from db.hall_folder import HallFolder
from db.models import (
    bundle,
    bundle_step,
    call,
    clerk,
    clerk_service,
    counter,
    counter_lane,
    department,
    floor,
    hall,
    opening_hours,
    service,
    service_department,
    slot,
    ticket,
    visitor_group,
    zone,
)
from db.status import TicketState
from db.turn import Turn, take_turn

Rows = Sequence[Mapping[str, Any]]

_OVER = (TicketState.FINISHED, TicketState.NO_SHOW, TicketState.CANCELLED, TicketState.EXPIRED)
_IS_OPEN = ticket.c.state.not_in([s.value for s in _OVER])
_SERVICES_IN_USE = select(ticket.c.service_id).distinct().where(_IS_OPEN)
_BUNDLES_IN_USE = select(ticket.c.bundle_id).distinct().where(_IS_OPEN, ticket.c.bundle_id.is_not(None))
_COUNTERS_IN_USE = (
    select(counter.c.number)
    .where(counter.c.clerk_id.is_not(None))
    .union(select(call.c.counter).where(call.c.ended_at.is_(None)))
)
_CLERKS_IN_USE = select(counter.c.clerk_id).where(counter.c.clerk_id.is_not(None))
_FARTHEST = (
    select(ticket.c.bundle_id, func.max(ticket.c.step).label("step"))
    .where(_IS_OPEN)
    .group_by(ticket.c.bundle_id)
    .subquery()
)
_STEPS_IN_USE = select(bundle_step.c.bundle_id, bundle_step.c.step, bundle_step.c.service_id).join(
    _FARTHEST,
    (_FARTHEST.c.bundle_id == bundle_step.c.bundle_id) & (bundle_step.c.step <= _FARTHEST.c.step),
)
_LANES_OF_CLERKS = counter_lane.c.lane.startswith(order.clerk_lane(""), autoescape=True)


def load_hall(database: Database, request: UUID, folder: HallFolder) -> HallLoaded:
    """Make the hall what the folder says; every ticket keeps its place.

    Raises `StillNeeded` when the folder leaves out a service or a bundle with open tickets, a step that one of them has
    come to, an open counter, or a clerk at one.
    """
    # The Pinyin of a large catalogue takes its time: nobody else waits for it.
    catalogue = prepare(database, folder.catalogue)
    with take_turn(database, request, founding=folder.hall) as turn:
        first = turn.first_outcome()
        if isinstance(first, HallLoaded):
            return first
        _refuse_losses(turn.connection, folder)
        _store(turn.connection, folder)
        store_catalogue(turn.connection, catalogue)
        _remove_departments(turn.connection, folder.departments)
        get_to_know(turn.connection, [service, counter, counter_lane, clerk, clerk_service])
        return _record(turn, folder)


def _refuse_losses(connection: Connection, folder: HallFolder) -> None:
    services = {row["id"] for row in folder.services}
    counters = {row["number"] for row in folder.counters}
    clerks = {row["id"] for row in folder.clerks}
    bundles = {row["id"] for row in folder.bundles}
    for in_use, kept, what in (
        (_SERVICES_IN_USE, services, QT_TRANSLATE_NOOP("errors", "service")),
        (_COUNTERS_IN_USE, counters, QT_TRANSLATE_NOOP("errors", "counter")),
        (_CLERKS_IN_USE, clerks, QT_TRANSLATE_NOOP("errors", "clerk")),
        (_BUNDLES_IN_USE, bundles, QT_TRANSLATE_NOOP("errors", "bundle")),
    ):
        lost = set(connection.execute(in_use).scalars()) - kept
        if lost:
            raise StillNeeded(what=what, names=", ".join(map(str, sorted(lost))))
    # Open tickets know their step by its number: what they have been through must stay as it is.
    steps = {(row["bundle_id"], row["step"], row["service_id"]) for row in folder.bundle_steps}
    moved = {tuple(row) for row in connection.execute(_STEPS_IN_USE)} - steps
    if moved:
        names = ", ".join(f"{bundle_id} {service_id}" for bundle_id, _, service_id in sorted(moved))
        raise StillNeeded(what=QT_TRANSLATE_NOOP("errors", "step of a bundle"), names=names)


def _store(connection: Connection, folder: HallFolder) -> None:
    connection.execute(update(hall).values({**folder.hall}))
    for table, rows in (
        (floor, folder.floors),
        (zone, folder.zones),
        (department, folder.departments),
        (service, folder.services),
        (visitor_group, folder.groups),
        (clerk, folder.clerks),
        (counter, folder.counters),
        (bundle, folder.bundles),
    ):
        _replace(connection, table, rows)
    connection.execute(delete(service_department))
    _insert(connection, service_department, folder.service_departments)
    connection.execute(delete(clerk_service))
    _insert(connection, clerk_service, folder.clerk_services)
    # Who has signed in stays signed in, with the lane of his own.
    connection.execute(delete(counter_lane).where(~_LANES_OF_CLERKS))
    _insert(connection, counter_lane, folder.counter_lanes)
    # Extra hours are promised day by day, not in the folder.
    connection.execute(delete(opening_hours).where(opening_hours.c.kind != HoursKind.EXTRA.value))
    _insert(connection, opening_hours, folder.opening_hours)
    connection.execute(delete(slot))
    _insert(connection, slot, folder.slots)
    connection.execute(delete(bundle_step))
    _insert(connection, bundle_step, folder.bundle_steps)


def _replace(connection: Connection, table: Table, rows: Rows) -> None:
    """Update what is there, insert what is new, retire what the folder leaves out."""
    (key,) = table.primary_key.columns
    there = set(connection.execute(select(key)).scalars())
    known = [row for row in rows if row[key.name] in there]
    if "retired" in table.c:
        connection.execute(update(table).values(retired=true()))
        known = [{**row, "retired": False} for row in known]
    if known:
        columns = {name: bindparam(f"new_{name}") for name in known[0] if name != key.name}
        statement = update(table).where(key == bindparam("the_key")).values(columns)
        values = [
            {f"new_{name}": value for name, value in row.items()} | {"the_key": row[key.name]}
            for row in known
        ]
        connection.execute(statement, values)
    _insert(connection, table, [row for row in rows if row[key.name] not in there])


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])


def _remove_departments(connection: Connection, rows: Rows) -> None:
    """Nothing that happened names a department, so one that is left out goes for good."""
    connection.execute(delete(department).where(department.c.id.not_in([row["id"] for row in rows])))


def _record(turn: Turn, folder: HallFolder) -> HallLoaded:
    return turn.record(
        HallLoaded(
            stamp=turn.stamp(turn.request),
            name=folder.name,
            zones=len(folder.zones),
            departments=len(folder.departments),
            services=len(folder.services),
            counters=len(folder.counters),
            clerks=len(folder.clerks),
            bundles=len(folder.bundles),
        )
    )
