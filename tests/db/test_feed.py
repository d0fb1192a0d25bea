"""Everybody follows what happens: nothing missed, nothing twice, by day and after a bad night."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from db import queue
from db.engine import Database, open_database
from db.errors import DatabaseAway, NotInitialised
from db.feed import Feed, News
from db.help_events import HelpKind
from db.interest import Attention, desk_attention
from db.migrate import init
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall


def read_nothing(connection: Connection) -> str:
    """A snapshot that costs nothing."""
    return "snapshot"


@pytest.fixture
def feed(small_hall: Database) -> Iterator[Feed[str]]:
    """A follower of zone B, through its own connections, that has seen the start."""
    own = open_database(small_hall.url.render_as_string(hide_password=False), "follower")
    feed = Feed(own, ["B"], read_nothing)
    first = feed.next()
    assert first is not None
    assert first.fresh
    assert first.events == ()
    yield feed
    feed.close()
    own.close()


def kinds(news: News[str] | None) -> list[str]:
    """What happened, by name."""
    return [type(event).__name__ for event in news.events] if news else []


def test_a_follower_is_told_at_once(small_hall: Database, feed: Feed[str]) -> None:
    with ThreadPoolExecutor() as threads:
        told = threads.submit(feed.next, 5)
        issued = queue.issue(small_hall, uuid4(), "B2")
        begin = monotonic()
        news = told.result(5)
    assert news is not None
    assert news.events == (issued,)
    assert monotonic() - begin < 2, "the slow poll told it, not the wake-up"


def test_what_happened_while_nobody_listened_is_not_lost(small_hall: Database, feed: Feed[str]) -> None:
    ticket = queue.issue(small_hall, uuid4(), "B2")
    queue.printed(small_hall, uuid4(), ticket.ticket_id)
    queue.open_counter(small_hall, uuid4(), 48, "wang")
    queue.call_next(small_hall, uuid4(), 48)
    assert kinds(feed.next()) == ["TicketIssued", "TicketPrinted", "CounterOpened", "TicketCalled"]


def test_other_zones_are_not_my_news(small_hall: Database, feed: Feed[str]) -> None:
    queue.issue(small_hall, uuid4(), "A1")
    assert feed.next(0.1) is None
    queue.issue(small_hall, uuid4(), "B1")
    assert kinds(feed.next()) == ["TicketIssued"]


def test_an_own_commit_nudges_at_once(small_hall: Database, feed: Feed[str]) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    feed.nudge()
    begin = monotonic()
    assert kinds(feed.next()) == ["TicketIssued"]
    assert monotonic() - begin < 1


def test_an_empty_database_is_no_crash(database: Database) -> None:
    feed = Feed(database, None, read_nothing)
    with pytest.raises(NotInitialised, match="hall load"):
        feed.next()
    feed.close()


def test_a_nudge_for_nothing_is_no_news(feed: Feed[str]) -> None:
    feed.nudge()
    assert feed.next(5) is None


def test_somebody_asking_anew_gets_a_fresh_snapshot(small_hall: Database, feed: Feed[str]) -> None:
    queue.issue(small_hall, uuid4(), "B2")
    feed.refresh()
    news = feed.next()
    assert news is not None
    assert news.fresh


def test_what_takes_longer_is_read_once_it_has_grown_quiet(
    small_hall: Database,
) -> None:
    feed = Feed(small_hall, ["B"], lambda _: "quick", lambda _: "thorough", Attention(leisure_s=0.0))
    told = [feed.next()]
    queue.issue(small_hall, uuid4(), "B2")
    told += [feed.next(), feed.next(0.1), feed.next(0.1)]
    snapshots = [(news.snapshot, len(news.events)) if news else None for news in told]
    assert snapshots == [("thorough", 0), ("quick", 1), ("thorough", 0), None]
    feed.close()


def test_where_it_never_grows_quiet_news_comes_before_what_takes_longer(
    small_hall: Database,
) -> None:
    feed = Feed(small_hall, ["B"], lambda _: "quick", lambda _: "thorough", Attention(leisure_s=0.0))
    feed.next()
    told = []
    for _ in range(2):
        queue.issue(small_hall, uuid4(), "B2")
        feed.nudge()
        told.append(feed.next())
    told += [feed.next(5) for _ in range(3)]  # a wake-up that comes after the nudge tells nothing
    assert [news.snapshot for news in told if news] == ["quick", "quick", "thorough"]
    feed.close()


def test_what_takes_longer_is_not_read_again_and_again(small_hall: Database) -> None:
    feed = Feed(small_hall, ["B"], lambda _: "quick", lambda _: "thorough")
    feed.next()
    queue.issue(small_hall, uuid4(), "B2")
    news = feed.next()
    assert news is not None
    assert news.snapshot == "quick"
    assert feed.next(0.1) is None
    feed.close()


@pytest.fixture
def desk_of_47(small_hall: Database) -> Iterator[Feed[str]]:
    """What the clerk at counter 47 follows: that counter, and the line of the social security cards."""
    queue.open_counter(small_hall, uuid4(), 47, "wang")
    own = open_database(small_hall.url.render_as_string(hide_password=False), "counter 47")
    attention = desk_attention(47, "wang", ["B2"])
    feed = Feed(own, ["B"], lambda _: "quick", lambda _: "thorough", attention)
    feed.next()
    yield feed
    feed.close()
    own.close()


def waiting(hall: Database, service_id: str) -> int:
    ticket = queue.issue(hall, uuid4(), service_id)
    queue.printed(hall, uuid4(), ticket.ticket_id)
    return ticket.ticket_id


def test_a_clerk_hears_at_once_of_the_own_line_and_of_the_own_counter(
    small_hall: Database, desk_of_47: Feed[str]
) -> None:
    waiting(small_hall, "B2")
    assert kinds(desk_of_47.next()) == ["TicketPrinted"]
    called = queue.call_next(small_hall, uuid4(), 47)
    assert called is not None
    assert kinds(desk_of_47.next()) == ["TicketCalled"]
    queue.announced(small_hall, uuid4(), called.call_id, spoken=True)
    assert kinds(desk_of_47.next()) == ["CallAnnounced"]


def test_a_guide_desk_hears_at_once_of_help_asked_for_in_any_zone(small_hall: Database) -> None:
    desk = open_database(small_hall.url.render_as_string(hide_password=False), "counter 3")
    feed = Feed(desk, ["A", "B"], lambda _: "quick", None, desk_attention(3, "li", ["A1"], guides=True))
    feed.next()
    queue.ask_help(small_hall, uuid4(), "B", HelpKind.GUIDANCE)
    assert kinds(feed.next()) == ["HelpAsked"]
    feed.close()
    desk.close()


def test_a_clerk_is_not_kept_busy_by_the_neighbours(small_hall: Database, desk_of_47: Feed[str]) -> None:
    waiting(small_hall, "B1")
    queue.open_counter(small_hall, uuid4(), 48, "li")
    assert desk_of_47.next(0.1) is None
    called = queue.call_next(small_hall, uuid4(), 48)
    assert called is not None
    queue.serve(small_hall, uuid4(), called.call_id)
    assert desk_of_47.next(0.1) is None
    queue.transfer(small_hall, uuid4(), called.call_id, to_counter=47)
    assert kinds(desk_of_47.next()) == ["TicketTransferred"]


def test_a_clerk_sees_what_came_of_the_own_key_whatever_it_was(
    small_hall: Database, desk_of_47: Feed[str]
) -> None:
    own = open_database(small_hall.url.render_as_string(hide_password=False), "counter 47")
    queue.issue(own, uuid4(), "B1")
    own.close()
    desk_of_47.nudge()
    assert kinds(desk_of_47.next(5)) == ["TicketIssued"]


def test_what_the_neighbours_did_is_read_at_leisure(small_hall: Database, desk_of_47: Feed[str]) -> None:
    desk_of_47._leisure_from = 0.0
    waiting(small_hall, "B1")
    desk_of_47.nudge()
    assert desk_of_47.next(5) is None
    news = desk_of_47.next(0.1)
    assert news is not None
    assert (news.snapshot, news.events) == ("thorough", ())


@pytest.mark.parametrize("where", [{"to_service": "B2"}, {"to_counter": 47}, {"to_clerk": "wang"}], ids=str)
def test_a_clerk_hears_at_once_that_a_visitor_was_sent_over_and_fetched_back(
    small_hall: Database, desk_of_47: Feed[str], where: dict[str, Any]
) -> None:
    queue.open_counter(small_hall, uuid4(), 3, "zhao")
    waiting(small_hall, "A1")
    called = queue.call_next(small_hall, uuid4(), 3)
    assert called is not None
    queue.serve(small_hall, uuid4(), called.call_id)
    queue.transfer(small_hall, uuid4(), called.call_id, **where)
    assert kinds(desk_of_47.next()) == ["TicketTransferred"]
    queue.undo(small_hall, uuid4(), called.call_id)
    assert kinds(desk_of_47.next()) == ["ActionUndone"]


def test_whoever_is_calm_hears_of_many_things_at_once(small_hall: Database) -> None:
    feed = Feed(small_hall, None, read_nothing, attention=Attention(calm_s=60.0))
    feed.next()
    with ThreadPoolExecutor() as threads:
        told = threads.submit(feed.next, 5)
        waiting(small_hall, "B2")
        waiting(small_hall, "A1")
        assert not told.done()
        feed.nudge()
        assert kinds(told.result(5)) == ["TicketIssued", "TicketPrinted"] * 2
    assert feed.next(0.1) is None
    feed.close()


def test_whoever_is_calm_hears_of_an_own_commit_at_once(small_hall: Database) -> None:
    feed = Feed(small_hall, None, read_nothing, attention=Attention(calm_s=60.0))
    feed.next()
    queue.issue(small_hall, uuid4(), "B2")
    feed.nudge()
    assert kinds(feed.next()) == ["TicketIssued"]
    feed.close()


def test_a_restored_database_starts_anew(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    assert hall.path
    backup = hall.path.with_name("backup.db")
    shutil.copy(hall.path, backup)
    feed = Feed(hall, None, read_nothing)
    feed.next()
    queue.issue(hall, uuid4(), "B2")
    assert kinds(feed.next()) == ["TicketIssued"]
    shutil.move(backup, hall.path)
    with pytest.raises(DatabaseAway):
        feed.next()
    news = feed.next()
    assert news is not None
    assert news.fresh
    feed.close()
    hall.close()


def test_the_screens_clear_at_midnight_though_nothing_happens(
    small_hall: Database, feed: Feed[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr("db.feed.as_moment", lambda *_: (tomorrow, tomorrow.date()))
    feed.nudge()
    news = feed.next()
    assert news is not None
    assert news.fresh


def test_a_file_moved_away_is_noticed_though_nothing_happens(sqlite_url: str) -> None:
    hall = open_database(sqlite_url, "test")
    load_small_hall(hall)
    feed = Feed(hall, None, read_nothing)
    feed.next()
    assert hall.path
    shutil.move(hall.path, hall.path.with_name("away.db"))
    with pytest.raises(DatabaseAway, match="moved"):
        feed.next(1)
    feed.close()
    hall.close()


def test_a_follower_survives_the_death_of_the_server(own_postgres: PostgresServer) -> None:
    own_postgres.execute("CREATE DATABASE hall")
    init(own_postgres.url("hall"))
    hall = open_database(own_postgres.url("hall"), "test")
    load_small_hall(hall)
    feed = Feed(hall, ["B"], read_nothing)
    feed.next()
    with ThreadPoolExecutor() as threads:
        told = threads.submit(feed.next, 5)
        begin = monotonic()
        own_postgres.kill()
        with pytest.raises(DatabaseAway):
            told.result(5)
    assert monotonic() - begin < 3
    with pytest.raises(DatabaseAway):
        feed.next()
    own_postgres.start()
    queue.issue(hall, uuid4(), "B2")
    assert kinds(feed.next()) == ["TicketIssued"]
    feed.close()
    hall.close()


def test_a_frozen_server_is_noticed(own_postgres: PostgresServer) -> None:
    own_postgres.execute("CREATE DATABASE hall")
    init(own_postgres.url("hall"))
    hall = open_database(own_postgres.url("hall"), "test")
    load_small_hall(hall)
    feed = Feed(hall, ["B"], read_nothing)
    feed.next()
    begin = monotonic()
    with own_postgres.frozen(), pytest.raises(DatabaseAway, match="no answer"):
        feed.next()
    assert monotonic() - begin < 3
    queue.issue(hall, uuid4(), "B2")
    assert kinds(feed.next()) == ["TicketIssued"]
    feed.close()
    hall.close()
