"""The caller: `python -m caller`. The only place where its objects meet."""

from __future__ import annotations

# Before Qt, which looks into the source of whatever is imported after it, and keeps it: 18 MB, and a fifth of a second.
from db import feed as feed  # noqa: PLC0414 - the largest: it brings the driver of the database
from db.directory import Directory
from db.engine import open_database
from db.errors import HallError
from shell.settings import HallSection, load_settings

# isort: split
import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from caller.global_keys import GlobalKeys
from caller.lock import Lock, LockState
from caller.looks import SHEET
from caller.memory import Memory
from caller.settings import CallerSection, CallerSettings, Shape
from caller.sign_in import SignIn, SignInState
from caller.single import Single
from caller.state import DEFAULT_KEYS, Keys, Note, Tone, Verb
from caller.tray import Tray
from caller.window import Window
from shell.app import chosen, options, place, refuse, run, settle_in, start
from shell.heartbeat import Heartbeat
from shell.theme import load_theme
from shell.worker import DatabaseFactory, Worker

if TYPE_CHECKING:
    from caller.devices import Devices
    from caller.presenter import Presenter

log = logging.getLogger(__name__)
NO_KEYS: Keys = {}


class Caller(QObject):
    """Goes from sign-in to desk and back."""

    shown = Signal(object)
    """What the desk shows: a `DeskState`."""

    def __init__(
        self,
        window: Window,
        open_hall: DatabaseFactory,
        language: str,
        parent: QObject | None = None,
        *,
        keys: Keys = DEFAULT_KEYS,
        global_keys: Keys = NO_KEYS,
        lock_after_min: float = 0.0,
        devices: Devices | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._devices = devices
        self._lock_after_min = lock_after_min
        self._lock: Lock | None = None
        self._window = window
        self._open_hall = open_hall
        self._language = language
        self.worker = Worker(open_hall, self)
        self._sign_in: SignIn | None = None
        self._desk: Presenter | None = None
        self._desk_is_loaded = False
        window.sign_in.connect(self._on_sign_in)
        window.sign_in_changed.connect(lambda: self._sign_in and self._sign_in.begin_anew())
        window.pressed.connect(self._on_press)
        window.picked.connect(self._on_press)
        window.answered.connect(lambda answer: self._desk and self._desk.answer(answer))
        window.dismissed.connect(lambda: self._desk and self._desk.dismiss())
        window.look.connect(lambda wanted: self._desk and self._desk.look(wanted))
        window.unlock.connect(lambda pin: self._lock and self._lock.unlock(pin))
        window.closed.connect(self.stop)
        self._global_keys = GlobalKeys(global_keys, self)
        self._global_keys.pressed.connect(self._on_global_key)

    def start(self, clerk: str = "", counter: int = 0) -> None:
        """Show the sign-in; with a clerk and a counter given, sign in as soon as the hall answers."""
        self._show_sign_in("")
        if clerk and counter and self._sign_in:
            self._sign_in.sign_in(clerk, counter)

    def stop(self) -> None:
        """Leave the counter, if nobody stands there, and let everything go."""
        for part in (self._sign_in, self._desk):
            if part:
                part.stop()
        if self._desk:
            self._desk.close_counter_quietly()
        if self._devices:
            self._devices.stop()
        self.worker.stop()

    def _show_sign_in(self, said: str) -> None:
        if self._devices:
            self._devices.leave()
        if self._desk:
            self._desk.deleteLater()
            self._desk = None
        if self._lock:
            self._lock.deleteLater()
            self._lock = None
        self._sign_in = SignIn(self.worker, self._open_hall, self._language, self, said)
        self._sign_in.shown.connect(self._window.show_sign_in)
        self._sign_in.shown.connect(self._load_desk)
        self._sign_in.signed_in.connect(self._show_desk)
        self._sign_in.start()

    def _load_desk(self, state: SignInState) -> None:
        """What only a desk needs is loaded while the clerk writes the PIN, not before."""
        if state.clerks and not self._desk_is_loaded:
            self._desk_is_loaded = True
            self.worker.run(lambda _: import_module("caller.presenter"))

    def _show_desk(self, directory: Directory, counter: int, clerk_id: str) -> None:
        if self._sign_in:
            self._sign_in.deleteLater()
            self._sign_in = None
        from caller.presenter import Presenter

        self._desk = Presenter(
            self.worker, self._open_hall, directory, counter, clerk_id, self._language, self, self._keys
        )
        self._lock = Lock(self.worker, clerk_id, self._lock_after_min, self)
        self._lock.changed.connect(self._on_lock)
        self._desk.shown.connect(self.shown)
        self._desk.shown.connect(self._window.show_desk)
        self._desk.left.connect(self._show_sign_in)
        if self._devices:
            lock = self._lock
            self._devices.work_at(self._desk, directory, counter, lambda: lock.locked)
        self._desk.start()
        if self._global_keys.trouble:
            self._desk.tell(Note(Tone.WARN, self._global_keys.trouble))

    def _on_global_key(self, verb: Verb) -> None:
        if self._lock:
            self._lock.put_off()
        self._window.press_from_afar(verb)

    def _on_sign_in(self, clerk_id: str, counter: int, pin: str, take_over: bool) -> None:
        if self._sign_in:
            self._sign_in.sign_in(clerk_id, counter, pin, take_over)

    def _on_lock(self, state: LockState) -> None:
        self._window.show_lock(state)
        if self._desk and state.note and not state.locked:
            self._desk.tell(state.note)

    def _on_press(self, verb: Verb, ticket_id: int | None = None) -> None:
        if self._lock is None or self._desk is None or self._lock.locked:
            return
        if verb == Verb.LOCK:
            self._lock.lock()
        else:
            self._desk.press(verb, ticket_id)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the caller until its window is closed."""
    parser = options(
        "hall caller", "The clerk's program: who waits, and one key each to call, start and finish."
    )
    parser.add_argument("--clerk", metavar="ID", help="sign in as this clerk ...")
    parser.add_argument("--counter", type=int, metavar="N", help="... at this counter")
    parser.add_argument(
        "--back-office", action="store_true", help="what waits to be approved, instead of a counter"
    )
    parser.add_argument("--shape", choices=list(Shape), help="a narrow bar, a panel, or a full list")
    given = parser.parse_args(argv)
    app = start("caller")
    try:
        settings = load_settings(given.settings, CallerSettings)
        hall = chosen(settings.hall, given)
    except HallError as error:
        return refuse(error)
    mine = settings.caller
    clerk, counter = given.clerk or mine.clerk, given.counter or mine.counter
    station = f"{mine.station}-{counter}" if counter else mine.station
    if given.back_office:
        station = f"{mine.station}-back-office"
    settle_in(app, station, hall, SHEET)
    single = Single(hall.url, station, app)
    if not single.take():
        log.info("%s runs already and was called to the front", station)
        return 0
    if given.back_office:
        return back_office(app, single, hall, station, mine, given)
    keys, theme, memory = mine.keys.keys(), load_theme(hall.theme), Memory(station)
    shape = Shape(given.shape) if given.shape else mine.shape or memory.shape or Shape.BAR
    window = Window(theme, shape, keys=keys)
    caller = Caller(
        window,
        lambda: open_database(hall.url, station),
        hall.language,
        keys=keys,
        global_keys=mine.global_keys.keys(),
        lock_after_min=mine.lock_after_min,
        devices=devices(mine, hall, station) if mine.has_devices else None,
    )
    single.called_to_front.connect(window.come_to_front)
    window.put(given.geometry, memory.corner)
    window.closed.connect(lambda: memory.keep(window.shape, window.corner))
    if QSystemTrayIcon.isSystemTrayAvailable():
        tray = Tray(window, theme)
        caller.shown.connect(tray.show_state)
        window.closed.connect(app.quit)
        app.setQuitOnLastWindowClosed(False)  # a window put away ends nothing
        tray.show()
    window.show()
    window.activateWindow()  # where no window manager does it: the keys work from the start
    Heartbeat("caller", station, caller.worker, app).start()
    caller.start(clerk, counter)
    if given.robot:
        from shell import robot

        robot.attach(app)
    return run(app, hall)


def devices(mine: CallerSection, hall: HallSection, station: str) -> Devices:
    """What stands beside the screen; who has nothing there need not wait for it to be loaded."""
    from caller.devices import Devices

    return Devices(mine, lambda: open_database(hall.url, station), load_theme(hall.theme), hall.language)


def back_office(
    app: QApplication,
    single: Single,
    hall: HallSection,
    station: str,
    mine: CallerSection,
    given: argparse.Namespace,
) -> int:
    """Run the page of those who approve until its window is closed."""
    from caller.back_office.program import BackOffice
    from caller.back_office.window import BackOfficeWindow

    window = BackOfficeWindow(load_theme(hall.theme))
    program = BackOffice(
        window, lambda: open_database(hall.url, station), hall.language, lock_after_min=mine.lock_after_min
    )
    single.called_to_front.connect(window.come_to_front)
    place(window, given.geometry)
    window.show()
    window.activateWindow()  # where no window manager does it: the keys work from the start
    Heartbeat("caller", station, program.worker, app).start()
    program.start()
    if given.robot:
        from shell import robot

        robot.attach(app)
    return run(app, hall)


if __name__ == "__main__":
    sys.exit(main())
