"""The rules of the queue once more, in plain Python, the slow and obvious way: what the state machine believes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from db import errors
from db.status import HoldKind, TicketState
from tests.db.model_of_the_hall import OVER, Call, Counter, ModelOfTheHall, Refused, Setting, Ticket

__all__ = ["Counter", "ModelOfTheQueue", "Refused", "Setting"]


@dataclass
class ModelOfTheQueue(ModelOfTheHall):
    """A hall that does what the rules say."""

    # --- Calls -------------------------------------------------------------------------------------

    def _must_be_free(self, counter: int) -> None:
        if self.standing_at(counter) is not None:
            raise Refused(errors.CounterBusy)
        if self.counters[counter].clerk is None:
            raise Refused(errors.CounterClosedError)
        if self.counters[counter].paused:
            raise Refused(errors.CounterPausedError)

    def _place(self, number: int, counter: int, handicap: int, runner_up: int | None) -> dict[str, Any]:
        ticket = self.tickets[number]
        ticket.state = TicketState.CALLED
        self._moved(number)
        clerk = self.counters[counter].clerk
        assert clerk is not None
        self.calls.append(Call(number, counter, self.now, clerk=clerk))
        return {
            "number": ticket.number,
            "due_at": ticket.due_at,
            "lane": ticket.lane,
            "handicap_min": handicap,
            "runner_up": None if runner_up is None else self.tickets[runner_up].number,
        }

    def call_next(self, counter: int) -> dict[str, Any] | None:
        self._must_be_free(counter)
        self.settle()
        line = self.line(counter)
        if not line:
            return None
        handicap = self.lanes_of(counter)[self.tickets[line[0]].lane]
        return self._place(line[0], counter, handicap, line[1] if len(line) > 1 else None)

    def call_ticket(self, counter: int, number: int, reason: str) -> dict[str, Any]:
        if not reason:
            raise Refused(errors.ReasonMissing)
        self._must_be_free(counter)
        self.settle()
        ticket = self.tickets[number]
        if ticket.state != TicketState.WAITING:
            raise Refused(errors.IllegalMove)
        self._must_be_todays(ticket)
        if ticket.lane not in self.lanes_of(counter):
            raise Refused(errors.NotForThisCounter)
        passed_by = next((each for each in self.line(counter) if each != number), None)
        return self._place(number, counter, self.lanes_of(counter)[ticket.lane], passed_by)

    def resume(self, counter: int, number: int) -> dict[str, Any]:
        self._must_be_free(counter)
        ticket = self.tickets[number]
        if ticket.state != TicketState.HELD:
            raise Refused(errors.IllegalMove)
        self._must_be_todays(ticket)
        if ticket.hold in (HoldKind.BACK_OFFICE, HoldKind.PICK_UP):
            raise Refused(errors.WithBackOffice)
        if ticket.held_by == counter:
            return self._place(number, counter, 0, None)
        if ticket.hold == HoldKind.SAME_COUNTER:
            raise Refused(errors.HeldElsewhere)
        lane = self._fallen_back(ticket)
        if lane not in self.lanes_of(counter):
            raise Refused(errors.NotForThisCounter)
        return self._place(number, counter, self.lanes_of(counter)[lane], None)

    def _open(self, call: int, *states: TicketState) -> tuple[Call, Ticket]:
        known = self.calls[call]
        if known.over:
            raise Refused(errors.CallOver)
        ticket = self.tickets[known.ticket]
        if ticket.state not in states:
            raise Refused(errors.IllegalMove)
        return known, ticket

    def _pace(self, call: Call) -> None:
        if self.clock < self.now:
            return  # a clock that was put back holds no clerk up
        if self.now - call.last_called_at < timedelta(seconds=self.setting.call_pace_s):
            raise Refused(errors.CalledTooSoon)

    def recall(self, call: int) -> dict[str, Any]:
        known, ticket = self._open(call, TicketState.CALLED)
        if known.times >= self.setting.calls_at_most:
            raise Refused(errors.CalledOftenEnough)
        self._pace(known)
        known.times += 1
        known.last_called_at = self.now
        self._happened()
        return {"number": ticket.number, "times": known.times}

    def announced(self, call: int) -> dict[str, Any]:
        self._happened()
        return {"number": self.tickets[self.calls[call].ticket].number}

    def serve(self, call: int) -> dict[str, Any]:
        _, ticket = self._open(call, TicketState.CALLED)
        ticket.state, ticket.hold, ticket.held_by = TicketState.SERVING, None, None
        self._happened()
        return {"number": ticket.number}

    def call_back(self, call: int) -> dict[str, Any]:
        _, ticket = self._open(call, TicketState.CALLED)
        ticket.state = TicketState.HELD if ticket.hold else TicketState.WAITING
        ticket.lane = self._fallen_back(ticket)
        return self._ended(call, None)

    def no_show(self, call: int) -> dict[str, Any]:
        known, ticket = self._open(call, TicketState.CALLED)
        if known.times < self.setting.no_show_after_calls:
            raise Refused(errors.CalledTooSeldom)
        self._pace(known)
        before = deepcopy(ticket)
        ticket.state = TicketState.NO_SHOW
        return self._ended(call, before)

    def finish(self, call: int, pick_up: str | None) -> dict[str, Any]:
        _, ticket = self._open(call, TicketState.SERVING)
        before = deepcopy(ticket)
        following = self._next_step(ticket)
        if pick_up is not None and (ticket.back_to or following):
            raise Refused(errors.PickUpTooEarly)
        if ticket.back_to is not None:
            assert ticket.back_service is not None
            return self._sent_on(call, before, ticket.back_to, ticket.back_service)
        if following is not None:
            return self._stepped(call, before, following)
        if pick_up is None:
            ticket.state = TicketState.FINISHED
        elif pick_up in self.setting.zones:
            ticket.state, ticket.hold = TicketState.HELD, HoldKind.PICK_UP
            ticket.handed_in_by = ticket.service, self.calls[call].clerk
            ticket.service, ticket.lane = pick_up, self._lane_for(pick_up, ticket.low)
        else:
            raise Refused(errors.UnknownThing)
        return self._ended(call, before)

    def skip_step(self, call: int, reason: str) -> dict[str, Any]:
        if not reason:
            raise Refused(errors.ReasonMissing)
        _, ticket = self._open(call, TicketState.SERVING)
        if ticket.bundle is None:
            raise Refused(errors.NoNextStep)
        before = deepcopy(ticket)
        if (following := self._next_step(ticket)) is not None:
            return self._stepped(call, before, following)
        ticket.state = TicketState.FINISHED
        return self._ended(call, before)

    def _next_step(self, ticket: Ticket) -> str | None:
        if ticket.bundle is None or ticket.step is None:
            return None
        return dict(enumerate(self.setting.bundles[ticket.bundle], start=1)).get(ticket.step + 1)

    def _stepped(self, call: int, before: Ticket, following: str) -> dict[str, Any]:
        ticket = self.tickets[self.calls[call].ticket]
        assert ticket.step is not None
        ticket.step += 1
        return self._sent_on(call, before, self._lane_for(following, ticket.low), following)

    def hold(self, call: int, kind: HoldKind, note: str) -> dict[str, Any]:
        known, ticket = self._open(call, TicketState.SERVING)
        before = deepcopy(ticket)
        ticket.state, ticket.hold, ticket.held_by = TicketState.HELD, kind, known.counter
        ticket.note = note
        ticket.handed_in_by = ticket.service, known.clerk
        return self._ended(call, before)

    def transfer(
        self,
        call: int,
        *,
        to_service: str | None = None,
        to_counter: int | None = None,
        to_clerk: str | None = None,
        come_back: bool,
        note: str,
    ) -> dict[str, Any]:
        known, ticket = self._open(call, TicketState.SERVING)
        before = deepcopy(ticket)
        service = ticket.service
        if to_service is not None:
            if to_service not in self.setting.zones:
                raise Refused(errors.UnknownThing)
            lane, service = self._lane_for(to_service, ticket.low), to_service
        elif to_counter is not None:
            if to_counter not in self.counters:
                raise Refused(errors.UnknownThing)
            lane = f"counter:{to_counter}"
        elif to_clerk not in self.setting.clerks:
            raise Refused(errors.UnknownThing)
        elif self._sits(to_clerk) is None:
            raise Refused(errors.ClerkAway)
        else:
            lane = f"clerk:{to_clerk}"
        ticket.note = note
        back_to = f"counter:{known.counter}" if come_back else None
        return self._sent_on(call, before, lane, service, back_to, ticket.service if come_back else None)

    def _sent_on(
        self,
        call: int,
        before: Ticket,
        lane: str,
        service: str,
        back_to: str | None = None,
        back_service: str | None = None,
    ) -> dict[str, Any]:
        ticket = self.tickets[self.calls[call].ticket]
        # Half an hour of waiting goes along at most.
        ticket.due_at = max(ticket.due_at, self.now - timedelta(minutes=self.setting.transfer_keep_min))
        ticket.lane, ticket.service = lane, service
        ticket.back_to, ticket.back_service = back_to, back_service
        ticket.state = TicketState.WAITING
        return self._ended(call, before) | {"due_at": ticket.due_at, "lane": lane}

    def _ended(self, call: int, before: Ticket | None) -> dict[str, Any]:
        known = self.calls[call]
        self._moved(known.ticket)
        known.over, known.before, known.ended_at = True, before, self.now
        return {"number": self.tickets[known.ticket].number, "counter": known.counter}

    def undo(self, call: int) -> dict[str, Any]:
        known = self.calls[call]
        if known.before is None or known.ended_at is None:
            raise Refused(errors.NothingToUndo)
        if self.now - known.ended_at > timedelta(seconds=self.setting.undo_s):
            raise Refused(errors.NothingToUndo)
        if self.standing_at(known.counter) is not None or self.counters[known.counter].clerk is None:
            raise Refused(errors.NothingToUndo)
        paper = self.tickets[known.ticket].paper
        self.tickets[known.ticket] = known.before
        self.tickets[known.ticket].paper = paper
        known.over, known.before = False, None
        self._happened()
        return {"number": self.tickets[known.ticket].number}

    # --- Counters and the day ----------------------------------------------------------------------

    def _leave(self, counter: int) -> None:
        clerk = self.counters[counter].clerk
        self.counters[counter] = Counter()
        for ticket in self.tickets:
            if ticket.state == TicketState.WAITING and ticket.lane == f"clerk:{clerk}":
                ticket.lane = self._fallen_back(ticket)

    def open_counter(self, counter: int, clerk: str) -> dict[str, Any]:
        if clerk not in self.setting.clerks:
            raise Refused(errors.UnknownThing)
        was = self.counters[counter].clerk
        elsewhere = self._sits(clerk)
        if elsewhere is not None and elsewhere != counter:
            if self.standing_at(elsewhere) is not None:
                raise Refused(errors.ClerkElsewhere)
            self._leave(elsewhere)
        if was is not None and was != clerk:
            self._leave(counter)
        self.counters[counter] = Counter(clerk)
        self._happened()
        return {"clerk_id": clerk, "instead_of": was if was != clerk else None}

    def close_counter(self, counter: int) -> dict[str, Any]:
        clerk = self._clerk_at(counter)
        if self.standing_at(counter) is not None:
            raise Refused(errors.CounterBusy)
        self._leave(counter)
        self._happened()
        return {"clerk_id": clerk}

    def pause_counter(self, counter: int, reason: str) -> dict[str, Any]:
        clerk = self._clerk_at(counter)
        if not reason:
            raise Refused(errors.ReasonMissing)
        self.counters[counter].paused = True
        self._happened()
        return {"clerk_id": clerk}

    def resume_counter(self, counter: int) -> dict[str, Any]:
        clerk = self._clerk_at(counter)
        self.counters[counter].paused = False
        self._happened()
        return {"clerk_id": clerk}

    def _clerk_at(self, counter: int) -> str:
        clerk = self.counters[counter].clerk
        if clerk is None:
            raise Refused(errors.CounterClosedError)
        return clerk

    def close_day(self) -> dict[str, Any]:
        expired = 0
        for number, ticket in enumerate(self.tickets):
            if ticket.state in OVER or ticket.state == TicketState.SERVING or ticket.day > self.today:
                continue
            for call in self.calls:
                call.over = call.over or call.ticket == number
            ticket.state, ticket.hold, ticket.held_by = TicketState.EXPIRED, None, None
            self._moved(number)
            expired += 1
        self._happened()
        return {"expired": expired}

    def abandon_issue(self, number: int) -> None:
        """Give up the request that made the ticket: it is cancelled as long as it only waits."""
        if self.tickets[number].state in (TicketState.ISSUED, TicketState.WAITING, TicketState.HELD):
            self.cancel(number)

    def abandon_call(self, call: int) -> None:
        """Give up the request that made the call: it is taken back as long as nobody came."""
        known = self.calls[call]
        if not known.over and self.tickets[known.ticket].state == TicketState.CALLED:
            self.call_back(call)

    def abandon_nothing(self) -> None:
        """Give up a request that never came."""
        self._happened()
