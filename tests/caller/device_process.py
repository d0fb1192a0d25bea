"""A simulated device in its own process, as a test holds it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any


class DeviceProcess:
    """Orders go in, events come out; an error that it reports is a failure of its own."""

    def __init__(self, module: str, link: Path, *options: str) -> None:
        self.link = str(link)
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, "--link", link, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.past: list[dict[str, Any]] = []
        self.wait_for("ready")

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put(json.loads(line))

    def order(self, do: str, **facts: Any) -> None:
        """Give an order and wait until it is carried out."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self.wait_for("done")

    def press(self, key: str, pad: int = 3, digits: str = "") -> None:
        self.order("press", pad=pad, key=key, digits=digits)

    def poll(self) -> list[dict[str, Any]]:
        """Everything that it has told so far."""
        while True:
            try:
                self.past.append(self._events.get_nowait())
            except queue.Empty:
                errors = [event["text"] for event in self.past if event["event"] == "error"]
                assert not errors
                return self.past

    def wait_for(self, name: str, timeout_s: float = 30) -> dict[str, Any]:
        """The next event of that name."""
        while True:
            event = self._events.get(timeout=timeout_s)
            self.past.append(event)
            assert event["event"] != "error", event["text"]
            if event["event"] == name:
                return event

    def told(self, name: str, **facts: Any) -> list[dict[str, Any]]:
        """The events of that name so far, with these facts."""
        return [
            event
            for event in self.poll()
            if event["event"] == name and all(event.get(key) == value for key, value in facts.items())
        ]

    def when(self, name: str, **facts: Any) -> Callable[[], bool]:
        """For `waitUntil`: whether the newest of that name says so."""

        def is_so() -> bool:
            found = self.told(name, **{key: facts[key] for key in facts if key == "pad"})
            return bool(found) and all(found[-1].get(key) == value for key, value in facts.items())

        return is_so

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._listener.join(10)
        self._process.stdout.close()
