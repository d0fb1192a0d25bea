"""The clerk's program against its goals: `python -m bench.caller`.

A key press to its outcome painted on the clerk's own screen; a start (of a new process, files in the system's cache,
byte code made as an installation makes it) to a sign-in and to a desk that can be used; memory and processor time of a
desk that has nothing to do, and memory once items were looked for, at the counter with the most items of a catalogue as
large as the real hall's. Offscreen, the robot that presses the keys included, and everything is held against the barest
program that could do it, in the same run: a transaction and a wake-up by the bare driver, an empty window of Qt. Figures
of a busy machine are noise: look at the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from select import select
from typing import Any
from uuid import uuid4

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.databases import KINDS, full_hall, sample_hall
from bench.repaint import connect_raw
from caller.__main__ import Caller
from caller.looks import SHEET
from caller.settings import Shape
from caller.state import DeskState, Stage
from caller.window import Window
from db import queue
from db.engine import open_database
from shell.app import dress
from shell.theme import Look, load_theme

COUNTER, CLERK, SERVICE = 48, "B01", "B2"
LARGEST = {"counter": 204, "clerk": "F01", "service": "F2"}
"""The counter whose services have the most items: 20,524."""
WARM_UP = 10
PATIENCE_S = 60
IDLE_S = 20
CLOCK_S = 0.01
STEPS = ((Qt.Key.Key_F8, Stage.CALLED), (Qt.Key.Key_F5, Stage.SERVING), (Qt.Key.Key_F11, Stage.IDLE))
PACKAGES = ("caller", "db", "shell")
ROOT = Path(__file__).resolve().parent.parent
EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("0")
label.resize(360, 80)
label.show()
QTimer.singleShot(0, lambda: print("usable", flush=True))
tick = QTimer(interval=1000)
tick.timeout.connect(lambda: label.setText("0"))
tick.start()
import os, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
app.exec()
"""


@dataclass(frozen=True)
class Figure:
    """Something measured, with its goal and the raw limit of the same run."""

    name: str
    value: float
    goal: float
    unit: str
    raw: float

    def line(self) -> str:
        ratio = self.value / self.raw
        verdict = "good" if self.value <= self.goal else "TOO MUCH"
        return (
            f"{self.name:44} {self.value:8.2f} {self.unit:3} goal {self.goal:6.1f}  {verdict:8}"
            f" raw limit {self.raw:8.2f}   ratio {ratio:6.1f}"
        )


@dataclass(frozen=True)
class Took:
    """How long something took, and for how much of that this process had a processor."""

    whole_s: float
    worked_s: float


# --- From a key to the screen --------------------------------------------------------------------


class Eye(QObject):
    """Sees the desk: the moment at which a stage was painted."""

    def __init__(self, window: Window, caller: Caller) -> None:
        super().__init__(window)
        self._awaited: Stage | None = None
        self._drawn = False
        self._loop = QEventLoop()
        self.seen_at = 0.0
        caller.shown.connect(self._on_state)
        window.bar.installEventFilter(self)

    def _on_state(self, state: DeskState) -> None:
        self._drawn = state.stage == self._awaited and state.busy is None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._drawn:
            self._drawn, self._awaited = False, None
            QTimer.singleShot(0, self._on_painted)  # the paint is over then
        return False

    def _on_painted(self) -> None:
        self.seen_at = time.monotonic()
        self._loop.quit()

    def wait_for(self, stage: Stage, act: Callable[[], None]) -> Took:
        """Seconds from the act to the stage on the screen."""
        self._awaited = stage
        began, worked = time.monotonic(), time.process_time()
        QTimer.singleShot(PATIENCE_S * 1000, self._loop, self._loop.quit)
        act()
        self._loop.exec()
        if self._awaited is not None:
            raise TimeoutError(f"{stage} was never painted")
        return Took(self.seen_at - began, time.process_time() - worked)


def key_latencies(url: str, visits: int) -> list[Took]:
    """Seconds of each key of so many visits: next, start, finish."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    dress(application, Look.LIGHT, SHEET)
    hall = open_database(url, "bench kiosk")
    for _ in range(visits):
        queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), SERVICE).ticket_id)
    window = Window(load_theme(), Shape.BAR)
    caller = Caller(window, partial(open_database, url, "bench caller"), "zh")
    eye = Eye(window, caller)
    window.show()
    eye.wait_for(Stage.IDLE, lambda: caller.start(CLERK, COUNTER))
    took: list[Took] = []
    for _ in range(visits):
        for key, stage in STEPS:
            QTest.qWait(random.randint(20, 60))  # clerks press when they press
            took.append(eye.wait_for(stage, lambda key=key: QTest.keyClick(window, key)))
    window.close()
    hall.close()
    return took


def raw_latencies(url: str, rows: int) -> list[Took]:
    """Seconds of a bare transaction until a bare listener knows of it."""
    writer, listener = connect_raw(url), connect_raw(url)
    writer.execute("CREATE TABLE raw (row integer)")
    took: list[Took] = []
    for row in range(rows):
        time.sleep(random.uniform(0.02, 0.06))
        if isinstance(writer, sqlite3.Connection) and isinstance(listener, sqlite3.Connection):
            version = listener.execute("PRAGMA data_version").fetchone()
            began, worked = time.monotonic(), time.process_time()
            writer.execute("INSERT INTO raw VALUES (?)", (row,))
            while listener.execute("PRAGMA data_version").fetchone() == version:
                pass
        else:
            assert not isinstance(writer, sqlite3.Connection) and not isinstance(listener, sqlite3.Connection)
            listener.execute("LISTEN raw")
            began, worked = time.monotonic(), time.process_time()
            with writer.transaction():
                writer.execute("INSERT INTO raw VALUES (%s)", (row,))
                writer.execute("NOTIFY raw")
            select([listener], [], [])
            list(listener.notifies(timeout=0))
        took.append(Took(time.monotonic() - began, time.process_time() - worked))
    writer.close()
    listener.close()
    return took


def p95_ms(seconds: Sequence[float]) -> float:
    """The 95th percentile without the first few, in milliseconds."""
    return 1000 * statistics.quantiles(seconds[WARM_UP:], n=20)[18]


def measure_keys(kind: str, visits: int) -> list[Figure]:
    with sample_hall(kind) as url:
        raw = raw_latencies(url, 3 * visits)
        mine = key_latencies(url, visits + WARM_UP)
    return [
        Figure(
            f"{kind}: {name}, p95",
            p95_ms([of(each) for each in mine]),
            50,
            "ms",
            p95_ms([of(each) for each in raw]),
        )
        for name, of in (
            ("key to the clerk's own screen", lambda took: took.whole_s),
            ("of which the program worked", lambda took: took.worked_s),
        )
    ]


# --- A process of its own ------------------------------------------------------------------------


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program with its input and output at hand; it ends when its input does."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin and process.stdout
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(PATIENCE_S)
        process.stdout.close()


def ask(process: subprocess.Popen[str], **step: Any) -> None:
    """Let the robot in the program do something."""
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps({"id": 0, "timeout_s": PATIENCE_S, **step}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if not answer["ok"]:
        raise RuntimeError(answer["error"])


def start(name: str, *arguments: str) -> Took:
    """From nothing until that control of the caller can be used."""
    began = time.monotonic()
    with running("-m", "caller", "--language", "en", "--robot", *arguments) as process:
        ask(process, do="wait", name=name, enabled=True)
        return Took(time.monotonic() - began, worked_s(process))


def start_empty() -> Took:
    """The same for an empty window."""
    began = time.monotonic()
    with running("-c", EMPTY_WINDOW) as process:
        assert process.stdout
        process.stdout.readline()
        return Took(time.monotonic() - began, worked_s(process))


def worked_s(process: subprocess.Popen[str]) -> float:
    """For how long it has had a processor."""
    spent = psutil.Process(process.pid).cpu_times()
    return spent.user + spent.system


def weigh(process: subprocess.Popen[str]) -> tuple[float, float]:
    """Its memory in MB, and the share of a processor that it takes while nothing happens, in percent."""
    known = psutil.Process(process.pid)
    time.sleep(3)
    before, began = known.cpu_times(), time.monotonic()
    time.sleep(IDLE_S)
    after, took = known.cpu_times(), time.monotonic() - began
    spent = after.user + after.system - before.user - before.system
    # Less than the system's clock tells apart is not nothing.
    return known.memory_info().rss / 1e6, 100 * max(spent, CLOCK_S) / took


def starts(name: str, mine: Sequence[Took], empty: Sequence[Took]) -> list[Figure]:
    """The median, and the least that it took a processor: what a busy machine hardly changes."""
    whole = [statistics.median(each.whole_s for each in took) for took in (mine, empty)]
    worked = [min(each.worked_s for each in took) for took in (mine, empty)]
    return [
        Figure(name, whole[0], 1.5, "s", whole[1]),
        Figure("of which the program worked", worked[0], 1.5, "s", worked[1]),
    ]


def weigh_search(url: str) -> float:
    """Its memory once it was asked what was handled, and something was looked for that is in no catalogue."""
    hall = open_database(url, "bench kiosk")
    queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), LARGEST["service"]).ticket_id)
    hall.close()
    desk = ("--url", url, "--clerk", LARGEST["clerk"], "--counter", str(LARGEST["counter"]))
    with running("-m", "caller", "--language", "en", "--robot", *desk) as process:
        for key, step in (("F8", "Next"), ("F5", "Start"), ("Shift+F11", "Finish")):
            ask(process, do="wait", name=step, enabled=True)
            ask(process, do="key", key=key)
        ask(process, do="type", name="Type to find", text="yingyezhizhoa")
        ask(process, do="choose", name="Choices", text="yingyezhizhoa")  # listed once the items are there
        return psutil.Process(process.pid).memory_info().rss / 1e6


def measure_process(rounds: int) -> list[Figure]:
    with full_hall("postgresql") as url:
        desk = ("--url", url, "--clerk", CLERK, "--counter", str(COUNTER))
        subprocess.run([sys.executable, "-m", "compileall", "-q", *PACKAGES], cwd=ROOT, check=True)
        empty = [start_empty() for _ in range(rounds)]
        sign_in = [start("Sign in", "--url", url) for _ in range(rounds)]
        to_desk = [start("Next", *desk) for _ in range(rounds)]
        with running("-m", "caller", "--language", "en", "--robot", *desk) as process:
            ask(process, do="wait", name="Next", enabled=True)
            ask(process, do="key", key="F4")  # the panel too: everything has been shown once
            ask(process, do="key", key="F4")
            ask(process, do="key", key="F4")
            memory, idle = weigh(process)
        searched = weigh_search(url)
    with running("-c", EMPTY_WINDOW) as process:
        empty_memory, empty_idle = weigh(process)
    return [
        *starts("start to a sign-in that can be answered", sign_in, empty),
        *starts("start to an open desk", to_desk, empty),
        Figure("memory of the process", memory, 160, "MB", empty_memory),
        Figure("the same, once items were looked for", searched, 160, "MB", empty_memory),
        Figure("processor time with nothing to do", idle, 0.5, "%", empty_idle),
    ]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.caller", description=__doc__)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    parser.add_argument("--visits", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5, help="starts; the median counts")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as byte_code:
        os.environ["PYTHONPYCACHEPREFIX"] = byte_code
        for figure in measure_process(given.rounds):
            print(figure.line(), flush=True)
    for kind in given.database or KINDS:
        for figure in measure_keys(kind, given.visits):
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
