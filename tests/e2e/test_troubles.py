"""What goes wrong in a real hall, played on the real thing: paper, lines, and impatient fingers."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from db.models import ticket
from db.status import Paper, TicketState
from hall.screen_words import on_screen
from hall.stage import Stage
from tests.patience import PATIENCE_S
from tests.postgres_server import PostgresServer

OpenHall = Callable[[str], Stage]


def _tickets(stage: Stage) -> list[tuple[str, str, str]]:
    with stage.database.reading() as connection:
        rows = connection.execute(
            select(ticket.c.number, ticket.c.state, ticket.c.paper).order_by(ticket.c.id)
        )
        return [(row.number, row.state, row.paper) for row in rows]


def _soon(stage: Stage, tickets: list[tuple[str, str, str]]) -> None:
    """The hall hears of it at once, though not in the very moment of the touch."""
    deadline = time.monotonic() + PATIENCE_S
    while _tickets(stage) != tickets and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _tickets(stage) == tickets


def _kiosk(source: str) -> str:
    return on_screen("kiosk", source, "zh")


def _caller(source: str) -> str:
    return on_screen("caller", source, "zh")


def _touch_through(stage: Stage) -> None:
    stage.kiosk.ask("press", name="人社医保区")
    stage.kiosk.ask("press", name="社会保障卡")
    stage.kiosk.ask("press", name=_kiosk("Agree and use my ID card"))


def _printer(stage: Stage, **order: object) -> None:
    assert stage.printer is not None
    stage.printer.tell(**order)
    stage.printer.told(10, event="done")


@pytest.mark.timeout(180)
def test_the_paper_is_out_and_the_visitor_keeps_the_number(open_hall: OpenHall, database_url: str) -> None:
    stage = open_hall(database_url)
    _printer(stage, do="paper", mm=30)
    _touch_through(stage)
    stage.kiosk.ask("wait", name=_kiosk("Ticket number"), matches="B2 001")
    stage.kiosk.ask("press", name=_kiosk("Keep the number"))
    stage.kiosk.ask("wait", name=_kiosk("Your number is kept"))
    _soon(stage, [("B2001", TicketState.WAITING, Paper.KEPT)])
    desk = stage.callers[0]
    desk.ask("press", name=_caller("Next"))
    desk.ask("wait", name=_caller("Number"), matches="B2 001")
    stage.board.ask("wait", pattern=".", matches=r"B2 001\D+48")


@pytest.mark.timeout(180)
def test_a_number_that_nobody_keeps_is_never_called(open_hall: OpenHall, sqlite_url: str) -> None:
    stage = open_hall(sqlite_url)
    _printer(stage, do="paper", mm=30)
    _touch_through(stage)
    stage.kiosk.ask("press", name=_kiosk("Cancel the number"))
    stage.kiosk.ask("wait", name=_kiosk("The number is cancelled"))
    _soon(stage, [("B2001", TicketState.CANCELLED, Paper.PENDING)])
    stage.kiosk.ask("press", name=_kiosk("Done"))
    stage.kiosk.ask("wait", name="人社医保区", gone=True)
    _printer(stage, do="paper")
    stage.kiosk.ask("wait", name="人社医保区")
    _touch_through(stage)
    stage.kiosk.ask("wait", name=_kiosk("Ticket number"), matches="B2 002")
    assert stage.printer is not None
    stage.printer.told(20, event="ticket")
    desk = stage.callers[0]
    desk.ask("wait", name=_caller("Waiting"), matches="1")
    desk.ask("press", name=_caller("Next"))
    desk.ask("wait", name=_caller("Number"), matches="B2 002")


@pytest.mark.timeout(180)
def test_an_impatient_finger_gets_one_ticket_and_calls_one_visitor(
    open_hall: OpenHall, database_url: str
) -> None:
    stage = open_hall(database_url)
    stage.kiosk.ask("press", name="人社医保区")
    stage.kiosk.ask("wait", name="社会保障卡")
    for _ in range(3):
        stage.kiosk.tell(id=0, do="press", name="社会保障卡", timeout_s=0)
    agree = _kiosk("Agree and use my ID card")
    stage.kiosk.ask("wait", name=agree)
    for _ in range(3):
        stage.kiosk.tell(id=0, do="press", name=agree, timeout_s=0)
    stage.kiosk.ask("wait", name=_kiosk("Done"), enabled=True)
    assert [number for number, _, _ in _tickets(stage)] == ["B2001"]
    for caller in stage.callers:
        caller.ask("wait", name=_caller("Waiting"), matches="1")
    for caller in stage.callers:
        for _ in range(3):
            caller.tell(id=0, do="key", key="F8", timeout_s=0)
    stage.board.ask("wait", pattern=".", matches=r"B2 001\D+4[78]")
    assert _tickets(stage) == [("B2001", TicketState.CALLED, Paper.PRINTED)]


@pytest.mark.timeout(180)
def test_every_app_says_that_the_database_is_away_and_comes_back_by_itself(
    open_hall: OpenHall, own_postgres: PostgresServer
) -> None:
    own_postgres.execute("CREATE DATABASE hall")
    stage = open_hall(own_postgres.url("hall"))
    own_postgres.kill()
    stage.board.ask("wait", pattern=".", matches="连接中断")
    for caller in stage.callers:
        caller.ask(
            "wait", name=_caller("Message"), matches=_caller("No connection to the hall. Trying again…")
        )
    stage.kiosk.ask("wait", name="人社医保区", gone=True)
    own_postgres.start()
    stage.kiosk.ask("wait", name="人社医保区")
    _touch_through(stage)
    stage.kiosk.ask("wait", name=_kiosk("Done"), enabled=True)
    desk = stage.callers[0]
    desk.ask("wait", name=_caller("Next"), enabled=True)
    desk.ask("wait", name=_caller("Waiting"), matches="1")
    desk.ask("press", name=_caller("Next"))
    stage.board.ask("wait", pattern=".", matches=r"B2 001\D+48")
    assert not any(app.ended() for app in stage.apps)
