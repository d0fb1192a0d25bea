"""What a visitor was not content with: somebody looks into it by a day, and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from db.board import read_moment
from db.calendar import holiday, working_weekday
from db.calls import CallFacts, find_call
from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, HallError, UnknownThing
from db.models import call, clerk, service, ticket
from db.rating_events import CaseClosed, CaseOpened, RatingLevel
from db.rating_tables import rating, rating_case
from db.turn import Turn, command


class CaseOver(HallError):
    """One case, one answer."""

    template = QT_TRANSLATE_NOOP("errors", "Case {case} is closed already.")


class AnswerMissing(HallError):
    """A case is not closed by silence."""

    template = QT_TRANSLATE_NOOP(
        "errors", "A case is closed with an answer: what was found, and what was done."
    )


class CaseOfNobody(HallError):
    """Somebody answers for the answer."""

    template = QT_TRANSLATE_NOOP("errors", "Somebody of the staff must close a case, by name and PIN.")


class OwnCase(HallError):
    """Nobody judges himself."""

    template = QT_TRANSLATE_NOOP("errors", "{clerk} served this visitor: somebody else closes case {case}.")


@dataclass(frozen=True)
class Case:
    """What was not right, at whose hands, and by when it is to be answered. `words` are the visitor's own."""

    id: int
    number: str
    day: date
    service: Named
    counter: int
    clerk: Named
    level: RatingLevel
    words: str
    opened_at: datetime
    due_on: date
    overdue: bool
    closed_at: datetime | None
    closed_by: Named | None
    answer: str


_case = rating_case.c
_ONE = select(rating_case).where(_case.id == bindparam("case"))
_CLOSE = update(rating_case).where(_case.id == bindparam("case"))


def open_case(turn: Turn, facts: CallFacts) -> CaseOpened:
    """Open a case about a visit, within a turn that is held already."""
    due_on = working_days_after(turn.business_date, turn.rules.case_days)
    row = {"call_id": facts["call_id"], "opened_at": turn.now, "due_on": due_on}
    inserted = turn.connection.execute(insert(rating_case), row).inserted_primary_key
    assert inserted is not None
    return turn.record(CaseOpened(stamp=turn.stamp(), **facts, case_id=inserted[0], due_on=due_on))


@command(CaseClosed)
def close_case(turn: Turn, case_id: int, answer: str) -> CaseClosed:
    """Close a case with what was found and done; not by whoever it is about."""
    if turn.actor is None:
        raise CaseOfNobody
    known = turn.connection.execute(_ONE, {"case": case_id}).mappings().first()
    if known is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "case"), name=case_id)
    facts = find_call(turn, known["call_id"]).facts
    if facts["clerk_id"] == turn.actor.id:
        raise OwnCase(clerk=turn.actor.named, case=case_id)
    if known["closed_at"] is not None:
        raise CaseOver(case=case_id)
    if not answer.strip():
        raise AnswerMissing
    turn.connection.execute(
        _CLOSE,
        {"case": case_id, "closed_at": turn.now, "closed_by": turn.actor.id, "answer": answer.strip()},
    )
    return turn.record(CaseClosed(stamp=turn.stamp(turn.request), **facts, case_id=case_id))


def working_days_after(day: date, count: int) -> date:
    """So many working days later, by China's calendar."""
    while count > 0:
        day += timedelta(days=1)
        count -= working_weekday(day) < 5 and holiday(day) is None
    return day


_closer = clerk.alias("closer")
_ALL = (
    select(
        rating_case,
        ticket.c.number,
        ticket.c.business_date,
        service.c.name,
        service.c.name_en,
        call.c.counter,
        clerk.c.name.label("clerk_name"),
        clerk.c.name_en.label("clerk_name_en"),
        rating.c.level,
        rating.c.words,
        _closer.c.name.label("closer_name"),
        _closer.c.name_en.label("closer_name_en"),
    )
    .join(call, call.c.id == _case.call_id)
    .join(rating, rating.c.call_id == _case.call_id)
    .join(ticket, ticket.c.id == call.c.ticket_id)
    .join(service, service.c.id == rating.c.service_id)
    .join(clerk, clerk.c.id == call.c.clerk_id)
    .outerjoin(_closer, _closer.c.id == _case.closed_by)
    .order_by(_case.closed_at.is_not(None), _case.due_on, _case.id)
)
_OPEN = _ALL.where(_case.closed_at.is_(None))


def read_cases(connection: Connection, *, closed: bool = False) -> tuple[Case, ...]:
    """The cases that wait for an answer, the most urgent first; `closed`: and those that have one."""
    _, today = read_moment(connection)
    rows = connection.execute(_ALL if closed else _OPEN).mappings()
    return tuple(
        Case(
            id=row["id"],
            number=row["number"],
            day=row["business_date"],
            service=Named(row["name"], row["name_en"]),
            counter=row["counter"],
            clerk=Named(row["clerk_name"], row["clerk_name_en"]),
            level=RatingLevel(row["level"]),
            words=row["words"],
            opened_at=row["opened_at"],
            due_on=row["due_on"],
            overdue=row["closed_at"] is None and row["due_on"] < today,
            closed_at=row["closed_at"],
            closed_by=Named(row["closer_name"], row["closer_name_en"]) if row["closer_name"] else None,
            answer=row["answer"],
        )
        for row in rows
    )
