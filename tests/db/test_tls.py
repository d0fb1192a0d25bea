"""The line to PostgreSQL: the right server with a valid certificate, or no connection at all."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import trustme

from db import queue
from db.directory import read_directory
from db.engine import Database, open_database
from db.errors import DatabaseAway
from db.feed import Feed
from tests.db.tls_gate import TlsGate
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

Guarded = Callable[..., str]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def guarded(
    authority: trustme.CA, postgres: PostgresServer, postgresql_url: str, tmp_path: Path
) -> Iterator[Guarded]:
    """The small hall behind TLS; the address by which a station reaches it."""
    database = open_database(postgresql_url, "test")
    load_small_hall(database)
    database.close()
    trusted = tmp_path / "hall-ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    gates: list[TlsGate] = []

    def behind(certificate: trustme.LeafCert, mode: str = "verify-full") -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        gates.append(TlsGate(postgres, context))
        name = postgresql_url.partition("@/")[2].partition("?")[0]
        rest = f"sslmode={mode}" + (f"&sslrootcert={trusted}" if mode != "disable" else "")
        return f"postgresql://postgres@localhost:{gates[-1].port}/{name}?hostaddr=127.0.0.1&{rest}"

    yield behind
    for gate in gates:
        gate.close()


def look(url: str) -> str:
    database = open_database(url, "test")
    try:
        with database.reading() as connection:
            return read_directory(connection).hall.name_en
    finally:
        database.close()


def test_with_the_right_certificate_the_whole_road_is_encrypted(
    guarded: Guarded, authority: trustme.CA
) -> None:
    url = guarded(authority.issue_cert("localhost"))
    assert look(url) == "Sample City Service Centre"
    database = open_database(url, "test")
    feed = Feed(database, None, read_directory)
    assert feed.next(1.0)
    queue.issue(database, uuid4(), "B2")
    news = feed.next(30.0)
    assert news and news.events
    feed.close()
    assert _is_encrypted(database)
    database.close()


def test_a_server_of_another_name_is_refused(guarded: Guarded, authority: trustme.CA) -> None:
    with pytest.raises(DatabaseAway, match='does not match host name "localhost"'):
        look(guarded(authority.issue_cert("database.elsewhere.example")))


def test_a_certificate_that_has_expired_is_refused(guarded: Guarded, authority: trustme.CA) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with pytest.raises(DatabaseAway, match="certificate verify failed"):
        look(guarded(authority.issue_cert("localhost", not_after=yesterday)))


def test_a_certificate_of_a_strange_authority_is_refused(guarded: Guarded) -> None:
    with pytest.raises(DatabaseAway, match="certificate verify failed"):
        look(guarded(trustme.CA().issue_cert("localhost")))


def test_a_plain_line_is_refused_by_the_server(guarded: Guarded, authority: trustme.CA) -> None:
    with pytest.raises(DatabaseAway, match="no encryption"):
        look(guarded(authority.issue_cert("localhost"), mode="disable"))


def test_a_server_without_tls_is_refused_by_the_station() -> None:
    with pytest.raises(DatabaseAway, match="does not support SSL"):
        look(server_without_tls())


def server_without_tls() -> str:
    """The address of one that says so as PostgreSQL would."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with suppress(OSError), listener:
            visitor, _ = listener.accept()
            visitor.recv(8, socket.MSG_WAITALL)
            visitor.sendall(b"N")  # PostgreSQL's word for: not here
            visitor.close()

    threading.Thread(target=answer, daemon=True).start()
    port = listener.getsockname()[1]
    return f"postgresql://postgres@localhost:{port}/hall?hostaddr=127.0.0.1&sslmode=require"


def _is_encrypted(database: Database) -> bool:
    with database.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        return bool(driver.pgconn.ssl_in_use)
