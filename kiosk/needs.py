"""What a visitor may ask for before taking a number: priority, a low counter, a wheelchair."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from db.help_events import HelpKind
from kiosk.ask_help import AskHelp
from kiosk.flow import Flow
from kiosk.hall_view import HallView
from kiosk.identify import Identify
from kiosk.intents import Answer, Back, Intent
from kiosk.pages import Page
from kiosk.step_pages import Entry, MenuPage
from kiosk.visitor import Visitor, group_of

translate = QCoreApplication.translate

CHOSEN = "✓"
LOW, WHEELCHAIR, CARD = Answer("low"), Answer("wheelchair"), Answer("card")
GROUP = "group:"


class SayNeeds(Flow):
    """A menu whose entries are chosen and given up by touching them; it holds for the next number."""

    def want(self, intent: Intent) -> None:
        visitor = self.means.visitor()
        match intent:
            case Back():
                self.turned_back.emit()
                return
            case Answer() if intent == LOW:
                self.means.meet(replace(visitor, low=not visitor.low))
            case Answer() if intent == WHEELCHAIR:
                self.followed.emit(AskHelp(self.means, HelpKind.ACCESS))
                return
            case Answer() if intent == CARD:
                what_for = translate("kiosk", "Your year of birth shows whether you have priority by age")
                self.followed.emit(Identify(self.means, what_for))
                return
            case Answer(name) if name.startswith(GROUP):
                group_id = name.removeprefix(GROUP)
                chosen = None if visitor.group_id == group_id else group_id
                self.means.meet(replace(visitor, group_id=chosen))
            case _:
                return
        self.changed.emit()

    def page(self, view: HallView, language: str) -> Page:
        visitor = self.means.visitor()
        groups = view.directory.groups.values()
        return MenuPage(
            title=translate("kiosk", "Priority and accessibility"),
            subtitle=translate("kiosk", "Choose what holds for you, then go back and take your number"),
            entries=(
                Entry(
                    translate("kiosk", "Low counter"),
                    LOW,
                    after=translate("kiosk", "A counter to sit at, or for a wheelchair"),
                    badge=CHOSEN if visitor.low else "",
                ),
                Entry(
                    translate("kiosk", "Bring me a wheelchair"),
                    WHEELCHAIR,
                    after=translate("kiosk", "Somebody comes to this kiosk with one"),
                ),
                *(
                    Entry(
                        group.named(language),
                        Answer(GROUP + group.id),
                        after=translate("kiosk", "At the counter, show: {evidence}").format(
                            evidence=group.proof(language)
                        ),
                        badge=CHOSEN if visitor.group_id == group.id else "",
                    )
                    for group in groups
                ),
                Entry(
                    translate("kiosk", "By my ID card"),
                    CARD,
                    after=translate("kiosk", "Priority by age is recognised by itself"),
                    badge=CHOSEN if visitor.known else "",
                ),
            ),
        )


def needs_text(visitor: Visitor, view: HallView, language: str) -> str:
    """What was chosen, for the card that leads here."""
    group = group_of(visitor, view.directory, view.offers.today)
    chosen = [group.named(language)] if group else []
    if visitor.low:
        chosen.append(translate("kiosk", "Low counter"))
    return " · ".join(chosen) or translate("kiosk", "Elderly, disabled")
