"""Several boards on one machine: each on its screen, and none spoken twice."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QGuiApplication

from db import queue
from db.engine import Database
from display.outputs import find_screen, further, silent
from display.settings import Output
from tests.display.test_display import MakeDisplay, call_somebody, make_display

__all__ = ["make_display"]

FIRST = Output(zones=("B",))


def test_another_board_of_the_same_zones_shows_what_the_first_one_speaks() -> None:
    assert not silent(Output(template="overview", zones=("B",)), FIRST)
    assert silent(Output(zones=("A",)), FIRST)


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
