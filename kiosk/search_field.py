"""The white field over the header's edge: on the first screen a way in, on the search page what was typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.touch import MEDIUM, Tone, Touchable

translate = QCoreApplication.translate

HEIGHT = 118
RADIUS = 36


class SearchField(Touchable):
    """Looks like the field that it opens."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Tone.CARD, parent, radius=RADIUS)
        self.setAccessibleName(translate("kiosk", "Search for an item"))

    def retranslate(self) -> None:
        self.setAccessibleName(translate("kiosk", "Search for an item"))

    def draw(self, painter: QPainter, box: QRectF) -> None:
        draw_words(painter, box, "", self.measures)


class TypedText(QWidget):
    """The field while one types; shows as much of the end as it holds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""
        self._measures: Measures | None = None

    def show_text(self, typed: str, measures: Measures) -> None:
        self._typed, self._measures = typed, measures
        self.setAccessibleName(translate("kiosk", "Typed: {text}").format(text=typed))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = self._measures
        if measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint.card(painter, box, px(RADIUS), theme["card"], theme["hall"], max(1.0, px(3)))
        draw_words(painter, box, self._typed, measures)
        painter.end()


def draw_words(painter: QPainter, box: QRectF, typed: str, measures: Measures) -> None:
    """The magnifying glass, and what was typed or what may be."""
    px, theme = measures.px, measures.theme
    side = px(52)
    icon = QRectF(box.left() + px(40), box.center().y() - side / 2, side, side)
    paint.icon(painter, "mdi6.magnify", icon, theme["hall"])
    left = icon.right() + px(24)
    width = box.right() - px(36) - left
    if not typed:
        hint = translate("kiosk", "Search: SBK finds 社保卡")
        painter.setPen(theme["ink_soft"])
        kind = measures.type(Type((36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16), QFont.Weight.Normal))
        set_text(hint, kind, width).draw_in(painter, QRectF(left, box.top(), width, box.height()))
        return
    kind = measures.type(Type((44,), MEDIUM))
    shown = typed
    while len(shown) > 1 and set_text("…" + shown, kind, 10 * width).ink_width() > width - px(12):
        shown = shown[1:]
    text = set_text(shown if shown == typed else "…" + shown, kind, 10 * width)
    painter.setPen(theme["ink"])
    top = box.center().y() - text.height / 2
    text.draw(painter, left, top)
    caret = QRectF(left + text.ink_width() + px(6), top + px(4), max(2.0, px(4)), text.height - px(8))
    painter.fillRect(caret, theme["hall"])


def field_shadow(painter: QPainter, box: QRectF, measures: Measures) -> None:
    px = measures.px
    paint.shadow(painter, box, px(RADIUS), measures.theme["shadow"], px(RADIUS))
