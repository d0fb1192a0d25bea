"""The commands about hours and bookings: in both languages, and never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hall.__main__ import main

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"


def _hall(capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "en") -> tuple[int, str]:
    code = main(["--language", language, *arguments])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return code, told.out + told.err


@pytest.fixture
def url(database_url: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The sample hall."""
    assert _hall(capsys, "load", str(SAMPLE), "--url", database_url)[0] == 0
    return database_url


def _today() -> datetime:
    return datetime.now(ZoneInfo("Asia/Shanghai"))


def test_the_hours_of_a_week_are_shown(url: str, capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    code, told = _hall(capsys, "hours", "--url", url)
    assert code == 0
    lines = told.splitlines()
    assert lines[0].startswith(f"{_today():%Y-%m-%d}")
    assert "closed on this day of the week" in told
    assert "周休息" in _hall(capsys, "hours", "--url", url, language="zh")[1]


def test_extra_hours_are_added_and_shown(url: str, capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    day = f"{_today() + timedelta(days=1):%Y-%m-%d}"
    code, told = _hall(capsys, "open-extra", day, "20:00", "24:00", "--url", url)
    assert (code, told) == (0, f"On {day} the hall is open from 20:00 to 24:00 as well.\n")
    assert "20:00-24:00" in _hall(capsys, "hours", "--url", url)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2020-01-01", "09:00", "10:00"], "2020-01-01 is over"),
        (["2099-01-01", "10:00", "09:00"], "10:00 to 09:00 is no time"),
        (["2099-01-01", "ten", "11:00"], "a time such as 08:30"),
        (["tomorrow", "10:00", "11:00"], "tomorrow"),
    ],
)
def test_extra_hours_that_cannot_be_are_told(
    url: str, capsys: pytest.CaptureFixture[str], arguments: Sequence[str], said: str
) -> None:
    code, told = _hall(capsys, "open-extra", *arguments, "--url", url)
    assert code != 0
    assert said in told


def test_a_list_of_bookings_is_taken_in(
    url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, qapp: object
) -> None:
    # Somebody opens on that day, whatever the calendar will say of it: bookings follow the week's slots.
    file = tmp_path / "bookings.csv"
    monday = _today() + timedelta(days=14 - _today().weekday())
    file.write_text(f"code,service,date,time\nX1,B2,{monday:%Y-%m-%d},10:00\n", encoding="utf-8")
    _hall(capsys, "open-extra", f"{monday:%Y-%m-%d}", "09:00", "12:00", "--url", url)
    code, told = _hall(capsys, "import-bookings", str(file), "--url", url)
    assert (code, told) == (0, "bookings.csv: 1 booked, 0 moved, 0 cancelled, 0 as they were.\n")
    assert "1 条未变" in _hall(capsys, "import-bookings", str(file), "--url", url, language="zh")[1]


def test_a_broken_list_is_told_line_by_line(
    url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, qapp: object
) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text("code,service,date,time\nX1,A1,2099-01-01,10:00\n", encoding="utf-8")
    code, told = _hall(capsys, "import-bookings", str(file), "--url", url)
    assert code == 1
    assert "Nothing was loaded: 1 mistake(s)" in told
    assert "bookings.csv:2 service: the hall has no service “A1” that can be booked." in told
    assert "没有可预约的业务" in _hall(capsys, "import-bookings", str(file), "--url", url, language="zh")[1]
    assert "No such file" in _hall(capsys, "import-bookings", "nowhere.csv", "--url", url)[1]
