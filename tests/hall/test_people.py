"""The commands about people: a PIN is typed, never an argument; who came long ago is forgotten."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from db import queue
from db.engine import open_database, wall_clock
from db.models import metadata, ticket
from db.privacy import load_key, person_of
from db.staff import check_pin
from hall.__main__ import main
from tests.small_hall import load_small_hall

NUMBER = "110105194912310021"
PIN = "280417"


def _hall(capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "en") -> tuple[int, str]:
    code = main(["--language", language, *arguments])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return code, told.out + told.err


def _types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def url(database_url: str) -> str:
    """The small hall."""
    database = open_database(database_url, "test")
    load_small_hall(database)
    database.close()
    return database_url


@pytest.fixture
def key_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings" / "person.key"
    monkeypatch.setenv("HALL_PERSON_KEY_FILE", str(path))
    monkeypatch.delenv("HALL_PERSON_KEY", raising=False)
    return path


def test_a_pin_is_asked_for_twice_and_holds_from_then_on(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _types(monkeypatch, PIN, PIN)
    code, told = _hall(capsys, "pin", "wang", "--url", url)
    assert code == 0
    assert "Wang Min has a new PIN." in told
    assert PIN not in told
    database = open_database(url, "test")
    check_pin(database, "wang", PIN)
    database.close()


@pytest.mark.parametrize(
    ("clerk", "typed", "said"),
    [
        ("wang", (PIN, "280418"), "The two differ: nothing was changed."),
        ("wang", ("123456", "123456"), "A PIN has 6 to 12 digits"),
        ("wang", (), "A PIN has 6 to 12 digits"),
        ("nobody", (PIN, PIN), "The hall knows no clerk “nobody”."),
    ],
)
def test_a_pin_that_cannot_be_is_told(
    url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    clerk: str,
    typed: tuple[str, ...],
    said: str,
) -> None:
    _types(monkeypatch, *typed)
    code, told = _hall(capsys, "pin", clerk, "--url", url)
    assert code == 1
    assert said in told


def test_init_makes_a_key_once_and_says_where(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], key_path: Path
) -> None:
    code, told = _hall(capsys, "init", sqlite_url)
    assert code == 0
    assert str(key_path) in told
    key = load_key()
    assert key.decode() not in told
    assert str(key_path) not in _hall(capsys, "init", sqlite_url)[1]
    assert load_key() == key


def test_what_purge_leaves_knows_nobody_any_more(
    url: str, capsys: pytest.CaptureFixture[str], key_path: Path, qapp: object
) -> None:
    assert _hall(capsys, "init", url)[0] == 0
    assert "nobody to forget" in _hall(capsys, "purge", "--url", url)[1]
    database = open_database(url, "test")
    person = person_of(NUMBER, load_key())
    queue.issue(database, uuid4(), "B2", person=person)
    with database.engine.begin() as connection:
        connection.execute(update(ticket).values(business_date=wall_clock().date() - timedelta(days=40)))
    code, told = _hall(capsys, "purge", "--url", url)
    assert code == 0
    assert "visitors of 1 tickets and 0 bookings" in told
    with database.reading() as connection:
        everything = repr([connection.execute(each.select()).all() for each in metadata.sorted_tables])
    database.close()
    for secret in (NUMBER, person.hash, person.mask):
        assert secret not in everything
        assert secret not in told
    assert "没有" in _hall(capsys, "purge", "--url", url, language="zh")[1]
