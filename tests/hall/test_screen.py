"""Four windows on any screen: all of each to be seen, none over another."""

from __future__ import annotations

from itertools import combinations

import pytest

from hall.screen import Place, lay_out


def _overlap(one: Place, other: Place) -> bool:
    apart = (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
    return not apart


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (1280, 720),
        (1366, 768),
        (1440, 900),
        (1920, 1080),
        (2560, 1440),
        (3840, 2160),
        (3440, 1440),
        (1080, 1920),
    ],
)
def test_windows_fit_and_keep_apart(width: int, height: int) -> None:
    screen = Place(1920, 40, width, height)
    places = lay_out(screen)
    windows = (places.kiosk, places.board, *places.callers)
    for window in windows:
        assert window.x >= screen.x
        assert window.y >= screen.y
        assert window.x + window.width <= screen.x + screen.width
        assert window.y + window.height <= screen.y + screen.height
    assert not [pair for pair in combinations(windows, 2) if _overlap(*pair)]
    assert places.board.width > width * 0.45
