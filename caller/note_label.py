"""The one readable line that tells a clerk what happened: never a box that must be clicked away."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from caller.state import Note
from shell.theme import font

SIZES_PX = (13, 12, 11, 10, 9)


class NoteLabel(QLabel):
    """A line, or two smaller ones where the words need it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    def show_note(self, note: Note | None) -> None:
        """This note, or none."""
        self.setVisible(note is not None)
        if note is None:
            self.clear()
            return
        if self.property("note") != note.tone:
            self.setProperty("note", str(note.tone))
            self.style().unpolish(self)
            self.style().polish(self)
        if self.text() != note.text:
            self.setText(note.text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, self.width() - 18, self.height() - 3)
        face = font(SIZES_PX[-1])
        for px in SIZES_PX:
            face = font(px)
            needed = QFontMetrics(face).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
            if needed.height() <= room.height() and needed.width() <= room.width():
                break
        self.setFont(face)
