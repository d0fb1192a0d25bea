"""A small day, lived whole: proven, counted and drawn; and a broken record is found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from db import history, queue
from db.directory import read_directory
from db.engine import open_database
from db.errors import UnknownThing
from db.explain import Rule, explain
from db.hall_folder import read_hall
from hall.__main__ import main
from hall.day.invariants import CAUSED, GAPLESS, IN_ORDER, ONE_AT_A_TIME, all_kept, check
from hall.day.plan import BUSIEST_DAY, pace_for
from hall.day.proof import NotEmpty
from hall.day.run import ClosedThatDay, LivedDay, Wish, live
from hall.day.what_if import NotAChange, read_change
from tests.small_hall import load_small_hall

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"
MONDAY = date(2026, 11, 23)
VISITS = 100


def quietly(gone: int, of: int) -> None:
    assert 0 < gone <= of


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hall with two counters a service: enough for a small day."""
    folder = tmp_path_factory.mktemp("hall")
    for path in SAMPLE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    head, *lines = (SAMPLE / "counters.csv").read_text(encoding="utf-8-sig").splitlines()
    kept: dict[str, list[str]] = {}
    for line in lines:
        kept.setdefault(line.split(",")[3].split()[0], []).append(line)
    few = [line for same in kept.values() for line in same[:1]]
    (folder / "counters.csv").write_text("\n".join([head, *few]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lived(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[LivedDay, str]:
    """A small day on SQLite, and where it stands."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('day') / 'day.db').as_posix()}"
    return live(url, Wish(read_hall(small_folder), VISITS, 1, MONDAY), quietly), url


def test_a_day_on_postgresql_keeps_every_promise_and_goes_like_one_on_sqlite(
    lived: tuple[LivedDay, str], small_folder: Path, postgresql_url: str
) -> None:
    there = live(postgresql_url, Wish(read_hall(small_folder), VISITS, 1, MONDAY), quietly)
    here = lived[0]
    for day in (there, here):
        assert all_kept(day.promises), day.promises
        assert all(each.looked_at for each in day.promises)
    ways = [
        [(each.number, each.refused, each.issued_at, each.called_at) for each in day.simulation.visits]
        for day in (there, here)
    ]
    assert ways[0] == ways[1]


def test_everybody_who_comes_goes_home(lived: tuple[LivedDay, str]) -> None:
    visits = lived[0].simulation.visits
    assert all(each.over for each in visits)
    assert sum(each.part > 0 for each in visits) > 0.8 * len(visits)
    assert {each.who.detour for each in visits} > {"none"}


def test_a_call_of_a_simulated_day_can_be_explained(lived: tuple[LivedDay, str]) -> None:
    day, url = lived
    called = [each.number for each in day.simulation.visits if each.called_at]
    database = open_database(url, "test")
    for number in called[:: len(called) // 5]:
        told = explain(database, number, MONDAY)
        rules = [other.rule for stretch in told.stretches for other in stretch.overtakers]
        assert Rule.NONE not in rules
    database.close()


def lose(rows: list[Any]) -> None:
    """A ticket that was never given out."""
    rows.remove(
        next(row for row in rows if row["kind"] == "TicketIssued" and row["facts"]["number"].endswith("2"))
    )


def jump(rows: list[Any]) -> None:
    """A visitor who came two hours later than the record has it, and was called before another all the same."""
    call = next(
        row
        for row in rows
        if row["kind"] == "TicketCalled" and row["facts"]["how"] == "next" and row["facts"]["runner_up"]
    )
    issued = next(
        row for row in rows if row["kind"] == "TicketIssued" and row["ticket_id"] == call["ticket_id"]
    )
    due_at = datetime.fromisoformat(issued["facts"]["due_at"]) + timedelta(hours=2)
    issued["facts"]["due_at"] = due_at.isoformat()


def call_two(rows: list[Any]) -> None:
    """A counter that calls while somebody stands there."""
    at = next(nth for nth, row in enumerate(rows) if row["kind"] == "ServingStarted")
    counter = rows[at]["counter"]
    other = next(row for row in rows[at:] if row["kind"] == "TicketCalled" and row["counter"] != counter)
    other["counter"] = counter
    rows.remove(other)
    rows.insert(at + 1, other)


def forge(rows: list[Any]) -> None:
    """An event that no request asked for."""
    next(row for row in rows if row["kind"] == "TicketFinished")["request"] = None


@pytest.mark.parametrize(
    ("spoil", "promise"), [(lose, GAPLESS), (jump, IN_ORDER), (call_two, ONE_AT_A_TIME), (forge, CAUSED)]
)
def test_a_spoilt_record_breaks_its_promise(
    lived: tuple[LivedDay, str], spoil: Callable[[list[Any]], None], promise: str
) -> None:
    day, url = lived
    database = open_database(url, "test")
    rows = [deepcopy(dict(row)) for row in history.all_rows(database) if row["kind"] != "HallLoaded"]
    database.close()
    holders = sum(each.ticket_id is not None for each in day.simulation.visits)
    requests = {row["request"]: row["kind"] for row in rows if row["request"]}
    spoil(rows)
    found = {each.name: each.broken for each in check(day.simulation.folder, rows, requests, holders)}
    assert found[promise]


def test_a_hall_with_tickets_is_left_alone(database_url: str) -> None:
    database = open_database(database_url, "test")
    load_small_hall(database)
    queue.issue(database, uuid4(), "B2")
    with pytest.raises(NotEmpty):
        live(database_url, Wish(read_hall(SAMPLE), 1, 1, MONDAY), quietly)
    with database.reading() as connection:
        assert len(read_directory(connection).counters) == 4
    database.close()


def test_a_day_on_which_nobody_opens_is_named(sqlite_url: str) -> None:
    with pytest.raises(ClosedThatDay, match="National Day"):
        live(sqlite_url, Wish(read_hall(SAMPLE), 1, 1, date(2026, 10, 1)), quietly)


def test_more_visitors_than_ever_are_served_faster() -> None:
    assert pace_for(100) == pace_for(BUSIEST_DAY)
    assert pace_for(BUSIEST_DAY * 2) == pace_for(BUSIEST_DAY) / 2


@pytest.mark.parametrize(
    ("text", "opened", "closed", "begins", "ends"),
    [
        ("+3 B2 9-11", "B2", None, time(9), time(11)),
        ("-2 B2  13-15:30", None, "B2", time(13), time(15, 30)),
        ("2 B2>A1 9:15-11", "A1", "B2", time(9, 15), time(11)),
    ],
)
def test_a_change_is_read(
    text: str, opened: str | None, closed: str | None, begins: time, ends: time
) -> None:
    change = read_change(text)
    assert (change.opened_for, change.closed_for) == (opened, closed)
    assert (change.begins, change.ends) == (begins, ends)


@pytest.mark.parametrize(
    "text", ["", "3 B2 9-11", "+3 B2>A1 9-11", "+3 B2 11-9", "+3 B2 9-25", "more counters"]
)
def test_what_is_no_change_is_refused(text: str) -> None:
    with pytest.raises(NotAChange, match="more"):
        read_change(text)


def test_the_command_writes_a_report_and_charts_and_compares(
    small_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    out = tmp_path / "out"
    arguments = ["simulate", str(small_folder), "--visits", "60", "--date", f"{MONDAY}", "--out", str(out)]
    assert main(["--language", "zh", *arguments, "--what-if", "+2 B2 9-12"]) == 0
    told = capsys.readouterr().out
    assert "做到" in told
    assert "B2：" in told
    report = json.loads((out / "day.json").read_text(encoding="utf-8"))
    assert sum(report["outcomes"].values()) == report["visits"]
    assert report["date"] == f"{MONDAY}"
    assert not any(each["broken"] for each in report["promises"])
    changed = json.loads((out / "what-if.json").read_text(encoding="utf-8"))
    assert len(changed["counters"]) == len(report["counters"]) + 2
    sheet = ET.fromstring((out / "day.svg").read_text(encoding="utf-8"))
    said = "".join(sheet.itertext())
    assert "社保卡" in said or "社会保障卡" in said
    assert report["waiting"][0][0].startswith("07:")


def test_shipped_caps_refuse_by_name(small_folder: Path, sqlite_url: str) -> None:
    folder = read_hall(small_folder)
    tight = tuple({**dict(each), "cap_am": 1, "cap_pm": 1} for each in folder.services)
    wish = Wish(replace(folder, services=tight), 120, 1, MONDAY, shipped_caps=True)
    day = live(sqlite_url, wish, quietly)
    assert all_kept(day.promises)
    assert {reason for reason, _ in day.simulation.refusals} == {"CapReached"}


def test_a_change_of_a_service_that_is_not_there_is_refused(small_folder: Path, sqlite_url: str) -> None:
    wish = Wish(read_hall(small_folder), 1, 1, MONDAY, changes=(read_change("+1 Z9 9-11"),))
    with pytest.raises(UnknownThing, match="Z9"):
        live(sqlite_url, wish, quietly)
