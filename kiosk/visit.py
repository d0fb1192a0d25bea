"""One visitor's ticket, from the touch until it is in a hand or given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer

from db import queue
from db.engine import Database
from db.errors import CheckedInAlready
from db.events import Event, TicketIssued
from db.privacy import AlreadyHolding
from kiosk import hall_view, visit_words, wording
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import CancelNumber, Done, Intent, KeepNumber
from kiosk.my_ticket import MyTicket
from kiosk.pages import Page, Stage
from kiosk.picture import Picture
from kiosk.printer import Failed, Outcome, Printed, Trouble, Unknown
from kiosk.slip import Slip
from kiosk.ticket import make_ticket
from kiosk.visit_seconds import NEWS_S, SECONDS
from shell.errand import FRESH_S, Command, Errand

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Visit(Flow):
    """A small machine: asking, printing, and how it ends. `issue` asks the hall, for what `name` says.

    It leaves the screen with `ended`, but lives on until all its news has reached the hall.
    """

    to_the_end = True

    def __init__(
        self,
        means: Means,
        name: str,
        issue: Command,
        *,
        booked: bool = False,
        steps: tuple[str, ...] = (),
        materials: tuple[str, ...] = (),
    ) -> None:
        super().__init__(means)
        self.name = name
        self.booked = booked
        self._steps = steps
        self._materials = materials
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
        self._worker = means.worker
        self._printer = means.printer
        self._issue = issue
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._patience = QTimer(self, singleShot=True, interval=round(FRESH_S * 1000))
        self._patience.timeout.connect(self._lose_patience)
        self._printer.progressed.connect(self._progressed)
        self._printer.ended.connect(self._paper)

    def page(self, view: HallView, language: str) -> Page:
        return visit_words.ticket_page(self)

    def want(self, intent: Intent) -> None:
        match intent:
            case KeepNumber():
                self.keep()
            case CancelNumber():
                self.cancel()
            case Done():
                self.leave()
            case _:
                pass

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

    def close(self) -> None:
        self.closed = self._left = True
        self._second.stop()
        self._go_if_free()

    def _numbered(self, issued: TicketIssued) -> None:
        self._patience.stop()
        if self.stage is not Stage.ASKING:
            # The visitor was told that there is no number: then there must be none.
            self._take_back(issued)
            return
        self.issued = issued
        view, language = self.means.view(), self.means.language()
        estimate = hall_view.estimate_of(view, issued.service_id)
        settings = self.means.settings
        self.slip = wording.slip_of(issued, view.directory, estimate, language, settings.public_address)
        if self._steps:
            title = translate("kiosk", "One number for all steps")
            self.slip = replace(self.slip, service=self.name, steps_title=title, steps=self._steps)
        if self._materials:
            bring = translate("kiosk", "Please bring")
            self.slip = replace(self.slip, materials_title=bring, materials=self._materials)
        ticket = make_ticket(self.slip, settings)
        self.picture = ticket.picture
        self._become(Stage.PRINTING)
        self.committed.emit()
        self._printer.print(issued.ticket_id, ticket.paper)

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
        if self.stage is not Stage.ASKING:
            return
        self.error = error
        self._become(Stage.REFUSED)
        if isinstance(error, AlreadyHolding | CheckedInAlready):
            ticket_id = error.fields["ticket_id"]
            assert isinstance(ticket_id, int)
            self.followed.emit(MyTicket.of_holder(self.means, ticket_id))

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
        if stage in SECONDS:
            self.seconds_left = SECONDS[stage] * self.means.patience()
            self._second.start()
        else:
            self.seconds_left = None
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
        self.ended.emit()


def _news(
    command: Callable[..., Event],
    ticket_id: int,
    facts: tuple[object, ...],
    database: Database,
    request: UUID,
) -> Event:
    return command(database, request, ticket_id, *facts)
