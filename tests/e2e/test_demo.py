"""The demo as a stranger runs it: the whole road from the touch to the voice, on each database."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import wave
from collections import Counter
from pathlib import Path

import psutil
import pytest

from db import history
from db.engine import open_database
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
PICTURES = (
    "kiosk-home.png",
    "kiosk-services.png",
    "kiosk-card.png",
    "kiosk-ticket.png",
    "ticket.png",
    "caller.png",
    "caller-neighbour.png",
    "board.png",
    "board-later.png",
)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "hall", "--language", "en", "demo", *arguments]


def _environment() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "HALL_URL")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(*arguments), cwd=ROOT, env=_environment(), capture_output=True, encoding="utf-8", timeout=150
    )


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("database_url", "language"), [("sqlite", "zh"), ("postgresql", "en")], indirect=["database_url"]
)
def test_a_visit_goes_from_the_touch_to_the_voice(database_url: str, tmp_path: Path, language: str) -> None:
    told = _run("--offscreen", "--out", str(tmp_path), "--url", database_url, "--language", language)
    assert told.returncode == 0, told.stderr + told.stdout
    assert len(re.findall(r"^  B2001 ", told.stdout, re.MULTILINE)) == 4
    for name in PICTURES:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG"), name
    with wave.open(str(tmp_path / "announcement.wav"), "rb") as sound:
        assert sound.getnframes() / sound.getframerate() > 2
    words = (tmp_path / "announcement.txt").read_text(encoding="utf-8")
    assert "B 二 零 零 一" in words


@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")
def test_without_a_screen_it_says_so_and_leaves_no_process(tmp_path: Path) -> None:
    told = _run("--out", str(tmp_path))
    assert told.returncode == 0, told.stderr + told.stdout
    assert told.stdout.startswith("There is no screen here")
    assert not _stations_of(tmp_path)


@pytest.mark.timeout(180)
def test_visitors_of_a_day_come_and_are_served_and_one_is_called_in_vain(
    sqlite_url: str, tmp_path: Path
) -> None:
    told = _run(
        "--offscreen", "--out", str(tmp_path), "--url", sqlite_url, "--visitors", "3", "--pace", "100"
    )
    assert told.returncode == 0, told.stderr + told.stdout
    assert "Took a number: 3; served: 2; did not come: 1." in told.stdout
    assert "Calls: 3; on the board: 3;" in told.stdout
    assert "BROKEN" not in told.stdout
    assert len(list((tmp_path / "paper").glob("*.png"))) == 3
    assert {"B2001-", "B2002-", "B2003-"} == {path.name[:6] for path in (tmp_path / "voice").glob("*.wav")}
    database = open_database(sqlite_url, "test")
    happened = Counter(row["kind"] for row in history.all_rows(database))
    database.close()
    assert (happened["TicketFinished"], happened["NoShowMarked"], happened["TicketRecalled"]) == (2, 1, 2)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("visitors", [(), ("--visitors", "3")], ids=["a visit", "visitors"])
def test_a_broken_off_demo_leaves_no_process(tmp_path: Path, visitors: tuple[str, ...]) -> None:
    demo = subprocess.Popen(
        _command("--offscreen", "--out", str(tmp_path), *visitors),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert demo.stdout is not None
    assert "running" in demo.stdout.readline()
    children = psutil.Process(demo.pid).children(recursive=True)
    assert len(children) >= 5
    demo.send_signal(signal.SIGTERM)
    _, said = demo.communicate(timeout=90)
    assert demo.returncode != 0
    assert "Traceback" not in said
    gone, alive = psutil.wait_procs(children, timeout=PATIENCE_S)
    assert not alive, gone


@pytest.mark.timeout(180)
def test_a_killed_demo_leaves_no_process(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        _command("--offscreen", "--out", str(tmp_path)),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert demo.stdout is not None
    assert "running" in demo.stdout.readline()
    children = psutil.Process(demo.pid).children(recursive=True)
    demo.kill()
    demo.wait(PATIENCE_S)
    demo.stdout.close()
    _, alive = psutil.wait_procs(children, timeout=PATIENCE_S)
    assert not alive


@pytest.mark.timeout(180)
def test_an_app_that_dies_fails_the_demo_with_its_name(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        _command("--offscreen", "--out", str(tmp_path)),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert demo.stdout is not None
    assert "running" in demo.stdout.readline()
    children = psutil.Process(demo.pid).children()
    (board,) = [child for child in children if "display" in child.cmdline()]
    board.kill()
    _, said = demo.communicate(timeout=90)
    assert demo.returncode == 1
    assert said.startswith("board-1: it has ended")
    assert "Traceback" not in said
    assert list((tmp_path / "logs").iterdir())
    assert not psutil.wait_procs(children, timeout=PATIENCE_S)[1]


@pytest.mark.timeout(180)
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    told = _run("--offscreen", "--out", str(tmp_path), "--url", "postgresql://nobody@127.0.0.1:9/hall")
    assert told.returncode == 1
    assert "does not answer" in told.stderr
    assert "Traceback" not in told.stderr


def _stations_of(out: Path) -> list[str]:
    return [
        " ".join(line)
        for process in psutil.process_iter(["cmdline"])
        if (line := process.info["cmdline"]) and str(out) in " ".join(line)
    ]
