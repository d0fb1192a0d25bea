"""One thread a program in which everything that may wait for the database is done."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from db.engine import Database
from db.errors import HallError

T = TypeVar("T")
DatabaseFactory = Callable[[], Database]
_Order = tuple[Callable[[Database], Any], Callable[[Any], None], Callable[[Exception], None] | None]

log = logging.getLogger(__name__)


class Worker(QObject):
    """Runs commands one after the other in its own thread; what they come to arrives in the GUI thread.

    The database is opened with the first command, there: until it answers nobody in front waits for it.
    """

    _finished = Signal(object, object)

    def __init__(self, open_database: DatabaseFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_database = open_database
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._stopped = False
        self._finished.connect(self._hand_over)
        # A daemon, not a QThread: a thread stuck in a dead line must neither hold up nor crash the way out.
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    def run(
        self,
        command: Callable[[Database], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do this when its turn comes; then `done` or `failed` is called in the GUI thread."""
        self._orders.put((command, done, failed))

    def stop(self, timeout_s: float = 2.5) -> None:
        """Finish what was ordered, if that can be done in time; nothing is handed over any more."""
        self._stopped = True
        self._orders.put(None)
        self._thread.join(timeout_s)

    def _hand_over(self, receiver: Callable[[Any], None], outcome: object) -> None:
        if not self._stopped:
            receiver(outcome)

    def _work(self) -> None:
        database: Database | None = None
        while order := self._orders.get():
            command, done, failed = order
            receiver: Callable[[Any], None]
            outcome: object
            try:
                database = database or self._open_database()
                receiver, outcome = done, command(database)
            except Exception as failure:
                if not isinstance(failure, HallError):
                    log.error("a command failed", exc_info=failure)
                receiver, outcome = failed or _note, failure
            # Once stopped, the window may be deleting this object at this very moment: not a word any more.
            if not self._stopped:
                with suppress(RuntimeError):
                    self._finished.emit(receiver, outcome)
        if database:
            database.close()


def _note(failure: Exception) -> None:
    log.info("nobody asked, but: %s", failure)
