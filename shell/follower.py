"""The feed as Qt signals: what happened in the hall, and whether it can be heard from."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.engine import Database
from db.errors import HallError
from db.feed import Feed
from shell.worker import DatabaseFactory

if TYPE_CHECKING:
    from sqlalchemy import Connection

RETRY_S = 1.0
_LOOK_UP_S = 1.0  # how often the thread looks whether it shall stop

log = logging.getLogger(__name__)


class Follower(QObject):
    """Follows some zones (None: all) in its own thread, and tries again every second when cut off."""

    news = Signal(object)
    """A `db.feed.News` whose snapshot is what `read` returned."""
    away = Signal(object)
    """Why nothing can be heard, once for every reason; the last news stays true until `back`."""
    back = Signal()

    def __init__(
        self,
        open_database: DatabaseFactory,
        zones: Collection[str] | None,
        read: Callable[[Connection], Any],
        parent: QObject | None = None,
        at_leisure: Callable[[Connection], Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_database = open_database
        self._zones = zones
        self._read = read
        self._at_leisure = at_leisure
        self._feed: Feed[Any] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to follow; the first news is a fresh snapshot."""
        self._thread.start()

    def nudge(self) -> None:
        """Look at once: something of one's own was committed."""
        if feed := self._feed:
            with suppress(OSError):
                feed.nudge()

    def refresh(self) -> None:
        """Start anew with a fresh snapshot (the directory changed, or the day)."""
        if feed := self._feed:
            with suppress(OSError):
                feed.refresh()

    def stop(self, timeout_s: float = 2.5) -> None:
        """Stop following; a thread that hangs in a dead line is left behind."""
        self._stopping.set()
        self.nudge()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _follow(self) -> None:
        database: Database | None = None
        reason: str | None = None
        # The window may be gone while this thread was waiting, and this object with it.
        with suppress(RuntimeError):
            while not self._stopping.is_set():
                try:
                    database = database or self._open_database()
                    self._feed = self._feed or Feed(database, self._zones, self._read, self._at_leisure)
                    news = self._feed.next(_LOOK_UP_S)
                except Exception as failure:
                    # Once stopped, the window may be deleting this object at this very moment.
                    if self._stopping.is_set():
                        break
                    if not isinstance(failure, HallError):
                        log.error("the feed broke", exc_info=failure)
                    if reason != str(failure):
                        reason = str(failure)
                        self.away.emit(failure)
                    self._stopping.wait(RETRY_S)
                    continue
                if self._stopping.is_set():
                    break
                if reason is not None:
                    reason = None
                    self.back.emit()
                if news is not None:
                    self.news.emit(news)
        if self._feed:
            self._feed.close()
        if database:
            database.close()
