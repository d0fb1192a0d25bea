"""What the database server uses of this machine's processors, where it runs here."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import psutil

from db.engine import Database, server_process


@dataclass(frozen=True)
class ServerTime:
    """Processor time, and the time in which it was used, in seconds."""

    used_s: float
    passed_s: float

    def __sub__(self, before: ServerTime) -> ServerTime:
        return ServerTime(self.used_s - before.used_s, self.passed_s - before.passed_s)

    @property
    def of_a_core(self) -> float:
        """The share of one core."""
        return self.used_s / self.passed_s


@dataclass(frozen=True)
class Server:
    """The server's first process, the parent of all others."""

    process: psutil.Process

    @classmethod
    def of(cls, database: Database) -> Server | None:
        """The server behind a database; None: it is not on this machine."""
        with database.reading() as connection:
            backend = server_process(connection)
        try:
            process = psutil.Process(backend)
            parent = process.parent()
            return cls(parent) if parent and "postgres" in process.name() else None
        except psutil.Error:
            return None

    def time(self) -> ServerTime | None:
        """What it has used so far: living processes, and those that have ended; None: it is gone."""
        try:
            own = self.process.cpu_times()
        except psutil.NoSuchProcess:
            return None
        used_s = own.user + own.system + own.children_user + own.children_system
        for child in self.process.children():
            try:
                times = child.cpu_times()
            except psutil.NoSuchProcess:
                continue
            used_s += times.user + times.system
        return ServerTime(used_s, monotonic())
