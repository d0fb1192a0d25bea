"""The commands of those who work behind the counters and have no screen of their own."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.words import say, spoken


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    app.command(short_help="Send a ticket on that waits for the back office.")(release)
    app.command("close-day", short_help="End the day: open tickets expire.")(close_day)


def release(
    number: Annotated[str, typer.Argument(help="A ticket of today, like A1023.")],
    url: UrlOption,
    note: Annotated[
        str, typer.Option(metavar="TEXT", help="What the counter that serves it next should know.")
    ] = "",
) -> None:
    """Send a ticket on that waits for the back office: its approval is done, or its result can be picked up.

    A visit that was put aside goes on at the moment that it had in line; a result joins the line of the pick-up
    from now on.
    """
    from uuid import uuid4

    from db import queue
    from db.directory import read_directory
    from db.engine import open_database
    from db.visit import find_todays

    with closing(open_database(url, "hall release")) as database:
        with database.reading() as connection:
            ticket_id = find_todays(connection, number)
            services = read_directory(connection).services
        released = queue.release(database, uuid4(), ticket_id, note)
    say(
        QT_TRANSLATE_NOOP("hall", "{number} is released and waits for its call: {service}."),
        number=released.number,
        service=services[released.service_id].named(spoken()),
    )


def close_day(url: UrlOption) -> None:
    """End the hall's day: every ticket that is still open expires, with those put aside or with the back office.

    Run it when the last visitor has gone. Whoever is being served is served to the end. Running it again does
    no harm.
    """
    from uuid import uuid4

    from db import queue
    from db.engine import open_database

    with closing(open_database(url, "hall close-day")) as database:
        closed = queue.close_day(database, uuid4())
    say(
        QT_TRANSLATE_NOOP("hall", "{date} is closed: open tickets that expired: {expired}."),
        date=closed.business_date,
        expired=closed.expired,
    )
