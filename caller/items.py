"""What a clerk may have handled: the items of the counter's services, found while they are typed."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from caller.choice_list import Entry
from db.catalogue import ItemFacts, rows_to_search
from db.directory import Directory
from db.engine import Database

if TYPE_CHECKING:
    from db.search import SearchIndex

MOST = 30
"""So many are listed."""

translate = QCoreApplication.translate


class Items:
    """Finds items as entries, those of the visitor's service first while nothing is typed."""

    def __init__(self, directory: Directory, counter: int, language: str, service_id: str) -> None:
        self._directory = directory
        self._service_id = service_id
        self._language = language
        self.services = frozenset(
            each.id
            for each in directory.services.values()
            if counter in (*each.counters, *each.low_counters, *each.helpers)
        ) | {service_id}
        self.index: SearchIndex | None = None
        """None until the hall has told which items there are."""

    def first(self) -> tuple[Entry, ...]:
        """The items of the visitor's service, in the hall's own order."""
        own = self.index.of_service(self._service_id) if self.index else ()
        return tuple(map(self.entry, islice(own, MOST)))

    def find(self, typed: str) -> tuple[Entry, ...]:
        """What is probably meant, best first; and last, for what is in no catalogue, the words as they are."""
        if self.index is None:
            return ()
        own_words = Entry(typed, typed, translate("caller", "in these words"))
        return (*map(self.entry, self.index.find(typed, MOST)), own_words)

    def entry(self, item: ItemFacts) -> Entry:
        """An item by name; one of another service says which."""
        service = self._directory.services.get(item.service_id)
        elsewhere = service is not None and service.id != self._service_id
        more = service.short_named(self._language) if service and elsewhere else ""
        return Entry(item.id, item.named(self._language), more)


def read_index(services: Collection[str], database: Database) -> SearchIndex:
    """Put the items of these services in order; most clerks never need what that takes."""
    from db.search_making import index_of

    with database.reading() as connection:
        return index_of("", rows_to_search(connection, services))
