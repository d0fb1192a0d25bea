"""A simulated card reader in its own process, as a test holds it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any


class CardReaderProcess:
    """Orders go in, events come out."""

    def __init__(self, folder: Path) -> None:
        self.link = folder / "card-reader"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.simulated_idcard", "--link", self.link],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self.asked: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._wait_for("ready")

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            event = json.loads(line)
            if event["event"] == "asked":
                self.asked.append(event["question"])
            else:
                self._events.put(event)

    def order(self, do: str, **facts: Any) -> None:
        """Give an order and wait until it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self._wait_for("done")

    def _wait_for(self, name: str) -> None:
        event = self._events.get(timeout=30)
        assert event["event"] == name, event

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._listener.join(10)
        self._process.stdout.close()
