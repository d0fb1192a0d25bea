"""One visitor's ticket, from the touch until it is in a hand or given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from db import queue
from db.engine import Database
from db.events import Event, TicketIssued
from kiosk.pages import Stage
from kiosk.picture import Picture
from kiosk.printer import Failed, Outcome, Printed, Trouble, Unknown
from kiosk.printer_thread import PrinterThread
from kiosk.slip import Slip, draw_slip
from shell.errand import FRESH_S, Command, Errand
from shell.worker import Worker

SECONDS = {
    Stage.PRINTED: 10,
    Stage.FAILED: 30,
    Stage.UNKNOWN: 30,
    Stage.KEPT: 10,
    Stage.CANCELLED: 8,
    Stage.REFUSED: 10,
}
"""How long each end of a visit stays on the screen."""
NEWS_S = 300.0
"""News of paper may come late: what it says stays true."""

_log = logging.getLogger(__name__)


class Visit(QObject):
    """A small machine: asking, printing, and how it ends. `words` finds the ticket's words.

    It leaves the screen with `ended`, but lives on until all its news has reached the hall.
    """

    changed = Signal()
    ended = Signal()
    committed = Signal()

    def __init__(
        self,
        worker: Worker,
        printer: PrinterThread,
        words: Callable[[TicketIssued], Slip],
        service_id: str,
        language: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.service_id = service_id
        self.language = language
        self.stage = Stage.ASKING
        self.issued: TicketIssued | None = None
        self.slip: Slip | None = None
        self.picture: Picture | None = None
        self.share = 0.0
        self.trouble: Trouble | None = None
        self.error: Exception | None = None
        self.unanswered = False
        self.seconds_left: int | None = None
        self._under_way = 0
        self._left = False
        self._worker = worker
        self._printer = printer
        self._words = words
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._patience = QTimer(self, singleShot=True, interval=round(FRESH_S * 1000))
        self._patience.timeout.connect(self._lose_patience)
        printer.progressed.connect(self._progressed)
        printer.ended.connect(self._paper)

    def start(self) -> None:
        """Ask the hall for a number."""
        errand = Errand(self._worker, self._issue, self)
        errand.done.connect(self._numbered)
        errand.refused.connect(self._refused)
        errand.unanswered.connect(self._no_answer)
        errand.given_up.connect(lambda event: self._refused(None))
        self._patience.start()
        self._send(errand)

    def keep(self) -> None:
        """The visitor keeps the number without paper."""
        if self.stage is Stage.FAILED:
            self._tell(queue.kept)
            self._become(Stage.KEPT)

    def cancel(self, reason: str = "cancelled by the visitor") -> None:
        """The visitor gives the number back, or nobody is there."""
        if self.stage is Stage.FAILED:
            self._tell(queue.cancel, reason)
            self._become(Stage.CANCELLED)

    def leave(self) -> None:
        """The visitor is done."""
        if self.stage in SECONDS and self.stage is not Stage.FAILED:
            self._end()

    def _issue(self, database: Database, request: UUID) -> Event:
        return queue.issue(database, request, self.service_id, language=self.language)

    def _numbered(self, issued: TicketIssued) -> None:
        self._patience.stop()
        if self.stage is not Stage.ASKING:
            # The visitor was told that there is no number: then there must be none.
            self._take_back(issued)
            return
        self.issued = issued
        self.slip = self._words(issued)
        self.picture = draw_slip(self.slip)
        self._become(Stage.PRINTING)
        self.committed.emit()
        self._printer.print(issued.ticket_id, self.picture)

    def _take_back(self, issued: TicketIssued) -> None:
        send: Command = partial(_news, queue.cancel, issued.ticket_id, ("too late",))
        self._send(Errand(self._worker, send, self, NEWS_S))

    def _no_answer(self) -> None:
        self.unanswered = True
        self.changed.emit()

    def _lose_patience(self) -> None:
        # The errand goes on in the background until it is sure that nothing is left of it.
        self._refused(None)

    def _refused(self, error: Exception | None) -> None:
        self._patience.stop()
        if self.stage is Stage.ASKING:
            self.error = error
            self._become(Stage.REFUSED)

    def _progressed(self, ticket_id: object, share: float) -> None:
        if self.issued and ticket_id == self.issued.ticket_id:
            self.share = share
            self.changed.emit()

    def _paper(self, ticket_id: object, outcome: Outcome) -> None:
        if not self.issued or ticket_id != self.issued.ticket_id:
            return
        match outcome:
            case Printed():
                self._tell(queue.printed)
                self._become(Stage.PRINTED)
            case Failed(trouble):
                self.trouble = trouble
                self._become(Stage.FAILED)
            case Unknown(trouble):
                _log.warning("nobody knows whether %s came out: %s", self.issued.number, trouble)
                self.trouble = trouble
                self._become(Stage.UNKNOWN)

    def _tell(self, command: Callable[..., Event], *facts: object) -> None:
        """Tell the hall what became of the paper."""
        assert self.issued is not None
        send: Command = partial(_news, command, self.issued.ticket_id, facts)
        errand = Errand(self._worker, send, self, NEWS_S)
        errand.refused.connect(partial(_log.warning, "%s: %s", self.issued.number))
        errand.done.connect(lambda event: self.committed.emit())
        self._send(errand)

    def _send(self, errand: Errand) -> None:
        self._under_way += 1
        for end in (errand.done, errand.refused, errand.given_up):
            end.connect(self._arrived)
        errand.send()

    def _arrived(self) -> None:
        self._under_way -= 1
        self._go_if_free()

    def _go_if_free(self) -> None:
        if self._left and not self._under_way:
            self.deleteLater()

    def _become(self, stage: Stage) -> None:
        self.stage = stage
        self.seconds_left = SECONDS.get(stage)
        if self.seconds_left:
            self._second.start()
        else:
            self._second.stop()
        self.changed.emit()

    def _tick(self) -> None:
        assert self.seconds_left is not None
        self.seconds_left -= 1
        if self.seconds_left > 0:
            self.changed.emit()
        elif self.stage is Stage.FAILED:
            self.cancel("nobody kept it")
        else:
            self._end()

    def _end(self) -> None:
        self._second.stop()
        self._left = True
        self.ended.emit()
        self._go_if_free()


def _news(
    command: Callable[..., Event],
    ticket_id: int,
    facts: tuple[object, ...],
    database: Database,
    request: UUID,
) -> Event:
    return command(database, request, ticket_id, *facts)
