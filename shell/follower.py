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
from db.feed import Feed, News
from db.interest import EVERYTHING, Attention
from shell.mailbox import Mailbox, Slot
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
        attention: Attention = EVERYTHING,
    ) -> None:
        super().__init__(parent)
        self._letters = Mailbox(self._hand_over, self)
        self._following = _Following(
            open_database,
            lambda database: Feed(database, zones, read, at_leisure, attention),
            self._letters.slot,
        )
        self._thread = threading.Thread(target=self._following.follow, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to follow; the first news is a fresh snapshot."""
        self._thread.start()

    def nudge(self) -> None:
        """Look at once: something of one's own was committed."""
        if feed := self._following.feed:
            with suppress(OSError):
                feed.nudge()

    def refresh(self) -> None:
        """Start anew with a fresh snapshot (the directory changed, or the day)."""
        if feed := self._following.feed:
            with suppress(OSError):
                feed.refresh()

    def stop(self, timeout_s: float = 2.5) -> None:
        """Stop following; a thread that hangs in a dead line is left behind."""
        self._letters.close()
        self._following.stopping.set()
        self.nudge()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _hand_over(self, letter: News[Any] | Exception | None) -> None:
        match letter:
            case None:
                self.back.emit()
            case Exception():
                self.away.emit(letter)
            case _:
                self.news.emit(letter)


class _Following:
    """What the thread does; it knows no object of Qt, and may outlive them all."""

    def __init__(
        self,
        open_database: DatabaseFactory,
        open_feed: Callable[[Database], Feed[Any]],
        letters: Slot[News[Any] | Exception | None],
    ) -> None:
        self._open_database = open_database
        self._open_feed = open_feed
        self._letters = letters
        self.feed: Feed[Any] | None = None
        self.stopping = threading.Event()

    def follow(self) -> None:
        """Until told to stop: post what is new, why nothing can be heard, and None when it can be again."""
        database: Database | None = None
        reason: str | None = None
        while not self.stopping.is_set():
            try:
                database = database or self._open_database()
                self.feed = self.feed or self._open_feed(database)
                news = self.feed.next(_LOOK_UP_S)
            except Exception as failure:
                if not isinstance(failure, HallError):
                    log.error("the feed broke", exc_info=failure)
                if reason != str(failure):
                    reason = str(failure)
                    self._letters.put(failure)
                self.stopping.wait(RETRY_S)
                continue
            if reason is not None:
                reason = None
                self._letters.put(None)
            if news is not None:
                self._letters.put(news)
        if self.feed:
            self.feed.close()
        if database:
            database.close()
