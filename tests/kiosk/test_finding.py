"""Finding an item at a real kiosk: typed on its own keyboard, browsed, read, printed, and a number taken for it."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from db.catalogue_loader import prepare, store_catalogue
from db.engine import Database, open_database
from db.folder_catalogue import Catalogue
from db.history import all_rows
from db.turn import take_turn
from kiosk.__main__ import Kiosk
from kiosk.finder import Finder, index_path
from kiosk.intents import GoHome
from kiosk.item_intents import OpenSearch, SeeLifeEvents, TypeText
from kiosk.item_pages import Answer, EventsPage, GuidePage, ItemsPage, Paper, SearchPage
from kiosk.pages import HomePage, Page, Stage, TicketPage
from kiosk.settings import PrinterMode
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.test_slip import code_text
from tests.kiosk.test_visit import Start, page_of, press, rows, start_kiosk, until

__all__ = ["start_kiosk"]

GUIDE = {
    "materials": "居民身份证；近期免冠证件照",
    "materials_en": "Resident identity card; Recent ID photo",
    "fee": "不收费",
    "fee_en": "Free",
    "time": "当场办结",
    "time_en": "On the spot",
}


def _item(position: int, item_id: str, name: str, service: str, words: str) -> dict[str, object]:
    facts = {"id": item_id, "name": name, "name_en": name, "department_id": "D14", "service_id": service}
    return {**facts, "like_id": None, "words": words, "position": position, **GUIDE}


CATALOGUE = Catalogue(
    life_events=({"name": "就业", "name_en": "Work", "audience": "个人", "position": 0},),
    items=(
        _item(0, "S1406", "社会保障卡申领", "B2", "社保卡 办社保卡"),
        _item(1, "S1505", "职工正常退休申请", "B1", "退休 办退休"),
    ),
    item_events=({"item_id": "S1406", "event": "就业"},),
)


def bring(database: Database, catalogue: Catalogue) -> None:
    """As `hall load` does, without the rest of a folder."""
    prepared = prepare(database, catalogue)
    with take_turn(database, uuid4()) as turn:
        store_catalogue(turn.connection, prepared)


@pytest.fixture
def kiosk(start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot) -> Kiosk:
    """A kiosk at the small hall with two items, both to be searched."""
    bring(small_hall, CATALOGUE)
    started = start_kiosk(database_url)
    until(qtbot, started, HomePage)
    qtbot.waitUntil(lambda: started.finder.is_ready)
    return started


def look(qtbot: QtBot, kiosk: Kiosk, kind: type[Page], what: object) -> None:
    """Wait until a page of that kind says so."""
    assert callable(what)
    qtbot.waitUntil(lambda: isinstance(page := page_of(kiosk), kind) and bool(what(page)))


def type_letters(qtbot: QtBot, kiosk: Kiosk, letters: str) -> None:
    for letter in letters:
        press(qtbot, kiosk, letter)


def test_letters_on_the_screen_find_an_item_and_a_touch_takes_its_number(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database
) -> None:
    press(qtbot, kiosk, "查找事项")
    type_letters(qtbot, kiosk, "SBKQ")
    press(qtbot, kiosk, "删除")
    look(qtbot, kiosk, SearchPage, lambda page: [each.name for each in page.items] == ["社会保障卡申领"])
    page = page_of(kiosk)
    assert isinstance(page, SearchPage) and page.typed == "sbk"
    assert page.items[0].place == "人社局 · 一楼 B 区"
    press(qtbot, kiosk, "社会保障卡申领")
    ticket = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert isinstance(ticket, TicketPage) and ticket.number == "B2 001"
    press(qtbot, kiosk, "完成")
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "查找事项")
    page = page_of(kiosk)
    assert isinstance(page, SearchPage) and page.typed == "", "the next visitor finds an empty field"


def test_what_an_item_needs_is_read_printed_and_followed_by_a_number(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, simulator: PrinterProcess
) -> None:
    press(qtbot, kiosk, "查找事项")
    type_letters(qtbot, kiosk, "TUIXIU")
    look(qtbot, kiosk, SearchPage, lambda page: page.items and page.items[0].id == "S1505")
    press(qtbot, kiosk, "需要什么: 职工正常退休申请")
    look(qtbot, kiosk, GuidePage, lambda page: page.item is not None)
    page = page_of(kiosk)
    assert isinstance(page, GuidePage)
    told = {section.label: section.lines for section in page.sections}
    assert told["需要带什么"] == ("居民身份证", "近期免冠证件照")
    assert told["在哪里办"] == ("一楼 B 区 · 49 号窗口",)
    assert (told["收费"], told["要多久"]) == (("不收费",), ("当场办结",))
    press(qtbot, kiosk, "打印指南")
    look(qtbot, kiosk, GuidePage, lambda page: page.paper is Paper.PRINTED)
    paper = QImage(simulator.wait_for("ticket")["path"])
    assert paper.width() == 576 and paper.height() > 300
    assert rows(small_hall) == [], "a guide is no number"
    take_with_list(qtbot, kiosk)
    ticket = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert isinstance(ticket, TicketPage) and ticket.number == "B1 001"


def take_with_list(qtbot: QtBot, kiosk: Kiosk) -> None:
    """Press the guide's button, which says the wait besides."""
    (take,) = (
        button
        for button in kiosk.window.findChildren(QAbstractButton)
        if button.isVisible() and button.accessibleName().startswith("取号并附清单")
    )
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("paper", ["80mm", "58mm"])
@pytest.mark.parametrize("mode", list(PrinterMode))
def test_who_looks_up_what_to_bring_gets_it_on_the_ticket_and_others_do_not(
    start_kiosk: Start,
    small_hall: Database,
    database_url: str,
    qtbot: QtBot,
    simulator: PrinterProcess,
    mode: PrinterMode,
    paper: str,
) -> None:
    bring(small_hall, CATALOGUE)
    kiosk = start_kiosk(database_url, printer_mode=mode, ticket_layout=paper)
    until(qtbot, kiosk, HomePage)
    heights = []
    for way in (lambda: press(qtbot, kiosk, "职工正常退休申请"), lambda: look_up_and_take(qtbot, kiosk)):
        kiosk.presenter.want(OpenSearch())
        kiosk.presenter.want(TypeText("退休"))
        look(qtbot, kiosk, SearchPage, lambda page: page.items)
        way()
        shown = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
        assert isinstance(shown, TicketPage) and shown.picture is not None
        printed = QImage(simulator.wait_for("ticket")["path"])
        assert code_text(printed) == [rows(small_hall)[-1][3]]
        heights.append((shown.picture.height, printed.height()))
        press(qtbot, kiosk, "完成")
    (screen, on_paper), (screen_with_list, paper_with_list) = heights
    # Three lines more, of at least 3 mm each.
    assert screen_with_list > screen + 3 * 24 and paper_with_list > on_paper + 3 * 24
    issued = [row["facts"] for row in all_rows(small_hall) if row["kind"] == "TicketIssued"]
    assert [facts["item"] for facts in issued] == ["S1505", "S1505"], "both came for it"


def look_up_and_take(qtbot: QtBot, kiosk: Kiosk) -> None:
    press(qtbot, kiosk, "需要什么: 职工正常退休申请")
    look(qtbot, kiosk, GuidePage, lambda page: page.item is not None)
    take_with_list(qtbot, kiosk)


def test_three_touches_by_life_event(kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
    kiosk.presenter.want(GoHome())
    press(qtbot, kiosk, "按人生事件")
    until(qtbot, kiosk, EventsPage)
    press(qtbot, kiosk, "就业")
    until(qtbot, kiosk, ItemsPage)
    press(qtbot, kiosk, "社会保障卡申领")
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert [row[0] for row in rows(small_hall)] == ["B2001"]


def test_back_leads_to_where_one_came_from(kiosk: Kiosk, qtbot: QtBot) -> None:
    press(qtbot, kiosk, "按人生事件")
    press(qtbot, kiosk, "就业")
    until(qtbot, kiosk, ItemsPage)
    press(qtbot, kiosk, "需要什么: 社会保障卡申领")
    until(qtbot, kiosk, GuidePage)
    for kind in (ItemsPage, EventsPage, HomePage):
        press(qtbot, kiosk, "返回")
        until(qtbot, kiosk, kind)


def test_who_finds_nothing_is_sent_to_the_guide_desk(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database
) -> None:
    press(qtbot, kiosk, "查找事项")
    qtbot.keyClicks(kiosk.window.view_of(SearchPage), "qxqxqx")
    look(qtbot, kiosk, SearchPage, lambda page: page.answer is Answer.NOTHING_FOUND)
    press(qtbot, kiosk, "不知道办什么？")
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert [row[0] for row in rows(small_hall)] == ["A1001"]


def _is_there(kiosk: Kiosk, name: str) -> bool:
    buttons = kiosk.window.findChildren(QAbstractButton)
    return any(button.isVisible() and button.accessibleName() == name for button in buttons)


def test_what_was_typed_is_wiped_when_nobody_is_there(
    start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot
) -> None:
    kiosk = start_kiosk(database_url, idle_s=1, idle_warning_s=1)
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "查找事项")
    kiosk.presenter.want(TypeText("退休"))
    until(qtbot, kiosk, SearchPage)
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "查找事项")
    page = page_of(kiosk)
    assert isinstance(page, SearchPage) and page.typed == ""


def test_a_catalogue_that_is_loaded_meanwhile_is_searched_without_a_new_start(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database
) -> None:
    more = (*CATALOGUE.items, _item(2, "S9", "飞艇停放许可", "B1", "飞艇"))
    bring(small_hall, Catalogue(CATALOGUE.life_events, more, CATALOGUE.item_events))
    kiosk.presenter.hall_loaded.emit()
    press(qtbot, kiosk, "查找事项")
    kiosk.presenter.want(TypeText("飞艇"))
    look(qtbot, kiosk, SearchPage, lambda page: page.items)


def test_a_second_start_reads_the_index_from_its_file(
    small_hall: Database, database_url: str, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    bring(small_hall, CATALOGUE)
    written: list[int] = []
    for _ in range(2):
        finder = Finder(lambda: open_database(database_url, "test"), database_url, tmp_path)
        found: list[tuple[str, object]] = []
        finder.found.connect(lambda typed, items, found=found: found.append((typed, items)))
        finder.start()
        qtbot.waitUntil(lambda finder=finder: finder.is_ready)
        finder.look_for("sbk")
        qtbot.waitUntil(lambda found=found: bool(found) and bool(found[-1][1]))
        finder.stop()
        written.append(index_path(database_url, tmp_path).stat().st_mtime_ns)
    assert written[0] == written[1]


def test_a_hall_without_a_catalogue_offers_no_life_events(
    start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot
) -> None:
    kiosk = start_kiosk(database_url)
    until(qtbot, kiosk, HomePage)
    assert not _is_there(kiosk, "按人生事件")
    kiosk.presenter.want(SeeLifeEvents())
    page = page_of(kiosk)
    assert isinstance(page, EventsPage) and page.events == ()
