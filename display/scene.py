"""What the parts of a board share while it is composed: its size, its colours, its words, its template."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtGui import QColor

from display.legibility import Reach
from display.pieces import Box
from display.template import Form, Grid, PanelKind, Template, load_template
from display.typeset import BOLD, cap_height
from display.words import Words
from shell.theme import Theme

LIT = 140
"""In parts of a hundred."""

SMALLEST_PART = 0.55
"""Numbers in many columns become no smaller than this, where nobody said from how far they are read."""

GAP = 28
"""Between panels, in pixels of the drawing."""


def _zone_board() -> Template:
    return load_template("zone")


@dataclass(frozen=True, eq=False)
class Scene:
    """A board of some size. Lengths are drawn for 1920x1080 (or 1080x1920) and scaled.

    Two scenes are never equal: what was composed for one is remembered for it alone.
    """

    width: float
    height: float
    theme: Theme
    words: Words
    template: Template = field(default_factory=_zone_board)
    reach: Reach = field(default_factory=Reach)

    @cached_property
    def upright(self) -> bool:
        """Whether the board stands on its short side."""
        return self.height > self.width

    @cached_property
    def unit(self) -> float:
        """One pixel of the drawing, in pixels of this board."""
        across, down = (1080, 1920) if self.upright else (1920, 1080)
        return min(self.width / across, self.height / down)

    def __call__(self, length: float) -> float:
        """A length of the drawing in whole pixels."""
        return round(length * self.unit)

    def far(self, px: float) -> float:
        """A size of type for numbers: of the drawing, or larger when the distance asks for it."""
        return max(self(px), self.far_px)

    def near(self, px: float) -> float:
        """The same for the words that go with them."""
        return max(self(px), round(self.far_px * 0.5))

    @cached_property
    def far_px(self) -> int:
        """The smallest type whose figures can be read from where the hall asks for."""
        wanted = self.reach.number_px(self.width, self.height)
        size = int(wanted)
        while wanted and cap_height(size, BOLD) < wanted:
            size += 1
        return size

    @property
    def px_per_mm(self) -> float:
        return self.reach.px_per_mm(self.width, self.height)

    def color(self, name: str) -> str:
        return self.theme.color[name]

    @cached_property
    def calm(self) -> str:
        """The board's blue, lit a little: the ground of what stands large but does not happen now."""
        return QColor(self.color("board_panel")).lighter(LIT).name()

    # The header, the body and the footer stretch with the window; the margins do not.

    @property
    def header(self) -> Box:
        height = (200 if self.upright else 108) if self.template.header else 0
        return Box(0, 0, self.width, self(height))

    @property
    def footer(self) -> Box:
        height = self(92 if self.template.footer else 0)
        return Box(0, self.height - height, self.width, height)

    @property
    def body(self) -> Box:
        top, margin = self.header.bottom + self(32), self(40)
        return Box(margin, top, self.width - 2 * margin, self.footer.y - self(32) - top)

    @property
    def form(self) -> Form:
        """How this board stands."""
        return self.template.portrait if self.upright else self.template.landscape

    def columns(self, grid: Grid, room: float, across: float, least: float) -> int:
        """In how many columns a list stands: as many as were asked for, as long as its longest line fits."""
        asked = grid.upright if self.upright else grid.columns
        return max(1, min(asked, int((room + across) // (least + across))))

    def smallest(self, px: float) -> int:
        """The smallest type for a list's numbers: what the distance asks for; else a part of the drawing's."""
        return self.far_px or round(self(px) * SMALLEST_PART)

    def boxes(self, services_height: float) -> list[tuple[PanelKind, Box]]:
        """Where each panel stands; services take a height of their own."""
        body, gap = self.body, self(GAP)
        columns = self.form.columns
        room = body.width - gap * (len(columns) - 1)
        whole = sum(column.share for column in columns)
        boxes: list[tuple[PanelKind, Box]] = []
        x = body.x
        for column in columns:
            width = round(room * column.share / whole)
            panels = [panel for panel in column.panels if panel.share or services_height]
            shares = sum(panel.share for panel in panels)
            own = sum(services_height for panel in panels if not panel.share)
            left = body.height - own - gap * (len(panels) - 1)
            y = body.y
            for panel in panels:
                height = round(left * panel.share / shares) if panel.share else services_height
                boxes.append((panel.shows, Box(x, y, width, height)))
                y += height + gap
            x += width + gap
        return boxes
