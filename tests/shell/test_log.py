"""Logs: one file a station, Qt's own messages in it."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from shell.log import start_log


def test_a_station_writes_a_log_of_its_own(tmp_path: Path):
    path = start_log("caller-48", tmp_path / "new")
    logging.getLogger("caller").info("王敏 signs in")

    assert path
    assert path == tmp_path / "new" / "caller-48.log"
    assert "王敏 signs in" in path.read_text(encoding="utf-8")


@pytest.mark.qt_no_exception_capture
@pytest.mark.allows_log("the paint is wet")
def test_what_qt_says_is_in_the_log(tmp_path: Path):
    path = start_log("kiosk", tmp_path)
    qWarning("the paint is wet")

    assert path is not None
    assert "WARNING" in path.read_text(encoding="utf-8")
    assert "the paint is wet" in path.read_text(encoding="utf-8")


@pytest.mark.allows_log("no log file")
def test_a_station_that_cannot_write_goes_on(tmp_path: Path):
    (tmp_path / "taken").write_text("a file, not a folder")

    assert start_log("kiosk", tmp_path / "taken") is None
