"""A clerk's year passes by one window that nobody closes: nothing grows."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

import psutil
import pytest
from PySide6.QtCore import QObject, Qt

from caller.__main__ import Caller
from caller.settings import Shape
from caller.state import Stage
from db import queue
from db.engine import Database, open_database
from db.errors import DatabaseAway
from tests.caller.conftest import Clerk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

T = TypeVar("T")
TICKETS = 30_000
DAYS = 240
OWN_A_DAY = 12
"""So many of a day's visitors come to this clerk, the others to the neighbour: both move this screen."""
MORE_MB = 10.0


class Hall:
    """The hall whose days go by as fast as people can be served."""

    def __init__(self, url: str) -> None:
        self.now = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
        self.url = url
        self.at_hand = self.open()

    def open(self) -> Database:
        return open_database(self.url, "test", clock=lambda: self.now)

    def do(self, command: Callable[..., T], *arguments: object) -> T:
        """As a station does it: a machine that is kept from its turn for two seconds loses it, and asks again."""
        request = uuid4()
        while True:
            try:
                return command(self.at_hand, request, *arguments)
            except DatabaseAway as lost:
                print("asked again:", lost)

    def send_in(self, service: str) -> None:
        ticket = self.do(queue.issue, service)
        self.do(queue.printed, ticket.ticket_id)

    def serve_next_door(self) -> None:
        called = self.do(queue.call_next, 47)
        assert called
        self.now += timedelta(seconds=30)
        self.do(queue.serve, called.call_id)
        self.do(queue.finish, called.call_id)


def serve(clerk: Clerk, hall: Hall) -> None:
    """A whole visit by three keys."""
    for key, stage in (
        (Qt.Key.Key_F8, Stage.CALLED), (Qt.Key.Key_F5, Stage.SERVING), (Qt.Key.Key_F11, Stage.IDLE),
    ):  # fmt: skip
        hall.now += timedelta(seconds=30)
        clerk.step(key, stage)


def pass_days(clerk: Clerk, hall: Hall, days: int, tickets_a_day: int, own_a_day: int) -> None:
    for _ in range(days):
        for number in range(tickets_a_day):
            hall.send_in("B2" if number % 3 else "B1")
            hall.now += timedelta(seconds=10)
            if number < own_a_day:
                clerk.wait(lambda: clerk.state.waiting > 0)
                serve(clerk, hall)
            else:
                hall.serve_next_door()
        hall.now = (hall.now + timedelta(days=1)).replace(hour=1, minute=0)
        gc.collect()


def size(clerk: Clerk) -> tuple[float, int, int]:
    """The memory in MB, Python's objects, and the window's own."""
    gc.collect()
    rss = psutil.Process().memory_info().rss / 1e6
    return rss, len(gc.get_objects()), len(clerk.window.findChildren(QObject))


def live_through(
    arrive: Callable[..., Clerk], url: str, days: int, tickets_a_day: int, own_a_day: int
) -> tuple[tuple[float, int, int], tuple[float, int, int]]:
    hall = Hall(url)
    queue.open_counter(hall.at_hand, uuid4(), 47, "li")
    clerk = arrive(url, shape=Shape.LIST)
    clerk.caller = Caller(clerk.window, hall.open, "en")
    clerk.sign_in()
    warm_up = max(2, days // 10)
    pass_days(clerk, hall, warm_up, tickets_a_day, own_a_day)
    size(clerk)  # to look at a window for the first time makes some thousand objects by itself
    before = size(clerk)
    pass_days(clerk, hall, days - warm_up, tickets_a_day, own_a_day)
    after = size(clerk)
    hall.at_hand.close()
    print(f"{days * tickets_a_day} tickets: {before} -> {after}")
    return before, after


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_few_days_leave_nothing_behind(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
) -> None:
    before, after = live_through(arrive, hall_url, days=5, tickets_a_day=4, own_a_day=2)
    assert after[2] == before[2], "the window keeps the widgets that it was born with"


@pytest.mark.long
@pytest.mark.timeout(6 * 3600)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_year_leaves_nothing_behind(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
) -> None:
    before, after = live_through(arrive, hall_url, DAYS, TICKETS // DAYS, OWN_A_DAY)
    assert after[2] == before[2]
    assert after[1] - before[1] < 5_000, "objects were left behind"
    assert after[0] - before[0] < MORE_MB, "memory grew"
