"""What the staff set on this kiosk, remembered over a restart."""

from __future__ import annotations

from PySide6.QtCore import QSettings


class Memory:
    """A small file of the user's own; one that cannot be read or written is no trouble."""

    def __init__(self, station: str) -> None:
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "hall-queue", "kiosk")
        self._kept.beginGroup(station)

    @property
    def out_of_service(self) -> bool:
        """Whether the staff took it out of service."""
        return str(self._kept.value("out_of_service", "")) == "true"

    @property
    def language(self) -> str:
        """The language that it begins in; empty: as the settings say."""
        return str(self._kept.value("language", ""))

    @property
    def volume(self) -> float:
        """How loud it reads aloud, of 1.0."""
        try:
            return float(str(self._kept.value("volume", "1.0")))
        except ValueError:
            return 1.0

    def keep(self, name: str, value: str) -> None:
        """Remember it for the next time."""
        self._kept.setValue(name, value)
        self._kept.sync()
