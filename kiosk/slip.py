"""The ticket's drawing at 203 dpi, black on white, drawn once for paper and screen; `ticket_layout` says what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import qrcode
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from qrcode.constants import ERROR_CORRECT_M

from kiosk.escpos import without_commands
from kiosk.lettering import Type, set_name, set_text
from kiosk.picture import Picture, picture_of
from kiosk.ticket_layout import TEXT, FactName, Layout, Part, load_layout
from shell.theme import font

DOTS_PER_MM = 8
NUMBER_INK_LEAST = 12 * DOTS_PER_MM
"""Digits are never lower than 12 mm of ink."""
QUIET_MODULES = 4
"""The white around a code that belongs to it."""


@dataclass(frozen=True)
class Fact:
    """One labelled value of the ticket; a layout chooses by `name`."""

    label: str
    value: str
    name: FactName | None = None


@dataclass(frozen=True)
class Slip:
    """All words of a ticket, in the visitor's language."""

    hall: str
    service: str
    prefix: str
    digits: str
    place: str
    facts: tuple[Fact, ...]
    rules: str
    code_caption: str
    token: str
    language: str = "zh"
    mark: str = ""
    """Says that this is a second print."""
    steps_title: str = ""
    steps: tuple[str, ...] = ()
    materials_title: str = ""
    materials: tuple[str, ...] = ()
    public_address: str = ""
    """Where the hall shows a ticket's progress; the token is put behind it."""

    @property
    def code(self) -> str:
        """What the code says: a link where the hall has an address for it, else the token alone."""
        return f"{self.public_address.rstrip('/')}/{self.token}" if self.public_address else self.token

    def list_of(self, part: str) -> tuple[str, list[str]]:
        """The heading and the entries of the steps or of the materials."""
        if part == Part.STEPS:
            return self.steps_title, [f"{n}  {step}" for n, step in enumerate(self.steps, 1)]
        return self.materials_title, [f"·  {each}" for each in self.materials]

    def shown_facts(self, layout: Layout) -> tuple[Fact, ...]:
        """The facts that the layout wants, in its order."""
        if not any(fact.name for fact in self.facts):
            return self.facts
        named = {fact.name: fact for fact in self.facts}
        return tuple(named[name] for name in layout.facts if name in named)


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
HALL = Type((34, 32, 30, 28, 27, 26), QFont.Weight.Bold, 1, _MIDDLE)
SERVICE = Type((42, 40, 38, 36, 34), QFont.Weight.Bold, 2, _MIDDLE)
PLACE = Type((38, 36, 34, 32, 30), QFont.Weight.Bold, 2, _MIDDLE)
LABEL = Type((25, 22), QFont.Weight.Medium)
VALUE = Type((38, 34, 30, 26), QFont.Weight.Bold)
RULES = Type((24, 22), QFont.Weight.Medium, 5)
CAPTION = Type((22, 20), QFont.Weight.Medium, 2)


MARK = Type((34, 30), QFont.Weight.Bold, 1, _MIDDLE)
TITLE = Type((28, 26), QFont.Weight.Bold, 2)
ENTRY = Type((26, 24, 22), QFont.Weight.Medium, 3)
OWN = Type((28, 26, 24), QFont.Weight.Medium, 3, _MIDDLE)


_NAMES = {Part.HALL: (HALL, 12), Part.SERVICE: (SERVICE, 34), Part.PLACE: (PLACE, 18)}
"""How the names are set, and the room below each."""


def draw_slip(slip: Slip, layout: Layout | None = None) -> Picture:
    """Draw the ticket; its height follows from its words."""
    layout = layout or load_layout()
    # Drawn on next to nothing first, only to learn how long the paper gets.
    _, height = _sheet(slip, layout, 1)
    sheet, _ = _sheet(slip, layout, height)
    drawn = picture_of(sheet)
    return Picture(drawn.width, drawn.height, without_commands(drawn.rows))


def draw_line(
    text: str, layout: Layout, size: float, weight: QFont.Weight, align: Qt.AlignmentFlag
) -> Picture:
    """One paragraph as a picture, for a printer whose own type lacks some of its characters."""
    lettering = set_text(text, Type((size,), weight, 99, align), layout.inner_dots)
    sheet = _blank(layout, ceil(lettering.height) + 4)
    painter = QPainter(sheet)
    painter.setPen(QColor(Qt.GlobalColor.black))
    lettering.draw(painter, layout.margin_dots, 2)
    painter.end()
    drawn = picture_of(sheet)
    return Picture(drawn.width, drawn.height, without_commands(drawn.rows))


def draw_logo(layout: Layout) -> Picture:
    """The hall's sign in the middle of the paper."""
    logo = _logo(layout)
    sheet = _blank(layout, logo.height() + 8)
    painter = QPainter(sheet)
    painter.drawImage(QPointF((layout.width_dots - logo.width()) / 2, 4), logo)
    painter.end()
    drawn = picture_of(sheet)
    return Picture(drawn.width, drawn.height, without_commands(drawn.rows))


def _blank(layout: Layout, height: int) -> QImage:
    sheet = QImage(layout.width_dots, height, QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    return sheet


def _sheet(slip: Slip, layout: Layout, height: int) -> tuple[QImage, int]:
    sheet = _blank(layout, height)
    pen = _Pen(QPainter(sheet), slip, layout)
    y = 18.0
    for part in layout.parts:
        y = pen.draw(part, y)
    pen.painter.end()
    return sheet, ceil(y + 16)


class _Pen:
    """Draws one part after the other; each takes the y it begins at and returns where the next one may begin."""

    def __init__(self, painter: QPainter, slip: Slip, layout: Layout) -> None:
        self.painter, self._slip, self._layout = painter, slip, layout
        self._left, self._width = layout.margin_dots, layout.inner_dots
        painter.setPen(QColor(Qt.GlobalColor.black))

    def draw(self, part: str, y: float) -> float:
        slip = self._slip
        match part:
            case Part.MARK:
                return self._mark(y) if slip.mark else y
            case Part.LOGO:
                return self._draw_logo(y)
            case Part.HALL | Part.SERVICE | Part.PLACE:
                kind, below = _NAMES[part]
                return (
                    set_name(getattr(slip, part), kind, self._width).draw(self.painter, self._left, y) + below
                )
            case Part.LINE:
                return self._dashes(y) + 20
            case Part.NUMBER:
                return self._number(y) + 26
            case Part.FACTS:
                return self._facts(slip.shown_facts(self._layout), y) + 16
            case Part.STEPS | Part.MATERIALS:
                return self._list(*slip.list_of(part), y)
            case Part.RULES:
                return self._text(slip.rules, RULES, self._left, y, self._width) + 16
            case Part.CODE:
                return self._code_below(y)
            case Part.FOOT:
                return self._foot(y)
            case _:
                text = self._layout.text[part.removeprefix(TEXT)].said(slip.language)
                return self._text(text, OWN, self._left, y, self._width) + 14

    def _text(self, text: str, kind: Type, x: float, y: float, width: float) -> float:
        return set_text(text, kind, width).draw(self.painter, x, y)

    def _mark(self, y: float) -> float:
        """White on black, so that nobody takes a second print for a second number."""
        text = set_text(self._slip.mark, MARK, self._width)
        self.painter.fillRect(QRectF(self._left, y, self._width, text.height + 12), Qt.GlobalColor.black)
        self.painter.setPen(QColor(Qt.GlobalColor.white))
        text.draw(self.painter, self._left, y + 6)
        self.painter.setPen(QColor(Qt.GlobalColor.black))
        return y + text.height + 12 + 16

    def _draw_logo(self, y: float) -> float:
        logo = _logo(self._layout)
        self.painter.drawImage(QPointF((self._layout.width_dots - logo.width()) / 2, y), logo)
        return y + logo.height() + 12

    def _number(self, y: float) -> float:
        """The number, as large as the paper is wide, its digits at least 12 mm of ink high."""
        text = f"{self._slip.prefix} {self._slip.digits}"
        most = self._layout.number_dots
        face = font(most, QFont.Weight.Bold, tabular=True)
        capital = QFontMetricsF(face).tightBoundingRect("1").height()
        least = round(most * (NUMBER_INK_LEAST + 1) / capital) + 1
        for size in range(round(most * most / capital), least - 1, -2):
            face.setPixelSize(size)
            if QFontMetricsF(face).horizontalAdvance(text) <= self._width:
                break
        else:
            face.setPixelSize(least)
            # Too long a number gets narrower, never lower.
            for stretch in range(95, 25, -5):
                face.setStretch(stretch)
                if QFontMetricsF(face).horizontalAdvance(text) <= self._width:
                    break
        ink = QFontMetricsF(face).tightBoundingRect("1")
        self.painter.setFont(face)
        left = (self._layout.width_dots - QFontMetricsF(face).horizontalAdvance(text)) / 2
        self.painter.drawText(QPointF(left, y - ink.top()), text)
        return y + ink.height()

    def _dashes(self, y: float) -> float:
        self.painter.save()
        pen = QPen(QColor(Qt.GlobalColor.black), 3)
        pen.setDashPattern([2, 1])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(self._left, y + 1.5), QPointF(self._left + self._width, y + 1.5))
        self.painter.restore()
        return y + 3

    def _facts(self, facts: tuple[Fact, ...], y: float) -> float:
        """Columns of label over value: two, or one where one word is too wide for two."""
        gap = 20
        columns = 2 if all(set_text(f.value, VALUE, self._width / 2 - gap).lines == 1 for f in facts) else 1
        columns = 2 if self._width >= 500 else columns
        column = (self._width - gap * (columns - 1)) / columns
        for first in range(0, len(facts), columns):
            below = y
            for place, fact in enumerate(facts[first : first + columns]):
                x = self._left + place * (column + gap)
                end = self._text(fact.label, LABEL, x, y, column) - 6
                below = max(below, self._text(fact.value, VALUE, x, end, column))
            y = below + 4
        return y

    def _list(self, title: str, entries: list[str], y: float) -> float:
        """A heading with entries below it, and dashes after the last."""
        if not entries:
            return y
        y = self._text(title, TITLE, self._left, y, self._width) + 2
        for entry in entries:
            y = self._text(entry, ENTRY, self._left, y, self._width) + 4
        return self._dashes(y + 10) + 20

    def _foot(self, y: float) -> float:
        """The code at the left, the rules beside it."""
        quiet = QUIET_MODULES * self._layout.code_dots
        side = self._code(self._left, y)
        x = self._left + side + quiet
        width = self._left + self._width - x
        end = self._text(self._slip.rules, RULES, x, y - 6, width) + 8
        end = self._text(self._slip.code_caption, CAPTION, x, end, width)
        return max(end, y + side + quiet)

    def _code_below(self, y: float) -> float:
        """The code in the middle, and what it is below it."""
        quiet = QUIET_MODULES * self._layout.code_dots
        side = len(code_modules(self._slip.code)) * self._layout.code_dots
        self._code(round((self._layout.width_dots - side) / 2), y + quiet)
        caption = set_text(self._slip.code_caption, OWN, self._width)
        return caption.draw(self.painter, self._left, y + side + 2 * quiet) + 8

    def _code(self, x: float, y: float) -> int:
        """The code with its corner there; returns how wide it is."""
        code, module = code_modules(self._slip.code), self._layout.code_dots
        side, top = len(code) * module, round(y)
        self.painter.fillRect(QRect(round(x), top, side, side), Qt.GlobalColor.white)
        for row, modules in enumerate(code):
            for column, black in enumerate(modules):
                if black:
                    box = QRectF(round(x) + column * module, top + row * module, module, module)
                    self.painter.fillRect(box, Qt.GlobalColor.black)
        return side


def _logo(layout: Layout) -> QImage:
    """The logo, made as small as the paper and 20 mm of height ask for."""
    logo = QImage(str(Path(layout.folder) / layout.logo))
    most = (layout.inner_dots, 20 * DOTS_PER_MM)
    if logo.width() > most[0] or logo.height() > most[1]:
        smooth = Qt.TransformationMode.SmoothTransformation
        logo = logo.scaled(*most, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return logo


def code_modules(token: str) -> list[list[bool]]:
    """The token's QR code, True being black, without its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(token)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
