"""The back office's own way from sign-in to page and back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caller.back_office.presenter import Presenter
from caller.back_office.window import BackOfficeWindow
from caller.lock import Lock, LockState
from caller.sign_in import SignIn
from db.directory import Directory
from shell.worker import DatabaseFactory, Worker


class BackOffice(QObject):
    """Puts together what one window of the back office needs."""

    def __init__(
        self,
        window: BackOfficeWindow,
        open_hall: DatabaseFactory,
        language: str,
        parent: QObject | None = None,
        *,
        lock_after_min: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._open_hall = open_hall
        self._language = language
        self._lock_after_min = lock_after_min
        self.worker = Worker(open_hall, self)
        self._sign_in: SignIn | None = None
        self._desk: Presenter | None = None
        self._lock: Lock | None = None
        window.sign_in.connect(self._on_sign_in)
        window.sign_in_changed.connect(lambda: self._sign_in and self._sign_in.begin_anew())
        window.decided.connect(lambda *what: self._desk and self._desk.decide(*what))
        window.unlock.connect(lambda pin: self._lock and self._lock.unlock(pin))
        window.leave.connect(self._leave)
        window.closed.connect(self.stop)

    def start(self) -> None:
        """Show the sign-in."""
        self._sign_in = SignIn(self.worker, self._open_hall, self._language, self, at_counter=False)
        self._sign_in.shown.connect(self._window.show_sign_in)
        self._sign_in.signed_in.connect(self._show_page)
        self._sign_in.start()

    def stop(self) -> None:
        """Let everything go."""
        for part in (self._sign_in, self._desk):
            if part:
                part.stop()
        self.worker.stop()

    def _leave(self) -> None:
        for part in (self._desk, self._lock):
            if part:
                part.deleteLater()
        if self._desk:
            self._desk.stop()
        self._desk = self._lock = None
        self.start()

    def _show_page(self, directory: Directory, _: int, clerk_id: str) -> None:
        if self._sign_in:
            self._sign_in.deleteLater()
            self._sign_in = None
        self._desk = Presenter(self.worker, self._open_hall, directory, clerk_id, self._language, self)
        self._desk.shown.connect(self._window.show_state)
        self._lock = Lock(self.worker, clerk_id, self._lock_after_min, self)
        self._lock.changed.connect(self._on_lock)
        self._desk.start()

    def _on_sign_in(self, clerk_id: str, counter: int, pin: str, take_over: bool) -> None:
        if self._sign_in:
            self._sign_in.sign_in(clerk_id, counter, pin, take_over)

    def _on_lock(self, state: LockState) -> None:
        self._window.show_lock(state)
        if self._desk and state.note and not state.locked:
            self._desk.tell(state.note)
