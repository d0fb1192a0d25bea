"""How every app starts: one look, one log, one language, and nothing that goes wrong unseen."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from db.engine import must_hide_its_password
from db.errors import HallError
from shell import crash, garbage, i18n
from shell.ending import ended_when_told
from shell.log import start_log
from shell.settings import HallSection
from shell.theme import Look, font, load_theme
from shell.watchdog import Watchdog, write_stacks_when_killed

log = logging.getLogger(__name__)


def options(program: str, description: str) -> argparse.ArgumentParser:
    """The command line that all apps share; each adds its own options."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the station's settings (TOML)")
    parser.add_argument("--url", help="the hall's database, instead of the one in the settings")
    parser.add_argument("--language", choices=i18n.languages(), help="the language to start with")
    parser.add_argument("--theme", choices=list(Look), help="light, dark or high contrast")
    parser.add_argument("--geometry", type=geometry, metavar="WxH+X+Y", help="where the window goes")
    parser.add_argument("--robot", action="store_true", help="take steps as JSON lines from standard input")
    return parser


def geometry(text: str) -> QRect:
    """`360x80+20+20` as a rectangle; the place may be left out."""
    parts = re.fullmatch(r"(\d+)x(\d+)(?:\+(-?\d+)\+(-?\d+))?", text)
    if not parts:
        raise argparse.ArgumentTypeError(f"{text} is not WIDTHxHEIGHT+X+Y")
    width, height, x, y = (int(part or 0) for part in parts.groups())
    return QRect(x, y, width, height)


def place(window: QWidget, where: QRect | None) -> None:
    """Put the window there."""
    if where is not None:
        window.setGeometry(where)


def chosen(section: HallSection, given: argparse.Namespace) -> HallSection:
    """The settings that all apps share, with what the command line says instead.

    Raises `PasswordInSight` when either shows the database's password.
    """
    must_hide_its_password(given.url or section.url)
    instead = {name: getattr(given, name) for name in ("url", "language", "theme") if getattr(given, name)}
    return HallSection.model_validate({**dict(section), **_typed(instead)})


def _typed(values: dict[str, str]) -> dict[str, object]:
    kinds = {"url": str, "language": str, "theme": Look}
    return {name: kinds[name](value) for name, value in values.items()}


def start(name: str, argv: Sequence[str] = (), show: crash.Show | None = None) -> QApplication:
    """A Qt application that speaks Chinese until told otherwise and lets nothing go wrong unseen."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([name, *argv])
    app.setApplicationName(name)
    app.setStyle("Fusion")
    app.setFont(font(15))
    crash.install(app, show)
    dress(app, Look.LIGHT)
    i18n.install(app, i18n.ZH)
    return app


def dress(app: QApplication, look: Look, own_sheet: str = "", scale: float = 1.0) -> None:
    """Put on a theme: the shared style sheet, and the app's own after it."""
    theme = load_theme(look)
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.style_sheet(scale) + theme.render(own_sheet, scale))


def settle_in(app: QApplication, station: str, hall: HallSection, own_sheet: str = "") -> None:
    """Take on what the settings say (log, language, looks), and begin in earnest."""
    start_log(station, hall.log_dir)
    i18n.install(app, hall.language)
    dress(app, hall.theme, own_sheet)
    garbage.keep_in_gui_thread(app)
    log.info("%s starts, Qt %s", station, qVersion())


def run(app: QApplication, hall: HallSection) -> int:
    """Run the loop until the window is closed or the service manager ends it; it feeds its watchdog meanwhile."""
    write_stacks_when_killed()
    watchdog = Watchdog(hall.watchdog_s, app)
    watchdog.start()
    with ended_when_told(app):
        try:
            return app.exec()
        finally:
            watchdog.stop()


def refuse(error: HallError) -> int:
    """Say why the app cannot start: on standard error in English, and on the screen in its language."""
    print(error, file=sys.stderr)
    said = i18n.error_text(error)
    if said != str(error):
        print(said, file=sys.stderr)
    if QApplication.platformName() not in ("offscreen", "minimal"):
        QMessageBox.critical(None, QCoreApplication.applicationName(), said)
    return 2
