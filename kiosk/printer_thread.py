"""The printer's own thread: tickets go in, conditions and outcomes come out as signals."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

from kiosk.printer import Condition, Outcome, Printable, TicketPrinter, Trouble, Unknown
from shell.mailbox import Mailbox, Slot

LOOK_S = 1.0
"""How often the printer is asked while it has nothing to do."""

_log = logging.getLogger(__name__)
_Job = tuple[Hashable, Printable]
_Letter = Callable[["PrinterThread"], None]


class PrinterThread(QObject):
    """Owns the printer; the GUI thread never touches the line."""

    condition_changed = Signal(object)
    progressed = Signal(object, float)
    ended = Signal(object, object)

    def __init__(self, printer: TicketPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.condition: Condition | None = None
        """As it last showed itself; None: nobody has looked yet."""
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._letters = Mailbox(lambda say: say(self), self)
        printing = _Printing(printer, self._jobs, self._letters.slot)
        self._thread = threading.Thread(target=printing.work, name="printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the ticket at hand."""
        self._letters.close()
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(5)

    def has_shown(self, condition: Condition) -> None:
        """The printer showed itself anew."""
        self.condition = condition
        self.condition_changed.emit(condition)

    def print(self, job: Hashable, paper: Printable) -> None:
        """Queue a ticket; `ended` tells its outcome together with `job`."""
        self._jobs.put((job, paper))


class _Printing:
    """What the thread does; it knows no object of Qt, and may outlive them all."""

    def __init__(
        self, printer: TicketPrinter, jobs: queue.Queue[_Job | None], letters: Slot[_Letter]
    ) -> None:
        self._printer = printer
        self._jobs = jobs
        self._letters = letters
        self._condition: Condition | None = None

    def work(self) -> None:
        """Print one job after the other, and look at the printer in between."""
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
            job, outcome = task[0], self._outcome(*task)
            self._letters.put(lambda owner, job=job, outcome=outcome: owner.ended.emit(job, outcome))
            self._look()

    def _outcome(self, job: Hashable, paper: Printable) -> Outcome:
        try:
            return self._printer.print(
                paper,
                lambda share: self._letters.put(lambda owner: owner.progressed.emit(job, share)),
            )
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
            self._letters.put(lambda owner: owner.has_shown(condition))
