"""Which display speaks for a zone: a lease on the database's clock, outside the hall's turn and its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    String,
    Table,
    and_,
    bindparam,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from db.engine import Database, moment_of, server_clock
from db.models import Moment, metadata, zone

channel_lease = Table(
    "channel_lease",
    metadata,
    Column("zone_id", ForeignKey("zone.id"), primary_key=True),
    Column("holder", String, nullable=False, comment="One running display, by station and a random end."),
    Column("fit", Boolean, nullable=False, comment="Whether it can be heard; if not, another may take over."),
    Column("until", Moment, nullable=False),
    comment="Which display speaks for a zone, and until when unless it asks again.",
)

_lease = channel_lease.c
_free_for = or_(
    _lease.holder == bindparam("me"),
    _lease.until <= bindparam("now"),
    and_(~_lease.fit, bindparam("able", type_=Boolean)),
)
_FREE = select(_lease.zone_id).where(_lease.zone_id.in_(bindparam("zones", expanding=True)), ~_free_for)
_CLOCK = select(server_clock())
_TAKE = (
    update(channel_lease)
    .where(_lease.zone_id == bindparam("zone"), _free_for)
    .values(holder=bindparam("me"), fit=bindparam("able"), until=bindparam("then"))
    .returning(_lease.zone_id)
)
_FIRST = (
    insert(channel_lease)
    .from_select(
        ["zone_id", "holder", "fit", "until"],
        select(
            zone.c.id,
            bindparam("me", type_=String),
            bindparam("able", type_=Boolean),
            bindparam("then", type_=Moment),
        ).where(zone.c.id == bindparam("zone"), ~exists().where(_lease.zone_id == zone.c.id)),
    )
    .returning(_lease.zone_id)
)
_GIVE_UP = update(channel_lease).where(_lease.holder == bindparam("me")).values(until=bindparam("now"))


def taken_by_others(database: Database, zones: Iterable[str], holder: str, *, fit: bool) -> frozenset[str]:
    """The zones that another display speaks for at this moment, and is able to. Writes nothing."""
    with database.reading() as connection:
        values = {"zones": sorted(zones), "me": holder, "able": fit, "now": _now(connection)}
        return frozenset(connection.execute(_FREE, values).scalars())


def claim(
    database: Database, zones: Iterable[str], holder: str, seconds: float, *, fit: bool
) -> frozenset[str]:
    """Take these zones' leases, or prolong them, for so long; returns those that were granted.

    A lease is free when it has run out, and for a display that can be heard also when its holder cannot.
    """
    return frozenset(each for each in sorted(zones) if _claim(database, each, holder, seconds, fit))


def _claim(database: Database, zone_id: str, holder: str, seconds: float, fit: bool) -> bool:
    try:
        with database.writing() as connection:
            now = _now(connection)
            until = now + timedelta(seconds=seconds)
            values = {"zone": zone_id, "me": holder, "able": fit, "now": now, "then": until}
            return any(connection.execute(take, values).first() for take in (_TAKE, _FIRST))
    except IntegrityError:
        return False  # another was the first one ever, at this very moment


def give_up(database: Database, holder: str) -> None:
    """Let another display take over at once."""
    with database.writing() as connection:
        connection.execute(_GIVE_UP, {"me": holder, "now": _now(connection)})


def _now(connection: Connection) -> datetime:
    return moment_of(connection, connection.execute(_CLOCK).scalar())
