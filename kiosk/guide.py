"""What an item needs: to read, to take along on paper, and to take a number for."""

from __future__ import annotations

import re
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication
from shiboken6 import isValid

from db.catalogue import GuideFacts, read_guide
from db.engine import Database
from kiosk import wording
from kiosk.flow import Flow, Means
from kiosk.guide_slip import GuideSlip, draw_guide
from kiosk.hall_view import HallView
from kiosk.intents import Back, Intent
from kiosk.item_cards import item_card
from kiosk.item_intents import PrintGuide
from kiosk.item_pages import GuidePage, Paper, Section
from kiosk.printer import Failed, Outcome, Printed
from kiosk.ticket_layout import load_layout

translate = QCoreApplication.translate


class Guide(Flow):
    """Looks an item up, and prints it when asked."""

    def __init__(self, means: Means, item_id: str) -> None:
        super().__init__(means)
        self._item_id = item_id
        self._facts: GuideFacts | None = None
        self._looked = False
        self._job: UUID | None = None
        self._paper = Paper.NONE
        means.printer.ended.connect(self._paper_is)

    def start(self) -> None:
        self.means.worker.run(partial(_guide, self._item_id), self._hear, self._miss)

    def page(self, view: HallView, language: str) -> GuidePage:
        facts = self._facts
        if facts is None:
            title = translate("kiosk", "This item is no longer offered") if self._looked else ""
            return GuidePage(title, "", (), None)
        directory = view.directory
        department = directory.departments.get(facts.department_id)
        return GuidePage(
            title=facts.named(language),
            department=department.named(language) if department else "",
            sections=_sections(view, facts, language),
            item=item_card(view, facts, language),
            paper=self._paper,
            print_words=_print_words(self._paper),
        )

    def want(self, intent: Intent) -> None:
        match intent:
            case PrintGuide() if self._facts and self._paper not in (Paper.PRINTING, Paper.PRINTED):
                self._print()
            case Back():
                self.turned_back.emit()
            case _:
                pass

    def _print(self) -> None:
        view, language = self.means.view(), self.means.language()
        page = self.page(view, language)
        self._job, self._paper = uuid4(), Paper.PRINTING
        slip = GuideSlip(
            hall=view.directory.hall.named(language),
            title=page.title,
            sections=page.sections,
            foot=translate("kiosk", "This is no number. Printed {moment}").format(
                moment=wording.moment_text(view.clock.now(), view.directory.hall.time_zone)
            ),
        )
        self.means.printer.print(self._job, draw_guide(slip, load_layout(self.means.settings.ticket_layout)))
        self.changed.emit()

    def _paper_is(self, job: object, outcome: Outcome) -> None:
        if job != self._job or self._job is None:
            return
        match outcome:
            case Printed():
                self._paper = Paper.PRINTED
            case Failed():
                self._paper = Paper.FAILED
            case _:
                # It may be out: nothing hangs on it, so it can be asked for again.
                self._paper = Paper.NONE
        self.changed.emit()

    def _hear(self, facts: GuideFacts | None) -> None:
        if isValid(self):
            self._facts, self._looked = facts, True
            self.changed.emit()

    def _miss(self, failure: Exception) -> None:
        if isValid(self):
            self.turned_back.emit()


def _sections(view: HallView, facts: GuideFacts, language: str) -> tuple[Section, ...]:
    """The guide's parts, each with its heading; for screen and paper."""
    service = view.directory.services.get(facts.service_id)
    where = wording.service_place(view.directory, service, language) if service else ""
    materials = re.split(r"[;；]\s*", facts.told("materials", language))
    return (
        Section(translate("kiosk", "What to bring"), tuple(filter(None, materials))),
        Section(translate("kiosk", "Where"), (where,)),
        Section(translate("kiosk", "Fee"), (facts.told("fee", language),)),
        Section(translate("kiosk", "How long it takes"), (facts.told("time", language),)),
    )


def _print_words(paper: Paper) -> str:
    match paper:
        case Paper.NONE:
            return translate("kiosk", "Print this")
        case Paper.PRINTING:
            return translate("kiosk", "Printing …")
        case Paper.PRINTED:
            return translate("kiosk", "Printed: please take it")
        case Paper.FAILED:
            return translate("kiosk", "Not printed. Try again")


def _guide(item_id: str, database: Database) -> GuideFacts | None:
    with database.reading() as connection:
        return read_guide(connection, item_id)
