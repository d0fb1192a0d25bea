"""What the tests of the ways in share: a hall whose clock a test sets, a kiosk at it, and who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select, update

from db.engine import Database, open_database
from db.models import bundle, bundle_step, service, ticket
from db.privacy import KEY_VARIABLE
from kiosk.__main__ import Kiosk, build
from kiosk.pages import HomePage
from kiosk.settings import KioskSection
from shell import i18n
from shell.settings import HallSection
from tests.booking_hall import booking_hall
from tests.hand_clock import HandClock, at
from tests.kiosk.card_reader_process import CardReaderProcess
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.running_kiosk import press, shows

KEY = "k" * 32
OLD = "11010519491231002X"
YOUNG = "440524200001010013"
OPEN = at(2026, 11, 24, 10)
Start = Callable[..., Kiosk]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The small hall on a Tuesday at ten; B2 asks for cards and takes bookings, and a bundle begins with it."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with booking_hall(database_url, clock) as opened:
        with opened.engine.begin() as connection:
            connection.execute(update(service).where(service.c.id == "B2").values(asks_card=True))
            names = {"name": "新生儿出生", "name_en": "Birth of a child"}
            connection.execute(
                insert(bundle).values(id="Y1", **names, audience="个人", stage="出生", position=0)
            )
            for step, service_id in enumerate(("B1", "B2"), start=1):
                row = {"bundle_id": "Y1", "step": step, "service_id": service_id}
                connection.execute(
                    insert(bundle_step).values(**row, name=f"环节{step}", name_en=f"Step {step}")
                )
        yield opened


@pytest.fixture
def cards(tmp_path: Path) -> Iterator[CardReaderProcess]:
    process = CardReaderProcess(tmp_path)
    yield process
    process.close()


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    hall: Database,
    database_url: str,
    clock: HandClock,
    simulator: PrinterProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """Starts a kiosk at the hall, whose clock the test sets."""
    running: list[Kiosk] = []

    def open_timed(url: str, station: str) -> Database:
        return open_database(url, station, clock=clock)

    monkeypatch.setattr("kiosk.__main__.open_database", open_timed)

    def begin(**settings: object) -> Kiosk:
        i18n.install(qapp, "zh")
        section = KioskSection.model_validate({"printer_port": str(simulator.link), **settings})
        kiosk = build(qapp, HallSection(url=database_url), section)
        kiosk.window.resize(540, 960)
        kiosk.window.show()
        kiosk.start()
        running.append(kiosk)
        return kiosk

    yield begin
    for kiosk in running:
        kiosk.stop()


@pytest.fixture
def kiosk(start: Start, qtbot: QtBot) -> Kiosk:
    started = start()
    shows(qtbot, started, HomePage)
    return started


def last_ticket(hall: Database) -> dict[str, object]:
    with hall.reading() as connection:
        row = connection.execute(select(ticket).order_by(ticket.c.id.desc())).mappings().first()
        assert row is not None
        return dict(row)


def type_in(qtbot: QtBot, kiosk: Kiosk, text: str) -> None:
    press(qtbot, kiosk, *text)
