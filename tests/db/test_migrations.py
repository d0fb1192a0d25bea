"""The tables in a database are those the code works with, however the database came about."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, inspect, select, text

from db import leases, migrate, queue
from db.audit import verify
from db.chain import digest_of
from db.engine import Database, maintenance_engine, open_database
from db.migrate import init
from db.models import call, metadata, ticket
from db.stations import station
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

BEGAN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_the_migrations_end_at_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert leases.channel_lease.metadata is metadata
        assert compare_metadata(context, metadata) == []
    assert station.name in metadata.tables


def test_the_indexes_hold_only_what_they_are_for(database: Database) -> None:
    indexes = {index["name"]: index for index in inspect(database.engine).get_indexes("ticket")}
    options = indexes["ix_ticket_place_in_line"].get("dialect_options", {})
    assert "waiting" in str(options[f"{database.dialect}_where"])


def test_a_second_init_keeps_the_hall(small_hall: Database, database_url: str) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    init(database_url)
    assert queue.issue(small_hall, uuid4(), "B2").number == "B2002"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'old.db').as_posix()}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    server.execute("CREATE DATABASE old_hall")
    yield server.url("old_hall")
    server.execute("DROP DATABASE old_hall WITH (FORCE)")


def bring_to(url: str, revision: str) -> None:
    """The tables as they were with an older version."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    engine = maintenance_engine(url)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()


def fill_as_version_2_did(database: Database) -> None:
    """A visitor called at 48 and lent out, one at the low counters, and a record of two events."""
    load_small_hall(database)
    with database.engine.begin() as connection:
        old = MetaData()
        old.reflect(connection, only=["ticket", "call", "event"])
        for serial, (service_id, lane, back) in enumerate(
            [("A1", "service:A1", "counter:48"), ("B1", "low:B1", None)], start=1
        ):
            connection.execute(
                insert(old.tables["ticket"]).values(
                    business_date=date(2026, 11, 23),
                    service_id=service_id,
                    prefix=service_id,
                    serial=serial,
                    number=f"{service_id}{serial:03d}",
                    token=f"token {serial}",
                    state="waiting",
                    paper="printed",
                    lane=lane,
                    come_back_lane=back,
                    due_at=BEGAN,
                    issued_at=BEGAN,
                    head_start_min=0,
                    language="zh",
                )
            )
        connection.execute(
            insert(old.tables["call"]).values(
                ticket_id=1,
                counter=48,
                clerk_id="wang",
                business_date=date(2026, 11, 23),
                called_at=BEGAN,
                times=1,
                last_called_at=BEGAN,
                ended_at=BEGAN,
            )
        )
        digest = None
        for number in (1, 2):
            row: dict[str, Any] = {
                "id": number,
                "at": BEGAN,
                "kind": "TicketPrinted",
                "station": "kiosk",
                "request": None,
                "zone_id": "B",
                "counter_zone_id": None,
                "ticket_id": number,
                "call_id": None,
                "counter": None,
                "clerk_id": None,
                "facts": {"number": f"B200{number}", "service_id": "B2"},
            }
            digest = digest_of(digest, row | {"by": None})
            connection.execute(insert(old.tables["event"]).values(**row, digest=digest))


def test_a_hall_in_use_is_brought_up_with_all_that_is_in_it(bare_url: str) -> None:
    bring_to(bare_url, "0002")
    database = open_database(bare_url, "test", clock=lambda: BEGAN)
    fill_as_version_2_did(database)

    init(bare_url)

    with database.reading() as connection:
        tickets = connection.execute(select(ticket).order_by(ticket.c.id)).all()
        assert connection.execute(select(call.c.service_id)).scalars().all() == ["A1"]
        if database.dialect == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert [(each.come_back_service, each.low) for each in tickets] == [("A1", False), (None, True)]
    verdict = verify(database)
    assert (verdict.events, verdict.broken) == (2, None)
    queue.open_counter(database, uuid4(), 3, "wang")
    called = queue.call_next(database, uuid4(), 3)
    assert called is not None and called.number == "A1001"
    assert verify(database).broken is None
    database.close()
