"""A follower of an SQLite file sleeps until somebody commits to it."""

import os
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from select import select
from uuid import uuid4

import pytest

from db import queue
from db.engine import open_database
from db.feed import Feed
from db.file_watch import read_away, watch_commits
from tests.small_hall import load_small_hall


def told(descriptor: int) -> bool:
    """Whether the system has told of anything by now."""
    ready, _, _ = select([descriptor], [], [], 0)
    read_away(descriptor)
    return bool(ready)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
@pytest.mark.parametrize("named", [lambda path: path, lambda path: path.parent / "link" / "by-link.db"])
def test_linux_tells_of_a_commit_and_of_nothing_else(tmp_path: Path, named: Callable[[Path], Path]) -> None:
    file = tmp_path / "hall.db"
    with sqlite3.connect(file, isolation_level=None) as writer:
        writer.execute("CREATE TABLE row (id)")
        (tmp_path / "link").mkdir()
        (tmp_path / "link" / "by-link.db").symlink_to(file)
        descriptor = watch_commits(named(file))
        assert descriptor is not None
        writer.execute("SELECT * FROM row").fetchall()
        assert not told(descriptor)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO row VALUES (1)")
        assert not told(descriptor)
        writer.execute("COMMIT")
        assert told(descriptor)
        assert not told(descriptor)
    writer.close()
    os.close(descriptor)


def test_where_no_system_tells_the_file_is_looked_at(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.feed.watch_commits", lambda _: None)
    hall, others = open_database(sqlite_url, "test"), open_database(sqlite_url, "follower")
    load_small_hall(hall)
    feed = Feed(others, ["B"], lambda _: "snapshot")
    feed.next()
    with ThreadPoolExecutor() as threads:
        news = threads.submit(feed.next, 5)
        issued = queue.issue(hall, uuid4(), "B2")
        heard = news.result(5)
    assert heard is not None
    assert heard.events == (issued,)
    feed.close()
    others.close()
    hall.close()
