"""One request on its way to the hall: sent again while it is fresh, asked after when it is old."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from db.engine import Database, DiskFull
from db.errors import DatabaseAway, HallError, TurnBusy
from db.events import Event
from shell.worker import Worker

FRESH_S = 10.0
"""A request older than this is never sent again: the person has turned to something else."""
RETRY_MS = 500

log = logging.getLogger(__name__)
Command = Callable[[Database, UUID], Event | None]


class Errand(QObject):
    """Carries one command with one request id, until it is known what came of it.

    Exactly one of `done`, `refused` and `given_up` is emitted, once; `unanswered` may come before.
    """

    done = Signal(object)
    """The event that the command wrote, or None (nobody waits)."""
    refused = Signal(object)
    """The error; nothing was changed."""
    unanswered = Signal(object)
    """`DatabaseAway`, at the first try that got no answer: what came of it is not known yet."""
    given_up = Signal(object)
    """Too old: the event that holds now (`RequestAbandoned`, or what undid or followed the request)."""

    def __init__(self, worker: Worker, command: Command, parent: QObject, fresh_s: float = FRESH_S) -> None:
        super().__init__(parent)
        self.request = uuid4()
        self._worker = worker
        self._command = command
        self._fresh_until = monotonic() + fresh_s
        self._answered = True
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY_MS)
        self._again.timeout.connect(self.send)

    def send(self) -> None:
        """Send it (again, with the same id), or ask after it once it is too old for that."""
        if monotonic() < self._fresh_until:
            # Looked at once more in the worker: the order may have waited there behind a dead line.
            self._worker.run(self._send_if_fresh, self._if_asked(self._done), self._if_asked(self._failed))
        else:
            self._worker.run(
                self._give_up,
                self._if_asked(self._given_up),
                self._if_asked(self._failed),
            )

    def _if_asked(self, tell: Callable[[Any], None]) -> Callable[[Any], None]:
        """Whoever sent it may be gone by the time of the answer: then nobody is told."""
        return lambda outcome: tell(outcome) if isValid(self) else None

    def _send_if_fresh(self, database: Database) -> Event | None:
        if monotonic() >= self._fresh_until:
            raise DatabaseAway(detail="too late")
        return self._command(database, self.request)

    def _give_up(self, database: Database) -> Event:
        from db.queue import abandon  # as seldom as it is needed: no program waits for all verbs to be loaded

        return abandon(database, self.request)

    def _done(self, outcome: Event | None) -> None:
        self.done.emit(outcome)
        self.deleteLater()

    def _given_up(self, outcome: Event) -> None:
        log.warning("request %s was given up: %s holds", self.request, type(outcome).__name__)
        self.given_up.emit(outcome)
        self.deleteLater()

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, DatabaseAway) and self._answered:
            self._answered = False
            self.unanswered.emit(failure)
        # Once a try got no answer, a busy turn or a full disk proves nothing: that try may have come through.
        if not self._answered and isinstance(failure, DatabaseAway | DiskFull | TurnBusy):
            self._again.start()
            return
        if not isinstance(failure, HallError):
            log.error("request %s failed: %s", self.request, failure)
        self.refused.emit(failure)
        self.deleteLater()
