"""Behind the staff's gesture and PIN: what a guide does to the machine."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QTimer, Signal

from db.engine import Database
from db.staff import check_pin, find_clerk
from kiosk import wording
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Back, Intent, StaffActs, StaffSignsIn
from kiosk.memory import Memory
from kiosk.pages import Page, StaffPage, StaffSignInPage
from kiosk.printer import Failed, Outcome, Printed
from kiosk.specimen_ticket import specimen_slip
from kiosk.ticket import make_ticket
from shell.i18n import error_text, languages, own_name

translate = QCoreApplication.translate

IDLE_MS = 90_000
VOLUMES = (1.0, 0.75, 0.5, 0.25)
TEST = "staff's test"


class Act(StrEnum):
    """What the staff page offers."""

    TEST = "test"
    PAPER = "paper"
    LANGUAGE = "language"
    VOLUME = "volume"
    SERVICE = "service"
    RESTART = "restart"
    CLOSE = "close"


class Staff(Flow):
    """First the PIN, then the page; nobody touches it for a while, and it is gone."""

    to_the_end = True

    restart_wanted = Signal()
    close_wanted = Signal()
    paper_changed = Signal()
    remembered = Signal()
    """Something that the whole kiosk goes by was set."""

    def __init__(self, means: Means, memory: Memory) -> None:
        super().__init__(means)
        self._memory = memory
        self._name = ""
        self._note = ""
        self._busy = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.ended)
        means.printer.ended.connect(self._tested)

    def start(self) -> None:
        self._idle.start()

    def page(self, view: HallView, language: str) -> Page:
        if not self._name:
            return StaffSignInPage(self._note, self._busy)
        condition = self.means.printer.condition
        state = translate("kiosk", "The printer is ready")
        if condition and condition.trouble:
            state = translate("kiosk", wording.TROUBLE[condition.trouble])
        elif condition and condition.near_end:
            state = translate("kiosk", "The paper is nearly used up")
        home = self._memory.language or language
        return StaffPage(
            name=self._name,
            printer=state,
            note=self._note,
            language=own_name(home),
            volume=round(self._memory.volume * 100),
            out_of_service=self._memory.out_of_service,
        )

    def want(self, intent: Intent) -> None:
        self._idle.start()
        match intent:
            case Back():
                self.ended.emit()
            case StaffSignsIn(clerk_id, pin) if not self._busy and not self._name:
                self._sign_in(clerk_id, pin)
            case StaffActs(act) if self._name:
                self._act(Act(act))
            case _:
                pass

    def close(self) -> None:
        self._idle.stop()
        super().close()

    def _sign_in(self, clerk_id: str, pin: str) -> None:
        def command(database: Database) -> tuple[str, str]:
            check_pin(database, clerk_id, pin)
            with database.reading() as connection:
                named = find_clerk(connection, clerk_id).named
            return named.name, named.name_en

        self._busy = True
        self.means.worker.run(command, self._signed_in, self._refused)
        self.changed.emit()

    def _signed_in(self, names: tuple[str, str]) -> None:
        self._busy, self._note = False, ""
        self._name = names[1] if self.means.language() == "en" else names[0]
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._note = error_text(error)
        self.changed.emit()

    def _act(self, act: Act) -> None:
        memory = self._memory
        match act:
            case Act.TEST:
                slip = specimen_slip(self.means.language(), public_address=self.means.settings.public_address)
                self.means.printer.print(TEST, make_ticket(slip, self.means.settings).paper)
                self._note = translate("kiosk", "Printing a test ticket")
            case Act.PAPER:
                self.paper_changed.emit()
                self._note = translate("kiosk", "Noted: the paper was changed")
            case Act.LANGUAGE:
                spoken = languages("kiosk")
                now = memory.language or self.means.language()
                memory.keep("language", spoken[(spoken.index(now) + 1) % len(spoken)])
            case Act.VOLUME:
                at = VOLUMES.index(memory.volume) if memory.volume in VOLUMES else -1
                memory.keep("volume", str(VOLUMES[(at + 1) % len(VOLUMES)]))
            case Act.SERVICE:
                memory.keep("out_of_service", "false" if memory.out_of_service else "true")
            case Act.RESTART:
                self.restart_wanted.emit()
            case Act.CLOSE:
                self.close_wanted.emit()
        self.remembered.emit()
        self.changed.emit()

    def _tested(self, job: object, outcome: Outcome) -> None:
        if job != TEST:
            return
        match outcome:
            case Printed():
                self._note = translate("kiosk", "The test ticket is out")
            case Failed(trouble):
                self._note = translate("kiosk", wording.TROUBLE[trouble])
            case _:
                self._note = translate("kiosk", "The printer does not say whether the test ticket is out")
        self.changed.emit()
