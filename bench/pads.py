"""From a key on a call pad to the call's commit, and to the number in its cells: `python -m bench.pads`.

The pads are simulated in a process of their own behind a pseudo-terminal; the driver, the desk and the hall are the real
ones. The raw limits of the same run: the same call as a bare command, and a frame through the pseudo-terminal.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.databases import KINDS, sample_hall
from caller import commands
from caller.pads import Pads
from caller.pads_settings import PadEntry, PadsSection
from db import queue
from db.engine import Database, open_database
from db.events import TicketCalled
from db.pad_grants import allow_pads, digest, new_token
from tests.caller.device_process import DeviceProcess

COUNTER, CLERK, SERVICE, PAD = 48, "B01", "B2", 3
ADMINISTRATOR_SQL = "UPDATE clerk SET role = 'administrator' WHERE id = 'A01'"


def turn_until(ready: Callable[[], bool]) -> None:
    """Let the program run until this is so."""
    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if ready() else None)
    look.start()
    loop.exec()
    look.stop()


def measure(url: str, calls: int) -> dict[str, list[float]]:
    """Seconds: key to answer, key to commit, key to cells; and the raw call."""
    hall = open_database(url, "bench")
    with hall.engine.begin() as connection:
        connection.exec_driver_sql(ADMINISTRATOR_SQL)
    token = new_token()
    allow_pads(hall.acting_for("A01"), uuid4(), "pads", [(COUNTER, CLERK)], digest(token))
    committed: list[tuple[float, TicketCalled]] = []
    plain = commands.queue.call_next

    def call_next(database: Database, request: object, counter: int) -> TicketCalled | None:
        called = plain(database, request, counter)  # type: ignore[arg-type]
        assert called
        committed.append((time.monotonic(), called))
        return called

    with tempfile.TemporaryDirectory() as folder:
        device = DeviceProcess("caller.simulated_pad", Path(folder, "pads"), "--pads", str(PAD))
        entry = PadEntry(port=device.link, address=PAD, counter=COUNTER, clerk=CLERK)
        pads = Pads(PadsSection(pad=(entry,)), lambda: open_database(url, "pads"), "zh", token)
        pads.start()
        found: dict[str, list[float]] = {"answer": [], "commit": [], "cells": [], "raw call": []}
        turn_until(device.when("cells", pad=PAD, shows="      "))
        device.press("call", PAD)
        turn_until(device.when("cells", pad=PAD, shows="  0   "))
        queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), SERVICE).ticket_id)
        turn_until(device.when("cells", pad=PAD, shows="  1   "))
        queue.call_next = commands.queue.call_next = call_next
        for _ in range(calls):
            quiet_until = time.monotonic() + random.uniform(0.45, 0.6)
            turn_until(lambda until=quiet_until: time.monotonic() > until)
            device.past.clear()
            device.press("call", PAD)
            turn_until(device.when("cells", pad=PAD, shows="  0001"))
            (answered,) = device.told("answered")
            pressed = answered["at"] - answered["ms"] / 1000
            at, called = committed[-1]
            found["answer"].append(answered["ms"] / 1000)
            found["commit"].append(at - pressed)
            found["cells"].append(device.told("cells", shows="  0001")[0]["at"] - pressed)
            queue.call_back(hall, uuid4(), called.call_id)
            turn_until(device.when("cells", pad=PAD, shows="  1   "))
        queue.call_next = commands.queue.call_next = plain
        for _ in range(calls):
            began = time.monotonic()
            again = plain(hall, uuid4(), COUNTER)
            found["raw call"].append(time.monotonic() - began)
            assert again
            queue.call_back(hall, uuid4(), again.call_id)
        pads.stop()
        device.close()
    hall.close()
    return found


def raw_frames(count: int) -> list[float]:
    """Seconds that a frame takes through a pseudo-terminal."""
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    took = []
    for _ in range(count):
        began = time.monotonic()
        os.write(slave, bytes(15))
        os.read(master, 15)
        took.append(time.monotonic() - began)
    os.close(master)
    os.close(slave)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--on", choices=KINDS, action="append")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app
    for kind in given.on or KINDS:
        with sample_hall(kind) as url:
            found = measure(url, given.calls)
        found["raw frame"] = raw_frames(given.calls)
        raw = statistics.median(found["raw call"])
        print(f"{kind}, {given.calls} calls; the ratio is to a bare call's median")
        for name, seconds in found.items():
            p50 = statistics.median(seconds)
            p95 = sorted(seconds)[int(len(seconds) * 0.95) - 1]
            print(f"  {name:<10} p50 {p50 * 1000:7.2f} ms   p95 {p95 * 1000:7.2f} ms   x{p50 / raw:.1f}")


if __name__ == "__main__":
    main()
