"""A ticket in the printer's own type: quick on a slow line, and still right where that type lacks a character.

What stands on it comes from the same layout as the drawn one. A line with a character that the printer's type does
not have is drawn and sent as a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import east_asian_width

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from db.texts import readable
from kiosk import escpos
from kiosk.escpos import Align
from kiosk.picture import Picture
from kiosk.slip import Slip, draw_line, draw_logo
from kiosk.ticket_layout import TEXT, Layout, Part

CELL_DOTS = 12
"""A Latin letter of the printer's type is so wide, a Chinese one twice as wide."""
FONT_DOTS = 24
_ALIGN = {Align.LEFT: Qt.AlignmentFlag.AlignLeft, Align.MIDDLE: Qt.AlignmentFlag.AlignHCenter}


class Encoding(StrEnum):
    """How the printer wants its text."""

    GB18030 = "gb18030"
    GBK = "gbk"
    UTF_8 = "utf-8"


@dataclass(frozen=True)
class TextTicket:
    """The commands of a ticket, in pieces that are sent and asked after one by one."""

    parts: tuple[bytes, ...]

    def pieces(self) -> Iterator[bytes]:
        yield from self.parts

    def size(self) -> int:
        return sum(map(len, self.parts))


def text_ticket(slip: Slip, layout: Layout, encoding: Encoding) -> TextTicket:
    """The ticket as commands."""
    writer = _Writer(slip, layout, encoding)
    return TextTicket(tuple(writer.part(part) for part in layout.parts))


def has_type_for(text: str, encoding: Encoding) -> bool:
    """Whether a printer's type can be trusted with the text: its Chinese ends where GBK does, whatever it is sent in.

    GB18030 can say every character there is, in four bytes; printers answer those with a blank.
    """
    try:
        text.encode("gbk")
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def cells(text: str) -> int:
    """How many Latin letters wide the text is."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


class _Writer:
    """Writes one part after the other."""

    def __init__(self, slip: Slip, layout: Layout, encoding: Encoding) -> None:
        self._slip, self._layout, self._encoding = slip, layout, encoding
        self._columns = layout.inner_dots // CELL_DOTS

    def part(self, part: str) -> bytes:
        slip, middle = self._slip, Align.MIDDLE
        match part:
            case Part.MARK:
                return self._line(f"** {slip.mark} **", middle, 1, bold=True) if slip.mark else b""
            case Part.LOGO:
                return _picture(draw_logo(self._layout))
            case Part.HALL | Part.PLACE:
                return self._line(getattr(slip, part), middle, bold=True)
            case Part.LINE:
                return self._line("-" * self._columns, Align.LEFT)
            case Part.SERVICE:
                return self._line(slip.service, middle, 2)
            case Part.NUMBER:
                return self._number()
            case Part.FACTS:
                return self._facts()
            case Part.STEPS | Part.MATERIALS:
                return self._list(*slip.list_of(part))
            case Part.RULES:
                return self._line(slip.rules, Align.LEFT)
            case Part.CODE:
                return self._code()
            case Part.FOOT:
                return self._line(slip.rules, Align.LEFT) + self._code()
            case _:
                text = self._layout.text[part.removeprefix(TEXT)].said(slip.language)
                return self._line(text, middle)

    def _line(self, text: str, align: Align, times: int = 1, *, bold: bool = False) -> bytes:
        """A paragraph; so many times as large as normal, if its longest line still fits. No text steers the printer."""
        text = "\n".join(map(readable, text.split("\n")))
        while times > 1 and cells(text) * times > self._columns:
            times -= 1
        if has_type_for(text, self._encoding):
            broken = "\n".join(wrapped(text, self._columns // times))
            return escpos.text(broken.encode(self._encoding), align, times, bold=bold)
        weight = QFont.Weight.Bold if bold or times > 1 else QFont.Weight.Medium
        return _picture(draw_line(text, self._layout, FONT_DOTS * times, weight, _ALIGN[align]))

    def _number(self) -> bytes:
        """At least 12 mm of ink: a digit of the printer's type has 18 dots of it at single size."""
        number = f"{self._slip.prefix} {self._slip.digits}"
        wide = max(1, min(6, self._columns // cells(number)))
        return escpos.large(number.encode("ascii"), wide, high=6)

    def _facts(self) -> bytes:
        facts = self._slip.shown_facts(self._layout)
        return b"".join(self._line(f"{fact.label}  {fact.value}", Align.LEFT) for fact in facts)

    def _list(self, title: str, entries: list[str]) -> bytes:
        if not entries:
            return b""
        lines = [
            self._line(title, Align.LEFT, bold=True),
            *(self._line(each, Align.LEFT) for each in entries),
        ]
        return b"".join(lines) + self._line("-" * self._columns, Align.LEFT)

    def _code(self) -> bytes:
        caption = self._line(self._slip.code_caption, Align.MIDDLE)
        return escpos.code(self._slip.code.encode("ascii"), self._layout.code_dots) + caption


def _picture(picture: Picture) -> bytes:
    return b"".join(picture.pieces())


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The text on lines of so many cells; Latin words stay whole, Chinese breaks anywhere."""
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph):
            if line and cells(line + word.rstrip()) > columns:
                yield line.rstrip()
                line = ""
            line += word
            while cells(line) > columns and len(line) > 1:
                fitting = next(n for n in range(len(line), 0, -1) if cells(line[:n]) <= columns or n == 1)
                yield line[:fitting]
                line = line[fitting:]
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """Pieces between which a line may break."""
    word = ""
    for sign in text:
        if east_asian_width(sign) in "WF":
            if word:
                yield word
            yield sign
            word = ""
        elif sign == " ":
            yield word + sign
            word = ""
        else:
            word += sign
    if word:
        yield word
