"""Loudspeakers that only remember what they were asked to say."""

from __future__ import annotations

from collections.abc import Iterable

from display.schedule import Announcement, Form
from display.sentences import Sentences, load_tongues
from shell.speech_text import Utterance

CHINESE = Sentences(load_tongues(), ["zh"])


class Loudspeakers:
    """Remembers what it was asked to say."""

    def __init__(self) -> None:
        self.waiting: tuple[Announcement, ...] = ()
        self.withdrawn: list[int] = []
        self.there: list[int] = []
        self.settled: list[tuple[int, int]] = []
        self.likely: tuple[Announcement, ...] = ()

    def announce(self, announcement: Announcement) -> None:
        self.waiting += (announcement,)

    def withdraw(self, call_id: int) -> None:
        self.withdrawn.append(call_id)
        self.waiting = tuple(each for each in self.waiting if each.call_id != call_id)

    def arrived(self, call_id: int) -> None:
        self.there.append(call_id)

    def told(self, call_id: int, times: int) -> None:
        self.settled.append((call_id, times))

    def expect(self, likely: Iterable[Announcement]) -> None:
        self.likely = tuple(likely)

    def utterances(self, *calls: Announcement) -> tuple[Utterance, ...]:
        return CHINESE.of(calls, Form.FULL if len(calls) == 1 else Form.PAIR)
