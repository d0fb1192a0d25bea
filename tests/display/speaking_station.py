"""A display without its window, as a process to kill and freeze: follows zone B, and writes down what sounds.

    python speaking_station.py URL STATION FILE LEASE_S

One line a sentence: from when to when (monotonic), in the file.
"""

from __future__ import annotations

import sys
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.engine import open_database
from db.feed import News
from display.channel import Channel
from display.leases import Leases, Terms
from display.lineup import LineUp
from display.reader import ZoneNews, ZoneReader
from display.record import Record
from display.sentences import Sentences, load_tongues
from shell.follower import Follower
from shell.speech import Rendered, Voice, player_command
from shell.speech_chain import Engine
from shell.worker import Worker

FAKE_ENGINE = Path(__file__).parents[1] / "shell" / "fake_speech_engine.py"


class NotedVoice(Voice):
    """Writes down when what it says sounds."""

    def __init__(self, journal: Path, **options: Any) -> None:
        super().__init__([Engine("tone", (sys.executable, str(FAKE_ENGINE), "tone", "1.2"))], **options)
        self._journal = journal

    def play(self, rendered: Rendered, *, not_after: float = inf) -> float:
        sounded_at = super().play(rendered, not_after=not_after)
        with self._journal.open("a", encoding="utf-8") as lines:
            lines.write(f"{sounded_at} {sounded_at + rendered.seconds}\n")
        return sounded_at


def main(url: str, station: str, journal: str, lease_s: str) -> int:
    app = QCoreApplication([])
    open_hall = partial(open_database, url, station)
    terms = Terms(float(lease_s), float(lease_s) / 4, float(lease_s) / 8)
    leases = Leases(open_hall, ["B"], station, terms=terms)
    voice = NotedVoice(Path(journal), player=player_command(silent=True), chime=None)
    wording = Sentences(load_tongues(), ["zh"]).of
    channel = Channel(voice, wording, leases=leases, focus_s=0.1, parent=app)
    leases.tell(channel.look_again)
    record = Record(Worker(open_hall, app), app)
    channel.settled.connect(record.settled)
    line_up = LineUp(["B"], channel)
    follower = Follower(open_hall, ["B"], ZoneReader(("B",)), app)

    def heard(news: News[ZoneNews]) -> None:
        line_up.news(news, monotonic(), news.snapshot.zone.moment.time())

    follower.news.connect(heard)
    for part in (leases, channel, follower):
        part.start()
    print("ready", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
