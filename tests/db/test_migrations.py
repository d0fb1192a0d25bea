"""The tables in a database are those the code works with, however the database came about."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from db import queue
from db.engine import Database
from db.migrate import init
from db.models import metadata


def test_the_migrations_end_at_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_indexes_hold_only_what_they_are_for(database: Database) -> None:
    indexes = {index["name"]: index for index in inspect(database.engine).get_indexes("ticket")}
    options = indexes["ix_ticket_place_in_line"].get("dialect_options", {})
    assert "waiting" in str(options[f"{database.dialect}_where"])


def test_a_second_init_keeps_the_hall(small_hall: Database, database_url: str) -> None:
    from uuid import uuid4

    queue.issue(small_hall, uuid4(), "B2")
    init(database_url)
    assert queue.issue(small_hall, uuid4(), "B2").number == "B2002"
