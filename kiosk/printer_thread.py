"""The printer's own thread: tickets go in, conditions and outcomes come out as signals."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Hashable

from PySide6.QtCore import QObject, Signal

from kiosk.picture import Picture
from kiosk.printer import Condition, Outcome, TicketPrinter, Trouble, Unknown

LOOK_S = 1.0
"""How often the printer is asked while it has nothing to do."""

_log = logging.getLogger(__name__)


class PrinterThread(QObject):
    """Owns the printer; the GUI thread never touches the line."""

    condition_changed = Signal(object)
    progressed = Signal(object, float)
    ended = Signal(object, object)

    def __init__(self, printer: TicketPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._jobs: queue.Queue[tuple[Hashable, Picture] | None] = queue.Queue()
        self._condition: Condition | None = None
        self._thread = threading.Thread(target=self._work, name="printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the ticket at hand."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(5)

    def print(self, job: Hashable, picture: Picture) -> None:
        """Queue a ticket; `ended` tells its outcome together with `job`."""
        self._jobs.put((job, picture))

    def _work(self) -> None:
        self._look()
        while True:
            try:
                task = self._jobs.get(timeout=LOOK_S)
            except queue.Empty:
                self._look()
                continue
            if task is None:
                self._printer.close()
                return
            self.ended.emit(task[0], self._outcome(*task))
            self._look()

    def _outcome(self, job: Hashable, picture: Picture) -> Outcome:
        try:
            return self._printer.print(picture, lambda share: self.progressed.emit(job, share))
        except Exception:
            # A driver's own mistake must not leave a visitor without an answer; the paper may be out.
            _log.exception("the printer's driver failed")
            return Unknown(Trouble.OFFLINE)

    def _look(self) -> None:
        try:
            condition = self._printer.condition()
        except Exception:
            _log.exception("the printer's driver failed")
            condition = Condition(Trouble.OFFLINE)
        if condition != self._condition:
            self._condition = condition
            _log.info("printer: %s", condition.trouble or ("near end" if condition.near_end else "ready"))
            self.condition_changed.emit(condition)
