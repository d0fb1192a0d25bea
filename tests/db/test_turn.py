"""One turn at a time, and what happens to the others when somebody keeps it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database, open_database
from db.errors import SOMEBODY, BadAddress, DatabaseAway, HallError, NotInitialised, TurnBusy
from db.turn import take_turn
from tests.db.turn_holder import frozen_holder
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall


@pytest.fixture
def holder(small_hall: Database, database_url: str) -> Iterator["subprocess.Popen[str]"]:
    """Another station, frozen while it holds the turn."""
    with frozen_holder(database_url) as process:
        yield process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGSTOP")
def test_a_frozen_station_does_not_stop_the_hall(
    small_hall: Database, holder: "subprocess.Popen[str]"
) -> None:
    begin = monotonic()
    if small_hall.dialect == "postgresql":
        while True:
            try:
                queue.issue(small_hall, uuid4(), "B2")
                break
            except TurnBusy as busy:
                # Asked a moment later, the server may have sent it away already.
                assert "counter 12" in str(busy) or SOMEBODY in str(busy)
        assert monotonic() - begin < 3
    else:
        # A frozen process keeps its file lock: nobody can take it away, but everybody can name it.
        with pytest.raises(TurnBusy, match=f"counter 12 \\(process {holder.pid}\\)"):
            queue.issue(small_hall, uuid4(), "B2")
        assert monotonic() - begin < 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGSTOP")
def test_the_turn_of_a_dead_station_is_free_at_once(
    small_hall: Database, holder: "subprocess.Popen[str]"
) -> None:
    holder.kill()
    holder.wait()
    assert queue.issue(small_hall, uuid4(), "B2").number == "B2001"


def test_what_was_not_committed_never_happened(small_hall: Database) -> None:
    class ChangedMyMind(Exception):
        pass

    with pytest.raises(ChangedMyMind), take_turn(small_hall) as turn:
        turn.connection.exec_driver_sql("DELETE FROM counter_lane")
        raise ChangedMyMind
    assert queue.issue(small_hall, uuid4(), "B2").id == 1


def test_history_never_runs_backwards(sqlite_url: str) -> None:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    hall = open_database(sqlite_url, "test", clock=lambda: now)
    load_small_hall(hall)
    first = queue.issue(hall, uuid4(), "B2")
    now -= timedelta(minutes=5)
    second = queue.issue(hall, uuid4(), "B2")
    assert (first.at, second.at) == (second.at, first.at)
    now += timedelta(minutes=6)
    assert queue.issue(hall, uuid4(), "B2").at == now
    hall.close()


def test_the_business_date_is_the_halls_own(sqlite_url: str) -> None:
    now = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    hall = open_database(sqlite_url, "test", clock=lambda: now)
    load_small_hall(hall)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"
    now += timedelta(minutes=2)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    hall.close()


def test_yesterdays_numbers_are_not_called_today(sqlite_url: str) -> None:
    now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    hall = open_database(sqlite_url, "test", clock=lambda: now)
    load_small_hall(hall)
    queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), "B2").ticket_id)
    now += timedelta(days=1)
    queue.open_counter(hall, uuid4(), 48, "wang")
    assert queue.call_next(hall, uuid4(), 48) is None
    hall.close()


def test_past_999_the_number_widens(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    with hall.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO ticket (business_date, service_id, prefix, serial, number, token, state, paper, lane,"
            " due_at, issued_at, head_start_min, language) SELECT strftime('%Y-%m-%d', 'now', '+8 hours'),"
            " 'B2', 'B2', 999, 'B2999', 'x', 'finished', 'printed', 'service:B2', '2026-01-01', '2026-01-01',"
            " 0, 'zh'"
        )
    assert queue.issue(hall, uuid4(), "B2").number == "B21000"
    hall.close()


def test_a_paper_nobody_speaks_of_waits_after_a_minute(sqlite_url: str) -> None:
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    hall = open_database(sqlite_url, "test", clock=lambda: now)
    load_small_hall(hall)
    queue.open_counter(hall, uuid4(), 48, "wang")
    lost = queue.issue(hall, uuid4(), "B2")
    now += timedelta(seconds=59)
    queue.settle(hall)
    assert queue.call_next(hall, uuid4(), 48) is None
    now += timedelta(seconds=1)
    queue.settle(hall)
    late = queue.issue(hall, uuid4(), "B2")
    queue.printed(hall, uuid4(), late.ticket_id)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    assert called.number == lost.number
    # The printer may still say so later: that is news, and no harm.
    queue.printed(hall, uuid4(), lost.ticket_id)
    hall.close()


def test_an_empty_database_says_what_to_do(database: Database) -> None:
    with pytest.raises(NotInitialised, match="hall init"):
        queue.issue(database, uuid4(), "B2")


def test_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    hall = open_database(f"sqlite:///{tmp_path / 'empty.db'}", "test")
    with pytest.raises(NotInitialised):
        queue.issue(hall, uuid4(), "B2")
    hall.close()


def test_a_missing_file_is_not_made_up(tmp_path: Path) -> None:
    hall = open_database(f"sqlite:///{tmp_path / 'no.db'}", "test")
    with pytest.raises(DatabaseAway):
        queue.issue(hall, uuid4(), "B2")
    assert not (tmp_path / "no.db").exists()
    hall.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://root@localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_a_bad_address_says_how_to_write_one(url: str) -> None:
    with pytest.raises(BadAddress, match="sqlite:///FILE"):
        open_database(url, "test")


def test_a_file_moved_away_is_noticed_and_found_again(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    queue.issue(hall, uuid4(), "B2")
    assert hall.path
    away = hall.path.with_name("away.db")
    shutil.move(hall.path, away)
    with pytest.raises(DatabaseAway):
        queue.issue(hall, uuid4(), "B2")
    shutil.move(away, hall.path)
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"
    hall.close()


def test_a_server_that_died_is_found_again(own_postgres: PostgresServer) -> None:
    from db.migrate import init

    own_postgres.execute("CREATE DATABASE hall")
    init(own_postgres.url("hall"))
    hall = open_database(own_postgres.url("hall"), "test")
    load_small_hall(hall)
    queue.issue(hall, uuid4(), "B2")
    own_postgres.kill()
    begin = monotonic()
    with pytest.raises(DatabaseAway):
        queue.issue(hall, uuid4(), "B2")
    assert monotonic() - begin < 3
    own_postgres.start()
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"
    hall.close()


def test_an_idle_connection_that_died_costs_no_visitor_anything(own_postgres: PostgresServer) -> None:
    from db.migrate import init

    own_postgres.execute("CREATE DATABASE hall")
    init(own_postgres.url("hall"))
    hall = open_database(own_postgres.url("hall"), "test")
    load_small_hall(hall)
    queue.issue(hall, uuid4(), "B2")
    own_postgres.stop()
    own_postgres.start()
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"
    hall.close()


def test_every_error_says_its_sentence() -> None:
    assert str(TurnBusy(holder="counter 12")) == (
        "The hall is busy: counter 12 holds the turn. Please try again."
    )
    assert issubclass(TurnBusy, HallError)
