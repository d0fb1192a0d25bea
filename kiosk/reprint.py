"""A second paper for a number that is in a hand already, marked as such."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer

from db import queue
from db.engine import Database
from db.events import Event
from db.holding import HeldTicket
from kiosk import wording
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Done, Intent
from kiosk.pages import Page, Stage, TicketPage
from kiosk.printer import Failed, Outcome, Printed, Trouble, Unknown
from kiosk.ticket import make_ticket
from kiosk.visit_seconds import NEWS_S, SECONDS
from shell.errand import Errand

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Reprint(Flow):
    """Prints first, and puts it on the record once the paper is proven; the number stays valid in any case."""

    to_the_end = True

    def __init__(self, means: Means, held: HeldTicket) -> None:
        super().__init__(means)
        self._held = held
        settings = means.settings
        self._slip = wording.second_slip_of(
            held, means.view().directory, means.language(), settings.public_address
        )
        self._ticket = make_ticket(self._slip, settings)
        # A job of its own: the first paper of this ticket may still be under way.
        self._job = ("again", held.id)
        self._stage = Stage.PRINTING
        self._share = 0.0
        self._trouble: Trouble | None = None
        self._seconds_left: int | None = None
        self._under_way = False
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        means.printer.progressed.connect(self._progressed)
        means.printer.ended.connect(self._paper)

    def start(self) -> None:
        self.means.printer.print(self._job, self._ticket.paper)

    def want(self, intent: Intent) -> None:
        if intent == Done() and self._stage is not Stage.PRINTING:
            self.ended.emit()

    def close(self) -> None:
        self.closed = True
        self._second.stop()
        self._go_if_free()

    def page(self, view: HallView, language: str) -> Page:
        title, hint = self._headline()
        return TicketPage(
            stage=self._stage,
            title=title,
            hint=hint,
            service=self._slip.service,
            number=f"{self._slip.prefix} {self._slip.digits}",
            facts=self._slip.facts[:3],
            place=self._slip.place,
            share=self._share,
            picture=self._ticket.picture,
            seconds_left=self._seconds_left,
        )

    def _headline(self) -> tuple[str, str]:
        if self._stage is Stage.PRINTING:
            return (
                translate("kiosk", "Printing it again"),
                translate("kiosk", "Your place in line stays as it is"),
            )
        if self._stage is Stage.PRINTED:
            return (
                translate("kiosk", "Printed again"),
                translate("kiosk", "Please take your ticket, and watch the screens and listen"),
            )
        assert self._trouble is not None
        return (
            translate("kiosk", wording.TROUBLE[self._trouble]),
            translate("kiosk", "Your number stays valid: take a photo of it or remember the number"),
        )

    def _progressed(self, job: object, share: float) -> None:
        if job == self._job and self._stage is Stage.PRINTING:
            self._share = share
            self.changed.emit()

    def _paper(self, job: object, outcome: Outcome) -> None:
        if job != self._job or self._stage is not Stage.PRINTING:
            return
        match outcome:
            case Printed():
                self._stage = Stage.PRINTED
                self._tell()
            case Failed(trouble) | Unknown(trouble):
                # The whole ticket on the screen does for paper.
                self._stage, self._trouble = Stage.KEPT, trouble
        self._seconds_left = SECONDS[self._stage] * self.means.patience()
        self._second.start()
        self.changed.emit()

    def _tell(self) -> None:
        self._under_way = True
        errand = Errand(self.means.worker, partial(_reprinted, self._held.id), self, NEWS_S)
        errand.done.connect(lambda event: self.committed.emit())
        errand.refused.connect(partial(_log.warning, "%s: %s", self._held.number))
        for end in (errand.done, errand.refused, errand.given_up):
            end.connect(self._arrived)
        errand.send()

    def _arrived(self) -> None:
        self._under_way = False
        self._go_if_free()

    def _go_if_free(self) -> None:
        if self.closed and not self._under_way:
            self.deleteLater()

    def _tick(self) -> None:
        assert self._seconds_left is not None
        self._seconds_left -= 1
        if self._seconds_left > 0:
            self.changed.emit()
        else:
            self._second.stop()
            self.ended.emit()


def _reprinted(ticket_id: int, database: Database, request: UUID) -> Event:
    return queue.reprinted(database, request, ticket_id)
