"""Counters that have a call pad and no screen: who is signed in there, by whose leave.

A pad cannot ask for a PIN. So an administrator, who can, allows one station of pads to sign certain clerks in at
certain counters; the station proves itself by a token of which the hall keeps only the digest.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import JSON, Column, ForeignKey, String, Table, bindparam, insert, select, update

from db.counters import find_counter
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.models import Moment, metadata
from db.staff import find_clerk
from db.staff_events import PadsAllowed
from db.turn import Turn, command

Seat = tuple[int, str]
"""A counter, and the id of the clerk who works there by pad."""

pad_grant = Table(
    "pad_grant",
    metadata,
    Column("station", String, primary_key=True),
    Column("token_hash", String(64), nullable=False, comment="SHA-256 of 256 random bits."),
    Column("seats", JSON, nullable=False, comment="[counter, clerk] each."),
    Column("allowed_by", ForeignKey("clerk.id"), nullable=False),
    Column("allowed_at", Moment, nullable=False),
    comment="Which station of call pads may sign whom in where.",
)
_GRANT = select(pad_grant).where(pad_grant.c.station == bindparam("pads"))


class PadsByNobody(HallError):
    """Somebody answers for clerks who give no PIN."""

    template = QT_TRANSLATE_NOOP("errors", "An administrator must allow the pads, by name and PIN.")


class PadsNotAllowed(HallError):
    """The pads' station is not known, or not for this."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{station} may not sign {clerk} in at counter {counter}. An administrator allows it:"
        " hall pads --allow ID --settings FILE.",
    )


def new_token() -> str:
    """What a station of pads will prove itself by."""
    return secrets.token_hex(32)


def digest(token: str) -> str:
    """What the hall keeps of a token; nobody guesses 256 random bits."""
    return sha256(token.encode()).hexdigest()


@command(PadsAllowed)
def allow_pads(turn: Turn, pads: str, seats: Collection[Seat], token_hash: str) -> PadsAllowed:
    """Let the station `pads`, and whoever has its token, sign these clerks in; it replaces what it was allowed."""
    if turn.actor is None:
        raise PadsByNobody
    for counter, clerk_id in seats:
        find_counter(turn, counter)
        find_clerk(turn.connection, clerk_id)
    row = {
        "token_hash": token_hash,
        "seats": [list(seat) for seat in seats],
        "allowed_by": turn.actor.id,
        "allowed_at": turn.now,
    }
    known = turn.connection.execute(_GRANT, {"pads": pads}).first()
    if known is None:
        turn.connection.execute(insert(pad_grant), row | {"station": pads})
    else:
        turn.connection.execute(update(pad_grant).where(pad_grant.c.station == pads).values(row))
    return turn.record(
        PadsAllowed(stamp=turn.stamp(turn.request), pads=pads, seats=tuple(seats), clerk_id=turn.actor.id)
    )


def check_pad(database: Database, counter: int, clerk_id: str, token: str) -> None:
    """Raise `PadsNotAllowed` unless this station may sign the clerk in at the counter."""
    with database.reading() as connection:
        known = connection.execute(_GRANT, {"pads": database.station}).mappings().first()
        name = find_clerk(connection, clerk_id).named
    if (
        known is None
        or not compare_digest(known["token_hash"], digest(token))
        or [counter, clerk_id] not in known["seats"]
    ):
        raise PadsNotAllowed(station=database.station, clerk=name, counter=counter)
