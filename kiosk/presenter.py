"""The kiosk's mind: turns what is known of hall, printer and visitor into one frozen state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from db.errors import NotInitialised
from db.events import HallLoaded, TicketIssued
from db.feed import News
from kiosk import hall_view, wording
from kiosk.hall_view import HallView
from kiosk.pages import Cause, KioskState, NoticePage, Page
from kiosk.printer import Condition
from kiosk.printer_thread import PrinterThread
from kiosk.settings import KioskSection
from kiosk.slip import Slip
from kiosk.visit import Visit
from kiosk.visit_words import ticket_page
from shell.worker import Worker

translate = QCoreApplication.translate


class Place(Enum):
    """Where the visitor is."""

    HOME = auto()
    ZONE = auto()
    DEPARTMENTS = auto()
    DEPARTMENT = auto()


@dataclass(frozen=True)
class Where:
    """A place, and which zone or department it shows."""

    place: Place = Place.HOME
    id: str = ""
    before: Place = Place.HOME


class Presenter(QObject):
    """Hears of everything, decides what is shown, and sends what the visitor wants on its way."""

    changed = Signal(object)
    """A `KioskState`."""
    committed = Signal()
    """Something of our own was written: look at the feed at once."""
    hall_loaded = Signal()
    """The hall's signs changed: read them anew."""

    def __init__(
        self,
        settings: KioskSection,
        home_language: str,
        speak: Callable[[str], None],
        worker: Worker,
        printer: PrinterThread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._home_language = self._language = home_language
        self._speak = speak
        self._worker = worker
        self._printer = printer
        self._view: HallView | None = None
        self._away: Exception | None = None
        self._condition: Condition | None = None
        self._where = Where()
        self._visit: Visit | None = None
        self._large_type = False
        self._idle_seconds_left: int | None = None
        self._idle = QTimer(self, singleShot=True, interval=settings.idle_s * 1000)
        self._idle.timeout.connect(self._warn)
        self._warning = QTimer(self, interval=1000)
        self._warning.timeout.connect(self._count_down)
        printer.condition_changed.connect(self._printer_is)

    # --- What is known ------------------------------------------------------------------------------

    def hear(self, news: News[HallView]) -> None:
        """A new snapshot of the hall."""
        if any(isinstance(event, HallLoaded) for event in news.events):
            self.hall_loaded.emit()
        self._view = news.snapshot
        self._away = None
        self._show()

    def lose(self, reason: Exception) -> None:
        """The hall cannot be heard."""
        self._away = reason
        self._show()

    def find_again(self) -> None:
        """The hall is heard again; a snapshot follows when something is new."""
        self._away = None
        self._show()

    def _printer_is(self, condition: Condition) -> None:
        self._condition = condition
        self._show()

    # --- What the visitor wants ---------------------------------------------------------------------

    def touched(self) -> None:
        """Somebody is there."""
        self._warning.stop()
        if self._is_fresh():
            self._idle.stop()
        else:
            self._idle.start()
        if self._idle_seconds_left is not None:
            self._idle_seconds_left = None
            self._show()

    def choose_zone(self, zone_id: str) -> None:
        self._go(Where(Place.ZONE, zone_id))

    def choose_departments(self) -> None:
        self._go(Where(Place.DEPARTMENTS))

    def choose_department(self, department_id: str) -> None:
        self._go(Where(Place.DEPARTMENT, department_id, before=Place.DEPARTMENTS))

    def back(self) -> None:
        self._go(Where(self._where.before))

    def go_home(self) -> None:
        self._go(Where())

    def take(self, service_id: str) -> None:
        """Take a number; a second touch while the first is under way does nothing."""
        if self._visit is not None or self._view is None or self._notice() is not None:
            return
        self._visit = Visit(self._worker, self._printer, self._words, service_id, self._language, self)
        self._visit.changed.connect(self._show)
        self._visit.committed.connect(self.committed)
        self._visit.ended.connect(self._part)
        self._visit.start()
        self._show()

    def keep(self) -> None:
        if self._visit:
            self._visit.keep()

    def cancel(self) -> None:
        if self._visit:
            self._visit.cancel()

    def done(self) -> None:
        if self._visit:
            self._visit.leave()

    def choose_language(self, language: str) -> None:
        self._language = language
        self._speak(language)
        self._keep_watch()

    def choose_type(self, large: bool) -> None:
        self._large_type = large
        self._keep_watch()

    # --- What follows -------------------------------------------------------------------------------

    def state(self) -> KioskState:
        """Everything on the screen, now."""
        hall = self._view.directory.hall if self._view else None
        return KioskState(
            language=self._language,
            hall=hall.named(self._language) if hall else "",
            hint=translate("kiosk", "Choose your service: two touches to a number"),
            time_zone=hall.time_zone if hall else "Asia/Shanghai",
            page=self._page(),
            large_type=self._large_type,
            idle_seconds_left=self._idle_seconds_left,
        )

    def _page(self) -> Page:
        # A ticket on its way is shown to its end, whatever happens around it.
        if self._visit is not None and self._view is not None:
            return ticket_page(self._visit, self._view.directory, self._language)
        notice = self._notice()
        if notice is not None or self._view is None:
            return notice or wording.notice(Cause.STARTING)
        return self._browse(self._view)

    def _browse(self, view: HallView) -> Page:
        where, language = self._where, self._language
        if where.place is Place.ZONE and where.id in view.directory.zones:
            return hall_view.zone_page(view, where.id, language)
        if where.place is Place.DEPARTMENTS:
            return hall_view.departments_page(view, language)
        if where.place is Place.DEPARTMENT and where.id in view.directory.departments:
            return hall_view.department_page(view, where.id, language)
        return hall_view.home_page(view, language)

    def _notice(self) -> NoticePage | None:
        if isinstance(self._away, NotInitialised):
            return wording.notice(Cause.NO_HALL)
        if self._away is not None:
            return wording.notice(Cause.DATABASE)
        if self._condition is not None and self._condition.trouble is not None:
            return wording.notice(Cause.PRINTER, self._condition.trouble)
        if self._view is None or self._condition is None:
            return wording.notice(Cause.STARTING)
        return None

    def _words(self, issued: TicketIssued) -> Slip:
        assert self._view is not None
        estimate = hall_view.estimate_of(self._view, issued.service_id)
        return wording.slip_of(issued, self._view.directory, estimate, self._language)

    def _part(self) -> None:
        self._visit = None
        self._warning.stop()
        self._idle.stop()
        self._idle_seconds_left = None
        self._begin_anew()

    def _go(self, where: Where) -> None:
        if self._visit is None:
            self._where = where
            self._keep_watch()

    def _keep_watch(self) -> None:
        self.touched()
        self._show()

    def _is_fresh(self) -> bool:
        """Whether the screen is as the next visitor should find it."""
        return self._visit is not None or (
            self._where == Where() and self._language == self._home_language and not self._large_type
        )

    def _warn(self) -> None:
        if self._is_fresh():
            return
        if self._notice() is not None:
            self._begin_anew()
            return
        self._idle_seconds_left = self._settings.idle_warning_s
        self._warning.start()
        self._show()

    def _count_down(self) -> None:
        assert self._idle_seconds_left is not None
        self._idle_seconds_left -= 1
        if self._idle_seconds_left > 0:
            self._show()
            return
        self._warning.stop()
        self._idle_seconds_left = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._where = Where()
        self._large_type = False
        if self._language != self._home_language:
            self._language = self._home_language
            self._speak(self._language)
        self._show()

    def _show(self) -> None:
        self.changed.emit(self.state())
