"""Looks: the longest texts fit, in both languages, shapes and all three sets of colours."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caller import wording
from caller.key_button import KeyButton
from caller.looks import SHEET
from caller.note_label import PITCH, SIZES_PX, NoteLabel, _fitting_lines
from caller.settings import Shape
from caller.state import DEFAULT_KEYS, DeskState, Note, Stage, Told, Tone, Verb, Visitor, Waiting
from caller.type import SMALLEST_PX, fitting
from caller.window import Window
from db.errors import CallOver, ClerkElsewhere, CounterBusy, IllegalMove, TurnBusy
from shell import i18n
from shell.app import dress
from shell.i18n import error_text
from shell.theme import Look, load_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONGEST_SERVICE = {
    "zh": "不动产转移、变更、更正、抵押登记",
    "en": "Real estate transfer, change and mortgage",
}
CLERK = {"zh": "欧阳娜娜·阿卜杜拉", "en": "Abdurahman Ouyang Nana"}
ERRORS = (
    ClerkElsewhere(clerk="Abdurahman Ouyang", number="AB1047", counter=238),
    CounterBusy(number="AB1047", counter=238),
    IllegalMove(number="AB1047", state="marked as a no-show", verb="marked as a no-show"),
    CallOver(number="AB1047", outcome="marked as a no-show"),
    TurnBusy(holder="caller-238 (process 123456)"),
)


def busiest(language: str) -> DeskState:
    return DeskState(
        counter=238,
        clerk=CLERK[language],
        stage=Stage.SERVING,
        visitor=Visitor(
            "AB 1047",
            LONGEST_SERVICE[language],
            Told.SHOWN,
            True,
            12,
            4723,
            30,
            masked=True,
            since_call_s=4800,
        ),
        waiting=188,
        longest_min=184,
        line=tuple(
            Waiting(f"AB {1000 + each}", LONGEST_SERVICE[language], 184, "16:45", each == 0, each == 1)
            for each in range(20)
        ),
        served_today=131,
        mean_min=112.5,
        busy=None,
        away=False,
        note=None,
    )


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication):
    i18n.install(qapp, request.param)
    yield request.param
    i18n.install(qapp, "en")


def states(language: str) -> list[DeskState]:
    full = busiest(language)
    idle = replace(full, stage=Stage.IDLE, visitor=None)
    noted = replace(full, note=Note(Tone.BAD, wording.away_answer()), away=True)
    return [
        full,
        idle,
        replace(idle, waiting=0, line=()),
        *(
            replace(full, visitor=replace(full.visitor, elapsed_s=seconds))
            for seconds in (61, 905, 1650, 1801)
            if full.visitor
        ),
        *(
            replace(full, stage=Stage.CALLED, busy=busy)
            for busy in (None, Verb.RECALL, Verb.NO_SHOW, Verb.START)
        ),
        replace(full, busy=Verb.FINISH),
        replace(idle, busy=Verb.NEXT),
        noted,
        replace(noted, stage=Stage.CALLED),
    ]


def cut_off(window: Window) -> list[str]:
    """Every text that has less room than it needs, or has become too small to read."""
    cut = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, NoteLabel):
            continue
        if QFontMetricsF(label.font()).horizontalAdvance(label.text()) > label.contentsRect().width() + 1:
            cut.append(f"label {label.text()}")
        if label.font().pixelSize() < SMALLEST_PX:
            cut.append(f"tiny {label.text()}")
        if not window.rect().contains(QRect(label.mapTo(window, QPoint(0, 0)), label.size())):
            cut.append(f"outside {label.text()}")
    for button in window.findChildren(KeyButton):
        if button.isVisible():
            face = fitting(button.text(), 12, QFont.Weight.Bold, button.width() - 8)
            if QFontMetricsF(face).horizontalAdvance(button.text()) > button.width() - 4:
                cut.append(f"button {button.text()}")
    return cut


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("shape", list(Shape))
def test_the_longest_texts_are_never_cut_off(
    qapp: QApplication, qtbot: QtBot, language: str, shape: Shape, look: Look
):
    dress(qapp, look, SHEET)
    window = Window(load_theme(look), shape)
    qtbot.addWidget(window)
    window.show()

    for state in states(language):
        window.show_desk(state)
        qapp.processEvents()
        assert cut_off(window) == [], state


@pytest.mark.parametrize("room", [QRectF(0, 0, 326, 30), QRectF(0, 0, 354, 34)], ids=["bar", "panel"])
def test_every_message_can_be_read_in_its_place(qapp: QApplication, language: str, room: QRectF):
    notes = [
        wording.away(), wording.away_answer(), wording.back(), wording.unanswered(), wording.given_up(),
        wording.taken_back(), wording.nobody_waits(), *map(error_text, ERRORS),
        *(wording.why_not(verb, stage, DEFAULT_KEYS) for verb in Verb for stage in Stage),
    ]  # fmt: skip

    for text in notes:
        layout, px = _fitting_lines(text, room)
        assert layout.lineCount() * px * PITCH <= room.height(), text
        assert px >= SIZES_PX[-2], text


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_each_shape_leaves_an_office_screen_free(qapp: QApplication, qtbot: QtBot, size: tuple[int, int]):
    window = Window(load_theme(), Shape.PANEL)
    qtbot.addWidget(window)

    for page in (window.sign_in_view, window.panel, window.lock):
        assert page.width() <= size[0] * 0.6
        assert page.height() <= size[1] - 60  # what a task bar takes
