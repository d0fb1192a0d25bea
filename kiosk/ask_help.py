"""Asking for a hand: somebody is called, on the record, and the screen says who comes."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from db import queue
from db.directory import GUIDANCE
from db.engine import Database
from db.events import Event
from db.feed import News
from db.help_events import HelpAnswered, HelpAsked, HelpKind, HelpWithdrawn
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Answer, AskForHelp, Back, Done, Intent
from kiosk.pages import Page
from kiosk.step_pages import Choice, QuestionPage
from kiosk.wording import QT_TRANSLATE_NOOP
from shell.errand import Command, Errand
from shell.i18n import error_text

translate = QCoreApplication.translate

WITHDRAW = Answer("withdraw")
KINDS = {
    HelpKind.GUIDANCE: (QT_TRANSLATE_NOOP("kiosk", "I do not know what to do"), "mdi6.help-circle"),
    HelpKind.ACCESS: (
        QT_TRANSLATE_NOOP("kiosk", "Wheelchair, sight or hearing"),
        "mdi6.wheelchair",
    ),
    HelpKind.MACHINE: (QT_TRANSLATE_NOOP("kiosk", "Something is wrong with this kiosk"), "mdi6.wrench"),
    HelpKind.SAFETY: (QT_TRANSLATE_NOOP("kiosk", "Somebody is unwell"), "mdi6.medical-bag"),
}
"""What a visitor may need, and its icon."""


class _Step(Enum):
    ASKING = auto()
    SENDING = auto()
    CALLED = auto()
    COMING = auto()
    FAILED = auto()


class AskHelp(Flow):
    """Asks what for, calls, and follows what becomes of the call."""

    beside_notices = True

    def __init__(self, means: Means, kind: HelpKind | None = None) -> None:
        super().__init__(means)
        self._kind = kind
        self._step = _Step.ASKING
        self._help_id: int | None = None
        self._who = ""
        self._trouble = ""

    def start(self) -> None:
        if self._kind is not None:
            self._call(self._kind)

    def want(self, intent: Intent) -> None:
        match self._step, intent:
            case _Step.ASKING, Answer(name) if name in {kind.value for kind in KINDS}:
                self._call(HelpKind(name))
            case _Step.CALLED, Answer() if intent == WITHDRAW and self._help_id is not None:
                self._send(partial(_withdraw, self._help_id), self._withdrawn)
            case _, Back() | Done():
                # The call stays: whoever asked may well go to meet the guide.
                self.turned_back.emit()
                return
            case _:
                return
        self.changed.emit()

    def _call(self, kind: HelpKind) -> None:
        self._kind, self._step = kind, _Step.SENDING
        self._send(partial(_ask, zone_of(self.means), kind), self._called)

    def _send(self, command: Command, done: Callable[[Any], None]) -> None:
        # The presenter's child: an answer on its way outlives the page.
        errand = Errand(self.means.worker, command, self.parent() or self)
        errand.done.connect(self.if_here(done))
        errand.refused.connect(self.if_here(self._failed))
        errand.given_up.connect(self.if_here(lambda event: self._failed(None)))
        errand.send()

    def _called(self, asked: HelpAsked) -> None:
        self._help_id, self._step = asked.help_id, _Step.CALLED
        self.committed.emit()
        self.changed.emit()

    def _withdrawn(self, event: Event) -> None:
        self.committed.emit()
        self.turned_back.emit()

    def _failed(self, error: Exception | None) -> None:
        self._trouble = error_text(error) if error else translate("kiosk", "The hall did not answer")
        self._step = _Step.FAILED
        self.changed.emit()

    def hear(self, news: News[HallView]) -> None:
        for event in news.events:
            match event:
                case HelpAnswered(help_id=help_id, clerk_id=clerk_id) if help_id == self._help_id:
                    clerk = news.snapshot.directory.clerks.get(clerk_id)
                    self._who = clerk.named(self.means.language()) if clerk else clerk_id
                    self._step = _Step.COMING
                case HelpWithdrawn(help_id=help_id) if help_id == self._help_id:
                    self._help_id = None
                case _:
                    continue

    def page(self, view: HallView, language: str) -> Page:
        back = Choice(translate("kiosk", "Back"), Back(), icon="mdi6.arrow-left")
        done = Choice(translate("kiosk", "Done"), Done(), icon="mdi6.check", main=True)
        match self._step:
            case _Step.ASKING:
                kinds = (
                    Choice(translate("kiosk", words), Answer(kind.value), icon=icon)
                    for kind, (words, icon) in KINDS.items()
                )
                return QuestionPage(
                    title=translate("kiosk", "How can we help you?"),
                    text=translate("kiosk", "Somebody of our staff comes to this kiosk"),
                    icon="mdi6.hand-wave",
                    choices=(*kinds, back),
                )
            case _Step.SENDING:
                return QuestionPage(
                    title=translate("kiosk", "Calling somebody"),
                    text=translate("kiosk", "Just a moment"),
                    icon="mdi6.hand-wave",
                    busy=True,
                )
            case _Step.CALLED:
                return QuestionPage(
                    title=translate("kiosk", "Somebody is being called"),
                    text=translate("kiosk", "Please stay here; you may go on meanwhile"),
                    icon="mdi6.hand-wave",
                    busy=True,
                    choices=(
                        done,
                        Choice(translate("kiosk", "No help needed any more"), WITHDRAW, icon="mdi6.close"),
                    ),
                )
            case _Step.COMING:
                return QuestionPage(
                    title=translate("kiosk", "{who} is on the way").format(who=self._who),
                    text=translate("kiosk", "Please stay here"),
                    icon="mdi6.account-check",
                    choices=(done,),
                )
            case _Step.FAILED:
                return QuestionPage(
                    title=translate("kiosk", "Nobody could be called"),
                    text=self._trouble + "\n" + translate("kiosk", "Please go to the guide desk"),
                    icon="mdi6.lan-disconnect",
                    loud=True,
                    choices=(Choice(translate("kiosk", "Try again"), AskForHelp(), main=True), back),
                )


def zone_of(means: Means) -> str:
    """The zone whose guides are called: the kiosk's own, or else the guide desk's."""
    directory = means.view().directory
    if means.settings.zone in directory.zones:
        return means.settings.zone
    guides = [service.zone_id for service in directory.services.values() if service.kind == GUIDANCE]
    return (guides or list(directory.zones))[0]


def _ask(zone_id: str, kind: HelpKind, database: Database, request: UUID) -> Event:
    return queue.ask_help(database, request, zone_id, kind)


def _withdraw(help_id: int, database: Database, request: UUID) -> Event:
    return queue.withdraw_help(database, request, help_id)
