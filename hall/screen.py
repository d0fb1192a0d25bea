"""Whether there is a screen, how large it is, and where four windows go on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

PATIENCE_S = 15
GAP, TITLE_BAR = 16, 32
CALLER_SIZES = {"bar": (360, 80), "panel": (420, 640)}
_PROBE = """
import json
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
place = application.primaryScreen().availableGeometry()
print(json.dumps([application.platformName(), place.x(), place.y(), place.width(), place.height()]))
"""


@dataclass(frozen=True)
class Place:
    """A rectangle on the screen."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}+{self.x}+{self.y}"


@dataclass(frozen=True)
class Places:
    """Where each app's window goes."""

    kiosk: Place
    callers: tuple[Place, Place]
    caller_shape: str
    board: Place


OFFSCREEN = Places(
    kiosk=Place(0, 0, 1080, 1920),
    callers=(Place(0, 0, 420, 640), Place(0, 0, 420, 640)),
    caller_shape="panel",
    board=Place(0, 0, 1920, 1080),
)
"""Every window at the size it was designed for."""


def find_screen() -> Place | None:
    """The screen's usable part, or None without one."""
    # In a process of its own: Qt ends the whole process when it cannot reach a display.
    try:
        probe = subprocess.run(
            [sys.executable, "-c", _PROBE],
            capture_output=True,
            timeout=PATIENCE_S,
            check=True,
            env=os.environ,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    platform, x, y, width, height = json.loads(probe.stdout)
    return None if platform in ("offscreen", "minimal", "vnc") else Place(x, y, width, height)


def lay_out(screen: Place) -> Places:
    """The kiosk upright on the left, the board beside it, the two callers in the row below the board."""
    height = screen.height - 2 * GAP - TITLE_BAR
    kiosk_width = min(height * 9 // 16, (screen.width - 3 * GAP) * 2 // 5)
    top = screen.y + GAP + TITLE_BAR
    left = screen.x + kiosk_width + 2 * GAP
    right = screen.width - kiosk_width - 3 * GAP
    # Where the screen is too low for two panels and a board, the callers are the bars that clerks work with.
    panel_width, panel_height = CALLER_SIZES["panel"]
    roomy = height - panel_height - GAP >= right * 9 // 16 * 3 // 5 and right >= 2 * (panel_width + GAP)
    shape = "panel" if roomy else "bar"
    caller_width, caller_height = CALLER_SIZES[shape]
    board_width = min(right, (height - caller_height - GAP) * 16 // 9)
    board = Place(left + (right - board_width) // 2, top, board_width, board_width * 9 // 16)
    below = board.y + board.height + GAP
    side_by_side = right >= 2 * (caller_width + GAP)
    first = left + right // 2 - (GAP + caller_width if side_by_side else caller_width // 2)
    step = (2 * GAP + caller_width, 0) if side_by_side else (0, caller_height + GAP)
    return Places(
        kiosk=Place(screen.x + GAP, top, kiosk_width, kiosk_width * 16 // 9),
        callers=(
            Place(first, below, caller_width, caller_height),
            Place(first + step[0], below + step[1], caller_width, caller_height),
        ),
        caller_shape=shape,
        board=board,
    )
