"""Icons as outlines of Material Design's font.

The package qtawesome brings the font. It is not imported: that would take eleven fonts and modules of Qt that nobody needs,
20 MB in all.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath, QRawFont

PREFIX = "mdi6."
FONT = "materialdesignicons6-webfont"
SHARE = 0.875
"""How much of its square a sign of the font takes."""


@cache
def outline(name: str, side: int) -> QPainterPath:
    """What `mdi6.printer` looks like in a square of that side."""
    font = QRawFont(str(_file("ttf")), side * SHARE, QFont.HintingPreference.PreferNoHinting)
    (glyph,) = font.glyphIndexesForString(_signs()[name.removeprefix(PREFIX)])
    (advance,) = font.advancesForGlyphIndexes([glyph])
    height = font.ascent() + font.descent()
    base = QPointF((side - advance.x()) / 2, (side - height) / 2 + font.ascent())
    return font.pathForGlyph(glyph).translated(base)


@cache
def _signs() -> dict[str, str]:
    found: dict[str, str] = json.loads(_file("json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in found.items()}


def _file(ending: str) -> Path:
    package = find_spec("qtawesome")
    assert package is not None and package.origin is not None
    return next((Path(package.origin).parent / "fonts").glob(f"{FONT}-*.{ending}"))
