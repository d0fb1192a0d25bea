"""The rules of every screen, judged from what a window really draws: widget geometry, font metrics and pixels.

The words come from a vector drawing of each widget, so whoever drew them, and however, need not be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from PySide6.QtCore import QBuffer, QIODeviceBase, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion, QTransform, qGray
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from kiosk.measures import TOUCH_MM

LEAST_CONTRAST = 4.5
SVG = "{http://www.w3.org/2000/svg}"
TOUCHING_PX = 1.5
"""Boxes of type may touch by so much: a rounding, not an overlap."""


@dataclass(frozen=True)
class Word:
    """A piece of text as it stands on the window."""

    text: str
    box: QRectF
    """The ink."""
    colour: QColor
    owner: QWidget


def faults(window: QWidget, px_per_mm: float, *, low: bool = False) -> list[str]:
    """Everything that is wrong with what the window shows, in words."""
    shown = shown_part(window)
    words, controls = list(words_of(shown)), controls_of(shown)
    return [
        *cut_off(window, words),
        *overlapping(window, words, controls),
        *too_small(controls, px_per_mm),
        *nameless(controls),
        *too_pale(window, words),
        *(out_of_reach(window, controls) if low else []),
    ]


def shown_part(window: QWidget) -> QWidget:
    """What lies over everything else, if it covers the whole window; else the window."""
    for child in reversed(window.children()):
        if (
            isinstance(child, QWidget)
            and child.isVisible()
            and child.geometry().contains(window.rect())
            and not child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ):
            return child
    return window


def cut_off(window: QWidget, words: list[Word]) -> Iterator[str]:
    """Text that leaves the widget it stands on, or the window."""
    for word in words:
        inside = _visible_box(word.owner, window)
        if not inside.adjusted(-1, -1, 1, 1).contains(word.box):
            yield f"cut off: {word.text!r} {_at(word.box)} outside {_at(inside)}"


def overlapping(window: QWidget, words: list[Word], controls: list[QWidget]) -> Iterator[str]:
    """Text upon text, text under a control, and controls upon each other."""
    for one, other in combinations(words, 2):
        if _overlap(one.box, other.box):
            yield f"overlap: {one.text!r} {_at(one.box)} and {other.text!r} {_at(other.box)}"
    for word in words:
        for control in controls:
            if (
                word.owner is not control
                and not control.isAncestorOf(word.owner)
                and _overlap(word.box, box_of(control, window))
            ):
                yield f"overlap: {word.text!r} {_at(word.box)} under {control.accessibleName()!r}"
    for control in controls:
        if not _visible_box(control, window).adjusted(-1, -1, 1, 1).contains(box_of(control, window)):
            yield f"cut off: the control {control.accessibleName()!r}"
    for one, other in combinations(controls, 2):
        if _overlap(box_of(one, window), box_of(other, window)):
            yield f"overlap: {one.accessibleName()!r} and {other.accessibleName()!r}"


def too_small(controls: list[QWidget], px_per_mm: float) -> Iterator[str]:
    """Controls that a finger misses."""
    for control in controls:
        size = min(control.width(), control.height()) / px_per_mm
        if size < TOUCH_MM - 0.05:
            yield f"too small: {control.accessibleName()!r} is {size:.1f} mm"


def nameless(controls: list[QWidget]) -> Iterator[str]:
    """Controls that a screen reader cannot tell apart."""
    names = [control.accessibleName() for control in controls]
    for name in sorted({name for name in names if not name or names.count(name) > 1}):
        yield f"name: {names.count(name)} controls are called {name!r}"


def too_pale(window: QWidget, words: list[Word]) -> Iterator[str]:
    """Text that does not stand out from the ground around it."""
    picture = window.grab().toImage()
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    for word in words:
        found = contrast_of(picture, word)
        if found < LEAST_CONTRAST:
            yield f"contrast: {word.text!r} has {found:.1f}:1"
        elif covered(grey, word):
            yield f"covered: {word.text!r} {_at(word.box)}"


def out_of_reach(window: QWidget, controls: list[QWidget]) -> Iterator[str]:
    """Controls in the upper half, which low mode keeps free."""
    for control in controls:
        if box_of(control, window).top() < window.height() / 2 - 1:
            yield f"out of reach: {control.accessibleName()!r}"


# --- What a window shows --------------------------------------------------------------------------


def controls_of(shown: QWidget) -> list[QWidget]:
    """Whatever can be touched now."""
    return [
        control
        for kind in (QAbstractButton, QLineEdit)
        for control in shown.findChildren(kind)
        if control.isVisible()
    ]


def words_of(shown: QWidget) -> Iterator[Word]:
    """Every piece of text on the shown part of the window."""
    for widget in (shown, *shown.findChildren(QWidget)):
        if widget.isVisible() and widget.width() and widget.height():
            yield from _drawn_on(widget)


def _drawn_on(widget: QWidget) -> Iterator[Word]:
    buffer = QBuffer()
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(widget.size())
    drawing.setViewBox(widget.rect())
    painter = QPainter(drawing)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    painter.end()
    # Pictures are long and say nothing here.
    drawn = re.sub(rb'base64,[^"]*', b"", bytes(buffer.data().data()))
    place = QPointF(widget.mapTo(widget.window(), QPoint()))
    words: list[Word] = []
    for group in ET.fromstring(drawn).iter(f"{SVG}g"):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", group.get("transform", ""))]
        transform = QTransform(*numbers) if len(numbers) == 6 else QTransform()
        for text in group.findall(f"{SVG}text"):
            ink = _ink(text)
            if not ink.isEmpty():
                box = transform.mapRect(ink).translated(place)
                colour = QColor(text.get("fill", "#000000"))
                words.append(Word((text.text or "").strip(), box, colour, widget))
    return iter(_runs(words))


def _runs(words: list[Word]) -> list[Word]:
    """Pieces that Qt drew one by one (letters between joiners, Latin within Chinese) as the lines they are."""
    runs: list[Word] = []
    for word in words:
        last = runs[-1] if runs else None
        if last is not None and last.colour == word.colour:
            gap = word.box.left() - last.box.right()
            level = min(last.box.bottom(), word.box.bottom()) - max(last.box.top(), word.box.top())
            if -word.box.height() / 3 <= gap < word.box.height() and level > word.box.height() / 3:
                runs[-1] = Word(last.text + word.text, last.box.united(word.box), word.colour, word.owner)
                continue
        runs.append(word)
    return runs


def _ink(text: ET.Element) -> QRectF:
    face = QFont(text.get("font-family", "").split(","))
    face.setPixelSize(max(1, round(float(text.get("font-size", "12")))))
    face.setWeight(QFont.Weight(int(text.get("font-weight", "400"))))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setFeature(QFont.Tag("tnum"), 1)
    ink = QFontMetricsF(face).tightBoundingRect((text.text or "").rstrip())
    return ink.translated(float(text.get("x", "0")), float(text.get("y", "0")))


def _visible_box(widget: QWidget, window: QWidget) -> QRectF:
    """The widget's box, as far as no widget around it ends before."""
    box, around = box_of(widget, window), widget.parentWidget()
    while around is not None and widget is not window:
        box = box.intersected(box_of(around, window))
        widget, around = around, around.parentWidget()
    return box


def box_of(widget: QWidget, window: QWidget) -> QRectF:
    return QRectF(QPointF(widget.mapTo(window, QPoint())), widget.size().toSizeF())


def contrast_of(picture: QImage, word: Word) -> float:
    """The word's contrast to the pixels around it; a tenth of them may belong to neighbours."""
    around = word.box.adjusted(-2, -2, 2, 2).toAlignedRect().intersected(picture.rect())
    if around.width() < 3 or around.height() < 3:
        return LEAST_CONTRAST
    columns = range(around.left(), around.right() + 1, max(1, around.width() // 40))
    rows = range(around.top(), around.bottom() + 1, max(1, around.height() // 10))
    edge = [(x, y) for x in columns for y in (around.top(), around.bottom())]
    edge += [(x, y) for y in rows for x in (around.left(), around.right())]
    own = luminance(word.colour)
    found = sorted(contrast(own, luminance(picture.pixelColor(x, y))) for x, y in edge)
    return found[len(found) // 10]


def covered(grey: QImage, word: Word) -> bool:
    """Whether something was painted over the upper or the lower half of the word."""
    box = word.box.toAlignedRect().intersected(grey.rect())
    own = qGray(word.colour.rgb())
    half = box.height() // 2
    for top in (0, half):
        part = grey.copy(box.left(), box.top() + top, box.width(), half)
        # Rows are filled up to four bytes.
        rows, wide = bytes(part.constBits()), part.bytesPerLine()
        levels = b"".join(rows[start : start + part.width()] for start in range(0, len(rows), wide))
        if levels and min(abs(own - min(levels)), abs(own - max(levels))) > 90:
            return True
    return False


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(colour: QColor) -> float:
    """Relative luminance, as the accessibility guidelines reckon it."""
    shares = [
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        for level in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def _overlap(one: QRectF, other: QRectF) -> bool:
    common = one.intersected(other)
    return common.width() > TOUCHING_PX and common.height() > TOUCHING_PX


def _at(box: QRectF) -> str:
    return f"({box.left():.0f},{box.top():.0f} {box.width():.0f}x{box.height():.0f})"
