"""The pulse of the GUI thread: how long it stood still at most, and how much of that the machine took from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
_SCHEDULE = Path("/proc/thread-self/schedstat")
"""Linux tells each thread for how many nanoseconds it has run, and for how many it was ready but had no core."""


@dataclass(frozen=True)
class Pause:
    """A time without a beat; of it the thread waited `no_core_s` for a core, which is the machine's doing."""

    took_s: float = 0.0
    no_core_s: float = 0.0

    @property
    def own_s(self) -> float:
        """What the program is answerable for."""
        return self.took_s - self.no_core_s


class Pulse(QObject):
    """Beats in the GUI thread from its making on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._longest = self._worst = Pause()
        self._last, self._without_core_s = monotonic(), _without_core_s()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def taken(self) -> tuple[Pause, Pause]:
        """The longest pause since this was asked last, and the one that was most the program's own."""
        self._beat()
        taken = self._longest, self._worst
        self._longest = self._worst = Pause()
        return taken

    def _beat(self) -> None:
        now, without_core_s = monotonic(), _without_core_s()
        pause = Pause(now - self._last, without_core_s - self._without_core_s)
        self._last, self._without_core_s = now, without_core_s
        self._longest = max(self._longest, pause, key=lambda each: each.took_s)
        self._worst = max(self._worst, pause, key=lambda each: each.own_s)


def _without_core_s() -> float:
    """How long this thread has waited for a core so far; never, where the system does not tell."""
    try:
        return int(_SCHEDULE.read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0
