"""Calls for help as a guide desk reads them: where, what for, and which key says that somebody goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from caller.choice_list import Entry
from db.directory import Directory
from db.help import HelpRequest
from db.help_events import HelpKind

translate = QCoreApplication.translate


@dataclass(frozen=True)
class HelpWanted:
    """Somebody who needs a hand. `place`: the counter, or the kiosk's name; `since`: when it was asked first, and how often."""

    help_id: int
    place: str
    zone: str
    what_for: str
    since: str
    urgent: bool

    @property
    def entry(self) -> Entry:
        """A line of a list."""
        more = f"{self.what_for} · {self.zone} · {self.since}"
        return Entry(self.help_id, self.place, more, found_by=f"{self.place} {more}".casefold())


def wanted(
    calls: Iterable[HelpRequest], directory: Directory, language: str, clock: Callable[[datetime], str]
) -> tuple[HelpWanted, ...]:
    """Whom to go to: where somebody is in danger first, then the longest waiting."""
    found = [
        HelpWanted(
            call.id,
            translate("caller", "Counter {number}").format(number=call.counter)
            if call.counter
            else call.station,
            directory.zones[call.zone_id].named(language)
            if call.zone_id in directory.zones
            else call.zone_id,
            _what_for(call.kind),
            clock(call.asked_at) + (f" · {call.times}×" if call.times > 1 else ""),
            call.kind is HelpKind.SAFETY,
        )
        for call in calls
    ]
    return tuple(sorted(found, key=lambda each: not each.urgent))


def told_in_a_line(wanted: Sequence[HelpWanted], key: str) -> str:
    """The first of them in one line, with the key that answers."""
    first, others = wanted[0], len(wanted) - 1
    words = translate("caller", "{place} asks for help: {what_for}").format(
        place=first.place, what_for=first.what_for
    )
    if others:
        words += " " + translate("caller", "(and {count} more)").format(count=others)
    return words + " · " + translate("caller", "{key}: I go").format(key=key)


def _what_for(kind: HelpKind) -> str:
    return {
        HelpKind.GUIDANCE: translate("caller", "does not know what to do"),
        HelpKind.ACCESS: translate("caller", "wheelchair, sight or hearing"),
        HelpKind.MACHINE: translate("caller", "the machine or its paper"),
        HelpKind.SUPERVISOR: translate("caller", "a supervisor must decide"),
        HelpKind.SAFETY: translate("caller", "unwell or in danger, go at once"),
    }[kind]
