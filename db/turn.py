"""One turn at a time: every change to the hall is one short transaction that first takes the hall's turn."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, Connection, String, bindparam, func, insert, literal, select, text
from sqlalchemy.exc import DBAPIError

from db import journal, models
from db.chain import digest_of
from db.directory import Named
from db.engine import TURN_TIMEOUT_MS, Database, server_clock, wall_clock
from db.errors import (
    QT_TRANSLATE_NOOP,
    SOMEBODY,
    NotInitialised,
    RequestAbandonedError,
    RequestReused,
    TurnBusy,
    UnknownThing,
)
from db.events import Event, RequestAbandoned, Stamp
from db.interest import channels_of
from db.roles import ACTOR_COLUMNS, Actor, Role
from db.rules import OneOpenTicket, Rules
from db.statement import Asked, Row, Statement, ask_ahead, over_the_wire
from db.texts import readable_argument

E = TypeVar("E", bound=Event)
R = TypeVar("R", bound=Event | None)
P = ParamSpec("P")

_ADVISORY_KEY = 0x48414C4C  # "HALL"; PostgreSQL's advisory locks are each database's own
TAKE_TURN = Statement(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_KEY})"))

_event = models.event.c
_newest = select(_event.id, _event.at, _event.digest).order_by(_event.id.desc()).limit(1).subquery()
_first = models.event.alias("first_outcome")
_hall = models.hall.c
_RULES = tuple(field.name for field in fields(Rules))
_SITUATION = Statement(
    select(
        server_clock().label("clock"),
        _hall.time_zone,
        _newest.c.id,
        _newest.c.at,
        _newest.c.digest,
        _first.c.id.label("first_outcome"),
        *(_hall[name] for name in _RULES),
        *ACTOR_COLUMNS,
    ).select_from(
        models.hall.outerjoin(_newest, literal(True))
        .outerjoin(_first, _first.c.request == bindparam("request_hex", type_=String))
        .outerjoin(
            models.clerk, (models.clerk.c.id == bindparam("actor", type_=String)) & ~models.clerk.c.retired
        )
    )
)
_HALL = select(models.hall.c.id)
_EVENT = Statement(select(models.event).where(models.event.c.id == bindparam("event")))
_HOLDER = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)"
    f" WHERE locktype = 'advisory' AND objid = {_ADVISORY_KEY} AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_NOTE_BYTES = 256
_LOCK_NOT_AVAILABLE = "55P03"
_INSERT_EVENT = insert(models.event)
_RECORD = Statement(_INSERT_EVENT)
# On the way back from the row, not by a statement of its own: a turn is as long as its questions are many.
_channel = func.unnest(bindparam("channels", type_=ARRAY(String))).column_valued("channel")
_WAKE_THEM = select(func.count(func.pg_notify(_channel, "")).label("woken"))
_WAKE = Statement(_WAKE_THEM)
_RECORD_AND_WAKE = Statement(_INSERT_EVENT.returning(_WAKE_THEM.scalar_subquery().label("woken")))


@dataclass
class Turn:
    """The hall's turn while it is held: a connection, the moment, and a pen for events."""

    connection: Connection
    database: Database
    request: UUID | None
    actor: Actor | None
    now: datetime
    time_zone: ZoneInfo
    rules: Rules
    last_event_id: int
    last_digest: str | None
    first_outcome_id: int | None
    """The event that an earlier sending of the same request came to."""
    clock_is_behind: bool = False
    """The clock was put back: until it has caught up, the hall's moment stands still."""

    @property
    def business_date(self) -> date:
        """The hall's own date."""
        return self.now.astimezone(self.time_zone).date()

    def stamp(self, request: UUID | None = None) -> Stamp:
        """The next event's stamp; only a command's main event carries the request."""
        return Stamp(self.last_event_id + 1, self.now, self.database.station, request, self.database.actor)

    def record(self, event: E) -> E:
        """Write what happened, and wake whom it concerns when the turn ends."""
        row = self._next_row(event)
        if self.database.dialect == "postgresql":
            _RECORD_AND_WAKE.run(self.connection, row | {"channels": channels_of(event)})
        else:
            _RECORD.run(self.connection, row)
        return event

    def record_all(self, events: Iterable[Event]) -> None:
        """Write many events in one go; their stamps are asked for one after the other, as they are needed."""
        rows: list[dict[str, Any]] = []
        channels: set[str] = set()
        for event in events:
            rows.append(self._next_row(event))
            channels.update(channels_of(event))
        if rows:
            self.connection.execute(_INSERT_EVENT, rows)
        if channels and self.database.dialect == "postgresql":
            _WAKE.run(self.connection, {"channels": sorted(channels)})

    def _next_row(self, event: Event) -> dict[str, Any]:
        row = journal.to_row(event)
        row["digest"] = digest_of(self.last_digest, row)
        self.last_event_id, self.last_digest = event.id, row["digest"]
        return row

    def first_outcome(self) -> Event | None:
        """What an earlier sending of the same request came to."""
        if self.first_outcome_id is None:
            return None
        return journal.from_row(_EVENT.one(self.connection, {"event": self.first_outcome_id}))


@contextmanager
def take_turn(
    database: Database,
    request: UUID | None = None,
    founding: Mapping[str, Any] | None = None,
    first: Iterable[Asked] = (),
) -> Iterator[Turn]:
    """Hold the hall's turn for one short transaction; `first`: what is going to be asked in any case.

    Raises `TurnBusy` when it is not granted within two seconds, `DatabaseAway` when nobody answers,
    `NotInitialised` when there is no hall, unless `founding` is its row. What is not committed never happened.
    """
    with ExitStack() as stack:
        stack.enter_context(database.answering())
        if database.path and not database.alone:
            stack.enter_context(_file_turn(database))
        yield _begin(database, partial(_try_to_begin, database, stack, request, founding, first))


def _begin(database: Database, try_to_begin: Callable[[], Turn]) -> Turn:
    """A transaction that holds the turn."""
    try:
        return try_to_begin()
    except DBAPIError as failure:
        if getattr(failure.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            raise TurnBusy(holder=_postgresql_holder(database)) from failure
        if not failure.connection_invalidated:
            raise
    # A pooled connection had died in its sleep: nothing was done yet, so a new one may try.
    return try_to_begin()


def _try_to_begin(
    database: Database,
    stack: ExitStack,
    request: UUID | None,
    founding: Mapping[str, Any] | None,
    first: Iterable[Asked],
) -> Turn:
    with ExitStack() as attempt:
        connection = attempt.enter_context(database.engine.connect().execution_options(takes_turn=True))
        attempt.enter_context(connection.begin())
        if database.dialect == "postgresql":
            attempt.enter_context(over_the_wire(connection))
            TAKE_TURN.run(connection)
        if founding and connection.execute(_HALL).first() is None:
            connection.execute(insert(models.hall), founding)
        turn = _situation(database, connection, request, first)
        stack.enter_context(attempt.pop_all())
    return turn


def _situation(
    database: Database, connection: Connection, request: UUID | None, first: Iterable[Asked]
) -> Turn:
    asked = {"actor": database.actor, "request_hex": request.hex if request else None}
    ask_ahead(connection, (_SITUATION, asked), *first)
    row = _SITUATION.first(connection, asked)
    if row is None:
        raise NotInitialised(url=database.shown_url)
    now: datetime = database.clock() if database.clock else row["clock"] or wall_clock()
    latest: datetime = row["at"] or now
    return Turn(
        connection=connection,
        database=database,
        request=request,
        actor=_actor(database.actor, row) if database.actor else None,
        # A clock that steps back must not make history run backwards.
        now=max(now, latest),
        time_zone=ZoneInfo(row["time_zone"]),
        rules=rules_of(row),
        last_event_id=row["id"] or 0,
        last_digest=row["digest"],
        first_outcome_id=row["first_outcome"],
        clock_is_behind=now < latest,
    )


def _actor(clerk_id: str, row: Row) -> Actor:
    if row["actor_role"] is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "clerk"), name=clerk_id)
    named = Named(row["actor_name"], row["actor_name_en"])
    return Actor(clerk_id, named, Role(row["actor_role"]))


def rules_of(row: Row) -> Rules:
    """The hall's rules from its row."""
    values: dict[str, Any] = {name: row[name] for name in _RULES}
    values["one_open_ticket"] = OneOpenTicket(row["one_open_ticket"])
    return Rules(**values)


@contextmanager
def _file_turn(database: Database) -> Iterator[None]:
    """Queue up for SQLite's one writer: its own busy handler starves some and feeds others."""
    from filelock import FileLock, Timeout  # a hall on PostgreSQL does not wait for it to be loaded

    assert database.path is not None
    note = database.path.with_name(f"{database.path.name}.holder")
    lock = FileLock(f"{database.path}.turn", timeout=TURN_TIMEOUT_MS / 1000, poll_interval=0.005)
    try:
        lock.acquire()
    except Timeout as failure:
        raise TurnBusy(holder=_noted_holder(note)) from failure
    try:
        _write_note(note, database.station)
        yield
    finally:
        lock.release()


def _write_note(note: Path, station: str) -> None:
    """Say who holds the turn, over what the last one said: making the file anew waits for the disk every time."""
    said = json.dumps({"station": station, "pid": os.getpid()}).encode().ljust(_NOTE_BYTES)
    descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        os.write(descriptor, said)
        if os.fstat(descriptor).st_size != len(said):
            os.ftruncate(descriptor, len(said))
    finally:
        os.close(descriptor)


def _noted_holder(note: Path) -> str:
    try:
        holder = json.loads(note.read_text(encoding="utf-8"))
        return f"{holder['station']} (process {holder['pid']})"
    except (OSError, ValueError, KeyError):
        return SOMEBODY


def _postgresql_holder(database: Database) -> str:
    with database.reading() as connection:
        name = connection.execute(_HOLDER).scalar()
    return str(name) if name else SOMEBODY


Command = Callable[Concatenate[Turn, P], R]


def command(
    *outcomes: type[Event], first: Callable[..., Asked] | None = None
) -> Callable[[Command[P, R]], Callable[Concatenate[Database, UUID, P], R]]:
    """Make a rule into a command: one turn, one request id, one outcome however often it is sent; readable texts.

    `first` makes of its arguments what it asks in any case: on PostgreSQL that goes with the turn.
    """

    def as_command(rule: Command[P, R]) -> Callable[Concatenate[Database, UUID, P], R]:
        as_given: Callable[..., R] = rule

        @wraps(rule)
        def in_one_turn(database: Database, request: UUID, *args: P.args, **kwargs: P.kwargs) -> R:
            # Here every text comes in that the hall keeps, whoever wrote it.
            given: Any = [readable_argument(each) for each in args]
            named: Any = {name: readable_argument(each) for name, each in kwargs.items()}
            asks = [first(*given, **named)] if first else []
            with take_turn(database, request, first=asks) as turn:
                known = turn.first_outcome()
                if known is None:
                    if turn.actor:
                        turn.actor.must_be_allowed(rule.__name__)
                    return as_given(turn, *given, **named)
                if isinstance(known, outcomes):
                    return cast(R, known)
                if isinstance(known, RequestAbandoned):
                    raise RequestAbandonedError
                raise RequestReused(request=request, first=type(known).__name__)

        return in_one_turn

    return as_command
