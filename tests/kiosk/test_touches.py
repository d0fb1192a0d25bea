"""How many touches there are from the first screen to a number, at the sample hall."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from db.board import read_moment
from db.calendar import open_extra
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.loader import load_hall
from db.models import service
from kiosk.hall_view import HallReader, HallView, department_page, departments_page, home_page, zone_page

MOST_USED = 10
SAMPLE_HALL = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def sample_hall(sqlite_url: str) -> Database:
    from datetime import time

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


def most_used(hall: Database) -> list[str]:
    """The services that the hall expects most visitors for."""
    visitors = func.coalesce(service.c.cap_am, 0) + func.coalesce(service.c.cap_pm, 0)
    with hall.reading() as connection:
        return list(
            connection.execute(select(service.c.id).order_by(visitors.desc()).limit(MOST_USED)).scalars()
        )


def touches_to(view: HallView, service_id: str) -> int:
    """The shortest way by what the pages themselves offer, up to the touch on the service."""
    home = home_page(view, "zh")
    if home.guide and home.guide.id == service_id:
        return 1
    if any(service_id == card.id for zone in home.zones for card in zone_page(view, zone.id, "zh").services):
        return 2
    departments = departments_page(view, "zh").departments
    if any(
        service_id == card.id
        for each in departments
        for card in department_page(view, each.id, "zh").services
    ):
        return 3
    raise AssertionError(f"nothing leads to {service_id}")


def test_the_most_used_services_take_two_touches_and_every_other_three_at_most(
    qapp: QApplication, sample_hall: Database, view: HallView
) -> None:
    assert len(most_used(sample_hall)) == MOST_USED
    assert all(touches_to(view, each) <= 2 for each in most_used(sample_hall))
    assert all(touches_to(view, each) <= 3 for each in view.directory.services)
