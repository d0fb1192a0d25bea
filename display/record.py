"""What became of each announcement, told to the hall; kept until the hall could be told."""

from __future__ import annotations

import logging
import uuid

from PySide6.QtCore import QObject, QTimer

from db import queue
from db.engine import Database
from db.errors import DatabaseAway, TurnBusy
from db.events import CallAnnounced
from display.schedule import Announcement
from shell.worker import Worker

log = logging.getLogger(__name__)

RETRY_MS = 2000


class Record(QObject):
    """Writes `CallAnnounced`, with one request id each however often it takes."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker

    def settled(self, announcement: Announcement, spoken: bool, reason: str) -> None:
        """Tell the hall that a call was shown, and heard or not."""
        self._tell(uuid.uuid4(), announcement, spoken, reason)

    def _tell(self, request: uuid.UUID, announcement: Announcement, spoken: bool, reason: str) -> None:
        def command(database: Database) -> CallAnnounced:
            return queue.announced(database, request, announcement.call_id, spoken=spoken, reason=reason)

        def failed(failure: Exception) -> None:
            if isinstance(failure, (DatabaseAway, TurnBusy)):
                QTimer.singleShot(RETRY_MS, self, lambda: self._tell(request, announcement, spoken, reason))
            else:
                log.info("the announcement of %s went unrecorded: %s", announcement.number, failure)

        self._worker.run(command, failed=failed)
