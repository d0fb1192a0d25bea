"""Be told that somebody committed to an SQLite file, where the system tells such things."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_DELETED = 0x200  # IN_DELETE in Linux's sys/inotify.h


def watch_commits(file: Path) -> int | None:
    """A descriptor that can be read after each commit to the file, and now and then for nothing.

    A commit is the moment at which its journal is deleted. None: this system, or this folder, does not tell.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    descriptor: int = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if descriptor < 0:
        return None
    # The journal lies beside the file itself, not beside a link to it.
    if libc.inotify_add_watch(descriptor, os.fsencode(file.resolve().parent), _DELETED) < 0:
        os.close(descriptor)
        return None
    return descriptor


def read_away(descriptor: int) -> None:
    """Take what was told, so that the next time can be waited for."""
    try:
        os.read(descriptor, 65536)
    except BlockingIOError:
        return
