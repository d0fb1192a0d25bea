"""Proof that the screen still answers, given by the GUI thread's own loop: who falls silent is ended and started anew."""

from __future__ import annotations

import faulthandler
import logging
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

LONGEST_FEED_MS = 5_000

log = logging.getLogger(__name__)


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tell systemd, if it has started us: a datagram to the socket that it names; nobody there is no trouble."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):  # Linux's sockets without a file
        address = "\0" + address[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(state.encode(), address)


def is_watched(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether systemd has started us, and will again: a process that said it stops may not go on under its name."""
    return bool(environment.get("NOTIFY_SOCKET"))


def asked_for_s(environment: Mapping[str, str] = os.environ) -> float:
    """Within how many seconds systemd wants a sign of life from this very process; 0: it asks for none."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    microseconds = environment.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1_000_000 if microseconds.isdecimal() else 0.0


class Watchdog(QObject):
    """Feeds systemd's watchdog, and one of our own where no systemd watches.

    `own_s`: when the loop has stood still for so long, every thread's stack is written to standard error and the
    process ends with an error, for its service manager to start it again; 0: only systemd watches.
    """

    def __init__(self, own_s: float, parent: QObject) -> None:
        super().__init__(parent)
        self._own_s = own_s
        self._feeding = QTimer(self)
        patience = [1000 * each for each in (own_s, asked_for_s()) if each > 0]
        self._feeding.setInterval(int(min([LONGEST_FEED_MS, *(each / 3 for each in patience)])))
        self._feeding.timeout.connect(self._feed)
        self._began = QTimer(self, singleShot=True, interval=0)
        self._began.timeout.connect(self._begin)

    def start(self) -> None:
        """Watch, from the loop's first turn on."""
        self._began.start()

    def stop(self) -> None:
        """Watch no longer: what comes now is the way out."""
        self._began.stop()
        self._feeding.stop()
        if self._own_s:
            faulthandler.cancel_dump_traceback_later()
        notify("STOPPING=1")

    def _begin(self) -> None:
        notify("READY=1")
        self._feed()
        self._feeding.start()

    def _feed(self) -> None:
        notify("WATCHDOG=1")
        if self._own_s:
            faulthandler.dump_traceback_later(self._own_s, exit=True, file=sys.__stderr__ or 2)


def write_stacks_when_killed() -> None:
    """systemd ends a silent process by SIGABRT: then say where each thread stood."""
    if sys.__stderr__ is not None and not faulthandler.is_enabled():
        faulthandler.enable(sys.__stderr__)
