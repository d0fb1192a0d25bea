"""What became of each announcement, told to the hall; kept until the hall could be told."""

from __future__ import annotations

import logging
import uuid
from collections import OrderedDict
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from db import queue
from db.engine import Database
from db.errors import DatabaseAway, TurnBusy
from db.events import CallAnnounced
from display.channel import Outcome
from display.schedule import Announcement
from shell.worker import Worker

log = logging.getLogger(__name__)

RETRY_MS = 2000
REMEMBERED = 500
"""The moments of so many calls are kept until they are on the record."""


class Record(QObject):
    """Writes `CallAnnounced`, with one request id each however often it takes."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._shown: OrderedDict[int, float] = OrderedDict()

    def shown(self, call_id: int, moment: float) -> None:
        """A call stands on a board since that monotonic moment."""
        self._shown.setdefault(call_id, moment)
        while len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)

    def settled(self, announcement: Announcement, outcome: Outcome) -> None:
        """Tell the hall that a call was shown, and heard or not."""
        self._tell(uuid.uuid4(), announcement, outcome)

    def _tell(self, request: uuid.UUID, announcement: Announcement, outcome: Outcome) -> None:
        def command(database: Database) -> CallAnnounced:
            shown = self._shown.get(announcement.call_id)
            if shown is not None and announcement.recall:
                shown = max(shown, announcement.since)  # it stood there already
            return queue.announced(
                database,
                request,
                announcement.call_id,
                spoken=outcome.spoken,
                reason=outcome.reason,
                times=announcement.times,
                shown_ago_s=_ago(shown),
                spoken_ago_s=_ago(outcome.sounded_at),
                voice=outcome.voice,
                trouble=outcome.trouble,
            )

        def failed(failure: Exception) -> None:
            if isinstance(failure, (DatabaseAway, TurnBusy)):
                QTimer.singleShot(RETRY_MS, self, lambda: self._tell(request, announcement, outcome))
            else:
                log.info("the announcement of %s went unrecorded: %s", announcement.number, failure)

        self._worker.run(command, failed=failed)


def _ago(moment: float | None) -> float | None:
    return None if moment is None else max(0.0, monotonic() - moment)
