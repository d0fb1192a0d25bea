"""Histories of concurrent stations: each writes down what it asked and what it was told, and a checker judges.

The checker reads the logs alone. The stamps in the answers propose one serial order; it shows that this order is
gapless, agrees with the clock on the wall, and follows the rules step by step.
"""

from __future__ import annotations

import json
import os
import random
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import accumulate
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import UUID, uuid4

from db import queue
from db.engine import Database, open_database
from db.errors import DatabaseAway, TurnBusy
from db.events import Event

SERVICES = ("B1", "B2")
RETRY_S = 0.1
ENOUGH = "enough"
"""A file of this name beside the logs sends everybody home."""
HEAD_START_MIN = {None: 0, "elderly": 30}


class Violation(AssertionError):
    """The logs cannot have come from a hall that follows its rules."""


@dataclass
class Asked:
    """One request of a station, from its first asking to its answer."""

    verb: str
    arguments: dict[str, Any]
    request: str
    begin: float
    end: float | None = None
    event: dict[str, Any] | None = None


# --- A station -----------------------------------------------------------------------------------


class Station:
    """A kiosk or a counter that logs; a new process with the same log takes over where a killed one stopped."""

    def __init__(self, database: Database, log: Path, counter: int | None, seed: int) -> None:
        self._database = database
        self._counter = counter
        self._random = random.Random(seed)
        if log.exists():
            # What was cut off in the middle of a line was never said. Cut it off in place: a station that is killed
            # while it writes its log anew would have lost it.
            os.truncate(log, log.read_bytes().rfind(b"\n") + 1)
        self.past = read_log(log) if log.exists() else []
        self._log = log.open("a", encoding="utf-8")
        self._enough = log.with_name(ENOUGH)

    def work(self, operations: int) -> None:
        """Go on until so many requests are answered, or somebody says that it is enough."""
        if self.past and self.past[-1].end is None:
            self._answer(self.past[-1])
        while len(self.past) < operations and not self._enough.exists():
            self.step()
        self._log.close()

    def step(self) -> None:
        """Ask for what comes next, as a visitor's way has it."""
        verb, arguments = self._next()
        asked = Asked(verb, arguments, uuid4().hex, monotonic())
        self._write(
            {"ask": verb, "arguments": arguments, "request": asked.request, "at": asked.begin},
        )
        self.past.append(asked)
        self._answer(asked)

    def _next(self) -> tuple[str, dict[str, Any]]:
        last = (self.past[-1].event if self.past else None) or {"kind": ""}
        match last["kind"]:
            case "TicketIssued":
                return "printed", {"ticket_id": last["ticket_id"]}
            case "TicketCalled":
                verb = self._random.choice(["serve"] * 8 + ["no_show", "call_back"])
                return verb, {"call_id": last["call_id"]}
            case "ServingStarted":
                return "finish", {"call_id": last["call_id"]}
            case _ if self._counter is not None:
                return "call_next", {"counter": self._counter}
            case _:
                group = self._random.choice([None, None, None, "elderly"])
                return "issue", {"service_id": self._random.choice(SERVICES), "group_id": group}

    def _answer(self, asked: Asked) -> None:
        command: Callable[..., Event | None] = getattr(queue, asked.verb)
        while True:
            try:
                event = command(self._database, UUID(asked.request), **asked.arguments)
                break
            except TurnBusy:
                continue
            except DatabaseAway:
                # As an errand does; a crowd that knocks without a pause would keep the server from coming back.
                sleep(RETRY_S)
        asked.end, asked.event = monotonic(), _as_json(event)
        self._write({"answer": asked.request, "at": asked.end, "event": asked.event})

    def _write(self, line: dict[str, Any]) -> None:
        self._log.write(json.dumps(line) + "\n")
        self._log.flush()


def run_station(url: str, log: str, counter: int | None, operations: int, seed: int) -> None:
    """A station as a process of its own."""
    database = open_database(url, Path(log).stem)
    Station(database, Path(log), counter, seed).work(operations)
    database.close()


def _as_json(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    facts = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(event).items()
        if isinstance(value, (str, int, datetime))
    }
    return facts | {"kind": type(event).__name__, "id": event.id, "at": event.at.isoformat()}


def read_log(log: Path) -> list[Asked]:
    """What a station asked, in its order, with the answers."""
    asked: dict[str, Asked] = {}
    for line in map(json.loads, log.read_text(encoding="utf-8").splitlines()):
        if "ask" in line:
            asked[line["request"]] = Asked(line["ask"], line["arguments"], line["request"], line["at"])
        else:
            known = asked[line["answer"]]
            known.end, known.event = line["at"], line["event"]
    return list(asked.values())


# --- The checker ---------------------------------------------------------------------------------


@dataclass
class Hall:
    """What the answers so far come to."""

    serials: dict[str, int] = field(default_factory=dict)
    places: dict[int, tuple[datetime, int]] = field(default_factory=dict)
    line: list[tuple[datetime, int]] = field(default_factory=list)
    """A heap of the places of all who wait, and of some who did."""
    states: dict[int, str] = field(default_factory=dict)
    at_counter: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Each counter's open call: its id and its ticket."""

    def wait(self, ticket: int) -> None:
        """Let the ticket wait at its place."""
        self.states[ticket] = "waiting"
        heappush(self.line, self.places[ticket])

    def next(self) -> int | None:
        """Who has been due longest."""
        while self.line and self.states[self.line[0][1]] != "waiting":
            heappop(self.line)
        return self.line[0][1] if self.line else None


def check(stations: Iterable[list[Asked]]) -> int:
    """Raise `Violation` unless the logs are of a hall that follows its rules; returns how many requests they hold."""
    asked = [each for station in stations for each in station]
    for each in asked:
        _must(each.end is not None, f"{each.verb} {each.request} was never answered")
    order = sorted((each for each in asked if each.event), key=_stamp)
    _must_be_one_order(order)
    hall = Hall()
    nobody_waits: list[int] = []
    for each in order:
        _follow(hall, each)
        if hall.next() is None:
            nobody_waits.append(_stamp(each))
    _must_have_been_alone(order, nobody_waits, [each for each in asked if each.event is None])
    return len(asked)


def _must(true: bool, sentence: str) -> None:
    if not true:
        raise Violation(sentence)


def _stamp(each: Asked) -> int:
    assert each.event is not None
    return int(each.event["id"])


def _must_be_one_order(order: list[Asked]) -> None:
    """Stamps follow one another without a gap, and nobody was answered before an earlier one had asked."""
    latest_begin, moment = 0.0, ""
    for nth, each in enumerate(order):
        assert each.event and each.end is not None
        _must(_stamp(each) == _stamp(order[0]) + nth, f"events have a gap or a double before {each.event}")
        _must(each.end >= latest_begin, f"{each.event} was answered before an earlier one was asked for")
        _must(each.event["at"] >= moment, f"time runs backwards at {each.event}")
        latest_begin, moment = max(latest_begin, each.begin), each.event["at"]


def _follow(hall: Hall, each: Asked) -> None:
    """One step of the proposed order, which must be legal where the hall stands."""
    event, arguments = each.event, each.arguments
    assert event is not None
    ticket = int(event["ticket_id"])
    kind = {
        "issue": "TicketIssued",
        "printed": "TicketPrinted",
        "call_next": "TicketCalled",
        "serve": "ServingStarted",
        "finish": "TicketFinished",
        "no_show": "NoShowMarked",
        "call_back": "CalledBack",
    }[each.verb]
    _must(event["kind"] == kind, f"{each.verb} was answered by {event}")
    state = hall.states.get(ticket)
    match each.verb:
        case "issue":
            service = arguments["service_id"]
            serial = hall.serials[service] = hall.serials.get(service, 0) + 1
            _must(event["number"] == f"{service}{serial:03d}", f"{event['number']} is not number {serial}")
            _must(state is None, f"{event} is a ticket that exists")
            head_start = timedelta(minutes=HEAD_START_MIN[arguments["group_id"]])
            due_at = datetime.fromisoformat(event["at"]) - head_start
            _must(datetime.fromisoformat(event["due_at"]) == due_at, f"{event} does not count from {due_at}")
            hall.places[ticket] = due_at, ticket
            hall.states[ticket] = "issued"
        case "printed":
            _must(state == "issued" and ticket == arguments["ticket_id"], f"{event} while it was {state}")
            hall.wait(ticket)
        case "call_next":
            counter = arguments["counter"]
            _must(counter not in hall.at_counter, f"counter {counter} called while somebody stood there")
            _must(ticket == hall.next(), f"{event['number']} jumped the line")
            hall.at_counter[counter] = event["call_id"], ticket
            hall.states[ticket] = "called"
        case _:
            counter, call = event["counter"], arguments["call_id"]
            here = hall.at_counter.get(counter)
            _must(here == (call, ticket), f"{event}, but at counter {counter} stood {here}")
            needed = "serving" if each.verb == "finish" else "called"
            _must(state == needed, f"{event} while it was {state}")
            if each.verb == "call_back":
                hall.wait(ticket)
            else:
                hall.states[ticket] = "serving" if each.verb == "serve" else "over"
            if each.verb != "serve":
                del hall.at_counter[counter]


def _must_have_been_alone(order: list[Asked], nobody_waits: list[int], empty: list[Asked]) -> None:
    """Who was told that nobody waits was told so at a moment when nobody did."""
    first, last = _stamp(order[0]) - 1, _stamp(order[-1])
    moments = [first, *nobody_waits]
    by_end = sorted((each.end or 0, _stamp(each)) for each in order)
    newest_by_then = list(accumulate((stamp for _, stamp in by_end), max, initial=first))
    by_begin = sorted(((each.begin, _stamp(each)) for each in order), reverse=True)
    oldest_after = list(accumulate((stamp for _, stamp in by_begin), min, initial=last + 1))
    for each in empty:
        _must(each.verb == "call_next", f"{each.verb} came to nothing")
        assert each.end is not None
        since = newest_by_then[bisect_left(by_end, (each.begin, 0))]
        until = oldest_after[bisect_left(by_begin, -each.end, key=lambda begun: -begun[0])]
        _must(
            bisect_left(moments, since) < bisect_left(moments, until),
            f"call_next at {each.arguments['counter']} found nobody while somebody waited all the time",
        )
