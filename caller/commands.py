"""A clerk's step as a command to the hall."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never
from uuid import UUID

from caller.questions import CLERK, COUNTER, SERVICE
from caller.state import Answer, Verb
from db import queue
from db.desk import Desk
from db.engine import Database
from db.events import Event
from db.help_events import HelpKind
from db.status import HoldKind

Command = Callable[[Database, UUID], Event | None]


def command_for(verb: Verb, answer: Answer, desk: Desk, zone_id: str) -> Command:
    """What the step does at this desk, with what the clerk said to its question."""
    counter = desk.counter
    match verb:
        case Verb.NEXT:
            return lambda hall, request: queue.call_next(hall, request, counter)
        case Verb.CHOOSE | Verb.TAKE_UP | Verb.REACTIVATE | Verb.RELEASE:
            return _of_ticket(verb, answer, counter)
        case Verb.PAUSE:
            reason = answer.text or str(answer.value)
            return lambda hall, request: queue.pause_counter(hall, request, counter, reason)
        case Verb.GO_ON:
            return lambda hall, request: queue.resume_counter(hall, request, counter)
        case Verb.HELP:
            kind = HelpKind(str(answer.value))
            return lambda hall, request: queue.ask_help(hall, request, zone_id, kind, counter=counter)
        case Verb.ANSWER_HELP:
            assert isinstance(answer.value, int) and desk.clerk_id
            wanted, clerk = answer.value, desk.clerk_id
            return lambda hall, request: queue.answer_help(hall, request, wanted, clerk)
        case Verb.UNDO:
            assert desk.undoable
            last = desk.undoable.call_id
            return lambda hall, request: queue.undo(hall, request, last)
        case (
            Verb.RECALL
            | Verb.START
            | Verb.FINISH
            | Verb.NO_SHOW
            | Verb.CALL_BACK
            | Verb.TRANSFER
            | Verb.HOLD
            | Verb.FINISH_WITH
            | Verb.SKIP
        ):
            assert desk.current
            return _of_call(verb, answer, desk.current.call_id)
        case Verb.SIGN_OUT:
            assert desk.current
            return _before_leaving(answer, desk.current.call_id)
        case Verb.LOCK | Verb.SHAPE:
            raise ValueError(f"{verb} is no business of the hall")
        case _:
            assert_never(verb)


def _of_ticket(verb: Verb, answer: Answer, counter: int) -> Command:
    assert isinstance(answer.value, int)
    ticket = answer.value
    match verb:
        case Verb.CHOOSE:
            return lambda hall, request: queue.call_ticket(hall, request, counter, ticket, answer.text)
        case Verb.TAKE_UP:
            return lambda hall, request: queue.resume(hall, request, counter, ticket)
        case Verb.RELEASE:
            return lambda hall, request: queue.release(hall, request, ticket, answer.text)
        case _:
            return lambda hall, request: queue.reactivate(hall, request, ticket)


def _of_call(verb: Verb, answer: Answer, call: int) -> Command:
    match verb:
        case Verb.RECALL:
            return lambda hall, request: queue.recall(hall, request, call)
        case Verb.START:
            return lambda hall, request: queue.serve(hall, request, call)
        case Verb.NO_SHOW:
            return lambda hall, request: queue.no_show(hall, request, call)
        case Verb.CALL_BACK:
            return lambda hall, request: queue.call_back(hall, request, call)
        case Verb.TRANSFER:
            return _transfer(answer, call)
        case Verb.HOLD:
            kind = HoldKind(str(answer.value))
            return lambda hall, request: queue.hold(hall, request, call, kind, answer.text)
        case Verb.SKIP:
            return lambda hall, request: queue.skip_step(hall, request, call, answer.text)
        case _:
            items = tuple(str(each.value) for each in answer.ticked)
            pick_up = (
                str(answer.value).removeprefix(SERVICE) if verb == Verb.FINISH_WITH and answer.value else None
            )
            return lambda hall, request: queue.finish(hall, request, call, items=items, pick_up=pick_up)


def _transfer(answer: Answer, call: int) -> Command:
    where = str(answer.value)

    def send_on(hall: Database, request: UUID) -> Event:
        more = {"note": answer.text, "come_back": answer.option}
        if where.startswith(SERVICE):
            return queue.transfer(hall, request, call, to_service=where.removeprefix(SERVICE), **more)
        if where.startswith(COUNTER):
            return queue.transfer(hall, request, call, to_counter=int(where.removeprefix(COUNTER)), **more)
        return queue.transfer(hall, request, call, to_clerk=where.removeprefix(CLERK), **more)

    return send_on


def _before_leaving(answer: Answer, call: int) -> Command:
    """What becomes of the visitor when the clerk signs out."""
    match answer.value:
        case Verb.CALL_BACK | Verb.NO_SHOW | Verb.FINISH:
            return _of_call(Verb(answer.value), Answer(), call)
        case _:
            return _of_call(Verb.HOLD, answer, call)
