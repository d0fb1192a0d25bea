"""Two servers, the second a synchronous standby of the first: the first dies, somebody promotes the second.

The stations have one address that names both (`target_session_attrs=read-write`), and go on by themselves. Who promotes
and who sees to it that the dead one stays dead is written in docs/postgresql.md; here the test does.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import psycopg
import pytest

from db import queue
from db.engine import open_database
from db.errors import DatabaseAway
from tests.db.crowd import crowd
from tests.faults.crowds import FOR_EVER, LOOK_S, STATIONS, judge, let_work, made_ready
from tests.faults.faulty_hall import USABLE_S, faulty_hall
from tests.faults.promises import Promises, Unit
from tests.patience import PATIENCE_S
from tests.postgres_server import PostgresServer, postgres_server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the servers listen on Unix sockets")

FAULT = "primary killed, synchronous standby promoted"
SOME = 30


@dataclass(frozen=True)
class Pair:
    """A primary and its standby; `url` names both."""

    primary: PostgresServer
    standby: PostgresServer

    @property
    def url(self) -> str:
        hosts = f"{self.primary.home},{self.standby.home}"
        return f"postgresql://postgres@/hall?host={hosts}&target_session_attrs=read-write"

    def fail_over(self, promises: Promises) -> float:
        """Kill the one, promote the other; when that was done."""
        self.primary.kill()
        died = monotonic()
        self.standby.promote()
        promises.told(FAULT, "promoted after", monotonic() - died, Unit.S)
        return monotonic()


@contextmanager
def pair() -> Iterator[Pair]:
    """Two servers, the second of which has every commit before it is answered."""
    with postgres_server(durable=True) as primary:
        primary.execute("CREATE DATABASE hall")
        with postgres_server(durable=True, standby_of=primary) as standby:
            # Said after the copy was made: the standby, once promoted, must not wait for one of its own.
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)'")
            primary.execute("SELECT pg_reload_conf()")
            wait_for(primary, "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'quorum'")
            yield Pair(primary, standby)


def wait_for(server: PostgresServer, row: str) -> None:
    """Wait until this query finds something."""
    deadline = monotonic() + PATIENCE_S
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        while connection.execute(row.encode()).fetchone() is None:
            assert monotonic() < deadline, row
            sleep(LOOK_S)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("times", [1, pytest.param(5, marks=pytest.mark.long)])
def test_a_crowd_goes_on_at_the_standby(tmp_path: Path, promises: Promises, times: int) -> None:
    for nth in range(times):
        folder = tmp_path / str(nth)
        folder.mkdir()
        with pair() as two:
            made_ready(two.url)
            seed = random.SystemRandom().getrandbits(32)
            with crowd(two.url, folder, STATIONS, FOR_EVER, seed) as stations:
                let_work(stations, SOME)
                promoted = two.fail_over(promises)
                first = let_work(stations, SOME)
                stations.enough()
            promises.within(FAULT, "the first answer within", first - promoted, USABLE_S)
            with closing(open_database(two.standby.url("hall"), "judge")) as seen:
                judge(promises, FAULT, seen, stations.logs())


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_apps_go_on_at_the_standby(tmp_path: Path, promises: Promises) -> None:
    with pair() as two, faulty_hall(tmp_path, promises, two.url, two.standby.url("hall")) as hall:
        number = hall.number_taken()
        with hall.pulse(FAULT):
            since = monotonic()
            two.primary.kill()
            hall.says_so(FAULT, since)
            two.standby.promote()
            hall.is_usable(FAULT, since=monotonic())
        hall.called(number)
        hall.served()
        hall.visit()
        hall.judge(FAULT)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_primary_that_comes_back_unfenced_acknowledges_nothing(promises: Promises) -> None:
    fault = "old primary back beside the new one"
    with pair() as two:
        made_ready(two.url)
        two.fail_over(promises)
        two.primary.start()
        told: list[object] = []
        with closing(open_database(two.primary.url("hall"), "astray")) as astray:
            asking = threading.Thread(target=_ask, args=(lambda: queue.issue(astray, uuid4(), "B2"), told))
            asking.start()
            wait_for(two.primary, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
            two.primary.kill()
            asking.join(PATIENCE_S)
        promises.never(fault, "acknowledged numbers:", len(told))
        with closing(open_database(two.url, "test")) as database:
            assert queue.issue(database, uuid4(), "B2").number == "B2001"


def _ask(command: Callable[[], object], told: list[object]) -> None:
    with suppress(DatabaseAway):
        told.append(command())
