"""The screen is unplugged and plugged in again, on a real X server that has a board's screen besides."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hall.station import Station
from hall.story import START_S
from tests.x_server import on_x11, x_server

Box = tuple[int, int, int, int]
BOARD: Box = (0, 0, 840, 1080)
TOUCH: Box = (840, 0, 1080, 1080)
SMALLER: Box = (840, 0, 540, 960)


class Plugs:
    """Whoever pulls the cables, and sees where windows are."""

    def __init__(self, name: str) -> None:
        from Xlib.display import Display

        self._name = name
        self._display = Display(name)
        self._root = self._display.screen().root

    def plug(self, name: str, box: Box) -> None:
        x, y, width, height = box
        # The server's only output is the board's: while nobody has it, it is one more screen.
        output = "screen" if name == "board" else "none"
        self._do("--setmonitor", f"*{name}", f"{width}/300x{height}/400+{x}+{y}", output)

    def unplug(self, name: str) -> None:
        self._do("--delmonitor", name)

    def _do(self, *what: str) -> None:
        subprocess.run(["xrandr", "--display", self._name, *what], check=True, capture_output=True)

    def windows(self) -> list[Box]:
        """The places of all windows that can be seen."""
        from Xlib import X

        seen = [
            window
            for window in self._root.query_tree().children
            if window.get_attributes().map_state == X.IsViewable
        ]
        boxes = [window.get_geometry() for window in seen]
        return [(box.x, box.y, box.width, box.height) for box in boxes]

    def close(self) -> None:
        self._display.close()


@pytest.fixture
def server() -> Iterator[str]:
    with x_server("1920x1080") as name:
        yield name


@pytest.fixture
def plugs(server: str) -> Iterator[Plugs]:
    whoever = Plugs(server)
    whoever.plug("board", BOARD)
    whoever.plug("touch", TOUCH)
    yield whoever
    whoever.close()


@pytest.fixture
def program(server: str, plugs: Plugs, sqlite_url: str, tmp_path: Path) -> Iterator[Station]:
    environment = os.environ | {
        "DISPLAY": server,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    started = Station("kiosk", "kiosk", ["--url", sqlite_url, "--robot"], environment)
    yield started
    started.close()


@on_x11
@pytest.mark.skipif(not shutil.which("xrandr"), reason="needs xrandr")
def test_the_window_covers_its_own_screen_again_as_soon_as_it_is_back(
    program: Station, plugs: Plugs, qtbot: QtBot
) -> None:
    program.ask("wait", name="Not set up yet", timeout_s=START_S)
    qtbot.waitUntil(lambda: plugs.windows() == [TOUCH])
    plugs.unplug("touch")
    qtbot.waitUntil(lambda: plugs.windows() == [BOARD])
    program.ask("wait", name="Not set up yet")
    plugs.plug("touch", TOUCH)
    qtbot.waitUntil(lambda: plugs.windows() == [TOUCH])
    plugs.unplug("touch")
    # Qt hears nothing of a monitor that is another one when it looks again: no hand swaps cables as quickly.
    qtbot.waitUntil(lambda: plugs.windows() == [BOARD])
    plugs.plug("touch", SMALLER)
    qtbot.waitUntil(lambda: plugs.windows() == [SMALLER])
    program.ask("wait", name="Not set up yet")
