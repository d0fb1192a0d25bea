"""The rules themselves: each is seen to fail on a screen that was spoilt for it, and on nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.measures import Measures
from kiosk.touch import TextButton, Tone
from shell.theme import font, load_theme
from tests.kiosk.screen_rules import faults

PX_PER_MM = 2.7


class Spoilt(QWidget):
    """A screen with a line of text and two buttons; a test spoils one thing of it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(600, 800)
        self.setStyleSheet("background: white")
        self.text, self.at, self.colour = "请留意屏幕", (60, 200), QColor("black")
        self.more = ""
        self.upon = QRect()
        self.keep = self._button("保留号码", QRect(60, 600, 220, 80))
        self.cancel = self._button("取消号码", QRect(320, 600, 220, 80))

    def _button(self, words: str, box: QRect) -> TextButton:
        button = TextButton(Tone.PRIMARY, self)
        button.measures = Measures(load_theme())
        button.set_words(words)
        button.setGeometry(box)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(self.colour)
        painter.setFont(font(36))
        painter.drawText(*self.at, self.text)
        painter.drawText(60, 205, self.more)
        painter.fillRect(self.upon, QColor("white"))
        painter.end()


@pytest.fixture
def screen(qtbot: QtBot) -> Spoilt:
    made = Spoilt()
    qtbot.addWidget(made)
    made.show()
    return made


def only(screen: Spoilt, low: bool = False) -> set[str]:
    """The kinds of faults that are found."""
    return {fault.split(":")[0] for fault in faults(screen, PX_PER_MM, low=low)}


def test_a_good_screen_has_no_fault(screen: Spoilt) -> None:
    assert faults(screen, PX_PER_MM, low=True) == []


def test_text_that_leaves_the_screen(screen: Spoilt) -> None:
    screen.at = (500, 200)
    assert only(screen) == {"cut off"}


def test_text_that_leaves_its_button(screen: Spoilt) -> None:
    screen.keep.set_words("保留号码" * 40)
    assert "cut off" in only(screen)


def test_a_button_that_leaves_the_screen(screen: Spoilt) -> None:
    screen.cancel.move(400, 600)
    assert only(screen) == {"cut off"}


def test_text_upon_text(screen: Spoilt) -> None:
    screen.more = "与广播"
    assert "overlap" in only(screen)


def test_text_under_a_button(screen: Spoilt) -> None:
    screen.at = (60, 640)
    assert "overlap" in only(screen)


def test_a_button_upon_another(screen: Spoilt) -> None:
    screen.cancel.move(250, 600)
    assert "overlap" in only(screen)


def test_a_button_too_small_for_a_finger(screen: Spoilt) -> None:
    screen.cancel.resize(220, 50)
    assert only(screen) == {"too small"}


def test_two_buttons_of_one_name(screen: Spoilt) -> None:
    screen.cancel.setAccessibleName("保留号码")
    assert only(screen) == {"name"}


def test_a_button_without_a_name(screen: Spoilt) -> None:
    screen.cancel.setAccessibleName("")
    assert only(screen) == {"name"}


def test_pale_text(screen: Spoilt) -> None:
    screen.colour = QColor("#8a8a8a")
    assert only(screen) == {"contrast"}


def test_text_that_something_was_painted_over(screen: Spoilt) -> None:
    screen.upon = QRect(40, 185, 300, 60)
    assert only(screen) == {"covered"}


def test_a_button_out_of_reach_in_low_mode(screen: Spoilt) -> None:
    screen.keep.move(60, 300)
    assert only(screen, low=True) == {"out of reach"}
    assert only(screen) == set()
