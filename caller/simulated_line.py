"""A serial line without a device: a pseudo-terminal that can be pulled out and put back in, and orders on stdin."""

from __future__ import annotations

import json
import os
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TICK_S = 0.05


class SimulatedLine:
    """What the device's side of the line sees."""

    def __init__(self, link: Path | None) -> None:
        self._link = link
        self._master = self._slave = -1
        self.port = ""
        self.plug()

    def plug(self) -> None:
        """A fresh line; the link, if there is one, leads to it."""
        import tty

        self.unplug()
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        os.set_blocking(self._master, False)
        if self._link:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self.port)

    def unplug(self) -> None:
        """As when a converter is pulled out."""
        if self._master >= 0:
            os.close(self._master)
            os.close(self._slave)
            self._master = self._slave = -1
            if self._link:
                self._link.unlink(missing_ok=True)

    def ears(self) -> list[int]:
        """What to wait on for bytes."""
        return [self._master] if self._master >= 0 else []

    def read(self) -> bytes:
        """What has come."""
        try:
            return os.read(self._master, 4096) if self._master >= 0 else b""
        except OSError:
            return b""

    def write(self, data: bytes) -> None:
        if self._master >= 0:
            os.write(self._master, data)


def report(event: str, **facts: Any) -> None:
    """One line of JSON for whoever looks on; `at` is the machine's monotonic clock."""
    print(json.dumps({"event": event, "at": time.monotonic(), **facts}, ensure_ascii=False), flush=True)


def serve(
    line: SimulatedLine,
    hear: Callable[[bytes], None],
    obey: Callable[[dict[str, Any]], bool],
    tick: Callable[[], None],
) -> None:
    """Take bytes and orders until told to quit or stdin ends; the line's own orders are `cut-line` and `plug`."""
    stdin, unread = sys.stdin.fileno(), b""
    report("ready", port=line.port)
    try:
        while True:
            ready, _, _ = select.select([stdin, *line.ears()], [], [], TICK_S)
            if stdin in ready:
                more = os.read(stdin, 65536)
                *orders, unread = (unread + more).split(b"\n")
                for text in filter(bytes.strip, orders):
                    if _carry_out(text, line, obey):
                        return
                if not more:
                    return
            if data := line.read():
                hear(data)
            tick()
    finally:
        line.unplug()


def _carry_out(text: bytes, line: SimulatedLine, obey: Callable[[dict[str, Any]], bool]) -> bool:
    """Do what the order says; True: it was to quit."""
    try:
        order = json.loads(text)
    except ValueError:
        order = None
    match order:
        case {"do": "quit"}:
            return True
        case {"do": "cut-line"}:
            line.unplug()
        case {"do": "plug"}:
            line.plug()
        case dict() if obey(order):
            pass
        case _:
            report("error", text=f"no such order: {text.decode(errors='replace')}")
            return False
    report("done", do=order["do"], port=line.port)
    return False


def refuse_without_terminals() -> bool:
    """Say so where there are no pseudo-terminals."""
    if hasattr(os, "openpty"):
        return False
    print(
        "This simulator needs a pseudo-terminal, which Windows does not have:"
        " connect a real device, or run this part on Linux or macOS.",
        file=sys.stderr,
    )
    return True
