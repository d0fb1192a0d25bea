"""Crowds for whom a database breaks: what they were told, beside what is on the record."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from time import monotonic, sleep

from db import history
from db.engine import Database, open_database
from db.migrate import init
from tests.db.crowd import Crowd, furnish
from tests.db.history import Asked, Violation, check
from tests.faults.promises import Promises
from tests.patience import PATIENCE_S
from tests.small_hall import load_small_hall

STATIONS = 6
FOR_EVER = 10**9
LOOK_S = 0.02


def made_ready(url: str) -> None:
    """The small hall, with a counter for every second station."""
    init(url)
    with closing(open_database(url, "administrator")) as database:
        load_small_hall(database)
        furnish(database, STATIONS // 2)


def let_work(crowd: Crowd, answers: int) -> float:
    """Wait until so many more requests were answered; the moment of the first of them."""
    before = crowd.answers()
    deadline = monotonic() + 2 * PATIENCE_S
    while crowd.answers() < before + answers:
        assert monotonic() < deadline, "the crowd has stopped"
        sleep(LOOK_S)
    return sorted(each.end for log in crowd.logs() for each in log if each.end is not None)[before]


def judge(promises: Promises, fault: str, seen: Database, logs: Sequence[Sequence[Asked]]) -> None:
    """Every answer stands on the record as it was given, and all of them together are of a lawful hall."""
    recorded = {row["request"]: row["id"] for row in history.all_rows(seen)}
    told = [each for log in logs for each in log if each.event]
    lost = [each.request for each in told if each.event and recorded.get(each.request) != each.event["id"]]
    promises.never(fault, "acknowledged requests lost:", len(lost), f"of {len(told)}")
    try:
        check([list(log) for log in logs])
        unlawful = ""
    except Violation as violation:
        unlawful = str(violation)
    promises.never(fault, "double calls, gaps, jumped lines:", int(bool(unlawful)), unlawful)
