"""A whole hall on one machine: a database with the sample hall, a printer, and four apps, each its own process."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from db.board import read_moment
from db.calendar import open_extra
from db.directory import Directory, read_directory
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.id_number import check_character
from db.loader import load_hall
from db.migrate import init
from db.privacy import KEY_VARIABLE
from db.queue import open_counter
from hall.screen import Places
from hall.station import PROJECT, Station

SAMPLE_HALL = PROJECT / "assets" / "sample-hall"
START_S = 30
ZONE, SERVICE = "B", "B2"
DESKS = ((48, "B01"), (47, "B02"))
"""Who sits where in the demo."""
VISITORS = 100
"""So many have an ID card; after that the first one comes again."""


@dataclass(frozen=True)
class Stage:
    """The running hall."""

    database: Database
    directory: Directory
    language: str
    printer: Station | None
    card_reader: Station | None
    kiosk: Station
    callers: tuple[Station, Station]
    board: Station
    voice_folder: Path

    @property
    def apps(self) -> tuple[Station, ...]:
        """The four that have a window."""
        return (self.kiosk, *self.callers, self.board)


@contextmanager
def set_up(
    folder: Path, keep: Path, url: str, language: str, places: Places, *, offscreen: bool
) -> Iterator[Stage]:
    """Load the sample hall and start everything; at the end every process is gone again.

    `folder` takes settings and logs, `keep` the printed tickets and the announcements.
    """
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    # The hall is gone at the end, and so is what its visitors could be known by.
    environment[KEY_VARIABLE] = secrets.token_hex(32)
    with ExitStack() as stack:
        database = _load(stack, url)
        with database.reading() as connection:
            directory = read_directory(connection)
        _open_counters(database, directory)

        def start(name: str, module: str, *arguments: str) -> Station:
            station = Station(name, module, arguments, environment)
            stack.callback(station.close)
            return station

        def app(name: str, module: str, place: object, **section: object) -> Station:
            settings = folder / f"{name}.toml"
            hall = {"url": url, "language": language, "log_dir": str(folder / "logs")}
            _write_settings(settings, {"hall": hall, module: {**section}})
            return start(name, module, "--settings", str(settings), "--geometry", str(place), "--robot")

        # Who looks on sees the paper come at a real printer's pace; the robot need not wait for it.
        pace = () if offscreen else ("--baud", "115200")
        printer, port = _start_printer(start, keep, *pace) if hasattr(os, "openpty") else (None, "")
        reader, reader_port = _start_card_reader(start) if hasattr(os, "openpty") else (None, "")
        yield Stage(
            database=database,
            directory=directory,
            language=language,
            printer=printer,
            card_reader=reader,
            kiosk=app(
                "kiosk-1",
                "kiosk",
                places.kiosk,
                station="kiosk-1",
                printer_port=port,
                card_reader_port=reader_port,
                full_screen=False,
            ),
            callers=(_caller(app, places, 0), _caller(app, places, 1)),
            board=app(
                "board-1",
                "display",
                places.board,
                station="board-1",
                zones=[ZONE],
                wav_dir=str(keep / "voice"),
                languages=["zh"] if language == "zh" else ["zh", "en"],
            ),
            voice_folder=keep / "voice",
        )


def _load(stack: ExitStack, url: str) -> Database:
    init(url)
    database = open_database(url, "demo")
    stack.callback(database.close)
    load_hall(database, uuid4(), read_hall(SAMPLE_HALL))
    open_at_any_hour(database)
    return database


def open_at_any_hour(database: Database) -> None:
    """Add the whole of today and tomorrow as extra hours: a demo is shown at night and on Sundays too."""
    with database.reading() as connection:
        _, today = read_moment(connection)
    for day in (today, today + timedelta(days=1)):
        open_extra(database, uuid4(), day, time.min, time.min)


def _open_counters(database: Database, directory: Directory) -> None:
    """Let somebody work at every service, so that the hall is open wherever the visitor looks."""
    desks = dict(DESKS)
    for service in directory.services.values():
        if desks.keys() & set(service.counters):
            continue
        clerks = (clerk for clerk in directory.clerks if clerk.startswith(service.zone_id))
        clerk = next(clerk for clerk in clerks if clerk not in desks.values())
        desks[service.counters[-1]] = clerk
        open_counter(database, uuid4(), service.counters[-1], clerk)


def _start_printer(start: Any, keep: Path, *pace: str) -> tuple[Station, str]:
    printer: Station = start("printer", "kiosk.simulated_printer", "--out", str(keep / "paper"), *pace)
    return printer, str(printer.told(START_S, event="ready")["port"])


def _start_card_reader(start: Any) -> tuple[Station, str]:
    """A reader on which every visitor's card lies in turn."""
    reader: Station = start("card-reader", "kiosk.simulated_idcard")
    port = str(reader.told(START_S, event="ready")["port"])
    reader.tell(do="deck", numbers=[card_of(visitor) for visitor in range(VISITORS)])
    return reader, port


def card_of(visitor: int) -> str:
    """The ID number of one of the demo's visitors, none of whom has priority by age."""
    first = f"110101{1980 + visitor % 20}0101{visitor:03d}"
    return first + check_character(first)


def _caller(app: Any, places: Places, index: int) -> Station:
    counter, clerk = DESKS[index]
    station: Station = app(
        f"caller-{counter}",
        "caller",
        places.callers[index],
        counter=counter,
        clerk=clerk,
        shape=places.caller_shape,
    )
    return station


def _write_settings(path: Path, sections: Mapping[str, Mapping[str, object]]) -> None:
    lines = []
    for name, values in sections.items():
        lines.append(f"[{name}]")
        # JSON's texts, numbers and lists are TOML's too.
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
