"""Alembic runs this file: within `db.migrate`, or with `alembic -x url=...` to write a new step."""

from typing import Literal

from alembic import context
from sqlalchemy import create_engine

from db.catalogue_models import metadata
from db.models import Moment


def plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A step must not change when the code does, so it names the database's own types."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def run() -> None:
    """Run the steps on the connection that was given."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        connection = create_engine(context.get_x_argument(as_dictionary=True)["url"]).connect()
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, render_item=plain_types
    )
    with context.begin_transaction():
        context.run_migrations()


run()
