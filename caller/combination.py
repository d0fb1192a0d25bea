"""A key in words, like Ctrl+Shift+F8, taken apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence


def combination(text: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """The key, and what is held down with it."""
    first = QKeySequence(text)[0]  # pyright: ignore[reportIndexIssue]
    return first.key(), first.keyboardModifiers()
