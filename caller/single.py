"""One caller for a counter on one PC: a second start brings the first one to the front."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 500


class Single(QObject):
    """Holds the place of one counter as long as the program runs."""

    called_to_front = Signal()

    def __init__(self, url: str, station: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The address of a hall may name a password: only its digest is seen.
        self._name = "hall-caller-" + hashlib.sha256(f"{url} {station}".encode()).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def take(self) -> bool:
        """Whether this is the only one; the other is called to the front otherwise."""
        other = QLocalSocket()
        other.connectToServer(self._name)
        if other.waitForConnected(ANSWER_MS):
            other.disconnectFromServer()
            return False
        # What a program that was killed left behind keeps nobody out.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another one take the place."""
        self._server.close()

    def _on_call(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
            self.called_to_front.emit()
