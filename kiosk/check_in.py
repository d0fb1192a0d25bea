"""Checking in a booking by its code, typed or scanned; and what a scanned code is."""

from __future__ import annotations

import re
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from db.appointments import CODE_DIGITS, check_in
from db.engine import Database
from db.events import Event
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Back, Confirm, Intent, Scanned
from kiosk.my_ticket import MyTicket
from kiosk.pad import DIGITS, Typed
from kiosk.pages import Page
from kiosk.step_pages import PadPage
from kiosk.visit import Visit
from kiosk.visitor import group_of

translate = QCoreApplication.translate

LEAST, MOST = 4, 12
"""Bookings that came from elsewhere may have codes of another length than our own."""
_TICKET_CODE = re.compile(r"[\w-]{16}", re.ASCII)


def code_in(scanned_text: str) -> str:
    """The code itself, which may stand at the end of a link."""
    words = re.findall(r"[\w-]+", scanned_text) if "://" in scanned_text else []
    return words[-1] if words else scanned_text.strip()


def scanned(means: Means, intent: Scanned) -> Flow:
    """A ticket's code is looked up; whatever else was scanned can only be a booking's."""
    code = code_in(intent.code)
    return MyTicket.of_code(means, code) if _TICKET_CODE.fullmatch(code) else _visit(means, code)


def _visit(means: Means, code: str) -> Visit:
    visitor, view = means.visitor(), means.view()
    group = group_of(visitor, view.directory, view.offers.today)
    command = partial(_send, code, means.language(), group.id if group else None, visitor.low)
    return Visit(means, translate("kiosk", "Check in a booking"), command, booked=True)


def _send(
    code: str, language: str, group_id: str | None, low: bool, database: Database, request: UUID
) -> Event:
    return check_in(database, request, code, language=language, group_id=group_id, low=low)


class CheckInFlow(Flow):
    """Asks for the code."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._typed = Typed(DIGITS, MOST)

    def want(self, intent: Intent) -> None:
        match intent:
            case Back():
                self.turned_back.emit()
            case Confirm() if len(self._typed.text) >= LEAST:
                self.followed.emit(_visit(self.means, self._typed.text))
            case _:
                self._typed = self._typed.after(intent)
                self.changed.emit()

    def page(self, view: HallView, language: str) -> Page:
        return PadPage(
            title=translate("kiosk", "Check in a booking"),
            hint=translate(
                "kiosk", "Hold your booking's code under the scanner, or type it ({n} digits)"
            ).format(n=CODE_DIGITS),
            shown=self._typed.grouped((4, 4, 4)),
            keys=DIGITS,
            confirm=translate("kiosk", "Check in"),
            ready=len(self._typed.text) >= LEAST,
        )
