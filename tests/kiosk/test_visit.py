"""Visits, on a real database with a real line to a simulated printer: real clicks, real paper."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import queue
from db.engine import Database, open_database
from db.help import read_open_help
from db.help_events import HelpKind
from db.models import ticket
from kiosk.__main__ import Kiosk, build
from kiosk.intents import AskForHelp, ChooseZone, TakeNumber
from kiosk.pages import Cause, HomePage, NoticePage, Page, ServicesPage, Stage, TicketPage
from kiosk.settings import KioskSection
from shell import i18n
from shell.settings import HallSection
from shell.speech import Voice, player_command
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.running_kiosk import says
from tests.kiosk.test_slip import code_text
from tests.patience import PATIENCE_MS
from tests.postgres_server import PostgresServer
from tests.shell.heartbeat import Heartbeat
from tests.small_hall import load_small_hall

Start = Callable[..., Kiosk]


def silent_voice() -> Voice:
    """A voice that speaks into nothing."""
    return Voice(player=player_command(silent=True))


@pytest.fixture
def start_kiosk(qapp: QApplication, qtbot: QtBot, simulator: PrinterProcess) -> Iterator[Start]:
    """Starts kiosks at that database, connected to the simulated printer."""
    running: list[Kiosk] = []

    def start(url: str, **settings: object) -> Kiosk:
        i18n.install(qapp, "zh")
        section = KioskSection.model_validate({"printer_port": str(simulator.link), **settings})
        kiosk = build(qapp, HallSection(url=url), section, silent_voice)
        kiosk.window.resize(540, 960)
        kiosk.window.show()
        kiosk.start()
        running.append(kiosk)
        return kiosk

    yield start
    for kiosk in running:
        kiosk.stop()


@pytest.fixture
def kiosk(start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot) -> Kiosk:
    """A kiosk at the small hall, its first screen up."""
    started = start_kiosk(database_url)
    until(qtbot, started, HomePage)
    return started


def page_of(kiosk: Kiosk) -> Page:
    return kiosk.presenter.state().page


def until(
    qtbot: QtBot, kiosk: Kiosk, kind: type[Page], stage: Stage | None = None, timeout: int = PATIENCE_MS
) -> Page:
    """Wait until the kiosk shows such a page."""
    qtbot.waitUntil(
        lambda: (
            isinstance(page := page_of(kiosk), kind)
            and (stage is None or (isinstance(page, TicketPage) and page.stage is stage))
        ),
        timeout=timeout,
    )
    return page_of(kiosk)


def press(qtbot: QtBot, kiosk: Kiosk, name: str) -> None:
    """Click the control of that name, as a finger would."""
    found = [
        button
        for button in kiosk.window.findChildren(QAbstractButton)
        if button.accessibleName() == name and button.isVisible()
    ]
    assert len(found) == 1, f"{name} is there {len(found)} times"
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def rows(database: Database) -> list[tuple[str, str, str, str]]:
    with database.reading() as connection:
        columns = (ticket.c.number, ticket.c.state, ticket.c.paper, ticket.c.token)
        return [tuple(row) for row in connection.execute(select(*columns).order_by(ticket.c.id))]


def wait_for_ticket(qtbot: QtBot, database: Database, state: str, paper: str) -> None:
    qtbot.waitUntil(lambda: [row[1:3] for row in rows(database)] == [(state, paper)])


def test_two_touches_bring_a_number_and_the_same_ticket_on_paper(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, simulator: PrinterProcess
) -> None:
    press(qtbot, kiosk, "人社医保区")
    press(qtbot, kiosk, "社会保障卡")
    page = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    assert isinstance(page, TicketPage) and page.number == "B2 001"
    wait_for_ticket(qtbot, small_hall, "waiting", "printed")
    paper = QImage(simulator.wait_for("ticket")["path"])
    assert code_text(paper) == [rows(small_hall)[0][3]]
    assert page.picture is not None
    assert page.picture.image() == paper.convertToFormat(QImage.Format.Format_Grayscale8)
    press(qtbot, kiosk, "完成")
    until(qtbot, kiosk, HomePage)


def test_a_double_press_is_one_ticket(kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
    kiosk.presenter.want(ChooseZone("B"))
    row = kiosk.window.view_of(ServicesPage).findChildren(
        QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    first = next(button for button in row if button.accessibleName() == "社会保障卡")
    for _ in range(3):
        first.click()
    until(qtbot, kiosk, TicketPage, Stage.PRINTED)
    kiosk.presenter.want(TakeNumber("B2"))
    assert len(rows(small_hall)) == 1


def test_without_paper_no_number_is_given_until_there_is_some(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, simulator: PrinterProcess
) -> None:
    simulator.order("paper", mm=0)
    page = until(qtbot, kiosk, NoticePage)
    assert isinstance(page, NoticePage) and page.cause is Cause.PRINTER
    assert "缺纸" in page.text and "out of paper" in page.text_en
    kiosk.presenter.want(TakeNumber("B2"))
    assert rows(small_hall) == []
    simulator.order("paper")
    until(qtbot, kiosk, HomePage)


def test_somebody_can_be_called_where_no_numbers_are_given(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, simulator: PrinterProcess
) -> None:
    simulator.order("paper", mm=0)
    until(qtbot, kiosk, NoticePage)
    press(qtbot, kiosk, "请人帮忙 · Ask for help")
    press(qtbot, kiosk, "行动、视力或听力不便")
    says(qtbot, kiosk, "已呼叫工作人员")
    with small_hall.reading() as connection:
        assert HelpKind.ACCESS in [each.kind for each in read_open_help(connection)]
    kiosk.presenter.want(TakeNumber("B2"))
    assert rows(small_hall) == [], "nothing else is done there"
    press(qtbot, kiosk, "完成")
    until(qtbot, kiosk, NoticePage)


def test_a_lost_hall_offers_no_call_that_nobody_hears(kiosk: Kiosk, qtbot: QtBot) -> None:
    kiosk.presenter.lose(ConnectionError("the line was cut"))
    page = page_of(kiosk)
    assert isinstance(page, NoticePage) and page.cause is Cause.DATABASE
    assert page.help == "" and "导办台" in page.text
    kiosk.presenter.want(AskForHelp())
    assert isinstance(page_of(kiosk), NoticePage)


class TestPaperFails:
    """The cover opens while the ticket is printed."""

    @pytest.fixture(autouse=True)
    def failed(self, kiosk: Kiosk, qtbot: QtBot, simulator: PrinterProcess) -> None:
        simulator.order("paper", mm=30)
        kiosk.presenter.want(TakeNumber("B2"))
        page = until(qtbot, kiosk, TicketPage, Stage.FAILED)
        assert isinstance(page, TicketPage) and page.number == "B2 001"

    def test_the_screen_shows_the_ticket_with_its_code(self, kiosk: Kiosk, small_hall: Database) -> None:
        kiosk.window.resize(1080, 1920)
        grabbed = kiosk.window.grab().toImage()
        assert code_text(grabbed) == [rows(small_hall)[0][3]]

    def test_kept_it_waits(self, kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
        press(qtbot, kiosk, "保留号码")
        wait_for_ticket(qtbot, small_hall, "waiting", "kept")
        until(qtbot, kiosk, TicketPage, Stage.KEPT)

    def test_given_back_it_is_cancelled(self, kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
        press(qtbot, kiosk, "取消号码")
        wait_for_ticket(qtbot, small_hall, "cancelled", "pending")
        until(qtbot, kiosk, TicketPage, Stage.CANCELLED)


def test_nobody_answers_and_it_is_cancelled(
    kiosk: Kiosk,
    qtbot: QtBot,
    small_hall: Database,
    simulator: PrinterProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(visit_seconds(), Stage.FAILED, 1)
    monkeypatch.setitem(visit_seconds(), Stage.CANCELLED, 1)
    simulator.order("paper", mm=30)
    kiosk.presenter.want(TakeNumber("B2"))
    wait_for_ticket(qtbot, small_hall, "cancelled", "pending")
    until(qtbot, kiosk, NoticePage)


def visit_seconds() -> dict[Stage, int]:
    from kiosk.visit_seconds import SECONDS

    return SECONDS


@pytest.mark.allows_log("nobody knows")
def test_a_printer_silent_after_the_cut_leaves_it_open(
    kiosk: Kiosk,
    qtbot: QtBot,
    small_hall: Database,
    simulator: PrinterProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiosk.printer.PROOF_S", 1.0)
    simulator.order("reports", answered=False)
    kiosk.presenter.want(TakeNumber("B2"))
    page = until(qtbot, kiosk, TicketPage, Stage.UNKNOWN)
    assert isinstance(page, TicketPage) and page.number == "B2 001"
    assert [row[1:3] for row in rows(small_hall)] == [("issued", "pending")]


def test_idle_it_asks_and_then_returns_home_in_the_halls_language(
    start_kiosk: Start, small_hall: Database, database_url: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = start_kiosk(database_url, idle_s=1, idle_warning_s=2)
    until(qtbot, kiosk, HomePage)
    press(qtbot, kiosk, "English")
    press(qtbot, kiosk, "Social security")
    until(qtbot, kiosk, ServicesPage)
    qtbot.waitUntil(kiosk.window.idle_prompt.isVisible)
    press(qtbot, kiosk, "Go on")
    assert not kiosk.window.idle_prompt.isVisible()
    assert isinstance(page_of(kiosk), ServicesPage)
    qtbot.waitUntil(lambda: isinstance(page_of(kiosk), HomePage))
    assert kiosk.presenter.state().language == "zh"


class TestDatabaseAway:
    """The database stops for real."""

    @pytest.fixture
    def url(self, own_postgres: PostgresServer) -> str:
        from db.migrate import init

        own_postgres.execute("CREATE DATABASE hall")
        url = own_postgres.url("hall")
        init(url)
        with_hall = open_database(url, "test")
        load_small_hall(with_hall)
        with_hall.close()
        return url

    def test_at_the_start_it_says_so_and_comes_by_itself(
        self, url: str, start_kiosk: Start, own_postgres: PostgresServer, qtbot: QtBot
    ) -> None:
        own_postgres.stop()
        kiosk = start_kiosk(url)
        qtbot.waitUntil(lambda: _cause(kiosk) is Cause.DATABASE)
        own_postgres.start()
        until(qtbot, kiosk, HomePage)

    def test_in_the_middle_too(
        self, url: str, start_kiosk: Start, own_postgres: PostgresServer, qtbot: QtBot
    ) -> None:
        kiosk = start_kiosk(url)
        until(qtbot, kiosk, HomePage)
        own_postgres.kill()
        qtbot.waitUntil(lambda: _cause(kiosk) is Cause.DATABASE)
        own_postgres.start()
        until(qtbot, kiosk, HomePage)

    def test_frozen_it_is_noticed(
        self, url: str, start_kiosk: Start, own_postgres: PostgresServer, qtbot: QtBot
    ) -> None:
        kiosk = start_kiosk(url)
        until(qtbot, kiosk, HomePage)
        frozen = _freeze(own_postgres)
        try:
            qtbot.waitUntil(lambda: _cause(kiosk) is Cause.DATABASE)
        finally:
            _thaw(frozen)
        until(qtbot, kiosk, HomePage)

    def test_lost_between_touch_and_answer_it_is_one_ticket(
        self, url: str, start_kiosk: Start, own_postgres: PostgresServer, qtbot: QtBot
    ) -> None:
        kiosk = start_kiosk(url)
        until(qtbot, kiosk, HomePage)
        own_postgres.kill()
        kiosk.presenter.want(TakeNumber("B2"))
        page = until(qtbot, kiosk, TicketPage, Stage.ASKING)
        own_postgres.start()
        page = until(qtbot, kiosk, TicketPage, Stage.PRINTED)
        assert isinstance(page, TicketPage) and page.number == "B2 001"
        database = open_database(url, "test")
        wait_for_ticket(qtbot, database, "waiting", "printed")
        database.close()

    @pytest.mark.allows_log("was given up")
    def test_away_for_too_long_it_is_given_up_for_ever(
        self,
        url: str,
        start_kiosk: Start,
        own_postgres: PostgresServer,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("shell.errand.FRESH_S", 2.0)
        monkeypatch.setattr("kiosk.visit.FRESH_S", 2.0)
        kiosk = start_kiosk(url)
        until(qtbot, kiosk, HomePage)
        own_postgres.kill()
        kiosk.presenter.want(TakeNumber("B2"))
        page = until(qtbot, kiosk, TicketPage, Stage.REFUSED)
        assert isinstance(page, TicketPage) and page.number == ""
        own_postgres.start()
        press(qtbot, kiosk, "完成")
        until(qtbot, kiosk, HomePage)
        database = open_database(url, "test")
        qtbot.waitUntil(lambda: all(row[1] == "cancelled" for row in rows(database)))
        database.close()


def _cause(kiosk: Kiosk) -> Cause | None:
    page = page_of(kiosk)
    return page.cause if isinstance(page, NoticePage) else None


def _freeze(server: PostgresServer) -> list[int]:
    import psutil

    assert server.process is not None
    main = psutil.Process(server.process.pid)
    frozen = [main.pid, *(child.pid for child in main.children(recursive=True))]
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    return frozen


def _thaw(frozen: list[int]) -> None:
    for pid in frozen:
        try:
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            continue


def test_others_tickets_are_seen_as_they_come(kiosk: Kiosk, qtbot: QtBot, small_hall: Database) -> None:
    page = page_of(kiosk)
    assert isinstance(page, HomePage) and "等候 0 人" in page.summary
    issued = queue.issue(small_hall, uuid4(), "B1")
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    qtbot.waitUntil(lambda: "等候 1 人" in getattr(page_of(kiosk), "summary", ""))


def test_the_screen_stays_alive_while_the_printer_is_stuck(
    kiosk: Kiosk, qtbot: QtBot, small_hall: Database, simulator: PrinterProcess
) -> None:
    simulator.order("stall", after_bytes=30_000)
    kiosk.presenter.want(TakeNumber("B2"))
    until(qtbot, kiosk, TicketPage, Stage.PRINTING)
    heartbeat = Heartbeat()
    page = until(qtbot, kiosk, TicketPage, Stage.FAILED)
    assert heartbeat.went_on()
    assert isinstance(page, TicketPage) and "打印机无响应" in page.title
