"""Nobody who walks away leaves anything of theirs behind."""

from __future__ import annotations

import gc

from pytestqt.qtbot import QtBot

from db.engine import Database
from kiosk.intents import Answer, TakeNumber
from kiosk.pages import HomePage
from kiosk.visitor import Visitor
from tests.kiosk.running_kiosk import WAIT_MS, page_of, press, shows
from tests.kiosk.ways_in import YOUNG, Start, type_in


def test_whoever_walks_away_leaves_nothing_behind(start: Start, hall: Database, qtbot: QtBot) -> None:
    kiosk = start(idle_s=1, idle_warning_s=1)
    shows(qtbot, kiosk, HomePage)
    kiosk.presenter.want(Answer("nothing of this page"))
    press(qtbot, kiosk, "优先与无障碍", "低位窗口", "返回", "人社医保区", "社会保障卡", "同意，手动输入")
    type_in(qtbot, kiosk, YOUNG[:17])
    shows(qtbot, kiosk, HomePage)
    assert kiosk.presenter._visitor == Visitor() and len(kiosk.presenter._pile) == 1
    home = page_of(kiosk)
    assert isinstance(home, HomePage) and home.needs != "低位窗口"
    qtbot.waitUntil(lambda: not _anything_knows(YOUNG[:17]), timeout=WAIT_MS)


def _anything_knows(secret: str) -> bool:
    gc.collect()
    return any(
        getattr(thing, "text", None) == secret
        for thing in gc.get_objects()
        if type(thing).__module__.startswith("kiosk.")
    )


def test_an_answer_that_comes_after_the_visitor_has_gone_is_nobodys(
    start: Start, hall: Database, qtbot: QtBot
) -> None:
    kiosk = start()
    shows(qtbot, kiosk, HomePage)
    kiosk.presenter.want(TakeNumber("B2"))
    kiosk.presenter.want(Answer("type"))
    type_in(qtbot, kiosk, YOUNG)
    press(qtbot, kiosk, "确认")
    kiosk.presenter._begin_anew()
    answered: list[bool] = []
    kiosk.worker.run(lambda database: True, answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=WAIT_MS)
    assert kiosk.presenter._visitor == Visitor()
    assert isinstance(page_of(kiosk), HomePage)
