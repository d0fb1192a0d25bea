"""Taking a number: who must say who they are first, what is asked of the hall, and when it is not even asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from db import queue
from db.engine import Database
from db.events import Event
from kiosk.chances import can_be_taken
from kiosk.flow import Flow, Means
from kiosk.identify import Identify
from kiosk.intents import TakeBundle, TakeNumber
from kiosk.not_now import NotNow
from kiosk.visit import Visit
from kiosk.visitor import WhoComes, who_comes

translate = QCoreApplication.translate
_Issue = Callable[..., Event]


def take_number(means: Means, intent: TakeNumber) -> Flow:
    """A number of a service."""
    name = _service_name(means, intent.service_id)
    return _take(means, name, intent, partial(queue.issue, item=intent.item_id), intent.service_id)


def take_bundle(means: Means, intent: TakeBundle) -> Flow:
    """One number for a whole bundle; it begins with the first step's service."""
    bundle = means.view().directory.bundles[intent.bundle_id]
    name = bundle.named(means.language())
    steps = tuple(step.named(means.language()) for step in bundle.steps)
    first = TakeNumber(bundle.steps[0].service_id)
    return _take(means, name, first, queue.issue_bundle, intent.bundle_id, steps=steps)


def _service_name(means: Means, service_id: str) -> str:
    service = means.view().directory.services.get(service_id)
    return service.named(means.language()) if service else service_id


def _take(
    means: Means,
    name: str,
    intent: TakeNumber,
    issue: _Issue,
    wanted: str,
    *,
    steps: tuple[str, ...] = (),
) -> Flow:
    view, service_id = means.view(), intent.service_id
    if not can_be_taken(view.offers, service_id):
        return NotNow(means, intent)

    def visit() -> Flow:
        command = partial(_send, issue, wanted, who_comes(means, service_id))
        return Visit(means, name, command, steps=steps, materials=intent.materials)

    service = view.directory.services.get(service_id)
    if service is not None and service.asks_card and means.visitor().known is None:
        what_for = translate("kiosk", "“{service}” is handled under your real name").format(service=name)
        return Identify(means, what_for, visit)
    return visit()


def _send(issue: _Issue, wanted: str, who: WhoComes, database: Database, request: UUID) -> Event:
    return issue(
        database,
        request,
        wanted,
        language=who.language,
        group_id=who.group_id,
        low=who.low,
        person=who.person,
    )
