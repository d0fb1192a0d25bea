"""Whether there is a screen, how large it is, and where four windows go on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

PATIENCE_S = 15
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
    board: Place


OFFSCREEN = Places(
    kiosk=Place(0, 0, 1080, 1920),
    callers=(Place(0, 0, 480, 720), Place(0, 0, 480, 720)),
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


def lay_out(screen: Place, gap: int = 16) -> Places:
    """The kiosk upright on the left, the board right of it, the two callers below the board."""
    title_bar = 32
    height = screen.height - 2 * gap - title_bar
    kiosk_width = min(height * 9 // 16, (screen.width - 3 * gap) * 2 // 5)
    kiosk = Place(screen.x + gap, screen.y + gap + title_bar, kiosk_width, kiosk_width * 16 // 9)
    left = kiosk.x + kiosk.width + gap
    width = screen.x + screen.width - gap - left
    board = Place(left, kiosk.y, width, min(width * 9 // 16, height * 3 // 5))
    caller_width = (width - gap) // 2
    top = board.y + board.height + gap + title_bar
    caller_height = screen.y + screen.height - gap - top
    return Places(
        kiosk=kiosk,
        callers=(
            Place(left, top, caller_width, caller_height),
            Place(left + caller_width + gap, top, caller_width, caller_height),
        ),
        board=board,
    )
