"""What must hold of a day whatever happened, judged from the record alone and not by the rules' own code.

The record is read once, event by event, and the hall is rebuilt beside it: lanes, counters, tickets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush

from db.chain import EventRow
from db.errors import QT_TRANSLATE_NOOP
from db.hall_folder import HallFolder

Row = EventRow

GAPLESS = QT_TRANSLATE_NOOP("hall", "Numbers without gap or double")
ONE_AT_A_TIME = QT_TRANSLATE_NOOP("hall", "One visitor at a counter, one counter for a visitor")
IN_ORDER = QT_TRANSLATE_NOOP("hall", "Every call was of whoever was due first")
CAUSED = QT_TRANSLATE_NOOP("hall", "Every event has a cause, and every request one event")
ACCOUNTED = QT_TRANSLATE_NOOP("hall", "Every visitor is accounted for")
_BY_THEMSELVES = {
    # What comes along with a command: a silent paper's minute, a check-in, the list of bookings, the closing.
    "TicketUnconfirmed",
    "AppointmentCheckedIn",
    "AppointmentBooked",
    "AppointmentMissed",
    "TicketExpired",
}
_KEPT_MISTAKES = 5


@dataclass(frozen=True)
class Promise:
    """Something that must hold, how often it was looked at, and the first few times that it did not."""

    name: str
    looked_at: int
    broken: int
    examples: tuple[str, ...]


@dataclass
class _Ledger:
    looked_at: int = 0
    broken: int = 0
    examples: list[str] = field(default_factory=list)

    def must(self, true: bool, sentence: Callable[[], str]) -> None:
        self.looked_at += 1
        if not true:
            self.broken += 1
            if len(self.examples) < _KEPT_MISTAKES:
                self.examples.append(sentence())


@dataclass
class _Ticket:
    state: str
    lane: str
    due: datetime
    service: str


def check(
    folder: HallFolder, rows: Iterable[Row], requests: Mapping[str, str], tickets: int
) -> list[Promise]:
    """Judge a day; `requests` are those that came to something, `tickets` so many visitors have a number."""
    rebuilt = _Rebuilt(folder)
    seen: set[str] = set()
    caused = rebuilt.ledgers[CAUSED]
    for row in rows:
        rebuilt.take(row)
        if row["request"]:
            caused.must(
                row["request"] not in seen, lambda row=row: f"{row['kind']} {row['id']}: a second event"
            )
            seen.add(row["request"])
        else:
            caused.must(row["kind"] in _BY_THEMSELVES, lambda row=row: f"{row['kind']} {row['id']} of nobody")
    lost = requests.keys() - seen
    caused.must(not lost, lambda: f"{len(lost)} requests have no event")
    rebuilt.end(tickets)
    return [
        Promise(name, each.looked_at, each.broken, tuple(each.examples))
        for name, each in rebuilt.ledgers.items()
    ]


class _Rebuilt:
    """The hall as the record tells it."""

    def __init__(self, folder: HallFolder) -> None:
        self.ledgers = {name: _Ledger() for name in (ACCOUNTED, GAPLESS, ONE_AT_A_TIME, IN_ORDER, CAUSED)}
        self.lanes: dict[int, dict[str, int]] = defaultdict(dict)
        for each in folder.counter_lanes:
            self.lanes[each["counter"]][each["lane"]] = each["handicap_min"]
        self.tickets: dict[int, _Ticket] = {}
        self.lines: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
        self.serials: dict[str, int] = defaultdict(int)
        self.at_counter: dict[int, int] = {}
        self.handlers: dict[str, Callable[[Row], object]] = {
            "TicketIssued": self._issued,
            "TicketPrinted": self._paper,
            "TicketKept": self._paper,
            "TicketUnconfirmed": self._paper,
            "TicketCalled": self._called,
            "ServingStarted": lambda row: self._becomes(row, {"called"}, "serving"),
            "TicketFinished": self._finished,
            "TicketHeld": lambda row: self._leaves(row, {"serving"}, "held"),
            "NoShowMarked": lambda row: self._leaves(row, {"called"}, "no_show"),
            "CalledBack": self._called_back,
            "TicketTransferred": self._moved,
            "TicketCameBack": self._moved,
            "StepEnded": self._moved,
            "TicketReactivated": lambda row: self._waits_again(row, "no_show"),
            "TicketReleased": lambda row: self._waits_again(row, "held"),
            "TicketCancelled": lambda row: self._becomes(row, {"issued", "waiting", "held"}, "cancelled"),
            "TicketExpired": self._expired,
            "ActionUndone": self._undone,
            "CounterOpened": self._opened,
            "CounterClosed": self._closed,
        }

    def take(self, row: Row) -> None:
        """One event more."""
        handler = self.handlers.get(row["kind"])
        if handler is None:
            return
        known = row["kind"] == "TicketIssued" or row["ticket_id"] is None or row["ticket_id"] in self.tickets
        self.ledgers[CAUSED].must(
            known, lambda: f"{row['kind']} {row['id']} of a ticket that nobody was given"
        )
        if known:
            handler(row)

    def end(self, tickets: int) -> None:
        """The day is over."""
        accounted = self.ledgers[ACCOUNTED]
        over = {"finished", "no_show", "cancelled", "expired"}
        for ticket_id, ticket in self.tickets.items():
            accounted.must(
                ticket.state in over, lambda i=ticket_id, t=ticket: f"ticket {i} is still {t.state}"
            )
        accounted.must(
            len(self.tickets) == tickets, lambda: f"{tickets} visitors hold {len(self.tickets)} tickets"
        )

    def _wait(self, ticket_id: int, ticket: _Ticket) -> None:
        ticket.state = "waiting"
        heappush(self.lines[ticket.lane], (ticket.due, ticket_id))

    def _issued(self, row: Row) -> None:
        facts = row["facts"]
        service = facts["service_id"]
        self.serials[service] += 1
        wanted = f"{service}{self.serials[service]:03d}"
        self.ledgers[GAPLESS].must(
            facts["number"] == wanted, lambda: f"{facts['number']} instead of {wanted}"
        )
        due = datetime.fromisoformat(facts["due_at"])
        self.tickets[row["ticket_id"]] = _Ticket("issued", facts["lane"], due, service)

    def _paper(self, row: Row) -> None:
        ticket = self.tickets[row["ticket_id"]]
        if ticket.state == "issued":
            self._wait(row["ticket_id"], ticket)

    def _head(self, lane: str) -> tuple[datetime, int] | None:
        line = self.lines[lane]
        while line:
            due, ticket_id = line[0]
            ticket = self.tickets[ticket_id]
            if ticket.state == "waiting" and ticket.lane == lane and ticket.due == due:
                return line[0]
            heappop(line)
        return None

    def _called(self, row: Row) -> None:
        ticket_id, counter, facts = row["ticket_id"], row["counter"], row["facts"]
        ticket = self.tickets[ticket_id]
        needed = "held" if facts["how"] == "resumed" else "waiting"
        self.ledgers[ONE_AT_A_TIME].must(
            counter not in self.at_counter and ticket.state == needed,
            lambda: f"{facts['number']} ({ticket.state}) called to counter {counter}",
        )
        if facts["how"] == "next":
            self.ledgers[IN_ORDER].must(
                ticket_id == self._first(counter), lambda: f"{facts['number']} jumped the line at {row['at']}"
            )
        self.at_counter[counter] = ticket_id
        ticket.state = "called"

    def _first(self, counter: int) -> int | None:
        heads = [
            (head[0] + timedelta(minutes=handicap_min), head[1])
            for lane, handicap_min in self.lanes[counter].items()
            if (head := self._head(lane))
        ]
        return min(heads)[1] if heads else None

    def _becomes(self, row: Row, states: Iterable[str], then: str) -> _Ticket:
        ticket = self.tickets[row["ticket_id"]]
        self.ledgers[ONE_AT_A_TIME].must(
            ticket.state in set(states),
            lambda: f"{row['kind']} {row['id']} of a ticket that was {ticket.state}",
        )
        ticket.state = then
        return ticket

    def _leaves(self, row: Row, states: Iterable[str], then: str) -> _Ticket:
        here = self.at_counter.pop(row["counter"], None)
        self.ledgers[ONE_AT_A_TIME].must(
            here == row["ticket_id"],
            lambda: f"{row['kind']} {row['id']} of somebody who was not at the counter",
        )
        return self._becomes(row, states, then)

    def _finished(self, row: Row) -> None:
        ticket = self._leaves(row, {"serving"}, "finished")
        if row["facts"]["pick_up"]:
            ticket.state, ticket.service = "held", row["facts"]["pick_up"]

    def _called_back(self, row: Row) -> None:
        ticket = self._leaves(row, {"called"}, "held")
        if not row["facts"].get("hold_kind"):
            self._wait(row["ticket_id"], ticket)

    def _moved(self, row: Row) -> None:
        ticket = self._leaves(row, {"serving"}, "waiting")
        ticket.service = row["facts"]["service_id"]
        self._stands_in(row, ticket)

    def _waits_again(self, row: Row, state: str) -> None:
        self._stands_in(row, self._becomes(row, {state}, "waiting"))

    def _stands_in(self, row: Row, ticket: _Ticket) -> None:
        ticket.lane, ticket.due = row["facts"]["lane"], datetime.fromisoformat(row["facts"]["due_at"])
        self._wait(row["ticket_id"], ticket)

    def _expired(self, row: Row) -> None:
        self.tickets[row["ticket_id"]].state = "expired"
        for counter, ticket_id in list(self.at_counter.items()):
            if ticket_id == row["ticket_id"]:
                del self.at_counter[counter]

    def _undone(self, row: Row) -> None:
        ticket = self.tickets[row["ticket_id"]]
        ticket.state = "called" if row["facts"]["undone"] == "NoShowMarked" else "serving"
        self.at_counter[row["counter"]] = row["ticket_id"]

    def _opened(self, row: Row) -> None:
        self.lanes[row["counter"]][f"clerk:{row['clerk_id']}"] = 0

    def _closed(self, row: Row) -> None:
        lane = f"clerk:{row['clerk_id']}"
        self.lanes[row["counter"]].pop(lane, None)
        for due, ticket_id in self.lines.pop(lane, []):
            ticket = self.tickets[ticket_id]
            if ticket.state == "waiting" and ticket.lane == lane and ticket.due == due:
                ticket.lane = f"service:{ticket.service}"
                self._wait(ticket_id, ticket)


def all_kept(promises: Sequence[Promise]) -> bool:
    """Whether nothing was broken."""
    return not any(each.broken for each in promises)
