"""Letters from a thread to the GUI thread, by a way on which the thread touches no object of Qt."""

from __future__ import annotations

import queue
import socket
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QSocketNotifier

T = TypeVar("T")


class Slot(Generic[T]):
    """Where a thread puts its letters, for as long as it likes: nobody may be there to read them any more.

    A signal emitted from a thread is emitted by an object that the window may be deleting at that moment, which
    crashes. A letter is put into a Python queue, and a byte on a socket wakes whoever reads.
    """

    def __init__(self, bell: socket.socket) -> None:
        self.letters: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._bell = bell

    def put(self, letter: T) -> None:
        """Send a letter; from any thread."""
        self.letters.put(letter)
        self.ring()

    def ring(self) -> None:
        """Wake whoever reads. A full socket means that it rings already, a closed one that nobody is there."""
        with suppress(OSError):
            self._bell.send(b"\0")


class Mailbox(QObject):
    """Hands every letter of its `slot` over to `deliver`, in the order of posting, in the GUI thread."""

    def __init__(self, deliver: Callable[[Any], None], parent: QObject) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._bell, bell = socket.socketpair()
        self._bell.setblocking(False)
        bell.setblocking(False)
        self.slot: Slot[Any] = Slot(bell)
        weakref.finalize(self.slot, bell.close)
        weakref.finalize(self, self._bell.close)
        self._notifier = QSocketNotifier(self._bell.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._empty)
        self._closed = False

    def close(self) -> None:
        """Deliver nothing any more; what still arrives is nobody's."""
        self._closed = True
        self._notifier.setEnabled(False)

    def _empty(self) -> None:
        with suppress(BlockingIOError):
            self._bell.recv(4096)
        try:
            while not self._closed:
                self._deliver(self.slot.letters.get_nowait())
        except queue.Empty:
            return
        finally:
            # A letter that could not be delivered must not keep back those behind it.
            if not self.slot.letters.empty():
                self.slot.ring()
