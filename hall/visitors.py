"""Visitors of a simulated day at the demo's real apps: one finger at the kiosk, two clerks at their callers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue

from db.board import read_moment
from db.calendar import read_calendar, zone_of_hall
from db.errors import QT_TRANSLATE_NOOP
from db.events import CallAnnounced
from db.feed import Feed
from db.hall_folder import read_hall
from db.rules import Rules
from db.turn import take_turn
from hall.day.plan import DayPlan, Visitor, make_plan
from hall.proof import ProofFailed
from hall.stage import DESKS, SAMPLE_HALL, SERVICE, Stage
from hall.station import Station
from hall.story import number_called, press, take_number, wait_enabled, wait_until_ready
from hall.words import say

A_DAY = 100
"""So many visitors come in a whole day: the two counters are at work for seven tenths of it."""
SEED = 163
"""A day that begins with a little crowd, and with somebody who does not come when called."""
TOLD_S = 90
"""A call waits at most 30 s for its voice, and then the board alone has told it."""
LOOK_S = 1.0
BREATH_S = 9
"""What passes between two visits, as the plan counts it."""


class _Over(Exception):
    """The demo was broken off."""


@dataclass
class _Lobby:
    """What the threads share: who holds a number, and for how many the clerks may press Next."""

    to_come: int
    over: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)
    holders: dict[str, Visitor] = field(default_factory=dict)
    waiting: int = 0

    def sits_down(self, number: str, visitor: Visitor) -> None:
        with self.changed:
            self.holders[number] = visitor
            self.waiting += 1
            self.to_come -= 1
            self.changed.notify_all()

    def somebody(self) -> bool:
        """Whether somebody waits for whoever asks; False when nobody will come any more."""
        with self.changed:
            self.changed.wait_for(lambda: self.waiting or not self.to_come or self.over.is_set())
            if self.over.is_set():
                raise _Over
            if not self.waiting:
                return False
            self.waiting -= 1
            return True

    def passes(self, seconds: float) -> None:
        if self.over.wait(max(seconds, 0)):
            raise _Over

    def close(self) -> None:
        with self.changed:
            self.over.set()
            self.changed.notify_all()


def receive(stage: Stage, number: int, pace: float, out: Path) -> None:
    """Let so many visitors come, `pace` times as fast as in the plan, until the last one has gone; `out` keeps a picture."""
    if stage.printer is None:
        raise ProofFailed(problem="the simulated printer needs a pseudo-terminal, which this system lacks")
    plan = _plan(stage)
    visitors = plan.visitors[:number]
    with take_turn(stage.database) as turn:
        rules = turn.rules
    wait_until_ready(stage)
    first, last = visitors[0].comes_at, visitors[-1].comes_at
    say(
        QT_TRANSLATE_NOOP(
            "hall",
            "  Kiosk, two callers, board and printer are running. The robot plays {number} visitors;"
            " the last one comes in {minutes:.1f} min. Only look on.",
        ),
        number=number,
        minutes=(last - first).total_seconds() / 60 / pace,
    )
    lobby = _Lobby(number)
    clerks = [_Clerk(stage, lobby, nth, rules, plan.pace, pace, out) for nth in range(len(DESKS))]
    _side_by_side(lobby, (lambda: _come(stage, lobby, visitors, pace), *(clerk.work for clerk in clerks)))


def _plan(stage: Stage) -> DayPlan:
    """A day of a hall with nothing but the demo's two counters and their service."""
    folder = read_hall(SAMPLE_HALL)
    services = tuple(each for each in folder.services if each["id"] == SERVICE)
    small = replace(folder, services=services, groups=(), slots=(), bundle_steps=())
    with stage.database.reading() as connection:
        moment, today = read_moment(connection)
        calendar = read_calendar(connection, zone_of_hall(connection), today)
    # A demo's today and tomorrow are open at any hour: the plan is of an ordinary day.
    days = calendar.days_from(moment + timedelta(days=2))
    return make_plan(small, calendar, next(day for day in days if day.issue), A_DAY, SEED)


def _side_by_side(lobby: _Lobby, works: Iterable[Callable[[], None]]) -> None:
    """Run each in a thread of its own; the first failure ends them all."""
    ends: SimpleQueue[Exception | None] = SimpleQueue()

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as failure:  # whatever it is, the main thread raises it
            ends.put(failure)
        else:
            ends.put(None)

    # Daemons: a thread that waits for an app's answer learns of the end when the app is closed.
    threads = [threading.Thread(target=run, args=(work,), daemon=True) for work in works]
    try:
        for thread in threads:
            thread.start()
        for _ in threads:
            if failure := ends.get():
                raise failure
    finally:
        lobby.close()


def _come(stage: Stage, lobby: _Lobby, visitors: tuple[Visitor, ...], pace: float) -> None:
    """One after the other at the kiosk, when the plan says so or as soon as it is free."""
    began = time.monotonic()
    for visitor in visitors:
        comes_s = (visitor.comes_at - visitors[0].comes_at).total_seconds() / pace
        lobby.passes(began + comes_s - time.monotonic())
        lobby.sits_down(take_number(stage, visitor.service_id).number, visitor)


class _Clerk:
    """A clerk at a caller, and the visitor who stands at the counter."""

    def __init__(
        self, stage: Stage, lobby: _Lobby, nth: int, rules: Rules, share: float, pace: float, out: Path
    ) -> None:
        self._stage, self._lobby, self._rules, self._out = stage, lobby, rules, out
        self._desk: Station = stage.callers[nth]
        self._counter = DESKS[nth][0]
        self._keeps_pictures = nth == 0
        self._expected_s = stage.directory.services[SERVICE].expected_min * 60 * share
        self._pace = pace

    def work(self) -> None:
        """Call, serve and finish, until nobody will come any more."""
        with closing(Feed(self._stage.database, None, read_moment)) as feed:
            feed.next(0)
            while self._lobby.somebody():
                self._next(feed)

    def _next(self, feed: Feed[tuple[datetime, date]]) -> None:
        self._press("Next")
        self._see("Start")
        number = number_called(self._stage, self._desk)
        self._until_told(feed, number)
        if self._keeps_pictures:
            self._stage.board.ask("grab", file=str(self._out / "board.png"))
        visitor = self._lobby.holders[number]
        if visitor.shows_up:
            self._serve(number, visitor)
        else:
            self._pass_over(number)
        self._lobby.passes(BREATH_S / self._pace)

    def _serve(self, number: str, visitor: Visitor) -> None:
        self._lobby.passes(visitor.walks_s / self._pace)
        self._press("Start")
        self._see("Finish")
        work_s = max(visitor.works[0] * self._expected_s - visitor.walks_s - BREATH_S, 20)
        self._lobby.passes(work_s / self._pace)
        self._press("Finish")
        self._see("Next")
        say(
            QT_TRANSLATE_NOOP("hall", "  {number} was served at counter {counter}."),
            number=number,
            counter=self._counter,
        )

    def _pass_over(self, number: str) -> None:
        for _ in range(self._rules.no_show_after_calls - 1):
            self._lobby.passes(self._rules.call_pace_s + 1)
            self._press("Recall")
            self._see("Recall")  # once more: it was done
        self._lobby.passes(self._rules.call_pace_s + 1)
        self._press("No-show")
        self._see("Next")
        say(
            QT_TRANSLATE_NOOP("hall", "  {number} did not come to counter {counter}."),
            number=number,
            counter=self._counter,
        )

    def _until_told(self, feed: Feed[tuple[datetime, date]], number: str) -> None:
        """A visitor goes when the board has shown the call and the voice has said it, or could not."""
        deadline = time.monotonic() + TOLD_S
        while time.monotonic() < deadline:
            self._lobby.passes(0)
            news = feed.next(LOOK_S)
            for event in news.events if news else ():
                if isinstance(event, CallAnnounced) and event.number == number:
                    return
        raise self._stage.board.failed(f"{number} was not announced within {TOLD_S} s")

    def _press(self, key: str) -> None:
        press(self._stage, self._desk, key)

    def _see(self, key: str) -> None:
        wait_enabled(self._stage, self._desk, key)
