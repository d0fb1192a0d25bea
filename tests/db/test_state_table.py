"""Every verb in every state of a ticket: legal, or refused in words that a clerk can act upon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, select

from db import models, queue
from db.engine import Database, open_database
from db.errors import HallError
from db.status import HoldKind

TABLE = """
             issued   waiting  called   serving  papers   any      office   pick_up  finished no_show  cancelled expired
printed      yes      move     move     move     move     move     move     move     move     move     move      move
kept         yes      move     move     move     move     move     move     move     move     move     move      move
reprinted    yes      yes      yes      yes      yes      yes      yes      yes      move     yes      move      move
cancel       yes      yes      move     move     yes      yes      yes      yes      move     move     move      move
reactivate   move     move     move     move     move     move     move     move     move     yes      move      move
release      move     move     move     move     move     move     yes      yes      move     move     move      move
send_back    move     move     move     move     move     move     yes      yes      move     move     move      move
call_ticket  move     yes      move     move     move     move     move     move     move     move     move      move
resume       move     move     move     move     yes      yes      office   office   move     move     move      move
recall       -        -        yes      move     over     over     over     over     over     over     -         over
announced    -        -        yes      yes      yes      yes      yes      yes      yes      yes      -         yes
serve        -        -        yes      move     over     over     over     over     over     over     -         over
call_back    -        -        yes      move     over     over     over     over     over     over     -         over
no_show      -        -        yes      move     over     over     over     over     over     over     -         over
finish       -        -        move     yes      over     over     over     over     over     over     -         over
hold         -        -        move     yes      over     over     over     over     over     over     -         over
transfer     -        -        move     yes      over     over     over     over     over     over     -         over
skip_step    -        -        move     bundle   over     over     over     over     over     over     -         over
undo         -        -        undo     undo     yes      yes      yes      yes      yes      yes      -         undo
"""
"""A dash: nothing to say it of, since such a ticket was never called."""

SENTENCES = {
    "move": r"B2001 is [a-z -]+: it cannot be [a-z -]+ now\.",
    "over": r"The call of B2001 is over: it was [a-z -]+ meanwhile\.",
    "office": r"B2001 is with the back office: it waits until it is released\.",
    "bundle": r"B2001 is no bundle: finish it instead\.",
    "undo": r"There is nothing to undo: the ticket has moved on\.",
}

HEADER, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(state, row[0], cell) for row in ROWS for state, cell in zip(HEADER, row[1:], strict=True)]
LEGAL = [pytest.param(state, verb, id=f"{verb}-{state}") for state, verb, cell in CELLS if cell == "yes"]
REFUSED = {
    state: {verb: cell for at, verb, cell in CELLS if at == state and cell in SENTENCES} for state in HEADER
}


@dataclass
class Case:
    """A ticket in the state, its last call, and a counter that is free for another."""

    hall: Database
    ticket: int
    call: int
    free_counter: int


@pytest.fixture
def hall(small_hall: Database, database_url: str) -> Iterator[Database]:
    """The small hall with Wang at 48 and Li at 47."""
    timed = open_database(database_url, "test", clock=lambda: datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    queue.open_counter(timed, uuid4(), 48, "wang")
    queue.open_counter(timed, uuid4(), 47, "li")
    yield timed
    timed.close()


def bring_to(hall: Database, state: str) -> Case:
    """The first ticket of the day, brought to the state by the verbs themselves."""
    ticket = queue.issue(hall, uuid4(), "B2").ticket_id
    if state not in ("issued", "cancelled"):
        queue.printed(hall, uuid4(), ticket)
    if state == "cancelled":
        queue.cancel(hall, uuid4(), ticket, "went home")
    if state in ("issued", "waiting", "cancelled"):
        return Case(hall, ticket, 0, 48)
    called = queue.call_next(hall, uuid4(), 48)
    assert called is not None
    call = called.call_id
    if state not in ("called", "no_show", "expired"):
        queue.serve(hall, uuid4(), call)
    ends: dict[str, Callable[[], object]] = {
        "papers": lambda: queue.hold(hall, uuid4(), call, HoldKind.SAME_COUNTER),
        "any": lambda: queue.hold(hall, uuid4(), call, HoldKind.ANY_COUNTER),
        "office": lambda: queue.hold(hall, uuid4(), call, HoldKind.BACK_OFFICE),
        "pick_up": lambda: queue.finish(hall, uuid4(), call, pick_up="A1"),
        "finished": lambda: queue.finish(hall, uuid4(), call),
        "no_show": lambda: queue.no_show(hall, uuid4(), call),
        "expired": lambda: queue.close_day(hall, uuid4()),
    }
    if state in ends:
        ends[state]()
        return Case(hall, ticket, call, 48)
    return Case(hall, ticket, call, 47)


def do(case: Case, verb: str) -> object:
    """The verb, with arguments that nobody could object to."""
    hall, request = case.hall, uuid4()
    match verb:
        case "cancel":
            return queue.cancel(hall, request, case.ticket, "went home")
        case "call_ticket":
            return queue.call_ticket(hall, request, case.free_counter, case.ticket, "feels unwell")
        case "resume":
            return queue.resume(hall, request, case.free_counter, case.ticket)
        case "send_back":
            return queue.send_back(hall, request, case.ticket, "a page is missing")
        case "announced":
            return queue.announced(hall, request, case.call, spoken=True)
        case "hold":
            return queue.hold(hall, request, case.call, HoldKind.ANY_COUNTER)
        case "transfer":
            return queue.transfer(hall, request, case.call, to_service="A1")
        case "skip_step":
            return queue.skip_step(hall, request, case.call, "has it already")
        case "printed" | "kept" | "reprinted" | "reactivate" | "release":
            return getattr(queue, verb)(hall, request, case.ticket)
        case _:
            return getattr(queue, verb)(hall, request, case.call)


def everything(hall: Database) -> list[object]:
    """All rows that a refusal must leave as they are."""
    with hall.reading() as connection:
        return [
            tuple(row)
            for table in (models.ticket, models.call, models.counter, models.event)
            for row in connection.execute(select(table).order_by(*table.primary_key))
        ]


_LAST_EVENT_OF = (
    select(models.event.c.kind)
    .where(models.event.c.ticket_id == bindparam("ticket"))
    .order_by(models.event.c.id.desc())
    .limit(1)
)


@pytest.mark.parametrize(("state", "verb"), LEGAL)
def test_what_is_legal_happens(hall: Database, state: str, verb: str) -> None:
    case = bring_to(hall, state)
    outcome = do(case, verb)
    with hall.reading() as connection:
        newest = connection.execute(_LAST_EVENT_OF, {"ticket": case.ticket}).scalar()
    assert newest == type(outcome).__name__


@pytest.mark.parametrize("state", HEADER)
def test_what_is_not_is_refused_in_words_and_changes_nothing(hall: Database, state: str) -> None:
    case = bring_to(hall, state)
    before = everything(hall)
    for verb, cell in REFUSED[state].items():
        with pytest.raises(HallError, match=f"^{SENTENCES[cell]}$"):
            do(case, verb)
    assert everything(hall) == before


def test_the_table_has_every_verb_about_a_ticket_or_a_call() -> None:
    others = {
        "issue", "issue_bundle", "call_next", "close_day", "settle", "abandon",
        "open_counter", "close_counter", "pause_counter", "resume_counter",
        "ask_help", "answer_help", "withdraw_help", "ask_rating", "give_rating", "miss_rating", "allow_pads",
    }  # fmt: skip
    assert {row[0] for row in ROWS} == set(queue.__all__) - others
