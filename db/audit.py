"""Whether what happened still stands as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from db.chain import EventRow, digest_of
from db.engine import Database
from db.history import all_rows


class Break(StrEnum):
    """How the record is broken at its first broken event."""

    MISSING = "missing"  # its id is not there, though a later one is
    DIFFERENT = "different"  # it was changed, put in, or moved: its digest does not fit
    WITHOUT_DIGEST = "without_digest"  # it was put in by somebody who is no part of the hall
    CUT_OFF = "cut_off"  # the record ends before the seal
    OTHER_SEAL = "other_seal"  # the chain holds, but it is not the one that was sealed


@dataclass(frozen=True)
class Seal:
    """One event's digest, kept outside the database: it stands for everything up to that event."""

    event_id: int
    digest: str

    def __str__(self) -> str:
        return f"{self.event_id}:{self.digest}"


@dataclass(frozen=True)
class Verdict:
    """What came of reading the whole record."""

    events: int
    unchained: int
    """So many at the start were written by a version that knew no digests."""
    seal: Seal | None
    """The newest event's, to be kept elsewhere; None: there is no chain yet, or it is broken."""
    broken: Break | None = None
    broken_id: int | None = None


def verify(database: Database, seal: Seal | None = None) -> Verdict:
    """Read every event and name the first that is not as it was written.

    The chain alone cannot know that its end was cut off, or that all of it was written anew: a `seal` that was
    kept elsewhere can. Reads page by page, since what was written once does not change while it is read.
    """
    return judge(all_rows(database), seal)


def judge(rows: Iterable[EventRow], seal: Seal | None = None) -> Verdict:
    """The same for rows in the order of their ids."""
    events = unchained = 0
    newest: str | None = None
    for row in rows:
        expected = events + 1
        digest = digest_of(newest, row) if row["digest"] else None
        if how := _break(row, expected, digest, newest, seal):
            return Verdict(events, unchained, None, how, min(expected, row["id"]))
        events, newest = expected, digest
        unchained += digest is None
    if seal and seal.event_id > events:
        return Verdict(events, unchained, None, Break.CUT_OFF, events + 1)
    return Verdict(events, unchained, Seal(events, newest) if newest else None)


def _break(
    row: EventRow, expected: int, digest: str | None, before: str | None, seal: Seal | None
) -> Break | None:
    if row["id"] != expected:
        return Break.MISSING if row["id"] > expected else Break.DIFFERENT
    sealed = seal.digest if seal and seal.event_id == expected else None
    if digest is None:
        return Break.WITHOUT_DIGEST if before or sealed else None
    if digest != row["digest"]:
        return Break.DIFFERENT
    return Break.OTHER_SEAL if sealed and sealed != digest else None
