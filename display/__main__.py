"""The display: `python -m display`. The only place where its objects meet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from db.engine import Database, open_database
from db.errors import HallError
from display.board import Board
from display.channel import Channel
from display.presenter import Presenter, ZoneReader
from display.record import Record
from display.settings import DisplaySection, DisplaySettings
from display.words import Words
from shell import crash
from shell.app import chosen, options, place, refuse, settle_in, start
from shell.follower import Follower
from shell.settings import load_settings
from shell.speech import Voice, engine_command, player_command
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
    given = parser.parse_args(argv)
    app = start("display")
    try:
        settings = load_settings(given.settings, DisplaySettings)
    except HallError as error:
        return refuse(error)
    hall, mine = chosen(settings.hall, given), settings.display
    zones = tuple(given.zones.split(",")) if given.zones else mine.zones
    settle_in(app, mine.station, hall)

    def open_hall() -> Database:
        return open_database(hall.url, mine.station)

    words = Words(hall.language)
    channel = Channel(
        None if given.no_voice else _voice(mine),
        tuple(mine.languages),
        yao=mine.yao,
        wav_dir=given.wav_dir or mine.wav_dir,
        parent=app,
    )
    presenter = Presenter(zones, words, channel, parent=app)
    crash.install(app, presenter.crashed)  # no dialog on a public board
    worker = Worker(open_hall, app)
    record = Record(worker, app)
    reader = ZoneReader(zones)
    follower = Follower(open_hall, zones or None, reader, app, reader.at_leisure)
    board = Board(words, load_theme(hall.theme))

    presenter.changed.connect(board.show_state)
    presenter.hall_changed.connect(reader.forget)
    presenter.hall_changed.connect(follower.refresh)
    channel.began.connect(presenter.began)
    channel.settled.connect(presenter.settled)
    channel.settled.connect(record.settled)
    channel.ended.connect(presenter.ended)
    channel.condition.connect(presenter.voice_condition)
    follower.news.connect(presenter.news)
    follower.away.connect(presenter.away)
    follower.back.connect(presenter.back)
    ticking = QTimer(app, interval=TICK_MS)
    ticking.timeout.connect(presenter.tick)
    refreshing = QTimer(app, interval=REFRESH_MS)
    refreshing.timeout.connect(follower.refresh)

    if given.geometry is not None or not mine.full_screen:
        board.resize(1280, 720)
        place(board, given.geometry)
        board.show()
    else:
        board.setCursor(Qt.CursorShape.BlankCursor)
        board.showFullScreen()
    presenter.tick()
    for part in (ticking, refreshing, channel, follower):
        part.start()
    if given.robot:
        from shell import robot

        robot.attach(app)
    code = app.exec()
    follower.stop()
    channel.stop()
    worker.stop()
    return code


def _voice(settings: DisplaySection) -> Voice | None:
    if not settings.voice:
        return None
    return Voice(engine_command(settings.rate), player_command())


if __name__ == "__main__":
    sys.exit(main())
