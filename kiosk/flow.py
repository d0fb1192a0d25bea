"""What a flow is: something that a visitor does here in steps, each of which is one frozen page.

The presenter holds flows in a pile. The one on top is on the screen and hears what is touched; an intent that
begins another flow (`kiosk.flows`) puts it on top, and `turned_back` uncovers what lay below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from db.feed import News
from kiosk.card_thread import CardThread
from kiosk.finder import Finder
from kiosk.hall_view import HallView
from kiosk.intents import Intent
from kiosk.pages import Page
from kiosk.printer_thread import PrinterThread
from kiosk.settings import KioskSection
from kiosk.visitor import Visitor
from shell.worker import Worker

T = TypeVar("T")


@dataclass(frozen=True)
class Means:
    """What flows work with; `view`, `language`, `visitor` and `patience` say what holds at the moment of asking."""

    worker: Worker
    printer: PrinterThread
    finder: Finder
    cards: CardThread | None
    """None: this kiosk has no card reader."""
    settings: KioskSection
    view: Callable[[], HallView]
    language: Callable[[], str]
    visitor: Callable[[], Visitor]
    meet: Callable[[Visitor], None]
    """Know more of the visitor, until they are done."""
    patience: Callable[[], int]
    """How many times as long as usual a page stays for them."""


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
    beside_notices: ClassVar[bool] = False
    """It goes on where no numbers can be had, as long as the hall can be heard."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.means = means
        self.closed = False

    def start(self) -> None:
        """It is on the screen now."""

    def page(self, view: HallView, language: str) -> Page:
        """What is on the screen, now."""
        raise NotImplementedError

    def want(self, intent: Intent) -> None:
        """Hear what was touched; what a page does not offer is not for it."""
        raise NotImplementedError

    def hear(self, news: News[HallView]) -> None:
        """Something happened in the hall."""

    def is_fresh(self) -> bool:
        """Whether the next visitor may find the screen like this."""
        return False

    def close(self) -> None:
        """It is on the screen no more: forget whatever it knows of the visitor."""
        self.closed = True
        self.deleteLater()

    def if_here(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        """Hear an answer only while this flow is on the screen, or below the one that is."""
        return lambda answer: tell(answer) if isValid(self) and not self.closed else None
