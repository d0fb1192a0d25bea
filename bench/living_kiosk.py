"""A kiosk that lives through visitors who touch its real window, in this process; tickets come out of a simulated printer."""

from __future__ import annotations

import gc
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from uuid import uuid4

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from sqlalchemy import update

from db import queue
from db.board import read_moment
from db.calendar import open_extra
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.id_number import check_character
from db.loader import load_hall
from db.migrate import init
from db.models import service
from db.privacy import KEY_VARIABLE
from kiosk.__main__ import build
from kiosk.pages import HomePage, NoticePage, Page, Stage, TicketPage
from kiosk.settings import KioskSection
from shell.app import settle_in, start
from shell.settings import HallSection
from tests.kiosk.printer_process import PrinterProcess

VISITS = 10_000
SAMPLE_HALL = Path(__file__).resolve().parents[1] / "assets" / "sample-hall"
ROLL = 150
"""So many tickets, and the printer gets a new roll."""
COUNTERS = {1: "A1", 49: "B2", 91: "C2"}
"""Where the visitors are served, each by a clerk of its own, and what for."""
PAINTED = 4
"""One round of visitors in so many sees its screens painted, which takes most of the time; they are laid out for all."""
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Size:
    """What a kiosk takes, and what it holds."""

    megabytes: float
    objects: int
    """Python's, as far as the collector knows of them."""
    widgets: int
    """All of Qt's objects below the application and the kiosk's window."""


class Subject:
    """One kiosk in one hall, whose visitors come one after the other and are served at once."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ[KEY_VARIABLE] = "k" * 32
        url = f"sqlite:///{folder / 'hall.db'}"
        self.hall = _hall_at(url)
        self.printer = PrinterProcess(folder)
        self.app = start("kiosk")
        section = HallSection(url=url)
        settle_in(self.app, "bench", section)
        settings = KioskSection(printer_port=str(self.printer.link), attract_s=0)
        self.kiosk = build(self.app, section, settings)
        self.kiosk.window.resize(540, 960)
        self.kiosk.window.show()
        self.kiosk.start()
        self.until(HomePage)
        self._people = 0
        self._kinds = (self._by_zone, self._in_english, self._by_search, self._by_number)

    def visit(self, number: int) -> None:
        """One visitor, from the first screen to a ticket in the hand, or without paper."""
        turn, kind = divmod(number, len(self._kinds))
        self.kiosk.window.setUpdatesEnabled(turn % PAINTED == 0)
        if number % ROLL == 0:
            self._keep_without_paper()
        else:
            self._kinds[kind]()
        self._serve_everybody()

    def size(self) -> Size:
        """What it takes now; what the collector owes is collected first."""
        gc.collect()
        parts = [each for root in (self.app, self.kiosk.window) for each in root.findChildren(QObject)]
        return Size(psutil.Process().memory_info().rss / 1e6, len(gc.get_objects()), len(parts))

    def close(self) -> None:
        self.kiosk.stop()
        self.printer.close()
        self.hall.close()

    # --- Visitors -----------------------------------------------------------------------------------

    def _by_zone(self) -> None:
        self.touch("综合服务区", "咨询导办")
        self._take_ticket("完成")

    def _in_english(self) -> None:
        self.touch("English", "By department", "Public Security", "Large type", "Resident identity card")
        self._take_ticket("Done")

    def _by_search(self) -> None:
        self.touch("查找事项", "高对比", "S", "F", "Z", "需要什么: 居民身份证申领", "取号并附清单")
        self._take_ticket("完成")

    def _by_number(self) -> None:
        self._people += 1
        born = f"110105{1950 + self._people % 50}0101{self._people // 50:03}"
        self.touch("人社医保区", "社会保障卡", "同意，手动输入", *born, check_character(born), "确认")
        self._take_ticket("完成")

    def _keep_without_paper(self) -> None:
        """The roll ends; who is not there yet sees that no numbers can be had, until there is a new one."""
        self.printer.order("paper", mm=30)
        self.touch("综合服务区", "咨询导办", "保留号码")
        self.until(TicketPage, Stage.KEPT)
        self.touch("完成")
        self.until(NoticePage)
        self.printer.order("paper")
        self.until(HomePage)

    def _take_ticket(self, done: str) -> None:
        self.until(TicketPage, Stage.PRINTED)
        Path(self.printer.wait_for("ticket")["path"]).unlink()
        self.touch(done)
        self.until(HomePage)

    def _serve_everybody(self) -> None:
        for counter in COUNTERS:
            while called := queue.call_next(self.hall, uuid4(), counter):
                queue.serve(self.hall, uuid4(), called.call_id)
                queue.finish(self.hall, uuid4(), called.call_id)

    # --- Hands and eyes -----------------------------------------------------------------------------

    def touch(self, *names: str) -> None:
        """Touch the controls of these names, each as soon as it is there."""
        for name in names:
            button: list[QAbstractButton] = []

            def there(name: str = name, found: list[QAbstractButton] = button) -> bool:
                found[:] = [
                    each
                    for each in self.kiosk.window.findChildren(QAbstractButton)
                    if each.isVisible() and each.isEnabled() and each.accessibleName().split(" · ")[0] == name
                ]
                return bool(found)

            self._wait(there, name)
            # Out of the event loop, as a finger's touch comes: what is deleted on the way is gone when it returns.
            QTimer.singleShot(0, button[0], partial(QTest.mouseClick, button[0], Qt.MouseButton.LeftButton))
            self.app.processEvents()

    def until(self, kind: type[Page], stage: Stage | None = None) -> None:
        """Wait until such a page is shown."""

        def there() -> bool:
            page = self.kiosk.presenter.state().page
            return isinstance(page, kind) and (stage is None or getattr(page, "stage", None) is stage)

        self._wait(there, f"{kind.__name__} {stage or ''}")

    def _wait(self, there: Callable[[], bool], what: str) -> None:
        end = monotonic() + PATIENCE_S
        while not there():
            if monotonic() > end:
                raise SystemExit(f"never came to {what}, but stays at {self.kiosk.presenter.state().page}")
            # A clock ticks on the screen: this never waits longer than a second.
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def live_through(visits: int) -> Iterator[tuple[int, Size]]:
    """What a kiosk takes after each tenth of so many visits, in a process of its own: nobody else's memory counts."""
    mine, others = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_live, args=(visits, others))
    process.start()
    others.close()
    try:
        while True:
            yield mine.recv()
    except EOFError:
        process.join()


def _live(visits: int, told: Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(Path(folder))
        for number in range(1, visits + 1):
            subject.visit(number)
            if number % max(1, visits // 10) == 0:
                told.send((number, subject.size()))
        subject.close()


def _hall_at(url: str) -> Database:
    """The sample hall, open all day, in which a visitor may stay unknown, except for the social security card."""
    init(url)
    hall = open_database(url, "bench")
    load_hall(hall, uuid4(), read_hall(SAMPLE_HALL))
    with hall.engine.begin() as connection:
        free = service.c.id.in_(COUNTERS.values()) & (service.c.id != "B2")
        connection.execute(update(service).where(free).values(asks_card=False))
        connection.execute(update(service).values(cap_am=None, cap_pm=None))
    with hall.reading() as connection:
        _, today = read_moment(connection)
    open_extra(hall, uuid4(), today, time.min, time.min)
    for clerk, counter in enumerate(COUNTERS, start=1):
        queue.open_counter(hall, uuid4(), counter, f"A{clerk:02}")
    return hall
