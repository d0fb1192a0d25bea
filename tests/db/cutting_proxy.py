"""A line to PostgreSQL that breaks just before or just after a COMMIT goes through."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from tests.postgres_server import PostgresServer

_COMMIT = b"COMMIT"
_COMMIT_DONE = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""CommandComplete, as the protocol spells it."""


class Cut(Enum):
    """Where the line breaks."""

    BEFORE = "before"  # the server never hears of the COMMIT
    AFTER = "after"  # the server has committed, the client never hears of it


class CuttingProxy:
    """Passes everything on, both ways, until it was told to cut: then once, at the next COMMIT."""

    def __init__(self, folder: Path, server: PostgresServer) -> None:
        self._server = str(server.home / ".s.PGSQL.5432")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / ".s.PGSQL.5432"))
        self._listener.listen()
        self._cut: Cut | None = None
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, where: Cut) -> None:
        """Break the line once, at the next COMMIT."""
        self._cut = where

    def close(self) -> None:
        """Take no more connections, and end those that last."""
        _end(self._listener)
        for pair in self._pairs:
            _end(*pair)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._pairs.append((client, server))
                for source, target, where, sign in (
                    (client, server, Cut.BEFORE, _COMMIT),
                    (server, client, Cut.AFTER, _COMMIT_DONE),
                ):
                    threading.Thread(
                        target=self._pass_on, args=(source, target, where, sign), daemon=True
                    ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, where: Cut, sign: bytes) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._cut is where and sign in data:
                    self._cut = None
                    self.cuts += 1
                    break
                target.sendall(data)
        _end(source, target)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def cutting_proxy(folder: Path, server: PostgresServer) -> Iterator[CuttingProxy]:
    """A proxy whose socket lies in the folder, which must have a short path."""
    proxy = CuttingProxy(folder, server)
    try:
        yield proxy
    finally:
        proxy.close()
