"""Items as cards: who does them, where, and how long one waits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.catalogue import ItemFacts
from kiosk import wording
from kiosk.hall_view import HallView, service_card, short_name
from kiosk.item_pages import ItemCard

translate = QCoreApplication.translate


def item_card(view: HallView, item: ItemFacts, language: str) -> ItemCard | None:
    """The item's card; None if no counter serves it at the moment the hall was loaded."""
    directory = view.directory
    service = directory.services.get(item.service_id)
    if service is None or not service.counters:
        return None
    card = service_card(view, service, language)
    zone = wording.place_text(directory, directory.zones[service.zone_id], language)
    department = directory.departments.get(item.department_id)
    place = f"{short_name(department, language)} · {zone}" if department else zone
    return ItemCard(item.id, service.id, item.named(language), place, card.waiting, card.wait, card.off)


def item_cards(view: HallView, items: tuple[ItemFacts, ...], language: str) -> tuple[ItemCard, ...]:
    """The cards of those items that can be done here."""
    cards = (item_card(view, item, language) for item in items)
    return tuple(card for card in cards if card)
