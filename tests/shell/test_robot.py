"""The robot in an app's own process: it does what a finger could do, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hall.station import Station, StationFailed


@pytest.fixture
def app() -> Iterator[Station]:
    """The robot's subject, running."""
    station = Station(
        "subject", "tests.shell.robot_subject", [], {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    yield station
    station.close()


def test_it_types_chooses_and_presses_real_controls(app: Station) -> None:
    app.ask("type", name="Name", text="Wang")
    app.ask("choose", name="Zone", text="C")
    app.ask("press", name="Greet")
    assert app.ask("wait", name="Said", matches="Hello Wang in C")["text"] == "Hello Wang in C"


def test_a_key_goes_to_the_window_in_front(app: Station) -> None:
    app.ask("wait", name="Said")
    app.ask("key", key="F8")
    app.ask("wait", name="Said", matches="Hello old in A")


def test_a_disabled_or_covered_control_cannot_be_pressed(app: Station) -> None:
    app.ask("wait", name="Said")
    with pytest.raises(StationFailed, match="'Asleep' is disabled"):
        app.ask("press", name="Asleep", timeout_s=0.1)
    with pytest.raises(StationFailed, match="'Buried' is covered by QLabel"):
        app.ask("press", name="Buried", timeout_s=0.1)


def test_what_lies_behind_a_dialog_waits_for_the_dialog(app: Station) -> None:
    app.ask("press", name="Ask")
    app.ask("wait", name="Yes")
    with pytest.raises(StationFailed, match="'Greet' lies behind the dialog"):
        app.ask("press", name="Greet", timeout_s=0.1)
    app.ask("press", name="Yes")
    app.ask("wait", name="Said", matches="answered")
    app.ask("wait", name="Yes", gone=True)


def test_a_name_that_is_not_there_is_told_with_those_that_are(app: Station) -> None:
    app.ask("wait", name="Said")
    with pytest.raises(
        StationFailed, match=r"'Exit' is not on the screen; visible: 'Ask', 'Asleep' \(disabled\)"
    ):
        app.ask("press", name="Exit", timeout_s=0.1)
    with pytest.raises(StationFailed, match="fits more than one"):
        app.ask("press", pattern="As", timeout_s=0.1)
    with pytest.raises(StationFailed, match="the robot cannot 'dance'"):
        app.ask("dance")


def test_it_takes_a_picture(app: Station, tmp_path: Path) -> None:
    app.ask("wait", name="Said")
    answer = app.ask("grab", file=str(tmp_path / "window.png"))
    assert (answer["width"], answer["height"]) == (300, 300)
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")


def test_it_takes_the_pulse(app: Station) -> None:
    app.ask("pulse")
    app.ask("wait", name="Said")
    answer = app.ask("pulse")
    assert 0 < answer["own_pause_s"] <= answer["pause_s"]


def test_the_app_ends_with_its_driver(app: Station) -> None:
    app.ask("wait", name="Said")
    assert app.process.stdin is not None
    app.process.stdin.close()
    assert app.process.wait(30) == 0
