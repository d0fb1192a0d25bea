"""`hall audit`, `hall report` and `hall explain`: what happened, proven, counted and told."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from db import models, queue
from hall.report_table import defused
from tests.db.day import Day
from tests.hall.test_commands import hall_command as hall


@pytest.fixture
def day(sqlite_url: str) -> Iterator[Day]:
    """A day on which Wang served one visitor, who waited ten minutes and stayed for five."""
    told = Day(sqlite_url)
    told.do(queue.open_counter, 48, "wang")
    told.at("09:00").take("B2")
    told.visit(48, "09:10", "09:15")
    yield told
    told.hall.close()


def test_a_whole_record_gets_a_seal_that_a_later_run_can_check(day: Day, sqlite_url: str) -> None:
    told = hall("audit", "verify", "--url", sqlite_url)
    assert told.returncode == 0, told.stderr
    assert "The record is whole: 6 events." in told.stdout
    seal = told.stdout.split()[-1]
    assert hall("audit", "verify", "--url", sqlite_url, "--seal", seal).returncode == 0
    other = hall("audit", "verify", "--url", sqlite_url, "--seal", f"6:{'0' * 64}")
    assert other.returncode == 1
    assert "written anew" in other.stdout
    assert hall("audit", "verify", "--url", sqlite_url, "--seal", "nonsense").returncode == 2


def test_a_broken_record_is_told_in_the_language_of_the_terminal(day: Day, sqlite_url: str) -> None:
    with day.hall.engine.begin() as connection:
        connection.execute(update(models.event).where(models.event.c.id == 4).values(clerk_id="li"))
    told = hall("audit", "verify", "--url", sqlite_url)
    assert told.returncode == 1
    assert "event 4 was changed" in told.stdout
    in_chinese = hall("audit", "verify", "--url", sqlite_url, language="zh")
    assert in_chinese.returncode == 1
    assert "记录已损坏：事件 4 在写入之后被修改" in in_chinese.stdout


def test_a_report_reads_well_in_both_languages(day: Day, sqlite_url: str) -> None:
    told = hall("report", "--date", "2026-11-23", "--by", "service", "--url", sqlite_url)
    assert told.returncode == 0, told.stderr
    (line,) = [line.split() for line in told.stdout.splitlines() if "B2" in line]
    expected = "B2 Social security card 1 1 1 0 10:00 10:00 5:00 5:00 0 0/0 –"
    assert line == expected.split()
    in_chinese = hall(
        "report", "--date", "2026-11-23", "--by", "service", "--url", sqlite_url, language="zh"
    ).stdout
    assert "B2 社会保障卡" in in_chinese
    assert "Social" not in in_chinese


def test_several_days_and_one_day_do_not_mix(day: Day, sqlite_url: str) -> None:
    told = hall("report", "--from", "2026-11-20", "--to", "2026-11-30", "--url", sqlite_url)
    assert "2026-11-20 – 2026-11-30" in told.stdout
    assert "2026-11-23" in told.stdout
    both = hall("report", "--from", "2026-11-20", "--date", "2026-11-23", "--url", sqlite_url)
    assert both.returncode == 2


def test_a_spreadsheet_gets_seconds_and_no_formula(day: Day, sqlite_url: str, tmp_path: Path) -> None:
    with day.hall.engine.begin() as connection:
        name = '=HYPERLINK("http://example.org","王敏")'
        connection.execute(update(models.clerk).where(models.clerk.c.id == "wang").values(name=name))
    path = tmp_path / "report.csv"
    told = hall(
        "report",
        "--date",
        "2026-11-23",
        "--by",
        "clerk",
        "--csv",
        str(path),
        "--url",
        sqlite_url,
        language="zh",
    )
    assert told.returncode == 0, told.stderr
    heads, wang, total = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert heads[:3] == ["窗口人员", "名称", "取号"]
    figures = ["0", "1", "1", "0", "600", "600", "300", "300", "0"]
    assert wang == ["wang", f"'{name}", *figures, *["0"] * 6]
    assert total[0] == "合计"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_begins_like_a_formula_is_defused(start: str) -> None:
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert defused(f"1{start}1") == f"1{start}1"


def test_a_ticket_is_explained_in_the_language_asked_for(day: Day, sqlite_url: str) -> None:
    told = hall("explain", "b2001", "--date", "2026-11-23", "--url", sqlite_url)
    assert told.returncode == 0, told.stderr
    assert "09:10:00  Counter 48 (Wang Min) called it" in told.stdout
    chinese = hall("explain", "B2001", "--date", "2026-11-23", "--language", "zh", "--url", sqlite_url)
    assert "09:10:00  48 号窗口（王敏）呼叫" in chinese.stdout
    unknown = hall("explain", "B2002", "--date", "2026-11-23", "--url", sqlite_url)
    assert unknown.returncode == 1
    assert "B2002" in unknown.stderr
