"""What follows from the printer's state: staff are called in time, visitors are sent where there is paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from db.directory import read_directory
from db.engine import Database
from db.help import read_open_help
from db.help_events import HelpKind
from db.stations import SignOfLife, StationSeen, beat, read_stations
from kiosk.neighbours import nearest_kiosk, place_of
from kiosk.pages import Cause, HomePage, NoticePage
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_visit import Start, page_of, start_kiosk, until

__all__ = ["start_kiosk"]


NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def open_help(database: Database) -> list[tuple[str, str, HelpKind]]:
    with database.reading() as connection:
        return [(each.station, each.zone_id, each.kind) for each in read_open_help(connection)]


def test_near_the_end_staff_are_called_once_and_tickets_go_on(
    start_kiosk: Start, small_hall: Database, database_url: str, simulator: PrinterProcess, qtbot: QtBot
) -> None:
    kiosk = start_kiosk(database_url, zone="B")
    until(qtbot, kiosk, HomePage)
    simulator.order("paper", mm=300)
    qtbot.waitUntil(lambda: open_help(small_hall) == [("kiosk", "B", HelpKind.MACHINE)], timeout=8000)
    assert isinstance(page_of(kiosk), HomePage), "it goes on"
    simulator.order("paper")
    qtbot.waitUntil(lambda: open_help(small_hall) == [], timeout=8000)


def test_out_of_paper_it_names_the_nearest_kiosk_that_works(
    start_kiosk: Start, small_hall: Database, database_url: str, simulator: PrinterProcess, qtbot: QtBot
) -> None:
    far = SignOfLife("far", "pc-9", "kiosk", "1", printer="ok", zone_id="A")
    beat(small_hall, far)
    beat(small_hall, replace(far, name="near", zone_id="B"))
    beat(small_hall, replace(far, name="empty", zone_id="B", printer="paper-out"))
    kiosk = start_kiosk(database_url, zone="B")
    until(qtbot, kiosk, HomePage)
    simulator.order("paper", mm=0)
    page = until(qtbot, kiosk, NoticePage, timeout=8000)
    assert isinstance(page, NoticePage) and page.cause is Cause.PRINTER
    qtbot.waitUntil(lambda: "near（一楼 人社医保区）" in getattr(page_of(kiosk), "text", ""), timeout=8000)
    assert "near (Floor 1 Social security)" in getattr(page_of(kiosk), "text_en", "")
    qtbot.waitUntil(
        lambda: "kiosk" in [s.name for s in read_stations(small_hall) if s.printer == "paper-out"]
    )


def test_the_same_zone_comes_first_then_the_same_floor_and_never_one_that_is_silent(
    small_hall: Database,
) -> None:
    with small_hall.reading() as connection:
        directory = read_directory(connection)

    def seen(name: str, zone: str, printer: str = "ok", silent_s: float = 1.0) -> StationSeen:
        sign = SignOfLife(name, "pc", "kiosk", "1", printer, "", zone)
        return StationSeen(**vars(sign), seen_at=NOW, started_at=NOW, silent_s=silent_s)

    stations = [
        seen("me", "B"),
        seen("other floor", "Z"),
        seen("same floor", "A"),
        seen("dead", "B", silent_s=99),
        seen("open cover", "B", printer="cover-open"),
    ]
    found = nearest_kiosk(stations, "me", "B", directory)
    assert found is not None and found.name == "same floor"
    found = nearest_kiosk([*stations, seen("same zone", "B", printer="near-end")], "me", "B", directory)
    assert found is not None and found.name == "same zone"
    assert nearest_kiosk([seen("me", "B")], "me", "B", directory) is None
    assert place_of(seen("K9", ""), directory, "zh") == "K9"
