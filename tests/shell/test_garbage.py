"""The collector: whatever other threads allocate, objects of Qt die in the GUI thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shell.garbage import keep_in_gui_thread


class Witness:
    """Says in which thread it was freed."""

    def __init__(self, freed_in: list[threading.Thread]) -> None:
        self.freed_in = freed_in
        self.myself = self

    def __del__(self) -> None:
        self.freed_in.append(threading.current_thread())


@pytest.fixture
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(50, 2, 2)
    yield
    gc.set_threshold(*before)


def allocate() -> None:
    for _ in range(100):
        kept = [[] for _ in range(1000)]
        kept.append(kept)


def test_a_thread_that_allocates_frees_nothing_and_the_gui_thread_does(
    qtbot: QtBot, qapp: QObject, thresholds: None
):
    owner = QObject()
    keep_in_gui_thread(owner)
    freed_in: list[threading.Thread] = []
    Witness(freed_in)

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert freed_in == []

    qtbot.waitUntil(lambda: bool(freed_in))
    assert freed_in == [threading.current_thread()]
