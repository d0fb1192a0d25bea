"""What a board is painted of: a few kinds of frozen pieces, so that two boards can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, assert_never

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QPixmap,
    QRegion,
)

from display.state import Still
from shell.theme import font


class Box(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, across: float, down: float | None = None) -> Box:
        """The rectangle within it."""
        down = across if down is None else down
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def rect(self) -> QRectF:
        return QRectF(*self)


@dataclass(frozen=True)
class Panel:
    """A rounded surface; with `deep` it runs into that colour, with `edge` it has a border."""

    box: Box
    color: str
    radius: float = 0
    deep: str = ""
    edge: str = ""
    edge_width: float = 0
    call_id: int = field(default=0, compare=False)
    """The call that stands on it; the surface is the same for the next one."""
    beneath: str = ""
    """What its corners stand on; known, the whole of it is copied instead of blended."""


@dataclass(frozen=True)
class Text:
    """One line of type; `box` is the room it was given, `x` and `baseline` where it stands."""

    role: str
    text: str
    x: float
    baseline: float
    px: int
    weight: int
    color: str
    box: Box
    beneath: str = ""
    """The one colour that it stands on; known, the line is copied instead of blended."""


@dataclass(frozen=True)
class Dot:
    """A round mark: a status, a step's ground."""

    box: Box
    color: str


@dataclass(frozen=True)
class SoundBars:
    """The loudspeakers are on: bars that move while `phase` counts."""

    box: Box
    color: str
    phase: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture, scaled into its box and whole."""

    box: Box
    still: Still


@dataclass(frozen=True)
class Running:
    """A text that runs through its box from right to left while `shift` counts pixels."""

    box: Box
    text: str
    px: int
    weight: int
    color: str
    shift: int = 0


Piece = Panel | Text | Dot | SoundBars | Picture | Running

_STAMPED_PX = range(200)
"""Larger type is the focus's, which is another with every call."""
_BAR_HEIGHTS = ((0.45, 0.9, 0.6), (0.8, 0.5, 1.0), (1.0, 0.7, 0.45), (0.6, 1.0, 0.8))


@lru_cache(maxsize=512)
def face(px: int, weight: int) -> QFont:
    """The hall's type; asked for often, made once."""
    return font(px, weight)


@lru_cache(maxsize=512)
def metrics(px: int, weight: int) -> QFontMetricsF:
    """Its measures."""
    return QFontMetricsF(face(px, weight))


@lru_cache(maxsize=1024)
def bounds(piece: Piece) -> QRect:
    """All pixels that a piece may touch."""
    if isinstance(piece, Text):
        return _ink(piece.text, piece.px, piece.weight).translated(round(piece.x), round(piece.baseline))
    return piece.box.rect().toAlignedRect().adjusted(-1, -1, 1, 1)


def covered(pieces: Iterable[Piece]) -> QRegion:
    """Where panels let nothing through of what is beneath them."""
    region = QRegion()
    for piece in pieces:
        if isinstance(piece, Panel) and piece.beneath:
            box = piece.box
            region += QRect(round(box.x), round(box.y), round(box.width), round(box.height))
    return region


def draw(painter: QPainter, piece: Piece) -> None:
    """Paint a piece."""
    match piece:
        case Panel():
            _draw_panel(painter, piece)
        case Text():
            _draw_text(painter, piece)
        case Dot():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(piece.color))
            painter.drawEllipse(piece.box.rect())
        case SoundBars():
            _draw_bars(painter, piece)
        case Picture():
            _draw_picture(painter, piece)
        case Running():
            _draw_running(painter, piece)
        case _:
            assert_never(piece)


@lru_cache(maxsize=512)
def _ink(text: str, px: int, weight: int) -> QRect:
    """All pixels that a line of type may touch, seen from where it stands."""
    ink = metrics(px, weight).tightBoundingRect(text)
    advance = metrics(px, weight).horizontalAdvance(text)
    return ink.united(QRectF(0, ink.y(), advance, ink.height())).toAlignedRect().adjusted(-2, -2, 2, 2)


def _draw_text(painter: QPainter, piece: Text) -> None:
    x, baseline = round(piece.x), round(piece.baseline)
    if piece.px in _STAMPED_PX:
        corner = _ink(piece.text, piece.px, piece.weight).topLeft()
        stamp = _stamp(piece.text, piece.px, piece.weight, piece.color, piece.beneath)
        painter.drawPixmap(x + corner.x(), baseline + corner.y(), stamp)
    else:
        painter.setFont(face(piece.px, piece.weight))
        painter.setPen(QColor(piece.color))
        painter.drawText(x, baseline, piece.text)


@lru_cache(maxsize=128)
def _stamp(text: str, px: int, weight: int, color: str, beneath: str) -> QPixmap:
    """A line of type, painted once: what has been called moves on from row to row, and is copied there."""
    ink = _ink(text, px, weight)
    stamp = QPixmap(ink.size())
    stamp.fill(QColor(beneath) if beneath else Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(face(px, weight))
    painter.setPen(QColor(color))
    painter.drawText(QPointF(-ink.x(), -ink.y()), text)
    painter.end()
    return stamp


def _draw_picture(painter: QPainter, picture: Picture) -> None:
    scaled = _scaled(picture.still, round(picture.box.width), round(picture.box.height))
    x = picture.box.x + (picture.box.width - scaled.width()) / 2
    y = picture.box.y + (picture.box.height - scaled.height()) / 2
    painter.drawPixmap(QPointF(round(x), round(y)), scaled)


@lru_cache(maxsize=1)
def _scaled(still: Still, width: int, height: int) -> QPixmap:
    """Scaled once, drawn often; only the one that is shown is kept."""
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(still.image.scaled(width, height, aspect, smooth))


def _draw_running(painter: QPainter, running: Running) -> None:
    strip = _strip(running.text, running.px, running.weight, running.color, round(running.box.height))
    x, y = round(running.box.x), round(running.box.y)
    width, length = round(running.box.width), strip.width()
    shift = running.shift % length
    drawn = 0
    while drawn < width:
        part = min(length - shift, width - drawn)
        painter.drawPixmap(x + drawn, y, strip, shift, 0, part, strip.height())
        drawn, shift = drawn + part, 0


@lru_cache(maxsize=2)
def _strip(text: str, px: int, weight: int, color: str, height: int) -> QPixmap:
    """The whole text with a space behind it, painted once: to run costs a copy."""
    advance = metrics(px, weight).horizontalAdvance(text) + 3 * px
    strip = QPixmap(round(advance), height)
    strip.fill(Qt.GlobalColor.transparent)
    painter = QPainter(strip)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(face(px, weight))
    painter.setPen(QColor(color))
    ink = metrics(px, weight).tightBoundingRect("0").height()
    painter.drawText(QPointF(0, (height + ink) / 2), text)
    painter.end()
    return strip


def _draw_panel(painter: QPainter, panel: Panel) -> None:
    if panel.radius == 0 and not panel.deep:
        painter.fillRect(panel.box.rect(), QColor(panel.color))
    else:
        painter.drawPixmap(
            QPointF(panel.box.x, panel.box.y),
            _surface(replace(panel, box=Box(0, 0, panel.box.width, panel.box.height))),
        )


@lru_cache(maxsize=64)
def _surface(panel: Panel) -> QPixmap:
    """Rounded corners and gradients cost most when painted; copied they cost next to nothing."""
    pixmap = QPixmap(round(panel.box.width), round(panel.box.height))
    pixmap.fill(QColor(panel.beneath) if panel.beneath else QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(panel.edge), panel.edge_width) if panel.edge else Qt.PenStyle.NoPen)
    painter.setBrush(_brush(panel))
    inner = panel.box.inset(panel.edge_width / 2)
    painter.drawRoundedRect(inner.rect(), panel.radius, panel.radius)
    painter.end()
    return pixmap


def _brush(panel: Panel) -> QBrush:
    if not panel.deep:
        return QBrush(QColor(panel.color))
    gradient = QLinearGradient(0, 0, panel.box.width, panel.box.height)
    gradient.setColorAt(0, QColor(panel.color))
    gradient.setColorAt(1, QColor(panel.deep))
    return QBrush(gradient)


def _draw_bars(painter: QPainter, bars: SoundBars) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(bars.color))
    heights = _BAR_HEIGHTS[bars.phase % len(_BAR_HEIGHTS)]
    width = bars.box.width / (2 * len(heights) - 1)
    for index, part in enumerate(heights):
        height = bars.box.height * part
        bar = QRectF(
            bars.box.x + 2 * index * width, bars.box.y + (bars.box.height - height) / 2, width, height
        )
        painter.drawRoundedRect(bar, width / 2, width / 2)
