"""The hall's staff: a PIN each, told from wrong ones ever more slowly, and what a role allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, bindparam, select, update

from db.directory import Named
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP, HallError, UnknownThing
from db.models import clerk
from db.roles import Role
from db.staff_events import PinRefused, PinSet
from db.texts import readable
from db.turn import Turn, command, take_turn

WRONG_PINS_FREE = 5
"""So many wrong PINs in a row cost nothing but themselves."""
FIRST_WAIT_S = 30
"""How long the next try waits then; twice as long after every further wrong one ..."""
LONGEST_WAIT_S = 900
"""... up to this."""

_hasher = PasswordHasher()
_CLERK = select(
    clerk.c.name,
    clerk.c.name_en,
    clerk.c.role,
    clerk.c.pin_hash,
    clerk.c.wrong_pins,
    clerk.c.wrong_pin_at,
).where(clerk.c.id == bindparam("clerk"), ~clerk.c.retired)
_UPDATE_CLERK = update(clerk).where(clerk.c.id == bindparam("clerk"))


class BadPin(HallError):
    """A PIN must not be guessed by trying the usual ones."""

    template = QT_TRANSLATE_NOOP(
        "errors", "A PIN has 6 to 12 digits, and neither all the same nor in a row like 123456."
    )


class NoPin(HallError):
    """Nobody signs in by PIN before one was given out."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{clerk} has no PIN yet. An administrator gives one out: hall pin {id}."
    )


class WrongPin(HallError):
    """This is not the clerk's PIN."""

    template = QT_TRANSLATE_NOOP("errors", "This is not the PIN of {clerk}. Please try again.")


class PinBlocked(HallError):
    """After too many wrong PINs every further try has to wait."""

    template = QT_TRANSLATE_NOOP(
        "errors", "Too many wrong PINs for {clerk}. Please wait {seconds} s before the next try."
    )


@dataclass(frozen=True)
class Clerk:
    """Somebody of the staff as a command finds them."""

    id: str
    named: Named
    role: Role
    pin_hash: str | None
    wrong_pins: int
    wrong_pin_at: datetime | None

    def blocked_for_s(self, now: datetime) -> int:
        """How long the next PIN has to wait; 0: it need not."""
        if self.wrong_pin_at is None or self.wrong_pins < WRONG_PINS_FREE:
            return 0
        # The exponent is bounded, or a patient guesser's count would overflow.
        doublings = min(self.wrong_pins - WRONG_PINS_FREE, 10)
        wait_s = min(FIRST_WAIT_S * 2**doublings, LONGEST_WAIT_S)
        left = self.wrong_pin_at + timedelta(seconds=wait_s) - now
        return max(0, ceil(left.total_seconds()))


def find_clerk(connection: Connection, clerk_id: str) -> Clerk:
    """The clerk of that id, who must be one of the staff."""
    row = connection.execute(_CLERK, {"clerk": clerk_id}).first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "clerk"), name=clerk_id)
    named = Named(row.name, row.name_en)
    return Clerk(clerk_id, named, Role(row.role), row.pin_hash, row.wrong_pins, row.wrong_pin_at)


def set_pin(database: Database, request: UUID, clerk_id: str, pin: str) -> PinSet:
    """Give a clerk a new PIN: oneself, or an administrator, or on the hall's own machine anybody."""
    if not re.fullmatch(r"[0-9]{6,12}", pin) or _is_easy(pin):
        raise BadPin
    # A good hash takes a while: nobody else should wait for it.
    return _keep_pin(database, request, clerk_id, _hasher.hash(pin))


def check_pin(database: Database, clerk_id: str, pin: str) -> None:
    """Raise `WrongPin`, or `PinBlocked` while tries have to wait, unless this is the clerk's PIN."""
    with database.reading() as connection:
        known = find_clerk(connection, clerk_id)
    if known.pin_hash is None:
        raise NoPin(clerk=known.named, id=clerk_id)
    is_right = _is_right(known.pin_hash, readable(pin))
    # Many tries at once are judged one after the other, each knowing those before it.
    with take_turn(database) as turn:
        now_known = find_clerk(turn.connection, clerk_id)
        blocked_for_s = now_known.blocked_for_s(turn.now)
        if blocked_for_s:
            raise PinBlocked(clerk=known.named, seconds=blocked_for_s)
        # A PIN that was replaced meanwhile opens nothing any more.
        is_right = is_right and now_known.pin_hash == known.pin_hash
        if is_right:
            _count(turn, clerk_id, 0)
        else:
            _count(turn, clerk_id, now_known.wrong_pins + 1)
            turn.record(PinRefused(stamp=turn.stamp(), clerk_id=clerk_id, times=now_known.wrong_pins + 1))
    if not is_right:
        raise WrongPin(clerk=known.named)


def has_pin(database: Database, clerk_id: str) -> bool:
    """Whether this clerk signs in by PIN; whom nobody has given one signs in without."""
    with database.reading() as connection:
        return find_clerk(connection, clerk_id).pin_hash is not None


@command(PinSet)
def _keep_pin(turn: Turn, clerk_id: str, pin_hash: str) -> PinSet:
    find_clerk(turn.connection, clerk_id)
    if turn.actor and turn.actor.id != clerk_id:
        turn.actor.must_be_allowed("set_pin")
    turn.connection.execute(_UPDATE_CLERK, {"clerk": clerk_id, "pin_hash": pin_hash})
    _count(turn, clerk_id, 0)
    return turn.record(PinSet(stamp=turn.stamp(turn.request), clerk_id=clerk_id))


def _count(turn: Turn, clerk_id: str, wrong_pins: int) -> None:
    values = {"wrong_pins": wrong_pins, "wrong_pin_at": turn.now if wrong_pins else None}
    turn.connection.execute(_UPDATE_CLERK, {"clerk": clerk_id, **values})


def _is_right(pin_hash: str, pin: str) -> bool:
    try:
        return _hasher.verify(pin_hash, pin)
    except VerifyMismatchError:
        return False


def _is_easy(pin: str) -> bool:
    """All the same, or up or down in ones."""
    steps = {int(later) - int(earlier) for earlier, later in pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}
