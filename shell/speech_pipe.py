"""Both ends of a pipe to a child process: a line of JSON each way, and a kill when no answer comes."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

log = logging.getLogger(__name__)

Message = Mapping[str, Any]

START_TIMEOUT_S = 10.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class ChildStuck(Exception):
    """The child did not answer in time and was killed."""


class ChildGone(Exception):
    """The child ended by itself, or could not be started."""


class Child:
    """A process that answers one message at a time; started when it is needed, again after each failure."""

    def __init__(self, command: Sequence[str], *, start_timeout_s: float = START_TIMEOUT_S) -> None:
        self._command = list(command)
        self._start_timeout_s = start_timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._greeting: Message = {}
        self._closed = False
        self._lock = Lock()

    @property
    def pid(self) -> int | None:
        """The running process, None before the first message and after a failure."""
        process = self._process
        return process.pid if process else None

    def greeting(self) -> Message:
        """What the child said of itself when it started; starts it."""
        self._start()
        return self._greeting

    def ask(self, message: Message, timeout_s: float) -> Message:
        """Send a message and wait for its answer. Raises `ChildStuck` (it is killed then) or `ChildGone`."""
        process = self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(message).encode() + b"\n")
            process.stdin.flush()
        except OSError as failure:
            self.kill()
            raise ChildGone(str(failure)) from failure
        return self._answer(timeout_s)

    def kill(self) -> None:
        """End the process at once; the next message starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        assert process.stdin is not None
        try:
            process.stdin.close()
        except OSError:
            log.debug("the pipe was broken already")

    def close(self) -> None:
        """End the process for good; a waiting `ask` raises `ChildGone`."""
        self._closed = True
        self.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        running = self._process
        if running is not None and running.poll() is None:
            return running
        self.kill()
        with self._lock:
            if self._closed:
                raise ChildGone("closed")
            self._answers = SimpleQueue()
            try:
                self._process = process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    creationflags=_NO_WINDOW,
                )
            except OSError as failure:
                raise ChildGone(str(failure)) from failure
        Thread(target=_read_lines, args=(process, self._answers), daemon=True).start()
        Thread(target=_log_lines, args=(process, self._command[-1]), daemon=True).start()
        self._greeting = self._answer(self._start_timeout_s)
        return process

    def _answer(self, timeout_s: float) -> Message:
        try:
            line = self._answers.get(timeout=timeout_s)
        except Empty:
            self.kill()
            raise ChildStuck(f"no answer within {timeout_s:g} s") from None
        if not line:
            process = self._process
            code = process.wait() if process else "killed"
            self.kill()
            raise ChildGone(f"ended with {code}")
        try:
            answer = json.loads(line)
        except ValueError:
            self.kill()
            raise ChildGone(f"answered {line!r}") from None
        return answer


def _read_lines(process: subprocess.Popen[bytes], answers: SimpleQueue[bytes]) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(b"")


def _log_lines(process: subprocess.Popen[bytes], name: str) -> None:
    """Sound libraries talk a lot; what they say matters only to somebody who looks for a cause."""
    assert process.stderr is not None
    with process.stderr as lines:
        for line in lines:
            log.debug("%s: %s", name, line.decode(errors="replace").rstrip())


def serve(greet: Callable[[], Message], answer: Callable[[Message], Message]) -> None:
    """The child's end: greet, then answer each line until stdin closes, even while a library hangs."""
    # Libraries print to stdout; the answers get a descriptor of their own.
    answers = io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    messages: SimpleQueue[str] = SimpleQueue()
    Thread(target=_read_messages, args=(messages,), daemon=True).start()
    _say(answers, greet())
    while True:
        _say(answers, answer(json.loads(messages.get())))


def _read_messages(messages: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        messages.put(line)
    os._exit(0)  # the parent is gone: nobody waits, and an engine that hangs must not outlive it


def _say(answers: io.TextIOWrapper, message: Message) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()
