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
from kiosk.not_now import NotNow, name_of
from kiosk.visit import Visit
from kiosk.visitor import WhoComes, who_comes

translate = QCoreApplication.translate
_Issue = Callable[..., Event]


def take_number(means: Means, intent: TakeNumber) -> Flow:
    """A number of a service."""
    issue = partial(queue.issue, item=intent.item_id)
    return _take(means, intent, intent.service_id, issue, intent.service_id, materials=intent.materials)


def take_bundle(means: Means, intent: TakeBundle) -> Flow:
    """One number for a whole bundle; it begins with the first step's service."""
    bundle = means.view().directory.bundles.get(intent.bundle_id)
    if bundle is None:  # gone with a hall that was loaded meanwhile, which says so when it is asked
        return _take(means, intent, "", queue.issue_bundle, intent.bundle_id)
    steps = tuple(step.named(means.language()) for step in bundle.steps)
    first = bundle.steps[0].service_id
    return _take(means, intent, first, queue.issue_bundle, intent.bundle_id, steps=steps)


def _take(
    means: Means,
    intent: TakeNumber | TakeBundle,
    service_id: str,
    issue: _Issue,
    wanted: str,
    *,
    steps: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
) -> Flow:
    view = means.view()
    if not can_be_taken(view.offers, service_id):
        return NotNow(means, intent, service_id)
    name = name_of(view, intent, means.language())

    def visit() -> Flow:
        command = partial(_send, issue, wanted, who_comes(means, service_id))
        return Visit(means, name, command, steps=steps, materials=materials)

    service = view.directory.services.get(service_id)
    if service is not None and service.asks_card and means.visitor().known is None:
        what_for = translate("kiosk", "{service} is handled under your real name").format(service=name)
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
