"""A row of counters that have call pads and no screens: `hall pads`, one process for any number of ports."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from getpass import getpass
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from caller.keypad import KeypadLine
from caller.pad_desk import PadDesk
from caller.pad_token import keep_token, read_token
from caller.pads_settings import PadEntry, PadsSection, PadsSettings
from caller.presenter import Presenter
from caller.rating import Rating
from caller.strip import Strip, TextLineStrip
from db import queue
from db.directory import Directory, read_directory
from db.engine import Database, open_database
from db.errors import HallError
from db.events import CounterOpened
from db.pad_grants import allow_pads, check_pad, digest, new_token
from db.staff import check_pin
from shell.app import chosen, options, refuse, run, settle_in, start
from shell.errand import Errand
from shell.heartbeat import Heartbeat
from shell.i18n import error_text
from shell.settings import HallSection, SettingsError, load_settings
from shell.worker import DatabaseFactory, Worker

translate = QCoreApplication.translate
log = logging.getLogger(__name__)


class PadCounter(QObject):
    """One counter that is worked by its pad: dark until a key signs its clerk in, then a desk like any other."""

    def __init__(
        self,
        entry: PadEntry,
        line: KeypadLine,
        worker: Worker,
        open_hall: DatabaseFactory,
        language: str,
        token: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._worker = worker
        self._open_hall = open_hall
        self._language = language
        self._token = token
        self._directory: Directory | None = None
        self._desk: Presenter | None = None
        self._signing_in = False
        self.pad = PadDesk(line, entry.address, self, rating_keys=entry.rating_keys)
        self.pad.woken.connect(self.sign_in)
        self._strip = Strip(TextLineStrip(entry.strip), entry.strip, self) if entry.strip.port else None
        if self._strip:
            self._strip.start()

    def rate_with(self, rating: Rating) -> None:
        """Where its visitors' answers go."""
        self.pad.rate_with(rating, self._entry.counter)

    def sign_in(self) -> None:
        """Open the counter for its clerk, by the leave that an administrator gave this station; never over another."""
        if self._signing_in:
            return
        self._signing_in = True
        counter, clerk = self._entry.counter, self._entry.clerk

        def by_leave(hall: Database, request: object) -> CounterOpened:
            check_pad(hall, counter, clerk, self._token)
            return queue.open_counter(hall.acting_for(clerk), request, counter, clerk)  # type: ignore[arg-type]

        errand = Errand(self._worker, by_leave, self)
        errand.done.connect(lambda _: self._worker.run(_read_directory, self._begin, self._on_refused))
        errand.refused.connect(self._on_refused)
        errand.given_up.connect(self._on_given_up)
        errand.send()

    def stop(self) -> None:
        """Leave the counter, if nobody stands there."""
        if self._desk:
            self._desk.stop()
            self._desk.close_counter_quietly()
        self.pad.leave()
        if self._strip:
            self._strip.stop()

    def _begin(self, directory: Directory) -> None:
        self._signing_in = False
        self._desk = Presenter(
            self._worker,
            self._open_hall,
            directory,
            self._entry.counter,
            self._entry.clerk,
            self._language,
            self,
        )
        self._desk.left.connect(self._on_left)
        if self._strip:
            self._desk.shown.connect(self._strip.show_state)
        self.pad.work_at(self._desk)
        self._desk.start()

    def _on_refused(self, failure: Exception) -> None:
        self._signing_in = False
        log.warning("counter %s was not opened by its pad: %s", self._entry.counter, failure)
        self.pad.refuse()

    def _on_given_up(self, event: object) -> None:
        if isinstance(event, CounterOpened):
            self._worker.run(_read_directory, self._begin, self._on_refused)
        else:
            self._signing_in = False
            self.pad.refuse()

    def _on_left(self, why: str) -> None:
        log.info("counter %s is not worked by its pad any more: %s", self._entry.counter, why or "signed out")
        self.pad.leave()
        if self._strip:
            self._strip.show_state(None)
        if self._desk:
            self._desk.deleteLater()
            self._desk = None


class Pads(QObject):
    """All the pads of one settings file."""

    def __init__(
        self,
        section: PadsSection,
        open_hall: DatabaseFactory,
        language: str,
        token: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self._open_hall = open_hall
        self.worker = Worker(open_hall, self)
        self._rating: Rating | None = None
        self.lines = {
            port: KeypadLine(port, section.baud, self) for port in dict.fromkeys(p.port for p in section.pad)
        }
        self.counters = [
            PadCounter(entry, self.lines[entry.port], self.worker, open_hall, language, token, self)
            for entry in section.pad
        ]
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(1000)
        self._again.timeout.connect(self._learn)

    def start(self) -> None:
        """Listen to the pads; ratings are asked for as soon as the hall answers."""
        for line in self.lines.values():
            line.start()
        self._learn()

    def stop(self) -> None:
        """Leave every counter at which nobody stands, and let go of the ports."""
        self._again.stop()
        if self._rating:
            self._rating.stop()
        for counter in self.counters:
            counter.stop()
        for line in self.lines.values():
            line.stop()
        self.worker.stop()

    def _learn(self) -> None:
        self.worker.run(_read_directory, self._rate, lambda _: self._again.start())

    def _rate(self, directory: Directory) -> None:
        rated = [each.counter for each in self._section.pad if each.rating_keys]
        if rated and self._rating is None:
            self._rating = Rating(self.worker, self._open_hall, directory, rated, self)
            for each in self.counters:
                each.rate_with(self._rating)
            self._rating.start()


def _read_directory(database: Database) -> Directory:
    with database.reading() as connection:
        return read_directory(connection)


def allow(section: PadsSection, hall: HallSection, administrator: str) -> None:
    """Ask the administrator's PIN, and let this station sign the clerks of the settings in."""
    token = new_token()
    seats = [(each.counter, each.clerk) for each in section.pad]
    with closing(open_database(hall.url, section.station)) as database:
        check_pin(database, administrator, _pin(administrator))
        allow_pads(database.acting_for(administrator), uuid4(), section.station, seats, digest(token))
    print(
        translate("caller", "Allowed: {count} pads of “{station}”. Their token is in {file}.").format(
            count=len(seats), station=section.station, file=keep_token(section.station, token)
        )
    )


def _pin(clerk: str) -> str:
    prompt = translate("caller", "PIN of {clerk}: ").format(clerk=clerk)
    if sys.stdin.isatty():
        return getpass(prompt)
    print(prompt, end="", flush=True)
    return sys.stdin.readline().rstrip("\r\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the pads of a settings file until told to stop; with `--allow`, let them sign clerks in."""
    parser = options("hall pads", "Call pads for a row of counters without screens.")
    parser.add_argument(
        "--allow",
        metavar="ID",
        help="as this administrator (by PIN), let these pads sign their clerks in; to be done once, and after a change",
    )
    given = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # it has no window, and needs no screen
    app = start("pads")
    try:
        settings = load_settings(given.settings, PadsSettings)
    except SettingsError as error:
        return refuse(error)
    hall, section = chosen(settings.hall, given), settings.pads
    settle_in(app, section.station, hall)
    try:
        if given.allow:
            allow(section, hall, given.allow)
            return 0
        token = read_token(section.station)
    except HallError as error:
        print(error_text(error), file=sys.stderr)
        return 1
    pads = Pads(section, lambda: open_database(hall.url, section.station), hall.language, token, app)
    pads.start()
    Heartbeat("pads", section.station, pads.worker, app).start()
    signal.signal(signal.SIGINT, lambda *_: app.exit(0))
    code = run(app, hall)
    pads.stop()
    return code


if __name__ == "__main__":
    sys.exit(main())
