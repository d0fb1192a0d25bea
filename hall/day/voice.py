"""A voice channel in simulated time: the displays' own scheduler, and sentences of the length they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from db.events import TicketCalled
from display.schedule import Announcement, Ended, Form, Say, Schedule, Show, Unsaid, Wait

LASTS_S = {Form.FULL: 6.0, Form.AGAIN: 4.8, Form.SHORT: 4.0, Form.PAIR: 7.0}
"""How long the channel is busy with each form, as `bench.voice` measures it."""

Later = Callable[[float, Callable[[], None]], None]


class Channel:
    """One loudspeaker channel; `announced` is told of every call, and why it was not spoken (empty: it was)."""

    def __init__(
        self, now_s: Callable[[], float], later: Later, announced: Callable[[int, str], None]
    ) -> None:
        self._now_s, self._later, self._announced = now_s, later, announced
        self._schedule = Schedule()
        self._speaking = False
        self.delays_s: list[float] = []
        self.unspoken = 0

    def say(self, called: TicketCalled, times: int = 1) -> None:
        """A call to be spoken as soon as the channel is free."""
        self._schedule.add(
            Announcement(
                called.call_id, called.number, called.service_id, called.counter, self._now_s(), times
            )
        )
        self._go_on()

    def arrived(self, called: TicketCalled) -> None:
        """The visitor is there: nobody need say it again."""
        self._schedule.arrived(called.call_id)
        self._go_on()

    def _go_on(self) -> None:
        if self._speaking:
            return
        while True:
            now_s = self._now_s()
            step = self._schedule.next(now_s)
            match step:
                case Say():
                    self._speak(step, now_s)
                    return
                case Unsaid(calls, reason):
                    for each in calls:
                        self.unspoken += 1
                        self._announced(each.call_id, reason)
                case Wait(until):
                    if until is not None:
                        self._later(until - now_s, self._go_on)
                    return
                case Ended() | Show():
                    continue
                case _:
                    assert_never(step)

    def _speak(self, step: Say, began_s: float) -> None:
        self._speaking = True
        if step.form is not Form.AGAIN:
            self.delays_s += [began_s - each.since for each in step.calls]

        def over() -> None:
            self._speaking = False
            self._schedule.said(step, began_s, self._now_s(), heard=True)
            for each in step.calls:
                self._announced(each.call_id, "")
            self._go_on()

        self._later(LASTS_S[step.form], over)
