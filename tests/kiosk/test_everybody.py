"""Visits by people who cannot do it like everybody: old and slow, in reach of a wheelchair, in a third language;
and by a monkey.
"""

from __future__ import annotations

import random
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.engine import Database
from db.help import read_open_help
from db.models import ticket
from kiosk.__main__ import Kiosk
from kiosk.aids import Aid
from kiosk.measures import measures_for
from kiosk.pages import HomePage, ServicesPage, Stage, TicketPage
from shell.theme import load_theme
from tests.kiosk import ways_in
from tests.kiosk.card_reader_process import CardReaderProcess
from tests.kiosk.screen_rules import faults
from tests.kiosk.test_visit import Start, kiosk, page_of, press, rows, start_kiosk, until, wait_for_ticket
from tests.made_up_language import drop_in_made_up_language
from tests.patience import PATIENCE_MS

__all__ = ["kiosk", "start_kiosk"]

OF_EIGHTY = "110105194612310028"


def rules_kept(kiosk: Kiosk, *, low: bool = False) -> list[str]:
    window = kiosk.window
    return faults(window, measures_for(load_theme(), window.size(), 32.0).px_per_mm, low=low)


def test_a_visitor_in_a_wheelchair_reaches_everything_up_to_the_ticket(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database
) -> None:
    press(qtbot, kiosk, "低位操作")
    assert Aid.LOW in kiosk.presenter.state().aids
    assert rules_kept(kiosk, low=True) == []
    press(qtbot, kiosk, "人社医保区")
    until(qtbot, kiosk, ServicesPage)
    assert rules_kept(kiosk, low=True) == []
    press(qtbot, kiosk, "社会保障卡")
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert rules_kept(kiosk, low=True) == []
    wait_for_ticket(qtbot, small_hall, "waiting", "printed")
    press(qtbot, kiosk, "完成")
    until(qtbot, kiosk, HomePage)
    assert not kiosk.presenter.state().aids, "the next visitor finds it as it was"


def test_a_visitor_of_eighty_with_a_card_comes_first_has_time_and_is_told_what_to_show(
    start: ways_in.Start, hall: Database, cards: CardReaderProcess, qtbot: QtBot
) -> None:
    kiosk = start(card_reader_port=str(cards.link), idle_s=1)
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "大字版")
    assert rules_kept(kiosk) == []
    press(qtbot, kiosk, "人社医保区")
    press(qtbot, kiosk, "社会保障卡")
    qtbot.waitUntil(kiosk.window.idle_prompt.isVisible, timeout=PATIENCE_MS)
    assert (kiosk.presenter.state().idle_seconds_left or 0) > 30, "asked, with three times the time to answer"
    press(qtbot, kiosk, "继续操作")
    assert rules_kept(kiosk) == []
    press(qtbot, kiosk, "同意，刷身份证")
    cards.order("card", number=OF_EIGHTY, name="王秀英")
    page = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert isinstance(page, TicketPage) and page.hint == "办理时请出示：居民身份证"
    assert (page.seconds_left or 0) > 20, "the number stays three times as long"
    assert rules_kept(kiosk) == []
    given = ways_in.last_ticket(hall)
    assert (given["group_id"], given["head_start_min"]) == ("elderly", 30), "nobody had to ask for it"
    press(qtbot, kiosk, "完成")
    until(qtbot, kiosk, HomePage)
    with hall.reading() as connection:
        assert read_open_help(connection) == (), "it took no help"


def test_a_visitor_who_reads_a_third_language_needs_no_code_of_ours(
    start_kiosk: Start,
    small_hall: Database,
    database_url: str,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop_in_made_up_language(tmp_path, monkeypatch)
    kiosk = start_kiosk(database_url)
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "English")
    press(qtbot, kiosk, "hsilgnE")
    assert kiosk.presenter.state().language == "qya"
    assert "gnitiaw" in getattr(page_of(kiosk), "summary", "")
    assert rules_kept(kiosk) == []
    press(qtbot, kiosk, "人社医保区")
    press(qtbot, kiosk, "社会保障卡")
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert rules_kept(kiosk) == []
    wait_for_ticket(qtbot, small_hall, "waiting", "printed")
    press(qtbot, kiosk, "enoD")
    until(qtbot, kiosk, HomePage)
    assert kiosk.presenter.state().language == "zh"


@pytest.mark.allows_log(".")
@pytest.mark.parametrize(
    "seconds",
    [4, pytest.param(600, marks=[pytest.mark.long, pytest.mark.timeout(1200)])],
    ids=["short", "ten minutes"],
)
def test_a_monkey_neither_breaks_it_nor_gets_two_tickets_for_one_touch(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, seconds: int
) -> None:
    # Without a PIN the way out is shut; a monkey that guesses one would spoil the test.
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    dice = random.Random(seed)
    end = monotonic() + seconds
    while monotonic() < end:
        monkey_does_something(kiosk, qtbot, dice)
    with small_hall.reading() as connection:
        requests = connection.scalar(select(func.count()).select_from(ticket))
        numbers = connection.scalars(select(ticket.c.number)).all()
    assert requests == len(set(numbers)), "no number twice"
    waiting = [row for row in rows(small_hall) if row[1] == "issued"]
    assert len(waiting) <= 1, "at most the one on the screen is on its way"


def monkey_does_something(kiosk: Kiosk, qtbot: QtBot, dice: random.Random) -> None:
    window = kiosk.window
    if dice.random() < 0.2:
        keys = [Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Plus, Qt.Key.Key_Escape, Qt.Key.Key_Tab]
        if dice.random() < 0.5:
            qtbot.keyClick(window, dice.choice(keys))
        else:
            qtbot.keyClicks(window, dice.choice("0123456789AZ*"))
    else:
        buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        if buttons and dice.random() < 0.7:
            target = dice.choice(buttons)
            spot = target.rect().center()
        else:
            place = QPoint(dice.randrange(window.width()), dice.randrange(window.height()))
            target = window.childAt(place) or window
            spot = target.mapFrom(window, place)
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()
