"""Everything that can be touched: painted buttons that answer within the frame of the touch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from math import inf

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk import paint
from kiosk.lettering import JOINER, Lettering, Type, longest_word, set_name, set_text
from kiosk.measures import Measures
from shell.theme import Theme, load_theme

BOLD = QFont.Weight.Bold
MEDIUM = QFont.Weight.Medium
MIDDLE = Qt.AlignmentFlag.AlignHCenter
LINE_SIZES = (26, 24, 22)


class Tone(Enum):
    """How loud a button is."""

    CARD = auto()  # a white card
    TINT = auto()  # quieter, on the hall's tint
    OUTLINE = auto()
    PRIMARY = auto()
    QUIET = auto()  # cannot be had at the moment


@dataclass(frozen=True)
class Colours:
    """What a tone is painted with."""

    fill: str
    pressed: str
    edge: str | None
    text: str


COLOURS = {
    Tone.CARD: Colours("card", "hall_tint", "line", "ink"),
    Tone.TINT: Colours("hall_tint", "line", None, "hall_deep"),
    Tone.OUTLINE: Colours("card", "hall_tint", "hall", "hall"),
    Tone.PRIMARY: Colours("hall", "hall_deep", None, "on_hall"),
    Tone.QUIET: Colours("paper", "hall_tint", "line", "ink_soft"),
}


class Touchable(QAbstractButton):
    """A rounded surface to touch; what stands on it is drawn by `draw`."""

    def __init__(self, tone: Tone, parent: QWidget, radius: float = 26) -> None:
        super().__init__(parent)
        self.tone = tone
        self.measures = Measures(load_theme())
        self._radius = radius
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring for those who came by key; a finger needs none, nor does a window that has just opened."""
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ringed = event.reason() in keys
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    @property
    def theme(self) -> Theme:
        return self.measures.theme

    @property
    def text_colour(self) -> str:
        return COLOURS[self.tone].text if self.isEnabled() else "ink_soft"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, theme, px = COLOURS[self.tone], self.theme, self.measures.px
        fill = theme[colours.pressed if self.isDown() else colours.fill]
        edge = theme[colours.edge] if colours.edge else None
        thick = max(1.0, px(2))
        if not self.isEnabled():
            fill, edge = theme["paper"], theme["line"]
        elif self._ringed:
            edge, thick = theme["focus"], px(5)
        elif self.isDown() and self.tone is not Tone.PRIMARY:
            edge, thick = theme["hall"], px(4)
        box = QRectF(self.rect())
        paint.card(painter, box, px(self._radius), fill, edge, thick)
        self.draw(painter, box)
        painter.end()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError


class TextButton(Touchable):
    """A word to touch, with an icon before it if it helps."""

    PAD = 12
    """What stays free above and below the word, of both together."""

    def __init__(self, tone: Tone, parent: QWidget, size: float = 36, icon: str | None = None) -> None:
        super().__init__(tone, parent)
        self._size = size
        self._icon = icon

    def set_size(self, size: float) -> None:
        """The size of the word; smaller only if even two lines are too few."""
        self._size = size

    def set_icon(self, icon: str | None) -> None:
        self._icon = icon

    def set_words(self, words: str) -> None:
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)

    def needed_height(self, width: float) -> float:
        """How high a button of that width must be for its word."""
        px = self.measures.px
        return set_text(self.text(), self._kind(), width - px(40)).height + px(self.PAD)

    def _kind(self) -> Type:
        steps = tuple(self._size * share for share in (1, 0.9, 0.8, 0.7))
        align = Qt.AlignmentFlag.AlignLeft if self._icon else MIDDLE
        return self.measures.type(Type(steps, BOLD, 1 if self._icon else 2, align))

    def _fitted(self, width: float, height: float) -> Lettering:
        """The word as large as the button has room for; beside an icon on one line, unless two are much larger."""
        kind = self._kind()

        def on_two_lines(size: float) -> Type:
            return replace(kind, sizes=(size,), lines=2)

        least = kind.sizes[-1]
        ways = (
            replace(kind, sizes=kind.sizes[:-1]),
            *map(on_two_lines, kind.sizes),
            kind,
            *map(on_two_lines, (least * 0.85, least * 0.7)),
        )
        for way in ways[:-1]:
            text = set_text(self.text(), way, width)
            if text.lines <= way.lines and text.height <= height:
                return text
        return set_text(self.text(), ways[-1], width)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px = self.measures.px
        side = px(self._size * 1.15) if self._icon else 0
        gap = px(16) if self._icon else 0
        colour = self.theme[self.text_colour]
        painter.setPen(colour)
        if not self._icon:
            inner = box.adjusted(px(20), 0, -px(20), 0)
            self._fitted(inner.width(), box.height() - px(self.PAD)).draw_in(painter, inner)
            return
        text = self._fitted(box.width() - px(40) - side - gap, box.height() - px(self.PAD))
        left = box.left() + (box.width() - side - gap - text.ink_width()) / 2
        paint.icon(painter, self._icon, QRectF(left, box.center().y() - side / 2, side, side), colour)
        text.draw(painter, left + side + gap, box.center().y() - text.height / 2)


class Badge:
    """The letter of a zone or the prefix of a service, in a small square of its own."""

    def __init__(self, letters: str, size: float = 66) -> None:
        self.letters = letters
        self.size = size

    def draw(self, painter: QPainter, touchable: Touchable, left: float, top: float) -> None:
        px, theme = touchable.measures.px, touchable.theme
        box = QRectF(left, top, px(self.size), px(self.size))
        ground = "card" if touchable.isDown() or touchable.tone is Tone.TINT else "hall_tint"
        paint.card(painter, box, px(18), theme[ground])
        painter.setPen(theme["hall"])
        kind = Type((36, 32, 28, 24), BOLD, 1, MIDDLE)
        scale = touchable.measures.scale * self.size / 66
        set_text(self.letters, kind.scaled(scale), box.width()).draw_in(painter, box)


class Tile(Touchable):
    """A way in: what it is, what belongs to it, and what comes after the touch."""

    def __init__(self, tone: Tone, parent: QWidget) -> None:
        super().__init__(tone, parent)
        self._badge: Badge | None = None
        self._line = self._after = ""

    def set_words(self, name: str, line: str, after: str, badge: str = "") -> None:
        self.setText(name)
        self.setAccessibleName(name)
        spoken = f"{line}. {after}" if line else after
        self.setAccessibleDescription(spoken.replace(JOINER, "").replace("\u00a0", " "))
        self._line, self._after = line, after
        self._badge = Badge(badge, 56) if badge else None

    def inner_width(self, width: float) -> float:
        """How wide a line may be on a tile of that width."""
        return width - self.measures.px(72)

    def needed_height(self, width: float, *, lined: bool = False) -> float:
        """How high a tile of that width must be, with its line or without; no height does for a torn word."""
        inner = self.inner_width(width)
        if longest_word(self.text(), self._name_type()) > inner:
            return inf
        line = self._set_line(inner).height + self.measures.px(8) if lined and self._line else 0.0
        return self._name(inner).height + line + self._set_after(inner).height + self.measures.px(56)

    def _set_line(self, width: float) -> Lettering:
        return set_text(self._line, self._type(LINE_SIZES, QFont.Weight.Normal, 2), width)

    def _set_after(self, width: float) -> Lettering:
        side = self.measures.px(56) if self._badge else 0
        return set_text(self._after, self._type((28, 26, 24, 22, 20), MEDIUM), width - side)

    def _name(self, width: float) -> Lettering:
        return set_name(self.text(), self._name_type(), width)

    def _name_type(self) -> Type:
        return self._type((38, 36, 34, 32, 30), BOLD)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px, theme = self.measures.px, self.theme
        tight = box.height() < px(190)
        inner = box.adjusted(px(36), px(22 if tight else 30), -px(36), -px(20 if tight else 28))
        name = self._name(inner.width())
        side = px(56) if self._badge else 0
        after = self._set_after(inner.width())
        painter.setPen(theme[self.text_colour])
        below = name.draw(painter, inner.left(), inner.top())
        painter.setPen(theme["hall"])
        top = inner.bottom() - after.height
        after.draw(painter, inner.left(), top)
        if self._line:
            line = self._set_line(inner.width())
            painter.setPen(theme["ink_soft"])
            line.draw(painter, inner.left(), (below + top - line.height) / 2)
        if self._badge:
            middle = top + after.height / 2
            self._badge.draw(painter, self, inner.right() - side + px(8), middle - side / 2)

    def _type(self, sizes: tuple[float, ...], weight: QFont.Weight, lines: int = 1) -> Type:
        return self.measures.type(Type(sizes, weight, lines))


class ServiceRow(Touchable):
    """A service: its prefix, its name, where it is, who waits, and how long it will take."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tone.CARD, parent)
        self._prefix = self._place = self._waiting = self._wait = ""
        self._off = False

    def set_words(
        self, prefix: str, name: str, place: str, waiting: str, wait: str, off: bool = False
    ) -> None:
        if (prefix, name, place, waiting, wait, off) == (
            self._prefix, self.text(), self._place, self._waiting, self._wait, self._off,
        ):  # fmt: skip
            return
        self._off = off
        # It can be touched all the same: the page behind says why, and until when.
        self.tone = Tone.QUIET if off else Tone.CARD
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(filter(None, (place, waiting, wait))))
        self._prefix, self._place, self._waiting, self._wait = prefix, place, waiting, wait
        self.update()

    def needed_height(self, width: float) -> float:
        """How high a row of that width must be for all that it says."""
        left, right = self._words(width)
        return max(self._height(*left), self._height(*right)) + self.measures.px(28)

    def _words(self, width: float) -> tuple[tuple[Lettering, Lettering], tuple[Lettering, Lettering]]:
        """Name over place, and wait over how many are waiting."""
        px, kind = self.measures.px, self.measures.type
        inner = width - px(28 + 34)
        right = inner * 0.28
        left = inner - right - px(84 + 28 + 20)
        normal, align = QFont.Weight.Normal, Qt.AlignmentFlag.AlignRight
        name = set_name(self.text(), kind(Type((38, 35, 32, 28, 27, 26), BOLD)), left)
        place = set_text(self._place, kind(Type((27, 25, 23, 21), normal, 1)), left)
        wait = set_text(self._wait, kind(Type((32, 30, 28, 26, 24, 22, 20), BOLD, 1, align)), right)
        waiting = set_text(self._waiting, kind(Type((26, 24, 22), normal, 1, align)), right)
        return (name, place), (wait, waiting)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        px, theme = self.measures.px, self.theme
        inner = box.adjusted(px(28), 0, -px(34), 0)
        Badge(self._prefix, 84).draw(painter, self, inner.left(), box.center().y() - px(42))
        left, right = self._words(box.width())
        self._pair(painter, inner.left() + px(84 + 28), *left, theme[self.text_colour], theme["ink_soft"])
        self._pair(
            painter,
            inner.right() - inner.width() * 0.28,
            *right,
            theme["now" if self._off else "hall"],
            theme["ink_soft"],
        )

    def _gap(self, upper: Lettering) -> float:
        return self.measures.px(8 if upper.lines == 1 else 2)

    def _height(self, upper: Lettering, lower: Lettering) -> float:
        return upper.height + (self._gap(upper) + lower.height if lower.layout.text() else 0)

    def _pair(
        self,
        painter: QPainter,
        x: float,
        upper: Lettering,
        lower: Lettering,
        upper_colour: QColor,
        lower_colour: QColor,
    ) -> None:
        painter.setPen(upper_colour)
        top = (self.height() - self._height(upper, lower)) / 2
        y = upper.draw(painter, x, top) + self._gap(upper)
        painter.setPen(lower_colour)
        lower.draw(painter, x, y)
