"""TLS in front of a test's PostgreSQL, spoken as PostgreSQL does: asked for in the clear, then nothing is.

The PostgreSQL that comes as a wheel is built without TLS, so this gate stands where a hall's server would; the client
and its verification are the real ones.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress

from tests.postgres_server import PostgresServer

_TLS_WANTED = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


class TlsGate:
    """Lets in whoever comes by TLS, and nobody else, as `hostssl` lines in pg_hba.conf do."""

    def __init__(self, server: PostgresServer, context: ssl.SSLContext) -> None:
        self._behind = str(server.home / ".s.PGSQL.5432")
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _ = self._listener.accept()
                threading.Thread(target=self._let_in, args=(visitor,), daemon=True).start()

    def _let_in(self, visitor: socket.socket) -> None:
        with suppress(OSError), visitor:
            if visitor.recv(8, socket.MSG_WAITALL) != _TLS_WANTED:
                visitor.sendall(_refusal("no pg_hba.conf entry for this host, no encryption"))
                return
            visitor.sendall(b"S")
            with (
                self._context.wrap_socket(visitor, server_side=True) as inside,
                socket.socket(socket.AF_UNIX) as server,
            ):
                server.connect(self._behind)
                self._open += [inside, server]
                back = threading.Thread(target=_pass_on, args=(server, inside), daemon=True)
                back.start()
                _pass_on(inside, server)
                back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while said := source.recv(65536):
            target.sendall(said)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _refusal(message: str) -> bytes:
    fields = b"SFATAL\x00VFATAL\x00C28000\x00M" + message.encode() + b"\x00\x00"
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields
