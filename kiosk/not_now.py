"""A service that cannot be taken at this moment: what, why, and until when; it opens by itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.chances import can_be_taken, chance_text, next_text
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import AskForHelp, Back, CheckIn, ChooseDepartments, FindMyTicket, Intent, TakeNumber
from kiosk.pages import Page
from kiosk.step_pages import Choice, QuestionPage
from shell.i18n import in_words

translate = QCoreApplication.translate


def closed_page(view: HallView, language: str) -> Page:
    """The first screen while the hall gives out no numbers: bookings and tickets are still looked after."""
    hours = view.offers.hours
    serving = hours.serve.until
    notes = [next_text(view, hours.issue.next, language)]
    if hours.serve.open and serving is not None:
        notes.append(
            translate(
                "kiosk", "Whoever holds a number is still served; counters are open until {until}"
            ).format(until=chance_text(view, serving, language))
        )
    return QuestionPage(
        title=translate("kiosk", "No numbers are given out now"),
        text=str(in_words(hours.reason or "")),
        notes=tuple(notes),
        icon="mdi6.clock-outline",
        choices=(
            Choice(translate("kiosk", "I have booked"), CheckIn(), icon="mdi6.calendar-check"),
            Choice(translate("kiosk", "My ticket"), FindMyTicket(), icon="mdi6.ticket-confirmation"),
            Choice(translate("kiosk", "See all services"), ChooseDepartments(), icon="mdi6.format-list-bulleted"),
        ),
    )  # fmt: skip


class NotNow(Flow):
    """Says why this service gives no number, and offers it as soon as it does."""

    def __init__(self, means: Means, intent: TakeNumber) -> None:
        super().__init__(means)
        self._intent = intent
        self._service_id = intent.service_id

    def want(self, intent: Intent) -> None:
        if intent == Back():
            self.turned_back.emit()

    def page(self, view: HallView, language: str) -> Page:
        service = view.directory.services.get(self._service_id)
        name = service.named(language) if service else self._service_id
        back = Choice(translate("kiosk", "Choose something else"), Back(), icon="mdi6.arrow-left", main=True)
        offers = view.offers
        if can_be_taken(offers, self._service_id):
            again = Choice(
                translate("kiosk", "Take a number"),
                self._intent,
                icon="mdi6.ticket",
                main=True,
            )
            title = translate("kiosk", "There are numbers again")
            return QuestionPage(title=title, text=name, icon="mdi6.check-circle", choices=(again, back))
        if not offers.hours.issue.open:
            title = translate("kiosk", "No numbers are given out now")
            reason, following = str(in_words(offers.hours.reason or "")), offers.hours.issue.next
        else:
            title = translate("kiosk", "All numbers of this half day are taken")
            reason, following = name, offers.full[self._service_id]
        return QuestionPage(
            title=title,
            text=reason,
            notes=(
                next_text(view, following, language),
                translate("kiosk", "This page changes by itself as soon as there are numbers"),
            ),
            icon="mdi6.clock-alert-outline",
            loud=True,
            choices=(
                back,
                Choice(translate("kiosk", "Ask for help"), AskForHelp(), icon="mdi6.hand-wave"),
            ),
        )
