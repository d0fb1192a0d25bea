"""My ticket: found by its code or its number, told how it stands, printed again or given back."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from db import queue
from db.engine import Database
from db.events import Event, TicketEvent
from db.feed import News
from db.holding import HeldTicket, find_by_code, find_by_number, ticket_held
from kiosk import my_ticket_words as words
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Answer, Back, Confirm, Done, Intent
from kiosk.pad import DIGITS, Typed
from kiosk.pages import Page
from kiosk.reprint import Reprint
from shell.errand import Errand
from shell.i18n import error_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

translate = QCoreApplication.translate

REPRINT, GIVE_BACK, SURELY = Answer("reprint"), Answer("give back"), Answer("surely")
TRIES = 3
LAST_DIGITS = 4


class Step(Enum):
    """How far the holder has come."""

    NUMBER = auto()
    LAST_FOUR = auto()
    LOOKING = auto()
    SHOWN = auto()
    SURE = auto()
    GIVEN_BACK = auto()
    NOT_FOUND = auto()


class MyTicket(Flow):
    """A number alone shows how it stands; to print or give back takes the code, or the digits of the ID number."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self.step = Step.NUMBER
        self.typed = Typed(_keys(means.view()), 6)
        self.trouble = ""
        self.held: HeldTicket | None = None
        self.proven = False
        self.holding_already = False
        self._tries = 0
        self._look_first: Callable[[Connection], HeldTicket] | None = None

    @classmethod
    def of_code(cls, means: Means, code: str) -> MyTicket:
        """The ticket whose code was scanned."""
        return cls(means)._beginning_with(lambda connection: find_by_code(connection, code))

    @classmethod
    def of_holder(cls, means: Means, ticket_id: int) -> MyTicket:
        """The ticket that this visitor holds already, as the hall has just found."""
        flow = cls(means)._beginning_with(lambda connection: ticket_held(connection, ticket_id))
        flow.holding_already = True
        return flow

    def _beginning_with(self, find: Callable[[Connection], HeldTicket]) -> MyTicket:
        self._look_first, self.proven, self.step = find, True, Step.LOOKING
        return self

    def start(self) -> None:
        if self._look_first is not None:
            self._look(self._look_first)

    def close(self) -> None:
        self.held = None
        self.typed = Typed((), 0)
        super().close()

    def hear(self, news: News[HallView]) -> None:
        held = self.held
        if (
            held is not None
            and self.step is Step.SHOWN
            and any(isinstance(event, TicketEvent) for event in news.events)
        ):
            self.means.worker.run(_reading(lambda c: ticket_held(c, held.id)), self.if_here(self._again))

    def page(self, view: HallView, language: str) -> Page:
        return words.page(self, view, language)

    def want(self, intent: Intent) -> None:
        match self.step, intent:
            case _, Done():
                self.ended.emit()
                return
            case Step.SURE, Back():
                self.step = Step.SHOWN
            case Step.LAST_FOUR, Back():
                self._ask_number()
            case _, Back():
                self.turned_back.emit()
                return
            case Step.NUMBER, Confirm():
                number = self.typed.text
                self._look(lambda connection: find_by_number(connection, number))
            case Step.LAST_FOUR, Confirm():
                self._prove()
            case Step.SHOWN, Answer() if intent == REPRINT and self.held and self.proven:
                self.followed.emit(Reprint(self.means, self.held))
                return
            case Step.SHOWN, Answer() if intent == GIVE_BACK and self.proven:
                self.step = Step.SURE
            case Step.SURE, Answer() if intent == SURELY and self.held:
                self._give_back(self.held)
            case Step.NUMBER | Step.LAST_FOUR, _:
                self.typed, self.trouble = self.typed.after(intent), ""
            case _:
                return
        self.changed.emit()

    # --- Looking ------------------------------------------------------------------------------------

    def _look(self, find: Callable[[Connection], HeldTicket]) -> None:
        self.step = Step.LOOKING
        self.means.worker.run(_reading(find), self.if_here(self._found), self.if_here(self._not_found))

    def _found(self, held: HeldTicket) -> None:
        self.held = held
        if self.proven or held.mask is None:
            self.step = Step.SHOWN
        else:
            self.step, self.typed = Step.LAST_FOUR, Typed((*DIGITS, "X"), LAST_DIGITS)
        self.changed.emit()

    def _again(self, held: HeldTicket) -> None:
        self.held = held
        self.changed.emit()

    def _not_found(self, error: Exception) -> None:
        self.trouble = error_text(error)
        if self.proven:
            self.step = Step.NOT_FOUND
        else:
            self._ask_number()
        self.changed.emit()

    def _ask_number(self) -> None:
        self.step, self.typed, self.held = Step.NUMBER, Typed(_keys(self.means.view()), 6), None

    def _prove(self) -> None:
        assert self.held is not None and self.held.mask is not None
        if self.held.mask.endswith(self.typed.text) and len(self.typed.text) == LAST_DIGITS:
            self.proven, self.step = True, Step.SHOWN
            return
        self._tries += 1
        if self._tries >= TRIES:
            self.step = Step.NOT_FOUND
            self.held = None
            self.trouble = translate("kiosk", "These digits are not those of this ticket")
            return
        self.typed = Typed((*DIGITS, "X"), LAST_DIGITS)
        self.trouble = translate("kiosk", "These digits are not those of this ticket")

    # --- Giving back --------------------------------------------------------------------------------

    def _give_back(self, held: HeldTicket) -> None:
        self.step = Step.LOOKING
        errand = Errand(self.means.worker, partial(_cancel, held.id), self)
        errand.done.connect(self._given_back)
        errand.refused.connect(self._not_given_back)
        errand.given_up.connect(lambda event: self._not_given_back(None))
        errand.send()

    def _given_back(self) -> None:
        self.step = Step.GIVEN_BACK
        self.committed.emit()
        self.changed.emit()

    def _not_given_back(self, error: Exception | None) -> None:
        self.trouble = error_text(error) if error else translate("kiosk", "The hall did not answer")
        self.step = Step.NOT_FOUND
        self.changed.emit()


def _keys(view: HallView) -> tuple[str, ...]:
    """Digits, and the letters that numbers of this hall begin with."""
    letters = sorted({letter for prefix in view.directory.services for letter in prefix if letter.isalpha()})
    return (*DIGITS, *letters)


def _reading(find: Callable[[Connection], HeldTicket]) -> Callable[[Database], HeldTicket]:
    def read(database: Database) -> HeldTicket:
        with database.reading() as connection:
            return find(connection)

    return read


def _cancel(ticket_id: int, database: Database, request: UUID) -> Event:
    return queue.cancel(database, request, ticket_id, "cancelled by the visitor")
