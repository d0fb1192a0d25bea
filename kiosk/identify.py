"""Who the visitor is, by ID card or typed number: told what for, asked first, and forgotten at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from db.id_number import LENGTH
from kiosk import wording
from kiosk.card_thread import CardTrouble
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Answer, AskForHelp, Back, Confirm, Intent
from kiosk.pad import DIGITS, Typed
from kiosk.pages import Page
from kiosk.step_pages import Choice, PadPage, QuestionPage
from kiosk.visitor import Known, NoSuchNumber, known_from
from shell.i18n import error_text

translate = QCoreApplication.translate

CARD, TYPE = Answer("card"), Answer("type")
NOTHING_TYPED = Typed((*DIGITS, "X"), LENGTH)

_TROUBLES = {
    CardTrouble.GONE: wording.QT_TRANSLATE_NOOP(
        "kiosk", "The card was moved too early. Please lay it down again and leave it there"
    ),
    CardTrouble.UNREADABLE: wording.QT_TRANSLATE_NOOP(
        "kiosk", "This card cannot be read here. Please use a resident ID card, or type the number"
    ),
    CardTrouble.READER: wording.QT_TRANSLATE_NOOP(
        "kiosk", "The card reader does not answer. Please type the number instead"
    ),
    CardTrouble.KEY: wording.QT_TRANSLATE_NOOP(
        "kiosk", "This kiosk cannot take ID cards at the moment. Please go to the guide desk"
    ),
}


class _Step(Enum):
    ASKING = auto()  # nothing is read before the visitor agreed
    CARD = auto()
    TYPING = auto()


class Identify(Flow):
    """Asks, reads, and goes on with the flow that `then` makes; without it, turns back."""

    def __init__(self, means: Means, what_for: str, then: Callable[[], Flow] | None = None) -> None:
        super().__init__(means)
        self._what_for = what_for
        self._then = then
        self._step = _Step.ASKING
        self._typed = NOTHING_TYPED
        self._wrong = ""
        self._trouble: CardTrouble | None = None
        self._reading: int | None = None
        self._checking = False
        if means.cards is not None:
            means.cards.read.connect(self._read)
            means.cards.troubled.connect(self._troubled)

    def want(self, intent: Intent) -> None:
        match intent:
            case Back() if self._step is _Step.ASKING:
                self.turned_back.emit()
                return
            case Back():
                self._go(_Step.ASKING)
            case Answer() if intent == CARD and self.means.cards is not None:
                self._go(_Step.CARD)
                self._reading = self.means.cards.begin(self.means.view().offers.today)
            case Answer() if intent == TYPE:
                self._go(_Step.TYPING)
            case Confirm() if self._step is _Step.TYPING and self._is_whole() and not self._checking:
                self._check()
            case _ if self._step is _Step.TYPING and not self._checking:
                self._typed, self._wrong = self._typed.after(intent), ""
        self.changed.emit()

    def close(self) -> None:
        self._stop_reading()
        self._typed = NOTHING_TYPED
        super().close()

    def _go(self, step: _Step) -> None:
        self._stop_reading()
        self._step, self._typed, self._trouble, self._wrong = step, NOTHING_TYPED, None, ""

    def _stop_reading(self) -> None:
        if self._reading is not None and self.means.cards is not None:
            self.means.cards.end()
        self._reading = None

    def _is_whole(self) -> bool:
        return len(self._typed.text) == LENGTH

    def _check(self) -> None:
        """Hash the number off the GUI thread; the number itself is gone from here at once."""
        number, today = self._typed.text, self.means.view().offers.today

        def keep_little(database: Database) -> Known:
            return known_from(number, today)

        self._checking = True
        self.means.worker.run(keep_little, self.if_here(self._identified), self.if_here(self._refused))

    def _refused(self, error: Exception) -> None:
        self._checking = False
        self._wrong = (
            error_text(error)
            if isinstance(error, NoSuchNumber)
            else translate("kiosk", _TROUBLES[CardTrouble.KEY])
        )
        self.changed.emit()

    def _read(self, reading: int, known: Known) -> None:
        if reading == self._reading:
            self._reading = None
            self._identified(known)

    def _troubled(self, reading: int, trouble: CardTrouble | None) -> None:
        if reading == self._reading:
            self._trouble = trouble
            self.changed.emit()

    def _identified(self, known: Known) -> None:
        self._typed = NOTHING_TYPED
        self.means.meet(replace(self.means.visitor(), known=known))
        if self._then is None:
            self.turned_back.emit()
        else:
            self.followed.emit(self._then())

    def page(self, view: HallView, language: str) -> Page:
        match self._step:
            case _Step.ASKING:
                return self._question()
            case _Step.CARD:
                return self._card_page()
            case _Step.TYPING:
                return self._pad()

    def _question(self) -> Page:
        card = Choice(
            translate("kiosk", "Agree and use my ID card"), CARD, icon="mdi6.card-account-details", main=True
        )
        typed = Choice(translate("kiosk", "Agree and type my number"), TYPE, icon="mdi6.dialpad")
        return QuestionPage(
            title=translate("kiosk", "Your ID number is needed"),
            text=self._what_for,
            notes=(
                translate("kiosk", "Read: your number and year of birth. Name, address and photo are not kept"),
                translate("kiosk", "Kept: a code from which nobody gets your number back, and a few digits of it"),
                translate("kiosk", "For: one number a person, and priority by age. Deleted after 30 days at the latest"),
            ),
            icon="mdi6.shield-account",
            choices=(
                *((card,) if self.means.cards is not None else ()),
                typed,
                Choice(translate("kiosk", "Back"), Back(), icon="mdi6.arrow-left"),
            ),
        )  # fmt: skip

    def _card_page(self) -> Page:
        trouble = self._trouble
        return QuestionPage(
            title=translate("kiosk", "Please lay your ID card on the reader"),
            text=translate("kiosk", _TROUBLES[trouble])
            if trouble is not None
            else translate("kiosk", "Leave it there until this page changes"),
            icon="mdi6.card-account-details",
            busy=trouble is None or trouble is CardTrouble.GONE,
            loud=trouble is not None,
            choices=(
                Choice(translate("kiosk", "Type my number instead"), TYPE, icon="mdi6.dialpad"),
                Choice(translate("kiosk", "Ask for help"), AskForHelp(), icon="mdi6.hand-wave"),
                Choice(translate("kiosk", "Back"), Back(), icon="mdi6.arrow-left"),
            ),
        )

    def _pad(self) -> Page:
        return PadPage(
            title=translate("kiosk", "Type your ID number"),
            hint=translate("kiosk", "18 characters; only the last one is shown"),
            shown=self._typed.veiled((6, 4, 4, 4)),
            keys=NOTHING_TYPED.keys,
            confirm=translate("kiosk", "Confirm"),
            ready=self._is_whole() and not self._checking,
            trouble=self._wrong,
        )
