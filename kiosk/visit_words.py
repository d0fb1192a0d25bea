"""What the screen says at each stage of a visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QCoreApplication

from kiosk import wording
from kiosk.pages import Stage, TicketPage
from shell.i18n import error_text

if TYPE_CHECKING:
    from kiosk.visit import Visit

translate = QCoreApplication.translate


def ticket_page(visit: Visit) -> TicketPage:
    """The page of a visit as it stands; once there is a ticket, its words are the paper's."""
    title, hint = _headline(visit)
    if visit.stage in (Stage.PRINTED, Stage.KEPT) and (shown := _to_show(visit)):
        hint = translate("kiosk", "At the counter, show: {evidence}").format(evidence=shown)
    if visit.booked and visit.issued and not visit.issued.booked_for and visit.stage is Stage.PRINTED:
        hint = translate("kiosk", "You are late for your booking, and wait like everybody who comes now")
    page = TicketPage(
        stage=visit.stage,
        title=title,
        hint=hint,
        service=visit.name,
        share=visit.share,
        seconds_left=visit.seconds_left,
    )
    slip = visit.slip
    if slip is None:
        return page
    return replace(
        page,
        service=slip.service,
        number=f"{slip.prefix} {slip.digits}",
        facts=slip.facts[:3],
        place=slip.place,
        picture=visit.picture,
    )


def _to_show(visit: Visit) -> str:
    """What proves at the counter that the visitor comes first, for those who do."""
    directory, language = visit.means.view().directory, visit.means.language()
    group = directory.groups.get(visit.issued.group_id or "") if visit.issued else None
    return group.proof(language) if group else ""


def _headline(visit: Visit) -> tuple[str, str]:
    match visit.stage:
        case Stage.ASKING if visit.unanswered:
            return (
                translate("kiosk", "Taking your number"),
                translate(
                    "kiosk", "The connection is interrupted; trying again. You will not get two numbers."
                ),
            )
        case Stage.ASKING:
            return translate("kiosk", "Taking your number"), translate("kiosk", "Just a moment")
        case Stage.PRINTING:
            return (
                translate("kiosk", "Your number"),
                translate("kiosk", "Your ticket is being printed; please take it below"),
            )
        case Stage.PRINTED:
            return (
                translate("kiosk", "Your number"),
                translate("kiosk", "Please take your ticket, and watch the screens and listen"),
            )
        case Stage.FAILED:
            assert visit.trouble is not None
            return (
                translate("kiosk", "{trouble}.\nKeep the number?").format(
                    trouble=translate("kiosk", wording.TROUBLE[visit.trouble])
                ),
                translate(
                    "kiosk", "Kept, it is valid without paper: take a photo of it or remember the number"
                ),
            )
        case Stage.UNKNOWN:
            return (
                translate("kiosk", "Is your ticket out?"),
                translate(
                    "kiosk",
                    "The printer does not say. Your number is valid in a minute all the same: "
                    "take a photo of it or remember the number",
                ),
            )
        case Stage.KEPT:
            return (
                translate("kiosk", "Your number is kept"),
                translate("kiosk", "It is valid without paper. Please watch the screens and listen"),
            )
        case Stage.CANCELLED:
            return (
                translate("kiosk", "The number is cancelled"),
                translate("kiosk", "It will not be called. You can take a new one at any kiosk"),
            )
        case Stage.REFUSED if visit.error is not None:
            return translate("kiosk", "No number this time"), error_text(visit.error)
        case Stage.REFUSED:
            return (
                translate("kiosk", "No number this time"),
                translate(
                    "kiosk",
                    "The connection stayed away for too long, and the request was withdrawn. "
                    "Please try again or go to the guide desk",
                ),
            )
        case _:
            assert_never(visit.stage)
