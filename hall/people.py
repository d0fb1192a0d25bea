"""The commands about people: a clerk's PIN, and what the hall no longer knows of its visitors."""

from __future__ import annotations

import sys
from contextlib import closing
from getpass import getpass
from typing import Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.words import say, spoken, translated


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    app.command(short_help="Give a clerk a PIN.")(pin)
    app.command(short_help="Forget who came long ago.")(purge)


def pin(
    clerk: Annotated[str, typer.Argument(help="A staff id of clerks.csv, like B01.")], url: UrlOption
) -> None:
    """Give a clerk a PIN, or another one. It is asked for here, never given on the command line.

    6 to 12 digits, neither all the same nor in a row. It is kept as argon2id, which cannot be turned back, so
    whoever forgot theirs gets a new one. Wrong PINs that hold the clerk up are forgiven by it.
    """
    from uuid import uuid4

    from db.engine import open_database
    from db.staff import find_clerk, set_pin

    with closing(open_database(url, "hall pin")) as database:
        with database.reading() as connection:
            name = find_clerk(connection, clerk).named.named(spoken())
        first = ask(translated(QT_TRANSLATE_NOOP("hall", "New PIN for {name}: "), name=name))
        if first != ask(translated(QT_TRANSLATE_NOOP("hall", "Once more: "))):
            say(QT_TRANSLATE_NOOP("hall", "The two differ: nothing was changed."))
            raise typer.Exit(1)
        set_pin(database, uuid4(), clerk, first)
    say(QT_TRANSLATE_NOOP("hall", "{name} has a new PIN."), name=name)


def purge(url: UrlOption) -> None:
    """Forget who came long ago: hashes, masks and words of visitors older than the hall's purge_days (hall.toml).

    Numbers, times and counts stay. Let the system run it every night; running it again does no harm.
    """
    from uuid import uuid4

    from db import privacy
    from db.engine import open_database

    with closing(open_database(url, "hall purge")) as database:
        forgotten = privacy.purge(database, uuid4())
    if forgotten is None:
        say(QT_TRANSLATE_NOOP("hall", "There was nobody to forget."))
        return
    say(
        QT_TRANSLATE_NOOP(
            "hall",
            "Forgotten: visitors of {tickets} tickets and {appointments} bookings, the words of {ratings} ratings,"
            " up to {until}.",
        ),
        tickets=forgotten.tickets,
        appointments=forgotten.appointments,
        ratings=forgotten.ratings,
        until=forgotten.until,
    )


def ask(prompt: str) -> str:
    """What is typed unseen on a terminal, or the next line of what is piped in."""
    if sys.stdin.isatty():
        return getpass(prompt)
    print(prompt, end="", flush=True)
    return sys.stdin.readline().rstrip("\r\n")
