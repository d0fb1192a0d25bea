"""One app as a process of its own, and the line to the robot inside it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from db.errors import QT_TRANSLATE_NOOP, HallError

PROJECT = Path(__file__).parents[1]
GRACE_S = 5.0
LAST_LINES = 12


class StationFailed(HallError):
    """An app of the demo ended, hung, or did not show what it should."""

    template = QT_TRANSLATE_NOOP("errors", "{station}: {problem}")


class Station:
    """A child process that speaks JSON lines: it is asked, or it tells by itself."""

    def __init__(
        self, name: str, module: str, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        self.name = name
        self._command = [sys.executable, "-X", "utf8", "-m", module, *arguments]
        self._environment = dict(environment)
        self._serial = 0
        self._start()

    def _start(self) -> None:
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=LAST_LINES)
        self.process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=PROJECT,
            env=self._environment,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._readers = [
            threading.Thread(target=_read_answers, args=(self.process.stdout, self._lines), daemon=True),
            threading.Thread(target=_read_words, args=(self.process.stderr, self._last_words), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def start_again(self) -> None:
        """End the process, unless it has ended, and start it anew as its service manager would."""
        self.close()
        self._start()

    def tell(self, **step: Any) -> None:
        """Send one line, and wait for nothing."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(step) + "\n")
            self.process.stdin.flush()
        except OSError:
            raise self.failed("it has ended") from None

    def told(self, timeout_s: float, **facts: Any) -> dict[str, Any]:
        """The next line that has these facts; others are passed over."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise self.failed(f"no answer within {timeout_s:g} s (expected {facts})") from None
            if line is None:
                self._lines.put(None)
                raise self.failed(f"it has ended with exit code {self._exit_code()}")
            if all(line.get(name) == value for name, value in facts.items()):
                return line

    def ask(self, do: str, *, timeout_s: float = 30.0, **step: Any) -> dict[str, Any]:
        """Let the robot do one step, and give back what it found."""
        self._serial += 1
        self.tell(id=self._serial, do=do, timeout_s=timeout_s, **step)
        answer = self.told(timeout_s + GRACE_S, id=self._serial)
        if not answer["ok"]:
            raise self.failed(f"cannot {do}: {answer['error']}")
        return answer

    def failed(self, problem: str) -> StationFailed:
        """A failure of this station, with its last words."""
        words = "".join(f"\n    {line}" for line in self._last_words)
        return StationFailed(station=self.name, problem=problem + words)

    def ended(self) -> bool:
        """Whether the process is gone."""
        return self.process.poll() is not None

    def _exit_code(self) -> int | None:
        try:
            return self.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """End the process, however it takes it: the end of its input, a request, force."""
        assert self.process.stdin is not None
        with suppress(OSError):  # it may have ended before the last step reached it
            self.process.stdin.close()
        for end in (None, self.process.terminate, self.process.kill):
            if end is not None:
                end()
            try:
                self.process.wait(GRACE_S)
                break
            except subprocess.TimeoutExpired:
                continue
        for reader in self._readers:
            reader.join(GRACE_S)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


def _read_answers(stream: IO[str], lines: queue.Queue[dict[str, Any] | None]) -> None:
    for line in stream:
        if line.startswith("{"):
            lines.put(json.loads(line))
    lines.put(None)


def _read_words(stream: IO[str], last_words: deque[str]) -> None:
    for line in stream:
        last_words.append(line.rstrip())
