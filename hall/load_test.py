"""`hall load-test`: a whole hall of stations without screens, at a multiple of its peak, on a PostgreSQL server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.promises import tell_promises
from hall.words import say, translated

if TYPE_CHECKING:
    from hall.load.rush import Crowd, Outcome

REPORT = Path("load-test.json")


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know it."""
    app.command("load-test", short_help="Let a whole hall of stations work at a database, and report.")(
        load_test
    )


def load_test(
    url: UrlOption,
    folder: Annotated[
        Path | None, typer.Argument(help="A hall's folder. Default: the sample hall.", show_default=False)
    ] = None,
    peak: Annotated[
        float, typer.Option(min=0.1, max=100, help="So many times the hall's peak of 30 calls a minute.")
    ] = 1.0,
    minutes: Annotated[float, typer.Option(min=0.1, max=600, help="For so long.")] = 5.0,
    callers: Annotated[int, typer.Option(min=1, max=999, help="Clerks; at most one a counter.")] = 238,
    kiosks: Annotated[int, typer.Option(min=1, max=999, help="Ticket kiosks.")] = 20,
    boards: Annotated[int, typer.Option(min=0, max=999, help="Displays.")] = 20,
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = REPORT,
) -> None:
    """Let 238 callers, 20 kiosks and 20 boards without screens work at an empty PostgreSQL database, each with its
    own connections, through the same worker and follower as the real programs.

    Afterwards the record is held against what the stations were answered: nothing lost, nothing twice. The exit code is
    1 when a promise is broken or something failed. It refuses a database in which there are tickets. On one machine the
    stations take most of its processors: to judge a server, run this on another machine.
    """
    from db.hall_folder import read_hall
    from hall.day.invariants import all_kept
    from hall.load.figures import report_of
    from hall.load.rush import Crowd
    from shell.assets import ASSETS

    read = read_hall(folder or ASSETS / "sample-hall")
    crowd = Crowd(read, min(callers, len(read.counters)), kiosks, boards, peak, 60 * minutes)
    outcome = _run(url, crowd)
    _tell(outcome)
    report = json.dumps(report_of(outcome), ensure_ascii=False, indent=1)
    out.write_text(report, encoding="utf-8")
    say(QT_TRANSLATE_NOOP("hall", "{report} is written."), report=out)
    if outcome.notes.failures or not all_kept(outcome.promises):
        raise typer.Exit(1)


def _run(url: str, crowd: Crowd) -> Outcome:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from hall.load.rush import rush

    starting = translated(QT_TRANSLATE_NOOP("hall", "The stations start"))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[said]}"),
    )
    with Progress(*columns) as bar:
        task = bar.add_task(starting, total=crowd.seconds, said="")

        def progress(seconds: float, commands: int, failures: int) -> None:
            said = translated(
                QT_TRANSLATE_NOOP("hall", "{commands} commands, {failures} failures"),
                commands=commands,
                failures=failures,
            )
            title = translated(QT_TRANSLATE_NOOP("hall", "The load"))
            bar.update(task, description=title, completed=min(seconds, crowd.seconds), said=said)

        return rush(url, crowd, progress)


def _tell(outcome: Outcome) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from hall.load.figures import commands_of, goals_of, news_of

    table = Table(box=box.SIMPLE_HEAD, title=translated(QT_TRANSLATE_NOOP("hall", "Times in milliseconds")))
    table.add_column(translated(QT_TRANSLATE_NOOP("hall", "command")))
    for head in (
        QT_TRANSLATE_NOOP("hall", "times"),
        QT_TRANSLATE_NOOP("hall", "half"),
        QT_TRANSLATE_NOOP("hall", "95 %"),
        QT_TRANSLATE_NOOP("hall", "99 %"),
        QT_TRANSLATE_NOOP("hall", "worst"),
    ):
        table.add_column(translated(head), justify="right")
    rows = commands_of(outcome) | {
        translated(QT_TRANSLATE_NOOP("hall", "commit to follower")): news_of(outcome)
    }
    for name, times in rows.items():
        figures = (times.p50_ms, times.p95_ms, times.p99_ms, times.worst_ms)
        table.add_row(name, str(times.count), *(f"{each:.1f}" for each in figures))
    Console(highlight=False).print(table)
    for (verb, kind), times in outcome.notes.failures.items():
        say(QT_TRANSLATE_NOOP("hall", "FAILED  {verb}: {kind} ({times})"), verb=verb, kind=kind, times=times)
    if outcome.server:
        share = f"{100 * outcome.server.of_a_core:.1f}"
        say(QT_TRANSLATE_NOOP("hall", "The database used {share} % of one core."), share=share)
    for goal in goals_of(outcome):
        text = (
            QT_TRANSLATE_NOOP("hall", "reached  {name}: {figure} {unit} (goal {most})")
            if goal.kept
            else QT_TRANSLATE_NOOP("hall", "MISSED   {name}: {figure} {unit} (goal {most})")
        )
        say(
            text,
            name=translated(goal.name),
            figure=f"{goal.figure:.1f}",
            unit=goal.unit,
            most=f"{goal.most:g}",
        )
    tell_promises(outcome.promises)
