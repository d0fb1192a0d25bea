"""Typing what one wants: each letter narrows what is shown."""

from __future__ import annotations

from db.catalogue import ItemFacts
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView, guide_card
from kiosk.intents import Back, Intent
from kiosk.item_cards import item_cards
from kiosk.item_intents import ClearText, RubOut, TypeText
from kiosk.item_pages import Answer, SearchPage

LONGEST = 40


class Search(Flow):
    """Remembers what was typed, and shows what the finder makes of it."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._typed = ""
        self._answered = ""
        self._found: tuple[ItemFacts, ...] = ()
        means.finder.found.connect(self._hear_found)
        means.finder.ready_changed.connect(self._ask)

    def page(self, view: HallView, language: str) -> SearchPage:
        items = item_cards(view, self._found, language) if self._typed else ()
        return SearchPage(
            typed=self._typed,
            answer=self._answer(bool(items)),
            items=items,
            guide=guide_card(view, language),
        )

    def want(self, intent: Intent) -> None:
        match intent:
            case TypeText(text):
                self._type((self._typed + text)[:LONGEST])
            case RubOut():
                self._type(self._typed[:-1])
            case ClearText():
                self._type("")
            case Back():
                self.turned_back.emit()
            case _:
                pass

    def _answer(self, found: bool) -> Answer:
        if not self._typed.strip():
            return Answer.NOTHING_TYPED
        if found:
            return Answer.FOUND
        if not self.means.finder.is_ready:
            return Answer.PREPARING
        return Answer.NOTHING_FOUND if self._answered == self._typed else Answer.FOUND

    def _type(self, text: str) -> None:
        self._typed = text
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        if self._typed:
            self.means.finder.look_for(self._typed)

    def _hear_found(self, typed: str, items: tuple[ItemFacts, ...]) -> None:
        if typed == self._typed:
            self._answered, self._found = typed, items
            self.changed.emit()
