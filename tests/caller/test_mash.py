"""Two clerks mash their keys at neighbouring counters: no double call, no lost ticket, no wrong finish."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from caller.state import DEFAULT_KEYS, Verb
from db.audit import verify
from db.engine import Database
from db.history import all_rows
from db.models import ticket
from db.status import TicketState
from tests.caller.conftest import Clerk, visitor_comes
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHORT_S, LONG_S = 10, 600
LEAST = 300
STAYS = {Verb.SIGN_OUT, Verb.LOCK, Verb.GO_ON}
"""Whoever leaves mashes no more."""


def mash(clerk: Clerk, chance: random.Random) -> None:
    """One key or click, as a cat on the keyboard would."""
    window = clerk.window
    if window.question.isVisible():
        line = window.question.findChild(QLineEdit)
        assert line
        match chance.randrange(4):
            case 0:
                clerk.qtbot.keyClick(line, Qt.Key.Key_Escape)
            case 1:
                clerk.qtbot.keyClick(line, Qt.Key.Key_Down)
            case 2:
                window.question._text.setText("mashed")
            case _:
                window.question._submit()
        return
    verb = chance.choice([verb for verb in DEFAULT_KEYS if verb not in STAYS])
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        window._press(verb)


def run(clerks: list[Clerk], hall: Database, seconds: float, seed: int) -> int:
    chance = random.Random(seed)
    until, presses = monotonic() + seconds, 0
    # On a machine that has other things to do there may be few presses in the time: as many as it takes then.
    while monotonic() < until or (presses < LEAST and monotonic() < until + PATIENCE_S):
        if chance.random() < 0.1:
            visitor_comes(hall, chance.choice(("B1", "B2")))
        mash(chance.choice(clerks), chance)
        presses += 1
        clerks[0].qtbot.wait(chance.choice((0, 0, 5, 20)))
    for clerk in clerks:
        clerk.wait(lambda clerk=clerk: clerk.state.busy is None)
    return presses


def check(hall: Database) -> dict[str, int]:
    """Every ticket is somewhere, every visit was one counter's, and every finish followed its own start."""
    open_at: dict[int, int] = {}
    serving: set[int] = set()
    counts: dict[str, int] = {}
    for row in all_rows(hall):
        kind, call_id, ticket_id = row["kind"], row["call_id"], row["ticket_id"]
        counts[kind] = counts.get(kind, 0) + 1
        match kind:
            case "TicketCalled":
                assert ticket_id not in open_at, "called twice"
                assert row["counter"] not in set(open_at.values()), "two at one counter"
                open_at[ticket_id] = row["counter"]
            case "ServingStarted":
                assert open_at[ticket_id] == row["counter"]
                serving.add(call_id)
            case "TicketFinished" | "TicketTransferred" | "TicketHeld" | "TicketCameBack":
                assert call_id in serving, f"{kind} without a start"
                assert open_at.pop(ticket_id) == row["counter"]
            case "NoShowMarked" | "CalledBack":
                assert open_at.pop(ticket_id) == row["counter"]
            case "ActionUndone":
                open_at[ticket_id] = row["counter"]
            case _:
                pass
    with hall.reading() as connection:
        states = connection.execute(select(ticket.c.state)).scalars().all()
    assert counts.get("TicketIssued", 0) == len(states), "a ticket was lost"
    assert states.count(TicketState.CALLED.value) + states.count(TicketState.SERVING.value) == len(open_at)
    return counts


def mash_for(arrive: Callable[..., Clerk], url: str, hall: Database, seconds: float) -> None:
    wang, li = arrive(url), arrive(url)
    wang.sign_in("wang", 48)
    li.sign_in("li", 47)
    seed = random.randrange(10**9)
    print("seed", seed)
    presses = run([wang, li], hall, seconds, seed)
    counts = check(hall)
    print(presses, "presses", counts)
    assert counts["TicketCalled"] > 0, "the keys did something"
    assert verify(hall).broken is None
    assert wang.state.counter == 48 and li.state.counter == 47


def test_two_clerks_mash_their_keys(arrive: Callable[..., Clerk], hall_url: str, small_hall: Database):
    mash_for(arrive, hall_url, small_hall, SHORT_S)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_two_clerks_mash_their_keys_for_long(
    arrive: Callable[..., Clerk], hall_url: str, small_hall: Database
):
    mash_for(arrive, hall_url, small_hall, LONG_S)
