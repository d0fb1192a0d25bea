"""The kiosk's start: where its objects meet."""

from __future__ import annotations

# Before Qt, which looks into the source of whatever is imported after it, and keeps it: 15 MB, and half a second of the start.
from db.engine import Database, open_database
from db.errors import HallError
from db.queue import settle
from shell.settings import HallSection, load_settings

# isort: split
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.card_reader import reader_named
from kiosk.card_thread import CardThread
from kiosk.finder import Finder
from kiosk.full_screen import FullScreen
from kiosk.guidance import Guidance
from kiosk.hall_view import ATTENTION, HallReader
from kiosk.memory import Memory
from kiosk.presenter import Presenter
from kiosk.printer import TicketPrinter
from kiosk.printer_thread import PrinterThread
from kiosk.scanner import Scanner
from kiosk.settings import KioskSection, KioskSettings
from kiosk.window import KioskWindow
from shell import i18n
from shell.app import chosen, options, place, refuse, run, settle_in, start
from shell.follower import Follower
from shell.heartbeat import Heartbeat
from shell.serial_line import SerialLine
from shell.speech import Voice
from shell.theme import load_theme
from shell.watchdog import is_watched
from shell.worker import Worker

RESTART = 75
"""The exit code for starting anew, by whoever watches."""
CLOSED = 3
"""The exit code when the staff closed it: its unit starts it again after any other."""
SETTLE_MS = 5_000
REFRESH_MS = 600_000
"""A fresh snapshot now and then: a new day begins without any event."""


@dataclass(frozen=True)
class Kiosk:
    """All parts of a running kiosk."""

    root: QObject
    worker: Worker
    printer: PrinterThread
    finder: Finder
    cards: CardThread | None
    follower: Follower
    presenter: Presenter
    window: KioskWindow
    heartbeat: Heartbeat
    guidance: Guidance

    def start(self) -> None:
        self.window.show_state(self.presenter.state())
        self.follower.start()
        self.printer.start()
        self.finder.start()
        if self.cards:
            self.cards.start()
        self.heartbeat.start()

    def stop(self) -> None:
        self.follower.stop()
        self.printer.stop()
        self.finder.stop()
        if self.cards:
            self.cards.stop()
        self.worker.stop()
        self.guidance.stop()
        self.window.close()
        self.root.deleteLater()


def build(
    app: QApplication, hall: HallSection, settings: KioskSection, make_voice: Callable[[], Voice] = Voice
) -> Kiosk:
    """Make the parts and connect them; nothing runs yet."""

    def open_hall() -> Database:
        return open_database(hall.url, settings.station)

    root = QObject(app)
    worker = Worker(open_hall, root)
    line = SerialLine(settings.printer_port, settings.printer_baud)
    printer = PrinterThread(TicketPrinter(line), root)
    finder = Finder(open_hall, hall.url, parent=root)
    cards = _card_thread(settings, root)
    reader = HallReader()
    follower = Follower(open_hall, None, reader, root, reader.at_leisure, ATTENTION)
    memory = Memory(settings.station)
    language = memory.language if memory.language in i18n.languages("kiosk") else hall.language
    i18n.install(app, language)
    presenter = Presenter(
        settings,
        language,
        lambda language: i18n.install(app, language),
        worker,
        printer,
        finder,
        memory,
        cards,
        root,
    )
    window = KioskWindow(load_theme(hall.theme), settings.screen_diagonal_inch)
    presenter.committed.connect(follower.nudge)
    presenter.hall_loaded.connect(reader.forget)
    presenter.hall_loaded.connect(follower.refresh)
    presenter.hall_loaded.connect(finder.look_again)
    presenter.hours_turned.connect(follower.refresh)
    follower.news.connect(presenter.hear)
    follower.away.connect(presenter.lose)
    # What was loaded meanwhile is not among the events after a gap.
    follower.away.connect(reader.forget)
    follower.back.connect(finder.look_again)
    follower.back.connect(presenter.find_again)
    heartbeat = Heartbeat(
        "kiosk",
        settings.station,
        worker,
        root,
        printer=lambda: _printer_state(printer, memory) if settings.printer_port else "",
        zone=settings.zone,
    )
    # The others send their visitors here, or no longer: they should know at once.
    printer.condition_changed.connect(lambda _: heartbeat.beat())
    _every(root, SETTLE_MS, lambda: worker.run(settle))
    _every(root, REFRESH_MS, follower.refresh)
    guidance = Guidance(make_voice)
    guidance.volume = memory.volume
    presenter.volume_changed.connect(guidance.take_volume)
    presenter.close_wanted.connect(lambda: app.exit(CLOSED))
    presenter.restart_wanted.connect(lambda: app.exit(RESTART))
    window.pad.said.connect(lambda words: presenter.read_aloud(words, guidance.say))
    presenter.changed.connect(window.show_state)
    window.touched.connect(presenter.touched)
    window.wanted.connect(presenter.want)
    scanner = Scanner(root)
    app.installEventFilter(scanner)
    scanner.scanned.connect(presenter.scanned)
    return Kiosk(root, worker, printer, finder, cards, follower, presenter, window, heartbeat, guidance)


def _card_thread(settings: KioskSection, parent: QObject) -> CardThread | None:
    if not settings.card_reader_port:
        return None
    reader = reader_named(settings.card_reader, settings.card_reader_port, settings.card_reader_baud)
    return CardThread(reader, parent)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the kiosk until its window closes."""
    parser = options("hall kiosk", "The self-service kiosk: two touches, paper in hand.")
    parser.add_argument("--printer-port", metavar="PORT", help="the ticket printer's serial port")
    parser.add_argument("--card-reader-port", metavar="PORT", help="the ID-card reader's serial port")
    given = parser.parse_args(argv)
    app = start("kiosk")
    try:
        settings = load_settings(given.settings, KioskSettings)
        hall, section = chosen(settings.hall, given), settings.kiosk
    except HallError as error:
        return refuse(error)
    if given.printer_port:
        section = section.model_copy(update={"printer_port": given.printer_port})
    if given.card_reader_port:
        section = section.model_copy(update={"card_reader_port": given.card_reader_port})
    settle_in(app, section.station, hall)
    try:
        kiosk = build(app, hall, section)
    except HallError as error:
        return refuse(error)
    kiosk.window.setWindowTitle(QCoreApplication.translate("kiosk", "Kiosk"))
    if given.geometry is not None or not section.full_screen:
        kiosk.window.resize(540, 960)
        place(kiosk.window, given.geometry)
        kiosk.window.show()
    else:
        FullScreen(kiosk.window, app)
    kiosk.start()
    if given.robot:
        from shell import robot

        robot.attach(app)
    code = run(app, hall)
    kiosk.stop()
    if code == RESTART and not is_watched():
        start_anew()
    return code


def _printer_state(printer: PrinterThread, memory: Memory) -> str:
    if memory.out_of_service:
        return "out-of-service"
    return str(printer.condition or "")


def start_anew() -> None:
    """Put a fresh program in the place of this one, begun by the same words."""
    os.execv(sys.executable, sys.orig_argv)


def _every(owner: QObject, milliseconds: int, what: Callable[[], object]) -> None:
    timer = QTimer(owner, interval=milliseconds)
    timer.timeout.connect(what)
    timer.start()


if __name__ == "__main__":
    sys.exit(main())
