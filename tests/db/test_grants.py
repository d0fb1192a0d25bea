"""Least privilege: a stolen kiosk, desk or board can do its own business in the hall's PostgreSQL, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from db import queue
from db.board import read_waiting, read_zone
from db.counter_board import read_counter, read_now_serving, read_paused, read_results
from db.desk import read_desk
from db.directory import read_directory
from db.engine import Database, open_database, wall_clock
from db.errors import NotGranted
from db.feed import Feed
from db.grants import GrantedRole, RolesRefused, grant_roles
from db.help_events import HelpKind
from db.leases import claim, give_up, taken_by_others
from db.likely import likely_calls
from db.migrate import init
from db.models import metadata
from db.staff import check_pin, set_pin
from db.stations import SignOfLife, beat
from db.status import HoldKind
from tests.postgres_server import PostgresServer
from tests.small_hall import load_small_hall

STATIONS = (GrantedRole.KIOSK, GrantedRole.CALLER, GrantedRole.DISPLAY)
LOGIN = {role: f"{role.value}_1" for role in GrantedRole}

# What each may do beyond reading: a visitor's machine gives numbers out, a desk calls, a board tells that it spoke.
WRITES = {
    GrantedRole.KIOSK: {
        "INSERT": {"event", "station", "ticket", "appointment", "help_request"},
        "UPDATE": {"station", "ticket", "appointment", "help_request", "clerk"},
    },
    GrantedRole.CALLER: {
        "INSERT": {"event", "station", "call", "counter_lane", "help_request", "rating", "rating_case"},
        "UPDATE": {"station", "ticket", "call", "counter", "help_request", "rating", "rating_case", "clerk"},
        "DELETE": {"counter_lane"},
    },
    GrantedRole.DISPLAY: {
        "INSERT": {"event", "station", "channel_lease"},
        "UPDATE": {"station", "call", "channel_lease"},
    },
}
# A board needs nobody's booking, help, rating or case; a kiosk nobody's rating; no station but its own business.
READS_NOT = {
    GrantedRole.KIOSK: {"pad_grant", "rating", "rating_case", "channel_lease", "alembic_version"},
    GrantedRole.CALLER: {"appointment", "channel_lease", "alembic_version"},
    GrantedRole.DISPLAY: {
        "pad_grant",
        "appointment",
        "help_request",
        "rating",
        "rating_case",
        "alembic_version",
    },
}
SECRET = {
    GrantedRole.KIOSK: (),
    GrantedRole.CALLER: (),
    GrantedRole.DISPLAY: (("clerk", "pin_hash"), ("ticket", "person_hash"), ("ticket", "person_mask")),
}
# Columns that nobody rewrites at a station, whatever else of their table it may change.
FOR_EVER = [
    (GrantedRole.KIOSK, "ticket", "number"), (GrantedRole.KIOSK, "ticket", "token"),
    (GrantedRole.KIOSK, "ticket", "person_hash"), (GrantedRole.KIOSK, "ticket", "head_start_min"),
    (GrantedRole.KIOSK, "clerk", "role"), (GrantedRole.KIOSK, "clerk", "pin_hash"),
    (GrantedRole.KIOSK, "appointment", "person_hash"), (GrantedRole.CALLER, "ticket", "number"),
    (GrantedRole.CALLER, "ticket", "issued_at"), (GrantedRole.CALLER, "ticket", "group_id"),
    (GrantedRole.CALLER, "ticket", "person_mask"), (GrantedRole.CALLER, "clerk", "role"),
    (GrantedRole.CALLER, "clerk", "pin_hash"), (GrantedRole.CALLER, "counter", "zone_id"),
    (GrantedRole.DISPLAY, "call", "clerk_id"), (GrantedRole.DISPLAY, "call", "outcome"),
]  # fmt: skip


@pytest.fixture(scope="module")
def hall(postgres: PostgresServer) -> Iterator[str]:
    """A hall as `hall init` leaves it, with one login in each role."""
    postgres.execute("CREATE DATABASE hall_with_roles")
    url = postgres.url("hall_with_roles")
    init(url)
    assert grant_roles(url)
    for role, login in LOGIN.items():
        postgres.execute(f"CREATE ROLE {login} LOGIN IN ROLE {role}")
    with closing(open_database(url, "test")) as database:
        load_small_hall(database)
        set_pin(database, uuid4(), "wang", "280417")
    yield url
    postgres.execute("DROP DATABASE hall_with_roles WITH (FORCE)")
    for role, login in LOGIN.items():
        postgres.execute(f"DROP ROLE {login}")
        postgres.execute(f"DROP ROLE {role}")


def as_role(url: str, role: GrantedRole) -> str:
    return url.replace("postgres@", f"{LOGIN[role]}@")


@pytest.fixture
def station(hall: str) -> Iterator[Callable[[GrantedRole], Database]]:
    opened: list[Database] = []

    def open_as(role: GrantedRole) -> Database:
        opened.append(open_database(as_role(hall, role), role.value))
        return opened[-1]

    yield open_as
    for database in opened:
        database.close()


def allowed(url: str, statement: str) -> bool:
    with psycopg.connect(url) as connection:
        try:
            connection.execute(statement.encode())
        except errors.InsufficientPrivilege:
            return False
        except errors.IntegrityError:
            pass  # it was let in as far as the table's own promises
        finally:
            connection.rollback()
    return True


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in rows]


def columns(url: str, table: str) -> list[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in found]


@pytest.mark.parametrize("role", STATIONS)
def test_a_station_may_do_its_own_business_and_nothing_else(hall: str, role: GrantedRole) -> None:
    mine = as_role(hall, role)
    for table in tables(hall):
        every = columns(hall, table)
        tried = {
            "SELECT": any(allowed(mine, f'SELECT "{column}" FROM "{table}" LIMIT 1') for column in every),
            "INSERT": allowed(mine, f'INSERT INTO "{table}" DEFAULT VALUES'),
            "UPDATE": any(
                allowed(mine, f'UPDATE "{table}" SET "{column}" = DEFAULT WHERE false') for column in every
            ),
            "DELETE": allowed(mine, f'DELETE FROM "{table}" WHERE false'),
        }
        expected = {verb: table in WRITES[role].get(verb, ()) for verb in ("INSERT", "UPDATE", "DELETE")}
        assert tried == {"SELECT": table not in READS_NOT[role], **expected}, table
        for statement in (
            f'TRUNCATE "{table}"',
            f'DROP TABLE "{table}"',
            f'ALTER TABLE "{table}" ADD spoilt int',
        ):
            assert not allowed(mine, statement), statement


@pytest.mark.parametrize("role", STATIONS)
def test_secrets_are_not_for_everybody(hall: str, role: GrantedRole) -> None:
    for table, column in SECRET[role]:
        assert not allowed(as_role(hall, role), f"SELECT {column} FROM {table}"), column


@pytest.mark.parametrize(("role", "table", "column"), FOR_EVER)
def test_what_stands_for_ever_is_rewritten_by_nobody(
    hall: str, role: GrantedRole, table: str, column: str
) -> None:
    assert not allowed(as_role(hall, role), f"UPDATE {table} SET {column} = DEFAULT WHERE false")


@pytest.mark.parametrize("role", STATIONS)
def test_what_happened_is_rewritten_by_nobody(hall: str, role: GrantedRole) -> None:
    for statement in ("UPDATE event SET facts = '{}'", "DELETE FROM event"):
        assert not allowed(as_role(hall, role), statement), statement


@pytest.mark.parametrize("role", STATIONS)
def test_no_station_makes_roles_tables_or_schemas(hall: str, role: GrantedRole) -> None:
    for statement in (
        "CREATE ROLE evil",
        "CREATE TABLE evil (id int)",
        "CREATE SCHEMA evil",
        "SET ROLE hall_owner",
    ):
        assert not allowed(as_role(hall, role), statement), statement


def test_a_whole_visit_goes_by_with_each_station_in_its_role(
    station: Callable[[GrantedRole], Database],
) -> None:
    kiosk, caller, display = (station(role) for role in STATIONS)
    for database, app in ((kiosk, "kiosk"), (caller, "caller"), (display, "display")):
        beat(database, SignOfLife(f"{app}-1", "host", app, "0.1"), first=True)
        beat(database, SignOfLife(f"{app}-1", "host", app, "0.1"))
    issued = [queue.issue(kiosk, uuid4(), service) for service in ("B2", "B2", "B1", "B1", "A1")]
    queue.printed(kiosk, uuid4(), issued[0].ticket_id)
    for each in issued[1:]:
        queue.kept(kiosk, uuid4(), each.ticket_id)
    queue.cancel(kiosk, uuid4(), issued[-1].ticket_id, "changed his mind")
    queue.settle(kiosk)
    queue.ask_help(kiosk, uuid4(), "B", HelpKind.ACCESS)
    check_pin(kiosk, "wang", "280417")

    check_pin(caller, "wang", "280417")
    desk = caller.acting_for("wang")
    queue.open_counter(desk, uuid4(), 48, "wang")
    first = queue.call_next(desk, uuid4(), 48)
    assert first
    queue.announced(display, uuid4(), first.call_id, spoken=True)
    queue.recall(desk, uuid4(), first.call_id)
    queue.serve(desk, uuid4(), first.call_id)
    queue.hold(desk, uuid4(), first.call_id, HoldKind.SAME_COUNTER)
    second = queue.call_next(desk, uuid4(), 48)
    assert second
    queue.no_show(desk, uuid4(), second.call_id)
    queue.reactivate(kiosk, uuid4(), second.ticket_id)
    queue.pause_counter(desk, uuid4(), 48, "lunch")
    queue.resume_counter(desk, uuid4(), 48)
    queue.close_counter(desk, uuid4(), 48)

    for database in (kiosk, caller, display):
        with database.reading() as connection:
            read_directory(connection)
    with display.reading() as connection:
        read_zone(connection, ("B",))
        read_waiting(connection)
        read_counter(connection, 48)
        read_paused(connection, ("B",))
        read_now_serving(connection)
        read_results(connection, ("B1",))
        likely_calls(connection, ("B",), wall_clock().date())
    assert claim(display, ["B"], "board-1", 10, fit=True) == {"B"}
    assert taken_by_others(display, ["B"], "board-2", fit=True) == {"B"}
    give_up(display, "board-1")
    with caller.reading() as connection:
        read_desk(connection, 48)
    for database in (kiosk, caller, display):
        with closing(Feed(database, None, read_directory)) as feed:
            assert feed.next(1.0) is not None


def test_the_owner_loads_and_keeps_the_hall(hall: str) -> None:
    owner = as_role(hall, GrantedRole.OWNER)
    assert allowed(owner, "UPDATE hall SET name = 'x'") and allowed(owner, "DELETE FROM slot")
    assert set(metadata.tables) <= set(tables(owner))


def test_rights_are_brought_up_to_this_version_again_and_again(hall: str, postgres: PostgresServer) -> None:
    with psycopg.connect(hall, autocommit=True) as connection:
        connection.execute("GRANT DELETE ON event TO hall_kiosk")
    assert allowed(as_role(hall, GrantedRole.KIOSK), "DELETE FROM event WHERE false")
    assert grant_roles(hall)
    assert not allowed(as_role(hall, GrantedRole.KIOSK), "DELETE FROM event WHERE false")


def test_whoever_may_make_no_roles_is_told_what_to_do(hall: str) -> None:
    with pytest.raises(RolesRefused, match="hall init"):
        grant_roles(as_role(hall, GrantedRole.KIOSK))


def test_an_administrator_who_is_no_superuser_makes_a_hall_and_its_roles(
    own_postgres: PostgresServer,
) -> None:
    own_postgres.execute("CREATE ROLE hall_admin LOGIN CREATEROLE")
    own_postgres.execute("CREATE DATABASE hall OWNER hall_admin")
    url = own_postgres.url("hall").replace("postgres@", "hall_admin@")
    for _ in ("new", "after an update"):
        init(url)
        assert grant_roles(url)
    with closing(open_database(url, "hall load")) as database:
        load_small_hall(database)


def test_who_may_not_is_told_in_words(station: Callable[[GrantedRole], Database]) -> None:
    with pytest.raises(NotGranted, match="docs/postgresql"):
        queue.open_counter(station(GrantedRole.DISPLAY), uuid4(), 3, "wang")


def test_a_file_knows_no_roles(sqlite_url: str) -> None:
    assert not grant_roles(sqlite_url)
