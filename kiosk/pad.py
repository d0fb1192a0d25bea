"""What is typed on the pad: characters, and how much of them may be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.intents import EraseKey, Intent, TypeKey

DIGITS = tuple("1234567890")
DOT = "•"


@dataclass(frozen=True)
class Typed:
    """Characters so far, of at most so many."""

    keys: tuple[str, ...]
    most: int
    text: str = ""

    def after(self, intent: Intent) -> Typed:
        """With one key more or less; what does not fit is no key."""
        match intent:
            case TypeKey(character) if character in self.keys and len(self.text) < self.most:
                return replace(self, text=self.text + character)
            case EraseKey():
                return replace(self, text=self.text[:-1])
            case _:
                return self

    def veiled(self, groups: tuple[int, ...]) -> str:
        """In groups, and only the last character to be read: somebody may look over the shoulder."""
        seen = DOT * (len(self.text) - 1) + self.text[-1:]
        return _grouped(seen, groups)

    def grouped(self, groups: tuple[int, ...]) -> str:
        """In groups, to be read."""
        return _grouped(self.text, groups)


def _grouped(text: str, groups: tuple[int, ...]) -> str:
    parts = []
    for size in groups:
        parts.append(text[:size])
        text = text[size:]
    return " ".join(filter(None, (*parts, text)))
