"""The follower: what happens arrives as signals, and a lost database comes back by itself."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from db import queue
from db.desk import read_desk
from db.engine import Database, open_database
from db.errors import DatabaseAway, NotInitialised
from db.events import CounterOpened
from db.feed import News
from shell.follower import Follower
from tests.pluggable_hall import PluggableHall
from tests.shell.heartbeat import Heartbeat


def desk(connection: Connection) -> object:
    return read_desk(connection, 48)


class Ear:
    """A follower, and all that it says."""

    def __init__(self, follower: Follower) -> None:
        self.follower = follower
        self.news: list[News] = []
        self.said: list[object] = []
        follower.news.connect(self.news.append)
        follower.away.connect(self.said.append)
        follower.back.connect(lambda: self.said.append("back"))
        follower.start()


@pytest.fixture
def ear(small_hall: Database) -> Iterator[Ear]:
    url = small_hall.url.render_as_string(hide_password=False)
    listening = Ear(Follower(lambda: open_database(url, "caller"), ("B",), desk))
    yield listening
    listening.follower.stop()


def test_the_first_news_is_a_fresh_snapshot_and_then_events_follow(
    ear: Ear, small_hall: Database, qtbot: QtBot
):
    qtbot.waitUntil(lambda: len(ear.news) == 1)
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    qtbot.waitUntil(lambda: len(ear.news) == 2)

    first, second = ear.news
    assert first.fresh
    assert first.events == ()
    assert second.snapshot.clerk_id == "wang"
    assert [type(event) for event in second.events] == [CounterOpened]


def test_a_database_away_at_the_start_is_told_and_comes_back_by_itself(
    unpluggable: PluggableHall, qtbot: QtBot
):
    unpluggable.unplug()
    heartbeat = Heartbeat()
    ear = Ear(Follower(unpluggable.open, ("B",), desk))

    qtbot.waitUntil(lambda: bool(ear.said))
    assert isinstance(ear.said[0], DatabaseAway)
    went_on = heartbeat.went_on()
    unpluggable.plug()
    qtbot.waitUntil(lambda: bool(ear.news))

    assert ear.said[-1] == "back"
    assert ear.news[0].fresh
    assert went_on
    ear.follower.stop()


def test_what_happened_while_the_database_was_away_is_not_missed(unpluggable: PluggableHall, qtbot: QtBot):
    ear = Ear(Follower(unpluggable.open, ("B",), desk))
    qtbot.waitUntil(lambda: len(ear.news) == 1)

    unpluggable.unplug()
    qtbot.waitUntil(lambda: len(ear.said) >= 1)
    unpluggable.plug()
    database = unpluggable.open()
    queue.open_counter(database, uuid4(), 48, "wang")
    qtbot.waitUntil(lambda: len(ear.news) == 2)

    assert ear.said[-1] == "back"
    assert [type(event) for event in ear.news[1].events] == [CounterOpened]
    ear.follower.stop()
    database.close()


def test_a_database_without_a_hall_says_what_to_do(tmp_path, qtbot: QtBot):
    path = tmp_path / "empty.db"
    path.touch()
    ear = Ear(Follower(lambda: open_database(f"sqlite:///{path.as_posix()}", "caller"), ("B",), desk))

    qtbot.waitUntil(lambda: bool(ear.said))

    assert isinstance(ear.said[0], NotInitialised)
    ear.follower.stop()


def test_a_nudge_is_quicker_than_any_poll(ear: Ear, small_hall: Database, qtbot: QtBot):
    qtbot.waitUntil(lambda: len(ear.news) == 1)

    queue.open_counter(small_hall, uuid4(), 48, "wang")
    ear.follower.nudge()

    qtbot.waitUntil(lambda: len(ear.news) == 2)
