"""One thread a program in which everything that may wait for the database is done."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from db.engine import Database
from db.errors import HallError
from shell.mailbox import Mailbox, Slot

T = TypeVar("T")
DatabaseFactory = Callable[[], Database]
_Order = tuple[Callable[[Database], Any], Callable[[Any], None], Callable[[Exception], None] | None]
_Letter = tuple[Callable[[Any], None], Any]

log = logging.getLogger(__name__)


class Worker(QObject):
    """Runs commands one after the other in its own thread; what they come to arrives in the GUI thread.

    The database is opened with the first command, there: until it answers nobody in front waits for it.
    """

    def __init__(self, open_database: DatabaseFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._answers = Mailbox(_hand_over, self)
        # A daemon, not a QThread: a thread stuck in a dead line must neither hold up nor crash the way out.
        self._thread = threading.Thread(
            target=_work, args=(open_database, self._orders, self._answers.slot), name="worker", daemon=True
        )
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
        self._answers.close()
        self._orders.put(None)
        self._thread.join(timeout_s)


def _work(
    open_database: DatabaseFactory, orders: queue.SimpleQueue[_Order | None], answers: Slot[_Letter]
) -> None:
    database: Database | None = None
    while order := orders.get():
        command, done, failed = order
        try:
            database = database or open_database()
            answers.put((done, command(database)))
        except Exception as failure:
            if not isinstance(failure, HallError):
                log.error("a command failed", exc_info=failure)
            answers.put((failed or _note, failure))
    if database:
        database.close()


def _hand_over(letter: _Letter) -> None:
    receiver, outcome = letter
    receiver(outcome)


def _note(failure: Exception) -> None:
    log.info("nobody asked, but: %s", failure)
