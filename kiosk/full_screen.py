"""The window over the whole of one screen, which may be unplugged and plugged in again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SETTLE_MS = 300
"""Screens come and go in several steps."""


class FullScreen(QObject):
    """Without a frame and without a pointer, on the screen where it began; on another while that one is away."""

    def __init__(self, window: QWidget, screens: QGuiApplication) -> None:
        super().__init__(window)
        self._window = window
        self._screens = screens
        self._home = screens.primaryScreen().name()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.cover)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.setCursor(Qt.CursorShape.BlankCursor)
        screens.screenAdded.connect(self._watch)
        screens.screenRemoved.connect(self._settle.start)
        screens.primaryScreenChanged.connect(self._settle.start)
        for screen in screens.screens():
            self._watch(screen)
        self.cover()

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settle.start)
        self._settle.start()

    def cover(self) -> None:
        """Fill the screen, whatever it has become meanwhile."""
        named = {screen.name(): screen for screen in self._screens.screens()}
        screen = named.get(self._home) or self._screens.primaryScreen()
        if screen is None:
            return
        window, whole = self._window, screen.geometry()
        if window.isFullScreen() and window.geometry() == whole:
            return
        # A window manager moves no window that is full screen; and where there is none, nobody makes it as large.
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setScreen(screen)
        window.setGeometry(whole)
        window.showFullScreen()
        window.setGeometry(whole)
