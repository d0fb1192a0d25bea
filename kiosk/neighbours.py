"""Where to send a visitor whom this kiosk cannot serve."""

from __future__ import annotations

from collections.abc import Iterable

from db.directory import Directory
from db.stations import OK, SILENT_S, StationSeen

WORKING = {OK, "near-end"}
"""What a printer says of itself that still gives numbers."""


def nearest_kiosk(
    stations: Iterable[StationSeen], me: str, zone_id: str, directory: Directory
) -> StationSeen | None:
    """The nearest kiosk that works: in this zone, else on this floor, else anywhere."""
    here = directory.zones.get(zone_id)

    def distance(station: StationSeen) -> tuple[int, str]:
        there = directory.zones.get(station.zone_id)
        if there is None or here is None:
            return 3, station.name
        if there.id == here.id:
            return 0, station.name
        return (1 if there.floor_id == here.floor_id else 2), station.name

    working = [
        station
        for station in stations
        if station.app == "kiosk"
        and station.name != me
        and station.printer in WORKING
        and station.silent_s < SILENT_S
    ]
    return min(working, key=distance, default=None)


def place_of(station: StationSeen, directory: Directory, language: str) -> str:
    """Its name, and where it stands as far as that is known."""
    zone = directory.zones.get(station.zone_id)
    if zone is None:
        return station.name
    place = f"{directory.floors[zone.floor_id].named(language)} {zone.named(language)}"
    return f"{station.name} ({place})" if language == "en" else f"{station.name}（{place}）"
