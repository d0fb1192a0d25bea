"""Small strokes that several screens share: cards, shadows, icons, a ring."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from kiosk.icons import outline


def card(
    painter: QPainter, box: QRectF, radius: float, fill: QColor, edge: QColor | None = None, width: float = 1
) -> None:
    """A rounded surface, with a border inside its box."""
    painter.setBrush(fill)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        return
    painter.setPen(QPen(edge, width))
    inset = width / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def shadow(painter: QPainter, box: QRectF, radius: float, colour: QColor, reach: float) -> None:
    """The one soft shadow under what lies on top."""
    image = _shadow(round(box.width()), round(box.height()), radius, colour.rgba(), round(reach))
    painter.drawImage(box.topLeft() - QPointF(reach, reach * 0.75), image)


@lru_cache(maxsize=8)
def _shadow(width: int, height: int, radius: float, colour: int, reach: int) -> QImage:
    """A rounded box, blurred by making it small and large again."""
    size = QSize(width + 2 * reach, height + 2 * reach)
    sharp = QImage(size, QImage.Format.Format_Grayscale8)
    sharp.fill(0)
    painter = QPainter(sharp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    level = QColor.fromRgba(colour).alpha()
    painter.setBrush(QColor(level, level, level))
    inset = reach * 0.5
    painter.drawRoundedRect(QRectF(sharp.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    whole = Qt.AspectRatioMode.IgnoreAspectRatio
    soft = sharp
    for _ in range(2):
        soft = soft.scaled(size / max(2.0, reach / 2), whole, smooth).scaled(size, whole, smooth)
    soft = soft.convertToFormat(QImage.Format.Format_Grayscale8)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(QColor.fromRgba(colour).rgb())
    image.setAlphaChannel(soft)
    return image


def dashes(painter: QPainter, left: QPointF, width: float, colour: QColor, thick: float) -> None:
    """A line to tear along."""
    pen = QPen(colour, thick)
    pen.setDashPattern([4, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(left, left + QPointF(width, 0))


def ring(painter: QPainter, box: QRectF, share: float, colour: QColor, ground: QColor, thick: float) -> None:
    """A ring that fills clockwise."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setPen(QPen(ground, thick))
    painter.drawEllipse(inner)
    painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(inner, 90 * 16, -round(share * 360 * 16))


def icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """An icon of the icon font, drawn into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft().toPoint())
    painter.fillPath(outline(name, round(box.width())), colour)
    painter.restore()
