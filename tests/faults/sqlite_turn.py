"""Who is inside a transaction on an SQLite hall at this very moment."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from time import monotonic

from tests.patience import PATIENCE_S


def note_of(hall: Path) -> Path:
    """Where the holder of the turn is named."""
    return hall.with_name(f"{hall.name}.holder")


def journal_of(hall: Path) -> Path:
    """What lies beside the file as long as a transaction has changed something."""
    return hall.with_name(f"{hall.name}-journal")


def caught_in_transaction(hall: Path, stations: Collection[int]) -> int | None:
    """Watch, without a pause, until one of these processes has its turn and a journal; None: none ever had."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        holder = _holder(note_of(hall)) if journal_of(hall).exists() else None
        if holder is not None and holder in stations:
            return holder
    return None


def _holder(note: Path) -> int | None:
    try:
        return int(json.loads(note.read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError):  # not there, or half written
        return None
