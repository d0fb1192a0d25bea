"""A service or a bundle that cannot be taken at this moment: what, why, and until when; it opens by itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.chances import can_be_taken, chance_text, next_text
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import (
    AskForHelp,
    Back,
    CheckIn,
    ChooseDepartments,
    FindMyTicket,
    Intent,
    TakeBundle,
    TakeNumber,
)
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


def name_of(view: HallView, intent: TakeNumber | TakeBundle, language: str) -> str:
    """What the number is wanted for."""
    match intent:
        case TakeNumber(service_id):
            thing, name = view.directory.services.get(service_id), service_id
        case TakeBundle(bundle_id):
            thing, name = view.directory.bundles.get(bundle_id), bundle_id
    return thing.named(language) if thing else name


class NotNow(Flow):
    """Says why a service gives no number, and offers again what was wanted as soon as it does."""

    def __init__(self, means: Means, intent: TakeNumber | TakeBundle, service_id: str) -> None:
        super().__init__(means)
        self._intent = intent
        self._service_id = service_id

    def want(self, intent: Intent) -> None:
        if intent == Back():
            self.turned_back.emit()

    def page(self, view: HallView, language: str) -> Page:
        name = name_of(view, self._intent, language)
        service = name_of(view, TakeNumber(self._service_id), language)
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
            # Of a bundle it is the first service that has no more.
            reason = " · ".join(dict.fromkeys((name, service)))
            following = offers.full[self._service_id]
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
