"""Which calls are lined up for the loudspeakers: what the hall tells, turned into announcements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Protocol

from db.board import BoardCall
from db.events import (
    CallAnnounced,
    CalledBack,
    CallEvent,
    Event,
    NoShowMarked,
    ServingStarted,
    TicketCalled,
    TicketRecalled,
)
from db.feed import News
from db.likely import LikelyCall
from db.status import TicketState
from display.reader import ZoneNews
from display.schedule import Announcement, Elsewhere
from shell.speech_text import Utterance


class Loudspeakers(Protocol):
    """What a board needs of a channel."""

    @property
    def waiting(self) -> tuple[Announcement, ...]: ...
    def announce(self, announcement: Announcement) -> None: ...
    def withdraw(self, call_id: int) -> None: ...
    def arrived(self, call_id: int) -> None: ...
    def told(self, call_id: int, times: int) -> None: ...
    def expect(self, likely: Iterable[Announcement]) -> None: ...
    def utterances(self, *calls: Announcement) -> tuple[Utterance, ...]: ...


class LineUp:
    """Calls are announced where their visitors wait, each repetition once."""

    def __init__(
        self, zones: Iterable[str], channel: Loudspeakers, announces: bool | frozenset[str] = True
    ) -> None:
        """`announces`: the calls of these zones (none named: all), of some of them, or none."""
        self._channel = channel
        self._zones = announces if isinstance(announces, frozenset) else frozenset(zones)
        self._every_zone = announces is True and not self._zones
        self._silent = not announces
        self._seen: dict[int, int] = {}
        self._likely: tuple[LikelyCall, ...] = ()

    def news(self, news: News[ZoneNews], heard_at: float, hour: time) -> None:
        """Something happened; it was heard of at that moment of this machine, at that hour of the hall."""
        if self._silent:
            return
        now = _Now(news.snapshot, heard_at, hour)
        if news.fresh:
            self._catch_up(now)
        for event in news.events:
            self._follow(event, now)
        known = {call.call_id for call in news.snapshot.zone.calls}
        self._seen = {call_id: times for call_id, times in self._seen.items() if call_id in known}
        if news.snapshot.likely != self._likely:
            self._likely = news.snapshot.likely
            self._channel.expect(now.expected(each) for each in self._likely if self._ours(each.zone_id))

    def _ours(self, zone_id: str) -> bool:
        return self._every_zone or zone_id in self._zones

    def _follow(self, event: Event, now: _Now) -> None:
        match event:
            case TicketCalled() if self._ours(event.zone_id):
                self._line_up(now.announcement(event, event.at, times=1))
            case TicketRecalled() if self._ours(event.zone_id):
                self._line_up(now.announcement(event, event.at, event.times))
            case CalledBack() | NoShowMarked():
                self._channel.withdraw(event.call_id)
            case ServingStarted():
                self._channel.arrived(event.call_id)
            case CallAnnounced():
                self._channel.told(event.call_id, event.times)
            case _:
                pass

    def _catch_up(self, now: _Now) -> None:
        """A fresh snapshot tells no events: find the calls that nobody has announced yet.

        The channel leaves out those that are too old, so that nothing stale is shouted, and says so.
        """
        for call in sorted(now.known.zone.calls, key=lambda call: call.last_called_at):
            if call.announced_times >= call.times:
                self._channel.told(call.call_id, call.times)
            elif self._ours(call.zone_id):
                self._line_up(now.announcement(call, call.last_called_at, call.times))
                if call.state != TicketState.CALLED:
                    self._channel.withdraw(call.call_id)  # the record shall say that nobody announced it

    def _line_up(self, announcement: Announcement) -> None:
        if self._seen.get(announcement.call_id, 0) >= announcement.times:
            return
        self._seen[announcement.call_id] = announcement.times
        self._channel.announce(announcement)


class _Now:
    """The hall as it is known at a moment."""

    def __init__(self, known: ZoneNews, heard_at: float, hour: time) -> None:
        self.known = known
        self._heard_at = heard_at
        self._hour = hour

    def announcement(self, called: BoardCall | CallEvent, at: datetime, times: int) -> Announcement:
        """The call, to be announced; `since` on this machine's clock, so that its age is the hall's."""
        age_s = (self.known.zone.moment - at).total_seconds()
        return self._announcement(called, called.call_id, self._heard_at - age_s, times)

    def expected(self, likely: LikelyCall) -> Announcement:
        """A call that nobody has made yet."""
        return self._announcement(likely, 0, self._heard_at, 1)

    def _announcement(
        self, called: BoardCall | CallEvent | LikelyCall, call_id: int, since: float, times: int
    ) -> Announcement:
        return Announcement(
            call_id=call_id,
            number=called.number,
            service_id=called.service_id,
            counter=called.counter,
            since=since,
            times=times,
            zone_id=called.zone_id,
            counter_zone_id=called.counter_zone_id,
            elsewhere=self._elsewhere(called.zone_id, called.counter_zone_id),
            hour=self._hour,
        )

    def _elsewhere(self, zone_id: str, counter_zone_id: str) -> Elsewhere | None:
        """Where the counter is, when that is not where the visitor waits."""
        directory = self.known.directory
        if zone_id == counter_zone_id or counter_zone_id not in directory.zones:
            return None
        zone = directory.zones[counter_zone_id]
        return Elsewhere(zone.id, directory.floors[zone.floor_id], zone)
