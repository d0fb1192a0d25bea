"""The command of those who walk the hall: who needs a hand, where, and that somebody goes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from db.errors import QT_TRANSLATE_NOOP
from db.help_events import HELP_WORDS
from hall.options import UrlOption
from hall.words import from_db, say, spoken, translated

if TYPE_CHECKING:
    from db.directory import Directory
    from db.engine import Database
    from db.help import HelpRequest

BELL = "\a"
LOOK_UP_S, RETRY_S = 60.0, 1.0


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    calls = typer.Typer(invoke_without_command=True, short_help="Who needs a hand, and where.")
    calls.callback()(list_calls)
    calls.command("answer", short_help="Say that somebody goes.")(answer)
    app.add_typer(calls, name="help")


def list_calls(
    context: typer.Context,
    url: UrlOption = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and ring for every new call until Ctrl-C.")
    ] = False,
) -> None:
    """Calls for help of kiosks and counters that nobody has answered yet, the oldest first.

    A kiosk calls when a visitor asks for it, and by itself when its paper is out.
    """
    if context.invoked_subcommand is not None:
        return
    from db.directory import read_directory
    from db.engine import open_database
    from db.help import read_open_help

    if not url:
        raise typer.BadParameter("--url URL | HALL_URL", param_hint="--url")
    with closing(open_database(url, "hall help")) as database:
        with database.reading() as connection:
            directory, calls = read_directory(connection), read_open_help(connection)
        for call in calls:
            _tell(call, directory)
        if not calls:
            say(QT_TRANSLATE_NOOP("hall", "Nobody needs a hand."))
        if watch:
            with suppress(KeyboardInterrupt):
                for call in new_calls(database, calls):
                    _tell(call, directory, ring=BELL)


def new_calls(database: Database, told: tuple[HelpRequest, ...]) -> Generator[HelpRequest, None, None]:
    """Every call that comes after these, as soon as it is made, and again whenever it is made again."""
    from time import sleep

    from db.errors import DatabaseAway
    from db.feed import Feed
    from db.help import read_open_help

    known = {call.id: call.times for call in told}
    with closing(Feed(database, None, read_open_help)) as feed:
        while True:
            try:
                news = feed.next(LOOK_UP_S)
            except DatabaseAway:  # what is asked meanwhile is heard of as soon as it is back
                sleep(RETRY_S)
                continue
            for call in news.snapshot if news else ():
                if known.get(call.id) != call.times:
                    known[call.id] = call.times
                    yield call


def answer(
    call: Annotated[int, typer.Argument(help="Its number in the list.")],
    by: Annotated[str, typer.Option(metavar="ID", help="Who goes: a staff id.")],
    url: UrlOption,
) -> None:
    """Say who goes. The kiosk tells its visitor at once, and the record keeps it."""
    from uuid import uuid4

    from db import queue
    from db.engine import open_database
    from db.staff import find_clerk

    with closing(open_database(url, "hall help")) as database:
        queue.answer_help(database, uuid4(), call, by)
        with database.reading() as connection:
            name = find_clerk(connection, by).named.named(spoken())
    say(QT_TRANSLATE_NOOP("hall", "{name} goes; whoever asked is told so."), name=name)


def _tell(call: HelpRequest, directory: Directory, ring: str = "") -> None:
    language = spoken()
    zone = directory.zones.get(call.zone_id)
    where = zone.named(language) if zone else call.zone_id
    if call.counter is not None:
        place = translated(QT_TRANSLATE_NOOP("hall", "counter {counter}"), counter=call.counter)
    else:
        place = call.station
    asked_at = call.asked_at.astimezone(ZoneInfo(directory.hall.time_zone)).strftime("%H:%M")
    say(
        QT_TRANSLATE_NOOP("hall", "{ring}{call}. {time} · {place}, {zone} · {kind} · asked {times} ×"),
        ring=ring,
        call=call.id,
        time=asked_at,
        place=place,
        zone=where,
        kind=from_db(HELP_WORDS[call.kind]),
        times=call.times,
    )
