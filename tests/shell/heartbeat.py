"""A heartbeat in the GUI thread: did it ever stand still with what the app waits for?"""

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
STILL = 0.5
"""Who waits for something stuck stands still all the time; a busy machine takes a part of it at most."""
HICCUP_S = 1.0
"""What a busy machine may take of any time; nothing that the apps wait for is given up so soon."""


class Heartbeat(QObject):
    """Beats from its making on."""

    def __init__(self) -> None:
        super().__init__()
        self._began = self._last = monotonic()
        self._longest_pause_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def went_on(self) -> bool:
        """Whether the GUI thread went on all the time until now; ask as soon as the waiting is over."""
        now = monotonic()
        longest_pause_s = max(self._longest_pause_s, now - self._last)
        return longest_pause_s < max(HICCUP_S, STILL * (now - self._began))

    def _beat(self) -> None:
        now = monotonic()
        self._longest_pause_s = max(self._longest_pause_s, now - self._last)
        self._last = now
