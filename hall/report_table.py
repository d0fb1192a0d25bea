"""A report as a table on the terminal, or as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from db.errors import QT_TRANSLATE_NOOP
from db.reports import By, Figures, Report, Row
from hall.words import translated

_HEADS = (
    QT_TRANSLATE_NOOP("hall", "issued"),
    QT_TRANSLATE_NOOP("hall", "called"),
    QT_TRANSLATE_NOOP("hall", "served"),
    QT_TRANSLATE_NOOP("hall", "no-show"),
    QT_TRANSLATE_NOOP("hall", "wait\nmean"),
    QT_TRANSLATE_NOOP("hall", "wait\n90 %"),
    QT_TRANSLATE_NOOP("hall", "service\nmean"),
    QT_TRANSLATE_NOOP("hall", "service\n90 %"),
    QT_TRANSLATE_NOOP("hall", "over\nlimit"),
    QT_TRANSLATE_NOOP("hall", "rated"),
    QT_TRANSLATE_NOOP("hall", "content"),
)
_RATING_HEADS = (
    QT_TRANSLATE_NOOP("hall", "very satisfied"),
    QT_TRANSLATE_NOOP("hall", "satisfied"),
    QT_TRANSLATE_NOOP("hall", "fairly satisfied"),
    QT_TRANSLATE_NOOP("hall", "dissatisfied"),
    QT_TRANSLATE_NOOP("hall", "very dissatisfied"),
    QT_TRANSLATE_NOOP("hall", "not rated"),
)
"""In the order of `db.rating_figures.Ratings`."""
_BY = {
    By.DAY: QT_TRANSLATE_NOOP("hall", "day"),
    By.HOUR: QT_TRANSLATE_NOOP("hall", "hour"),
    By.SERVICE: QT_TRANSLATE_NOOP("hall", "service"),
    By.COUNTER: QT_TRANSLATE_NOOP("hall", "counter"),
    By.CLERK: QT_TRANSLATE_NOOP("hall", "clerk"),
    By.ITEM: QT_TRANSLATE_NOOP("hall", "item"),
}
_TOTAL = QT_TRANSLATE_NOOP("hall", "total")
_MINUTES = QT_TRANSLATE_NOOP("hall", "Times in minutes and seconds; rated: answered of those who were asked.")
_WIDE = 126
"""From so many columns on there is room for air."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def print_table(report: Report, language: str) -> None:
    """Show the report on the terminal; a narrow one folds the names, never a figure."""
    days = f"{report.begins}" if report.begins == report.ends else f"{report.begins} – {report.ends}"
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDE)
    padding = 1 if console.width >= _WIDE else 0
    table = Table(
        title=days, caption=translated(_MINUTES), box=box.SIMPLE_HEAD, padding=(0, padding), pad_edge=False
    )
    table.add_column(translated(_BY[report.by]), vertical="bottom", overflow="fold")
    for head in _heads(report):
        table.add_column(translated(head), justify="right", no_wrap=True)
    for row in report.rows:
        table.add_row(_label(row, language), *_cells(report, row.figures))
    table.add_section()
    table.add_row(translated(_TOTAL), *_cells(report, report.total), style="bold")
    console.print(table)


def _heads(report: Report) -> Sequence[str]:
    return _HEADS[_first(report) :]


def _first(report: Report) -> int:
    """Neither a counter nor a clerk gives out numbers."""
    return 1 if report.by in (By.COUNTER, By.CLERK) else 0


def _cells(report: Report, figures: Figures) -> list[str]:
    times = (figures.mean_wait_s, figures.p90_wait_s, figures.mean_service_s, figures.p90_service_s)
    counts = (figures.issued, figures.called, figures.served, figures.no_show)
    ratings = figures.ratings
    content = "–" if ratings.content is None else f"{ratings.content:.0%}"
    return [
        *map(str, counts[_first(report) :]),
        *map(_time, times),
        str(figures.over_limit),
        f"{ratings.answered}/{ratings.asked}",
        content,
    ]


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _label(row: Row, language: str) -> str:
    name = row.name if language == "zh" else row.name_en
    return f"{row.key} {name}".strip()


def write_csv(report: Report, language: str, path: Path) -> None:
    """Write the report for a spreadsheet, times in seconds; no cell can be taken for a formula."""
    heads = [_BY[report.by], QT_TRANSLATE_NOOP("hall", "name"), *_HEADS[:-2], *_RATING_HEADS]
    # The mark at the start is what lets a spreadsheet read Chinese.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([defused(translated(head).replace("\n", " ")) for head in heads])
        for row in report.rows:
            name = row.name if language == "zh" else row.name_en
            writer.writerow([defused(row.key), defused(name), *_raw(row.figures)])
        writer.writerow([translated(_TOTAL), "", *_raw(report.total)])


def _raw(figures: Figures) -> list[int | str]:
    times = (figures.mean_wait_s, figures.p90_wait_s, figures.mean_service_s, figures.p90_service_s)
    return [
        figures.issued,
        figures.called,
        figures.served,
        figures.no_show,
        *("" if seconds is None else round(seconds) for seconds in times),
        figures.over_limit,
        *astuple(figures.ratings),
    ]


def defused(cell: str) -> str:
    """The cell, which a spreadsheet would otherwise run as a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
