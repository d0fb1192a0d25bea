"""The third screen: the number, large at once, while the paper comes out; and what to do when it does not."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk import paint
from kiosk.intents import CancelNumber, Done, KeepNumber
from kiosk.lettering import Type, common_size, set_name, set_text
from kiosk.measures import Measures
from kiosk.page_view import PageView
from kiosk.pages import Stage, TicketPage
from kiosk.picture import Picture
from kiosk.touch import BOLD, MEDIUM, MIDDLE, TextButton, Tone

translate = QCoreApplication.translate

EDGE = 90
CARD_TOP = 330
SLIP_TOP = 396
CARD_HEIGHT = 800
BUTTON_HEIGHT = 150
BUTTON_BOTTOM, BUTTON_BOTTOM_ACROSS = 120, 48
HEAD_ACROSS = 190
TURN_MS = 40
WHOLE_SLIP = {Stage.FAILED, Stage.UNKNOWN, Stage.KEPT}
"""Stages in which the screen stands in for the paper: the ticket itself is shown, with its code."""


@lru_cache(maxsize=4)
def _image(picture: Picture, size: QSize) -> QImage:
    """The ticket in that size; black dots made small by a painter alone would break up."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.image().scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


class TicketView(PageView[TicketPage]):
    """Shows one ticket; announces keep, cancel and done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: TicketPage | None = None
        self._measures: Measures | None = None
        self._angle = 0
        # What is painted is also said, to screen readers and to the robot.
        self._number = QLabel(self)
        self._number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._done = TextButton(Tone.PRIMARY, self, size=46)
        self._done.clicked.connect(lambda: self.wanted.emit(Done()))
        self._keep = TextButton(Tone.PRIMARY, self, size=42)
        self._keep.clicked.connect(lambda: self.wanted.emit(KeepNumber()))
        self._cancel = TextButton(Tone.OUTLINE, self, size=42)
        self._cancel.clicked.connect(lambda: self.wanted.emit(CancelNumber()))
        self._turning = QTimer(self, interval=TURN_MS)
        self._turning.timeout.connect(self._turn)

    def show_page(self, page: TicketPage, measures: Measures) -> None:
        self._page, self._measures = page, measures
        self.setAccessibleName(page.title)
        self.setAccessibleDescription(page.hint)
        self._number.setAccessibleName(translate("kiosk", "Ticket number"))
        self._number.setAccessibleDescription(page.number)
        self._number.setVisible(bool(page.number))
        self._arrange(page, measures)
        if page.stage is Stage.ASKING:
            self._turning.start()
        else:
            self._turning.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()

    def _turn(self) -> None:
        self._angle = (self._angle + 6) % 360
        self.update()

    def _arrange(self, page: TicketPage, measures: Measures) -> None:
        px = measures.px
        choosing = page.stage is Stage.FAILED
        self._done.setVisible(not choosing and page.stage is not Stage.ASKING)
        self._done.setEnabled(page.stage is not Stage.PRINTING)
        self._keep.setVisible(choosing)
        self._cancel.setVisible(choosing)
        done = translate("kiosk", "Done")
        self._done.set_words(done if page.seconds_left is None else f"{done} · {page.seconds_left}")
        self._done.setAccessibleName(done)
        self._keep.set_words(translate("kiosk", "Keep the number"))
        self._cancel.set_words(translate("kiosk", "Cancel the number"))
        width, touch = self.width() - px(2 * EDGE), measures.touch(BUTTON_HEIGHT)
        top = self._buttons_top(measures)
        self._done.setGeometry(QRectF(px(EDGE), top, width, touch).toRect())
        half = (width - px(30)) / 2
        self._cancel.setGeometry(QRectF(px(EDGE), top, half, touch).toRect())
        self._keep.setGeometry(QRectF(px(EDGE) + half + px(30), top, half, touch).toRect())
        for button in (self._done, self._keep, self._cancel):
            button.measures = measures
            button.update()
        self._number.setGeometry(QRectF(px(EDGE), px(CARD_TOP), width, px(300)).toRect())

    def _buttons_top(self, measures: Measures) -> float:
        below = BUTTON_BOTTOM_ACROSS if measures.across else BUTTON_BOTTOM
        return self.height() - measures.px(below) - measures.touch(BUTTON_HEIGHT)

    def _left(self, measures: Measures) -> QRectF:
        """Where the words and the number stand: across, the paper stands beside them."""
        px = measures.px
        if measures.across:
            return QRectF(px(EDGE), px(44), self.width() * 0.56, self._buttons_top(measures) - px(44 + 40))
        return QRectF(px(EDGE), px(56), self.width() - px(2 * EDGE), self.height() - px(56))

    # --- Painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        page, measures = self._page, self._measures
        if page is None or measures is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), measures.theme["paper"])
        self._headline(painter, page, measures)
        if page.stage in WHOLE_SLIP and page.picture:
            self._whole_slip(painter, page, page.picture, measures)
        else:
            box = self._card(painter, page, measures)
            if page.picture and page.stage in (Stage.PRINTING, Stage.PRINTED):
                self._paper(painter, page, page.picture, box, measures)
        painter.end()

    def _headline(self, painter: QPainter, page: TicketPage, measures: Measures) -> None:
        theme, px = measures.theme, measures.px
        left = self._left(measures)
        alone = measures.across and page.stage in WHOLE_SLIP
        tight = measures.across and not alone
        kind = Type((46, 43, 40, 37) if tight else (56, 52, 48, 44, 40), BOLD, 1 if tight else 2, MIDDLE)
        words = page.title.replace("\n", " ") if tight else page.title
        title = set_text(words, measures.type(kind), left.width())
        lines = 4 if alone else 2
        hint = set_text(
            page.hint,
            measures.type(Type((28, 26) if tight else (34, 31, 28), QFont.Weight.Normal, lines, MIDDLE)),
            left.width(),
        )
        if alone:
            room = left.height()
        elif measures.across:
            room = px(HEAD_ACROSS)
        else:
            room = px((SLIP_TOP if page.stage in WHOLE_SLIP else CARD_TOP) - 56 - 40)
        y = left.top() + (room - title.height - px(18) - hint.height) / 2
        loud = page.stage in (Stage.FAILED, Stage.UNKNOWN, Stage.REFUSED)
        painter.setPen(theme["now" if loud else "ink"])
        y = title.draw(painter, left.left(), y) + px(18)
        painter.setPen(theme["ink_soft"])
        hint.draw(painter, left.left(), y)

    def _card(self, painter: QPainter, page: TicketPage, measures: Measures) -> QRectF:
        theme, px = measures.theme, measures.px
        left = self._left(measures)
        box = QRectF(left.left(), px(CARD_TOP), left.width(), px(CARD_HEIGHT))
        if measures.across:
            box.setTop(left.top() + px(HEAD_ACROSS))
            box.setBottom(left.bottom())
        paint.shadow(painter, box, px(36), theme["shadow"], px(36))
        paint.card(painter, box, px(36), theme["card"], theme["line"], max(1.0, px(2)))
        inner = box.adjusted(px(60), px(66), -px(60), -px(56))
        if measures.across:
            inner.adjust(0, -px(26), 0, px(20))
        service = set_name(
            page.service, measures.type(Type((46, 43, 40, 37, 34), BOLD, 1, MIDDLE)), inner.width()
        )
        painter.setPen(theme["ink"])
        y = service.draw(painter, inner.left(), inner.top())
        if not page.number:
            self._nothing_yet(
                painter, page, QRectF(inner.left(), y, inner.width(), inner.bottom() - y), measures
            )
            return box
        place = set_name(
            page.place, measures.type(Type((40, 38, 36, 34, 32, 30), BOLD, 1, MIDDLE)), inner.width() - px(60)
        )
        pill_height = max(px(90 if measures.across else 120), place.height + px(36))
        pill = QRectF(inner.left(), inner.bottom() - pill_height, inner.width(), pill_height)
        paint.card(painter, pill, px(26), theme["hall_tint"])
        painter.setPen(theme["hall_deep"])
        place.draw_in(painter, pill.adjusted(px(30), 0, -px(30), 0))
        facts_top = pill.top() - px(150 if measures.across else 166)
        facts_box = QRectF(inner.left(), facts_top, inner.width(), pill.top() - px(16) - facts_top)
        self._facts(painter, page, facts_box, measures)
        paint.dashes(
            painter, QPointF(inner.left(), facts_top - px(26)), inner.width(), theme["line"], max(1.0, px(3))
        )
        number_box = QRectF(inner.left(), y, inner.width(), facts_top - px(26) - y)
        cancelled = page.stage is Stage.CANCELLED
        sizes = [size for size in (240, 220, 200, 180, 160, 140) if px(size) * 0.92 < number_box.height()]
        kind = Type(tuple(sizes or [140]), BOLD, 1, MIDDLE).scaled(measures.scale)
        number = set_text(page.number, kind, inner.width())
        painter.setPen(theme["ink_faint" if cancelled else "hall"])
        # The digits' own middle, not the line's: a line has room for strokes that digits do not have.
        ink = number_box.translated(0, -number.height * 0.048)
        number.draw_in(painter, ink)
        if cancelled:
            line = QRectF(0, 0, number.ink_width() + px(40), px(12))
            line.moveCenter(number_box.center())
            paint.card(painter, line, px(6), theme["ink_soft"])
        return box

    def _nothing_yet(self, painter: QPainter, page: TicketPage, box: QRectF, measures: Measures) -> None:
        theme, px = measures.theme, measures.px
        side = px(220)
        square = QRectF(0, 0, side, side)
        square.moveCenter(box.center())
        if page.stage is Stage.ASKING:
            painter.save()
            painter.translate(square.center())
            painter.rotate(self._angle)
            painter.translate(-square.center())
            paint.ring(painter, square, 0.28, theme["hall"], theme["hall_tint"], px(22))
            painter.restore()
        else:
            paint.icon(painter, "mdi6.lan-disconnect", square, theme["now"])

    def _facts(self, painter: QPainter, page: TicketPage, box: QRectF, measures: Measures) -> None:
        theme, px = measures.theme, measures.px
        width = box.width() / max(1, len(page.facts))
        kind = measures.type(Type((50, 46, 42, 38, 34, 30), BOLD, 1, MIDDLE))
        size = common_size((fact.value for fact in page.facts), kind, width - px(12))
        for column, fact in enumerate(page.facts):
            left = box.left() + column * width
            value = set_text(fact.value, Type((size,), BOLD, 1, MIDDLE), width - px(12))
            label = set_text(
                fact.label,
                measures.type(Type((29, 27, 25, 23), QFont.Weight.Normal, 1, MIDDLE)),
                width - px(12),
            )
            y = box.top() + (box.height() - value.height - label.height - px(6)) / 2
            painter.setPen(theme["ink"])
            y = value.draw(painter, left + px(6), y) + px(6)
            painter.setPen(theme["ink_soft"])
            label.draw(painter, left + px(6), y)

    def _paper(
        self, painter: QPainter, page: TicketPage, picture: Picture, card: QRectF, measures: Measures
    ) -> None:
        """The slot, the paper that comes out of it as far as the printer has taken it, and the progress in words."""
        theme, px = measures.theme, measures.px
        top, bottom = card.bottom() + px(64), self._buttons_top(measures) - px(60)
        left, end = px(EDGE), self.width() - px(EDGE)
        if measures.across:
            top, left = card.top(), card.right() + px(60)
        slot = QRectF(left + px(10), top, px(330), px(22))
        if measures.across:
            slot.setWidth(end - left - px(20))
            bottom -= px(90)
        paper_height = bottom - slot.center().y()
        paper_width = paper_height * picture.width / picture.height
        if paper_width > slot.width() - px(40):
            paper_width = slot.width() - px(40)
            paper_height = paper_width * picture.height / picture.width
        out = paper_height * page.share
        slip = QRectF(
            slot.center().x() - paper_width / 2,
            slot.center().y() - paper_height + out,
            paper_width,
            paper_height,
        )
        paint.card(painter, slot, px(11), theme["ink"])
        painter.save()
        painter.setClipRect(QRectF(0, slot.center().y(), self.width(), self.height()))
        paint.shadow(painter, slip, px(2), theme["shadow"], px(14))
        painter.drawImage(slip, _image(picture, slip.size().toSize()))
        painter.restore()
        if not measures.across:
            left = slot.right() + px(56)
        width = end - left
        middle = bottom + px(100) if measures.across else (top + bottom) / 2
        done = page.stage is Stage.PRINTED
        words = (
            translate("kiosk", "Please take your ticket")
            if done
            else translate("kiosk", "Printing your ticket…")
        )
        text = set_text(words, measures.type(Type((36, 33, 30), MEDIUM, 2)), width - (px(64) if done else 0))
        y = middle - px(20) - text.height
        painter.setPen(theme["ok" if done else "ink"])
        text.draw(painter, left + (px(64) if done else 0), y)
        if done:
            mark = QRectF(left, y + (text.height - px(48)) / 2, px(48), px(48))
            paint.icon(painter, "mdi6.check-circle", mark, theme["ok"])
        bar = QRectF(left, middle + px(8), width, px(22))
        paint.card(painter, bar, px(11), theme["line"])
        if page.share > 0:
            bar.setWidth(max(bar.height(), width * page.share))
            paint.card(painter, bar, px(11), theme["ok" if done else "hall"])

    def _whole_slip(self, painter: QPainter, page: TicketPage, picture: Picture, measures: Measures) -> None:
        theme, px = measures.theme, measures.px
        bottom = self._buttons_top(measures) - px(120)
        room = QRectF(px(EDGE), px(SLIP_TOP), self.width() - px(2 * EDGE), bottom - px(SLIP_TOP))
        if measures.across:
            left = self._left(measures)
            room.setLeft(left.right() + px(60))
            room.setTop(left.top())
        scale = min(room.width() / picture.width, room.height() / picture.height)
        slip = QRectF(0, 0, picture.width * scale, picture.height * scale)
        slip.moveCenter(room.center())
        paint.shadow(painter, slip, px(6), theme["shadow"], px(36))
        painter.drawImage(slip, _image(picture, slip.size().toSize()))
        if page.stage is Stage.FAILED and page.seconds_left is not None:
            words = translate("kiosk", "Without an answer it is cancelled in {n} s").format(
                n=page.seconds_left
            )
            text = set_text(words, measures.type(Type((32, 29, 26), MEDIUM, 1, MIDDLE)), room.width())
            painter.setPen(theme["ink"])
            text.draw(painter, room.left(), bottom + px(36))
