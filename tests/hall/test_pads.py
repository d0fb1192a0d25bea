"""`hall pads` from the command line: refused, allowed by PIN, then a process that works a counter and leaves it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from db.desk import read_desk
from db.engine import Database, open_database
from db.models import clerk
from db.staff import set_pin
from tests.caller.device_process import DeviceProcess
from tests.small_hall import load_small_hall

PIN = "280417"
PATIENCE_S = 60


def until_it_shows(device: DeviceProcess, text: str) -> None:
    """Wait for the pad's cells to say so."""
    while not device.when("cells", pad=3, shows=text)():
        device.wait_for("cells", PATIENCE_S)


@pytest.fixture
def hall(sqlite_url: str) -> Iterator[Database]:
    """The small hall."""
    database = open_database(sqlite_url, "test")
    load_small_hall(database)
    yield database
    database.close()


@pytest.fixture
def settings(hall: Database, tmp_path: Path) -> Path:
    """One pad at counter 48; Chen is an administrator with a PIN."""
    with hall.engine.begin() as connection:
        connection.execute(update(clerk).where(clerk.c.id == "chen").values(role="administrator"))
    set_pin(hall, uuid4(), "chen", PIN)
    path = tmp_path / "pads.toml"
    url = hall.url.render_as_string(hide_password=False)
    path.write_text(
        f'[hall]\nurl = "{url}"\nlog_dir = "{tmp_path}"\n[pads]\nstation = "pads 1F"\n'
        f'[[pads.pad]]\nport = "{tmp_path / "line"}"\naddress = 3\ncounter = 48\nclerk = "wang"\n',
        encoding="utf-8",
    )
    return path


def hall_pads(settings: Path, *more: str, types: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hall", "--language", "en", "pads", "--settings", settings, *more],
        input=types,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        env=os.environ | {"XDG_CONFIG_HOME": str(settings.parent / "config")},
    )


def test_pads_are_refused_then_allowed_then_work_and_leave(settings: Path, hall: Database) -> None:
    refused = hall_pads(settings)
    assert refused.returncode == 1
    assert "hall pads --allow" in refused.stderr
    assert "not the PIN" in hall_pads(settings, "--allow", "chen", types="111222\n").stderr
    allowed = hall_pads(settings, "--allow", "chen", types=f"{PIN}\n")
    assert allowed.returncode == 0, allowed.stderr
    assert "Allowed: 1 pads of “pads 1F”" in allowed.stdout
    (token,) = settings.parent.glob("config/hall-queue/*.token")
    assert token.stat().st_mode & 0o077 == 0

    device = DeviceProcess(
        "caller.simulated_pad", settings.parent / "line", "--pads", "3", "--answer-s", "60"
    )
    pads = subprocess.Popen(
        [sys.executable, "-m", "hall", "pads", "--settings", settings],
        env=os.environ | {"XDG_CONFIG_HOME": str(settings.parent / "config")},
        stderr=subprocess.DEVNULL,
    )

    def seated() -> str | None:
        with hall.reading() as connection:
            return read_desk(connection, 48).clerk_id

    until_it_shows(device, "      ")
    device.press("call")
    until_it_shows(device, "  0   ")
    assert seated() == "wang"
    pads.send_signal(signal.SIGTERM)
    assert pads.wait(PATIENCE_S) == 0
    assert seated() is None, "nobody is left behind at a counter that nobody works"
    until_it_shows(device, "      ")
    device.close()

    token.chmod(0o644)
    assert "chmod 600" in hall_pads(settings).stderr


def test_a_wrong_entry_is_told_with_its_own_line(settings: Path) -> None:
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        f'{text}[[pads.pad]]\nport = "x"\naddress = 300\ncounter = 47\nclerk = "li"\n', "utf-8"
    )
    refused = hall_pads(settings)
    assert refused.returncode == 2
    assert f"line {len(text.splitlines()) + 3}" in refused.stderr
