"""The watchdog: a program whose screen stands still gives no sign of life, and does not stay."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shell.watchdog import asked_for_s, notify

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd is Linux's")
PATIENCE_S = 30

PROGRAM = """
import sys, time
from PySide6.QtCore import QTimer
from shell.app import run, start
from shell.settings import HallSection

app = start("subject")
if "hang" in sys.argv:
    QTimer.singleShot(1200, lambda: time.sleep(3600))
else:
    QTimer.singleShot(1200, app.quit)
sys.exit(run(app, HallSection(watchdog_s=float(sys.argv[2]))))
"""


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """Listens as systemd does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(PATIENCE_S)
        yield line


def started(systemd: socket.socket, what: str, own_s: float = 0) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "NOTIFY_SOCKET": systemd.getsockname(),
        "WATCHDOG_USEC": "600000",
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("WATCHDOG_PID", None)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, what, str(own_s)],
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )


def heard(systemd: socket.socket, last: str) -> list[str]:
    """What is said until then."""
    said: list[str] = []
    while not said or said[-1] != last:
        said.append(systemd.recv(100).decode())
    return said


def test_a_program_says_that_it_is_ready_and_alive_and_that_it_ends(systemd: socket.socket) -> None:
    with started(systemd, "live") as program:
        said = heard(systemd, "STOPPING=1")
        assert program.wait(PATIENCE_S) == 0
    assert said[0] == "READY=1"
    assert said.count("WATCHDOG=1") >= 3  # more often than systemd asks for


def test_a_program_whose_screen_stands_still_gives_no_sign_of_life(systemd: socket.socket) -> None:
    with started(systemd, "hang") as program:
        try:
            heard(systemd, "READY=1")
            systemd.settimeout(3)
            with pytest.raises(TimeoutError):
                heard(systemd, "never")
        finally:
            program.kill()


def test_without_systemd_it_ends_itself_and_says_where_it_stood(systemd: socket.socket) -> None:
    with started(systemd, "hang", own_s=2) as program:
        _, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode != 0
    assert "Timeout" in said
    assert "<lambda>" in said


def test_only_the_process_that_systemd_means_is_watched() -> None:
    asked = {"WATCHDOG_USEC": "30000000"}
    assert asked_for_s(asked) == 30
    assert asked_for_s({**asked, "WATCHDOG_PID": str(os.getpid())}) == 30
    assert asked_for_s({**asked, "WATCHDOG_PID": "1"}) == 0
    assert asked_for_s({}) == 0


def test_a_socket_without_a_file_is_reached_and_a_missing_one_is_no_trouble() -> None:
    notify("READY=1", {})
    notify("READY=1", {"NOTIFY_SOCKET": "/nowhere/at/all"})
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"\0hall-test-{os.getpid()}")
        notify("READY=1", {"NOTIFY_SOCKET": f"@hall-test-{os.getpid()}"})
        assert line.recv(100) == b"READY=1"
