"""A desk that nobody works at locks itself; the PIN of whoever sits there opens it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from caller import wording
from caller.state import Note, Tone
from db.engine import Database
from db.errors import DatabaseAway
from db.staff import check_pin, has_pin
from shell.i18n import error_text
from shell.worker import Worker

translate = QCoreApplication.translate

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


@dataclass(frozen=True)
class LockState:
    """Whether the desk is locked, and what was said to the last PIN."""

    locked: bool = False
    busy: bool = False
    note: Note | None = None


class Lock(QObject):
    """Watches the program's input; a visitor stays at the counter and the queue goes on, only the keys do nothing."""

    changed = Signal(object)
    """The new `LockState`."""

    def __init__(
        self, worker: Worker, clerk_id: str, after_min: float, parent: QObject | None = None
    ) -> None:
        """`after_min`: so long without a key or the mouse locks it; 0: never by itself."""
        super().__init__(parent)
        self._worker = worker
        self._clerk_id = clerk_id
        self._state = LockState()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(round(after_min * 60_000))
        self._idle.timeout.connect(self.lock)
        app = QCoreApplication.instance()
        if app and after_min:
            app.installEventFilter(self)
            self._idle.start()

    @property
    def locked(self) -> bool:
        return self._state.locked

    def lock(self) -> None:
        """Lock, if a PIN could open it again."""
        if not self._state.locked:
            self._worker.run(lambda hall: has_pin(hall, self._clerk_id), self._on_known, self._on_failed)

    def unlock(self, pin: str) -> None:
        """Open it with the clerk's PIN."""
        if self._state.locked and not self._state.busy:
            self._tell(LockState(locked=True, busy=True))
            self._worker.run(lambda hall: self._check(hall, pin), self._on_right, self._on_failed)

    def _check(self, hall: Database, pin: str) -> None:
        check_pin(hall, self._clerk_id, pin)

    def _on_known(self, by_pin: bool) -> None:
        if by_pin:
            self._tell(LockState(locked=True))
        else:
            words = translate("caller", "You have no PIN to open it again. An administrator gives one out.")
            self._tell(LockState(note=Note(Tone.WARN, words)))

    def _on_right(self, _: None) -> None:
        self._tell(LockState())
        self.put_off()

    def _on_failed(self, failure: Exception) -> None:
        words = wording.away_answer() if isinstance(failure, DatabaseAway) else error_text(failure)
        self._tell(LockState(locked=self._state.locked, note=Note(Tone.BAD, words)))

    def _tell(self, state: LockState) -> None:
        self._state = state
        self.changed.emit(state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every sign of life puts the lock off."""
        if event.type() in _SIGNS_OF_LIFE and not self._state.locked:
            self.put_off()
        return super().eventFilter(watched, event)

    def put_off(self) -> None:
        """Somebody is there: begin to count anew."""
        if self._idle.interval():
            self._idle.start()
