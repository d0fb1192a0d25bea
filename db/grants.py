"""What each kind of station may do in a hall's PostgreSQL, and nothing beyond it.

`hall init` makes the roles and brings their rights up to this version. Nobody can log in as one: the hall's
administrator makes a login for each station and puts it into its role (docs/postgresql.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db.engine import maintenance_engine, parse_url
from db.errors import QT_TRANSLATE_NOOP, HallError


class GrantedRole(StrEnum):
    """A hall's roles in PostgreSQL."""

    OWNER = "hall_owner"  # loads the hall, keeps its days, brings it up to a new version
    KIOSK = "hall_kiosk"
    CALLER = "hall_caller"
    DISPLAY = "hall_display"


_SIGNS = (
    "hall", "floor", "zone", "department", "service", "service_department", "visitor_group", "counter",
    "counter_lane", "clerk_service", "bundle", "bundle_step", "opening_hours", "slot", "item", "item_event",
    "life_event",
)  # fmt: skip
"""What a hall says of itself; everybody may read it."""

_EVERY_STATION = dict.fromkeys(_SIGNS, "SELECT") | {
    "event": "SELECT, INSERT",  # what happened is written once
    "station": "SELECT, INSERT, UPDATE",
}
_NAMES = "id, name, name_en, role, retired"
_PIN = f"SELECT ({_NAMES}, pin_hash, wrong_pins, wrong_pin_at), UPDATE (wrong_pins, wrong_pin_at)"
_NOBODYS_TICKET = (
    "id, business_date, service_id, serial, number, token, state, paper, lane, due_at, issued_at, group_id,"
    " head_start_min, language, prefix, reactivations, hold_kind, held_by_counter, note, come_back_lane,"
    " come_back_service, low, bundle_id, step, appointment_id"
)
"""A ticket without the person."""
_PLACE = "state, lane, due_at, hold_kind, held_by_counter, reactivations"

_COUNTS_BY_ITSELF = ("ticket", "call", "appointment", "help_request", "rating_case")
"""Tables whose ids come from a sequence."""

RIGHTS: Mapping[GrantedRole, Mapping[str, str]] = {
    GrantedRole.KIOSK: _EVERY_STATION
    | {
        "clerk": _PIN,  # staff open the kiosk's own page
        "ticket": f"SELECT, INSERT, UPDATE ({_PLACE}, paper, appointment_id)",
        "call": "SELECT",
        "appointment": "SELECT, INSERT, UPDATE (state, starts_at)",
        "help_request": "SELECT, INSERT, UPDATE (times, ended_at)",
    },
    GrantedRole.CALLER: _EVERY_STATION
    | {
        "clerk": _PIN,
        "counter": "SELECT, UPDATE (clerk_id, opened_at, paused_at, pause_reason)",
        "counter_lane": "SELECT, INSERT, DELETE",  # a clerk brings a lane along
        "ticket": f"SELECT, UPDATE ({_PLACE}, note, come_back_lane, come_back_service, service_id, step)",
        "call": "SELECT, INSERT, UPDATE (times, last_called_at, served_at, ended_at, outcome, items, spoken)",
        "help_request": "SELECT, INSERT, UPDATE (times, ended_at, answered_by)",
        "pad_grant": "SELECT",  # an administrator allows pads, with the owner's login
        "rating": "SELECT, INSERT, UPDATE (asked_at, ended_at, level, words)",
        "rating_case": "SELECT, INSERT, UPDATE (closed_at, closed_by, answer)",
    },
    GrantedRole.DISPLAY: _EVERY_STATION
    | {
        "clerk": f"SELECT ({_NAMES})",
        "ticket": f"SELECT ({_NOBODYS_TICKET})",
        "call": "SELECT, UPDATE (spoken, announced_times, shown_at, spoken_at, unspoken_because)",
        "channel_lease": "SELECT, INSERT, UPDATE",
    },
}


class RolesRefused(HallError):
    """The database lets this login make no roles, or not these."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "PostgreSQL does not let this login make the hall's roles ({detail})."
        " Run `hall init` once as one who may: CREATE ROLE ... CREATEROLE, and owner of the database.",
    )


def grant_roles(url: str) -> bool:
    """Make a hall's roles, and give each exactly its rights; False: this database knows no roles (SQLite)."""
    if parse_url(url).get_backend_name() != "postgresql":
        return False
    engine = maintenance_engine(url)
    try:
        with engine.begin() as connection:
            for role in GrantedRole:
                connection.execute(text(_MAKE_ROLE.format(role=role)))
            _hand_over(connection)
            for role, rights in RIGHTS.items():
                _let(connection, role, rights)
    except DBAPIError as failure:
        raise RolesRefused(detail=str(failure.orig).strip().splitlines()[0]) from failure
    finally:
        engine.dispose()
    return True


_MAKE_ROLE = "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
_OWNERS_ARE_OTHERS = text(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner <> :owner"
)


def _hand_over(connection: Connection) -> None:
    """Everything belongs to the owner's role, and whoever made it is a member."""
    connection.execute(text(f"GRANT {GrantedRole.OWNER} TO CURRENT_USER"))
    connection.execute(text(f"GRANT USAGE, CREATE ON SCHEMA public TO {GrantedRole.OWNER}"))
    for table in connection.execute(_OWNERS_ARE_OTHERS, {"owner": GrantedRole.OWNER.value}).scalars().all():
        connection.execute(text(f'ALTER TABLE "{table}" OWNER TO {GrantedRole.OWNER}'))


def _let(connection: Connection, role: GrantedRole, rights: Mapping[str, str]) -> None:
    """Whatever an earlier version gave is taken back first."""
    connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {role}"))
    for table, privileges in rights.items():
        connection.execute(text(f"GRANT {privileges} ON {table} TO {role}"))
    for table in _COUNTS_BY_ITSELF:
        if "INSERT" in rights.get(table, ""):
            connection.execute(text(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO {role}"))
