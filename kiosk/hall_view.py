"""What the kiosk knows of the hall, and the pages that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.board import Estimates, ServiceWaiting, read_waiting
from db.catalogue import LifeEventFacts, read_life_events
from db.directory import GUIDANCE, DepartmentFacts, Directory, ServiceFacts, read_directory
from db.forecast import Estimate
from db.interest import Attention
from db.offers import Offers, read_offers
from kiosk import wording
from kiosk.chances import can_be_taken, off_text
from kiosk.pages import (
    AttractPage,
    DepartmentCard,
    DepartmentsPage,
    HallClock,
    HomePage,
    ServiceCard,
    ServicesPage,
    ZoneCard,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

translate = QCoreApplication.translate


@dataclass(frozen=True)
class HallView:
    """The signs of the hall and who waits, from one snapshot."""

    directory: Directory
    waiting: Mapping[str, ServiceWaiting]
    offers: Offers
    life_events: tuple[LifeEventFacts, ...] = ()
    read_at: float = field(default_factory=monotonic)

    @property
    def clock(self) -> HallClock:
        """The hall's clock."""
        return HallClock(self.offers.moment, self.read_at)


ATTENTION = Attention(calm_s=1.0)
"""While a visitor chooses, waits may change, but not thirty times a second."""


class HallReader:
    """Reads the hall; its signs only when they may have changed."""

    def __init__(self) -> None:
        self._directory: Directory | None = None
        self._life_events: tuple[LifeEventFacts, ...] = ()
        self._estimates: Estimates | None = None
        self._forgotten = 0

    def __call__(self, connection: Connection) -> HallView:
        before = self._forgotten
        directory = self._directory
        if directory is None:
            directory, self._life_events = read_directory(connection), read_life_events(connection)
        if before == self._forgotten:
            self._directory = directory
        waiting = read_waiting(connection, self._estimates)
        self._estimates = {service_id: each.estimate for service_id, each in waiting.items()}
        return HallView(directory, waiting, read_offers(connection), self._life_events)

    def at_leisure(self, connection: Connection) -> HallView:
        """The same with new estimates, which take longer than all the rest."""
        self._estimates = None
        return self(connection)

    def forget(self) -> None:
        """Read the signs anew next time; from any thread."""
        self._forgotten += 1
        self._directory = None


def home_page(view: HallView, language: str, needs: str = "") -> HomePage:
    """Zones, the guide desk, the way by departments and the other ways in."""
    directory = view.directory
    offered = _offered(view)
    zones = [zone for zone in directory.zones.values() if any(s.zone_id == zone.id for s in offered)]
    total = sum(each.waiting for each in view.waiting.values())
    return HomePage(
        zones=tuple(
            ZoneCard(
                id=zone.id,
                name=zone.named(language),
                services=tuple(s.short_named(language) for s in offered if s.zone_id == zone.id),
                place=directory.floors[zone.floor_id].named(language),
                wait=_zone_wait(view, zone.id),
            )
            for zone in zones
        ),
        guide=guide_card(view, language),
        departments=len(_departments(view)),
        summary=translate("kiosk", "{counters} counters · {waiting} waiting").format(
            counters=len(directory.counters), waiting=total
        ),
        events=_first_events(view, language),
        bundles=len(directory.bundles),
        needs=needs,
    )


def _first_events(view: HallView, language: str) -> str:
    """Enough of the life events to know what is meant."""
    names = [event.named(language) for event in view.life_events]
    return translate("kiosk", ", ", "between life events").join(names[:2]) + "\u00a0…" if names else ""


def attract_page(view: HallView, language: str) -> AttractPage:
    """Today's services, those that can be had now before the others."""
    hall = view.directory.hall
    offered = sorted(_offered(view), key=lambda service: estimate_of(view, service.id) is None)
    return AttractPage(
        hall=hall.named(language),
        slogan=hall.slogan_en if language == "en" else hall.slogan,
        call=translate("kiosk", "Touch the screen to begin"),
        services=tuple(
            replace(service_card(view, service, language), name=service.short_named(language))
            for service in offered
        ),
    )


def zone_page(view: HallView, zone_id: str, language: str) -> ServicesPage:
    """All services of a zone."""
    zone = view.directory.zones[zone_id]
    return ServicesPage(
        title=zone.named(language),
        subtitle=wording.place_text(view.directory, zone, language),
        services=tuple(
            replace(service_card(view, service, language), place=wording.counters_text(service.counters))
            for service in _offered(view)
            if service.zone_id == zone_id
        ),
    )


def department_page(view: HallView, department_id: str, language: str) -> ServicesPage:
    """All services of a department, wherever they are."""
    department = view.directory.departments[department_id]
    services = [s for s in _offered(view) if department_id in s.department_ids]
    return ServicesPage(
        title=short_name(department, language),
        subtitle=department.named(language),
        services=tuple(service_card(view, service, language) for service in services),
    )


def departments_page(view: HallView, language: str) -> DepartmentsPage:
    """All departments that somebody can be sent to."""
    return DepartmentsPage(
        tuple(DepartmentCard(each.id, short_name(each, language)) for each in _departments(view))
    )


def short_name(department: DepartmentFacts, language: str) -> str:
    return department.short_en if language == "en" else department.short


def guide_card(view: HallView, language: str) -> ServiceCard | None:
    """Where people are helped who do not know what they need."""
    guide = next((service for service in _offered(view) if service.kind == GUIDANCE), None)
    return guide and service_card(view, guide, language)


def estimate_of(view: HallView, service_id: str) -> Estimate | None:
    waiting = view.waiting.get(service_id)
    return waiting.estimate if waiting else None


def _offered(view: HallView) -> list[ServiceFacts]:
    """Services that some counter serves; for the others no number can be given."""
    return [service for service in view.directory.services.values() if service.counters]


def _departments(view: HallView) -> list[DepartmentFacts]:
    ids = {department_id for service in _offered(view) for department_id in service.department_ids}
    return [each for each in view.directory.departments.values() if each.id in ids]


def service_card(view: HallView, service: ServiceFacts, language: str) -> ServiceCard:
    waiting = view.waiting.get(service.id)
    waiting_text = wording.waiting_text(waiting.waiting if waiting else 0)
    wait = wording.wait_text(estimate_of(view, service.id))
    off = not can_be_taken(view.offers, service.id)
    if off:
        wait, waiting_text = off_text(view, service.id, language)
    elif service.id in view.offers.paused:
        wait = translate("kiosk", "Counters paused")
    return ServiceCard(
        id=service.id,
        name=service.named(language),
        place=wording.service_place(view.directory, service, language),
        waiting=waiting_text,
        wait=wait,
        off=off,
    )


def _zone_wait(view: HallView, zone_id: str) -> str:
    """The wait of the typical visitor of a zone: each service counts as often as it is waited for."""
    known = [
        (waiting.estimate, waiting.waiting)
        for service in _offered(view)
        if service.zone_id == zone_id and (waiting := view.waiting.get(service.id)) and waiting.estimate
    ]
    if not known:
        return wording.wait_text(None)
    people = sum(count for _, count in known)
    if people == 0:
        return wording.wait_text(Estimate(0, 0))
    mean = sum((estimate.low_min + estimate.high_min) / 2 * count for estimate, count in known) / people
    return wording.wait_text(Estimate(max(1, round(mean)), max(1, round(mean))))
