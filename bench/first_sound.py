"""From a call's commit to its first sound, from cache, with the channel free: `python -m bench.first_sound`.

A caller process commits calls; the display's own follower, line-up, lease, channel and player run in this one. The
first sound is the moment at which the player's process hands the first samples to the sound device (one that plays
into nothing at the speed of sound). The raw limit of the same run is a player alone: asked, to its first samples.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import time
from functools import partial
from multiprocessing.connection import Connection
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QTimer

from bench.databases import KINDS, sample_hall
from db import queue
from db.engine import open_database
from db.feed import News
from display.channel import Channel, Outcome
from display.leases import Leases
from display.lineup import LineUp
from display.reader import ZoneNews, ZoneReader
from display.schedule import Announcement, Form
from display.sentences import Sentences, load_tongues
from shell.follower import Follower
from shell.speech import Manner, Voice, player_command

ZONE, COUNTER, CLERK, SERVICE = "B", 48, "B01", "B2"
WARM_UP = 2
QUIET_MS = 1500
"""The channel is free, and what is likely next was made ready, this long after a visit has ended."""

FAST = Manner(rate=300)
"""Sentences are short here: what counts is when they begin."""

ANY_CALL = Announcement(1, "B2001", SERVICE, COUNTER, 0.0)


def call(url: str, told: Connection) -> None:
    """Commit a call whenever asked, and tell when it was committed; end the visit when asked again."""
    database = open_database(url, "bench caller")
    queue.open_counter(database, uuid4(), COUNTER, CLERK)
    for _ in range(3):
        queue.printed(database, uuid4(), queue.issue(database, uuid4(), SERVICE).ticket_id)
    while told.recv():
        called = queue.call_next(database, uuid4(), COUNTER)
        assert called is not None
        told.send(time.monotonic())
        told.recv()
        queue.serve(database, uuid4(), called.call_id)
        queue.finish(database, uuid4(), called.call_id)
        queue.printed(database, uuid4(), queue.issue(database, uuid4(), SERVICE).ticket_id)


def first_sounds(url: str, calls: int) -> tuple[list[float], int]:
    """Seconds from each commit to the first sound, and how many were not made ready before."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    mine, others = multiprocessing.Pipe()
    caller = multiprocessing.get_context("spawn").Process(target=call, args=(url, others))
    caller.start()
    open_hall = partial(open_database, url, "bench board")
    leases = Leases(open_hall, [ZONE], "bench board")
    voice = Voice(player=player_command(silent=True))
    wording = Sentences(load_tongues(), ["zh"]).of
    channel = Channel(voice, wording, tone=lambda _: FAST, leases=leases, focus_s=0.1)
    leases.tell(channel.look_again)
    reader = ZoneReader((ZONE,))
    line_up = LineUp([ZONE], channel)
    follower = Follower(open_hall, [ZONE], reader, at_leisure=reader.at_leisure)
    unready: list[str] = []
    waits: list[float] = []

    def heard(news: News[ZoneNews]) -> None:
        line_up.news(news, time.monotonic(), news.snapshot.zone.moment.time())

    def began(announcement: Announcement) -> None:
        (said,) = channel.utterances(announcement)
        if not voice.is_kept(said, FAST, chime=True):
            unready.append(announcement.number)

    def settled(announcement: Announcement, outcome: Outcome) -> None:
        assert outcome.sounded_at is not None, outcome.reason
        waits.append(outcome.sounded_at - mine.recv())
        mine.send(True)
        QTimer.singleShot(QUIET_MS, application, next_call)

    def next_call() -> None:
        if len(waits) < calls + WARM_UP:
            mine.send(True)
        else:
            application.quit()

    follower.news.connect(heard)
    channel.began.connect(began)
    channel.settled.connect(settled)
    for part in (leases, channel, follower):
        part.start()
    QTimer.singleShot(6000, application, next_call)
    application.exec()
    mine.send(False)
    caller.join()
    for part in (follower, channel, leases):
        part.stop()
    return waits[WARM_UP:], len(unready)


def bare_player(times: int) -> list[float]:
    """Seconds from asking a player to its first samples."""
    voice = Voice(player=player_command(silent=True))
    rendered = voice.render(Sentences(load_tongues(), ["zh"]).of((ANY_CALL,), Form.SHORT)[0], FAST)
    waits = []
    for _ in range(times + WARM_UP):
        asked = time.monotonic()
        waits.append(voice.play(rendered) - asked)
    voice.close()
    return waits[WARM_UP:]


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.first_sound", description=__doc__)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    parser.add_argument("--calls", type=int, default=20)
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for kind in given.database or KINDS:
        with sample_hall(kind) as url:
            waits, unready = first_sounds(url, given.calls)
        raw = statistics.median(bare_player(5))
        p50, p95 = (1000 * statistics.quantiles(waits, n=100)[cut] for cut in (49, 94))
        print(
            f"{kind}: commit to first sound p50 {p50:.0f} ms, p95 {p95:.0f} ms, worst {1000 * max(waits):.0f} ms;"
            f" {unready} of {given.calls + WARM_UP} calls were not made ready before;"
            f" a bare player takes {1000 * raw:.0f} ms: ratio {p50 / raw / 1000:.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
