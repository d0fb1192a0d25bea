"""The day itself: visitors and clerks act, each step a command of the real queue, and the clock jumps to the next one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from db import queue
from db.appointments import check_in
from db.board import read_ticket_wait
from db.calendar import Day, HoursKind
from db.engine import Database
from db.errors import HallError
from db.events import TicketCalled, TicketIssued
from db.hall_folder import HallFolder
from db.rules import Rules
from db.status import HoldKind
from hall.day.people import Post, SimulatedClock, Visit, posts_of
from hall.day.plan import DayPlan, Detour, PaperLuck, gaps
from hall.day.voice import Channel

_BREATH_S = (3.0, 15.0)
_BREAK_S = 600.0
_LAST_PATIENCE = timedelta(hours=3)
"""So long after the end of serving whoever still holds a number is waited for; then the day is closed."""


class Simulation:
    """One day of one hall. `progress` is told whenever a visitor has gone home."""

    def __init__(
        self,
        database: Database,
        clock: SimulatedClock,
        folder: HallFolder,
        day: Day,
        plan: DayPlan,
        rules: Rules,
        *,
        seed: int,
        forecasts: int,
        closed: dict[int, tuple[datetime, datetime]],
        only: dict[int, tuple[datetime, datetime]],
        progress: Callable[[], None] = lambda: None,
    ) -> None:
        self.clock = clock
        self.database, self.folder, self.plan, self.rules = database, folder, plan, rules
        self.dice = Random(f"hall {seed}")
        clock.now = day.spans(HoursKind.ISSUE)[0].opens - timedelta(minutes=45)
        self.serving = day.spans(HoursKind.SERVE)
        self.ends_at = self.serving[-1].closes
        self.agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self.serial = count()
        self.progress = progress
        self.requests: dict[str, str] = {}
        """Every request that came to something, and its verb."""
        self.turns = 0
        self.visits = [Visit(each) for each in plan.visitors]
        self.by_ticket: dict[int, Visit] = {}
        self.line: dict[str, dict[int, None]] = defaultdict(dict)
        self.expected_s = {each["id"]: each["expected_min"] * 60 * plan.pace for each in folder.services}
        self.posts = posts_of(folder, only)
        self.closed = closed
        self.looking: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts.values():
            for lane in post.lanes:
                self.looking[lane].append(post)
        channel_of = {each["id"]: each["channel"] for each in folder.zones}
        names = sorted(set(channel_of.values()))
        self.channels = {name: Channel(self._seconds, self.later, self._announced) for name in names}
        self.voice = {zone: self.channels[name] for zone, name in channel_of.items()}
        every = max(1, len(self.visits) // forecasts) if forecasts else 0
        self.asked_for = set(range(0, len(self.visits), every)) if every else set()
        self.waiting_by_minute: list[tuple[datetime, int]] = []
        self.refusals: Counter[tuple[str, str]] = Counter()

    @property
    def now(self) -> datetime:
        """The moment of the day."""
        return self.clock.now

    # --- Time --------------------------------------------------------------------------------

    def _seconds(self) -> float:
        return self.now.timestamp()

    def at(self, moment: datetime, what: Callable[[], None]) -> None:
        """Let something happen then."""
        heappush(self.agenda, (max(moment, self.now), next(self.serial), what))

    def later(self, seconds: float, what: Callable[[], None]) -> None:
        """Let something happen after so many seconds."""
        self.at(self.now + timedelta(seconds=seconds), what)

    def run(self) -> None:
        """Live the whole day, up to its closing."""
        for nth, visit in enumerate(self.visits):
            self.at(visit.who.comes_at, lambda visit=visit, nth=nth: self._come(visit, nth))
        for post in self.posts.values():
            self._plan_post(post)
        self._watch()
        limit = self.ends_at + _LAST_PATIENCE
        while self.agenda and self.agenda[0][0] <= limit:
            self.clock.now, _, what = heappop(self.agenda)
            what()
        self.clock.now = max(self.now, self.ends_at)
        for post in self.posts.values():
            if post.at_work:
                self._leave(post)
        self.do(queue.close_day)

    def do(self, verb: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        """One command, as a station sends it."""
        request = UUID(int=self.dice.getrandbits(128))
        self.turns += 1
        outcome = verb(self.database, request, *arguments, **more)
        if outcome is not None:
            self.requests[request.hex] = verb.__name__
        return outcome

    def _watch(self) -> None:
        """Count who waits, every five minutes."""
        self.waiting_by_minute.append((self.now, sum(map(len, self.line.values()))))
        if self.now < self.ends_at or any(self.line.values()):
            self.later(300, self._watch)

    # --- A visitor ---------------------------------------------------------------------------

    def _come(self, visit: Visit, nth: int) -> None:
        who = visit.who
        choices: dict[str, Any] = {"group_id": who.group_id, "low": who.low}
        try:
            if who.booking:
                issued = self.do(check_in, who.booking, **choices)
            elif who.bundle_id:
                issued = self.do(queue.issue_bundle, who.bundle_id, person=who.person, **choices)
            else:
                issued = self.do(queue.issue, who.service_id, person=who.person, **choices)
        except HallError as refusal:
            visit.refused = type(refusal).__name__
            self.refusals[visit.refused, who.service_id] += 1
            self._gone(visit)
            return
        visit.ticket_id, visit.number, visit.issued_at = issued.ticket_id, issued.number, issued.issued_at
        self.by_ticket[issued.ticket_id] = visit
        self._paper(visit, issued, nth)

    def _paper(self, visit: Visit, issued: TicketIssued, nth: int) -> None:
        match visit.who.paper:
            case PaperLuck.PRINTED:
                self.later(2.5, lambda: self._holds(visit, issued, queue.printed, nth))
            case PaperLuck.KEPT:
                self.later(15, lambda: self._holds(visit, issued, queue.kept, nth))
            case PaperLuck.LOST:
                self.later(30, lambda: self._gives_up(visit, "paper failed"))
            case PaperLuck.SILENT:
                self.later(self.rules.paper_confirm_s + 1, lambda: self._holds(visit, issued, None, nth))

    def _holds(self, visit: Visit, issued: TicketIssued, verb: Callable[..., Any] | None, nth: int) -> None:
        """The number is in a hand: the visitor waits."""
        if verb:
            self.do(verb, visit.ticket_id)
        else:
            queue.settle(self.database)
        if visit.called_at is not None:
            return  # a counter's own call has settled it already
        if nth in self.asked_for and visit.ticket_id is not None:
            with self.database.reading() as connection:
                visit.told = read_ticket_wait(connection, visit.ticket_id)
        self._waits(visit, issued.lane)
        if visit.who.gives_up_s:
            self.later(visit.who.gives_up_s, lambda: self._gives_up(visit, "gave up waiting"))

    def _gives_up(self, visit: Visit, reason: str) -> None:
        if visit.called_at is None and not visit.over:
            self.do(queue.cancel, visit.ticket_id, reason)
            self._forget(visit)
            self._gone(visit)

    def _waits(self, visit: Visit, lane: str) -> None:
        assert visit.ticket_id is not None
        self.line[lane][visit.ticket_id] = None
        idle = [post for post in self.looking[lane] if post.idle]
        if idle:
            post = self.dice.choice(idle)
            post.idle = False
            self.later(self.dice.uniform(1, 4), lambda: self._free(post))

    def _forget(self, visit: Visit) -> None:
        for line in self.line.values():
            line.pop(visit.ticket_id or 0, None)

    def _gone(self, visit: Visit) -> None:
        visit.over = True
        self.progress()

    # --- A counter ---------------------------------------------------------------------------

    def _plan_post(self, post: Post) -> None:
        opens = self.serving[0].opens - timedelta(minutes=self.dice.uniform(1, 8))
        if post.opens_for:
            opens = post.opens_for[0]
            self.at(post.opens_for[1], lambda: self._wish(post, "elsewhere"))
        self.at(opens, lambda: self._open(post))
        if post.opens_for:
            return
        for gap in gaps(self.serving):
            self.at(gap.opens, lambda: self._wish(post, "lunch"))
            self.at(gap.closes, lambda: self._back(post))
        for span in self.serving:
            # Nobody has a break in the first and the last part of a half day.
            begins = span.opens + (span.closes - span.opens) * self.dice.uniform(0.3, 0.8)
            self.at(begins, lambda: self._wish(post, "break"))
            self.at(begins + timedelta(seconds=_BREAK_S), lambda: self._back(post))
        if post.number in self.closed:
            begins, ends = self.closed[post.number]
            self.at(begins, lambda: self._wish(post, "closed"))
            self.at(ends, lambda: self._back(post))

    def _open(self, post: Post) -> None:
        self.do(queue.open_counter, post.number, post.clerk_id)
        post.at_work, post.opened_at = True, max(self.now, self.serving[0].opens)
        self.at(post.opened_at, lambda: self._free(post))

    def _leave(self, post: Post) -> None:
        if post.opened_at and not post.paused:
            post.open_s += (min(self.now, max(self.ends_at, post.opened_at)) - post.opened_at).total_seconds()
        post.at_work = post.idle = False
        self.do(queue.close_counter, post.number)

    def _wish(self, post: Post, reason: str) -> None:
        """The clerk goes as soon as nobody stands at the counter."""
        if post.at_work and not post.paused and not post.wants_pause:
            post.wants_pause = reason
            if post.idle:
                self._free(post)

    def _back(self, post: Post) -> None:
        if post.paused:
            self.do(queue.resume_counter, post.number)
            post.paused, post.opened_at = False, self.now
            self._free(post)
        else:
            post.wants_pause = ""

    def _free(self, post: Post) -> None:
        """Nobody stands at the counter: the clerk has a break, goes on with somebody, or calls the next."""
        if not post.at_work or post.paused:
            return
        post.idle = False
        if post.wants_pause:
            assert post.opened_at is not None
            post.open_s += (self.now - post.opened_at).total_seconds()
            self.do(queue.pause_counter, post.number, post.wants_pause)
            post.paused, post.wants_pause = True, ""
            return
        if post.to_resume:
            called = self.do(queue.resume, post.number, post.to_resume.popleft())
        else:
            called = self._next_of(post)
        if called is None:
            post.idle = True
            return
        self._called(post, called)

    def _next_of(self, post: Post) -> TicketCalled | None:
        if self.dice.random() < 0.002:
            # Somebody's train leaves: a clerk calls out of turn, and says why.
            for lane in post.lanes:
                if self.line[lane]:
                    return self.do(queue.call_ticket, post.number, max(self.line[lane]), "train to catch")
        return self.do(queue.call_next, post.number)

    def _called(self, post: Post, called: TicketCalled) -> None:
        visit = self.by_ticket[called.ticket_id]
        self._forget(visit)
        visit.called_at = visit.called_at or self.now
        self.voice[post.zone_id].say(called)
        if visit.who.detour == Detour.CALLED_BACK and not visit.detour_over:
            visit.detour_over = True
            self.later(4, lambda: self._call_back(post, called, visit))
        elif visit.who.shows_up or visit.came_back:
            self.later(visit.who.walks_s, lambda: self._serve(post, called, visit))
        else:
            self.later(self.rules.call_pace_s + 1, lambda: self._call_again(post, called, visit, 1))

    def _announced(self, call_id: int, unspoken_because: str) -> None:
        self.do(queue.announced, call_id, spoken=not unspoken_because, reason=unspoken_because)

    def _call_back(self, post: Post, called: TicketCalled, visit: Visit) -> None:
        self.do(queue.call_back, called.call_id)
        self._waits(visit, called.lane)
        self._breathe(post)

    def _call_again(self, post: Post, called: TicketCalled, visit: Visit, times: int) -> None:
        if times < self.rules.no_show_after_calls:
            self.do(queue.recall, called.call_id)
            self.voice[post.zone_id].say(called, times + 1)
            self.later(self.rules.call_pace_s + 1, lambda: self._call_again(post, called, visit, times + 1))
            return
        self.do(queue.no_show, called.call_id)
        if visit.who.comes_back_s and self.rules.reactivate_at_most:
            self.later(visit.who.comes_back_s, lambda: self._come_back(visit))
        else:
            self._gone(visit)
        self._breathe(post)

    def _come_back(self, visit: Visit) -> None:
        visit.came_back = True
        self._waits(visit, self.do(queue.reactivate, visit.ticket_id).lane)

    def _serve(self, post: Post, called: TicketCalled, visit: Visit) -> None:
        self.do(queue.serve, called.call_id)
        self.voice[post.zone_id].arrived(called)
        work = visit.who.works[min(visit.part, len(visit.who.works) - 1)]
        visit.part += 1
        # What a service takes is the whole of it: the walk to the counter, and the breath after.
        lasts_s = max(work * self.expected_s[called.service_id] - visit.who.walks_s - 9, 20)
        if visit.who.detour not in (Detour.NONE, Detour.UNDONE) and not visit.detour_over:
            lasts_s /= 2
        post.busy_s += lasts_s
        self.later(lasts_s, lambda: self._end(post, called, visit))

    def _end(self, post: Post, called: TicketCalled, visit: Visit) -> None:
        """The visit at this counter is over, in one of the ways there are."""
        who, first = visit.who, not visit.detour_over
        detour = who.detour if first else Detour.NONE
        visit.detour_over = True
        if who.bundle_id and detour not in (Detour.NONE, Detour.UNDONE):
            detour = Detour.NONE  # a bundle goes its own way from counter to counter
        match detour:
            case Detour.SENT_ON | Detour.SENT_AND_BACK:
                moved = self.do(
                    queue.transfer,
                    called.call_id,
                    to_service=who.goes_to,
                    note="one paper more",
                    come_back=detour == Detour.SENT_AND_BACK,
                )
                self._waits(visit, moved.lane)
            case Detour.HELD_HERE | Detour.HELD_ANYWHERE:
                kind = HoldKind.SAME_COUNTER if detour == Detour.HELD_HERE else HoldKind.ANY_COUNTER
                self.do(queue.hold, called.call_id, kind, "fetches a copy")
                self.later(who.away_s, lambda: self._is_back(post, visit))
            case Detour.BACK_OFFICE:
                self.do(queue.hold, called.call_id, HoldKind.BACK_OFFICE, "to be approved")
                self.later(who.away_s, lambda: self._released(visit))
            case Detour.PICK_UP:
                self.do(queue.finish, called.call_id, pick_up=called.service_id)
                self.later(who.away_s, lambda: self._released(visit))
            case Detour.UNDONE:
                self.do(queue.hold, called.call_id, HoldKind.ANY_COUNTER)
                self.later(3, lambda: self._undo(post, called, visit))
                return
            case _:
                self._finish(called, visit)
        self._breathe(post)

    def _finish(self, called: TicketCalled, visit: Visit) -> None:
        ended = self.do(queue.finish, called.call_id)
        lane = getattr(ended, "lane", None)
        if lane is None:
            self._gone(visit)
        else:
            self._waits(visit, lane)  # back where they were sent from, or on to the next step

    def _undo(self, post: Post, called: TicketCalled, visit: Visit) -> None:
        self.do(queue.undo, called.call_id)
        self.later(20, lambda: self._after_undo(post, called, visit))

    def _after_undo(self, post: Post, called: TicketCalled, visit: Visit) -> None:
        self._finish(called, visit)
        self._breathe(post)

    def _is_back(self, post: Post, visit: Visit) -> None:
        assert visit.ticket_id is not None
        post.to_resume.append(visit.ticket_id)
        if post.idle:
            self._free(post)

    def _released(self, visit: Visit) -> None:
        self._waits(visit, self.do(queue.release, visit.ticket_id).lane)

    def _breathe(self, post: Post) -> None:
        self.later(self.dice.uniform(*_BREATH_S), lambda: self._free(post))
