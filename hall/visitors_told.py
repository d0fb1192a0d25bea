"""What came of a demo's visitors, told from the hall's record alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from statistics import fmean

from db import history
from db.chain import EventRow
from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP
from db.hall_folder import read_hall
from hall.day.invariants import Promise, all_kept, check
from hall.promises import tell_promises
from hall.stage import SAMPLE_HALL
from hall.words import say, speech_word

ANNOUNCED = QT_TRANSLATE_NOOP("hall", "Every call was announced, or the record says why not")


def tell_outcome(database: Database, visitors: int) -> bool:
    """Tell who was served, how long they waited and what was spoken; whether every promise was kept."""
    rows = [row for row in history.all_rows(database) if row["kind"] != "HallLoaded"]
    happened = Counter(row["kind"] for row in rows)
    waits_s = _waits_s(rows)
    announced = {row["call_id"]: row["facts"] for row in rows if row["kind"] == "CallAnnounced"}
    say("")
    say(
        QT_TRANSLATE_NOOP("hall", "Took a number: {visitors}; served: {served}; did not come: {missed}."),
        visitors=happened["TicketIssued"],
        served=happened["TicketFinished"],
        missed=happened["NoShowMarked"],
    )
    say(
        QT_TRANSLATE_NOOP("hall", "From the touch to the call: {mean} on average, {longest} at most."),
        mean=_clock(fmean(waits_s)),
        longest=_clock(max(waits_s)),
    )
    say(
        QT_TRANSLATE_NOOP("hall", "Calls: {calls}; on the board: {shown}; heard in the hall: {spoken}."),
        calls=happened["TicketCalled"],
        shown=sum(facts["shown_at"] is not None for facts in announced.values()),
        spoken=sum(facts["spoken"] for facts in announced.values()),
    )
    for reason, times in Counter(_silent(facts) for facts in announced.values()).items():
        if reason:
            say(
                QT_TRANSLATE_NOOP("hall", "Not heard ({reason}): {times}."),
                reason=speech_word(reason),
                times=times,
            )
    promises = [*check(read_hall(SAMPLE_HALL), rows, {}, visitors), _announced(rows, announced)]
    tell_promises(promises)
    return all_kept(promises)


def _silent(facts: dict[str, object]) -> str:
    return "" if facts["spoken"] else str(facts["reason"])


def _waits_s(rows: Sequence[EventRow]) -> list[float]:
    """From each touch to the first call."""
    issued: dict[int, datetime] = {}
    waits_s: dict[int, float] = {}
    for row in rows:
        if row["kind"] == "TicketIssued":
            issued[row["ticket_id"]] = row["at"]
        elif row["kind"] == "TicketCalled":
            waits_s.setdefault(row["ticket_id"], (row["at"] - issued[row["ticket_id"]]).total_seconds())
    return list(waits_s.values())


def _announced(rows: Sequence[EventRow], announced: dict[int, dict[str, object]]) -> Promise:
    calls = {row["call_id"]: row["facts"]["number"] for row in rows if row["kind"] == "TicketCalled"}
    silent = [
        number
        for call_id, number in calls.items()
        if call_id not in announced or not (announced[call_id]["spoken"] or announced[call_id]["reason"])
    ]
    return Promise(ANNOUNCED, len(calls), len(silent), tuple(silent[:5]))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
