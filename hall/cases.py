"""The commands about cases: what a visitor was not content with, and the answer to it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.people import ask
from hall.words import from_db, say, spoken, translated

if TYPE_CHECKING:
    from db.cases import Case

_OVERDUE = QT_TRANSLATE_NOOP("hall", "overdue")
_HEADS = (
    QT_TRANSLATE_NOOP("hall", "case"),
    QT_TRANSLATE_NOOP("hall", "due"),
    QT_TRANSLATE_NOOP("hall", "day"),
    QT_TRANSLATE_NOOP("hall", "number"),
    QT_TRANSLATE_NOOP("hall", "counter"),
    QT_TRANSLATE_NOOP("hall", "clerk"),
    QT_TRANSLATE_NOOP("hall", "service"),
    QT_TRANSLATE_NOOP("hall", "rating"),
    QT_TRANSLATE_NOOP("hall", "words"),
    QT_TRANSLATE_NOOP("hall", "answer"),
)


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    cases = typer.Typer(invoke_without_command=True, short_help="What visitors were not content with.")
    cases.callback()(list_cases)
    cases.command("close", short_help="Close a case with its answer.")(close)
    app.add_typer(cases, name="cases")


def list_cases(
    context: typer.Context,
    url: UrlOption = "",
    everything: Annotated[bool, typer.Option("--all", help="Also those that are closed.")] = False,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a file for a spreadsheet instead of a table.")
    ] = None,
) -> None:
    """Visits that their visitors found wanting: each is a case that somebody answers by a day.

    Without a command, list the open ones, the most urgent first.
    """
    if context.invoked_subcommand is not None:
        return
    from db.cases import read_cases
    from db.engine import open_database

    if not url:
        raise typer.BadParameter("--url URL | HALL_URL", param_hint="--url")
    with closing(open_database(url, "hall cases")) as database, database.reading() as connection:
        cases = read_cases(connection, closed=everything)
    if csv:
        _write(cases, csv)
        say(QT_TRANSLATE_NOOP("hall", "{file} is written."), file=csv)
    elif cases:
        _print(cases)
    else:
        say(QT_TRANSLATE_NOOP("hall", "No case is open."))


def close(
    case: Annotated[int, typer.Argument(help="Its number in the list.")],
    by: Annotated[str, typer.Option(metavar="ID", help="Who closes it: a staff id, from supervisor on.")],
    answer: Annotated[str, typer.Option(metavar="TEXT", help="What was found, and what was done.")],
    url: UrlOption,
) -> None:
    """Close a case with its answer. The PIN of whoever closes it is asked for here.

    Nobody closes a case about himself.
    """
    from uuid import uuid4

    from db.cases import close_case
    from db.engine import open_database
    from db.staff import check_pin, find_clerk

    with closing(open_database(url, "hall cases")) as database:
        with database.reading() as connection:
            name = find_clerk(connection, by).named.named(spoken())
        check_pin(database, by, ask(translated(QT_TRANSLATE_NOOP("hall", "PIN of {name}: "), name=name)))
        closed = close_case(database.acting_for(by), uuid4(), case, answer)
    say(
        QT_TRANSLATE_NOOP("hall", "Case {case} is closed, answered by {name}."),
        case=closed.case_id,
        name=name,
    )


def _cells(case: Case) -> list[str]:
    from db.rating_events import LEVEL_WORDS

    due = f"{case.due_on}" + (f" {translated(_OVERDUE)}" if case.overdue else "")
    language = spoken()
    answered = f"{case.answer} ({case.closed_by.named(language)})" if case.closed_by else ""
    return [
        str(case.id),
        due,
        f"{case.day}",
        case.number,
        str(case.counter),
        case.clerk.named(language),
        case.service.named(language),
        from_db(LEVEL_WORDS[case.level]),
        case.words,
        answered,
    ]


def _print(cases: tuple[Case, ...]) -> None:
    """A paragraph each: a table would fold a visitor's words into slivers."""
    for case in cases:
        number, due, day, ticket, counter, clerk, service, level, words, answer = _cells(case)
        say(
            QT_TRANSLATE_NOOP("hall", "{case}. Due {due} · {level} · {number} on {day}"),
            case=number,
            due=due,
            level=level,
            number=ticket,
            day=day,
        )
        say(
            QT_TRANSLATE_NOOP("hall", "   counter {counter} · {clerk} · {service}"),
            counter=counter,
            clerk=clerk,
            service=service,
        )
        for text in filter(None, (words, answer)):
            print("   " + text)


def _write(cases: tuple[Case, ...], path: Path) -> None:
    import csv

    from hall.report_table import defused

    # The mark at the start is what lets a spreadsheet read Chinese.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([translated(head) for head in _HEADS])
        writer.writerows([defused(cell) for cell in _cells(case)] for case in cases)
