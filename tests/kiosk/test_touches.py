"""How many touches there are from the first screen to a number, at the sample hall."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from db.board import read_moment
from db.calendar import open_extra
from db.catalogue import read_items_of
from db.directory import GUIDANCE
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.loader import load_hall
from kiosk.browse import Browse
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallReader, HallView, departments_page, home_page
from kiosk.intents import Intent, TakeNumber
from kiosk.item_intents import SeeLifeEvents
from kiosk.life_events import LifeEvents
from kiosk.pages import KioskState
from kiosk.touch import ServiceRow, Tile
from kiosk.visitor import Visitor
from kiosk.window import KioskWindow
from shell import i18n
from shell.theme import load_theme

translate = QCoreApplication.translate
SAMPLE_HALL = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def sample_hall(sqlite_url: str) -> Database:
    database = open_database(sqlite_url, "test")
    load_hall(database, uuid4(), read_hall(SAMPLE_HALL))
    with database.reading() as connection:
        _, today = read_moment(connection)
    open_extra(database, uuid4(), today, time.min, time.min)
    return database


@pytest.fixture
def view(sample_hall: Database) -> HallView:
    with sample_hall.reading() as connection:
        return HallReader()(connection)


class Finger:
    """Goes from the first screen to a number by real touches on the real window, and counts them."""

    def __init__(self, view: HallView, hall: Database, language: str, size: tuple[int, int]) -> None:
        self.view, self.language = view, language
        self.window = KioskWindow(load_theme(), 32.0)
        self.window.resize(*size)
        self.window.setUpdatesEnabled(False)  # where things are is known without painting them
        self.window.show()
        self.window.wanted.connect(self._want)
        here: Any = SimpleNamespace(
            view=lambda: view,
            language=lambda: language,
            visitor=Visitor,
            worker=SimpleNamespace(run=lambda command, done, failed: done(command(hall))),
        )
        self._means: Means = here
        self._flow: Flow = Browse(here)
        self._looking = False
        """What is touched is only looked at: it leads nowhere."""
        self._meant: Intent | None = None

    def _want(self, intent: Intent) -> None:
        self._meant = intent
        match intent:
            case _ if self._looking:
                return
            case SeeLifeEvents():
                self._flow = LifeEvents(self._means)
            case _:
                self._flow.want(intent)
        self._show()

    def _show(self) -> None:
        page = self._flow.page(self.view, self.language)
        hall = self.view.directory.hall
        self.window.show_state(KioskState(self.language, hall.named(self.language), "", hall.time_zone, page))

    def numbers(self, *way: str) -> dict[str, tuple[str, int]]:
        """What lies there, by its name: of which service it gives a number, and after how many touches."""
        self._flow = Browse(self._means)
        self._show()
        touches = sum(self._touch(name) for name in way)
        found: dict[str, tuple[str, int]] = {}
        while True:
            self._looking = True
            for choice in (*self._shown(ServiceRow), *self._shown(Tile)):
                QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
                if isinstance(self._meant, TakeNumber):
                    found[choice.accessibleName()] = self._meant.service_id, touches + 1
            self._looking = False
            if not self._turn():
                return found
            touches += 1

    def _touch(self, name: str) -> int:
        """Touch that control, after as many leaves as have to be turned for it."""
        touches = 1
        while not (found := [each for each in self._shown() if each.accessibleName() == name]):
            assert self._turn(), f"{name} is nowhere"
            touches += 1
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        return touches

    def _turn(self) -> bool:
        for button in self._shown():
            if button.accessibleName() == translate("kiosk", "More") and button.isEnabled():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return True
        return False

    def _shown(self, kind: type[QAbstractButton] = QAbstractButton) -> list[QAbstractButton]:
        return [button for button in self.window.findChildren(kind) if button.isVisible()]


UPRIGHT, ACROSS = (1080, 1920), (1920, 1080)


@pytest.fixture(params=[(language, size) for language in ("zh", "en") for size in (UPRIGHT, ACROSS)], ids=str)
def finger(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, view: HallView, sample_hall: Database
) -> Finger:
    language, size = request.param
    i18n.install(qapp, language)
    made = Finger(view, sample_hall, language, size)
    qtbot.addWidget(made.window)
    return made


def test_every_service_takes_two_touches_by_its_zone(finger: Finger) -> None:
    zones = home_page(finger.view, finger.language).zones
    ways = [found for zone in zones for found in finger.numbers(zone.name).values()]
    assert {service_id for service_id, _ in ways} == set(finger.view.directory.services)
    assert {touches for _, touches in ways} == {2}, "the ten most used and all others"


def test_every_service_takes_three_touches_by_its_departments(finger: Finger) -> None:
    departments = departments_page(finger.view, finger.language).departments
    by_department = translate("kiosk", "By department")
    ways = [found for each in departments for found in finger.numbers(by_department, each.name).values()]
    assert {service_id for service_id, _ in ways} == set(finger.view.directory.services)
    assert {touches for _, touches in ways} == {3}


def test_every_service_takes_three_touches_by_a_life_event(finger: Finger, sample_hall: Database) -> None:
    services = finger.view.directory.services
    for event in finger.view.life_events:
        with sample_hall.reading() as connection:
            done_there = {item.service_id for item in read_items_of(connection, event.name)}
        ways = finger.numbers(translate("kiosk", "By life event"), event.named(finger.language))
        assert {touches for _, touches in ways.values()} == {3}, event.name
        missing = done_there - {service_id for service_id, _ in ways.values()}
        assert all(services[each].kind == GUIDANCE for each in missing), "that one is on the first screen"


def test_behind_the_services_of_a_life_event_lie_all_its_items(finger: Finger, sample_hall: Database) -> None:
    with sample_hall.reading() as connection:
        items = read_items_of(connection, "工程建设")
    event = next(each for each in finger.view.life_events if each.name == "工程建设")
    way = (
        translate("kiosk", "By life event"),
        event.named(finger.language),
        translate("kiosk", "What it needs"),
    )
    found = finger.numbers(*way)
    assert [(name, service_id) for name, (service_id, _) in found.items()] == [
        (item.named(finger.language), item.service_id) for item in items
    ]
