"""Several boards on one machine: each on its screen, and none spoken twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from db import queue
from db.engine import Database
from db.errors import DatabaseAway
from display.loudspeakers import Loudspeakers
from display.outputs import find_screen, further
from display.settings import DisplaySection, DisplaySettings, Output
from shell.settings import WrongSetting, load_settings
from shell.speech import Manner
from tests.display.test_display import MakeDisplay, call_somebody, make_display

__all__ = ["make_display"]


@pytest.fixture
def make_loudspeakers(qapp: QApplication) -> Iterator[Callable[..., Loudspeakers]]:
    made: list[Loudspeakers] = []

    def make(mine: DisplaySection) -> Loudspeakers:
        def nobody() -> Database:
            raise DatabaseAway(detail="not needed")

        outputs = (mine, *mine.outputs)
        made.append(Loudspeakers(mine, outputs, nobody, mute=True, wav_dir=None, parent=qapp))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_each_zone_is_spoken_by_one_channel_and_each_sound_device_has_one(
    make_loudspeakers: Callable[..., Loudspeakers],
) -> None:
    same = Output(template="overview", zones=("B",))
    next_door = Output(zones=("C",), voice=True)
    upstairs = Output(zones=("D",), voice=True, sound_device="USB")
    mine = DisplaySection(zones=("B",), outputs=(same, next_door, upstairs))
    speakers = make_loudspeakers(mine)
    usual, theirs = speakers.of(mine)
    assert theirs == {"B"}
    assert speakers.of(same) == (usual, frozenset())  # shows what is spoken anyway
    assert speakers.of(next_door) == (usual, {"C"})  # takes turns on the same loudspeakers
    channel, theirs = speakers.of(upstairs)
    assert channel is not usual
    assert theirs == {"D"}


def test_what_no_loudspeaker_here_speaks_is_shown_all_the_same(
    make_loudspeakers: Callable[..., Loudspeakers],
) -> None:
    overview = Output(template="overview")
    mine = DisplaySection(zones=("B",), outputs=(overview,))
    speakers = make_loudspeakers(mine)
    channel, theirs = speakers.of(overview)
    assert channel not in speakers.speaking.values()
    assert theirs is True
    alone = make_loudspeakers(DisplaySection())
    assert alone.of(alone._outputs[0])[1] is True  # of all zones


@pytest.mark.parametrize("zones", ['["B"]', "[]"], ids=["the same zone", "all zones"])
def test_two_voices_for_one_zone_are_refused(tmp_path: Path, zones: str) -> None:
    settings = tmp_path / "two.toml"
    settings.write_text(
        f'[display]\nzones = ["B"]\n[[display.outputs]]\nzones = {zones}\nvoice = true\n', encoding="utf-8"
    )
    with pytest.raises(WrongSetting, match="must name their zones"):
        load_settings(settings, DisplaySettings)


def test_by_the_hour_the_voice_is_slower_and_lower(tmp_path: Path) -> None:
    settings = tmp_path / "tones.toml"
    settings.write_text(
        "[display]\nrate = 170\n"
        '[[display.tones]]\nbegins = "12:00"\nends = "13:30"\nvolume = 0.5\n'
        '[[display.tones]]\nbegins = "20:00"\nends = "07:00"\nrate = 140\nvolume = 0.3\n',
        encoding="utf-8",
    )
    mine = load_settings(settings, DisplaySettings).display
    assert mine.manner(time(9)) == Manner(170, 1.0)
    assert mine.manner(time(12)) == Manner(170, 0.5)
    assert mine.manner(time(13, 30)) == Manner(170, 1.0)
    assert mine.manner(time(23)) == mine.manner(time(6, 59)) == Manner(140, 0.3)


def test_a_further_board_stands_on_the_next_screen_unless_told_otherwise() -> None:
    assert further(Output(), 2).screen == "2"
    assert further(Output(screen="HDMI-1"), 2).screen == "HDMI-1"


@pytest.mark.usefixtures("qapp")
def test_a_screen_is_found_by_number_or_name_and_a_missing_one_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    screens = QGuiApplication.screens()
    assert find_screen("", screens) is screens[0]
    assert find_screen("1", screens) is screens[0]
    assert find_screen(screens[0].name(), screens) is screens[0]
    with caplog.at_level(logging.WARNING):
        assert find_screen("HDMI-7", screens) is screens[0]
    assert "there is no screen HDMI-7" in caplog.text
    caplog.clear()


def test_two_boards_of_one_machine_show_the_same_call(
    small_hall: Database, database_url: str, make_display: MakeDisplay, tmp_path: Path
) -> None:
    settings = tmp_path / "two.toml"
    settings.write_text(
        '[display]\nzones = ["B"]\n[[display.outputs]]\ntemplate = "counter"\ncounter = 47\nzones = ["B"]\n',
        encoding="utf-8",
    )
    queue.open_counter(small_hall, uuid4(), 47, "li")
    display = make_display(database_url, "--settings", str(settings))
    display.wait("过号后可在导办台激活一次")
    call_somebody(small_hall)
    display.wait("B2 001  47 号窗口")
    display.wait("47 号窗口: 请到本窗口 B2 001", name="窗口屏")
