"""What a board reads of the hall: its zones, and beyond them only what its template shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.board import Estimates, ZoneBoard, read_zone
from db.calendar import OpenStatus, status
from db.counter_board import (
    CounterSeen,
    NowServing,
    Results,
    read_counter,
    read_now_serving,
    read_paused,
    read_results,
)
from db.directory import Directory, read_directory
from db.likely import LikelyCall, likely_calls
from display.template import PanelKind

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class ZoneNews:
    """The zone's board with the names that it needs, and what else its template shows."""

    directory: Directory
    zone: ZoneBoard
    serving: Mapping[str, NowServing] = field(default_factory=dict)
    counter: CounterSeen | None = None
    results: Results = field(default_factory=Results)
    paused: tuple[int, ...] = ()
    hours: OpenStatus | None = None
    likely: tuple[LikelyCall, ...] = ()
    """What may be called next; read at leisure."""


class ZoneReader:
    """Reads some zones (none named: all); the directory only when it may have changed, for it is long."""

    def __init__(
        self, zones: tuple[str, ...], kinds: frozenset[PanelKind] = frozenset(), counter: int = 0
    ) -> None:
        self._zones = zones
        self._kinds = kinds
        self._counter = counter
        self._directory: Directory | None = None
        self._estimates: Estimates | None = None
        self._paused: tuple[int, ...] = ()
        self._hours: OpenStatus | None = None
        self._likely: tuple[LikelyCall, ...] = ()

    def __call__(self, connection: Connection) -> ZoneNews:
        directory = self._directory = self._directory or read_directory(connection)
        zones = self._zones or tuple(directory.zones)
        leisure = self._estimates is None
        zone = read_zone(connection, zones, self._estimates)
        self._estimates = {each.service_id: each.estimate for each in zone.waiting.values()}
        if leisure:
            self._paused = read_paused(connection, zones)
            self._hours = status(connection, zone.moment)
            self._likely = likely_calls(connection, zones, zone.business_date)
        kinds = self._kinds
        results = {PanelKind.READY, PanelKind.PREPARING} & kinds
        return ZoneNews(
            directory,
            zone,
            serving=read_now_serving(connection) if PanelKind.OVERVIEW in kinds else {},
            counter=read_counter(connection, self._counter) if self._counter else None,
            results=read_results(connection, tuple(zone.waiting)) if results else Results(),
            paused=self._paused,
            hours=self._hours,
            likely=self._likely,
        )

    def at_leisure(self, connection: Connection) -> ZoneNews:
        """The same with new estimates, pauses and hours: a call is not kept waiting for them."""
        self._estimates = None
        return self(connection)

    def forget(self) -> None:
        """Read the directory anew the next time."""
        self._directory = None
