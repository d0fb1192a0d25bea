"""How it was (好差评): asked at the counter after a visit, answered by the visitor and by nobody else."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from db.board import as_moment
from db.calls import Call, CallFacts, find_call
from db.cases import open_case
from db.counters import find_counter
from db.directory import Named
from db.engine import server_clock
from db.errors import QT_TRANSLATE_NOOP, HallError
from db.events import TicketFinished
from db.journal import from_row
from db.models import call, clerk, counter, event, hall, service, ticket
from db.rating_events import COMPLAINTS, RatingAsked, RatingGiven, RatingLevel, RatingMissed
from db.rating_tables import rating
from db.status import Outcome
from db.texts import readable
from db.turn import Turn, command

WORDS_AT_MOST = 500
"""So many characters of a visitor's own words are kept."""
MAY_TAKE_S = 90
"""Who has begun to answer in time may take so much longer to end."""


class NobodyToAsk(HallError):
    """A rating is asked for the visit that has just ended."""

    template = QT_TRANSLATE_NOOP("errors", "Counter {counter} has no visit that has just ended to be rated.")


class RatedAlready(HallError):
    """One visit, one rating."""

    template = QT_TRANSLATE_NOOP("errors", "{number} has rated the visit already.")


class RatingByStaff(HallError):
    """A rating is the visitor's."""

    template = QT_TRANSLATE_NOOP(
        "errors", "A rating is the visitor's own: {clerk} cannot enter one, nobody of the staff can."
    )


class NotTheRatingStation(HallError):
    """A rating comes from where the visitor stands."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "A rating of counter {counter} can be given at its own rating station only, not at {station}.",
    )


class RatingOver(HallError):
    """The visitor has gone, or nobody asked."""

    template = QT_TRANSLATE_NOOP("errors", "The rating of {number} is over: nobody is asked any more.")


def rating_station(counter: int) -> str:
    """Under which name the pad or screen before a counter's visitor speaks to the hall."""
    return f"rating {counter}"


@dataclass(frozen=True)
class RatingDue:
    """A visitor who is asked how it was, until a moment, in the language of their ticket."""

    call_id: int
    number: str
    service: Named
    language: str
    until: datetime


@dataclass(frozen=True)
class RatingPlace:
    """What a visitor before a counter may know of it; `clerk` None: closed. `number`: who is served there."""

    counter: int
    clerk: Named | None
    paused: bool
    number: str | None
    due: RatingDue | None
    moment: datetime


_rating = rating.c
_LAST_ENDED = (
    select(call.c.id)
    .where(call.c.counter == bindparam("counter"), call.c.business_date == bindparam("business_date"))
    .where(call.c.ended_at.is_not(None), call.c.outcome != Outcome.CALLED_BACK.value)
    .order_by(call.c.ended_at.desc(), call.c.id.desc())
    .limit(1)
)
_SERVED_SINCE = (
    select(call.c.id).where(
        call.c.counter == bindparam("counter"),
        call.c.id > bindparam("call_id"),
        call.c.served_at.is_not(None),
    )
).limit(1)
# Not the ticket's own service: who is to pick something up has been given another one by then.
_HOW_IT_ENDED = (
    select(event)
    .where(
        event.c.ticket_id == bindparam("ticket_id"),
        event.c.call_id == bindparam("call_id"),
        event.c.kind == TicketFinished.__name__,
    )
    .order_by(event.c.id.desc())
    .limit(1)
)
_KNOWN = select(rating).where(_rating.call_id == bindparam("call_id"))
_CHANGE = update(rating).where(_rating.call_id == bindparam("of_call"))


@command(RatingAsked)
def ask_rating(turn: Turn, counter: int) -> RatingAsked:
    """Ask the visitor whose visit has just ended here how it was; until they answer it counts as not rated."""
    seat = find_counter(turn, counter)
    if turn.actor:
        turn.actor.must_sit_at(counter, seat.clerk_id)
    values = {"counter": counter, "business_date": turn.business_date}
    call_id = turn.connection.execute(_LAST_ENDED, values).scalar()
    ended = find_call(turn, call_id) if call_id is not None else None
    if ended is None or ended.outcome != Outcome.FINISHED or _is_followed(turn, ended):
        raise NobodyToAsk(counter=counter)
    facts = _facts(turn, ended)
    known = turn.connection.execute(_KNOWN, {"call_id": call_id}).mappings().first()
    if known is None:
        row = values | {
            "call_id": call_id,
            "service_id": facts["service_id"],
            "asked_at": turn.now,
            "level": RatingLevel.NOT_RATED.value,
        }
        turn.connection.execute(insert(rating), row)
    elif known["level"] != RatingLevel.NOT_RATED.value:
        raise RatedAlready(number=ended.facts["number"])
    else:
        turn.connection.execute(_CHANGE, {"of_call": call_id, "asked_at": turn.now, "ended_at": None})
    return turn.record(RatingAsked(stamp=turn.stamp(turn.request), **facts))


@command(RatingGiven)
def give_rating(turn: Turn, call_id: int, level: RatingLevel, words: str = "") -> RatingGiven:
    """The visitor says how it was. The two lowest levels open a case.

    Refused with a clerk's hand, from any other station than the counter's own, and for any visit but the one that
    has just ended there and is being asked about.
    """
    if level == RatingLevel.NOT_RATED:
        raise ValueError("a visitor rates, or does not")
    ended = _asked_here(turn, call_id)
    facts = _facts(turn, ended)
    words = cleaned(words)
    turn.connection.execute(
        _CHANGE, {"of_call": call_id, "ended_at": turn.now, "level": level.value, "words": words}
    )
    given = turn.record(
        RatingGiven(stamp=turn.stamp(turn.request), **facts, level=level, with_words=bool(words))
    )
    if level in COMPLAINTS:
        open_case(turn, facts)
    return given


@command(RatingMissed)
def miss_rating(turn: Turn, call_id: int) -> RatingMissed:
    """Nobody answered; the visit stays unrated, and is on the record as asked."""
    ended = _asked_here(turn, call_id, however_late=True)
    turn.connection.execute(_CHANGE, {"of_call": call_id, "ended_at": turn.now})
    return turn.record(RatingMissed(stamp=turn.stamp(turn.request), **_facts(turn, ended)))


def _asked_here(turn: Turn, call_id: int, *, however_late: bool = False) -> Call:
    """The visit that is asked about, at the station that may answer."""
    ended = find_call(turn, call_id)
    if turn.actor:
        raise RatingByStaff(clerk=turn.actor.named)
    counter = ended.facts["counter"]
    if turn.database.station != rating_station(counter):
        raise NotTheRatingStation(counter=counter, station=turn.database.station)
    known = turn.connection.execute(_KNOWN, {"call_id": call_id}).mappings().first()
    if known is None or known["ended_at"] is not None or ended.outcome != Outcome.FINISHED:
        raise RatingOver(number=ended.facts["number"])
    late = turn.now > known["asked_at"] + timedelta(seconds=turn.rules.rating_wait_s + MAY_TAKE_S)
    if not however_late and (late or _is_followed(turn, ended)):
        raise RatingOver(number=ended.facts["number"])
    return ended


def _facts(turn: Turn, ended: Call) -> CallFacts:
    """What the events about a rating say of the visit: as it was when it ended."""
    values = {"ticket_id": ended.facts["ticket_id"], "call_id": ended.facts["call_id"]}
    finished = from_row(turn.connection.execute(_HOW_IT_ENDED, values).mappings().one())
    assert isinstance(finished, TicketFinished)
    return {**ended.facts, "service_id": finished.service_id, "zone_id": finished.zone_id}


def _is_followed(turn: Turn, ended: Call) -> bool:
    """Whether the next visitor stands there already, who would speak for the one before."""
    values = {"counter": ended.facts["counter"], "call_id": ended.facts["call_id"]}
    return turn.connection.execute(_SERVED_SINCE, values).first() is not None


def cleaned(words: str) -> str:
    """A visitor's words in one line; at most so many."""
    return " ".join(unicodedata.normalize("NFC", readable(words)).split())[:WORDS_AT_MOST]


# --- What the visitor's side of a counter shows --------------------------------------------------

_SITUATION = select(hall.c.time_zone, hall.c.rating_wait_s, server_clock().label("clock"))
_PLACES = (
    select(
        counter.c.number.label("counter"),
        counter.c.pause_reason,
        clerk.c.name,
        clerk.c.name_en,
        ticket.c.number.label("ticket_number"),
        call.c.id.label("call_id"),
        call.c.served_at,
    )
    .select_from(counter)
    .outerjoin(clerk, clerk.c.id == counter.c.clerk_id)
    .outerjoin(call, (call.c.counter == counter.c.number) & call.c.ended_at.is_(None))
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .where(counter.c.number.in_(bindparam("counters", expanding=True)))
)
_DUE = (
    select(
        _rating.call_id,
        _rating.counter,
        _rating.asked_at,
        ticket.c.number,
        ticket.c.language,
        service.c.name,
        service.c.name_en,
    )
    .join(call, call.c.id == _rating.call_id)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .join(service, service.c.id == _rating.service_id)
    .where(
        _rating.business_date == bindparam("business_date"),
        _rating.counter.in_(bindparam("counters", expanding=True)),
        _rating.ended_at.is_(None),
        call.c.outcome == Outcome.FINISHED.value,
    )
    .order_by(_rating.call_id)
)


def read_rating_places(connection: Connection, counters: Collection[int]) -> dict[int, RatingPlace]:
    """Each of these counters as its visitor may see it."""
    situation = connection.execute(_SITUATION).one()
    moment, business_date = as_moment(connection, situation.time_zone, situation.clock)
    values = {"counters": sorted(counters), "business_date": business_date}
    wait = timedelta(seconds=situation.rating_wait_s)
    due = {row["counter"]: row for row in connection.execute(_DUE, values).mappings()}
    return {
        row["counter"]: RatingPlace(
            counter=row["counter"],
            clerk=Named(row["name"], row["name_en"]) if row["name"] is not None else None,
            paused=row["pause_reason"] is not None,
            number=row["ticket_number"],
            due=_still_due(due.get(row["counter"]), row, moment, wait),
            moment=moment,
        )
        for row in connection.execute(_PLACES, values).mappings()
    }


def _still_due(
    due: RowMapping | None, place: RowMapping, moment: datetime, wait: timedelta
) -> RatingDue | None:
    if due is None or moment > due["asked_at"] + wait + timedelta(seconds=MAY_TAKE_S):
        return None
    if place["call_id"] is not None and place["call_id"] > due["call_id"] and place["served_at"] is not None:
        return None
    return RatingDue(
        call_id=due["call_id"],
        number=due["number"],
        service=Named(due["name"], due["name_en"]),
        language=due["language"],
        until=due["asked_at"] + wait,
    )
