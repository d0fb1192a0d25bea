"""The caller: `python -m caller`. The only place where its objects meet."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject

from caller.looks import SHEET
from caller.presenter import Presenter
from caller.settings import CallerSettings, Shape
from caller.sign_in import SignIn
from caller.state import Verb
from caller.window import Window
from db.directory import Directory
from db.engine import open_database
from shell.app import chosen, options, refuse, settle_in, start
from shell.settings import SettingsError, load_settings
from shell.theme import load_theme
from shell.worker import DatabaseFactory, Worker


class Caller(QObject):
    """Goes from sign-in to desk and back."""

    def __init__(
        self, window: Window, open_hall: DatabaseFactory, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._open_hall = open_hall
        self._language = language
        self._worker = Worker(open_hall, self)
        self._sign_in: SignIn | None = None
        self._desk: Presenter | None = None
        window.sign_in.connect(self._on_sign_in)
        window.pressed.connect(self._on_press)
        window.sign_out.connect(self._on_sign_out)
        window.closed.connect(self.stop)

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
        self._worker.stop()

    def _show_sign_in(self, said: str) -> None:
        if self._desk:
            self._desk.deleteLater()
            self._desk = None
        self._sign_in = SignIn(self._worker, self._open_hall, self._language, self, said)
        self._sign_in.shown.connect(self._window.show_sign_in)
        self._sign_in.signed_in.connect(self._show_desk)
        self._sign_in.start()

    def _show_desk(self, directory: Directory, counter: int, clerk_id: str) -> None:
        if self._sign_in:
            self._sign_in.deleteLater()
            self._sign_in = None
        self._desk = Presenter(
            self._worker, self._open_hall, directory, counter, clerk_id, self._language, self
        )
        self._desk.shown.connect(self._window.show_desk)
        self._desk.left.connect(self._show_sign_in)
        self._desk.start()

    def _on_sign_in(self, clerk_id: str, counter: int) -> None:
        if self._sign_in:
            self._sign_in.sign_in(clerk_id, counter)

    def _on_press(self, verb: Verb) -> None:
        if self._desk:
            self._desk.press(verb)

    def _on_sign_out(self) -> None:
        if self._desk:
            self._desk.sign_out()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the caller until its window is closed."""
    parser = options(
        "hall caller", "The clerk's program: who waits, and one key each to call, start and finish."
    )
    parser.add_argument("--clerk", metavar="ID", help="sign in as this clerk ...")
    parser.add_argument("--counter", type=int, metavar="N", help="... at this counter")
    parser.add_argument("--shape", choices=list(Shape), help="a narrow bar, or a panel")
    given = parser.parse_args(argv)
    app = start("caller")
    try:
        settings = load_settings(given.settings, CallerSettings)
    except SettingsError as error:
        return refuse(error)
    hall = chosen(settings.hall, given)
    mine = settings.caller
    clerk, counter = given.clerk or mine.clerk, given.counter or mine.counter
    station = f"{mine.station}-{counter}" if counter else mine.station
    settle_in(app, station, hall, SHEET)
    window = Window(load_theme(hall.theme), Shape(given.shape or mine.shape))
    caller = Caller(window, lambda: open_database(hall.url, station), hall.language)
    window.put(given.geometry)
    window.show()
    caller.start(clerk, counter)
    if given.robot:
        from shell import robot

        robot.attach(app)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
