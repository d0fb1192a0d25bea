"""The locked desk: whose it is, and a field for the PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caller.lock import LockState
from caller.note_label import NoteLabel

WIDTH, HEIGHT = 460, 220
PIN_MAX = 12


class LockView(QFrame):
    """Shows nothing of the visitor."""

    unlock = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH, HEIGHT)
        title = QLabel(self.tr("Locked"), self)
        title.setProperty("role", "title")
        self._place = QLabel(self)
        self._place.setObjectName("soft")
        self._pin = pin_field(self.tr("PIN"), self)
        self._pin.returnPressed.connect(self._submit)
        self._button = QPushButton(self.tr("Unlock"), self)
        self._button.setAccessibleName(self.tr("Unlock"))
        self._button.setProperty("role", "primary")
        self._button.clicked.connect(self._submit)
        self._note = NoteLabel(self)
        self._note.setFixedHeight(36)
        row = QHBoxLayout()
        row.addWidget(self._pin, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(self._place)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch(1)
        self.setFocusProxy(self._pin)

    def show_state(self, state: LockState, place: str) -> None:
        """Show this; a wrong PIN is gone from the field."""
        self._place.setText(place)
        self._button.setEnabled(not state.busy)
        self._note.show_note(state.note)
        if not state.busy:
            self._pin.clear()

    def _submit(self) -> None:
        if self._pin.text():
            self.unlock.emit(self._pin.text())


def pin_field(name: str, parent: QWidget) -> QLineEdit:
    """A field that shows dots and keeps nothing."""
    field = QLineEdit(parent)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(PIN_MAX)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field
