"""What a board shows between calls, brought in by a thread: a folder may be slow, a picture large."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.errors import HallError
from display.notices import Notice, NoticesFile
from display.pictures import PictureLeftOut, candidates, read_picture
from display.state import Still
from shell.mailbox import Mailbox, Slot
from shell.settings import load_settings

PICTURE_S = 20.0
"""How long a picture is kept before the next one is read."""

log = logging.getLogger(__name__)


class Showcase(QObject):
    """Reads notices and pictures again and again: whoever changes them need not touch the board."""

    notices = Signal(object)
    """All notices of the file, whenever it has changed."""
    still = Signal(object)
    """The next picture, or None when there is none any more."""

    def __init__(self, notices: Path | None, pictures: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = threading.Event()
        self._mailbox = Mailbox(self._deliver, self)
        gatherer = _Gatherer(notices, pictures, self._mailbox.slot, self._stopping)
        self._thread = threading.Thread(target=gatherer.run, name="showcase", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Read no more."""
        self._mailbox.close()
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _deliver(self, found: tuple[Notice, ...] | Still | None) -> None:
        if isinstance(found, tuple):
            self.notices.emit(found)
        else:
            self.still.emit(found)


class _Gatherer:
    """The thread's own part: touches no object of the window."""

    def __init__(
        self,
        notices: Path | None,
        pictures: Path | None,
        slot: Slot[tuple[Notice, ...] | Still | None],
        stopping: threading.Event,
    ) -> None:
        self._notices = notices
        self._pictures = pictures
        self._slot = slot
        self._stopping = stopping
        self._read: tuple[int, int] | None = None
        self._shown: str | None = None
        self._left_out: dict[tuple[str, int], str] = {}

    def run(self) -> None:
        while True:
            try:
                if self._notices:
                    self._look_at_notices(self._notices)
                if self._pictures:
                    self._next_picture(self._pictures)
            except Exception:
                log.exception("notices and pictures could not be read")
            if self._stopping.wait(PICTURE_S):
                return

    def _look_at_notices(self, path: Path) -> None:
        try:
            now = path.stat().st_mtime_ns, path.stat().st_size
        except OSError:
            now = (0, 0)
        if now == self._read:
            return
        self._read = now
        try:
            self._slot.put(load_settings(path, NoticesFile).notice)
        except HallError as failure:
            log.warning("the notices stay as they were: %s", failure)

    def _next_picture(self, folder: Path) -> None:
        """The next one by name that can be shown; after the last the first."""
        paths = candidates(folder)
        names = [path.name for path in paths]
        start = names.index(self._shown) + 1 if self._shown in names else 0
        for path in paths[start:] + paths[:start]:
            if (image := self._try(path)) is not None:
                if path.name != self._shown or len(paths) > 1:
                    self._shown = path.name
                    self._slot.put(image)
                return
        if self._shown is not None:
            self._shown = None
            self._slot.put(None)

    def _try(self, path: Path) -> Still | None:
        try:
            key = path.name, path.stat().st_mtime_ns
        except OSError:
            return None
        if key in self._left_out:
            return None
        try:
            return Still(read_picture(path), path.name)
        except PictureLeftOut as failure:
            self._left_out = {known: why for known, why in self._left_out.items() if known[0] != path.name}
            self._left_out[key] = str(failure)
            log.warning("%s", failure)
            return None
