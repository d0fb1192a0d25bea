"""A hall and its model, always told the same: the machine that plays any sequence of commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import bindparam, select

from db import models, queue
from db.engine import Database, open_database
from db.errors import HallError, RequestAbandonedError, RequestReused
from db.events import CounterPaused, Event, TicketCalled
from db.order import first_in_line
from db.status import HoldKind, Paper, TicketState
from tests.db.halls_to_copy import SETTING, Halls
from tests.db.model_of_the_queue import Counter, ModelOfTheQueue, Refused

BEGIN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
COUNTERS = st.sampled_from(sorted(SETTING.lanes))
CLERKS = st.sampled_from([*SETTING.clerks, "nobody"])
SERVICES = st.sampled_from([*SETTING.zones, *SETTING.zones, *SETTING.zones, "Z9"])
REASONS = st.sampled_from(["feels unwell", "feels unwell", "feels unwell", ""])
# Which of the tickets or calls, counted from the newest: the new ones are where things happen.
WHICH = st.integers(0, 12)
LATEST = st.integers(0, 3)
MOSTLY = st.sampled_from([True, True, True, False])
_STANDING = select(models.call.c.id).where(
    models.call.c.counter == bindparam("at"), models.call.c.ended_at.is_(None)
)


class HallMachine(RuleBasedStateMachine):
    """The hall and its model, always told the same."""

    halls: ClassVar[Halls]

    def __init__(self) -> None:
        super().__init__()
        counters = {number: Counter() for number in SETTING.lanes}
        self.model = ModelOfTheQueue(SETTING, BEGIN, counters=counters)
        self.url = self.halls.new()
        self.hall = open_database(self.url, "test", clock=lambda: self.model.clock)
        self.tickets: list[int] = []
        self.calls: list[int] = []
        self.sent: list[tuple[Callable[..., Any], UUID, Event]] = []
        self.made: dict[UUID, tuple[str, int]] = {}

    def teardown(self) -> None:
        self.hall.close()
        self.halls.give_back(self.url)

    def both(self, verb: str, *asked: Any, command: Callable[..., Any], **kwargs: Any) -> Any:
        """Ask the model, then the hall, and compare: the outcome, or the kind of refusal."""
        request = uuid4()
        try:
            expected = self.model.ask(verb, *asked, **kwargs)
        except Refused as refused:
            with pytest.raises(HallError) as said:
                command(self.hall, request)
            assert type(said.value) is refused.error, (
                f"{verb}: {said.value!r}, expected {refused.error.__name__}"
            )
            return None
        outcome = command(self.hall, request)
        if expected is None:
            assert outcome is None, f"{verb} came to {outcome}"
            return None
        assert outcome is not None, f"{verb} came to nothing, expected {expected}"
        actual = {name: getattr(outcome, name) for name in expected}
        if isinstance(outcome, TicketCalled):
            actual["runner_up"] = outcome.runner_up.number if outcome.runner_up else None
        assert actual == expected, verb
        self.sent.append((command, request, outcome))
        return outcome

    def ticket(self, which: int, *states: TicketState) -> tuple[int, int]:
        """One of the newest tickets in these states, or of all: its number in the model and its id in the hall."""
        fitting = [n for n, ticket in enumerate(self.model.tickets) if ticket.state in states]
        choice = fitting or range(len(self.tickets))
        index = choice[-1 - which % len(choice)]
        return index, self.tickets[index]

    def call(self, which: int, state: TicketState) -> tuple[int, int]:
        """A call: first those that last with the ticket in the state, then the others that last, then the newest.

        Where there is none in the state, somebody is called first.
        """

        def fitness(index: int) -> tuple[bool, bool, int]:
            call = self.model.calls[index]
            return call.over, self.model.tickets[call.ticket].state != state, -index

        if not any(not fitness(index)[0] and not fitness(index)[1] for index in range(len(self.calls))):
            self.call_next(48, True, state == TicketState.SERVING)
        order = sorted(range(len(self.calls)), key=fitness)
        index = order[min(which, len(order) - 1)]
        return index, self.calls[index]

    def ready(self, counter: int, sure: bool) -> int:
        """The counter itself, or one that can call somebody."""
        if sure:
            for other, at in self.model.counters.items():
                free = at.clerk and not at.paused and self.model.standing_at(other) is None
                if free and self.model.line(other):
                    return other
        return counter

    # --- The day -----------------------------------------------------------------------------------

    @initialize()
    def the_hall_opens(self) -> None:
        for counter, clerk in ((48, "wang"), (47, "li"), (3, "zhao")):
            self.sit(counter, clerk)
        for service in ("B2", "A1", "B1"):
            self.several_come(service, 2)

    @rule(seconds=st.sampled_from([5, 10, 11, 60, 61, 300, 1000, 2500]))
    def time_passes(self, seconds: int) -> None:
        self.model.clock += timedelta(seconds=seconds)

    @rule(which=st.integers(0, 40))
    def seldom(self, which: int) -> None:
        """What happens once in a while: night, a clock put back, the end of the day, a late settling."""
        match which:
            case 40:
                self.model.clock += timedelta(days=1)
            case 39:
                self.both("close_day", command=queue.close_day)
            case 37 | 38:
                self.model.clock -= timedelta(minutes=3)
            case 35 | 36:
                self.a_request_that_never_came_is_given_up()
            case _:
                self.model.settle()
                queue.settle(self.hall)

    # --- Tickets -----------------------------------------------------------------------------------

    def _came(self, ticket: Any, *, printed: bool) -> None:
        if ticket is None:
            return
        self.tickets.append(ticket.ticket_id)
        self.made[ticket.request] = ("issue", len(self.tickets) - 1)
        if printed:
            index = len(self.tickets) - 1
            self.both("paper", index, Paper.PRINTED, command=sent(queue.printed, self.tickets[index]))

    @rule(
        service=SERVICES,
        group=st.sampled_from([None, None, None, "elderly", "royal"]),
        low=st.sampled_from([False, False, False, True]),
        printed=st.booleans(),
    )
    def comes(self, service: str, group: str | None, low: bool, printed: bool) -> None:
        command = sent(queue.issue, service, group_id=group, low=low)
        self._came(self.both("issue", service, group, low, command=command), printed=printed)

    @rule(service=st.sampled_from([*SETTING.zones]), several=st.integers(1, 3))
    def several_come(self, service: str, several: int) -> None:
        for _ in range(several):
            self.model.clock += timedelta(seconds=20)
            self.comes(service, None, False, True)

    @rule(bundle=st.sampled_from(["Y001", "Y001", "Y001", "Y999"]))
    def comes_for_a_bundle(self, bundle: str) -> None:
        command = sent(queue.issue_bundle, bundle)
        self._came(self.both("issue_bundle", bundle, None, command=command), printed=True)

    @rule(which=WHICH, late=st.booleans(), paper=st.sampled_from([Paper.PRINTED, Paper.KEPT]))
    def paper_speaks(self, which: int, late: bool, paper: Paper) -> None:
        index, ticket = self.ticket(which, *([] if late else [TicketState.ISSUED]))
        verb = queue.printed if paper == Paper.PRINTED else queue.kept
        self.both("paper", index, paper, command=sent(verb, ticket))

    @rule(
        which=WHICH,
        verb=st.sampled_from(["cancel", *["reactivate", "release", "send_back"] * 2]),
        any_state=st.sampled_from([False, False, False, True]),
    )
    def at_the_guide_desk(self, which: int, verb: str, any_state: bool) -> None:
        fitting = {
            "cancel": TicketState.WAITING,
            "reactivate": TicketState.NO_SHOW,
            "release": TicketState.HELD,
            "send_back": TicketState.HELD,
        }[verb]
        index, ticket = self.ticket(which, *([] if any_state else [fitting]))
        words = ["a reason"] if verb in ("cancel", "send_back") else []
        self.both(verb, index, *words, command=sent(getattr(queue, verb), ticket, *words))

    # --- Calls -------------------------------------------------------------------------------------

    def _called(self, call: Any, *, served: bool) -> None:
        if call is None:
            return
        self.calls.append(call.call_id)
        self.made[call.request] = ("call", len(self.calls) - 1)
        if served:
            self.both("serve", len(self.calls) - 1, command=sent(queue.serve, call.call_id))

    @rule(counter=COUNTERS, sure=MOSTLY, served=st.booleans())
    def call_next(self, counter: int, sure: bool, served: bool) -> None:
        counter = self.ready(counter, sure)
        called = self.both("call_next", counter, command=sent(queue.call_next, counter))
        self._called(called, served=served)

    @rule(counter=COUNTERS, which=WHICH, sure=MOSTLY, reason=REASONS)
    def call_a_chosen_one(self, counter: int, which: int, sure: bool, reason: str) -> None:
        counter = self.ready(counter, sure)
        line = self.model.line(counter)
        index = line[which % len(line)] if sure and line else which % len(self.tickets)
        command = sent(queue.call_ticket, counter, self.tickets[index], reason)
        self._called(self.both("call_ticket", counter, index, reason, command=command), served=False)

    @rule(which=WHICH, sure=MOSTLY, counter=COUNTERS)
    def resume(self, which: int, sure: bool, counter: int) -> None:
        index, ticket = self.ticket(which, TicketState.HELD)
        held_by = self.model.tickets[index].held_by
        counter = held_by if sure and held_by else counter
        command = sent(queue.resume, counter, ticket)
        self._called(self.both("resume", counter, index, command=command), served=True)

    @precondition(lambda self: self.calls)
    @rule(
        which=LATEST,
        verb=st.sampled_from(["recall", "serve", "serve", "no_show", "call_back", "announced"]),
        patient=st.booleans(),
    )
    def while_called(self, which: int, verb: str, patient: bool) -> None:
        index, call = self.call(which, TicketState.CALLED)
        if patient:
            self.model.clock += timedelta(seconds=SETTING.call_pace_s)
        more = {"spoken": True} if verb == "announced" else {}
        self.both(verb, index, command=sent(getattr(queue, verb), call, **more))

    @precondition(lambda self: self.calls)
    @rule(which=LATEST)
    def called_in_vain(self, which: int) -> None:
        index, call = self.call(which, TicketState.CALLED)
        for verb in ("recall", "no_show"):
            self.model.clock += timedelta(seconds=SETTING.call_pace_s)
            self.both(verb, index, command=sent(getattr(queue, verb), call))

    @precondition(lambda self: self.calls)
    @rule(which=LATEST, pick_up=st.sampled_from([None, None, "A1", "Z9"]))
    def finish(self, which: int, pick_up: str | None) -> None:
        index, call = self.call(which, TicketState.SERVING)
        command = sent(queue.finish, call, items=["card"], pick_up=pick_up)
        self.both("finish", index, pick_up, command=command)

    @precondition(lambda self: self.calls)
    @rule(which=LATEST, reason=REASONS)
    def skip_step(self, which: int, reason: str) -> None:
        index, call = self.call(which, TicketState.SERVING)
        self.both("skip_step", index, reason, command=sent(queue.skip_step, call, reason))

    @precondition(lambda self: self.calls)
    @rule(
        which=LATEST,
        kind=st.sampled_from([HoldKind.SAME_COUNTER, HoldKind.ANY_COUNTER, HoldKind.BACK_OFFICE]),
        note=st.sampled_from(["", "form missing"]),
    )
    def hold(self, which: int, kind: HoldKind, note: str) -> None:
        index, call = self.call(which, TicketState.SERVING)
        self.both("hold", index, kind, note, command=sent(queue.hold, call, kind, note))

    @precondition(lambda self: self.calls)
    @rule(
        which=LATEST,
        to=st.one_of(
            st.fixed_dictionaries({"to_service": SERVICES}),
            st.fixed_dictionaries({"to_counter": st.sampled_from([3, 47, 48, 49, 99])}),
            st.fixed_dictionaries({"to_clerk": CLERKS}),
        ),
        come_back=st.booleans(),
    )
    def transfer(self, which: int, to: dict[str, Any], come_back: bool) -> None:
        index, call = self.call(which, TicketState.SERVING)
        how = to | {"come_back": come_back, "note": "see the file"}
        self.both("transfer", index, **how, command=sent(queue.transfer, call, **how))

    @precondition(lambda self: self.calls)
    @rule(which=LATEST)
    def undo(self, which: int) -> None:
        # What has just ended first.
        order = sorted(
            range(len(self.calls)),
            key=lambda index: (self.model.calls[index].ended_at or BEGIN, index),
            reverse=True,
        )
        index = order[min(which, len(order) - 1)]
        self.both("undo", index, command=sent(queue.undo, self.calls[index]))

    # --- Counters ----------------------------------------------------------------------------------

    def sit(self, counter: int, clerk: str) -> None:
        self.both(
            "open_counter", counter, clerk, command=sent(queue.open_counter, counter, clerk, take_over=True)
        )

    @rule(
        counter=COUNTERS,
        clerk=CLERKS,
        verb=st.sampled_from(["open", "open", "open", "open", "close", "resume", "resume", "pause"]),
        reason=REASONS,
    )
    def clerks_come_and_go(self, counter: int, clerk: str, verb: str, reason: str) -> None:
        if verb == "open":
            self.sit(counter, clerk)
        else:
            arguments = [reason] if verb == "pause" else []
            command = sent(getattr(queue, f"{verb}_counter"), counter, *arguments)
            self.both(f"{verb}_counter", counter, *arguments, command=command)

    # --- Requests ----------------------------------------------------------------------------------

    @precondition(lambda self: self.sent)
    @rule(which=WHICH, for_something_else=st.booleans())
    def a_request_comes_twice(self, which: int, for_something_else: bool) -> None:
        command, request, outcome = self.sent[-1 - which % len(self.sent)]
        if not for_something_else:
            assert command(self.hall, request) == outcome
        elif not isinstance(outcome, CounterPaused):
            with pytest.raises(RequestReused):
                queue.pause_counter(self.hall, request, 48, "lunch")

    @precondition(lambda self: self.made)
    @rule(which=WHICH)
    def a_request_is_given_up(self, which: int) -> None:
        made = list(self.made.items())
        request, (verb, index) = made[-1 - which % len(made)]
        self.model.ask(f"abandon_{verb}", index)
        queue.abandon(self.hall, request)

    def a_request_that_never_came_is_given_up(self) -> None:
        request = uuid4()
        self.model.ask("abandon_nothing")
        queue.abandon(self.hall, request)
        with pytest.raises(RequestAbandonedError):
            queue.issue(self.hall, request, "B2")

    # --- What holds after every step ---------------------------------------------------------------

    @invariant()
    def every_ticket_stands_where_the_model_says(self) -> None:
        ticket = models.ticket.c
        columns = (ticket.number, ticket.state, ticket.paper, ticket.lane, ticket.due_at, ticket.service_id)
        columns += (ticket.hold_kind, ticket.held_by_counter, ticket.come_back_lane, ticket.step, ticket.note)
        columns += (ticket.come_back_service, ticket.low)
        with self.hall.reading() as connection:
            rows = [tuple(row) for row in connection.execute(select(*columns).order_by(ticket.id))]
        assert rows == [
            (
                each.number,
                each.state,
                each.paper,
                each.lane,
                each.due_at,
                each.service,
                each.hold,
                each.held_by,
                each.back_to,
                each.step,
                each.note,
                each.back_service,
                each.low,
            )
            for each in self.model.tickets
        ]

    @invariant()
    def the_line_at_a_counter_is_the_models(self) -> None:
        # One counter a step: each has its turn, and a step stays short.
        counter = sorted(SETTING.lanes)[len(self.sent) % len(SETTING.lanes)]
        with self.hall.reading() as connection:
            line = first_in_line(connection, counter, self.model.today, most=20)
            standing = connection.execute(_STANDING, {"at": counter}).scalar()
        assert [each.number for each in line] == [
            self.model.tickets[each].number for each in self.model.line(counter)[:20]
        ]
        call = self.model.standing_at(counter)
        assert standing == (None if call is None else self.calls[call])


def sent(command: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[[Database, UUID], Any]:
    """The command with its arguments, to be sent to a hall as a request."""
    return lambda database, request: command(database, request, *args, **kwargs)
