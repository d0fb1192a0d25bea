"""A command line of anything: done, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.engine import open_database
from hall.__main__ import main
from tests.hostile import FEW, TEXTS
from tests.small_hall import load_small_hall

COMMANDS = (
    "explain {}", "explain B2001 --date {}", "report --date {}", "report --from {}", "report --by {}", "release {}",
    "release B2001 --note {}", "pin {}", "open-extra {} 09:00 10:00", "open-extra 2026-11-28 {} 24:00",
    "import-bookings {}", "cases close {} --by wang --answer {}", "cases close 1 --by {} --answer {}",
    "stations --forget {}", "audit verify --seal {}", "ticket preview {} --out {}", "{}", "--language {}", "report --{}",
)  # fmt: skip


@pytest.fixture
def url(sqlite_url: str) -> str:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    hall.close()
    return sqlite_url


@settings(FEW, max_examples=12)
@given(command=st.sampled_from(COMMANDS), words=TEXTS)
def test_a_command_does_it_or_says_why_not(
    url: str, command: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HALL_URL", url)
    argv = [words if part == "{}" else part.replace("{}", words) for part in command.split()]
    try:
        ended = main(argv)
    except SystemExit as told:
        ended = told.code
    assert ended in {0, 1, 2}
