"""A display without its window in a process of its own, to be killed and frozen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

STATION = Path(__file__).with_name("speaking_station.py")


class Station:
    """One display's process; it follows zone B, and its leases last `lease_s`."""

    def __init__(self, url: str, name: str, folder: Path, lease_s: float) -> None:
        self.name = name
        self.journal = folder / name
        self.process = subprocess.Popen(
            [sys.executable, str(STATION), url, name, str(self.journal), str(lease_s)],
            env={**os.environ, "PYTHONPATH": str(STATION.parents[2])},
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == b"ready\n"

    @property
    def sounds(self) -> list[tuple[float, float]]:
        """From when to when each sentence sounded, on the machine's monotonic clock."""
        lines = self.journal.read_text(encoding="utf-8").splitlines() if self.journal.exists() else []
        return [(float(begins), float(ends)) for begins, ends in map(str.split, lines)]

    def close(self) -> None:
        """Kill it, frozen or not."""
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()
