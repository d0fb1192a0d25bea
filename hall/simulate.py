"""`hall simulate`: a whole day through the real queue, with a progress bar, a report, charts, and a what-if beside it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.promises import tell_promises
from hall.words import say, spoken, translated

if TYPE_CHECKING:
    from hall.day.run import LivedDay, Wish

REPORT, CHARTS = "day.json", "day.svg"


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know it."""
    app.command(short_help="Live a whole day in a few minutes, and report on it.")(simulate)


def simulate(
    folder: Annotated[
        Path | None, typer.Argument(help="A hall's folder. Default: the sample hall.", show_default=False)
    ] = None,
    visits: Annotated[int, typer.Option(min=1, max=200_000, help="So many visitors come.")] = 11_700,
    seed: Annotated[int, typer.Option(help="Another seed, another day.")] = 1,
    date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Which day. Default: the next on which the hall is open.",
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="A new database to live it in, which stays. Default: an SQLite file that goes.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="A folder for the report and the charts.")] = Path("day"),
    shipped_caps: Annotated[
        bool, typer.Option("--shipped-caps", help="Keep the folder's caps, and refuse whom they refuse.")
    ] = False,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="Live the same day again with other counters: '+3 B2 9-11', '-2 B2 13-15:30', '2 B2>A1 9-11'.",
        ),
    ] = None,
) -> None:
    """Live a day of the hall through the real queue, in simulated time, as fast as it goes.

    Visitors come with two peaks; some have booked, some have priority, some never come to the counter, some are sent on
    or put on hold. Afterwards every promise of the queue is looked at from the record alone. The exit code is 1 when
    one is broken. It needs a database without tickets and touches no other; counters work at three quarters of the
    folder's expected times, faster still if more visitors come than on the busiest day.
    """
    from db.hall_folder import read_hall
    from hall.day.invariants import all_kept
    from hall.day.run import Wish
    from hall.day.what_if import read_change
    from shell.assets import ASSETS

    wish = Wish(
        folder=read_hall(folder or ASSETS / "sample-hall"),
        visits=visits,
        seed=seed,
        date=date.date() if date else None,
        shipped_caps=shipped_caps,
    )
    changes = tuple(map(read_change, what_if or ()))
    out.mkdir(parents=True, exist_ok=True)
    with _database(url) as address:
        day = _live(address, wish, QT_TRANSLATE_NOOP("hall", "The day"))
    report = _tell(day, out)
    if changes:
        _compare(report, wish, changes, out)
    say(
        QT_TRANSLATE_NOOP("hall", "{report} and {charts} are written."),
        report=out / REPORT,
        charts=out / CHARTS,
    )
    if not all_kept(day.promises):
        raise typer.Exit(1)


@contextmanager
def _database(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="hall-day-") as kept:
        yield f"sqlite:///{Path(kept, 'day.db').as_posix()}"


def _live(url: str, wish: Wish, title: str) -> LivedDay:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from hall.day.run import live

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task(translated(title), total=wish.visits)
        return live(url, wish, lambda gone, of: bar.update(task, completed=gone, total=of))


def _tell(day: LivedDay, out: Path) -> dict[str, Any]:
    from hall.day.charts import charts, minutes
    from hall.day.figures import figures

    report = figures(day)
    names = {
        each["id"]: each["short"] if spoken() == "zh" else each["short_en"]
        for each in day.wish.folder.services
    }
    _write(out / REPORT, json.dumps(report, ensure_ascii=False, indent=1))
    _write(out / CHARTS, charts(report, names, translated))
    took, waits = report["took"], report["waits"]["all"]
    say(
        QT_TRANSLATE_NOOP(
            "hall",
            "{date}, {database}: {visits} visits, {commands} commands in {lived} s, proven in {proven} s.",
        ),
        **{name: report[name] for name in ("date", "database", "visits")},
        commands=took["commands"],
        lived=took["lived_s"],
        proven=took["proven_s"],
    )
    say(
        QT_TRANSLATE_NOOP(
            "hall", "Waits in minutes: mean {mean}, nine of ten at most {p90}, the longest {longest}."
        ),
        mean=minutes(waits["mean_s"]),
        p90=minutes(waits["p90_s"]),
        longest=minutes(waits["longest_s"]),
    )
    for reason, kept in report["refusals"].items():
        say(QT_TRANSLATE_NOOP("hall", "Refused ({reason}): {number}."), reason=reason, number=kept["number"])
    tell_promises(day.promises)
    return report


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _compare(before: dict[str, Any], wish: Wish, changes: Any, out: Path) -> None:
    """Live the same day with the changes, and show both side by side."""
    from dataclasses import replace

    from hall.day.charts import minutes
    from hall.day.figures import figures

    with _database(None) as address:
        day = _live(address, replace(wish, changes=changes), QT_TRANSLATE_NOOP("hall", "What if"))
    after = figures(day)
    _write(out / "what-if.json", json.dumps(after, ensure_ascii=False, indent=1))
    touched = {each for change in changes for each in (change.opened_for, change.closed_for) if each}
    rows = [
        (translated(QT_TRANSLATE_NOOP("hall", "whole hall")), before["waits"]["all"], after["waits"]["all"]),
        *(
            (service, before["waits"]["by_service"].get(service), after["waits"]["by_service"].get(service))
            for service in sorted(touched)
        ),
    ]
    for name, was, would_be in rows:
        if was and would_be:
            say(
                QT_TRANSLATE_NOOP(
                    "hall",
                    "{name}: mean wait {was} min, with the change {mean}; nine of ten {was_p90}, then {p90}.",
                ),
                name=name,
                was=minutes(was["mean_s"]),
                mean=minutes(would_be["mean_s"]),
                was_p90=minutes(was["p90_s"]),
                p90=minutes(would_be["p90_s"]),
            )
