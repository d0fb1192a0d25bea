"""An X server of a test's own, whose screens are plugged in and out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

on_x11 = pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs an X server without a screen (Xvfb)")


@contextmanager
def x_server(size: str = "1366x768") -> Iterator[str]:
    """The display's name."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            name = f":{told.readline().strip()}"
        yield name
        server.terminate()
