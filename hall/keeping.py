"""The commands that keep a hall: put it into one file, and bring it back from there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.words import say

PATTERN = "hall-????-??-??-??????.db"


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    app.command(short_help="Put the whole hall into one file.")(backup)
    app.command(short_help="Bring a hall back from such a file.")(restore)


def backup(
    url: UrlOption,
    folder: Annotated[Path, typer.Argument(help="Where the file goes, named by day and time.")] = Path(
        "backups"
    ),
    keep: Annotated[
        int, typer.Option(min=0, metavar="N", help="So many of them are kept, the newest; 0: all.")
    ] = 0,
) -> None:
    """Put the whole hall, as it is at one moment, into one file, while it goes on working.

    The file is an SQLite database, whatever the hall runs on: `hall report --url sqlite:///FILE` reads it. It is
    there only when it is complete, its every page and every event checked. Keep the seal that is printed
    somewhere else: `hall audit verify --seal` proves by it later that nothing was changed.
    """
    from db.backup import back_up

    began = monotonic()
    kept = back_up(url, folder.absolute() / _name(datetime.now().astimezone()))
    say(
        QT_TRANSLATE_NOOP("hall", "{file}: {events} events, {size} MB, in {seconds} s. Seal: {seal}"),
        file=kept.file,
        events=kept.events,
        size=f"{kept.file.stat().st_size / 1e6:.1f}",
        seconds=f"{monotonic() - began:.1f}",
        seal=kept.seal or "–",
    )
    if keep:
        for old in sorted(folder.glob(PATTERN))[:-keep]:
            old.unlink()


def restore(
    file: Annotated[Path, typer.Argument(help="What `hall backup` has made.")],
    url: UrlOption,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the hall that is there.")
    ] = False,
) -> None:
    """Bring a hall back from a backup, into an empty database or in the place of what is there.

    What is there is kept in a file beside the backup first. A backup of an older version is brought up to this
    one; a damaged one is refused. Stations that are running go on with the hall as it was: what happened after
    the backup is gone for them, too.
    """
    from db.backup import restore as bring_back

    began = monotonic()
    safety = (
        file.absolute().parent / f"before-restore-{_name(datetime.now().astimezone())}" if replace else None
    )
    kept = bring_back(file, url, safety)
    say(
        QT_TRANSLATE_NOOP("hall", "The hall is back: {events} events, in {seconds} s. Seal: {seal}"),
        events=kept.events,
        seconds=f"{monotonic() - began:.1f}",
        seal=kept.seal or "–",
    )
    if safety is not None and safety.exists():
        say(QT_TRANSLATE_NOOP("hall", "What was there before is kept in {file}."), file=safety)


def _name(moment: datetime) -> str:
    return f"hall-{moment:%Y-%m-%d-%H%M%S}.db"
