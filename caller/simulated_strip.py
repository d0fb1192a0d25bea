"""An LED strip without a strip: a pseudo-terminal that reports each line of text it is sent.

Its own process. Each line is one JSON object on stdout, {"event": "text", "text": ...}; orders on stdin are
{"do": "cut-line"}, {"do": "plug"} and {"do": "quit"}.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from caller.simulated_line import SimulatedLine, refuse_without_terminals, report, serve


class SimulatedStrip:
    """Shows whatever stands between two line ends."""

    def __init__(self, encoding: str, end: bytes) -> None:
        self._encoding = encoding
        self._end = end
        self._heard = b""

    def hear(self, data: bytes) -> None:
        *lines, self._heard = (self._heard + data).split(self._end)
        for line in lines:
            report("text", text=line.decode(self._encoding, "replace"), hex=line.hex(" "))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the simulated strip."""
    parser = argparse.ArgumentParser(
        prog="caller.simulated_strip", description="An LED strip without a strip, on a pseudo-terminal."
    )
    parser.add_argument("--link", type=Path, help="path that always leads to the line, also after a plug")
    parser.add_argument("--encoding", default="gb18030")
    parser.add_argument("--end", default="0D 0A", help="the bytes that end a line")
    given = parser.parse_args(argv)
    if refuse_without_terminals():
        return 2
    strip = SimulatedStrip(given.encoding, bytes.fromhex(given.end))
    serve(SimulatedLine(given.link), strip.hear, lambda _: False, lambda: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
