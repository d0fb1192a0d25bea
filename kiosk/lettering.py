"""Text that always fits: set in the largest size that needs few enough lines, wrapped by rule, never cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from shell.theme import font

Align = Qt.AlignmentFlag
LINE_BREAK = "\u2028"
JOINER = "\u2060"
"""Between two characters it keeps them on one line."""


@dataclass(frozen=True)
class Type:
    """How a text is set: sizes to try in steps, and the lines it may take before the next smaller one."""

    sizes: tuple[float, ...]
    weight: QFont.Weight
    lines: int = 1
    align: Align = Align.AlignLeft
    even: bool = False
    """Lines of about the same length; what stands in the middle always has them."""

    def scaled(self, factor: float) -> Type:
        return replace(self, sizes=tuple(size * factor for size in self.sizes))


@dataclass(frozen=True)
class Lettering:
    """A text that has been set, ready to be drawn."""

    layout: QTextLayout
    left: float
    width: float
    align: Align

    @property
    def height(self) -> float:
        return self.layout.boundingRect().height()

    @property
    def lines(self) -> int:
        return self.layout.lineCount()

    def ink_width(self) -> float:
        """The width that its longest line takes."""
        return max((self.layout.lineAt(row).naturalTextWidth() for row in range(self.lines)), default=0.0)

    def draw(self, painter: QPainter, x: float, y: float) -> float:
        """Draw it with its measure beginning at x; returns the y below it."""
        self.layout.draw(painter, QPointF(x + self.left, y))
        return y + self.height

    def draw_in(self, painter: QPainter, box: QRectF) -> None:
        """Draw it in the middle of the box's height."""
        self.draw(painter, box.left(), box.top() + (box.height() - self.height) / 2)


def set_text(text: str, kind: Type, width: float) -> Lettering:
    """Set the text in the largest size that needs no more than its lines; the smallest may take more."""
    text = text.replace("\n", LINE_BREAK).replace(" · ", "\u00a0· ")
    layout, size = QTextLayout(text), kind.sizes[-1]
    for size in kind.sizes:
        layout = _layout(text, size, kind, width)
        if layout.lineCount() <= kind.lines:
            break
    middle = kind.align == Align.AlignHCenter
    if layout.lineCount() > 1 and (middle or kind.even) and LINE_BREAK not in text:
        measure = _narrowest(text, size, kind, width, layout.lineCount())
        layout = _layout(text, size, kind, measure)
        return Lettering(layout, (width - measure) / 2 if middle else 0, width, kind.align)
    return Lettering(layout, 0, width, kind.align)


def set_name(text: str, kind: Type, width: float) -> Lettering:
    """Set a name on one line if any of the sizes allows it; else on two, beginning smaller."""
    name = set_text(text, replace(kind, lines=1), width)
    if name.lines > 1:
        return set_text(
            text, replace(kind, sizes=kind.sizes[len(kind.sizes) // 2 :], lines=2, even=True), width
        )
    return name


def _layout(
    text: str,
    size: float,
    kind: Type,
    width: float,
    wrap: QTextOption.WrapMode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
) -> QTextLayout:
    layout = QTextLayout(text, font(size, kind.weight))
    option = QTextOption(kind.align)
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _narrowest(text: str, size: float, kind: Type, width: float, lines: int) -> float:
    """The narrowest measure with as many lines: no single character is left on a line of its own."""
    # Never narrower than the longest word, which would be torn apart.
    words = _layout(text, size, kind, width, QTextOption.WrapMode.WordWrap)
    longest = words.minimumWidth()
    narrow, wide = min(width, max(width / lines, longest + 1)), width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if _layout(text, size, kind, middle).lineCount() <= lines:
            wide = middle
        else:
            narrow = middle
    return wide


def longest_word(text: str, kind: Type) -> float:
    """How wide the longest word is in the smallest size: on less it would be torn apart."""
    return _layout(text, kind.sizes[-1], kind, 1.0, QTextOption.WrapMode.WordWrap).minimumWidth()


def kept_together(words: str) -> str:
    """The same words, to be broken nowhere."""
    return JOINER.join(words).replace(" ", "\u00a0")


def common_size(texts: Iterable[str], kind: Type, width: float) -> float:
    """The largest of the sizes in which every text needs no more than its lines; else the smallest."""
    texts = list(texts)
    for size in kind.sizes[:-1]:
        if all(_layout(text, size, kind, width).lineCount() <= kind.lines for text in texts):
            return size
    return kind.sizes[-1]
