"""A simulated printer in its own process, as a test holds it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE_S


class PrinterProcess:
    """Orders go in, events come out."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.link = folder / "printer"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.simulated_printer", "--out", folder, "--link", self.link, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.port: str = self.wait_for("ready")["port"]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put(json.loads(line))

    def order(self, do: str, **facts: Any) -> dict[str, Any]:
        """Give an order and wait until it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        return self.wait_for("done")

    def wait_for(self, name: str, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next event of that name; an unknown byte on the way is a failure of its own."""
        while True:
            event = self._events.get(timeout=timeout_s)
            if event["event"] == "error" and name != "error":
                raise AssertionError(f"the printer met an error: {event['text']}")
            if event["event"] == name:
                return event

    def tickets(self) -> list[Path]:
        """All tickets that were cut so far, as far as they were reported; the pictures are the truth."""
        return sorted(self.link.parent.glob("ticket-*.png"))

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._listener.join(10)
        self._process.stdout.close()
