"""The display: `python -m display`. The only place where its objects meet."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from db.engine import Database, open_database
from db.errors import HallError
from db.stations import OK
from display.loudspeakers import Loudspeakers
from display.outputs import Post, Shared, further
from display.record import Record
from display.settings import DisplaySettings, Output
from display.showcase import Showcase
from display.words import Words
from shell import crash
from shell.app import chosen, options, refuse, run, settle_in, start
from shell.heartbeat import Heartbeat
from shell.settings import load_settings
from shell.theme import load_theme
from shell.worker import Worker

TICK_MS = 1000
REFRESH_MS = 600_000
"""A fresh snapshot now and then: a new day begins without any event."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the display until its window is closed."""
    parser = options("hall display", "A zone's board and voice: who is called where, and who waits.")
    parser.add_argument("--zones", metavar="B[,C]", help="whose counters call here (default: all)")
    parser.add_argument("--wav-dir", type=Path, metavar="DIR", help="leave each announcement there as WAV")
    parser.add_argument("--no-voice", action="store_true", help="show only")
    parser.add_argument(
        "--preview", metavar="TEMPLATE", help="show this board with made-up calls, without a hall"
    )
    parser.add_argument(
        "--out", type=Path, metavar="PNG", help="leave the preview there as a picture, and end"
    )
    given = parser.parse_args(argv)
    if given.out:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = start("display")
    try:
        settings = load_settings(given.settings, DisplaySettings)
        hall, mine = chosen(settings.hall, given), settings.display
    except HallError as error:
        return refuse(error)
    zones = tuple(given.zones.split(",")) if given.zones else mine.zones
    settle_in(app, mine.station, hall)
    if given.preview:
        from display.preview import run_preview

        output = mine.model_copy(update={"template": given.preview})
        return run_preview(
            app, output, Words(hall.language), load_theme(hall.theme), given.geometry, given.out
        )

    def open_hall() -> Database:
        return open_database(hall.url, mine.station)

    mine = mine.model_copy(update={"zones": zones})
    outputs = (mine, *(further(output, place) for place, output in enumerate(mine.outputs, 2)))
    worker = Worker(open_hall, app)
    record = Record(worker, app)
    shared = Shared(
        open_hall, Words(hall.language), load_theme(hall.theme), mine.notices_as, mine.full_screen
    )
    try:
        loudspeakers = Loudspeakers(
            mine, outputs, open_hall, mute=given.no_voice, wav_dir=given.wav_dir or mine.wav_dir, parent=app
        )
        posts = [_post(output, shared, loudspeakers, app) for output in outputs]
    except HallError as error:
        return refuse(error)
    crash.install(app, posts[0].presenter.crashed)  # no dialog on a public board
    for channel in loudspeakers.speaking.values():
        channel.settled.connect(record.settled)
    loudspeakers.watch(posts[0].presenter.voice_condition)
    heartbeat = Heartbeat("display", mine.station, worker, app, voice=lambda: loudspeakers.trouble or OK)
    showcase = Showcase(mine.notices, mine.pictures, app)
    ticking = QTimer(app, interval=TICK_MS)
    refreshing = QTimer(app, interval=REFRESH_MS)
    for place, post in enumerate(posts):
        showcase.notices.connect(post.presenter.take_notices)
        showcase.still.connect(post.presenter.take_still)
        ticking.timeout.connect(post.presenter.tick)
        refreshing.timeout.connect(post.follower.refresh)
        post.board.painted.connect(record.shown)
        post.show(given.geometry if place == 0 else None)
        post.presenter.tick()
    for part in (ticking, refreshing, loudspeakers, showcase, heartbeat, *(post.follower for post in posts)):
        part.start()
    if given.robot:
        from shell import robot

        robot.attach(app)
    code = run(app, hall)
    for part in (*(post.follower for post in posts), showcase, loudspeakers, worker):
        part.stop()
    return code


def _post(output: Output, shared: Shared, loudspeakers: Loudspeakers, app: QObject) -> Post:
    channel, announces = loudspeakers.of(output)
    post = Post(output, shared, channel, announces=announces, parent=app)
    post.listen(channel)
    return post


if __name__ == "__main__":
    sys.exit(main())
