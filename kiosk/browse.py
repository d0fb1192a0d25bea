"""Looking around: the first screen, and the ways from it to a service."""

from __future__ import annotations

from kiosk import hall_view
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Back, ChooseDepartment, ChooseDepartments, ChooseZone, GoHome, Intent
from kiosk.needs import needs_text
from kiosk.not_now import closed_page
from kiosk.pages import Page

Place = ChooseZone | ChooseDepartments | ChooseDepartment
"""Where the visitor is, as what was touched to come there; the first screen is no place at all."""


class Browse(Flow):
    """Lies under all other flows, and never ends."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._way: tuple[Place, ...] = ()

    def is_fresh(self) -> bool:
        return not self._way

    def want(self, intent: Intent) -> None:
        match intent:
            case GoHome():
                self._way = ()
            case Back():
                self._way = self._way[:-1]
            case ChooseZone() | ChooseDepartments() | ChooseDepartment():
                self._way += (intent,)
            case _:
                return
        self.changed.emit()

    def page(self, view: HallView, language: str) -> Page:
        # A place may have gone meanwhile, with a hall that was loaded anew.
        match self._way[-1] if self._way else None:
            case ChooseZone(zone_id) if zone_id in view.directory.zones:
                return hall_view.zone_page(view, zone_id, language)
            case ChooseDepartments():
                return hall_view.departments_page(view, language)
            case ChooseDepartment(department_id) if department_id in view.directory.departments:
                return hall_view.department_page(view, department_id, language)
            case _ if not view.offers.hours.issue.open:
                return closed_page(view, language)
            case _:
                needs = needs_text(self.means.visitor(), view, language)
                return hall_view.home_page(view, language, needs)
