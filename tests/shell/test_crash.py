"""Whatever nobody foresaw is logged and shown, from whichever thread."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from shell import crash

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.qt_no_exception_capture,
    pytest.mark.allows_log("nobody caught this"),
]


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    hooks = sys.excepthook, threading.excepthook
    owner = QObject()
    yield owner
    sys.excepthook, threading.excepthook = hooks
    for box in open_boxes():
        box.close()
    owner.deleteLater()


def open_boxes() -> list[QMessageBox]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()
    ]


def fail() -> None:
    raise ZeroDivisionError("a counter with nobody")


def test_a_mistake_in_the_gui_is_logged_and_shown_once(
    parent: QObject, qtbot: QtBot, caplog: pytest.LogCaptureFixture
):
    crash.install(parent)

    for _ in range(3):
        QTimer.singleShot(0, parent, fail)
    qtbot.waitUntil(lambda: len(open_boxes()) == 1)
    qtbot.waitUntil(lambda: len(caplog.records) == 3)

    assert len(open_boxes()) == 1
    assert "ZeroDivisionError: a counter with nobody" in open_boxes()[0].informativeText()
    assert all(record.levelno == logging.CRITICAL and record.exc_info for record in caplog.records)


def test_a_mistake_in_a_thread_reaches_the_screen(parent: QObject, qtbot: QtBot):
    shown: list[str] = []
    crash.install(parent, shown.append)

    threading.Thread(target=fail).start()

    qtbot.waitUntil(lambda: shown == ["ZeroDivisionError: a counter with nobody"])
