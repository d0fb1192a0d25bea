"""The commands of `hall`; each imports what it needs only when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall import (
    back_office,
    cases,
    doctor,
    help_calls,
    hours,
    keeping,
    load_test,
    people,
    record,
    simulate,
    stations,
    ticket,
    voice,
)
from hall.options import Language, Url, UrlOption
from hall.words import language_of_terminal, say, speak

app = typer.Typer(
    name="hall",
    help="Numbers, calls and voices for a government-service hall.",
    epilog="A first look: `hall demo`. A hall of your own: `hall init`, then `hall load`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


HandedOver: dict[str, Any] = {
    "context_settings": {"allow_extra_args": True, "ignore_unknown_options": True},
    "add_help_option": False,
}


@app.callback()
def every_command(
    context: typer.Context,
    language: Annotated[
        Language | None, typer.Option(help="What to say and how to start: zh or en. Default: as the system.")
    ] = None,
) -> None:
    speak(language or language_of_terminal())
    context.obj = language


@app.command(short_help="Make a database ready for a hall.")
def init(url: Url) -> None:
    """Make a database ready for a hall, or bring one up to this version.

    What is in it already is kept. Run it once for a new database, and again after every update.
    """
    from db.grants import grant_roles
    from db.migrate import init as migrate
    from db.privacy import make_key

    migrate(url)
    if grant_roles(url):
        say(
            QT_TRANSLATE_NOOP(
                "hall",
                "Each kind of station has its role: hall_kiosk, hall_caller, hall_display, and hall_owner for you."
                " Give each station a login in its role: docs/postgresql.md.",
            )
        )
    if made := make_key():
        say(
            QT_TRANSLATE_NOOP(
                "hall",
                "A key for visitors' ID numbers is made: {file}. Every kiosk of this hall needs a copy;"
                " keep it apart from the database and its backups.",
            ),
            file=made,
        )
    say(
        QT_TRANSLATE_NOOP("hall", "The database is ready. Next: hall load FOLDER --url {url}"),
        url=_shown(url),
    )


@app.command(short_help="Take a hall's data from a folder.")
def load(
    folder: Annotated[Path, typer.Argument(help="A folder like assets/sample-hall; its README explains it.")],
    url: UrlOption,
) -> None:
    """Take a hall's own data into its database: floors, zones, services, counters, clerks, bundles.

    All of it or nothing: a mistake is told with file, line and column, and then nothing changes. Loading an
    edited folder again takes the changes over while the hall is open; every ticket keeps its place.
    """
    from uuid import uuid4

    from db.engine import open_database
    from db.hall_folder import read_hall
    from db.loader import load_hall

    database = open_database(url, "hall load")
    try:
        loaded = load_hall(database, uuid4(), read_hall(folder))
    finally:
        database.close()
    say(
        QT_TRANSLATE_NOOP(
            "hall",
            "{name} is loaded: {zones} zones, {departments} departments, {services} services, {counters} counters,"
            " {clerks} clerks, {bundles} bundles.",
        ),
        **{
            name: getattr(loaded, name)
            for name in ("name", "zones", "departments", "services", "counters", "clerks", "bundles")
        },
    )


@app.command(short_help="Run the ticket kiosk.", **HandedOver)
def kiosk(context: typer.Context) -> None:
    """Run the ticket kiosk on this machine (hall kiosk --help for its options)."""
    from kiosk.__main__ import main

    raise typer.Exit(main(_handed_over(context)))


@app.command(short_help="Run a clerk's caller.", **HandedOver)
def caller(context: typer.Context) -> None:
    """Run a clerk's caller on this machine (hall caller --help for its options)."""
    from caller.__main__ import main

    raise typer.Exit(main(_handed_over(context)))


@app.command(short_help="Run a row of call pads.", **HandedOver)
def pads(context: typer.Context) -> None:
    """Run the call pads of counters without screens (hall pads --help for its options)."""
    from caller.pads import main

    raise typer.Exit(main(_handed_over(context)))


@app.command(short_help="Run a zone's board and voice.", **HandedOver)
def display(context: typer.Context) -> None:
    """Run a zone's board and voice on this machine (hall display --help for its options)."""
    from display.__main__ import main

    raise typer.Exit(main(_handed_over(context)))


@app.command(short_help="Open a whole hall on this machine.")
def demo(
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where pictures, paper and voice are left.")
    ] = Path("demo-out"),
    language: Annotated[Language, typer.Option(help="The language of the hall's screens.")] = Language.ZH,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="An empty database to use, instead of an SQLite file of the demo's own."
        ),
    ] = None,
    offscreen: Annotated[
        bool, typer.Option("--offscreen", help="Let the robot play the visit even though there is a screen.")
    ] = False,
    visitors: Annotated[
        int | None,
        typer.Option(
            min=1, max=100, help="Let the robot play so many visitors of a day; 100 are a whole day."
        ),
    ] = None,
    pace: Annotated[
        float, typer.Option(min=1, max=100, help="With --visitors: so many times as fast as a real day.")
    ] = 1.0,
) -> None:
    """Open a whole hall on this machine: kiosk with printer, two callers, a board with its voice.

    With a screen, the real windows are laid out side by side, ready to click; Ctrl-C or closing them all ends
    the demo. Without one, a robot plays a visit on the same apps and leaves pictures of each, the printed ticket
    and the announcement; the exit code is 0 only if the number on the paper is the one on the board and in the
    spoken text.

    With --visitors, visitors of a simulated day come to the kiosk and two clerks call and serve them, in real time or
    so many times as fast; it ends with the last one, tells what happened, and the exit code is 0 only if the record
    keeps every promise.
    """
    from hall.demo import run_demo

    raise typer.Exit(
        run_demo(out.absolute(), language.value, url, offscreen=offscreen, visitors=visitors, pace=pace)
    )


record.add_commands(app)
simulate.add_commands(app)
load_test.add_commands(app)
hours.add_commands(app)
back_office.add_commands(app)
people.add_commands(app)
cases.add_commands(app)
help_calls.add_commands(app)
stations.add_commands(app)
keeping.add_commands(app)
doctor.add_commands(app)
app.add_typer(ticket.app, name="ticket")
voice.add_commands(app)


def _handed_over(context: typer.Context) -> list[str]:
    """The command line that the app itself reads."""
    return [*(["--language", context.obj.value] if context.obj else []), *context.args]


def run(argv: Sequence[str] | None) -> int:
    """Run the command that `argv` (or the command line) asks for."""
    try:
        app(args=None if argv is None else list(argv), prog_name="hall")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _shown(url: str) -> str:
    from db.engine import parse_url

    return parse_url(url).render_as_string(hide_password=True)
