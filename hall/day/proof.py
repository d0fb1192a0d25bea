"""A day held against its record: every promise, and whether the record itself is whole."""

from __future__ import annotations

from collections.abc import Mapping

from db import audit, history
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.hall_folder import HallFolder
from hall.day.invariants import Promise, check

WHOLE = QT_TRANSLATE_NOOP("hall", "The record is whole")


class NotEmpty(HallError):
    """A made-up day must never get into a hall's own record."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There are tickets in {url} already. A simulated day needs a new database of its own."
    )


def must_be_empty(database: Database) -> None:
    """Raise `NotEmpty` where tickets were given out."""
    if any(row["ticket_id"] is not None for row in history.all_rows(database)):
        raise NotEmpty(url=database.shown_url)


def prove(
    database: Database, folder: HallFolder, requests: Mapping[str, str], tickets: int
) -> tuple[list[Promise], int]:
    """The promises of a day, as `hall.day.invariants.check` judges them, and how many events the record has."""
    rows = [row for row in history.all_rows(database) if row["kind"] != "HallLoaded"]
    verdict = audit.verify(database)
    whole = Promise(WHOLE, verdict.events, int(bool(verdict.broken)), ())
    return [*check(folder, rows, requests, tickets), whole], verdict.events
