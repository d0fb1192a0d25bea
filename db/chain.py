"""The chain over what happened: each event's digest stands on the one before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping

EventRow = Mapping[str, Any] | RowMapping

_COLUMNS = (
    "id",
    "at",
    "kind",
    "station",
    "request",
    "zone_id",
    "counter_zone_id",
    "ticket_id",
    "call_id",
    "counter",
    "clerk_id",
    "facts",
)


def canonical(row: EventRow) -> str:
    """The one text of a row of the event table, whichever database it was read from, or before it was written."""
    values = [row[name] for name in _COLUMNS]
    values[1] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    if row["by"] is not None:
        # Records are older than this column: where it says nothing, their digests stand.
        values.append(row["by"])
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def digest_of(before: str | None, row: EventRow) -> str:
    """The digest of an event, given the one of the event before it; None: the chain starts here."""
    return sha256(f"{before or ''}\n{canonical(row)}".encode()).hexdigest()
