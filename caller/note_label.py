"""The one readable line that tells a clerk what happened: never a box that must be clicked away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

from caller.state import Note, Tone, Verb
from shell.theme import font

SIZES_PX = (13, 12, 11, 10, 9, 8)
PITCH = 1.25


class NoteLabel(QLabel):
    """A line, or two smaller ones where the words need it."""

    pressed = Signal(object)
    """What a click on it does, if it says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Message"))
        # From the start, for a box that comes later does not move the text within.
        self.setProperty("note", str(Tone.CALM))
        self._verb: Verb | None = None
        self.hide()

    def show_note(self, note: Note | None) -> None:
        """This note, or none."""
        self._verb = note.verb if note else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._verb else Qt.CursorShape.ArrowCursor)
        if note is None:
            self.hide()
            self.clear()
            self.setAccessibleDescription("")
            return
        if self.property("note") != note.tone:
            self.setProperty("note", str(note.tone))
            self.style().unpolish(self)
            self.style().polish(self)
        if self.text() != note.text:
            self.setText(note.text)
            self.setAccessibleDescription(note.text)
            if self.isVisible():
                self._announce()
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._announce()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._verb and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self._verb)
        else:
            super().mousePressEvent(event)

    def _announce(self) -> None:
        """A screen reader says it, wherever the focus is; what is bad, at once."""
        spoken = QAccessibleAnnouncementEvent(self, self.text())
        if self.property("note") == Tone.BAD:
            spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words in lines closer than the type's own: two must go into the height of a bar's third."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        room = QRectF(self.rect()).adjusted(9, 0, -9, 0)
        layout, px = _fitting_lines(self.text(), room)
        painter.setPen(self.palette().windowText().color())
        top = room.top() + (room.height() - layout.lineCount() * px * PITCH) / 2
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            spare = (line.height() - px * PITCH) / 2
            # A line lies where it was laid out already: only the difference is drawn.
            line.setPosition(QPointF(0, 0))
            line.draw(painter, QPointF(room.left(), top + number * px * PITCH - spare))


def _fitting_lines(text: str, room: QRectF) -> tuple[QTextLayout, int]:
    """The text in lines, in the largest size of which all fit the room."""
    smallest = SIZES_PX[-1]
    for px in SIZES_PX:
        layout = _in_lines(text, px, room.width())
        if layout.lineCount() * px * PITCH <= room.height():
            return layout, px
    return _in_lines(text, smallest, room.width()), smallest


def _in_lines(text: str, px: int, width: float) -> QTextLayout:
    layout = QTextLayout(text, font(px))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout
