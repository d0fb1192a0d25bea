"""Every way in, at a running kiosk with a printer and a card reader on real lines."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import appointments, queue
from db.directory import read_directory
from db.engine import Database
from db.events import TicketIssued
from db.help import read_open_help
from db.help_events import HelpAsked, HelpKind
from db.holding import ticket_held
from db.models import event
from db.privacy import person_of
from kiosk.__main__ import Kiosk
from kiosk.pages import HomePage, Stage, TicketPage
from kiosk.step_pages import MenuPage, PadPage, StepsPage
from kiosk.wording import second_slip_of
from tests.booking_hall import TEN
from tests.hand_clock import HandClock, at
from tests.kiosk.card_reader_process import CardReaderProcess
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.running_kiosk import WAIT_MS, page_of, press, says, shows
from tests.kiosk.ways_in import KEY, OLD, OPEN, YOUNG, Start, last_ticket, type_in


def test_a_card_is_read_after_consent_and_brings_an_old_visitor_forward(
    start: Start, hall: Database, cards: CardReaderProcess, qtbot: QtBot
) -> None:
    kiosk = start(card_reader_port=str(cards.link))
    shows(qtbot, kiosk, HomePage)
    cards.order("card", number=OLD, name="王秀英")
    press(qtbot, kiosk, "人社医保区", "社会保障卡")
    says(qtbot, kiosk, "需要您的身份证号码")
    assert cards.asked == [], "nothing may be read before the visitor agreed"
    press(qtbot, kiosk, "同意，刷身份证")
    page = shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert page.number == "B2 001"
    given = last_ticket(hall)
    assert given["person_hash"] == person_of(OLD, KEY.encode()).hash
    assert given["person_mask"] == "110***********002X"
    assert (given["group_id"], given["head_start_min"]) == ("elderly", 30)
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)
    with hall.reading() as connection:
        everything = repr(connection.execute(select(event)).all()) + repr(last_ticket(hall))
    assert OLD not in everything and "王秀英" not in everything and "1949" not in everything


def test_a_typed_number_is_checked_and_a_second_try_is_offered_the_first_ticket_again(
    kiosk: Kiosk, hall: Database, simulator: PrinterProcess, qtbot: QtBot
) -> None:
    press(qtbot, kiosk, "人社医保区", "社会保障卡", "同意，手动输入")
    type_in(qtbot, kiosk, YOUNG[:-1] + "4")
    pad = page_of(kiosk)
    assert isinstance(pad, PadPage) and pad.shown == "•••••• •••• •••• •••4"
    press(qtbot, kiosk, "确认")
    qtbot.waitUntil(lambda: "号码有误" in getattr(page_of(kiosk), "trouble", ""), timeout=WAIT_MS)
    press(qtbot, kiosk, "退格")
    type_in(qtbot, kiosk, YOUNG[-1])
    press(qtbot, kiosk, "确认")
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert last_ticket(hall)["group_id"] is None
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)

    press(qtbot, kiosk, "人社医保区", "社会保障卡", "同意，手动输入")
    type_in(qtbot, kiosk, YOUNG)
    press(qtbot, kiosk, "确认")
    held = says(qtbot, kiosk, "社会保障卡")
    assert held.number == "B2 001" and "您已持有此号" in held.text
    simulator.wait_for("ticket")
    press(qtbot, kiosk, "补打号票")
    again = shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert again.title == "补打"
    assert again.number == "B2 001"
    simulator.wait_for("ticket")
    qtbot.waitUntil(lambda: last_ticket(hall)["paper"] == "reprinted", timeout=WAIT_MS)


def test_a_second_paper_says_that_it_is_one(kiosk: Kiosk, hall: Database) -> None:
    issued = queue.issue(hall, uuid4(), "B1")
    with hall.reading() as connection:
        slip = second_slip_of(ticket_held(connection, issued.ticket_id), read_directory(connection), "zh")
    assert ("类型", "补打") in [(fact.label, fact.value) for fact in slip.facts]
    assert slip.mark == "补打" and slip.token == issued.token


def test_needs_hold_for_the_next_number_and_for_no_other(kiosk: Kiosk, hall: Database, qtbot: QtBot) -> None:
    press(qtbot, kiosk, "优先与无障碍", "低位窗口", "70 岁以上老年人")
    menu = page_of(kiosk)
    assert isinstance(menu, MenuPage)
    assert any(entry.after == "办理时请出示：居民身份证" for entry in menu.entries)
    press(qtbot, kiosk, "返回")
    home = shows(qtbot, kiosk, HomePage)
    assert home.needs == "70 岁以上老年人 · 低位窗口"
    press(qtbot, kiosk, "人社医保区", "社会保险")
    page = shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert page.place.endswith("49 号窗口"), "a low counter is where to go"
    assert (last_ticket(hall)["lane"], last_ticket(hall)["head_start_min"]) == ("low:B1", 30)
    press(qtbot, kiosk, "完成")
    home = shows(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "人社医保区", "社会保险")
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert (last_ticket(hall)["lane"], last_ticket(hall)["head_start_min"]) == ("service:B1", 0)


# --- Bookings and tickets ------------------------------------------------------------------------


def test_a_booking_is_checked_in_by_its_code_or_told_why_not(
    kiosk: Kiosk, hall: Database, clock: HandClock, qtbot: QtBot
) -> None:
    clock.moment = OPEN
    booked = appointments.book(hall, uuid4(), "B2", TEN)
    late = appointments.book(hall, uuid4(), "B2", TEN)

    def check_in(code: str) -> None:
        press(qtbot, kiosk, "我有预约")
        type_in(qtbot, kiosk, code)
        press(qtbot, kiosk, "报到取号")

    for moment, code, words in (
        (OPEN, "123456789", "预约"),
        (OPEN, booked.code, "09:30"),  # a day too early
    ):
        clock.moment = moment
        check_in(code)
        refused = shows(qtbot, kiosk, TicketPage, stage=Stage.REFUSED)
        assert words in refused.hint
        press(qtbot, kiosk, "完成")
        shows(qtbot, kiosk, HomePage)

    clock.moment = TEN
    check_in(booked.code)
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    with hall.reading() as connection:
        issued = connection.execute(
            select(event.c.facts).where(event.c.kind == TicketIssued.__name__)
        ).scalar()
    assert issued is not None and issued["booked_for"] is not None
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)

    check_in(booked.code)
    assert says(qtbot, kiosk, "社会保障卡").number == "B2 001", "checked in already: it can be printed again"
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)

    clock.moment = at(2026, 11, 25, 10, 20)
    check_in(late.code)
    page = shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    assert "晚于预约" in page.hint


def test_a_scanned_ticket_can_be_printed_again_or_given_back_and_presses_nothing(
    kiosk: Kiosk, hall: Database, qtbot: QtBot
) -> None:
    issued = queue.issue(hall, uuid4(), "B1")
    queue.printed(hall, uuid4(), issued.ticket_id)
    # The control that has the focus would be pressed by the Enter at the end.
    focused = next(
        button for button in kiosk.window.findChildren(type(kiosk.window.footer._help)) if button.isVisible()
    )
    focused.setFocus()
    QTest.keyClicks(kiosk.window, f"https://hall.example/t/{issued.token}\r", delay=0)
    found = says(qtbot, kiosk, "社会保险")
    assert found.number == "B1 001"
    press(qtbot, kiosk, "取消号码")
    assert says(qtbot, kiosk, "确定取消这个号码？").loud
    press(qtbot, kiosk, "取消号码")
    says(qtbot, kiosk, "号码已取消")
    assert last_ticket(hall)["state"] == "cancelled"
    assert len(kiosk.presenter._pile) == 2


def test_a_number_alone_shows_how_it_stands_and_the_last_digits_prove_it(
    kiosk: Kiosk, hall: Database, qtbot: QtBot
) -> None:
    with_card = queue.issue(hall, uuid4(), "B2", person=person_of(OLD, KEY.encode()))
    queue.printed(hall, uuid4(), with_card.ticket_id)
    without = queue.issue(hall, uuid4(), "B1")
    queue.printed(hall, uuid4(), without.ticket_id)

    press(qtbot, kiosk, "我的号票")
    type_in(qtbot, kiosk, "B1001")
    press(qtbot, kiosk, "查询")
    page = says(qtbot, kiosk, "社会保险")
    assert [choice.words for choice in page.choices] == ["完成"], "whoever knows a number may not cancel it"
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)

    press(qtbot, kiosk, "我的号票")
    type_in(qtbot, kiosk, "B2009")
    press(qtbot, kiosk, "查询")
    qtbot.waitUntil(lambda: "B2009" in getattr(page_of(kiosk), "trouble", ""), timeout=WAIT_MS)
    press(qtbot, kiosk, "返回", "我的号票")
    type_in(qtbot, kiosk, "B2001")
    press(qtbot, kiosk, "查询")
    shows(qtbot, kiosk, PadPage, title="B2 001")
    type_in(qtbot, kiosk, "1234")
    press(qtbot, kiosk, "确认")
    assert "不一致" in shows(qtbot, kiosk, PadPage, title="B2 001", shown="").trouble
    type_in(qtbot, kiosk, "002X")
    press(qtbot, kiosk, "确认")
    assert "补打号票" in [choice.words for choice in says(qtbot, kiosk, "社会保障卡").choices]
    queue.open_counter(hall, uuid4(), 47, "wang")
    queue.call_next(hall, uuid4(), 47)
    qtbot.waitUntil(lambda: "47" in getattr(page_of(kiosk), "text", ""), timeout=WAIT_MS)


def test_guessing_the_last_digits_ends_soon(kiosk: Kiosk, hall: Database, qtbot: QtBot) -> None:
    issued = queue.issue(hall, uuid4(), "B2", person=person_of(OLD, KEY.encode()))
    queue.printed(hall, uuid4(), issued.ticket_id)
    press(qtbot, kiosk, "我的号票")
    type_in(qtbot, kiosk, "B2001")
    press(qtbot, kiosk, "查询")
    for guess in ("0000", "0001", "0002"):
        shows(qtbot, kiosk, PadPage, title="B2 001")
        type_in(qtbot, kiosk, guess)
        press(qtbot, kiosk, "确认")
    says(qtbot, kiosk, "没有办成")


def test_a_bundle_shows_its_steps_and_gives_one_number(kiosk: Kiosk, hall: Database, qtbot: QtBot) -> None:
    press(qtbot, kiosk, "一件事一次办", "个人 · 出生", "新生儿出生")
    steps = page_of(kiosk)
    assert isinstance(steps, StepsPage) and [step.name for step in steps.steps] == ["环节1", "环节2"]
    press(qtbot, kiosk, "取号，一号办到底")
    shows(qtbot, kiosk, TicketPage, stage=Stage.PRINTED)
    given = last_ticket(hall)
    assert (given["bundle_id"], given["step"], given["service_id"]) == ("Y1", 1, "B1")


def test_help_is_called_on_the_record_and_the_screen_says_who_comes(
    kiosk: Kiosk, hall: Database, qtbot: QtBot
) -> None:
    press(qtbot, kiosk, "请人帮忙", "这台机器有问题")
    says(qtbot, kiosk, "已呼叫工作人员")
    with hall.reading() as connection:
        (asked,) = read_open_help(connection)
        kinds = connection.execute(select(event.c.kind)).scalars().all()
    assert (asked.kind, asked.zone_id, asked.station) == (HelpKind.MACHINE, "A", "kiosk")
    assert HelpAsked.__name__ in kinds
    queue.answer_help(hall, uuid4(), asked.id, "wang")
    says(qtbot, kiosk, "王敏 正在赶来")
    press(qtbot, kiosk, "完成")
    shows(qtbot, kiosk, HomePage)

    press(qtbot, kiosk, "请人帮忙", "有人身体不适")
    says(qtbot, kiosk, "已呼叫工作人员")
    press(qtbot, kiosk, "不需要帮助了")
    shows(qtbot, kiosk, HomePage)
    with hall.reading() as connection:
        assert read_open_help(connection) == ()
