"""Out of service: what, why and what to do, in both languages at once; and a hand to call, where it can be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.frame import MARGIN
from kiosk.intents import AskForHelp
from kiosk.lettering import Lettering, Type, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import Cause, NoticePage
from kiosk.touch import BOLD, MIDDLE, TextButton, Tone

HELP_HEIGHT = 120
SHRINK = (1.0, 0.92, 0.85, 0.78, 0.7)

_Texts = list[tuple[Lettering, Lettering]]
"""Title and text, in one language after the other."""

ICONS = {
    Cause.STARTING: "mdi6.timer-sand",
    Cause.DATABASE: "mdi6.lan-disconnect",
    Cause.NO_HALL: "mdi6.wrench-outline",
    Cause.PRINTER: "mdi6.printer-alert",
    Cause.STAFF: "mdi6.account-wrench-outline",
}


class NoticeView(PageView[NoticePage]):
    """One notice; below it the button that calls somebody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: NoticePage | None = None
        self._measures: Measures | None = None
        self._help = TextButton(Tone.PRIMARY, self, size=38)
        self._help.clicked.connect(lambda: self.wanted.emit(AskForHelp()))

    def show_page(self, page: NoticePage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.title_en)
        self.setAccessibleDescription(f"{page.title}。{page.text} {page.text_en}")
        self._help.setVisible(bool(page.help))
        self._help.set_icon("mdi6.hand-wave")
        self._help.set_words(page.help)
        self._help.measures = measures
        margin, room = measures.px(MARGIN), self._room(measures)
        height = self.height() - room - margin
        self._help.setGeometry(QRectF(margin, room, self.width() - 2 * margin, height).toRect())
        self._help.update()
        self.update()

    def _room(self, measures: Measures) -> float:
        """How high the room for the words is, above the button."""
        if self._page is None or not self._page.help:
            return self.height()
        return self.height() - measures.touch(HELP_HEIGHT) - measures.px(MARGIN)

    def _fitting_texts(self, page: NoticePage, measures: Measures, width: float, room: float) -> _Texts:
        """In the largest type with which they have room, and in the smallest where none has."""
        *larger, smallest = SHRINK
        for factor in larger:
            texts = self._set_texts(page, measures, width, factor)
            if _height(texts) <= room:
                return texts
        return self._set_texts(page, measures, width, smallest)

    def _set_texts(self, page: NoticePage, measures: Measures, width: float, factor: float) -> _Texts:
        """Title and text in both languages, in type of that share of its size."""
        align = Qt.AlignmentFlag.AlignLeft if measures.across else MIDDLE
        body = measures.type(Type((34, 32, 30, 28, 26), QFont.Weight.Normal, 5, align).scaled(factor))
        return [
            (
                set_text(title, measures.type(Type(sizes, BOLD, 1, align).scaled(factor)), width),
                set_text(text, body, width),
            )
            for title, text, sizes in (
                (page.title, page.text, (60, 54, 48, 42)),
                (page.title_en, page.text_en, (46, 42, 38)),
            )
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme["paper"])
        width = self.width() - px(2 * MARGIN)
        side = px(220)
        # Upright the sign stands above the words, across beside them.
        beside = side + px(72) if measures.across else 0.0
        inside = width - px(144) - beside
        between = px(36 if measures.across else 64)
        pad = px(72 if measures.across else 96)
        above = 0.0 if measures.across else side + px(56)
        around = 2 * pad + above + between + 2 * px(22)
        texts = self._fitting_texts(page, measures, inside, self._room(measures) - around)
        height = around + _height(texts)
        box = QRectF(px(MARGIN), 0, width, height)
        box.moveTop((self._room(measures) - box.height()) * 0.44)
        paint.shadow(painter, box, px(36), theme["shadow"], px(36))
        paint.card(painter, box, px(36), theme["card"], theme["line"], max(1.0, px(2)))
        inner = box.adjusted(px(72) + beside, pad, -px(72), -pad)
        calm = page.cause is Cause.STARTING
        colour, ground = ("hall", "hall_tint") if calm else ("now", "now_tint")
        disc = QRectF(inner.center().x() - side / 2, inner.top(), side, side)
        if measures.across:
            disc.moveTo(box.left() + px(72), box.center().y() - side / 2)
        paint.card(painter, disc, disc.width() / 2, theme[ground])
        paint.icon(painter, ICONS[page.cause], disc.adjusted(px(50), px(50), -px(50), -px(50)), theme[colour])
        y = inner.top() + above
        for title, text in texts:
            painter.setPen(theme["ink"])
            y = title.draw(painter, inner.left(), y) + px(22)
            painter.setPen(theme["ink_soft"])
            y = text.draw(painter, inner.left(), y) + between
        painter.end()


def _height(texts: _Texts) -> float:
    return sum(title.height + text.height for title, text in texts)
