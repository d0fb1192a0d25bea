"""What follows from the printer's state: staff are called before the paper ends, and visitors sent where there is some."""

from __future__ import annotations

import logging
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from db.engine import Database
from db.events import Event
from db.help import ask_help, withdraw_help
from db.help_events import HelpAsked, HelpKind
from db.stations import StationSeen, read_stations
from kiosk.hall_view import HallView
from kiosk.neighbours import nearest_kiosk
from kiosk.printer import Condition
from kiosk.settings import KioskSection
from shell.errand import Errand
from shell.worker import Worker

LOOK_MS = 5_000
PATIENCE_S = 300.0
_log = logging.getLogger(__name__)


class PrinterWatch(QObject):
    """Asks for a hand once, takes it back when all is well, and knows the nearest kiosk that works."""

    changed = Signal()

    def __init__(self, settings: KioskSection, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.nearest: StationSeen | None = None
        self._settings = settings
        self._worker = worker
        self._view: HallView | None = None
        self._condition: Condition | None = None
        self._asking = False
        self._help_id: int | None = None
        self._stopped = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._find_nearest)

    def see(self, view: HallView) -> None:
        """The hall as it is now."""
        first, self._view = self._view is None, view
        if first:
            self._follow()

    def printer_is(self, condition: Condition) -> None:
        """The printer showed itself anew."""
        self._condition = condition
        self._follow()

    def stop_service(self, stopped: bool) -> None:
        """The staff took the kiosk out of service, or back into it."""
        self._stopped = stopped
        self._follow()

    def paper_changed(self) -> None:
        """Somebody has been here: whoever was called need not come."""
        self._call_off()

    def _follow(self) -> None:
        condition = self._condition
        if self._view is None or condition is None:
            return
        if condition.trouble or condition.near_end:
            self._call()
        else:
            self._call_off()
        if condition.trouble or self._stopped:
            self._look.start()
            self._find_nearest()
        else:
            self._look.stop()
            self.nearest = None

    def _zone(self) -> str:
        assert self._view is not None
        zones = self._view.directory.zones
        return self._settings.zone if self._settings.zone in zones else next(iter(zones), "")

    def _call(self) -> None:
        """Somebody should come with paper; asked for once, however often the state changes."""
        if self._asking or self._help_id is not None or not self._zone():
            return
        zone, self._asking = self._zone(), True

        def send(database: Database, request: UUID) -> Event:
            return ask_help(database, request, zone, HelpKind.MACHINE)

        errand = Errand(self._worker, send, self, PATIENCE_S)
        errand.done.connect(self._called)
        errand.refused.connect(self._not_called)
        errand.given_up.connect(self._not_called)
        errand.send()

    def _called(self, event: HelpAsked) -> None:
        self._asking, self._help_id = False, event.help_id
        _log.info("staff were called to the printer")
        self._follow()

    def _not_called(self, reason: object) -> None:
        self._asking = False
        _log.info("staff could not be called to the printer: %s", reason)

    def _call_off(self) -> None:
        help_id, self._help_id = self._help_id, None
        if help_id is None:
            return

        def send(database: Database, request: UUID) -> Event:
            return withdraw_help(database, request, help_id)

        errand = Errand(self._worker, send, self, PATIENCE_S)
        # Whoever answered it meanwhile has seen to it.
        errand.refused.connect(lambda reason: _log.info("the call to the printer is over: %s", reason))
        errand.send()

    def _find_nearest(self) -> None:
        self._worker.run(read_stations, self._found)

    def _found(self, stations: list[StationSeen]) -> None:
        if self._view is None or not self._look.isActive():
            return
        directory = self._view.directory
        nearest = nearest_kiosk(stations, self._settings.station, self._settings.zone, directory)
        if (nearest and nearest.name) != (self.nearest and self.nearest.name):
            self.nearest = nearest
            self.changed.emit()
