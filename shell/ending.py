"""The way out when the service manager asks for it: the loop ends, and everything is put away as after a closed window."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QCoreApplication, QSocketNotifier


@contextmanager
def ended_when_told(app: QCoreApplication) -> Iterator[None]:
    """While this lasts, SIGTERM ends the loop; it would end the process in the middle of a ticket otherwise."""
    heard, told = socket.socketpair()
    for end in (heard, told):
        end.setblocking(False)
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)

    def wake_up() -> None:
        # Python looks at its signals when it runs, and the loop may run none for seconds.
        with suppress(BlockingIOError):
            heard.recv(4096)

    notifier.activated.connect(wake_up)
    before = signal.signal(signal.SIGTERM, lambda *_: app.exit(0))
    wakeup_before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup_before)
        signal.signal(signal.SIGTERM, before)
        notifier.setEnabled(False)
        heard.close()
        told.close()
