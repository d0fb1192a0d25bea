"""What the parts of a board share while it is composed: its size, its colours, its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor

from display.pieces import Box
from display.words import Words
from shell.theme import Theme

LIT = 140
"""In parts of a hundred."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A board of some size. Lengths are drawn for 1920x1080 and scaled.

    Two scenes are never equal: what was composed for one is remembered for it alone.
    """

    width: float
    height: float
    theme: Theme
    words: Words

    @cached_property
    def unit(self) -> float:
        """One pixel of the drawing, in pixels of this board."""
        return min(self.width / 1920, self.height / 1080)

    def __call__(self, length: float) -> float:
        """A length of the drawing in whole pixels."""
        return round(length * self.unit)

    def color(self, name: str) -> str:
        return self.theme.color[name]

    @cached_property
    def calm(self) -> str:
        """The board's blue, lit a little: the ground of what stands large but does not happen now."""
        return QColor(self.color("board_panel")).lighter(LIT).name()

    # The header, the body's two columns and the footer stretch with the window; the margins do not.

    @property
    def header(self) -> Box:
        return Box(0, 0, self.width, self(108))

    @property
    def footer(self) -> Box:
        return Box(0, self.height - self(92), self.width, self(92))

    @property
    def body(self) -> Box:
        top, margin = self.header.bottom + self(32), self(40)
        return Box(margin, top, self.width - 2 * margin, self.footer.y - self(32) - top)

    @property
    def left(self) -> Box:
        """Where the focus and the services stand."""
        body = self.body
        return Box(body.x, body.y, round(body.width * 0.61), body.height)

    @property
    def right(self) -> Box:
        """Where the last calls stand."""
        body, left = self.body, self.left
        x = left.right + self(36)
        return Box(x, body.y, body.right - x, body.height)
