"""A row of counters worked by call pads: real bytes over a real pseudo-terminal, against a real hall."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from caller import keypad
from caller.pads import Pads
from caller.pads_settings import PadEntry, PadsSection
from caller.state import Stage
from db.audit import verify
from db.desk import Desk, read_desk
from db.engine import Database, open_database
from db.models import clerk, event
from db.pad_grants import allow_pads, digest, new_token
from db.rating_events import RatingLevel
from db.rating_tables import rating
from db.status import TicketState
from tests.caller.conftest import Clerk, visitor_comes
from tests.caller.device_process import DeviceProcess
from tests.pluggable_hall import PluggableHall

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.allows_log(r"the pads on .* are away|was not opened by its pad"),
]
on_both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
TOKEN = new_token()
SEATS = ((48, "wang"), (47, "li"))


class Row:
    """Pads 3 and 4 on one line, before counters 48 and 47."""

    def __init__(self, qtbot: QtBot, hall: Database, folder: Path) -> None:
        self.qtbot, self.hall = qtbot, hall
        self.device = DeviceProcess(
            "caller.simulated_pad", folder / "pads", "--pads", "3,4", "--answer-s", "60"
        )
        url = hall.url.render_as_string(hide_password=False)
        self.section = PadsSection(
            pad=tuple(
                PadEntry(port=self.device.link, address=address, counter=counter, clerk=who)
                for address, (counter, who) in zip((3, 4), SEATS, strict=True)
            )
        )
        self.pads = Pads(self.section, lambda: open_database(url, "pads"), "en", TOKEN)
        self.pads.start()

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=30_000)

    def shows(self, text: str, pad: int = 3) -> None:
        """Wait until the cells say so: three for those who wait, three for the ticket."""
        self.wait(self.device.when("cells", pad=pad, shows=text))

    def desk(self, counter: int = 48) -> Desk:
        with self.hall.reading() as connection:
            return read_desk(connection, counter)

    def ratings(self) -> list[str]:
        with self.hall.reading() as connection:
            return list(connection.execute(select(rating.c.level).order_by(rating.c.call_id)).scalars())

    def stands(self, state: TicketState | None, counter: int = 48) -> None:
        """Wait until the counter's visitor is so."""

        def so() -> bool:
            current = self.desk(counter).current
            return (current.state if current else None) == state

        self.wait(so)

    def press(self, key: str, pad: int = 3, digits: str = "") -> None:
        """Press a key, once what the last one did is seen."""
        self.settled(pad)
        self.device.press(key, pad, digits)

    def settled(self, pad: int) -> None:
        """Wait until nothing is on its way."""
        desk = self.pads.counters[pad - 3]._desk
        self.wait(lambda: desk is None or (desk._last is not None and not desk._last.busy))

    def sign_in(self, pad: int = 3) -> None:
        self.press("call", pad)
        self.shows("  0   ", pad)

    def refused(self, press: Callable[[], None], pad: int = 3) -> None:
        """Pressing this beeps twice."""
        before = len(self.device.told("beep", pad=pad))
        press()
        self.wait(lambda: len(self.device.told("beep", pad=pad)) == before + 2)

    def close(self) -> None:
        self.pads.stop()
        self.pads.deleteLater()
        self.device.close()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, but for what is tried on both."""
    return str(request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url"))


def allow(hall: Database) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(clerk).where(clerk.c.id == "chen").values(role="administrator"))
    allow_pads(hall.acting_for("chen"), uuid4(), "pads", SEATS, digest(TOKEN))


@pytest.fixture(autouse=True)
def _quick_fingers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test presses a key again sooner than a hand could."""
    if "heard_once" not in request.node.name:
        monkeypatch.setattr(keypad, "REPEAT_S", 0.0)
        monkeypatch.setattr(keypad, "REPEAT_OF_DIGIT_S", 0.0)
        monkeypatch.setattr(keypad, "ECHO_S", -1.0)


@pytest.fixture
def row(qtbot: QtBot, small_hall: Database, tmp_path: Path) -> Iterator[Row]:
    allow(small_hall)
    pads = Row(qtbot, small_hall, tmp_path)
    pads.wait(pads.device.when("cells", pad=4, shows="      "))
    yield pads
    pads.close()


@on_both
def test_a_whole_visit_by_one_key_and_the_visitors_own_answer(row: Row) -> None:
    row.sign_in()
    number = visitor_comes(row.hall)
    row.shows("  1   ")
    row.wait(lambda: len(row.device.told("beep", pad=3)) == 1)  # somebody has come

    row.press("call")
    row.shows("  0001")
    row.stands(TicketState.CALLED)
    assert row.desk().current.number == number  # type: ignore[union-attr]
    row.press("call")
    row.stands(TicketState.SERVING)
    row.press("rate")
    row.shows("  0   ")
    row.wait(lambda: row.ratings() == ["not_rated"])
    row.wait(lambda: bool(row.pads._rating and row.pads._rating._due(48)))
    row.device.order("rate", pad=3, key=2)
    row.wait(lambda: row.ratings() == [RatingLevel.SATISFIED.value])
    answered = row.device.told("answered", pad=3)
    assert {each["tries"] for each in answered} == {1}
    assert answered[-1]["hex"] == "ff 68 03 03 68 03 01 02 06 16"


def test_the_call_key_ends_a_visit_and_calls_the_next(row: Row) -> None:
    row.sign_in()
    for _ in range(2):
        visitor_comes(row.hall)
    row.shows("  2   ")
    for stage in (TicketState.CALLED, TicketState.SERVING):
        row.press("call")
        row.stands(stage)
    row.press("call")
    row.shows("  0002")
    assert row.desk().served_today == 1


@pytest.mark.parametrize(
    ("digits", "stage", "then", "together"),
    [
        ("6", TicketState.CALLED, "no_show", True),
        ("3", TicketState.CALLED, "waiting", False),
        ("0", TicketState.SERVING, "held", True),
    ],
)
def test_confirmed_steps(row: Row, digits: str, stage: TicketState, then: str, together: bool) -> None:
    row.sign_in()
    visitor_comes(row.hall)
    row.shows("  1   ")
    row.press("call")
    row.stands(TicketState.CALLED)
    if stage == TicketState.SERVING:
        row.press("call")
        row.stands(stage)
    row.shows("  0001")
    if together:
        row.press("confirm", digits=digits)
    else:
        row.press(digits)
        row.press("confirm")
    row.stands(None)
    desk = row.desk()
    where = {"no_show": desk.missed, "waiting": desk.next, "held": desk.held}[then]
    assert [each.number for each in where] == ["B2001"]


def test_recall_pause_transfer_and_a_step_back(row: Row) -> None:
    row.sign_in()
    row.sign_in(4)
    visitor_comes(row.hall)
    row.shows("  1   ")
    row.press("call")
    row.stands(TicketState.CALLED)
    row.shows("  0001")
    row.press("recall")
    row.wait(lambda: (current := row.desk().current) is not None and current.times == 2)
    row.refused(lambda: row.press("transfer", digits="47"))  # nobody is served yet
    row.press("call")
    row.stands(TicketState.SERVING)
    row.refused(lambda: row.press("transfer"))  # where to?
    row.refused(lambda: row.press("transfer", digits="999"))
    row.press("transfer", digits="047")
    row.stands(None)
    row.shows("  1   ", 4)
    row.press("cancel")
    row.stands(TicketState.SERVING)
    row.press("pause", digits="2")
    row.wait(lambda: row.desk().pause_reason == "Meal")
    row.press("pause")
    row.wait(lambda: row.desk().pause_reason is None)


def test_noise_half_frames_and_strangers_move_nobody(row: Row) -> None:
    row.sign_in()
    visitor_comes(row.hall)
    row.shows("  1   ")
    row.device.order("say", hex="00 FF FF 68 68 16 FF 68 03 03 68 03 01 0C 11 16 FF 68 08 08 68 03")
    row.device.order("say", hex="FF 68 03 03 68 09 01 0C 16 16")  # a pad that nobody has named
    row.device.order("say", hex="FF 68 20 20 68 03 01")  # a long one, cut short
    row.press("call")
    row.shows("  0001")
    with row.hall.reading() as connection:
        kinds = list(connection.execute(select(event.c.kind).where(event.c.station == "pads")).scalars())
    assert kinds.count("TicketCalled") == 1


def test_a_pad_that_speaks_twice_is_heard_once(row: Row) -> None:
    row.sign_in()
    signed_in_at = monotonic()
    for _ in range(2):
        visitor_comes(row.hall)
    row.shows("  2   ")
    row.settled(3)
    # What signed in must not count as the first of them.
    row.qtbot.waitUntil(lambda: monotonic() - signed_in_at > keypad.REPEAT_S)
    call = "FF 68 03 03 68 03 01 0C 10 16"
    row.device.order("say", hex=f"{call}{call}{call}")
    row.shows("  1001")
    row.stands(TicketState.CALLED)
    with row.hall.reading() as connection:
        kinds = list(connection.execute(select(event.c.kind).where(event.c.station == "pads")).scalars())
    assert (kinds.count("TicketCalled"), kinds.count("ServingStarted")) == (1, 0)


def test_unplugged_and_plugged_in_again(row: Row) -> None:
    row.sign_in()
    away: list[bool] = []
    row.pads.lines[row.device.link].there.connect(away.append)
    row.device.order("cut-line")
    row.wait(lambda: False in away)
    visitor_comes(row.hall)
    row.device.past.clear()
    row.device.order("plug")
    row.shows("  1   ")
    row.wait(row.device.when("cells", pad=4, shows="      "))
    row.press("call")
    row.shows("  0001")


@pytest.mark.parametrize("unpluggable", ["sqlite"], indirect=True)
def test_a_key_while_the_hall_is_away_is_refused_and_works_again_by_itself(
    qtbot: QtBot, unpluggable: PluggableHall, tmp_path: Path
) -> None:
    hall = unpluggable.open()
    allow(hall)
    row = Row(qtbot, hall, tmp_path)
    row.shows("      ", 4)  # the pads are lit, and stand dark
    row.sign_in()
    visitor_comes(hall)
    row.shows("  1   ")
    unpluggable.unplug()
    desk = row.pads.counters[0]._desk
    row.wait(lambda: desk is not None and desk._last is not None and desk._last.away)
    row.refused(lambda: row.press("call"))
    unpluggable.plug()
    row.wait(lambda: desk is not None and desk._last is not None and not desk._last.away)
    row.press("call")
    row.shows("  0001")
    row.close()
    hall.close()


@on_both
def test_pads_and_software_callers_in_one_hall(row: Row, arrive: Callable[..., Clerk], hall_url: str) -> None:
    row.sign_in(4)
    neighbour = arrive(hall_url)
    neighbour.sign_in("zhao", 48)
    for _ in range(2):
        visitor_comes(row.hall)
    neighbour.see("Waiting", "2")
    row.shows("  2   ", 4)
    row.press("call", 4)
    row.shows("  1001", 4)
    neighbour.see("Waiting", "1")
    neighbour.click("Next")
    neighbour.see("Number", "B2 002")
    row.shows("  0001", 4)
    row.refused(lambda: row.press("call", 3))  # somebody sits there: a pad relieves nobody
    assert row.desk(48).clerk_id == "zhao"

    # The visitor's keys are the visitor's, however the counter is worked.
    neighbour.click("Start")
    neighbour.wait(lambda: neighbour.state.stage == Stage.SERVING and neighbour.state.busy is None)
    neighbour.click("Finish")
    rates = row.pads._rating
    assert rates
    row.wait(lambda: rates._due(48) is not None)
    row.device.order("rate", pad=3, key=5)
    row.wait(lambda: row.ratings() == [RatingLevel.VERY_DISSATISFIED.value])


def test_a_clerk_leaves_by_pad_and_the_pad_is_dark(row: Row) -> None:
    row.sign_in()
    row.press("confirm", digits="9")
    row.shows("      ")
    row.wait(lambda: row.desk().clerk_id is None)
    row.sign_in()


def test_mashed_keys_and_noise_leave_the_hall_in_order(row: Row) -> None:
    chance = random.Random(5)
    for pad in (3, 4):
        row.sign_in(pad)
    for _ in range(15):
        visitor_comes(row.hall)
    row.shows(" 15   ", 3)
    keys = ["call"] * 6 + [
        "rate",
        "recall",
        "cancel",
        "pause",
        "transfer",
        "confirm",
        "0",
        "3",
        "6",
        "47",
        "8",
    ]
    for _ in range(80):
        key = chance.choice(keys)
        digits, key = (key, "transfer") if len(key) == 2 else ("", key)
        if chance.random() < 0.3:
            noise = bytes(chance.randrange(0xFF) for _ in range(chance.randrange(1, 5)))
            row.device.order("say", hex=noise.hex())
        # Sometimes patient, sometimes before the last key has done its work.
        press = row.press if chance.random() < 0.5 else row.device.press
        press(key, chance.choice([3, 4]), digits)
        QCoreApplication.processEvents()
    row.wait(lambda: len(row.device.told("answered")) == 82)
    for pad in (3, 4):
        row.settled(pad)
    assert row.device.told("unanswered") == []
    with row.hall.reading() as connection:
        told = connection.execute(select(event.c.kind, event.c.call_id).order_by(event.c.id)).all()
    begun = {call for kind, call in told if kind == "ServingStarted"}
    assert {call for kind, call in told if kind == "TicketFinished"} <= begun
    assert "TicketCalled" in {kind for kind, _ in told}
    assert verify(row.hall).broken is None
