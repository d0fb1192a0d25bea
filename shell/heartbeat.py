"""A station's sign of life: what it is and how it does, told to the hall every few seconds."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject, QTimer

from db.engine import Database
from db.stations import SignOfLife, beat
from shell.worker import Worker

BEAT_MS = 10_000

State = Callable[[], str]
"""How a device does: `db.stations.OK`, what is wrong in English, or nothing where there is none."""


def _none() -> str:
    return ""


class Heartbeat(QObject):
    """Gives signs of life through the program's own worker; while one is on its way no other is sent."""

    def __init__(
        self,
        app: str,
        station: str,
        worker: Worker,
        parent: QObject,
        *,
        printer: State = _none,
        voice: State = _none,
        zone: str = "",
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._station = station
        self._worker = worker
        self._printer = printer
        self._voice = voice
        self._zone = zone
        self._first = True
        self._under_way = False
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin at once: whoever starts a station looks whether it is there."""
        self._timer.start()
        self.beat()

    def beat(self) -> None:
        """Say how it stands."""
        if self._under_way:
            return
        self._under_way = True
        sign = SignOfLife(
            self._station,
            platform.node(),
            self._app,
            program_version(),
            self._printer(),
            self._voice(),
            self._zone,
        )
        first = self._first

        def command(database: Database) -> None:
            beat(database, sign, first=first)

        self._worker.run(command, self._told, self._untold)

    def _told(self, _: None) -> None:
        self._first = self._under_way = False

    def _untold(self, _: Exception) -> None:
        # Nobody needs to be told: that the hall is away is said by whoever follows it.
        self._under_way = False


@cache
def program_version() -> str:
    """Which version this is; a copy that was never installed has none."""
    try:
        return version("hall-queue")
    except PackageNotFoundError:
        return "?"
