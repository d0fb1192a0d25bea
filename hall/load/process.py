"""A process that is some stations at once: started, told to go, and asked for its notes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from random import Random

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from hall.load.notes import Notes
from hall.load.pace import Pace, Post
from hall.load.stations import station_at

LOOK_MS, TELL_MS, STRAGGLERS_MS = 50, 1000, 30_000


class Order(StrEnum):
    """What a process is told."""

    GO = "go"
    END = "end"


@dataclass(frozen=True)
class Sofar:
    """What a process tells while it runs."""

    ready: bool
    commands: int
    failures: int


def be_stations(posts: Sequence[Post], pace: Pace, url: str, seed: int, told: Connection) -> None:
    """Be these stations until told to end; then send the notes and be gone."""
    logging.getLogger("shell").setLevel(logging.CRITICAL)  # what fails is counted
    application = QCoreApplication([])
    crew = _Crew(posts, pace, url, seed, told)
    application.exec()
    crew.close()


class _Crew(QObject):
    def __init__(self, posts: Sequence[Post], pace: Pace, url: str, seed: int, told: Connection) -> None:
        super().__init__()
        self._told = told
        self._notes = Notes()
        self._stations = [
            station_at(post, pace, url, self._notes, Random(f"{seed} {nth}"), self)
            for nth, post in enumerate(posts)
        ]
        self._to_start = iter(self._stations)
        self._ready = False
        self._start_next()
        self._every(LOOK_MS, self._look)
        self._every(TELL_MS, self._tell)

    def close(self) -> None:
        """Send the notes, and let go of the hall."""
        self._told.send(self._notes)
        for station in self._stations:
            station.stop()

    def _every(self, interval_ms: int, step: object) -> None:
        timer = QTimer(self, interval=interval_ms)
        timer.timeout.connect(step)
        timer.start()

    def _start_next(self) -> None:
        """One after the other: a hall's clerks do not all sign in within the same second."""
        station = next(self._to_start, None)
        if station is None:
            self._ready = True
        else:
            station.ready.connect(self._start_next, Qt.ConnectionType.SingleShotConnection)
            station.start()

    def _tell(self) -> None:
        commands = sum(map(len, self._notes.took_s.values()))
        self._told.send(Sofar(self._ready, commands, self._notes.failures.total()))

    def _look(self) -> None:
        if not self._told.poll():
            return
        match self._told.recv():
            case Order.GO:
                self._notes.begin()
                for station in self._stations:
                    station.go()
            case _:
                for station in self._stations:
                    station.wind_down()
                self._every(LOOK_MS, self._leave_when_quiet)
                QTimer.singleShot(STRAGGLERS_MS, QCoreApplication.quit)

    def _leave_when_quiet(self) -> None:
        if not any(station.busy for station in self._stations):
            QCoreApplication.quit()
