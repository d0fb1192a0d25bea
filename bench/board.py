"""What a board costs: `python -m bench.board`.

The display's own presenter and board live through made-up calls in this process, offscreen. A repaint is measured from
the news to the end of its paint, in the thread's own time (`--wall`: on the clock), beside a frame of 60 Hz; memory
during as many calls as `--calls` says (35,100 are three of the sample hall's busiest days). And a whole display in a
process of its own, on SQLite, with notices that take turns and nobody called: its memory and processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import psutil
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication

from bench.databases import sample_hall
from display.board import Board
from display.channel import Channel
from display.outputs import template_of
from display.presenter import Presenter
from display.sentences import Sentences, load_tongues
from display.settings import Output
from display.state import BoardState
from display.words import Words
from shell import garbage
from shell.theme import load_theme
from tests.display.facts import board_call, called, news

FRAME_MS = 1000 / 60
BUSY_DAYS = 3 * 11_700
KEPT = 12
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
SIZES = {"1080p": QSize(1920, 1080), "4K": QSize(3840, 2160)}


def megabytes() -> float:
    """What this process keeps in memory."""
    return psutil.Process().memory_info().rss / 1e6


class Subject:
    """A zone's board with its presenter, and a channel that shows each call for a moment only."""

    def __init__(self, size: QSize) -> None:
        words = Words("zh")
        self.board = Timed(words, load_theme(), template=template_of(Output(zones=("B",))))
        self.board.resize(size)
        self.board.show()
        self.channel = Channel(None, Sentences(load_tongues(), ["zh"]).of, focus_s=0.0)
        self.presenter = Presenter(("B",), words, self.channel)
        self.presenter.changed.connect(self.board.show_state)
        for told, heard in (
            (self.channel.began, self.presenter.began),
            (self.channel.ended, self.presenter.ended),
            (self.channel.settled, self.presenter.settled),
        ):
            told.connect(heard)
        self.channel.start()
        self._last: deque[int] = deque(maxlen=KEPT)

    def call(self, call_id: int) -> None:
        """News of one more call, painted."""
        self._last.appendleft(call_id)
        calls = [board_call(each, f"B2{each % 999 + 1:03}") for each in self._last]
        self.presenter.news(news(calls, [called(call_id, f"B2{call_id % 999 + 1:03}")]))
        QApplication.processEvents()

    def close(self) -> None:
        self.channel.stop()
        self.board.close()


class Timed(Board):
    """A board that notes how long each repaint took."""

    clock: ClassVar[list[Callable[[], float]]] = [time.thread_time]
    began: float | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.took: list[float] = []
        super().__init__(*args, **kwargs)

    def show_state(self, state: BoardState) -> None:
        self.began = self.began or self.clock[0]()
        super().show_state(state)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.began is not None:
            self.took.append(1000 * (self.clock[0]() - self.began))
            self.began = None


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


def live_through(calls: int) -> Iterator[tuple[int, float]]:
    """Megabytes after each tenth of so many calls."""
    subject = Subject(SIZES["1080p"])
    for call_id in range(1, calls + 1):
        subject.call(call_id)
        if call_id % max(1, calls // 10) == 0:
            garbage.collect_what_is_due()
            yield call_id, megabytes()
    subject.close()


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


def start() -> QApplication:
    """A Qt application as a display's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    garbage.keep_in_gui_thread(app)
    return app


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
