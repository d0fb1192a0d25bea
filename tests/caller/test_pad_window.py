"""Simulated pads with a window, faced by the real driver over a real pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from caller.keypad import KeypadLine
from caller.pad_frames import Frame, Function, cells
from caller.simulated_line import SimulatedLine
from caller.simulated_pad import SimulatedPads
from caller.simulated_pad_window import PadWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_pad_can_be_pressed_and_read_like_a_real_one(qtbot: QtBot, tmp_path: Path) -> None:
    line = SimulatedLine(tmp_path / "pads")
    window = PadWindow(line, SimulatedPads(line, [3, 4]))
    qtbot.addWidget(window)
    window.show()
    driver = KeypadLine(str(tmp_path / "pads"), 9600)
    heard: list[Frame] = []
    driver.heard.connect(heard.append)
    driver.start()

    def control(kind: type, name: str):
        (found,) = [each for each in window.findChildren(kind) if each.accessibleName() == name]
        return found

    driver.show(4, cells(5, "047"))
    shown = control(QLabel, "Cells 4")
    qtbot.waitUntil(lambda: "".join(shown.text().split()) == "5047")
    driver.beep(4)
    qtbot.waitUntil(lambda: shown.property("lit") is True)
    qtbot.waitUntil(lambda: shown.property("lit") is False)
    for name in ("6 of pad 4", "Confirm of pad 4", "Rating key 2 of pad 4"):
        before = len(heard)
        qtbot.mouseClick(control(QAbstractButton, name), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda before=before: len(heard) > before)
    assert heard == [
        Frame(4, Function.KEY, b"\x06"),
        Frame(4, Function.KEY, b"\x0f"),
        Frame(4, Function.RATING, b"\x02"),
    ]
    driver.stop()
    line.unplug()
