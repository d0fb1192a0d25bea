"""Keys while another program has the focus: on a real X server, with another window in front."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import pytest

from caller.global_keys import GlobalKeys, may_be_global
from caller.settings import CallerSettings
from caller.state import Verb
from caller.windows_keys import MOD_CONTROL, MOD_NOREPEAT, MOD_SHIFT, as_windows
from db import queue
from db.desk import read_desk
from db.engine import Database
from shell.settings import SettingsError, load_settings
from tests.caller.conftest import visitor_comes
from tests.patience import PATIENCE_S
from tests.x_server import on_x11, x_server


@pytest.fixture
def screen() -> Iterator[str]:
    """An X server of this test's own."""
    with x_server() as name:
        yield name


class Desktop:
    """What people do at the keyboard of that screen, as the X server sees it."""

    def __init__(self, name: str) -> None:
        from Xlib.display import Display

        self.display = Display(name)
        root = self.display.screen().root
        self.other = root.create_window(900, 500, 200, 100, 0, self.display.screen().root_depth)
        self.other.map()
        self.display.sync()

    def focus_other(self) -> None:
        from Xlib import X

        self.other.set_input_focus(X.RevertToNone, X.CurrentTime)
        self.display.sync()
        assert self.display.get_input_focus().focus == self.other

    def press(self, *names: str, times: int = 1) -> None:
        """The keys together; held down, a server repeats the last one."""
        from Xlib import XK, X
        from Xlib.ext import xtest

        codes = [self.display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes:
            xtest.fake_input(self.display, X.KeyPress, code)
        for _ in range(times - 1):
            xtest.fake_input(self.display, X.KeyRelease, codes[-1])
            xtest.fake_input(self.display, X.KeyPress, codes[-1])
        for code in reversed(codes):
            xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()


@pytest.fixture
def desktop(screen: str) -> Iterator[Desktop]:
    people = Desktop(screen)
    yield people
    people.display.close()


class Program:
    """The caller as a clerk starts it, on that screen."""

    def __init__(self, screen: str, url: str, settings: Path) -> None:
        arguments = ["--url", url, "--language", "en", "--settings", str(settings)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "caller", "--clerk", "wang", "--counter", "48", "--robot", *arguments],
            env=os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, **step: object) -> dict[str, object]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"id": 1, "timeout_s": PATIENCE_S, **step}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def leave(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()


@pytest.fixture
def start(screen: str, tmp_path: Path, hall_url: str) -> Iterator[Callable[[str], Program]]:
    running: list[Program] = []

    def run(settings: str) -> Program:
        file = tmp_path / "caller.toml"
        file.write_text(settings, encoding="utf-8")
        running.append(Program(screen, hall_url, file))
        assert running[-1].do(do="wait", name="Waiting")["ok"]
        return running[-1]

    yield run
    for program in running:
        program.leave()


def until(hall: Database, holds: Callable[[Database], bool]) -> None:
    end = monotonic() + PATIENCE_S
    while not holds(hall):
        assert monotonic() < end, "it never came to that"
        sleep(0.02)


def called(hall: Database) -> str:
    with hall.reading() as connection:
        current = read_desk(connection, 48).current
    return current.number if current else ""


@on_x11
def test_next_is_called_while_the_clerk_writes_in_another_window(
    start: Callable[[str], Program], desktop: Desktop, small_hall: Database
):
    visitor_comes(small_hall)
    visitor_comes(small_hall)
    program = start('[caller.global_keys]\non = true\nchoose = "Ctrl+Alt+7"\n')
    desktop.focus_other()
    desktop.press("Control_L", "Shift_L", "F8", times=6)
    until(small_hall, lambda hall: called(hall) == "B2001")
    assert program.do(do="wait", name="Number", matches="B2 001")["ok"]
    desktop.press("F5")  # the other program's own
    assert program.do(do="wait", name="No-show")["ok"]
    desktop.press("Control_L", "Shift_L", "F10")
    until(small_hall, lambda hall: called(hall) == "")
    assert program.do(do="wait", name="Next")["ok"]
    desktop.press("Num_Lock")
    desktop.press("Control_L", "Alt_L", "7")
    assert program.do(do="wait", name="Choices")["ok"], "what must be answered comes to the front"
    desktop.press("Num_Lock")


@on_x11
def test_off_by_default_other_programs_keep_their_keys(
    start: Callable[[str], Program], desktop: Desktop, small_hall: Database
):
    visitor_comes(small_hall)
    program = start("")
    desktop.focus_other()
    desktop.press("Control_L", "Shift_L", "F8")
    assert desktop.other.get_geometry().width == 200  # a round trip: the key has gone its way
    assert program.do(do="read", name="Waiting")["text"] == "1"
    assert called(small_hall) == ""


@on_x11
def test_a_key_that_another_program_has_is_told(
    start: Callable[[str], Program], desktop: Desktop, small_hall: Database
):
    from Xlib import XK, X

    code = desktop.display.keysym_to_keycode(XK.XK_F8)
    root = desktop.display.screen().root
    root.grab_key(code, X.ControlMask | X.ShiftMask, False, X.GrabModeAsync, X.GrabModeAsync)
    desktop.display.sync()
    program = start("[caller.global_keys]\non = true\n")
    said = program.do(do="wait", name="Message", matches="Another program has")
    assert said["ok"]
    assert "Ctrl+Shift+F8" in str(program.do(do="read", name="Message")["text"])
    queue.close_counter(small_hall, uuid4(), 48)


def test_where_the_desktop_allows_none_it_is_said(qapp: object):
    keys = GlobalKeys({Verb.NEXT: "Ctrl+Shift+F8"})
    assert keys.trouble == "This desktop (offscreen) allows no keys while another program is in front."
    assert GlobalKeys({}).trouble == "", "nobody asked for any"


@pytest.mark.parametrize(("key", "may"), [("F8", True), ("Ctrl+K", True), ("Shift+A", False), ("7", False)])
def test_no_key_is_taken_that_people_type(tmp_path: Path, key: str, may: bool):
    assert may_be_global(key) == may
    file = tmp_path / "caller.toml"
    file.write_text(f'[caller.global_keys]\non = true\npause = "{key}"\n', encoding="utf-8")
    if may:
        assert load_settings(file, CallerSettings).caller.global_keys.keys()[Verb.PAUSE] == key
    else:
        with pytest.raises(SettingsError, match="would be missing in other programs"):
            load_settings(file, CallerSettings)


def test_a_key_has_the_number_that_windows_gives_it():
    assert as_windows("Ctrl+Shift+F8") == (0x77, MOD_CONTROL | MOD_SHIFT | MOD_NOREPEAT)
    assert as_windows("Ctrl+K") == (0x4B, MOD_CONTROL | MOD_NOREPEAT)
    assert as_windows("Pause") == (0x13, MOD_NOREPEAT)
