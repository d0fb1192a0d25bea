"""A ticket printer without a printer: listens on a pseudo-terminal and turns what it receives into pictures.

Its own process, for demonstration, training and tests. It reports on stdout and takes orders on stdin, both one
JSON object a line:

    {"do": "paper", "mm": 30}            put in a roll that still holds so much
    {"do": "cover", "open": true}
    {"do": "cutter", "jammed": true}
    {"do": "reports", "answered": false}       like a printer that does not know GS r
    {"do": "cut-line", "after_bytes": 5000}    the line goes away, as when a USB converter is pulled out
    {"do": "mute", "after_bytes": 5000}        everything after is neither heard nor answered, as on a broken wire
    {"do": "stall", "after_bytes": 5000}       nothing is taken from the line any more
    {"do": "plug"}                       a fresh line, all of the three mended
    {"do": "quit"}
"""

from __future__ import annotations

import argparse
import json
import os
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from kiosk.simulated_paper import FULL_ROLL_MM, WIDTH_BYTES, Interpreter, Mechanics, Piece, UnknownByteError

TICK_S = 0.01
ROWS_A_SECOND = 1200
"""150 mm/s, what a common receipt printer does."""


class Cable:
    """The pseudo-terminal, and what may befall it."""

    def __init__(self, link: Path | None) -> None:
        self._link = link
        self._master = -1
        self.plug()

    def plug(self) -> None:
        """A fresh line; the link, if there is one, leads to it."""
        import tty

        self.unplug()
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self.port = os.ttyname(slave)
        # The slave stays open here: otherwise the line would end whenever a driver closes it.
        self._slave = slave
        os.set_blocking(self._master, False)
        self._heard = 0
        self._fault: tuple[str, int] | None = None
        if self._link:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self.port)

    def unplug(self) -> None:
        if self._master >= 0:
            os.close(self._master)
            os.close(self._slave)
            self._master = -1
            if self._link:
                self._link.unlink(missing_ok=True)

    def spoil(self, fault: str, after_bytes: int) -> None:
        """Let the fault happen after so many more bytes."""
        self._fault = (fault, self._heard + after_bytes)

    def ears(self) -> list[int]:
        """What to wait on for bytes."""
        fault, at = self._fault or ("", sys.maxsize)
        return [] if self._master < 0 or (fault == "stall" and self._heard >= at) else [self._master]

    def read(self, at_most: int) -> bytes:
        """What has come, up to the fault."""
        if self._master < 0:
            return b""
        fault, at = self._fault or ("", sys.maxsize)
        left = max(0, at - self._heard)
        if fault == "stall":
            at_most = min(at_most, left)
        data = b""
        if at_most:
            try:
                data = os.read(self._master, at_most)
            except OSError:
                data = b""
        self._heard += len(data)
        if self._heard >= at and fault == "cut-line":
            self.unplug()
        return data[:left]

    def write(self, byte: int) -> None:
        if self._master >= 0 and not (self._fault and self._heard >= self._fault[1]):
            os.write(self._master, bytes((byte,)))


class SimulatedPrinter:
    """Cable, mechanics and interpreter in one case."""

    def __init__(self, out: Path, link: Path | None, baud: int | None, encoding: str) -> None:
        self._out = out
        self._baud = baud
        self._pieces = 0
        self.mechanics = Mechanics()
        self.cable = Cable(link)
        self._interpreter = Interpreter(self.mechanics, self.cable.write, self._save_cut, encoding)
        self._byte_credit = self._row_credit = 0.0
        self._seen = (False, False)

    @property
    def paced(self) -> bool:
        return self._baud is not None

    def turn(self, elapsed_s: float) -> None:
        """Read and print what is due after so much time; without a baud rate both are instantaneous."""
        at_most, rows = 65536, None
        if self._baud:
            self._byte_credit = min(self._byte_credit + elapsed_s * self._baud / 10, self._baud / 100)
            self._row_credit = min(self._row_credit + elapsed_s * ROWS_A_SECOND, ROWS_A_SECOND / 20)
            at_most, rows = int(self._byte_credit), int(self._row_credit)
        data = self.cable.read(at_most)
        self._byte_credit -= len(data)
        self._interpreter.receive(data)
        before = self.mechanics.paper_mm
        try:
            self._interpreter.work(rows)
        except UnknownByteError as error:
            report("error", text=str(error))
        self._row_credit -= (before - self.mechanics.paper_mm) * 8
        seen = (self.mechanics.stands_still, self.mechanics.paper_mm <= 0)
        if seen != self._seen:
            self._seen = seen
            report("still" if seen[0] else "going", paper_mm=self.mechanics.paper_mm)

    def obey(self, order: dict[str, Any]) -> None:
        """Do what a hand would do to the machine."""
        match order:
            case {"do": "paper", "mm": int() | float() as mm}:
                torn = self._interpreter.tear()
                if torn:
                    self._save(torn, "torn")
                self.mechanics.paper_mm = float(mm)
            case {"do": "paper"}:
                self.obey({"do": "paper", "mm": FULL_ROLL_MM})
                return
            case {"do": "cover", "open": bool() as is_open}:
                self.mechanics.cover_open = is_open
            case {"do": "cutter", "jammed": bool() as jammed}:
                self.mechanics.cutter_jammed = jammed
            case {"do": "reports", "answered": bool() as answered}:
                self.mechanics.answers_reports = answered
            case {"do": "cut-line" | "mute" | "stall" as fault}:
                self.cable.spoil(fault, int(order.get("after_bytes", 0)))
            case {"do": "plug"}:
                self.cable.plug()
                self._interpreter.hear_anew()
            case _:
                report("error", text=f"no such order: {order}")
                return
        report("done", do=order["do"], port=self.cable.port)

    def _save_cut(self, piece: Piece) -> None:
        self._save(piece, "ticket")

    def _save(self, piece: Piece, kind: str) -> None:
        if not piece.height:
            return
        self._pieces += 1
        path = self._out / f"{kind}-{self._pieces:03d}.png"
        mono = QImage(
            bytes(piece.rows), WIDTH_BYTES * 8, piece.height, WIDTH_BYTES, QImage.Format.Format_Mono
        )
        mono.setColorTable([0xFFFFFFFF, 0xFF000000])
        if mono.convertToFormat(QImage.Format.Format_Grayscale8).save(str(path)):
            report(kind, path=str(path), rows=piece.height)
        else:
            report("error", text=f"{path} cannot be written")


def report(event: str, **facts: Any) -> None:
    print(json.dumps({"event": event, **facts}, ensure_ascii=False), flush=True)


def serve(printer: SimulatedPrinter) -> None:
    """Take orders and bytes until told to quit or stdin ends."""
    stdin = sys.stdin.fileno()
    unread, last = b"", time.monotonic()
    while True:
        # At a real line's pace the clock leads, otherwise the bytes do.
        ears = [] if printer.paced else printer.cable.ears()
        ready, _, _ = select.select([stdin, *ears], [], [], TICK_S)
        if stdin in ready:
            more = os.read(stdin, 65536)
            *lines, unread = (unread + more).split(b"\n")
            orders = [order for line in lines if (order := read_order(line))]
            for order in orders:
                if order != {"do": "quit"}:
                    printer.obey(order)
            if not more or {"do": "quit"} in orders:
                return
        now = time.monotonic()
        printer.turn(now - last)
        last = now


def read_order(line: bytes) -> dict[str, Any] | None:
    """The order in a line of JSON; what is none is reported."""
    if not line.strip():
        return None
    try:
        order = json.loads(line)
    except ValueError:
        order = None
    if isinstance(order, dict):
        return order
    report("error", text=f"no order: {line.decode(errors='replace')}")
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the simulated printer."""
    parser = argparse.ArgumentParser(
        prog="kiosk.simulated_printer",
        description="A ticket printer without a printer, on a pseudo-terminal.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures of the tickets")
    parser.add_argument(
        "--link", type=Path, help="path that always leads to the printer's line, also after a plug"
    )
    parser.add_argument("--baud", type=int, help="take bytes and print at a real printer's pace, e.g. 115200")
    parser.add_argument(
        "--encoding", default="gb18030", help="how its text is encoded: gb18030, gbk or utf-8"
    )
    options = parser.parse_args(argv)
    if not hasattr(os, "openpty"):
        print(
            "The simulated printer needs a pseudo-terminal, which Windows does not have: "
            "connect a real printer, or run this part on Linux or macOS.",
            file=sys.stderr,
        )
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    printer = SimulatedPrinter(options.out, options.link, options.baud, options.encoding)
    report("ready", port=printer.cable.port)
    try:
        serve(printer)
    finally:
        printer.cable.unplug()
    return 0


if __name__ == "__main__":
    sys.exit(main())
