"""`hall cases`: what visitors were not content with is listed, answered, and safe to read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from db import queue
from db.engine import Database, open_database
from db.models import clerk
from db.rating_events import RatingLevel
from db.staff import set_pin
from hall.__main__ import main

PIN = "280417"
EVIL = '=HYPERLINK("http://x","[bold red]click[/]")'
Hall = Callable[..., tuple[int, str]]


@pytest.fixture
def url(small_hall: Database) -> str:
    """A day on which two visitors of Wang's were not content; Zhao is a supervisor and has a PIN."""
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    with small_hall.engine.begin() as connection:
        connection.execute(update(clerk).where(clerk.c.id == "zhao").values(role="supervisor"))
    set_pin(small_hall, uuid4(), "zhao", PIN)
    at_the_screen = open_database(small_hall.url.render_as_string(hide_password=False), "rating 48")
    for words in (EVIL, "等了很久"):
        ticket = queue.issue(small_hall, uuid4(), "B2")
        queue.printed(small_hall, uuid4(), ticket.ticket_id)
        called = queue.call_next(small_hall, uuid4(), 48)
        assert called
        queue.serve(small_hall, uuid4(), called.call_id)
        queue.finish(small_hall, uuid4(), called.call_id)
        queue.ask_rating(small_hall, uuid4(), 48)
        queue.give_rating(at_the_screen, uuid4(), called.call_id, RatingLevel.DISSATISFIED, words)
    at_the_screen.close()
    return small_hall.url.render_as_string(hide_password=False)


@pytest.fixture
def hall(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hall:
    def run(*arguments: str, types: str = "", language: str = "en") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(types))
        code = main(["--language", language, "cases", *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_open_cases_are_listed_answered_and_gone(url: str, hall: Hall) -> None:
    code, told = hall("--url", url)
    assert code == 0
    assert "B2001" in told and "B2002" in told and "Wang Min" in told and "dissatisfied" in told
    assert "[bold red]" in told, "words are words, never markup"

    code, told = hall("close", "1", "--by", "zhao", "--answer", "called back", "--url", url, types=f"{PIN}\n")
    assert (code, "Case 1 is closed" in told) == (0, True)
    assert "B2001" not in hall("--url", url)[1]
    assert "called back (Zhao Li)" in hall("--all", "--url", url)[1]


def test_the_list_speaks_chinese(url: str, hall: Hall) -> None:
    told = hall("--url", url, language="zh")[1]
    assert "不满意" in told and "王敏" in told


@pytest.mark.parametrize(
    ("by", "pin", "why"),
    [("zhao", "000000", "not the PIN"), ("wang", PIN, "no PIN yet"), ("nobody", PIN, "knows no clerk")],
)
def test_a_case_is_closed_by_pin(url: str, hall: Hall, by: str, pin: str, why: str) -> None:
    code, told = hall("close", "1", "--by", by, "--answer", "x", "--url", url, types=f"{pin}\n")
    assert code == 1
    assert why in told
    assert "B2001" in hall("--url", url)[1]


def test_a_spreadsheet_takes_no_visitors_words_for_a_formula(url: str, hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    assert hall("--csv", str(path), "--url", url)[0] == 0
    _, first, second = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert first[8] == f"'{EVIL}"
    assert second[8] == "等了很久"
