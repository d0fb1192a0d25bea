"""The mailbox: a thread tells the GUI thread what it has to say, whoever is still there to hear it."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from shell.mailbox import Mailbox


def test_letters_arrive_in_the_gui_thread_in_their_order(qtbot: QtBot):
    owner = QObject()
    arrived: list[tuple[int, threading.Thread]] = []
    mailbox = Mailbox(lambda letter: arrived.append((letter, threading.current_thread())), owner)
    slot = mailbox.slot

    thread = threading.Thread(target=lambda: [slot.put(number) for number in range(5000)])
    thread.start()

    qtbot.waitUntil(lambda: len(arrived) == 5000)
    thread.join()
    assert arrived == [(number, threading.current_thread()) for number in range(5000)]


def test_nothing_arrives_once_it_is_closed(qtbot: QtBot):
    owner = QObject()
    arrived: list[int] = []
    closed, open_ = Mailbox(arrived.append, owner), Mailbox(arrived.append, owner)

    closed.slot.put(1)
    closed.close()
    closed.slot.put(2)
    open_.slot.put(3)

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [3]


def test_a_receiver_that_fails_keeps_nobody_elses_letter_back(qtbot: QtBot):
    owner = QObject()
    arrived: list[int] = []

    def receive(letter: int) -> None:
        if letter == 1:
            raise ValueError("not this one")
        arrived.append(letter)

    mailbox = Mailbox(receive, owner)
    with qtbot.captureExceptions() as raised:
        for letter in range(3):
            mailbox.slot.put(letter)
        qtbot.waitUntil(lambda: len(arrived) == 2)

    assert arrived == [0, 2]
    assert [str(error) for _, error, _ in raised] == ["not this one"]


@pytest.mark.parametrize("way", ["deleted", "forgotten"])
def test_a_thread_may_go_on_writing_while_and_after_the_reader_goes(qtbot: QtBot, way: str):
    for _ in range(100):
        owner = QObject()
        mailbox = Mailbox(lambda letter: None, owner)
        slot = mailbox.slot
        began, gone = threading.Event(), threading.Event()

        def write(slot=slot, began=began, gone=gone) -> None:
            while not gone.is_set():
                slot.put(0)
                began.set()
            slot.put(1)

        thread = threading.Thread(target=write)
        thread.start()
        began.wait()
        if way == "deleted":
            delete(owner)
        del owner, mailbox
        gc.collect()
        gone.set()
        thread.join()
