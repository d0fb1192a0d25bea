"""What a flow is: something that a visitor does here in steps, each of which is one frozen page.

The presenter holds flows in a pile. The one on top is on the screen and hears what is touched; an intent that
begins another flow (`kiosk.flows`) puts it on top, and `turned_back` uncovers what lay below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from kiosk.finder import Finder
from kiosk.hall_view import HallView
from kiosk.intents import Intent
from kiosk.pages import Page
from kiosk.printer_thread import PrinterThread
from kiosk.settings import KioskSection
from shell.worker import Worker


@dataclass(frozen=True)
class Means:
    """What flows work with; `view` and `language` say what holds at the moment of asking."""

    worker: Worker
    printer: PrinterThread
    finder: Finder
    settings: KioskSection
    view: Callable[[], HallView]
    language: Callable[[], str]


class Flow(QObject):
    """Owns its steps; decides what the visitor sees and what becomes of what was touched."""

    changed = Signal()
    """Another page, or the same one with other words."""
    committed = Signal()
    """Something of our own was written: look at the feed at once."""
    turned_back = Signal()
    """The visitor went back: show what was there before."""
    followed = Signal(object)
    """This flow is over, and that one takes its place."""
    ended = Signal()
    """The visitor is done: make room for the next one."""

    to_the_end: ClassVar[bool] = False
    """It is shown to its end, whatever happens around it, and keeps the time itself."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.means = means

    def start(self) -> None:
        """It is on the screen now."""

    def page(self, view: HallView, language: str) -> Page:
        """What is on the screen, now."""
        raise NotImplementedError

    def want(self, intent: Intent) -> None:
        """Hear what was touched; what a page does not offer is not for it."""
        raise NotImplementedError

    def is_fresh(self) -> bool:
        """Whether the next visitor may find the screen like this."""
        return False

    def close(self) -> None:
        """It is on the screen no more: forget whatever it knows of the visitor."""
        self.deleteLater()
