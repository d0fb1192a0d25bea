"""The log of a station: a rotating file for those who look later, and standard error for those who watch."""

from __future__ import annotations

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)-10s %(name)s: %(message)s"
_MAX_BYTES = 2_000_000
_KEPT = 5
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start_log(station: str, folder: Path | None = None) -> Path | None:
    """Log to the station's own file (None: nowhere to write) and to standard error; Qt's messages too.

    One file a station: two programs that rotate one file lose lines, and on Windows stop each other.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    watching = logging.StreamHandler(sys.stderr)
    watching.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(watching)
    qInstallMessageHandler(_from_qt)
    folder = folder or log_folder()
    path = folder / (re.sub(r"[^\w-]+", "-", station) + ".log")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        later = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8", delay=False
        )
    except OSError as failure:
        logging.getLogger(__name__).warning("no log file: %s", failure)
        return None
    later.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(later)
    return path


def log_folder() -> Path:
    """Where logs belong on this system."""
    return user_log_path("hall-queue", appauthor=False)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" in message:
        # The platform without a screen says so at every change of size; nothing depends on it.
        return
    logging.getLogger(f"qt.{context.category or 'default'}").log(_QT_LEVELS[kind], message)
