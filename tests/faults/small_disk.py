"""A disk so small that a test can fill it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE_MIB = 96
_BLOCK = bytes(4096)


class SmallDisk:
    """A file system of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave room for nothing."""
        with self._filler.open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(_BLOCK)
            except OSError:
                return

    def make_room(self) -> None:
        """As an administrator does who has been told."""
        self._filler.unlink()


@contextmanager
def small_disk() -> Iterator[SmallDisk | None]:
    """Mount one; None where nobody may, which takes Linux and root."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="hall-disk-") as folder:
        Path(folder).chmod(0o755)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m,mode=755", "none", folder]
        if subprocess.run(mount, capture_output=True).returncode:
            yield None
            return
        try:
            yield SmallDisk(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
