"""What a visitor can want: views announce it, the presenter and its flows hear it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.aids import Aid


@dataclass(frozen=True)
class Intent:
    """Something that was touched, as what it means."""


# --- Anywhere ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stay(Intent):
    """Somebody is still there."""


@dataclass(frozen=True)
class Wake(Intent):
    """Somebody touched the screen that waits for visitors."""


@dataclass(frozen=True)
class GoHome(Intent):
    """To the first screen, as the next visitor should find it."""


@dataclass(frozen=True)
class Back(Intent):
    """One step back."""


@dataclass(frozen=True)
class ChooseLanguage(Intent):
    """Speak this language."""

    language: str


@dataclass(frozen=True)
class SwitchAid(Intent):
    """Switch an aid on, or off again."""

    aid: Aid


@dataclass(frozen=True)
class EnterStaff(Intent):
    """The staff's gesture was made."""


@dataclass(frozen=True)
class StaffSignsIn(Intent):
    """Somebody of the staff, by id and PIN."""

    clerk_id: str
    pin: str = field(repr=False)


@dataclass(frozen=True)
class StaffActs(Intent):
    """Something on the staff page."""

    act: str


# --- Browsing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChooseZone(Intent):
    """See what a zone offers."""

    zone_id: str


@dataclass(frozen=True)
class ChooseDepartments(Intent):
    """See all departments."""


@dataclass(frozen=True)
class ChooseDepartment(Intent):
    """See what a department offers."""

    department_id: str


# --- A ticket ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TakeNumber(Intent):
    """A number of this service."""

    service_id: str
    materials: tuple[str, ...] = ()
    """What to bring, to be printed on the ticket: it was asked for."""
    item_id: str | None = None
    """What it is taken for, if that was found in the catalogue."""


@dataclass(frozen=True)
class KeepNumber(Intent):
    """The number is good without paper."""


@dataclass(frozen=True)
class CancelNumber(Intent):
    """The number is not wanted."""


@dataclass(frozen=True)
class Done(Intent):
    """All is said on this page."""


# --- Ways in -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CheckIn(Intent):
    """I have booked."""


@dataclass(frozen=True)
class SeeBundles(Intent):
    """Several errands on one number."""


@dataclass(frozen=True)
class TakeBundle(Intent):
    """One number for this bundle."""

    bundle_id: str


@dataclass(frozen=True)
class FindMyTicket(Intent):
    """How does my number stand?"""


@dataclass(frozen=True)
class Scanned(Intent):
    """A code was held under the scanner."""

    code: str


@dataclass(frozen=True)
class AskForHelp(Intent):
    """Somebody should come."""


@dataclass(frozen=True)
class SayWhatINeed(Intent):
    """Priority, a low counter, a wheelchair."""


# --- Within a flow -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer(Intent):
    """One of the answers that a page offers, by its name within the flow."""

    name: str


@dataclass(frozen=True)
class TypeKey(Intent):
    """One more character."""

    character: str


@dataclass(frozen=True)
class EraseKey(Intent):
    """One character less."""


@dataclass(frozen=True)
class Confirm(Intent):
    """What was typed is what was meant."""
