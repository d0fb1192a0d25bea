"""The search's own thread: what is typed goes in, the items that are meant come out."""

from __future__ import annotations

import hashlib
import json
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QObject, Signal

from db.catalogue import ItemFacts, read_digest, read_size, rows_to_search
from db.errors import HallError
from db.search import SearchIndex
from db.search_file import read_index, write_index
from db.search_making import index_of
from shell.mailbox import Mailbox, Slot
from shell.worker import DatabaseFactory

RETRY_S = 5.0
SMALL = 3000
"""So many items are put in order here; more of them by another process."""
MAKING_S = 300.0
_MAKER = [sys.executable, "-m", "db.search_making"]
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)

_log = logging.getLogger(__name__)
_Letter = Callable[["Finder"], None]


class Finder(QObject):
    """Finds items by what is typed; the GUI thread only asks and hears."""

    found = Signal(str, object)
    """What was typed, and the `ItemFacts` it means, best first."""
    ready_changed = Signal()

    def __init__(
        self,
        open_database: DatabaseFactory,
        url: str,
        folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_ready = False
        self._letters = Mailbox(lambda say: say(self), self)
        self._asked: queue.SimpleQueue[str | bool] = queue.SimpleQueue()
        finding = _Finding(open_database, url, index_path(url, folder), self._asked, self._letters.slot)
        self._finding = finding
        self._thread = threading.Thread(target=finding.work, name="finder", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._letters.close()
        self._asked.put(False)
        self._finding.leave()
        if self._thread.is_alive():
            self._thread.join(2.5)

    def look_for(self, typed: str) -> None:
        """Find this; of several that are asked in a hurry only the last is answered."""
        self._asked.put(typed)

    def look_again(self) -> None:
        """The hall was loaded: its catalogue may be another one."""
        self._asked.put(True)


def index_path(url: str, folder: Path | None = None) -> Path:
    """Where this machine keeps the index of that hall's catalogue."""
    name = hashlib.sha256(url.encode()).hexdigest()[:16]
    return (folder or user_cache_path("hall-queue", appauthor=False)) / f"catalogue-{name}.index"


class _Finding:
    """What the thread does; it knows no object of Qt, and may outlive them all."""

    def __init__(
        self,
        open_database: DatabaseFactory,
        url: str,
        path: Path,
        asked: queue.SimpleQueue[str | bool],
        letters: Slot[_Letter],
    ) -> None:
        self._open_database = open_database
        self._url = url
        self._path = path
        self._asked = asked
        self._letters = letters
        self._index: SearchIndex | None = None
        self._is_new = True
        self._leaving = False
        self._maker: subprocess.Popen[bytes] | None = None

    def leave(self) -> None:
        """Do not wait for an index that is being made; from any thread."""
        self._leaving = True
        if maker := self._maker:
            maker.kill()

    def work(self) -> None:
        """Answer what is asked; look for the catalogue first, and whenever it may be new."""
        while True:
            if self._is_new:
                self._is_new = not self._bring()
            try:
                order = self._asked.get(timeout=RETRY_S if self._is_new else None)
            except queue.Empty:
                continue
            while not self._asked.empty() and isinstance(order, str):
                order = self._asked.get()
            match order:
                case False:
                    return
                case True:
                    self._is_new = True
                case str():
                    self._answer(order)

    def _answer(self, typed: str) -> None:
        items: tuple[ItemFacts, ...] = self._index.find(typed) if self._index else ()
        self._letters.put(lambda finder: finder.found.emit(typed, items))

    def _bring(self) -> bool:
        """Have the index of the hall's catalogue; False: try again."""
        try:
            index = self._index_of_the_hall()
        except HallError as away:
            _log.info("the catalogue has to wait: %s", away)
            return False
        except Exception:
            _log.exception("the catalogue cannot be read")
            return False
        if index is None:
            return False
        self._index = index.warm()
        _log.info("%d items can be searched", len(index))
        self._letters.put(_say_ready)
        return True

    def _index_of_the_hall(self) -> SearchIndex | None:
        database = self._open_database()
        try:
            with database.reading() as connection:
                digest = read_digest(connection)
                if self._index and self._index.digest == digest:
                    return self._index
                if index := read_index(self._path, digest):
                    return index
                if read_size(connection) <= SMALL:
                    index = index_of(digest, rows_to_search(connection))
                    write_index(index, self._path)
                    return index
        finally:
            database.close()
        return self._made(digest)

    def _made(self, digest: str) -> SearchIndex | None:
        """Let another process make the index: it takes seconds, and memory that this one would keep."""
        order = json.dumps({"url": self._url, "path": str(self._path)}).encode()
        pipe = subprocess.PIPE
        try:
            self._maker = subprocess.Popen(_MAKER, stdin=pipe, stderr=pipe, creationflags=_NO_WINDOW)
            if self._leaving:
                self._maker.kill()
            _, complaint = self._maker.communicate(order, MAKING_S)
        except (OSError, subprocess.TimeoutExpired) as failure:
            if self._maker:
                self._maker.kill()
            _log.warning("the search index was not made: %s", failure)
            return None
        if self._maker.returncode and not self._leaving:
            _log.warning("the search index was not made: %s", complaint.decode(errors="replace")[-500:])
        return read_index(self._path, digest)


def _say_ready(finder: Finder) -> None:
    finder.is_ready = True
    finder.ready_changed.emit()
