"""A whole hall for a story: every app its own process, and a robot's hands on their controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from hall.screen import OFFSCREEN
from hall.stage import Stage, set_up
from hall.story import wait_until_ready

OpenHall = Callable[[str], Stage]


@pytest.fixture
def open_hall(tmp_path: Path) -> Iterator[OpenHall]:
    """Open the sample hall on a database; it closes after the test."""
    with ExitStack() as stack:

        def open_it(url: str) -> Stage:
            hall = set_up(tmp_path, tmp_path, url, "zh", OFFSCREEN, offscreen=True)
            stage = stack.enter_context(hall)
            wait_until_ready(stage)
            return stage

        yield open_it
