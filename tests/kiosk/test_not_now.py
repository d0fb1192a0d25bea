"""Closed, full and away are said before the touch, and end by themselves."""

from __future__ import annotations

from uuid import uuid4

from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db import queue
from db.engine import Database
from db.models import service
from kiosk.__main__ import Kiosk
from kiosk.pages import HomePage, ServicesPage, Stage, TicketPage
from tests.hand_clock import HandClock, at
from tests.kiosk.running_kiosk import WAIT_MS, page_of, press, says, shows
from tests.kiosk.ways_in import last_ticket


def test_full_and_closed_are_said_before_the_touch_and_end_by_themselves(
    kiosk: Kiosk, hall: Database, clock: HandClock, qtbot: QtBot
) -> None:
    _take_the_last_number(kiosk, hall, qtbot)
    press(qtbot, kiosk, "社会保险")
    refused = says(qtbot, kiosk, "本时段的号已取完")
    assert refused.notes[0] == "下次取号时间：13:00"

    clock.moment = at(2026, 11, 24, 12, 30)
    kiosk.follower.refresh()
    closed = says(qtbot, kiosk, "现在不取号")
    assert closed.text == "不在开放时间内" and closed.notes[0] == "下次取号时间：13:00"
    clock.moment = at(2026, 11, 24, 13)
    kiosk.follower.refresh()
    says(qtbot, kiosk, "现在可以取号了")
    press(qtbot, kiosk, "取号")
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert last_ticket(hall)["service_id"] == "B1"


def _take_the_last_number(kiosk: Kiosk, hall: Database, qtbot: QtBot) -> None:
    """The only number of B1 this morning is given out, and its zone says so."""
    with hall.engine.begin() as connection:
        connection.execute(update(service).where(service.c.id == "B1").values(cap_am=1))
    queue.issue(hall, uuid4(), "B1")
    press(qtbot, kiosk, "人社医保区")
    qtbot.waitUntil(lambda: _card(kiosk, "B1") == ("号已取完", "13:00 起", True), timeout=WAIT_MS)


def _card(kiosk: Kiosk, service_id: str) -> tuple[str, str, bool] | None:
    page = page_of(kiosk)
    assert isinstance(page, ServicesPage)
    card = next(card for card in page.services if card.id == service_id)
    return card.wait, card.waiting, card.off


def test_a_closed_hall_still_looks_after_bookings_and_tickets_and_opens_by_its_own_clock(
    kiosk: Kiosk, hall: Database, clock: HandClock, qtbot: QtBot
) -> None:
    clock.moment = at(2026, 11, 24, 12, 59)
    kiosk.follower.refresh()
    page = says(qtbot, kiosk, "现在不取号")
    assert [choice.words for choice in page.choices] == ["我有预约", "我的号票", "查看全部业务"]
    clock.moment = at(2026, 11, 24, 13)
    # The timer that waits for the hour is there; the test only shortens the waiting.
    waits_ms = kiosk.presenter._turn_of_hours.remainingTime()
    assert 50_000 < waits_ms < 70_000
    kiosk.presenter._turn_of_hours.start(1)
    shows(qtbot, kiosk, HomePage)


def test_a_bundle_whose_first_service_is_full_is_offered_again_as_the_bundle(
    kiosk: Kiosk, hall: Database, clock: HandClock, qtbot: QtBot
) -> None:
    _take_the_last_number(kiosk, hall, qtbot)
    press(qtbot, kiosk, "返回", "一件事一次办", "个人 · 出生", "新生儿出生", "取号，一号办到底")
    assert says(qtbot, kiosk, "本时段的号已取完").text == "新生儿出生 · 社会保险"
    clock.moment = at(2026, 11, 24, 13)
    kiosk.follower.refresh()
    assert says(qtbot, kiosk, "现在可以取号了").text == "新生儿出生"
    press(qtbot, kiosk, "取号")
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert last_ticket(hall)["bundle_id"] == "Y1"
