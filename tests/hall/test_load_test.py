"""A load test is small here: its stations work, its record is proven, and what fails is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.migrate import init
from db.turn import take_turn
from hall.__main__ import main
from hall.day.invariants import all_kept
from hall.day.proof import NotEmpty, prove
from hall.load.figures import Times, commands_of, goals_of, news_of
from hall.load.notes import Notes
from hall.load.pace import CallerPost, pace_for, posts_of, shared_out
from hall.load.rush import Crowd, NeedsPostgreSQL, Outcome, TooFewConnections, rush
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"
FOLDER = read_hall(SAMPLE)


def crowd(seconds: float = 6.0, peak: float = 4.0, callers: int = 6) -> Crowd:
    return Crowd(FOLDER, callers, kiosks=2, boards=2, peak=peak, seconds=seconds, to_a_process=5)


def quietly(seconds: float, commands: int, failures: int) -> None:
    assert seconds >= 0


@pytest.fixture
def empty(own_postgres: PostgresServer) -> str:
    """An empty database on a server of its own."""
    own_postgres.execute("CREATE DATABASE rush")
    return own_postgres.url("rush")


def test_stations_without_screens_work_and_the_record_is_held_against_what_they_were_told(
    empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "report.json"
    asked = ["load-test", "--url", empty, "--peak", "4", "--minutes", "0.1", "--out", str(told)]
    assert main([*asked, "--callers", "6", "--kiosks", "2", "--boards", "2"]) == 0
    report = json.loads(told.read_text(encoding="utf-8"))
    assert report["commands"].keys() >= {"issue", "printed", "call_next", "serve", "finish", "announced"}
    assert report["failures"] == {}
    assert report["news"]["count"] > report["commands"]["issue"]["count"], "one event, many followers"
    assert report["database_of_a_core"] > 0
    assert all(promise["broken"] == 0 and promise["looked_at"] > 0 for promise in report["promises"])
    assert "finish" in capsys.readouterr().out


def test_what_fails_is_counted_and_asked_again_as_the_same_request(
    empty: str, own_postgres: PostgresServer
) -> None:
    down, back = False, False

    def strike(seconds: float, commands: int, failures: int) -> None:
        """The server dies at work, and comes back once somebody has missed it."""
        nonlocal down, back
        if not down and commands > 5:
            down = True
            own_postgres.stop("immediate")
        elif down and not back and failures:
            back = True
            own_postgres.start()

    outcome = rush(empty, crowd(seconds=12.0), strike)
    assert back
    assert {kind for _, kind in outcome.notes.failures} <= {"DatabaseAway", "TurnBusy"}
    assert outcome.notes.failures
    assert not goals_of(outcome)[0].kept
    assert all_kept(outcome.promises), "nothing is lost, and nothing done twice"


def test_an_acknowledged_command_that_the_record_lacks_is_found(empty: str) -> None:
    outcome = rush(empty, crowd(seconds=1.0), quietly)
    outcome.notes.requests[uuid4().hex] = "issue"
    database = open_database(empty, "test")
    promises, _ = prove(database, FOLDER, outcome.notes.requests, outcome.notes.tickets)
    assert not all_kept(promises)
    database.close()


def test_only_an_empty_postgresql_will_do(empty: str, tmp_path: Path) -> None:
    with pytest.raises(NeedsPostgreSQL):
        rush(f"sqlite:///{(tmp_path / 'hall.db').as_posix()}", crowd(), quietly)
    with pytest.raises(TooFewConnections, match="max_connections"):
        rush(empty, replace(crowd(), boards=400), quietly)
    init(empty)
    database = open_database(empty, "test")
    load_small_hall(database)
    queue.issue(database, uuid4(), "B2")
    database.close()
    with pytest.raises(NotEmpty):
        rush(empty, crowd(), quietly)


def test_the_pace_is_the_halls_own_times_the_peak(small_hall: Database) -> None:
    with take_turn(small_hall) as turn:
        rules = turn.rules
    pace = pace_for(FOLDER, rules, peak=10, callers=238, kiosks=20)
    assert pace.between_touches_s == pytest.approx(20 / 5)
    assert pace.visit_s == pytest.approx(0.92 * 238 / 5)
    assert sum(weight for _, weight in pace.services) >= 238


def test_stations_are_shared_out_evenly() -> None:
    posts = posts_of(FOLDER, 238, 20, 20)
    shared = shared_out(posts, 10)
    assert len(posts) == 278
    assert {len(each) for each in shared} <= {9, 10}
    assert len({post.counter for post in posts if isinstance(post, CallerPost)}) == 238


def test_figures_of_few_and_of_many() -> None:
    assert Times.of([]) == Times(0, 0, 0, 0, 0)
    assert Times.of([0.002]) == Times(1, 2, 2, 2, 2)
    many = Times.of([each / 1000 for each in range(1, 102)])
    assert (many.count, many.p50_ms, many.p99_ms, many.worst_ms) == (101, 51, 100, 101)


def test_news_that_came_before_the_answer_took_no_time() -> None:
    notes = Notes(written={1: 10.0, 2: 20.0}, heard=[(1, 9.9), (2, 20.1), (3, 5.0)])
    outcome = Outcome(crowd(), (), 1, notes, 1.0, None, ())
    assert news_of(outcome) == Times.of([0.0, 20.1 - 20.0])
    assert commands_of(outcome) == {}
