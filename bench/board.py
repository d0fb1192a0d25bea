"""What a board costs: `python -m bench.board`.

The display's own presenter and board live through made-up calls in this process, offscreen. A repaint is measured from
the news to the end of its paint, in the thread's own time (`--wall`: on the clock), beside a frame of 60 Hz; memory
during as many calls as `--calls` says (35,100 are three of the sample hall's busiest days). And a whole display in a
process of its own, on SQLite, with notices that take turns and nobody called: its memory and processor time.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from bench.databases import sample_hall
from bench.living_board import SIZES, Subject, Timed, live_through, start

FRAME_MS = 1000 / 60
SETTLE_S, IDLE_S = 10, 40
"""A start is over after the one; in the other every page of notices has its turn."""
ROOT = Path(__file__).resolve().parent.parent
NOTICES = """
[[notice]]
text = "过号后可在导办台激活一次"
text_en = "Missed your call? The guide desk can help once."

[[notice]]
text = "身份证、社保卡请提前准备好"
text_en = "Please have your cards ready."
kind = "page"

[[notice]]
text = "本周六上午照常办理"
text_en = "Open on Saturday morning."
kind = "page"
"""


def repaints(size: QSize, calls: int) -> list[float]:
    """Milliseconds of each repaint: from the news to the end of the paint that shows it."""
    subject = Subject(size)
    for call_id in range(1, calls + 1):
        subject.call(call_id)
    subject.close()
    return subject.board.took[calls // 10 :]


def copies(size: QSize) -> Iterator[float]:
    """The raw limit: milliseconds to copy a picture of the whole board."""
    picture, target = QPixmap(size), QPixmap(size)
    picture.fill("#10305a")
    for _ in range(50):
        began = Timed.clock[0]()
        painter = QPainter(target)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        yield 1000 * (Timed.clock[0]() - began)


def idle() -> tuple[float, float]:
    """Megabytes of a whole display, and the share of a processor that it takes while nobody is called, in percent."""
    with sample_hall("sqlite") as url, tempfile.TemporaryDirectory() as folder:
        notices, settings = Path(folder, "notices.toml"), Path(folder, "display.toml")
        notices.write_text(NOTICES, encoding="utf-8")
        section = f'[display]\nzones = ["B"]\nnotices = "{notices.as_posix()}"\n'
        settings.write_text(f'[hall]\nurl = "{url}"\n\n{section}', encoding="utf-8")
        command = [sys.executable, "-m", "display", "--settings", str(settings), "--geometry", "1920x1080"]
        display = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            time.sleep(SETTLE_S)
            process = psutil.Process(display.pid)
            before, began = process.cpu_times(), time.monotonic()
            time.sleep(IDLE_S)
            after, took = process.cpu_times(), time.monotonic() - began
            spent = after.user + after.system - before.user - before.system
            return process.memory_info().rss / 1e6, 100 * spent / took
        finally:
            display.terminate()
            display.wait()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.board", description=__doc__)
    parser.add_argument("--calls", type=int, default=2_000)
    parser.add_argument("--wall", action="store_true")
    given = parser.parse_args()
    app = start()
    if given.wall:
        Timed.clock[0] = time.perf_counter
    # First: what a 4K board keeps would count as this one's.
    for call_id, used in live_through(given.calls):
        print(f"after {call_id:6} calls {used:6.1f} MB", flush=True)
    for name, size in SIZES.items():
        raw = statistics.median(copies(size))
        cuts = statistics.quantiles(repaints(size, 300), n=100)
        print(
            f"{name}: a call repainted p50 {cuts[49]:5.1f} ms, p99 {cuts[98]:5.1f} ms;"
            f" ratio of the p99 to a frame {cuts[98] / FRAME_MS:.2f}, to copying a whole picture {cuts[98] / raw:.1f}",
            flush=True,
        )
    used, share = idle()
    print(f"a whole display with nobody called: {used:.1f} MB, {share:.2f} % of a processor", flush=True)
    del app


if __name__ == "__main__":
    main()
