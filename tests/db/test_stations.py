"""Signs of life: who is at work, and who has fallen silent, by the hall's own clock."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select

from db import queue
from db.engine import Database, open_database
from db.models import event
from db.stations import SILENT_S, SignOfLife, beat, forget, read_stations
from db.turn import take_turn
from tests.hand_clock import HandClock
from tests.small_hall import load_small_hall

KIOSK = SignOfLife("kiosk 1", "pc-17", "kiosk", "0.1.0", printer="ok")


def test_a_station_is_seen_with_what_it_said_last(database: Database) -> None:
    beat(database, KIOSK, first=True)
    beat(database, SignOfLife("board B", "pc-2", "display", "0.1.0", voice="no sound device"), first=True)
    beat(database, SignOfLife("kiosk 1", "pc-17", "kiosk", "0.2.0", printer="paper-out"))
    board, kiosk = read_stations(database)
    assert (board.name, board.voice, board.printer) == ("board B", "no sound device", "")
    assert (kiosk.version, kiosk.printer) == ("0.2.0", "paper-out")
    assert kiosk.started_at <= kiosk.seen_at
    assert kiosk.silent_s < SILENT_S


def test_two_machines_of_one_name_are_both_seen(database: Database) -> None:
    beat(database, KIOSK)
    beat(database, SignOfLife("kiosk 1", "pc-18", "kiosk", "0.1.0"))
    assert [each.host for each in read_stations(database)] == ["pc-17", "pc-18"]


def test_a_station_that_says_nothing_is_silent_and_a_new_start_is_told(sqlite_url: str) -> None:
    clock = HandClock()
    database = open_database(sqlite_url, "test", clock)
    beat(database, KIOSK, first=True)
    clock.moment += timedelta(seconds=120)
    (seen,) = read_stations(database)
    assert seen.silent_s == 120
    beat(database, KIOSK, first=True)
    (seen,) = read_stations(database)
    assert (seen.silent_s, seen.started_at) == (0, clock())
    database.close()


def test_one_that_was_taken_away_is_forgotten(database: Database) -> None:
    beat(database, KIOSK)
    assert forget(database, "kiosk 1") == 1
    assert read_stations(database) == []
    assert forget(database, "kiosk 1") == 0


def test_a_sign_of_life_is_no_part_of_what_happened(small_hall: Database) -> None:
    def events() -> int:
        with small_hall.reading() as connection:
            return connection.execute(select(func.count()).select_from(event)).scalar_one()

    queue.issue(small_hall, uuid4(), "B2")
    before = events()
    beat(small_hall, KIOSK)
    assert events() == before


def test_on_postgresql_a_sign_of_life_waits_for_nobodys_turn(
    postgresql_url: str,
) -> None:
    hall = open_database(postgresql_url, "holder")
    load_small_hall(hall)
    other = open_database(hall.url.render_as_string(hide_password=False), "kiosk 1")
    with take_turn(hall):
        beat(other, KIOSK)
        assert [each.name for each in read_stations(other)] == ["kiosk 1"]
    other.close()
    hall.close()
