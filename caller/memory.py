"""Where the caller's window stood, and in which shape: remembered on this PC for each counter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSettings

from caller.settings import Shape


class Memory:
    """A small file of the user's own; one that cannot be read or written is no trouble."""

    def __init__(self, station: str) -> None:
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "hall-queue", "caller")
        self._kept.beginGroup(station)

    @property
    def shape(self) -> Shape | None:
        """The shape it had; None: nobody knows."""
        kept = str(self._kept.value("shape", ""))
        return Shape(kept) if kept in set(Shape) else None

    @property
    def corner(self) -> QPoint | None:
        """Its upper right corner; None: nobody knows."""
        kept = self._kept.value("corner")
        return kept if isinstance(kept, QPoint) else None

    def keep(self, shape: Shape, corner: QPoint | None) -> None:
        """Remember it for the next time."""
        self._kept.setValue("shape", shape.value)
        if corner is not None:
            self._kept.setValue("corner", corner)
        self._kept.sync()
