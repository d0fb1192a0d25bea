"""Looking around by what brings somebody here: a birth, a home, a shop to open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from shiboken6 import isValid

from db.catalogue import ItemFacts, read_items_of
from db.directory import GUIDANCE
from db.engine import Database
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Answer, Back, Intent, TakeNumber
from kiosk.item_cards import item_cards
from kiosk.item_intents import ChooseLifeEvent
from kiosk.item_pages import EventCard, EventsPage, ItemCard, ItemsPage
from kiosk.pages import Page
from kiosk.step_pages import Entry, MenuPage

translate = QCoreApplication.translate

PEOPLE = "个人"
"""The audience of those events that are not of businesses, as a hall's folder names it."""

FEW = 6
"""So many items stand on one leaf, upright and across; of more, the services that do them are shown before them."""
EVERYTHING = Answer("everything")


class LifeEvents(Flow):
    """First what it is about, then what can be done: three touches to a number, however much it is."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._event: str | None = None
        self._items: tuple[ItemFacts, ...] | None = None
        self._everything = False

    def page(self, view: HallView, language: str) -> Page:
        if self._event is None or self._items is None:
            return self._events_page(view, language)
        names = {event.name: event.named(language) for event in view.life_events}
        title = names.get(self._event, self._event)
        cards = item_cards(view, self._items, language)
        if len(cards) > FEW and not self._everything:
            return _services_page(view, title, cards, language)
        return ItemsPage(
            title=title,
            subtitle=translate("kiosk", "Touch an item to take its number"),
            items=cards,
        )

    def want(self, intent: Intent) -> None:
        match intent:
            case ChooseLifeEvent(name):
                self._event, self._everything = name, False
                self.means.worker.run(partial(_items_of, name), partial(self._hear, name), self._miss)
            case Answer() if intent == EVERYTHING and self._items is not None:
                self._everything = True
                self.changed.emit()
            case Back() if self._everything:
                self._everything = False
                self.changed.emit()
            case Back() if self._event is not None:
                self._event = self._items = None
                self.changed.emit()
            case Back():
                self.turned_back.emit()
            case _:
                pass

    def _events_page(self, view: HallView, language: str) -> EventsPage:
        return EventsPage(
            title=translate("kiosk", "By life event"),
            subtitle=translate("kiosk", "Choose what it is about, then what you want done"),
            events=tuple(
                EventCard(event.name, event.named(language), event.audience != PEOPLE)
                for event in view.life_events
            ),
        )

    def _hear(self, name: str, items: tuple[ItemFacts, ...]) -> None:
        if isValid(self) and name == self._event:
            self._items = items
            self.changed.emit()

    def _miss(self, failure: Exception) -> None:
        # The hall is away, which the presenter says; what was touched can be touched again.
        if isValid(self):
            self._event = None


def _services_page(view: HallView, title: str, cards: tuple[ItemCard, ...], language: str) -> MenuPage:
    """The services that do the items, each with the first of its own; whoever wants to know more sees all items."""
    services: dict[str, list[ItemCard]] = {}
    for card in cards:
        # The guide desk does a little of everything, and is on the first screen.
        if view.directory.services[card.service_id].kind != GUIDANCE:
            services.setdefault(card.service_id, []).append(card)
    everything = translate("kiosk", "All {n} items").format(n=len(cards))
    return MenuPage(
        title=title,
        subtitle=translate("kiosk", "Touch a service to take its number"),
        entries=(
            *(
                Entry(
                    name=view.directory.services[service_id].short_named(language),
                    intent=TakeNumber(service_id, item_id=items[0].id if len(items) == 1 else None),
                    line=_first_of(items),
                    after=items[0].wait,
                    badge=service_id,
                )
                for service_id, items in services.items()
            ),
            Entry(translate("kiosk", "What it needs"), EVERYTHING, after=everything),
        ),
    )


def _first_of(items: list[ItemCard]) -> str:
    if len(items) == 1:
        return items[0].name
    return translate("kiosk", "{item} and {n}\u00a0more").format(item=items[0].name, n=len(items) - 1)


def _items_of(event: str, database: Database) -> tuple[ItemFacts, ...]:
    with database.reading() as connection:
        return read_items_of(connection, event)
