"""The demo: a whole hall on this machine, to click through, or played by a robot where there is no screen."""

from __future__ import annotations

import shutil
import signal
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import QT_TRANSLATE_NOOP, HallError
from hall.proof import Evidence, check
from hall.screen import OFFSCREEN, Place, find_screen, lay_out
from hall.stage import SERVICE, ZONE, Stage, set_up
from hall.story import play, wait_until_ready
from hall.visitors import receive
from hall.visitors_told import tell_outcome
from hall.words import say, translated

RESULTS = (
    "kiosk-home.png",
    "kiosk-services.png",
    "kiosk-card.png",
    "kiosk-ticket.png",
    "ticket.png",
    "caller.png",
    "caller-neighbour.png",
    "board.png",
    "board-later.png",
    "announcement.wav",
    "announcement.txt",
)
LOOK_S = 0.2


def run_demo(
    out: Path, language: str, url: str | None, *, offscreen: bool, visitors: int | None, pace: float
) -> int:
    """Run it; 0 if the windows were closed in peace, or what the robot played really happened."""
    out.mkdir(parents=True, exist_ok=True)
    screen = None if offscreen else find_screen()
    with _terminated_like_interrupted(), tempfile.TemporaryDirectory(prefix="hall-") as kept:
        folder = Path(kept)
        address = url or f"sqlite:///{(folder / 'hall.db').as_posix()}"
        try:
            if visitors:
                return _receive(screen, folder, out, address, language, visitors, pace)
            if screen:
                _show(screen, folder, out, address, language)
            else:
                if not offscreen:
                    say(QT_TRANSLATE_NOOP("hall", "There is no screen here, so a robot plays a visit."))
                _play(folder, out, address, language)
        except HallError:
            _keep_logs(folder, out)
            raise
    return 0


def _keep_logs(folder: Path, out: Path) -> None:
    """What the apps wrote down, for whoever asks why."""
    if (folder / "logs").is_dir():
        shutil.copytree(folder / "logs", out / "logs", dirs_exist_ok=True)
        say(QT_TRANSLATE_NOOP("hall", "The apps' logs are in {folder}."), folder=out / "logs")


def _play(folder: Path, out: Path, url: str, language: str) -> None:
    for name in RESULTS:
        (out / name).unlink(missing_ok=True)
    began = time.monotonic()
    with set_up(folder, folder, url, language, OFFSCREEN, offscreen=True) as stage:
        evidence = play(stage, out)
    check(evidence)
    _summarise(evidence, out, time.monotonic() - began)


def _receive(
    screen: Place | None, folder: Path, out: Path, url: str, language: str, number: int, pace: float
) -> int:
    """Let the visitors of a day come, with the windows in sight where there is a screen; it ends with the last one."""
    if screen:
        say(QT_TRANSLATE_NOOP("hall", "A whole hall is starting on this screen …"))
    places = lay_out(screen) if screen else OFFSCREEN
    with set_up(folder, out, url, language, places, offscreen=screen is None) as stage:
        receive(stage, number, pace, out)
        kept = tell_outcome(stage.database, number)
    say(QT_TRANSLATE_NOOP("hall", "Tickets, announcements and the board are left in {folder}."), folder=out)
    return 0 if kept else 1


def _summarise(evidence: Evidence, out: Path, took_s: float) -> None:
    heard = (
        QT_TRANSLATE_NOOP("hall", "heard in the hall")
        if evidence.spoken
        else QT_TRANSLATE_NOOP("hall", "no sound device here: shown and recorded")
    )
    say("")
    for name, value in (
        (QT_TRANSLATE_NOOP("hall", "on the kiosk"), evidence.kiosk),
        (QT_TRANSLATE_NOOP("hall", "on the paper (QR code, looked up)"), evidence.paper),
        (QT_TRANSLATE_NOOP("hall", "on the board"), evidence.board),
        (QT_TRANSLATE_NOOP("hall", "in the announcement"), evidence.voice),
    ):
        say("  {value:<8}{name}", name=translated(name), value=value)
    say("")
    say(
        QT_TRANSLATE_NOOP("hall", "  Announcement: {seconds:.1f} s, {heard}."),
        seconds=evidence.voice_s,
        heard=translated(heard),
    )
    say(QT_TRANSLATE_NOOP("hall", "  Left in {folder}:"), folder=out)
    say("    {names}", names=textwrap.fill("  ".join(RESULTS), 100, subsequent_indent="    "))
    say("")
    say(QT_TRANSLATE_NOOP("hall", "The visit happened: one number everywhere ({took:.0f} s)."), took=took_s)


def _show(screen: Place, folder: Path, out: Path, url: str, language: str) -> None:
    say(QT_TRANSLATE_NOOP("hall", "A whole hall is starting on this screen …"))
    with set_up(folder, out, url, language, lay_out(screen), offscreen=False) as stage:
        wait_until_ready(stage)
        say(
            QT_TRANSLATE_NOOP(
                "hall",
                "At the kiosk touch “{zone}”, then “{service}”; press Next (F8) at a caller; watch the board.\n"
                "Printed tickets and announcements: {folder}. Close the windows or press Ctrl-C to end.",
            ),
            zone=stage.directory.zones[ZONE].named(language),
            service=stage.directory.services[SERVICE].named(language),
            folder=out,
        )
        if stage.printer is None:
            say(
                QT_TRANSLATE_NOOP(
                    "hall", "The simulated printer needs a pseudo-terminal, which this system lacks."
                )
            )
        try:
            _wait_until_closed(stage)
        except KeyboardInterrupt:
            say("")


def _wait_until_closed(stage: Stage) -> None:
    open_apps = list(stage.apps)
    while open_apps:
        time.sleep(LOOK_S)
        for app in [app for app in open_apps if app.ended()]:
            open_apps.remove(app)
            if app.process.returncode:
                raise app.failed(f"it has ended with exit code {app.process.returncode}")


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """A polite kill ends the apps as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
