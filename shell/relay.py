"""Signals out of a thread that may outlive the object it speaks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance


class _Relay(QObject):
    said = Signal(object, object)


_RELAYS: list[_Relay] = []
"""Every relay of the program, a handful, kept to its end: the thread must not be the one that deletes its relay."""


class Relayed(QObject):
    """An object with a thread of its own, which tells through it.

    Its parent may delete it while the thread is stuck in a dead line. A signal emitted by the thread itself at that
    very moment would crash the program; the relay is never deleted, so the thread may always speak to it, and
    whoever is gone is not spoken to.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = _Relay()
        _RELAYS.append(self._relay)
        self._relay.said.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def tell(self, signal: SignalInstance, *facts: object) -> None:
        """Let this signal be emitted in the object's own thread, if it is still there; from any thread."""
        self._relay.said.emit(signal, facts)

    def _pass_on(self, signal: SignalInstance, facts: tuple[object, ...]) -> None:
        signal.emit(*facts)
