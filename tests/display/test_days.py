"""A board that stays up for days does not grow; by name, for it takes minutes."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

import pytest

from bench.living_board import BUSY_DAYS, live_through, start

MOST_MB = 200
GROWN_MB = 8


def live(told: Connection) -> None:
    """In a process of its own: nobody else's memory counts."""
    app = start()
    told.send(list(live_through(BUSY_DAYS)))
    del app


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_board_is_as_large_after_three_of_the_busiest_days_as_after_a_morning() -> None:
    mine, others = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=live, args=(others,))
    process.start()
    others.close()
    used = [megabytes for _, megabytes in mine.recv()]
    process.join()
    assert max(used) <= MOST_MB
    assert used[-1] - used[0] <= GROWN_MB, used
