"""A line to PostgreSQL that can break at a COMMIT, be unplugged, swallow what is sent, or lose notifications."""

from __future__ import annotations

import ctypes
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.postgres_server import PostgresServer

_COMMIT = b"COMMIT"
_COMMIT_DONE = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""CommandComplete, as the protocol spells it."""
_NOTIFICATION = b"A"
"""NotificationResponse, which comes alone to a line that is idle."""
_ATTACH_FILTER, _DETACH_FILTER = (
    26,
    27,
)  # Linux's SO_ATTACH_FILTER and SO_DETACH_FILTER, which Python does not name


class Cut(Enum):
    """Where the line breaks."""

    BEFORE = "before"  # the server never hears of the COMMIT
    AFTER = "after"  # the server has committed, the client never hears of it


@dataclass(frozen=True)
class _Order:
    """Break at the next COMMIT of a transaction in which these bytes were sent."""

    where: Cut
    about: bytes
    first: Callable[[], object]


class _Pair:
    """One connection through the proxy; the two ends, and what its transaction was about so far."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client = client
        self.server = server
        self.sent = b""


class CuttingProxy:
    """Passes everything on, both ways, until it is told otherwise."""

    def __init__(self, listener: socket.socket, server: PostgresServer) -> None:
        self._server = str(server.home / ".s.PGSQL.5432")
        self._listener = listener
        self._listener.listen()
        self._order: _Order | None = None
        self._pairs: list[_Pair] = []
        self._unplugged = False
        self.cuts = 0
        self.deaf = False
        """Notifications are lost on their way; everything else comes through."""
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, database: str) -> str:
        """The database's address through this line, which must be one of TCP."""
        return f"postgresql://postgres@127.0.0.1:{self._listener.getsockname()[1]}/{database}"

    def cut(self, where: Cut, about: bytes = b"", first: Callable[[], object] = lambda: None) -> None:
        """Break the line once, at the next COMMIT (of something with these bytes in it); do this `first`."""
        self._order = _Order(where, about, first)

    def unplug(self) -> None:
        """End every connection, and every new one at once."""
        self._unplugged = True
        for pair in self._pairs:
            _end(pair.client, pair.server)
        self._pairs.clear()

    def swallow(self) -> None:
        """Let whatever the clients send vanish unanswered, as behind a switch that was turned off."""
        for end in (self._listener, *(pair.client for pair in self._pairs)):
            _drop_what_comes(end)

    def mend(self) -> None:
        """Let new connections through; what went over the old ones stays lost."""
        self._unplugged = self.deaf = False
        with suppress(OSError):  # nothing was swallowed
            self._listener.setsockopt(socket.SOL_SOCKET, _DETACH_FILTER, 0)

    def close(self) -> None:
        """Take no more connections, and end those that last."""
        _end(self._listener)
        self.unplug()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                try:
                    if self._unplugged:
                        raise ConnectionRefusedError
                    server.connect(self._server)
                except OSError:  # the server is away
                    _end(client, server)
                    continue
                self._pairs.append(pair := _Pair(client, server))
                for passing in (self._pass_to_server, self._pass_to_client):
                    threading.Thread(target=self._until_the_end, args=(passing, pair), daemon=True).start()

    def _until_the_end(self, passing: Callable[[_Pair], None], pair: _Pair) -> None:
        with suppress(OSError):
            passing(pair)
        _end(pair.client, pair.server)

    def _pass_to_server(self, pair: _Pair) -> None:
        while data := pair.client.recv(65536):
            pair.sent += data
            if _COMMIT in data:
                if self._breaks(Cut.BEFORE, pair):
                    return
            elif b"BEGIN" in data:
                pair.sent = data
            pair.server.sendall(data)

    def _pass_to_client(self, pair: _Pair) -> None:
        while data := pair.server.recv(65536):
            if _COMMIT_DONE in data and self._breaks(Cut.AFTER, pair):
                return
            if not (self.deaf and data.startswith(_NOTIFICATION)):
                pair.client.sendall(data)

    def _breaks(self, where: Cut, pair: _Pair) -> bool:
        order = self._order
        if order is None or order.where is not where or order.about not in pair.sent:
            return False
        self._order = None
        self.cuts += 1
        order.first()
        return True


def _drop_what_comes(end: socket.socket) -> None:
    """A filter in the kernel that takes no packet: none is acknowledged, and the sender hears nothing."""
    take_nothing = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    program = struct.pack("HL", 1, ctypes.addressof(take_nothing))
    with suppress(OSError):  # it has ended meanwhile
        end.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, program)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def cutting_proxy(server: PostgresServer, folder: Path | None = None) -> Iterator[CuttingProxy]:
    """A proxy whose socket lies in the folder, which must have a short path; without one it is a port."""
    if folder is None:
        listener = socket.create_server(("127.0.0.1", 0))
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(folder / ".s.PGSQL.5432"))
    proxy = CuttingProxy(listener, server)
    try:
        yield proxy
    finally:
        proxy.close()
