"""Each app as systemd runs it: ready when its screen is there, alive as long as it answers, away when told."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import open_database
from db.stations import read_stations
from hall.__main__ import main
from hall.words import speak
from tests.small_hall import load_small_hall

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "assets" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PATIENCE_S = 45

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")


def commands(unit: Path) -> list[list[str]]:
    """What a unit runs."""
    lines = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """Listens as systemd does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(PATIENCE_S)
        yield line


@pytest.mark.timeout(120)
@pytest.mark.parametrize("app", ["kiosk", "caller", "display", "pads"])
def test_an_app_lives_and_ends_as_a_service(
    app: str, systemd: socket.socket, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_database(sqlite_url, "test")) as hall:
        load_small_hall(hall)
        (command,) = commands(ROOT / "assets" / "systemd" / f"hall-{app}.service")
        settings = tmp_path / "station.toml"
        settings.write_text(
            f'[hall]\nurl = "{sqlite_url}"\n[display]\nvoice = false\n[kiosk]\nfull_screen = false\n', "utf-8"
        )
        for name, value in (
            ("NOTIFY_SOCKET", systemd.getsockname()),
            ("WATCHDOG_USEC", "1500000"),
            ("QT_QPA_PLATFORM", "offscreen"),
            ("HALL_PADS_TOKEN", "of pads that are still to come"),
        ):
            monkeypatch.setenv(name, value)
        arguments = [*command[1:-1], str(settings)]
        with subprocess.Popen([sys.executable, "-m", "hall", *arguments], cwd=ROOT) as process:
            try:
                said = [systemd.recv(100).decode() for _ in range(4)]
                assert said == ["READY=1", *["WATCHDOG=1"] * 3]
                process.send_signal(signal.SIGTERM)
                while said[-1] != "STOPPING=1":
                    said.append(systemd.recv(100).decode())
                assert process.wait(PATIENCE_S) == 0
            finally:
                process.kill()
        (seen,) = read_stations(hall)
        assert seen.app == app


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_runs_what_there_is(unit: Path, capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    speak("en")
    for program, command, *options in commands(unit):
        assert program == "/opt/hall-queue/.venv/bin/hall"
        assert main([command, "--help"]) == 0
        said = capsys.readouterr().out
        for option in options:
            assert not option.startswith("--") or option in said


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    def complaints(spoil: tuple[str, str] = ("", "")) -> list[str]:
        for unit in UNITS:
            text = unit.read_text(encoding="utf-8").replace("/opt/hall-queue/.venv/bin/hall", sys.executable)
            (tmp_path / unit.name).write_text(text.replace("User=hall\n", "").replace(*spoil), "utf-8")
        files = [str(tmp_path / unit.name) for unit in UNITS]
        said = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
        return [line for line in said.stderr.splitlines() if "hall-" in line]

    assert complaints() == []
    assert complaints(("WatchdogSec=30", "WatchdogSec=soon"))
