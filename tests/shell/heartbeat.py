"""A heartbeat in the GUI thread: how long did it ever pause?"""

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


class Heartbeat(QObject):
    """Beats as long as it lives."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_pause_s = 0.0
        self._last = monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = monotonic()
        self.longest_pause_s = max(self.longest_pause_s, now - self._last)
        self._last = now
