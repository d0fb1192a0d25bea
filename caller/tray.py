"""The caller's sign beside the clock: who waits, and the window when it was put away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from caller import wording
from caller.state import DeskState, Stage
from caller.type import fitting
from caller.window import Window
from shell.theme import Theme

SIZE = 64
MOST = 99


class Tray(QSystemTrayIcon):
    """How many wait, on the hall's blue; orange while a visitor is called."""

    def __init__(self, window: Window, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._drawn: tuple[str, str] | None = None
        self._menu = QMenu(window)
        self._menu.addAction(self.tr("Show or hide"), self.toggle)
        self._menu.addAction(self.tr("Close"), window.close)
        self.setContextMenu(self._menu)
        self.activated.connect(self._on_activated)
        self._draw("", "hall")

    def show_state(self, state: DeskState) -> None:
        """How it stands at the desk."""
        ground = "now" if state.stage == Stage.CALLED else "hall"
        self._draw(f"{MOST}+" if state.waiting > MOST else str(state.waiting), ground)
        self.setToolTip(f"{wording.place(state)}\n{wording.waiting(state)}")

    def toggle(self) -> None:
        """Put the window away, or bring it back."""
        if self._window.isVisible():
            self._window.hide()
        else:
            self._window.come_to_front()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle()

    def _draw(self, text: str, ground: str) -> None:
        if (text, ground) == self._drawn:
            return
        self._drawn = text, ground
        picture = QPixmap(SIZE, SIZE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme[ground])
        painter.drawRoundedRect(QRectF(0, 0, SIZE, SIZE), 14, 14)
        painter.setPen(self._theme["on_hall"])
        painter.setFont(fitting(text, 40, QFont.Weight.Bold, SIZE - 8))
        painter.drawText(QRectF(0, 0, SIZE, SIZE), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        self.setIcon(QIcon(picture))
