"""A step back, within seconds, while nothing has moved on."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from db.calls import CallFacts, change_call, find_call, of_call
from db.counters import find_counter
from db.errors import QT_TRANSLATE_NOOP, NothingToUndo
from db.events import (
    ActionUndone,
    CallAnnounced,
    CallEvent,
    NoShowMarked,
    StepEnded,
    TicketFinished,
    TicketHeld,
    TicketKept,
    TicketMoved,
    TicketPrinted,
    TicketReprinted,
)
from db.journal import from_row
from db.models import event
from db.rating_events import RatingAsked, RatingMissed
from db.status import TicketState
from db.tickets import change_ticket
from db.turn import Turn, command

# Late news of the paper or of the loudspeakers moves nobody, nor does a question that has no answer yet.
_NEWS = [
    kind.__name__
    for kind in (CallAnnounced, TicketPrinted, TicketKept, TicketReprinted, RatingAsked, RatingMissed)
]
_NEWEST_MOVE = (
    select(event)
    .where(event.c.ticket_id == bindparam("ticket"), event.c.kind.not_in(_NEWS))
    .order_by(event.c.id.desc())
    .limit(1)
)


@command(ActionUndone, first=of_call)
def undo(turn: Turn, call_id: int) -> ActionUndone:
    """Take back how a call ended: finish, no-show, hold, transfer or step; the visitor stands here again.

    Only as long as the hall allows, the ticket has not moved since, and the counter is free. A call itself is not
    undone but called back.
    """
    known = find_call(turn, call_id)
    if turn.actor:
        turn.actor.must_sit_at(known.facts["counter"], known.seated)
    newest = _newest(turn, known.facts["ticket_id"])
    if not isinstance(newest, CallEvent) or newest.call_id != call_id or known.outcome is None:
        raise NothingToUndo(why=QT_TRANSLATE_NOOP("errors", "the ticket has moved on"))
    if (turn.now - newest.at).total_seconds() > turn.rules.undo_s:
        raise NothingToUndo(why=QT_TRANSLATE_NOOP("errors", "it is too long ago"))
    seat = find_counter(turn, known.facts["counter"])
    if seat.ticket_number is not None or seat.clerk_id is None:
        raise NothingToUndo(why=QT_TRANSLATE_NOOP("errors", "the counter is not free"))
    _put_back(turn, newest)
    change_call(turn, call_id, ended_at=None, outcome=None, items=[])
    service_left, lane_left = _where_it_went(newest)
    facts: CallFacts = {**find_call(turn, call_id).facts, "zone_id": newest.zone_id}
    return turn.record(
        ActionUndone(
            stamp=turn.stamp(turn.request),
            **facts,
            undone=type(newest).__name__,
            undone_id=newest.id,
            service_left=service_left,
            lane_left=lane_left,
        )
    )


def _where_it_went(ended: CallEvent) -> tuple[str, str]:
    """The service and the lane that the visitor was sent to; empty for a step that sent nobody on."""
    match ended:
        case TicketMoved():
            return ended.service_id, ended.lane
        case TicketFinished(pick_up=str(pick_up)):
            return pick_up, ""
        case _:
            return "", ""


def _newest(turn: Turn, ticket_id: int) -> object:
    return from_row(turn.connection.execute(_NEWEST_MOVE, {"ticket": ticket_id}).mappings().one())


def _put_back(turn: Turn, ended: CallEvent) -> None:
    serving = {"state": TicketState.SERVING.value, "hold_kind": None, "held_by_counter": None}
    match ended:
        case NoShowMarked():
            change_ticket(turn, ended.ticket_id, state=TicketState.CALLED.value)
        case TicketFinished():
            place = {"lane": ended.lane_before, "service_id": ended.service_id} if ended.pick_up else {}
            change_ticket(turn, ended.ticket_id, **serving, **place)
        case TicketHeld():
            change_ticket(turn, ended.ticket_id, **serving, note=ended.note_before)
        case TicketMoved():
            change_ticket(
                turn,
                ended.ticket_id,
                **serving,
                lane=ended.lane_before,
                due_at=ended.due_before,
                service_id=ended.service_before,
                note=ended.note_before,
                come_back_lane=ended.come_back_before,
                come_back_service=ended.come_back_service_before,
                **({"step": ended.step} if isinstance(ended, StepEnded) else {}),
            )
        case _:
            raise NothingToUndo(why=QT_TRANSLATE_NOOP("errors", "the ticket has moved on"))
