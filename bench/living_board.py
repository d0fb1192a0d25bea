"""A board that lives through made-up calls in this process; no more is loaded than a display needs."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import psutil
from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

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

BUSY_DAYS = 3 * 11_700
KEPT = 12
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


def live_through(calls: int) -> Iterator[tuple[int, float]]:
    """Megabytes after each tenth of so many calls."""
    subject = Subject(SIZES["1080p"])
    for call_id in range(1, calls + 1):
        subject.call(call_id)
        if call_id % max(1, calls // 10) == 0:
            garbage.collect_what_is_due()
            yield call_id, megabytes()
    subject.close()


def start() -> QApplication:
    """A Qt application as a display's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    garbage.keep_in_gui_thread(app)
    return app
