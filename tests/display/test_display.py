"""The display as a program: a process of its own, a robot before it, a real hall behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database, open_database
from db.events import CallAnnounced, TicketCalled
from db.feed import Feed
from db.migrate import init
from shell.speech_reasons import Unspoken
from shell.speech_sound import measure, read_sound
from tests.patience import PATIENCE_S
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

ROOT = Path(__file__).resolve().parents[2]
BOARD = "叫号屏"


class Display:
    """A display's process and the robot in it."""

    def __init__(self, url: str, folder: Path, *arguments: str) -> None:
        self.wav_dir = folder / "wav"
        asound = folder / "asound.conf"
        asound.write_text("# no sound card\n", encoding="utf-8")
        quiet = {"ALSA_CONFIG_PATH": str(asound), "PULSE_SERVER": str(folder / "nothing")}
        self._said = (folder / "stderr").open("wb")
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "display", "--robot", "--url", url, "--zones", "B"),
                *("--geometry", "1280x720", "--wav-dir", str(self.wav_dir), *arguments),
            ],
            cwd=ROOT,
            env={**os.environ, **quiet, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    def step(self, **step: Any) -> dict[str, Any]:
        """Let the robot do something."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(step).encode() + b"\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def wait(self, matches: str, timeout_s: float = PATIENCE_S, name: str = BOARD) -> str:
        """Wait until the board says this; returns all that it says."""
        answer = self.step(do="wait", name=name, matches=matches, timeout_s=timeout_s)
        assert answer["ok"], answer["error"]
        text: str = answer["text"]
        return text

    def close(self) -> None:
        """End the program as its user would: by closing it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            assert self.process.wait(30) == 0
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self._said.close()


MakeDisplay = Callable[..., Display]


@pytest.fixture
def make_display(tmp_path: Path) -> Iterator[MakeDisplay]:
    displays: list[Display] = []

    def make(url: str, *arguments: str) -> Display:
        displays.append(Display(url, tmp_path, *arguments))
        return displays[-1]

    yield make
    for display in displays:
        display.close()


def call_somebody(hall: Database) -> TicketCalled:
    """A visitor takes a number and is called to counter 47."""
    issued = queue.issue(hall, uuid4(), "B2")
    queue.printed(hall, uuid4(), issued.ticket_id)
    called = queue.call_next(hall, uuid4(), 47)
    assert called is not None
    return called


def next_announced(feed: Feed[tuple[()]]) -> CallAnnounced:
    """Wait for the display's word on a call."""
    until = monotonic() + 20
    while monotonic() < until:
        news = feed.next(1.0)
        for event in news.events if news else ():
            if isinstance(event, CallAnnounced):
                return event
    raise AssertionError("the display never told what became of the call")


def test_a_call_is_shown_rendered_and_recorded(
    small_hall: Database, database_url: str, make_display: MakeDisplay
) -> None:
    display = make_display(database_url)
    display.wait("示例市政务服务中心  一楼  B 区  人社医保区")
    feed = Feed(small_hall, ("B",), lambda _: ())
    feed.next()
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    call = call_somebody(small_hall)
    text = display.wait("正在叫号: B2 001  47 号窗口  社会保障卡")
    assert "请 B 二 零 零 一 号 到 四十七 号 窗口" in text
    announced = next_announced(feed)
    assert (announced.call_id, announced.spoken, announced.reason) == (
        call.call_id,
        False,
        Unspoken.NO_DEVICE,
    )
    assert "没有声音设备" in display.wait("没有声音设备")
    feed.close()
    wav = display.wav_dir / "B2001-47.wav"
    assert 4.0 < measure(read_sound(wav)).seconds < 7.0
    assert measure(read_sound(wav)).rms > 0.02
    assert wav.with_suffix(".txt").read_text(encoding="utf-8") == "请 B 二 零 零 一 号 到 四十七 号 窗口\n"
    display.wait("最近叫号: B2 001")


def test_in_english(small_hall: Database, database_url: str, make_display: MakeDisplay) -> None:
    display = make_display(database_url, "--language", "en", "--no-voice")
    display.wait("Sample City Service Centre  Floor 1  Zone B", name="Board")
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    call_somebody(small_hall)
    assert "the voice is switched off" in display.wait("Now calling: B2 001  Counter 47", name="Board")


def test_old_calls_are_shown_and_not_shouted(
    small_hall: Database, database_url: str, make_display: MakeDisplay
) -> None:
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    call = call_somebody(small_hall)
    queue.announced(small_hall, uuid4(), call.call_id, spoken=True)
    display = make_display(database_url)
    text = display.wait("B2 001  47 号窗口")
    assert "正在叫号" not in text
    assert not display.wav_dir.exists()


def test_the_database_comes_late(own_postgres: PostgresServer, make_display: MakeDisplay) -> None:
    url = hall_on(own_postgres)
    own_postgres.stop()
    display = make_display(url, "--no-voice")
    display.wait("正在连接大厅数据库")
    own_postgres.start()
    assert "正在连接大厅数据库" not in display.wait("一楼  B 区")


@pytest.mark.parametrize("cut", ["killed", "frozen"])
def test_the_database_goes_and_comes_back(
    own_postgres: PostgresServer, make_display: MakeDisplay, cut: str
) -> None:
    url = hall_on(own_postgres)
    hall = open_database(url, "test")
    queue.open_counter(hall, uuid4(), 47, "wang")
    display = make_display(url, "--no-voice")
    display.wait("一楼  B 区")
    call_somebody(hall)
    display.wait("正在叫号: B2 001")
    if cut == "killed":
        own_postgres.kill()
        text = display.wait("连接中断 · 显示 ")
        own_postgres.start()
    else:
        with own_postgres.frozen():
            text = display.wait("连接中断 · 显示 ")
    assert "B2 001" in text
    hall.close()
    hall = open_database(url, "test")
    queue.no_show(hall, uuid4(), 1)
    call_somebody(hall)
    assert "连接中断" not in display.wait("B2 002  47 号窗口")
    display.wait("B2 001.*已过号")
    hall.close()


def hall_on(server: PostgresServer) -> str:
    server.execute("CREATE DATABASE hall")
    url = server.url("hall")
    init(url)
    hall = open_database(url, "test")
    load_small_hall(hall)
    hall.close()
    return url


def test_a_mistake_in_the_settings_is_told_with_its_place(tmp_path: Path) -> None:
    settings = tmp_path / "station.toml"
    settings.write_text('[display]\nstation = "b"\nzones = "B"\n', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "display", "--settings", str(settings)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
    )
    assert ended.returncode == 2
    assert "line 3" in ended.stderr
    assert "zones" in ended.stderr
