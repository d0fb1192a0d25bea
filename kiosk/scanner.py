"""A code scanner that types like a keyboard: its bursts are codes, and press nothing on the page."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

GAP_MS = 80
"""No finger types two keys so fast, time after time; a scanner sends a key every few milliseconds."""
LEAST = 4
"""The shortest code."""
MOST = 300
"""The longest code: what else a strange code says (they hold up to 7,089 characters) is let go."""
_ENDS = ("\r", "\n")


class Scanner(QObject):
    """Holds every key back until it is clear whose it is; what fingers typed is handed on a moment later."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._last = 0.0
        self._handing_on = False
        self._silence = QTimer(self, singleShot=True, interval=GAP_MS)
        self._silence.timeout.connect(self._hand_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._handing_on or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        # A window of the system's hears a key first, then its widget: the widget's is the one to hold.
        if not isinstance(event, QKeyEvent) or not watched.isWidgetType():
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._is_held(event)
        if not event.text():
            return False
        self._take(watched, event)
        return True

    def _take(self, watched: QObject, event: QKeyEvent) -> None:
        now = monotonic()
        if self._held and (now - self._last) * 1000 > GAP_MS:
            self._hand_on()
        self._last = now
        text = self._text()
        if event.text() in _ENDS and len(text) >= LEAST:
            self._held.clear()
            self._silence.stop()
            self.scanned.emit(text)
            return
        if len(self._held) < MOST:
            self._held.append((watched, event.clone()))
        self._silence.start()

    def _is_held(self, event: QKeyEvent) -> bool:
        return any(held.key() == event.key() for _, held in self._held)

    def _text(self) -> str:
        return "".join(event.text() for _, event in self._held)

    def _hand_on(self) -> None:
        """These were fingers: each key goes where it was going, pressed and let go."""
        self._silence.stop()
        held, self._held = self._held, []
        self._handing_on = True
        try:
            for watched, event in held:
                QCoreApplication.sendEvent(watched, event)
                released = QKeyEvent(QEvent.Type.KeyRelease, event.key(), event.modifiers(), event.text())
                QCoreApplication.sendEvent(watched, released)
        finally:
            self._handing_on = False
