"""The `hall` command: helpful, quick, and never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets" / "sample-hall"


def hall_command(*arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HALL_LANGUAGE": language, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("HALL_URL", None)
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "hall", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
    )


@pytest.mark.parametrize(
    "command", ["init", "load", "kiosk", "caller", "display", "demo", "report", "explain"]
)
def test_every_command_explains_itself(command: str) -> None:
    told = hall_command(command, "--help")
    assert told.returncode == 0
    assert told.stdout.lower().startswith("usage: ")
    assert command in told.stdout.splitlines()[0]
    assert len(told.stdout.splitlines()) > 5


def test_help_lists_the_commands_and_comes_at_once() -> None:
    told = hall_command("--help")
    assert told.returncode == 0
    for command in ("init", "load", "kiosk", "caller", "display", "demo", "report", "explain", "audit"):
        assert f"\n  {command} " in told.stdout
    # It would take seconds if Qt or the database came along.
    asked = "import sys, hall.commands; print({'PySide6', 'sqlalchemy', 'psycopg'} & sys.modules.keys())"
    came_along = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert came_along.stdout.strip() == "set()"


def test_init_and_load_make_a_hall(database_url: str) -> None:
    assert hall_command("init", database_url).returncode == 0
    loaded = hall_command("load", str(SAMPLE), "--url", database_url)
    assert loaded.returncode == 0, loaded.stderr
    assert "7 zones, 44 departments, 50 services, 238 counters" in loaded.stdout
    again = hall_command("init", database_url, language="zh")
    assert again.returncode == 0
    assert "数据库" in again.stdout


def test_a_broken_folder_is_told_with_its_places(sqlite_url: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "hall"))
    path = folder / "counters.csv"
    path.write_text(path.read_text("utf-8-sig").replace("48,B,no,B2,", "48,B,no,Z2,"), "utf-8")
    told = hall_command("load", str(folder), "--url", sqlite_url)
    assert told.returncode == 1
    assert "counters.csv:49 serves: “Z2” does not stand in services.csv" in told.stderr
    in_chinese = hall_command("load", str(folder), "--url", sqlite_url, language="zh").stderr
    assert "counters.csv:49 serves" in in_chinese
    assert "does not stand" not in in_chinese


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["init", "mysql://somewhere/x"], "is no database address"),
        (["load", "nowhere", "--url", "sqlite:///hall.db"], "there is no such folder"),
        (["load", str(SAMPLE), "--url", "postgresql://nobody@127.0.0.1:9/hall"], "does not answer"),
        (["load"], "Missing argument"),
        (["fly"], "No such command"),
    ],
)
def test_what_goes_wrong_is_one_sentence(arguments: list[str], said: str) -> None:
    told = hall_command(*arguments)
    assert told.returncode != 0
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    told = hall_command("load", str(SAMPLE), "--url", f"sqlite:///{(tmp_path / 'none.db').as_posix()}")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "none.db").exists()


def test_sqlite_on_a_network_share_is_refused() -> None:
    told = hall_command("init", "sqlite://///server/halls/hall.db")
    assert told.returncode == 1
    assert "/server/halls/hall.db lies on a network share (UNC)" in told.stderr
    assert "PostgreSQL" in told.stderr


@pytest.mark.parametrize("command", ["report", "cases", "help", "doctor"])
def test_a_password_on_a_command_line_is_refused(command: str) -> None:
    told = hall_command(command, "--url", "postgresql://me:geheim@127.0.0.1:9/hall")
    assert told.returncode == 1
    assert "HALL_DATABASE_PASSWORD" in told.stderr
    assert "geheim" not in told.stderr


def test_a_password_in_the_settings_is_refused(tmp_path: Path) -> None:
    settings = tmp_path / "hall.toml"
    settings.write_text('[hall]\nurl = "postgresql://me:geheim@127.0.0.1:9/hall"\n', encoding="utf-8")
    told = hall_command("display", "--settings", str(settings))
    assert told.returncode == 2
    assert "HALL_DATABASE_PASSWORD" in told.stderr
    assert "geheim" not in told.stderr
