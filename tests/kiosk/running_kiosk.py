"""A kiosk that runs in a test: what it shows, and the finger that presses."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.__main__ import Kiosk
from kiosk.pages import Page
from kiosk.step_pages import QuestionPage

P = TypeVar("P", bound=Page)
WAIT_MS = 30_000


def page_of(kiosk: Kiosk) -> Page:
    return kiosk.presenter.state().page


def shows(qtbot: QtBot, kiosk: Kiosk, kind: type[P], **facts: object) -> P:
    """Wait until the kiosk shows such a page, with these facts."""

    def there() -> bool:
        page = page_of(kiosk)
        return isinstance(page, kind) and all(getattr(page, name) == fact for name, fact in facts.items())

    qtbot.waitUntil(there, timeout=WAIT_MS)
    page = page_of(kiosk)
    assert isinstance(page, kind)
    return page


def says(qtbot: QtBot, kiosk: Kiosk, title: str) -> QuestionPage:
    """Wait until the kiosk says this."""
    return shows(qtbot, kiosk, QuestionPage, title=title)


def press(qtbot: QtBot, kiosk: Kiosk, *names: str) -> None:
    """Click the controls of these names, as a finger would."""
    for name in names:
        found = [
            button
            for button in kiosk.window.findChildren(QAbstractButton)
            if button.accessibleName() == name and button.isVisible()
        ]
        assert len(found) == 1, f"{name} is there {len(found)} times"
        assert found[0].isEnabled(), f"{name} cannot be pressed"
        qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
