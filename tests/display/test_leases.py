"""A zone speaks through exactly one display, whatever happens to it: real processes, killed and frozen."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from math import inf
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database, open_database
from db.errors import DatabaseAway, TurnBusy
from db.events import CallAnnounced
from db.feed import Feed
from db.turn import take_turn
from display.leases import Leases, Terms
from tests.display.station_process import Station

LEASE_S = 2.0
COUNTERS = {47: "wang", 48: "li", 49: "zhao"}


MakeStation = Callable[[str], Station]


@pytest.fixture
def make_station(small_hall: Database, database_url: str, tmp_path: Path) -> Iterator[MakeStation]:
    for number, clerk in COUNTERS.items():
        queue.open_counter(small_hall, uuid4(), number, clerk)
    stations: list[Station] = []

    def make(name: str) -> Station:
        stations.append(Station(database_url, name, tmp_path, LEASE_S))
        return stations[-1]

    yield make
    for station in stations:
        station.close()


@pytest.fixture
def feed(small_hall: Database) -> Iterator[Feed[tuple[()]]]:
    feed: Feed[tuple[()]] = Feed(small_hall, ("B",), lambda _: ())
    feed.next()
    yield feed
    feed.close()


def call_somebody(hall: Database, counter: int, service_id: str = "B2") -> int:
    issued = queue.issue(hall, uuid4(), service_id)
    queue.printed(hall, uuid4(), issued.ticket_id)
    called = queue.call_next(hall, uuid4(), counter)
    assert called is not None
    return called.call_id


def finish(hall: Database, call_id: int) -> None:
    queue.serve(hall, uuid4(), call_id)
    queue.finish(hall, uuid4(), call_id)


def spoken(feed: Feed[tuple[()]], *call_ids: int) -> dict[int, str]:
    """Wait until these calls have been spoken; returns by which station at last."""
    by: dict[int, str] = {}
    until = monotonic() + 60
    while not by.keys() >= set(call_ids):
        assert monotonic() < until, f"only {by} of {call_ids}"
        news = feed.next(0.5)
        for event in news.events if news else ():
            if isinstance(event, CallAnnounced) and event.call_id in call_ids:
                assert event.spoken
                by[event.call_id] = event.station
    return by


def freeze(station: Station, hall: Database) -> None:
    """Stop it where it is in nobody's way: without the turn, and not within a reading of SQLite's file."""
    while True:
        try:
            with take_turn(hall):
                station.process.send_signal(signal.SIGSTOP)
            break
        except TurnBusy:  # it was reading, so nobody can commit
            station.process.send_signal(signal.SIGCONT)
    with suppress(TurnBusy), take_turn(hall):
        pass  # it may have been next in PostgreSQL's line for it: its connection ends within these two seconds


def test_a_zone_goes_on_speaking_through_one_display_at_a_time(
    small_hall: Database, make_station: MakeStation, feed: Feed[tuple[()]]
) -> None:
    stations = {name: make_station(name) for name in ("first", "second")}
    call_id = call_somebody(small_hall, 47)
    holder = stations.pop(spoken(feed, call_id)[call_id])
    (other,) = stations.values()
    finish(small_hall, call_id)

    calls = [call_somebody(small_hall, 48), call_somebody(small_hall, 49, "B1")]
    freeze(holder, small_hall)
    calls.append(call_somebody(small_hall, 47))
    by = spoken(feed, *calls)  # what lay in the frozen one's hands as well
    assert by[calls[1]] == by[calls[2]] == other.name

    woken_at = monotonic()
    holder.process.send_signal(signal.SIGCONT)
    finish(small_hall, calls[2])
    last = call_somebody(small_hall, 47)
    assert spoken(feed, last) == {last: other.name}
    # What its player had in hand already may have begun while it was frozen; since then it has held its tongue.
    assert all(begins < woken_at for begins, _ in holder.sounds)

    other.process.send_signal(signal.SIGKILL)
    finish(small_hall, last)
    last = call_somebody(small_hall, 47)
    assert spoken(feed, last) == {last: holder.name}
    sounds = sorted(holder.sounds + other.sounds)
    assert all(before[1] <= after[0] for before, after in pairwise(sounds))


@pytest.mark.usefixtures("small_hall")
def test_a_display_that_leaves_lets_another_speak_at_once(database_url: str) -> None:
    def leases(name: str) -> tuple[Leases, threading.Event]:
        changed = threading.Event()
        theirs = Leases(
            lambda: open_database(database_url, name),
            ["B"],
            name,
            terms=Terms(60.0, 10.0, 0.05),
        )
        theirs.tell(changed.set)
        theirs.now_fit(True)
        theirs.start()
        return theirs, changed

    first, speaks = leases("first")
    assert speaks.wait(30)
    second, speaks = leases("second")
    assert not second.holds("B")
    first.stop(30)
    assert speaks.wait(30)
    assert second.holds("B")
    second.stop(30)


def test_without_the_database_nobody_goes_on_speaking(small_hall: Database) -> None:
    clock = [100.0]

    def hall() -> Database:
        if clock[0] > 100:
            raise DatabaseAway(detail="gone")
        return small_hall

    leases = Leases(hall, ["B"], "only", terms=Terms(8.0, 2.0, 1.0), clock=lambda: clock[0])
    assert not leases.holds("B")
    assert leases.latest_start("B", 5) == 103.0
    clock[0] += 7.9
    assert leases.holds("B")
    clock[0] += 0.2
    assert not leases.holds("B")
    leases._database = None
    assert leases.latest_start("B", 5) < clock[0]


def test_a_lease_is_prolonged_for_a_long_sentence(small_hall: Database) -> None:
    clock = [100.0]
    leases = Leases(lambda: small_hall, ["B"], "only", terms=Terms(8.0, 2.0, 1.0), clock=lambda: clock[0])
    assert leases.latest_start("B", 12) == 100.0
    clock[0] += 11.9
    assert leases.holds("B")
    assert Leases(lambda: small_hall, ["B"], "other").latest_start("B", 1) == -inf
