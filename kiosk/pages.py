"""What the kiosk shows, as frozen facts: every word is ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from time import monotonic
from typing import ClassVar

from kiosk.aids import NO_AIDS, Aids
from kiosk.picture import Picture
from kiosk.slip import Fact


@dataclass(frozen=True)
class Page:
    """One screen; says whether the header and the footer stand around it."""

    header: ClassVar[bool] = True
    footer: ClassVar[bool] = True
    reach: ClassVar[int] = 0
    """How far the header's ground reaches down behind it."""
    tall: ClassVar[bool] = False
    """It keeps what can be touched in its lower half by itself, and has the whole height in low mode too."""


@dataclass(frozen=True)
class ZoneCard:
    """A zone to choose."""

    id: str
    name: str
    services: tuple[str, ...]
    place: str
    wait: str


@dataclass(frozen=True)
class ServiceCard:
    """A service to take a number for."""

    id: str
    name: str
    place: str
    waiting: str
    wait: str
    off: bool = False
    """No number of it is given out now."""


@dataclass(frozen=True)
class DepartmentCard:
    """A department to choose."""

    id: str
    name: str


@dataclass(frozen=True)
class HomePage(Page):
    """The ways in."""

    reach: ClassVar[int] = 100

    zones: tuple[ZoneCard, ...]
    guide: ServiceCard | None
    departments: int
    summary: str
    events: str = ""
    """What brings people here, in a few words; empty if the hall has no catalogue."""
    bundles: int = 0
    needs: str = ""
    """What the visitor asked for besides, or what could be asked for."""


@dataclass(frozen=True)
class ServicesPage(Page):
    """The services of a zone or of a department."""

    title: str
    subtitle: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class DepartmentsPage(Page):
    """All departments that have a service."""

    departments: tuple[DepartmentCard, ...]


@dataclass(frozen=True)
class AttractPage(Page):
    """What passers-by see."""

    header: ClassVar[bool] = False
    footer: ClassVar[bool] = False
    tall: ClassVar[bool] = True

    hall: str
    slogan: str
    call: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class StaffSignInPage(Page):
    """Keys for the staff's id and PIN."""

    header: ClassVar[bool] = False
    footer: ClassVar[bool] = False
    tall: ClassVar[bool] = True

    note: str
    busy: bool


@dataclass(frozen=True)
class StaffPage(Page):
    """What the staff can do to the machine."""

    header: ClassVar[bool] = False
    footer: ClassVar[bool] = False
    tall: ClassVar[bool] = True

    name: str
    printer: str
    note: str
    language: str
    volume: int
    out_of_service: bool


class Stage(Enum):
    """How far a ticket has come."""

    ASKING = auto()  # the hall has not given a number yet
    PRINTING = auto()
    PRINTED = auto()
    FAILED = auto()  # no paper: keep the number or cancel it
    UNKNOWN = auto()  # nobody knows whether the paper came out
    KEPT = auto()
    CANCELLED = auto()
    REFUSED = auto()  # no number was given


@dataclass(frozen=True)
class TicketPage(Page):
    """One ticket, from the touch to the hand."""

    header: ClassVar[bool] = False
    footer: ClassVar[bool] = False
    tall: ClassVar[bool] = True

    stage: Stage
    title: str
    hint: str
    service: str
    number: str = ""
    facts: tuple[Fact, ...] = ()
    place: str = ""
    share: float = 0.0
    picture: Picture | None = None
    seconds_left: int | None = None


class Cause(Enum):
    """Why the kiosk gives no numbers at the moment."""

    STARTING = auto()
    DATABASE = auto()
    NO_HALL = auto()
    PRINTER = auto()
    STAFF = auto()  # taken out of service by somebody


@dataclass(frozen=True)
class NoticePage(Page):
    """Out of service, in both languages at once."""

    footer: ClassVar[bool] = False
    tall: ClassVar[bool] = True

    cause: Cause
    title: str
    text: str
    title_en: str
    text_en: str
    help: str = ""
    """Words of the button that calls somebody; empty where the hall would not hear it."""


@dataclass(frozen=True)
class HallClock:
    """The hall's moment, and what this machine's monotonic clock said then: its other clock may be wrong."""

    moment: datetime
    read_at: float

    def now(self) -> datetime:
        """The hall's moment now."""
        return self.moment + timedelta(seconds=monotonic() - self.read_at)


@dataclass(frozen=True)
class KioskState:
    """Everything on the screen."""

    language: str
    hall: str
    hint: str
    time_zone: str
    page: Page
    aids: Aids = NO_AIDS
    idle_seconds_left: int | None = None
    clock: HallClock | None = None
    """None: the hall was not heard of yet."""
