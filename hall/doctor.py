"""`hall doctor`: looks at everything that a station needs, and says what to do about what it finds."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP, HallError
from hall.health import MARKS, Finding, Health, told
from hall.options import UrlOption
from hall.words import in_words, say, translated


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know this."""
    app.command(short_help="Look at everything a station needs.")(doctor)


def doctor(
    url: UrlOption = "",
    settings: Annotated[
        Path | None, typer.Option("--settings", metavar="FILE", help="The station's settings.")
    ] = None,
) -> None:
    """Look at database, version, connections, clock, fonts, voice, sound, printer, serial ports and disk.

    Each is told with what to do. A printer that no kiosk uses at the moment proves itself by an empty slip. The
    exit code is 1 when something is broken.
    """
    if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    kept_alive = QGuiApplication.instance() or QGuiApplication([])
    found = list(_print_each(_examine(url, settings)))
    del kept_alive
    broken = sum(each.health == Health.BAD for each in found)
    doubtful = sum(each.health == Health.DOUBT for each in found)
    say(
        QT_TRANSLATE_NOOP("hall", "{broken} broken, {doubtful} to be looked at, {all} in all."),
        broken=broken,
        doubtful=doubtful,
        all=len(found),
    )
    if broken:
        raise typer.Exit(1)


def _examine(url: str, settings: Path | None) -> Iterator[Finding]:
    from hall.health_of_hall import look_at_disks, look_at_hall
    from hall.health_of_machine import look_at_fonts, look_at_ports, look_at_printer, look_at_voice
    from kiosk.settings import KioskSettings
    from shell.log import log_folder
    from shell.settings import load_settings

    try:
        station = load_settings(settings, KioskSettings)
    except HallError as failure:
        advice = QT_TRANSLATE_NOOP(
            "hall", "docs/settings.md lists every entry. What follows is looked at without them."
        )
        yield told(QT_TRANSLATE_NOOP("hall", "Settings"), Health.BAD, in_words(failure), advice)
        station = KioskSettings()
    address = url or station.hall.url
    yield from look_at_hall(address)
    yield look_at_fonts()
    yield from look_at_voice()
    yield look_at_printer(station.kiosk, address)
    yield look_at_ports()
    yield from look_at_disks(
        [*_database_folder(address), station.hall.log_dir or log_folder(), Path(tempfile.gettempdir())]
    )


def _database_folder(url: str) -> list[Path]:
    from db.engine import open_database

    try:
        path = open_database(url, "hall doctor").path
    except HallError:
        return []
    return [path.parent] if path else []


def _print_each(findings: Iterable[Finding]) -> Iterator[Finding]:
    for each in findings:
        mark, word = MARKS[each.health]
        print(f"{mark} {each.what}: {each.said} ({translated(word)})", flush=True)
        if each.advice:
            print(f"    → {each.advice}", flush=True)
        yield each
