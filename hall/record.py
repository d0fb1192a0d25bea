"""The commands that read what happened: is it whole, and what does it come to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import Language, UrlOption
from hall.words import say, spoken

if TYPE_CHECKING:
    from db.engine import Database

_A_DATE: dict[str, Any] = {"formats": ["%Y-%m-%d"], "metavar": "DATE"}
Day = Annotated[datetime | None, typer.Option(**_A_DATE, help="A day of the hall, like 2026-11-23.")]


class Rows(StrEnum):
    """What the rows of a report are."""

    DAY = "day"
    HOUR = "hour"
    SERVICE = "service"
    COUNTER = "counter"
    CLERK = "clerk"
    ITEM = "item"


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    audit = typer.Typer(help="Prove that the record of what happened is whole.", no_args_is_help=True)
    audit.command("verify", short_help="Check every event against the chain.")(verify)
    app.add_typer(audit, name="audit")
    app.command(short_help="Count what the hall did.")(report)
    app.command(short_help="Tell why a ticket was called when it was.")(explain)


def verify(
    url: UrlOption,
    seal: Annotated[
        str | None,
        typer.Option(
            metavar="ID:DIGEST",
            help="What an earlier run printed: proves that the record still goes on from there.",
        ),
    ] = None,
) -> None:
    """Read the whole record of what happened, and name the first event that is not as it was written.

    Every event carries a digest over itself and the one before, so a change, a removal, an insertion or another
    order breaks the chain. What it cannot know is whether its end was cut off: keep the seal that is printed
    somewhere else, and give it to a later run. The exit code is 1 when the record is broken.
    """
    from db import audit

    kept = None
    if seal is not None:
        event_id, _, digest = seal.partition(":")
        if not event_id.isdecimal() or not digest:
            raise typer.BadParameter(seal, param_hint="--seal")
        kept = audit.Seal(int(event_id), digest)
    with _opened(url, "hall audit") as database:
        verdict = audit.verify(database, kept)
    if verdict.broken:
        say(_BROKEN[verdict.broken.value], id=verdict.broken_id)
        raise typer.Exit(1)
    say(QT_TRANSLATE_NOOP("hall", "The record is whole: {events} events."), events=verdict.events)
    if verdict.unchained:
        say(
            QT_TRANSLATE_NOOP(
                "hall", "The first {events} are older than the chain, which does not cover them."
            ),
            events=verdict.unchained,
        )
    if verdict.seal:
        say(QT_TRANSLATE_NOOP("hall", "Seal, to be kept elsewhere: {seal}"), seal=verdict.seal)


_BROKEN = {
    "missing": QT_TRANSLATE_NOOP("hall", "The record is broken: event {id} was removed."),
    "different": QT_TRANSLATE_NOOP(
        "hall", "The record is broken: event {id} was changed, inserted or moved after it was written."
    ),
    "without_digest": QT_TRANSLATE_NOOP(
        "hall",
        "The record is broken: event {id} bears no digest; the hall's own programs did not write it so.",
    ),
    "cut_off": QT_TRANSLATE_NOOP(
        "hall", "The record is broken: it was cut off, event {id} is not there any more."
    ),
    "other_seal": QT_TRANSLATE_NOOP(
        "hall", "The record is broken: the seal of event {id} is another one, so the record was written anew."
    ),
}


def report(
    url: UrlOption,
    date: Day = None,
    begins: Annotated[
        datetime | None, typer.Option("--from", **_A_DATE, help="The first of several days.")
    ] = None,
    ends: Annotated[
        datetime | None, typer.Option("--to", **_A_DATE, help="The last of them. Default: today.")
    ] = None,
    by: Annotated[Rows, typer.Option(help="What each row is.")] = Rows.DAY,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a file for a spreadsheet instead of a table.")
    ] = None,
) -> None:
    """Count what the hall did: numbers, calls, visits, waiting and service times. Without a day, today.

    Everything is counted from what happened. A wait is from the number to its first call; a service time from the
    visitor's coming to the end, without the time on hold. 90 % means: nine of ten took no longer.
    """
    from db import reports
    from hall.report_table import print_table, write_csv

    if date and (begins or ends):
        raise typer.BadParameter("--date | --from --to", param_hint="--date")
    first, last = (moment.date() if moment else None for moment in (date or begins or ends, date or ends))
    with _opened(url, "hall report") as database:
        told = reports.report(database, first, last, reports.By(by.value))
    if csv is None:
        print_table(told, spoken())
    else:
        write_csv(told, spoken(), csv)
        say(QT_TRANSLATE_NOOP("hall", "{file} is written."), file=csv)


def explain(
    number: Annotated[str, typer.Argument(help="The number on the ticket, like A1023.")],
    url: UrlOption,
    date: Day = None,
    language: Annotated[Language | None, typer.Option(help="The language to tell it in: zh or en.")] = None,
) -> None:
    """Tell why a ticket was called when it was, and who was called before it by which rule. Without a day, today.

    Told from what happened and from nothing else, in words to be read to the visitor. Why somebody else had
    priority is never said.
    """
    from db import explain as explaining
    from db.explain_words import in_words

    with _opened(url, "hall explain") as database:
        told = explaining.explain(database, number, date.date() if date else None)
    print("\n".join(in_words(told, language or spoken())))


@contextmanager
def _opened(url: str, station: str) -> Iterator[Database]:
    from db.engine import open_database

    database = open_database(url, station)
    try:
        yield database
    finally:
        database.close()
