"""The board speaks two languages at once: the hall's own large, the other one small beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QTranslator

from db.errors import QT_TRANSLATE_NOOP
from display.state import Pair
from shell.i18n import EN, TRANSLATIONS, ZH

__all__ = ["QT_TRANSLATE_NOOP", "Words"]


class Named(Protocol):
    """Something with a name in each language."""

    def named(self, language: str) -> str: ...


class Words:
    """Texts and names in the board's first language, and their twins in the other."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._languages = (language, EN if language == ZH else ZH)
        self._translators = {
            each: [_translator(f"{package}_{each}") for package in ("display", "shell")]
            for each in self._languages
        }
        self._plain = lru_cache(maxsize=256)(self._both)  # a board says the same few things at every call

    def pair(self, text: str, context: str = "display", **fields: object) -> Pair:
        """A text in both languages."""
        plain = self._plain(text, context)
        return Pair(plain.first.format(**fields), plain.twin.format(**fields)) if fields else plain

    def name(self, thing: Named) -> Pair:
        """A thing's name in both languages."""
        return self.own(*(thing.named(language) for language in (ZH, EN)))

    def own(self, chinese: str, english: str) -> Pair:
        """A text that comes in Chinese and English already; a third language has the Chinese one first."""
        return Pair(english, chinese) if self.language == EN else Pair(chinese, english)

    def both(self, pair: Pair) -> tuple[str, str]:
        """The Chinese text and the English one."""
        own = self.own(pair.first, pair.twin)
        return own.first, own.twin

    def _both(self, text: str, context: str) -> Pair:
        return Pair(*(self._in(language, context, text) for language in self._languages))

    def _in(self, language: str, context: str, text: str) -> str:
        if language == EN:
            return text
        return next(
            (said for each in self._translators[language] if (said := each.translate(context, text))), text
        )


def _translator(name: str) -> QTranslator:
    translator = QTranslator()
    translator.load(str(TRANSLATIONS / f"{name}.qm"))
    return translator
