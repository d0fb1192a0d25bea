"""The database goes away: the desk stays readable, answers at once, and comes back by itself."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from caller.state import Stage
from tests.caller.conftest import Clerk, visitor_comes
from tests.pluggable_hall import PluggableHall
from tests.postgres_server import PostgresServer
from tests.shell.heartbeat import Heartbeat

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
AWAY = "No connection to the hall. Trying again…"


def test_away_at_the_start_is_said_and_the_sign_in_goes_on_by_itself(
    arrive: Callable[..., Clerk], unpluggable: PluggableHall
):
    unpluggable.unplug()
    heartbeat = Heartbeat()
    clerk = arrive(unpluggable.url)
    clerk.caller.start("wang", 48)

    clerk.wait(lambda: clerk.message == AWAY)
    went_on = heartbeat.went_on()
    unpluggable.plug()
    clerk.see("Next")

    assert went_on


def test_away_just_as_a_clerk_signs_in_it_goes_on_by_itself(
    arrive: Callable[..., Clerk], unpluggable: PluggableHall
):
    clerk = arrive(unpluggable.url)
    clerk.caller.start()
    clerk.wait(lambda: bool(clerk.entries("Clerk")))

    unpluggable.unplug()
    clerk.caller._on_sign_in("wang", 48, "", False)
    clerk.wait(lambda: clerk.message in (AWAY, "No answer yet. Trying again…"))
    unpluggable.plug()

    clerk.see("Waiting")


def test_away_in_the_middle_the_last_state_stays_and_keys_answer_at_once(
    arrive: Callable[..., Clerk], unpluggable: PluggableHall
):
    database = unpluggable.open()
    visitor_comes(database)
    database.close()
    clerk = arrive(unpluggable.url)
    clerk.sign_in()
    clerk.see("Waiting", "1")
    clerk.key(Qt.Key.Key_F8)
    clerk.see("Number", "B2 001")

    unpluggable.unplug()
    clerk.wait(lambda: clerk.message == AWAY)
    assert clerk.read("Number") == "B2 001"
    clerk.key(Qt.Key.Key_F5)
    assert clerk.message == "Not sent: no connection. It comes back by itself."

    unpluggable.plug()
    clerk.wait(lambda: not clerk.state.away)
    clerk.wait(lambda: clerk.message == "Connected again.")
    clerk.key(Qt.Key.Key_F5)
    clerk.wait(lambda: clerk.state.stage == Stage.SERVING)


def test_a_key_pressed_just_as_the_line_is_cut_calls_once(
    arrive: Callable[..., Clerk], unpluggable: PluggableHall
):
    database = unpluggable.open()
    visitor_comes(database)
    visitor_comes(database)
    database.close()
    clerk = arrive(unpluggable.url)
    clerk.sign_in()
    clerk.see("Waiting", "2")

    unpluggable.unplug()
    clerk.key(Qt.Key.Key_F8)
    clerk.wait(lambda: clerk.state.away)
    unpluggable.plug()
    clerk.wait(lambda: clerk.state.stage == Stage.CALLED)

    assert clerk.read("Number") == "B2 001"
    assert clerk.read("Waiting") == "1"


@pytest.mark.parametrize("unpluggable", ["postgresql"], indirect=True)
def test_a_server_that_stands_still_is_told_and_the_screen_goes_on(
    arrive: Callable[..., Clerk], unpluggable: PluggableHall, mortal_postgres: PostgresServer
):
    database = unpluggable.open()
    visitor_comes(database)
    database.close()
    clerk = arrive(unpluggable.url)
    clerk.sign_in()
    clerk.see("Waiting", "1")
    heartbeat = Heartbeat()

    with mortal_postgres.frozen():
        clerk.key(Qt.Key.Key_F8)
        clerk.wait(lambda: clerk.message == AWAY)
        assert heartbeat.went_on()

    clerk.wait(lambda: clerk.state.stage == Stage.CALLED and not clerk.state.away)
    assert clerk.read("Number") == "B2 001"
