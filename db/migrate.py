"""Bring a database to the tables that this version works with."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from db.engine import maintenance_engine
from db.errors import DatabaseAway


def init(url: str) -> None:
    """Create the tables, or move them on to this version; what is there already is kept.

    Migrations may take longer than a turn, so they run on a connection without its timeouts.
    """
    engine = maintenance_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except DBAPIError as failure:
        raise DatabaseAway(detail=str(failure.orig).strip().splitlines()[0]) from failure
    finally:
        engine.dispose()
