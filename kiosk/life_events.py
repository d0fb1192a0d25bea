"""Looking around by what brings somebody here: a birth, a home, a shop to open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from shiboken6 import isValid

from db.catalogue import ItemFacts, read_items_of
from db.engine import Database
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Back, Intent
from kiosk.item_cards import item_cards
from kiosk.item_intents import ChooseLifeEvent
from kiosk.item_pages import EventCard, EventsPage, ItemsPage
from kiosk.pages import Page

translate = QCoreApplication.translate

PEOPLE = "个人"
"""The audience of those events that are not of businesses, as a hall's folder names it."""


class LifeEvents(Flow):
    """First what it is about, then what can be done."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._event: str | None = None
        self._items: tuple[ItemFacts, ...] | None = None

    def page(self, view: HallView, language: str) -> Page:
        if self._event is None or self._items is None:
            return self._events_page(view, language)
        names = {event.name: event.named(language) for event in view.life_events}
        return ItemsPage(
            title=names.get(self._event, self._event),
            subtitle=translate("kiosk", "Touch an item to take its number"),
            items=item_cards(view, self._items, language),
        )

    def want(self, intent: Intent) -> None:
        match intent:
            case ChooseLifeEvent(name):
                self._event = name
                self.means.worker.run(partial(_items_of, name), partial(self._hear, name), self._miss)
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


def _items_of(event: str, database: Database) -> tuple[ItemFacts, ...]:
    with database.reading() as connection:
        return read_items_of(connection, event)
