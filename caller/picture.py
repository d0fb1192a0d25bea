"""What is known of a desk, as a clerk reads it: names for ids, minutes for moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from caller import wording
from caller.choice_list import Entry
from caller.state import DeskState, HelpWanted, LaneLine, PutAside, Stage, Told, Visitor, Waiting
from db.desk import Desk, DeskCall, DeskTicket, HeldHere, Lane, MissedHere
from db.directory import Directory
from db.help import HelpRequest
from db.help_events import HELP_WORDS, HelpKind
from db.numbers import shown
from db.status import TicketState
from shell.i18n import in_words


class Picture:
    """Draws the desks of one hall in one language."""

    def __init__(self, directory: Directory, language: str) -> None:
        self._directory = directory
        self._language = language
        self._time_zone = ZoneInfo(directory.hall.time_zone)

    def of(self, desk: Desk, clerk_id: str, now: datetime, *, guides: bool = False) -> DeskState:
        """The desk at a moment, without what its clerk is doing to it; whether it is a guide desk."""
        undo = desk.undoable
        return DeskState(
            counter=desk.counter,
            clerk=self.name_of(clerk_id),
            stage=stage_of(desk),
            visitor=self._visitor(desk.current, now) if desk.current else None,
            waiting=desk.waiting,
            longest_min=_minutes(desk.longest_since, now) if desk.longest_since else 0,
            line=tuple(self._waiting(each, now) for each in desk.next),
            served_today=desk.served_today,
            mean_min=round(desk.mean_service_s / 60, 1) if desk.mean_service_s is not None else None,
            busy=None,
            away=False,
            note=None,
            held=tuple(map(self._held, desk.held)),
            with_back_office=tuple(map(self._held, desk.with_back_office)),
            missed=tuple(map(self._missed, desk.missed)),
            lanes=tuple(self._lane(each, now) for each in desk.lanes if each.waiting or each.service_id),
            paused=desk.pause_reason or "",
            help=self._wanted(desk.help) if guides else None,
            undo_s=max(0, int((undo.until - now).total_seconds())) if undo else 0,
        )

    def _waiting(self, each: DeskTicket, now: datetime) -> Waiting:
        return Waiting(
            number=self._shown(each.number),
            service=self._service_name(each.service_id),
            waited_min=_minutes(each.issued_at, now),
            counted_from=self._clock(each.due_at),
            priority=each.group,
            helping=each.handicap_min > 0,
            ticket_id=each.ticket_id,
            times=each.times,
        )

    def _held(self, each: HeldHere) -> PutAside:
        words = wording.held_since(each.kind, self._clock(each.since), each.note)
        return self._aside(each, each.since, words)

    def _missed(self, each: MissedHere) -> PutAside:
        return self._aside(each, each.at, wording.missed_at(self._clock(each.at), each.times))

    def _aside(self, each: HeldHere | MissedHere, since: datetime, words: str) -> PutAside:
        service = self._service_name(each.service_id)
        return PutAside(each.ticket_id, self._shown(each.number), service, self._clock(since), words)

    def _lane(self, lane: Lane, now: datetime) -> LaneLine:
        return LaneLine(
            name=self._service_name(lane.service_id) if lane.service_id else wording.sent_here(),
            waiting=lane.waiting,
            longest_min=_minutes(lane.longest_since, now) if lane.longest_since else 0,
            foretold=wording.foretold(lane.estimate),
            helping=lane.handicap_min > 0,
        )

    def _wanted(self, calls: Iterable[HelpRequest]) -> tuple[HelpWanted, ...]:
        """Whom to go to: where somebody is in danger first, then the longest waiting."""
        return tuple(sorted(map(self._help, calls), key=lambda each: not each.urgent))

    def _help(self, each: HelpRequest) -> HelpWanted:
        zone = self._directory.zones.get(each.zone_id)
        return HelpWanted(
            each.id,
            place=wording.counter_of(each.counter) if each.counter else each.station,
            zone=zone.named(self._language) if zone else each.zone_id,
            what_for=str(in_words(HELP_WORDS[each.kind])),
            since=self._clock(each.asked_at) + (f" · {each.times}×" if each.times > 1 else ""),
            urgent=each.kind is HelpKind.SAFETY,
        )

    def _visitor(self, call: DeskCall, now: datetime) -> Visitor:
        service = self._directory.services.get(call.service_id)
        bundle = self._directory.bundles.get(call.bundle.bundle_id) if call.bundle else None
        return Visitor(
            number=self._shown(call.number),
            service=self._service_name(call.service_id),
            told=_told(call),
            priority=call.group,
            times=call.times,
            elapsed_s=max(0, int((now - (call.served_at or call.called_at)).total_seconds())),
            limit_min=service.limit_min if service else 0,
            note=call.note,
            step=wording.step(bundle.named(self._language) if bundle else "", call.bundle)
            if call.bundle
            else "",
            come_back=call.come_back,
            masked=call.masked,
            since_call_s=max(0, int((now - call.called_at).total_seconds())),
            item=Entry(call.item.id, call.item.named(self._language)) if call.item else None,
        )

    def name_of(self, clerk_id: str | None) -> str:
        """A clerk's name as colleagues say it."""
        clerk = self._directory.clerks.get(clerk_id or "")
        return clerk.named(self._language) if clerk else clerk_id or ""

    def _service_name(self, service_id: str) -> str:
        service = self._directory.services.get(service_id)
        return service.short_named(self._language) if service else service_id

    def _shown(self, number: str) -> str:
        return shown(number, self._directory.services)

    def _clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._time_zone):%H:%M}"


def stage_of(desk: Desk) -> Stage:
    """Where the clerk stands with his visitor."""
    if desk.current is None:
        return Stage.PAUSED if desk.pause_reason else Stage.IDLE
    return Stage.SERVING if desk.current.state == TicketState.SERVING else Stage.CALLED


def _told(call: DeskCall) -> Told:
    if call.spoken is None:
        return Told.NOT_YET
    return Told.SPOKEN if call.spoken else Told.SHOWN


def _minutes(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
