"""Who is at work in the hall: each station gives a sign of life, outside the hall's turn and its history."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from db.engine import Database, moment_of, server_clock
from db.models import Moment, metadata

station = Table(
    "station",
    metadata,
    Column("name", String, primary_key=True),
    Column(
        "host", String, primary_key=True, comment="Two machines may bear one name by mistake: both are seen."
    ),
    Column("app", String, nullable=False),
    Column("version", String, nullable=False),
    Column("printer", String, nullable=False, server_default="", comment="What it says of itself; '': none."),
    Column("zone_id", String, nullable=False, server_default="", comment="Where it stands; '': nobody said."),
    Column("voice", String, nullable=False, server_default=""),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, comment="The last sign of life."),
    comment="The running kiosks, callers and displays. No part of the hall's history, and in no backup.",
)

_station = station.c
_CLOCK = select(server_clock())
_ME = (_station.name == bindparam("me"), _station.host == bindparam("my_host"))
_BEAT = update(station).where(*_ME)
_FIRST = insert(station)
_ALL = select(station, server_clock().label("clock")).order_by(_station.app, _station.name, _station.host)
_FORGET = delete(station).where(_station.name == bindparam("me"))


@dataclass(frozen=True)
class SignOfLife:
    """What a station says of itself; nobody's name is in it. `printer` and `voice`: `OK`, what is wrong, or nothing."""

    name: str
    host: str
    app: str
    version: str
    printer: str = ""
    voice: str = ""
    zone_id: str = ""


@dataclass(frozen=True, kw_only=True)
class StationSeen(SignOfLife):
    """The same with when it was heard last, by the hall's clock."""

    seen_at: datetime
    started_at: datetime
    silent_s: float


OK = "ok"
"""What a printer or a voice that works says of itself."""

SILENT_S = 35.0
"""A station that has missed three signs of life is not at work any more, or cut off."""


def beat(database: Database, sign: SignOfLife, *, first: bool = False) -> None:
    """Give a sign of life; the first one of a program tells that it has just started."""
    values = asdict(sign)
    with database.writing() as connection:
        now = _now(connection)
        told = values | {"seen_at": now} | ({"started_at": now} if first else {})
        if connection.execute(_BEAT.values(told), {"me": sign.name, "my_host": sign.host}).rowcount:
            return
    try:
        with database.writing() as connection:
            connection.execute(_FIRST, values | {"seen_at": now, "started_at": now})
    except IntegrityError:
        return  # two at once: the other's sign of life is as good


def read_stations(database: Database) -> list[StationSeen]:
    """All that have ever been heard and were not forgotten."""
    with database.reading() as connection:
        rows = connection.execute(_ALL).mappings().all()
        now = moment_of(connection, rows[0]["clock"]) if rows else None
    return [
        StationSeen(
            **{name: value for name, value in row.items() if name != "clock"},
            silent_s=max(0.0, (now - row["seen_at"]).total_seconds()) if now else 0.0,
        )
        for row in rows
    ]


def forget(database: Database, name: str) -> int:
    """A station was taken away; returns how many machines bore its name."""
    with database.writing() as connection:
        return connection.execute(_FORGET, {"me": name}).rowcount


def _now(connection: Connection) -> datetime:
    return moment_of(connection, connection.execute(_CLOCK).scalar())
