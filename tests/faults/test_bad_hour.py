"""A hall in whose bad hour one thing after the other breaks: once each with every change, many times by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults import faults
from tests.faults.faults import Fault
from tests.faults.faulty_hall import FaultyHall, hall_on_postgresql, hall_on_sqlite
from tests.faults.promises import Promises, Unit
from tests.faults.small_disk import small_disk
from tests.postgres_server import postgres_server

pytestmark = pytest.mark.skipif(
    sys.platform != "linux",
    reason="lines are made to swallow by Linux's kernel, and the printer needs a pseudo-terminal",
)

ON_BOTH: tuple[Fault, ...] = (
    faults.kiosk_killed,
    faults.caller_killed,
    faults.board_killed,
    faults.holder_frozen,
    faults.disk_full,
)
ON_POSTGRESQL: tuple[Fault, ...] = (
    faults.server_killed,
    faults.line_cut,
    faults.line_swallows,
    faults.listener_killed,
    faults.listener_deaf,
)
BAD_HOUR: dict[str, tuple[Fault, ...]] = {
    "sqlite": (faults.caller_killed, faults.holder_frozen, faults.disk_full),
    "postgresql": (
        faults.kiosk_killed,
        faults.board_killed,
        faults.holder_frozen,
        faults.server_killed,
        faults.line_cut,
        faults.line_swallows,
        faults.listener_deaf,
    ),
}
KILLS = 20
TIMES = 5
NO_DISK = "no disk can be mounted here to be filled: that takes Linux and root"


@pytest.fixture
def open_hall(tmp_path: Path, promises: Promises) -> Iterator[Callable[[str], FaultyHall]]:
    """The sample hall with its apps, on that kind of database; a server of its own survives its deaths."""
    with ExitStack() as stack:

        def open_it(kind: str) -> FaultyHall:
            disk = stack.enter_context(small_disk())
            if kind == "sqlite":
                return stack.enter_context(hall_on_sqlite(tmp_path, promises, disk))
            server = stack.enter_context(postgres_server(durable=True))
            return stack.enter_context(hall_on_postgresql(tmp_path, promises, server, disk))

        yield open_it


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", list(BAD_HOUR))
def test_a_bad_hour_costs_nobody_their_place(open_hall: Callable[[str], FaultyHall], kind: str) -> None:
    hall = open_hall(kind)
    for nth, fault in enumerate(BAD_HOUR[kind]):
        if fault is faults.disk_full and hall.disk is None:
            hall.promises.told("disk full", "times tried:", 0, Unit.TIMES, NO_DISK)
        else:
            fault(hall, nth)
    hall.judge(f"a bad hour on {kind}")


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("kind", "fault"),
    [*(("sqlite", each) for each in ON_BOTH), *(("postgresql", each) for each in ON_BOTH + ON_POSTGRESQL)],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_many_times(open_hall: Callable[[str], FaultyHall], kind: str, fault: Fault) -> None:
    hall = open_hall(kind)
    if fault is faults.disk_full and hall.disk is None:
        pytest.skip(NO_DISK)
    name = fault.__name__.replace("_", " ")
    times = KILLS if "killed" in name else TIMES
    for nth in range(times):
        fault(hall, nth)
    hall.judge(f"{name}, {times} times on {kind}")
