"""Several errands on one ticket, one after the other, with one number to the end (一件事)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from db import caps, privacy
from db.errors import QT_TRANSLATE_NOOP, UnknownThing
from db.events import TicketIssued
from db.models import bundle, bundle_step
from db.privacy import Person
from db.tickets import walk_in
from db.turn import Turn, command

_FIRST_STEP = (
    select(bundle_step.c.service_id, bundle_step.c.step)
    .join(bundle, bundle.c.id == bundle_step.c.bundle_id)
    .where(bundle.c.id == bindparam("bundle"), ~bundle.c.retired)
    .order_by(bundle_step.c.step)
    .limit(1)
)


@dataclass(frozen=True)
class BundleStep:
    """Which step of a bundle a ticket has come to."""

    bundle_id: str
    step: int
    steps: int


@command(TicketIssued)
def issue_bundle(
    turn: Turn,
    bundle_id: str,
    *,
    language: str = "zh",
    group_id: str | None = None,
    low: bool = False,
    person: Person | None = None,
) -> TicketIssued:
    """Give out a number for a whole bundle: it is of the first step's service, and stays the same to the end."""
    first = turn.connection.execute(_FIRST_STEP, {"bundle": bundle_id}).first()
    if first is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "bundle"), name=bundle_id)
    privacy.must_hold_none(turn, first.service_id, person)
    caps.must_give_numbers(turn, first.service_id)
    more = {"bundle_id": bundle_id, "step": first.step, **privacy.columns_of(person)}
    return walk_in(turn, first.service_id, language=language, group_id=group_id, low=low, **more)
