"""Asks what was handled: the question stands there at once, and the items follow when the hall has told them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from caller.choice_list import Entry
from caller.items import Items, read_index
from caller.state import Question, Verb
from db.directory import Directory
from shell.worker import Worker

if TYPE_CHECKING:
    from db.search import SearchIndex

translate = QCoreApplication.translate
Show = Callable[[Question, Question | None], None]
"""Shows a question, in place of the one before if that is given."""


class Handled:
    """Remembers the items of one counter's services from the first question on."""

    def __init__(self, worker: Worker, directory: Directory, counter: int, language: str) -> None:
        self._worker = worker
        self._items_of = partial(Items, directory, counter, language)
        self._known: dict[frozenset[str], SearchIndex] = {}

    def ask(self, service_id: str, looked_up: Entry | None, show: Show) -> None:
        """Ask about a visitor of this service; what was looked up is ticked."""
        items = self._items_of(service_id)
        items.index = self._known.get(items.services)
        first = _question(items, looked_up)
        show(first, None)
        if items.index is None:

            def go_on(index: SearchIndex) -> None:
                self._known = {items.services: index}
                items.index = index
                show(_question(items, looked_up), first)

            self._worker.run(partial(read_index, items.services), go_on)


def _question(items: Items, looked_up: Entry | None) -> Question:
    return Question(
        Verb.FINISH_WITH,
        translate("caller", "What was handled?"),
        items.first(),
        option=translate("caller", "The result is handed out later"),
        confirm=translate("caller", "Finish"),
        search=items.find,
        ticked=(looked_up,) if looked_up else (),
    )
