"""Looks, made from tokens: colours, radii, spaces, type, and the style sheet that is rendered from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QPalette

from shell.assets import ASSETS

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "Noto Sans",
    "sans-serif",
)
"""Asked for by name: left to itself, Qt takes the Japanese face of a pan-CJK font."""

_TOKEN = re.compile(r"@([a-z_]+)")
_PIXELS = re.compile(r"(?<![\w.#])(\d+(?:\.\d+)?)px")


class Look(StrEnum):
    """The sets of tokens that exist."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Radius:
    """Rounded corners, in pixels at scale 1."""

    small: int
    medium: int
    large: int


@dataclass(frozen=True)
class Theme:
    """One set of tokens. `color` holds `#rrggbb` (or `#aarrggbb`) texts by name."""

    name: Look
    color: Mapping[str, str]
    radius: Radius
    unit: int
    thin: int
    strong: int

    def __getitem__(self, name: str) -> QColor:
        """The colour of that name, ready to paint with."""
        return QColor(self.color[name])

    def space(self, steps: float) -> int:
        """So many steps of the spacing scale, in pixels at scale 1."""
        return round(self.unit * steps)

    def render(self, sheet: str, scale: float = 1.0) -> str:
        """A style sheet with its tokens filled in (`@hall`, `@thin`, ...) and every px scaled."""
        sizes = {"thin": f"{self.thin}px", "strong": f"{self.strong}px"}
        filled = _TOKEN.sub(lambda found: sizes.get(found[1]) or self.color[found[1]], sheet)
        return _PIXELS.sub(lambda found: f"{max(1, round(float(found[1]) * scale))}px", filled)

    def style_sheet(self, scale: float = 1.0) -> str:
        """The style sheet that every app shares."""
        return self.render((ASSETS / "theme" / "base.qss").read_text(encoding="utf-8"), scale)

    def palette(self) -> QPalette:
        """The same colours for whatever Qt paints without asking the style sheet."""
        roles = {
            QPalette.ColorRole.Window: "paper",
            QPalette.ColorRole.Base: "card",
            QPalette.ColorRole.AlternateBase: "paper",
            QPalette.ColorRole.Button: "card",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.PlaceholderText: "ink_faint",
            QPalette.ColorRole.Highlight: "hall",
            QPalette.ColorRole.HighlightedText: "on_hall",
            QPalette.ColorRole.ToolTipBase: "ink",
            QPalette.ColorRole.ToolTipText: "card",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self[token])
        return palette


@cache
def load_theme(name: str = "light") -> Theme:
    """The theme of that name."""
    look = Look(name)
    tokens = tomllib.loads((ASSETS / "theme" / f"{look}.toml").read_text(encoding="utf-8"))
    return Theme(
        name=look,
        color=MappingProxyType(tokens["color"]),
        radius=Radius(**tokens["radius"]),
        unit=tokens["space"]["unit"],
        thin=tokens["border"]["thin"],
        strong=tokens["border"]["strong"],
    )


def font(px: float, weight: QFont.Weight | int = QFont.Weight.Normal, tabular: bool = True) -> QFont:
    """The hall's type in that size and weight; tabular figures keep changing numbers from dancing."""
    face = QFont(list(FAMILIES))
    face.setPixelSize(max(1, round(px)))
    face.setWeight(QFont.Weight(weight))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        face.setFeature(QFont.Tag("tnum"), 1)
    return face
