"""Who a visitor is, as little of it as the hall needs: a keyed hash and a mask, and both for a few weeks only.

The number itself ends here. What goes further is a `Person`, from which nobody without the key gets it back.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TypedDict

from platformdirs import user_config_path
from sqlalchemy import bindparam, or_, select, update

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.models import appointment, ticket
from db.rating_tables import rating
from db.rules import OneOpenTicket
from db.secret import SecretMissing, find_secret, read_secret
from db.staff_events import VisitorsForgotten
from db.statement import Statement, written
from db.status import TicketState
from db.turn import Turn, command

KEY_CREDENTIAL = "hall-person-key"
KEY_VARIABLE = "HALL_PERSON_KEY"
"""The environment may bring the key itself ..."""
KEY_FILE_VARIABLE = "HALL_PERSON_KEY_FILE"
"""... or say in which file it stands."""
_KEY_BYTES = 32


class KeyMissing(HallError):
    """Without the hall's key nobody can be told from anybody else."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The key for visitors' numbers is not there ({file}). `hall init` makes one;"
        " every kiosk of a hall needs the same.",
    )


class KeyTooShort(HallError):
    """A short key can be guessed."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The key for visitors' numbers ({file}) must have at least {characters} characters."
    )


class AlreadyHolding(HallError):
    """One person, one open ticket; `ticket_id` is the one that can be printed again."""

    template = QT_TRANSLATE_NOOP(
        "errors", "You hold the number {number} already, and it is still good. It can be printed again."
    )


@dataclass(frozen=True)
class Person:
    """A visitor whom the hall would know again, and what a clerk may see of the number."""

    hash: str
    mask: str


class PersonColumns(TypedDict):
    """What a ticket or a booking keeps of a person."""

    person_hash: str | None
    person_mask: str | None


def columns_of(person: Person | None) -> PersonColumns:
    """The person as columns of a ticket or a booking."""
    if person is None:
        return PersonColumns(person_hash=None, person_mask=None)
    return PersonColumns(person_hash=person.hash, person_mask=person.mask)


def person_of(number: str, key: bytes) -> Person:
    """The person with that ID number, however it was typed."""
    number = _normal(number)
    return Person(hmac.new(key, number.encode(), hashlib.sha256).hexdigest(), mask(number))


def mask(number: str) -> str:
    """110***********1234: of an ID number the first three and the last four, of shorter ones less."""
    number = _normal(number)
    first, last = min(3, len(number) // 5), min(4, len(number) // 4)
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def _normal(number: str) -> str:
    # A Chinese keyboard types wide digits, and the last character may be x.
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


# --- The key -------------------------------------------------------------------------------------


def key_file() -> Path:
    """Where the key stands: where the environment says, or else among the user's settings."""
    named = os.environ.get(KEY_FILE_VARIABLE)
    return Path(named) if named else user_config_path("hall-queue", appauthor=False) / "person.key"


def make_key() -> Path | None:
    """Make the hall's key and tell where; None: there is one already. It never leaves this machine by itself."""
    path = key_file()
    if KEY_VARIABLE in os.environ or path.exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_KEY_BYTES) + "\n")
    return path


def load_key() -> bytes:
    """The hall's key. Raises `KeyMissing`, `KeyTooShort` or `SecretExposed`."""
    path = key_file()
    try:
        given = find_secret(KEY_CREDENTIAL, KEY_VARIABLE)
        if given is not None:
            return _long_enough(given, KEY_VARIABLE)
        return _long_enough(read_secret(path), path)
    except (FileNotFoundError, SecretMissing):
        raise KeyMissing(file=path) from None


def _long_enough(text: str, place: object) -> bytes:
    key = text.strip().encode()
    if len(key) < _KEY_BYTES:
        raise KeyTooShort(file=place, characters=_KEY_BYTES)
    return key


# --- One open ticket -----------------------------------------------------------------------------

_OPEN = (
    TicketState.ISSUED,
    TicketState.WAITING,
    TicketState.CALLED,
    TicketState.SERVING,
    TicketState.HELD,
)
_held_by_person = (
    select(ticket.c.id, ticket.c.number)
    .where(
        ticket.c.business_date == bindparam("business_date"),
        ticket.c.person_hash == bindparam("person"),
        or_(*(ticket.c.state == written(state) for state in _OPEN)),
    )
    .order_by(ticket.c.id)
    .limit(1)
)
_HELD_BY_PERSON = Statement(_held_by_person)
# A ticket that moved on is one for the service that gave it, and for the one where it is now.
_HELD_FOR_SERVICE = Statement(
    _held_by_person.where(
        or_(ticket.c.prefix == bindparam("service_id"), ticket.c.service_id == bindparam("service_id"))
    )
)


def must_hold_none(turn: Turn, service_id: str, person: Person | None) -> None:
    """Raise `AlreadyHolding` when this person has an open ticket of today, as far as the hall's rule goes."""
    if person is None:
        return
    values = {"business_date": turn.business_date, "person": person.hash}
    match turn.rules.one_open_ticket:
        case OneOpenTicket.NO_LIMIT:
            return
        case OneOpenTicket.PER_HALL:
            held = _HELD_BY_PERSON.first(turn.connection, values)
        case OneOpenTicket.PER_SERVICE:
            held = _HELD_FOR_SERVICE.first(turn.connection, values | {"service_id": service_id})
    if held is not None:
        raise AlreadyHolding(number=held["number"], ticket_id=held["id"])


# --- Forgetting ----------------------------------------------------------------------------------


_KNOWN_VISITOR = or_(ticket.c.person_hash.is_not(None), ticket.c.person_mask.is_not(None))
_FORGET_TICKETS = (
    update(ticket)
    .where(ticket.c.business_date <= bindparam("until"), _KNOWN_VISITOR)
    .values(person_hash=None, person_mask=None)
)
_KNOWN_BOOKER = or_(appointment.c.person_hash.is_not(None), appointment.c.person_mask.is_not(None))
_FORGET_APPOINTMENTS = (
    update(appointment)
    .where(appointment.c.starts_at < bindparam("midnight"), _KNOWN_BOOKER)
    .values(person_hash=None, person_mask=None)
)
_FORGET_WORDS = (
    update(rating).where(rating.c.business_date <= bindparam("until"), rating.c.words != "").values(words="")
)


@command(VisitorsForgotten)
def purge(turn: Turn) -> VisitorsForgotten | None:
    """Forget who came so many days ago or earlier; None: nothing was left to forget."""
    until = turn.business_date - timedelta(days=turn.rules.purge_days)
    midnight = datetime.combine(until + timedelta(days=1), time.min, turn.time_zone)
    tickets = turn.connection.execute(_FORGET_TICKETS, {"until": until}).rowcount
    appointments = turn.connection.execute(_FORGET_APPOINTMENTS, {"midnight": midnight}).rowcount
    ratings = turn.connection.execute(_FORGET_WORDS, {"until": until}).rowcount
    if not tickets and not appointments and not ratings:
        return None
    return turn.record(
        VisitorsForgotten(
            stamp=turn.stamp(turn.request),
            until=until,
            tickets=tickets,
            appointments=appointments,
            ratings=ratings,
        )
    )
