"""`hall backup` and `hall restore`, as whoever looks after a hall uses them."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database
from hall.__main__ import main


def told(capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "en") -> tuple[int, str]:
    code = main(["--language", language, *arguments])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out + said.err


def test_a_hall_is_kept_lost_and_brought_back(
    small_hall: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    folder = tmp_path / "backups"
    code, said = told(capsys, "backup", str(folder), "--url", database_url)
    assert code == 0
    found = re.search(r"(\S+\.db): (\d+) events.*Seal: (\S+)", said)
    assert found
    file, events, seal = found.groups()
    queue.issue(small_hall, uuid4(), "B2")
    code, said = told(capsys, "restore", file, "--url", database_url)
    assert code != 0
    assert "--replace" in said
    code, said = told(capsys, "restore", file, "--url", database_url, "--replace", language="zh")
    assert code == 0
    assert f"大厅数据已恢复：{events} 条事件" in said
    assert "before-restore-" in said
    code, said = told(capsys, "audit", "verify", "--url", database_url, "--seal", seal)
    assert code == 0


def test_only_the_newest_are_kept(
    small_hall: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (1, 2, 3):
        (tmp_path / f"hall-2026-11-0{day}-020000.db").touch()
    (tmp_path / "somebody's own.db").touch()
    assert told(capsys, "backup", str(tmp_path), "--url", database_url, "--keep", "2")[0] == 0
    left = sorted(each.name for each in tmp_path.glob("hall-????-??-??-??????.db"))
    assert len(left) == 2
    assert left[0] == "hall-2026-11-03-020000.db"
    assert (tmp_path / "somebody's own.db").exists()
