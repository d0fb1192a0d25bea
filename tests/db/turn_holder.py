"""A station that stands still while the hall's turn is in its hands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_HOLD_THE_TURN = """
import sys
from db.engine import open_database
from db.turn import take_turn
with take_turn(open_database(sys.argv[1], "counter 12")):
    print("mine", flush=True)
    sys.stdin.read()
"""


@contextmanager
def frozen_holder(url: str) -> Iterator[subprocess.Popen[str]]:
    """Counter 12, frozen by SIGSTOP while it holds the turn."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD_THE_TURN, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "mine\n"
        os.kill(process.pid, signal.SIGSTOP)
        yield process
    finally:
        process.kill()
        process.communicate()
