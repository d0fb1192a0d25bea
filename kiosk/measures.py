"""Millimetres and drawing pixels turned into the screen's own, and the colours to draw with."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from kiosk.aids import NO_AIDS, Aid, Aids
from kiosk.lettering import Type
from shell.theme import Look, Theme, font, load_theme

DRAWN_SHORT, DRAWN_LONG = 1080, 1920
TOUCH_MM = 20.0
LARGE_TYPE = 1.25


@dataclass(frozen=True)
class Measures:
    """How large things are: screens are drawn at 1080 x 1920, upright or across, and scaled to the window."""

    theme: Theme
    scale: float = 1.0
    px_per_mm: float = 2.7
    type_factor: float = 1.0
    across: bool = False
    """The screen lies on its long side."""
    low: bool = False
    """Low mode: a page has only the lower half of the screen."""

    @property
    def large(self) -> bool:
        return self.type_factor > 1

    def px(self, drawn: float) -> float:
        """Pixels of the drawing in pixels of this window."""
        return drawn * self.scale

    def whole(self, drawn: float) -> int:
        return round(self.px(drawn))

    def touch(self, drawn: float) -> int:
        """The height of something to touch: as drawn, but never under 20 mm."""
        return max(self.whole(drawn), round(TOUCH_MM * self.px_per_mm + 0.5))

    def font(self, drawn: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return font(drawn * self.scale * self.type_factor, weight)

    def type(self, kind: Type) -> Type:
        return kind.scaled(self.scale * self.type_factor)


def measures_for(theme: Theme, window: QSize, diagonal_inch: float, aids: Aids = NO_AIDS) -> Measures:
    """The measures of a window that fills a screen of that diagonal."""
    across = window.width() > window.height()
    drawn = (DRAWN_LONG, DRAWN_SHORT) if across else (DRAWN_SHORT, DRAWN_LONG)
    return Measures(
        load_theme(Look.CONTRAST) if Aid.CONTRAST in aids else theme,
        scale=min(window.width() / drawn[0], window.height() / drawn[1]),
        px_per_mm=hypot(window.width(), window.height()) / (diagonal_inch * 25.4),
        type_factor=LARGE_TYPE if Aid.LARGE_TYPE in aids else 1.0,
        across=across,
        low=Aid.LOW in aids,
    )
