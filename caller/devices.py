"""What stands beside a clerk's screen: the pad, the strip over the counter, the screen that faces the visitor."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication, QScreen

from caller.keypad import KeypadLine
from caller.pad_desk import PadDesk
from caller.presenter import Presenter
from caller.rating import Rating
from caller.rating_presenter import RatingPresenter
from caller.rating_view import RatingView
from caller.settings import CallerSection
from caller.state import Note, Tone
from caller.strip import Strip, TextLineStrip
from db.directory import Directory
from shell.theme import Theme
from shell.worker import DatabaseFactory, Worker

translate = QCoreApplication.translate
log = logging.getLogger(__name__)


class Devices(QObject):
    """Works for whoever is signed in, and shows a closed counter while nobody is."""

    def __init__(
        self,
        section: CallerSection,
        open_hall: DatabaseFactory,
        theme: Theme,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self._open_hall = open_hall
        self._language = language
        self._worker: Worker | None = None
        self._rating: Rating | None = None
        self._asking: RatingPresenter | None = None
        self._locked: Callable[[], bool] = lambda: False
        self._desk: Presenter | None = None
        pad, strip = section.pad, section.strip
        self.line = KeypadLine(pad.port, pad.baud, self) if pad.port else None
        self._pad = (
            PadDesk(
                self.line,
                pad.address,
                self,
                rating_keys=pad.rating_keys,
                is_locked=self._is_locked,
            )
            if self.line
            else None
        )
        self._strip = Strip(TextLineStrip(strip), strip, self) if strip.port else None
        self.view = RatingView(theme, touch_only=section.rating.touch_only) if section.rating.screen else None
        if self.view:
            screens = QGuiApplication.instance()
            assert isinstance(screens, QGuiApplication)
            screens.screenAdded.connect(self._place_view)
            screens.screenRemoved.connect(self._place_view)
        if self.line:
            self.line.there.connect(self._on_line)
        for device in (self.line, self._strip):
            if device:
                device.start()

    def _is_locked(self) -> bool:
        return self._locked()

    @property
    def _rates(self) -> bool:
        """Whether a visitor can answer here at all."""
        return self.view is not None or (self._pad is not None and bool(self._section.pad.rating_keys))

    def work_at(
        self, desk: Presenter, directory: Directory, counter: int, is_locked: Callable[[], bool]
    ) -> None:
        """Somebody signed in: the pad's keys are this desk's."""
        self.leave()
        self._desk, self._locked = desk, is_locked
        if self._rates:
            self._worker = Worker(self._open_hall, self)
            self._rating = Rating(self._worker, self._open_hall, directory, [counter], self)
            if self.view:
                self._show_view(self._rating, directory, counter)
            self._rating.start()
        if self._pad:
            self._pad.work_at(desk)
            self._pad.rate_with(self._rating, counter)
        if self._strip:
            desk.shown.connect(self._strip.show_state)

    def leave(self) -> None:
        """Nobody is signed in any more."""
        self._desk = None
        if self._pad:
            self._pad.leave()
            self._pad.rate_with(None)
        if self._strip:
            self._strip.show_state(None)
        if self._asking:
            self._asking.stop()
            self._asking.deleteLater()
            self._asking = None
        if self._rating:
            self._rating.stop()
            self._rating.deleteLater()
            self._rating = None
        if self._worker:
            self._worker.stop(timeout_s=0)
            self._worker = None
        if self.view:
            self.view.hide()

    def stop(self) -> None:
        """The program ends."""
        self.leave()
        if self._strip:
            self._strip.stop()
        if self.line:
            self.line.stop()
        if self.view:
            self.view.close()

    def _show_view(self, rating: Rating, directory: Directory, counter: int) -> None:
        assert self.view
        self._asking = RatingPresenter(rating, directory, counter, self._language, self)
        self._asking.shown.connect(self.view.show_state)
        self.view.chosen.connect(self._asking.choose)
        self.view.written.connect(self._asking.write)
        self.view.sent.connect(self._asking.send)
        self.view.again.connect(self._asking.choose_again)
        self._asking.start()
        self._place_view()

    def _place_view(self, _screen: QScreen | None = None) -> None:
        """Onto the visitor's screen; never over the clerk's work while that is not there."""
        if self.view is None or self._asking is None:
            return
        wanted, screens = self._section.rating.screen, QGuiApplication.screens()
        for place, screen in enumerate(screens, 1):
            if wanted in (str(place), screen.name()):
                self.view.setGeometry(screen.geometry())
                self.view.show()
                return
        names = ", ".join(each.name() for each in screens)
        log.warning("the visitor's screen %s is not there; there are %s", wanted, names)
        self._tell(translate("caller", "The visitor's screen {name} is not there.").format(name=wanted))
        self.view.hide()

    def _on_line(self, there: bool) -> None:
        if not there:
            self._tell(translate("caller", "The call pad is away. The keys here work as ever."))

    def _tell(self, words: str) -> None:
        if self._desk:
            self._desk.tell(Note(Tone.WARN, words))
