"""Follow what happens: a wake-up only wakes, the event table is the truth, a slow poll stands behind."""

from __future__ import annotations

import os
import selectors
import socket
import sqlite3
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Generic, Protocol, TypeVar

import psycopg
from psycopg import sql
from sqlalchemy import Connection, and_, bindparam, func, or_, select

from db.board import as_moment
from db.engine import Database, file_identity, postgresql_arguments, server_clock
from db.errors import DatabaseAway, NotInitialised
from db.events import Event
from db.file_watch import read_away, watch_commits
from db.interest import EVERY_STATION, EVERYTHING, Attention, zone_channel
from db.journal import from_row
from db.models import event, hall
from db.statement import Row, Statement

S = TypeVar("S")

SLOW_POLL_S = 5.0
"""How long a deaf follower may stay behind at most."""

AFTER_DOUBT_S = 1.0
"""The same, once anything has gone wrong."""

BREATH_S = 0.1
"""So long after news nothing else is read: what was told is being painted and spoken at that moment."""

_SIGN_OF_LIFE_S = 1.0
_SQLITE_LOOK_S = 0.02
"""How often SQLite's file is looked at where no system tells of changes: it costs less than a hundredth of a processor."""


@dataclass(frozen=True)
class News(Generic[S]):
    """A snapshot, and what happened since the one before; a fresh one starts anew and tells no events."""

    snapshot: S
    events: tuple[Event, ...]
    cursor: int
    fresh: bool


class _Wakeup(Protocol):
    def wait(self, timeout_s: float) -> bool:
        """Whether somebody committed something, or one's own nudge came, within the time."""
        ...

    def close(self) -> None: ...


_NO_EVENT_YET = 2**31 - 1
_in_my_zones = or_(
    event.c.zone_id.in_(bindparam("zones", expanding=True)),
    event.c.counter_zone_id.in_(bindparam("zones", expanding=True)),
    event.c.zone_id.is_(None) & event.c.counter_zone_id.is_(None),
)
_since = event.c.id > bindparam("cursor")
# How things stand and what happened since in one question: a board waits for every one of them.
_EVERYWHERE, _IN_MY_ZONES = (
    Statement(
        select(
            select(func.coalesce(func.max(event.c.id), 0)).scalar_subquery().label("newest"),
            hall.c.time_zone,
            server_clock().label("clock"),
            event,
        )
        .select_from(hall.outerjoin(event, condition))
        .order_by(event.c.id)
    )
    for condition in (_since, and_(_since, _in_my_zones))
)


class Feed(Generic[S]):
    """Follows some zones (None: all), and gives a snapshot whenever something happened in them."""

    def __init__(
        self,
        database: Database,
        zones: Collection[str] | None,
        read: Callable[[Connection], S],
        at_leisure: Callable[[Connection], S] | None = None,
        attention: Attention = EVERYTHING,
    ) -> None:
        """`at_leisure` reads the same with what takes longer (forecasts): once it has grown quiet after news."""
        self._database = database
        self._zones = sorted(zones) if zones is not None else None
        self._read = read
        self._at_leisure = at_leisure
        self._attention = attention
        self._leisure_from = 0.0
        self._wants_leisure = False
        self._cursor: int | None = None
        self._day: date | None = None
        self._doubt = False
        self._look_again_at = 0.0
        self._nudged, self._nudge = socket.socketpair()
        self._nudged.setblocking(False)
        self._nudge.setblocking(False)
        self._wakeup: _Wakeup | None = None

    def next(self, timeout_s: float = SLOW_POLL_S) -> News[S] | None:
        """Wait for news; None when nothing happened within the time (or a wake-up was for nothing).

        Raises `DatabaseAway` when the database is gone: call again, and it connects again and misses nothing.
        """
        try:
            if self._wakeup is None:
                # Listen first, then look: what is committed in between is seen either way.
                self._wakeup = self._listen()
            elif self._cursor is not None:
                if self._wants_leisure and monotonic() > self._leisure_from + self._attention.leisure_s:
                    # Where it never grows quiet, leisure is taken all the same, when nothing is to be told.
                    timeout_s = min(timeout_s, BREATH_S)
                woken = self._wakeup.wait(max(0.0, min(timeout_s, self._look_again_at - monotonic())))
                nudged = _drain(self._nudged)
                if not woken and not nudged and monotonic() < self._look_again_at:
                    due = self._wants_leisure and monotonic() >= self._leisure_from
                    return self._look(at_leisure=True) if due else None
                if woken and not nudged and self._attention.calm_s:
                    self._stay_calm(self._wakeup)
            news = self._look()
        except Exception:
            self._doubt = True
            self._stop_listening()
            # Whatever ended one connection may have ended the others, and a line that swallows would not tell so soon.
            self._database.close()
            raise
        self._look_again_at = monotonic() + (AFTER_DOUBT_S if self._doubt else SLOW_POLL_S)
        self._doubt = False
        return news

    def _look(self, at_leisure: bool = False) -> News[S] | None:
        read = self._at_leisure if at_leisure and self._at_leisure else self._read
        with self._database.reading() as connection:
            rows = self._ask(connection)
            newest, time_zone, clock = (rows[0][name] for name in ("newest", "time_zone", "clock"))
            moment = as_moment(connection, time_zone, clock)
            day = moment[1]
            # One question less for each reader: a call on its way to a board waits for every one of them.
            connection.execution_options(moment=moment)
            # Beyond the newest event: the database was restored to an earlier state. A new day clears the
            # screens though nothing happens.
            if self._cursor is None or self._cursor > newest or self._day != day:
                self._cursor, self._day = newest, day
                self._leisure_taken()
                return News((self._at_leisure or self._read)(connection), (), newest, fresh=True)
            happened = [from_row(row) for row in rows if row["id"] is not None]
            events = tuple(filter(self._must_be_told, happened))
            snapshot = read(connection) if events or at_leisure else None
        self._cursor = newest
        if at_leisure:
            self._leisure_taken()
        elif happened and self._at_leisure:
            self._wants_leisure = True
        return News(snapshot, events, newest, fresh=False) if snapshot is not None else None

    def _must_be_told(self, event: Event) -> bool:
        only = self._attention.only
        # Whoever pressed a key waits for what came of it, whatever it was.
        return only is None or event.station == self._database.station or only.concerns(event)

    def _leisure_taken(self) -> None:
        self._wants_leisure = False
        self._leisure_from = monotonic() + self._attention.leisure_s

    def _stay_calm(self, wakeup: _Wakeup) -> None:
        """Let others finish what they are at; a nudge of one's own ends it."""
        with selectors.DefaultSelector() as own:
            own.register(self._nudged, selectors.EVENT_READ)
            own.select(self._attention.calm_s)
        wakeup.wait(0)
        _drain(self._nudged)

    def _ask(self, connection: Connection) -> list[Row]:
        cursor = _NO_EVENT_YET if self._cursor is None else self._cursor
        if self._zones is None:
            rows = _EVERYWHERE.rows(connection, {"cursor": cursor})
        else:
            rows = _IN_MY_ZONES.rows(connection, {"cursor": cursor, "zones": self._zones})
        if not rows:
            raise NotInitialised(url=self._database.shown_url)
        return rows

    def refresh(self) -> None:
        """Let the next look start anew (the directory changed, the day did)."""
        self._cursor = None
        self.nudge()

    def nudge(self) -> None:
        """Wake the follower at once; from any thread, after a commit of one's own."""
        # Unread nudges may fill the pipe: it will wake anyway.
        with suppress(BlockingIOError):
            self._nudge.send(b"!")

    def close(self) -> None:
        """Stop listening; the database stays its owner's."""
        self._stop_listening()
        self._nudged.close()
        self._nudge.close()

    def _stop_listening(self) -> None:
        if self._wakeup:
            self._wakeup.close()
            self._wakeup = None

    def _channels(self) -> list[str] | None:
        """Which of PostgreSQL's channels wake it; None: those of every zone."""
        if only := self._attention.only:
            return [EVERY_STATION, *only.channels()]
        return [EVERY_STATION, *map(zone_channel, self._zones)] if self._zones is not None else None

    def _listen(self) -> _Wakeup:
        if self._database.dialect == "postgresql":
            return _Notified(self._database, self._channels(), self._nudged)
        return _Changed(self._database, self._nudged)


def _drain(nudged: socket.socket) -> bool:
    """Take what the nudges left behind; whether there were any."""
    try:
        return bool(nudged.recv(65536))
    except BlockingIOError:
        return False


class _Notified:
    """PostgreSQL tells: a connection of its own in autocommit, for one in use elsewhere goes deaf."""

    def __init__(self, database: Database, channels: Collection[str] | None, nudged: socket.socket) -> None:
        url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        try:
            self._connection = psycopg.connect(
                url, autocommit=True, **postgresql_arguments(f"{database.station} listens")
            )
            for channel in channels if channels is not None else self._every_zone():
                self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        except psycopg.Error as failure:
            raise DatabaseAway(detail=str(failure).strip().splitlines()[0]) from failure
        self._nudged = nudged
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._connection.fileno(), selectors.EVENT_READ)
        self._selector.register(nudged, selectors.EVENT_READ)

    def _every_zone(self) -> list[str]:
        zones = self._connection.execute("SELECT id FROM zone").fetchall()
        return [EVERY_STATION, *(zone_channel(zone_id) for (zone_id,) in zones)]

    def wait(self, timeout_s: float) -> bool:
        end = monotonic() + timeout_s
        woken = bool(self._selector.select(0))
        try:
            while not woken and (left := end - monotonic()) > 0:
                woken = bool(self._selector.select(min(left, _SIGN_OF_LIFE_S)))
                if not woken:
                    self._ask_for_a_sign_of_life()
            for _ in self._connection.notifies(timeout=0):
                pass
        except psycopg.Error as failure:
            raise DatabaseAway(detail=str(failure).strip().splitlines()[0]) from failure
        return woken

    def _ask_for_a_sign_of_life(self) -> None:
        """A query with a time limit of our own: a frozen server keeps its sockets open and says nothing."""
        line = self._connection.pgconn
        line.send_query(b"SELECT 1")
        end = monotonic() + _SIGN_OF_LIFE_S
        with selectors.DefaultSelector() as answer:
            answer.register(line.socket, selectors.EVENT_READ)
            while line.is_busy():
                if not answer.select(max(0.0, end - monotonic())):
                    raise DatabaseAway(detail=f"no answer for {_SIGN_OF_LIFE_S:g} s")
                line.consume_input()
        while line.get_result():
            pass

    def close(self) -> None:
        self._selector.close()
        self._connection.close()


class _Changed:
    """SQLite is asked: `PRAGMA data_version` changes with every commit of somebody else.

    Asked when the system says that a journal was deleted, and before each wait: not every file system tells.
    """

    def __init__(self, database: Database, nudged: socket.socket) -> None:
        assert database.path is not None
        self._path = database.path
        self._file = file_identity(database.path)
        self._nudged = nudged
        self._selector = selectors.DefaultSelector()
        self._selector.register(nudged, selectors.EVENT_READ)
        try:
            self._connection = sqlite3.connect(
                f"{database.path.as_uri()}?mode=ro",
                uri=True,
                timeout=2,
                isolation_level=None,
                check_same_thread=False,
            )
            self._seen = self._version()
        except sqlite3.Error as failure:
            self._selector.close()
            raise DatabaseAway(detail=str(failure)) from failure
        self._commits = watch_commits(database.path)
        if self._commits is not None:
            self._selector.register(self._commits, selectors.EVENT_READ)

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def wait(self, timeout_s: float) -> bool:
        end = monotonic() + timeout_s
        nudged = False
        try:
            while not nudged and self._version() == self._seen and (left := end - monotonic()) > 0:
                nudged = self._rest(left)
            before, self._seen = self._seen, self._version()
        except sqlite3.Error as failure:
            raise DatabaseAway(detail=str(failure)) from failure
        if file_identity(self._path) != self._file:
            # It would stay quiet for ever.
            raise DatabaseAway(detail=f"{self._path.name} was moved or replaced")
        return nudged or before != self._seen

    def _rest(self, at_most_s: float) -> bool:
        """Sleep until somebody may have committed something; whether one's own nudge ended it."""
        if self._commits is None:
            at_most_s = min(at_most_s, _SQLITE_LOOK_S)
        ready = {key.fd for key, _ in self._selector.select(at_most_s)}
        if self._commits in ready:
            read_away(self._commits)
        return self._nudged.fileno() in ready

    def close(self) -> None:
        self._selector.close()
        if self._commits is not None:
            os.close(self._commits)
        self._connection.close()
