"""“Are you still there?”: a ring that runs out, over everything else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk import paint
from kiosk.intents import Stay
from kiosk.lettering import Type, set_text
from kiosk.measures import Measures
from kiosk.touch import BOLD, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate


class IdlePrompt(QWidget):
    """Covers the screen, so that the touch that wakes it presses nothing else."""

    wanted = Signal(object)
    """An `Intent`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seconds_left = 0
        self._seconds_most = 1
        self._measures: Measures | None = None
        self._stay = TextButton(Tone.PRIMARY, self, size=44)
        self._stay.clicked.connect(lambda: self.wanted.emit(Stay()))

    def show_seconds(self, seconds_left: int, measures: Measures) -> None:
        if not self.isVisible():
            self._seconds_most = max(1, seconds_left)
        self._seconds_left, self._measures = seconds_left, measures
        self.setAccessibleName(translate("kiosk", "Are you still there?"))
        self._stay.set_words(translate("kiosk", "Go on"))
        self._stay.measures = measures
        box = self._box(measures)
        px, touch = measures.px, measures.touch(140)
        pad = px(56)
        self._stay.setGeometry(
            QRectF(box.left() + pad, box.bottom() - pad - touch, box.width() - 2 * pad, touch).toRect()
        )
        self._stay.update()
        self.update()

    def _box(self, measures: Measures) -> QRectF:
        """In the middle; in low mode in the middle of the lower half."""
        px, half = measures.px, self.height() / 2
        box = QRectF(0, 0, px(1160), px(500)) if measures.across else QRectF(0, 0, px(820), px(760))
        box.moveCenter(QRectF(self.rect()).center())
        if measures.low:
            box.moveTop(half + (half - box.height()) / 2)
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = self._measures
        if measures is None:
            return
        painter, theme, px = QPainter(self), measures.theme, measures.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme["board_ground"])
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        box = self._box(measures)
        paint.card(painter, box, px(36), theme["card"])
        pad, side = px(64), px(230)
        inner = box.adjusted(pad, px(48 if measures.across else 72), -pad, 0)
        circle = QRectF(inner.left(), box.top() + px(48), side, side)
        if measures.across:
            inner.setLeft(circle.right() + pad)
        align = Qt.AlignmentFlag.AlignLeft if measures.across else MIDDLE
        painter.setPen(theme["ink"])
        title = set_text(
            translate("kiosk", "Are you still there?"),
            measures.type(Type((52, 48, 44, 40), BOLD, 1, align)),
            inner.width(),
        )
        y = title.draw(painter, inner.left(), inner.top()) + px(14)
        painter.setPen(theme["ink_soft"])
        hint = set_text(
            translate("kiosk", "Otherwise this screen makes room for the next visitor"),
            measures.type(Type((32, 29, 26), QFont.Weight.Normal, 2, align)),
            inner.width(),
        )
        y = hint.draw(painter, inner.left(), y) + px(36)
        if not measures.across:
            circle.moveTo(inner.center().x() - side / 2, y)
        share = self._seconds_left / self._seconds_most
        paint.ring(painter, circle, share, theme["hall"], theme["hall_tint"], px(20))
        painter.setPen(theme["hall"])
        set_text(
            str(self._seconds_left), measures.type(Type((96,), BOLD, 1, MIDDLE)), circle.width()
        ).draw_in(painter, circle)
        painter.end()
