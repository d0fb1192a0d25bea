"""The commands about the running stations: who is at work, and how their devices do."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.words import say, speech_word, translated

if TYPE_CHECKING:
    from db.stations import StationSeen

_HEADS = (
    QT_TRANSLATE_NOOP("hall", "station"),
    QT_TRANSLATE_NOOP("hall", "kind"),
    QT_TRANSLATE_NOOP("hall", "machine"),
    QT_TRANSLATE_NOOP("hall", "version"),
    QT_TRANSLATE_NOOP("hall", "last sign of life"),
    QT_TRANSLATE_NOOP("hall", "printer"),
    QT_TRANSLATE_NOOP("hall", "voice"),
)
_KINDS = {
    "kiosk": QT_TRANSLATE_NOOP("hall", "kiosk"),
    "caller": QT_TRANSLATE_NOOP("hall", "caller"),
    "display": QT_TRANSLATE_NOOP("hall", "display"),
    "pads": QT_TRANSLATE_NOOP("hall", "pads"),
}
_DEVICES = {
    "": "–",
    "ok": QT_TRANSLATE_NOOP("hall", "in order"),
    "near-end": QT_TRANSLATE_NOOP("hall", "paper near its end"),
    "paper-out": QT_TRANSLATE_NOOP("hall", "out of paper"),
    "cover-open": QT_TRANSLATE_NOOP("hall", "cover open"),
    "cutter": QT_TRANSLATE_NOOP("hall", "cutter jammed"),
    "offline": QT_TRANSLATE_NOOP("hall", "not connected"),
    "silent": QT_TRANSLATE_NOOP("hall", "gives no answer"),
}
_AGES = (
    (60, 1, QT_TRANSLATE_NOOP("hall", "{n} s ago")),
    (3600, 60, QT_TRANSLATE_NOOP("hall", "{n} min ago")),
    (86_400, 3600, QT_TRANSLATE_NOOP("hall", "{n} h ago")),
    (float("inf"), 86_400, QT_TRANSLATE_NOOP("hall", "{n} days ago")),
)


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    app.command(short_help="Show which stations are at work.")(stations)


def stations(
    url: UrlOption,
    forget: Annotated[
        str | None, typer.Option(metavar="STATION", help="One that was taken away: show it no more.")
    ] = None,
) -> None:
    """Show each kiosk, caller, row of pads and display: its machine, version, last sign of life, printer and voice.

    Every station gives a sign of life each ten seconds. The exit code is 1 when one has fallen silent, or says
    that its printer or its voice does not work.
    """
    from db.engine import open_database
    from db.stations import forget as forget_station
    from db.stations import read_stations

    with closing(open_database(url, "hall stations")) as database:
        if forget is not None and not forget_station(database, forget):
            raise typer.BadParameter(forget, param_hint="--forget")
        seen = read_stations(database)
    if not seen:
        say(QT_TRANSLATE_NOOP("hall", "No station has given a sign of life yet."))
        return
    _print(seen)
    if any(not in_order(each) for each in seen):
        raise typer.Exit(1)


def in_order(station: StationSeen) -> bool:
    """Whether it is at work, and so are its devices."""
    from db.stations import OK, SILENT_S

    working = ("", OK, "near-end", "the voice is switched off")
    return station.silent_s <= SILENT_S and station.printer in working and station.voice in working


def age(seconds: float) -> str:
    """How long ago it was, in one unit."""
    unit, text = next((unit, text) for most, unit, text in _AGES if seconds < most)
    return translated(text, n=int(seconds // unit))


def device(said: str) -> str:
    """What a printer or a voice says of itself, in the language in use."""
    return translated(_DEVICES[said]) if said in _DEVICES else speech_word(said)


def _print(seen: list[StationSeen]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from db.stations import SILENT_S

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, 110)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in _HEADS:
        table.add_column(translated(head), overflow="fold")
    silent = translated(QT_TRANSLATE_NOOP("hall", "silent"))
    for each in seen:
        last = age(each.silent_s)
        table.add_row(
            each.name,
            translated(_KINDS.get(each.app, each.app)),
            each.host,
            each.version,
            f"{silent}: {last}" if each.silent_s > SILENT_S else last,
            device(each.printer),
            device(each.voice),
            style="" if in_order(each) else "bold",
        )
    console.print(table)
