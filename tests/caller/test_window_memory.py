"""One caller a counter; each remembers where it stood; keys may be others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caller.memory import Memory
from caller.settings import CallerSettings, Shape
from caller.single import Single
from caller.state import DEFAULT_KEYS, Verb
from caller.tray import Tray
from caller.window import Window
from shell.settings import SettingsError, load_settings
from shell.theme import load_theme
from tests.caller.test_looks import busiest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

URL = "postgresql://hall:secret@server/hall"


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[Single]:
    single = Single(f"{URL}{tmp_path}", "caller-48")
    assert single.take()
    yield single
    single.release()


def test_a_second_start_calls_the_first_to_the_front(first: Single, tmp_path: Path, qtbot: QtBot) -> None:
    second = Single(f"{URL}{tmp_path}", "caller-48")
    with qtbot.waitSignal(first.called_to_front):
        assert not second.take()


def test_another_counter_has_a_place_of_its_own(first: Single, tmp_path: Path) -> None:
    neighbour = Single(f"{URL}{tmp_path}", "caller-47")
    assert neighbour.take()
    neighbour.release()


def test_a_place_that_was_left_is_free_again(first: Single, tmp_path: Path) -> None:
    first.release()
    again = Single(f"{URL}{tmp_path}", "caller-48")
    assert again.take()
    again.release()


def test_the_halls_password_is_in_no_name(first: Single) -> None:
    assert "secret" not in first._server.fullServerName()


def test_place_and_shape_are_remembered_for_each_counter() -> None:
    Memory("caller-48").keep(Shape.LIST, QPoint(900, 40))
    known = Memory("caller-48")
    assert (known.shape, known.corner) == (Shape.LIST, QPoint(900, 40))
    neighbour = Memory("caller-47")
    assert (neighbour.shape, neighbour.corner) == (None, None)


def test_a_remembered_corner_outside_the_screen_is_brought_back(qtbot: QtBot) -> None:
    window = Window(load_theme(), Shape.BAR)
    qtbot.addWidget(window)
    window.put(None, QPoint(99_999, -500))
    assert window.screen().availableGeometry().contains(window.geometry())


def write(folder: Path, text: str) -> Path:
    path = folder / "caller.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_another_key_may_be_chosen_for_a_step(tmp_path: Path) -> None:
    path = write(tmp_path, '[caller.keys]\nnext = "Ctrl+Space"\npause = "Pause"\n')
    keys = load_settings(path, CallerSettings).caller.keys.keys()
    assert keys == {**DEFAULT_KEYS, Verb.NEXT: "Ctrl+Space", Verb.PAUSE: "Pause", Verb.GO_ON: "Pause"}


@pytest.mark.parametrize(
    ("line", "said"), [('next = "Entre"', "is no key"), ('next = "F9"', "is the key of next already")]
)
def test_a_key_that_is_none_or_taken_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(write(tmp_path, f"[caller.keys]\n{line}\n"), CallerSettings)


def test_the_tray_shows_who_waits_and_puts_the_window_away(qtbot: QtBot) -> None:
    window = Window(load_theme(), Shape.BAR)
    qtbot.addWidget(window)
    tray = Tray(window, load_theme())
    tray.show_state(busiest("en"))
    assert "188 waiting" in tray.toolTip()
    full = tray.icon().pixmap(64, 64).toImage()
    tray.show_state(busiest("zh"))
    assert full == tray.icon().pixmap(64, 64).toImage()
    window.show()
    tray.toggle()
    assert not window.isVisible()
    tray.toggle()
    assert window.isVisible()  # raised, as far as the platform does that
