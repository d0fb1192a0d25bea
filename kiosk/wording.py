"""The kiosk's words: facts of the hall turned into what stands on cards, tickets and notices."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QTranslator

from db.directory import Directory, ServiceFacts, ZoneFacts
from db.events import TicketIssued
from db.forecast import Estimate
from db.holding import HeldTicket
from db.numbers import split
from db.order import low_lane
from kiosk.pages import Cause, NoticePage
from kiosk.printer import Trouble
from kiosk.slip import Fact, Slip
from kiosk.ticket_layout import FactName
from shell.i18n import TRANSLATIONS

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for Qt Linguist that is translated later."""
    return text


def waiting_text(waiting: int) -> str:
    if waiting == 0:
        return ""
    return translate("kiosk", "{n} waiting").format(n=waiting)


def range_text(estimate: Estimate) -> str:
    """`12-20`, or one number where both are the same."""
    if estimate.low_min == estimate.high_min:
        return str(estimate.low_min)
    return f"{estimate.low_min}–{estimate.high_min}"


def wait_text(estimate: Estimate | None) -> str:
    """What a visitor may expect before touching."""
    if estimate is None:
        return translate("kiosk", "No open counter")
    if estimate.high_min == 0:
        return translate("kiosk", "No wait")
    return translate("kiosk", "About {minutes} min").format(minutes=range_text(estimate))


def ranges_text(numbers: Iterable[int]) -> str:
    """`47–50, 61`: counters that follow each other are drawn together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    comma = translate("kiosk", ", ", "between counters")
    return comma.join(str(low) if low == high else f"{low}–{high}" for low, high in runs)


def counters_text(numbers: Collection[int]) -> str:
    if len(numbers) == 1:
        return translate("kiosk", "Counter {numbers}").format(numbers=ranges_text(numbers))
    return translate("kiosk", "Counters {numbers}").format(numbers=ranges_text(numbers))


def place_text(directory: Directory, zone: ZoneFacts, language: str) -> str:
    """Floor and zone."""
    floor = directory.floors[zone.floor_id].named(language)
    return translate("kiosk", "{floor} · Zone {zone}").format(floor=floor, zone=zone.id)


def service_place(directory: Directory, service: ServiceFacts, language: str, *, low: bool = False) -> str:
    """Floor, zone and counters; for whoever needs a low one, only those."""
    place = place_text(directory, directory.zones[service.zone_id], language)
    return f"{place} · {counters_text(service.low_counters if low else service.counters)}"


def slip_of(
    issued: TicketIssued,
    directory: Directory,
    estimate: Estimate | None,
    language: str,
    public_address: str = "",
) -> Slip:
    """The ticket's words."""
    service = directory.services[issued.service_id]
    low = issued.lane == low_lane(service.id)
    return Slip(
        **_same_on_every_paper(issued.number, directory, language),
        service=service.named(language),
        place=service_place(directory, service, language, low=low),
        facts=_facts(issued.ahead, estimate, issued.issued_at, _kind_text(issued), directory),
        token=issued.token,
        public_address=public_address,
    )


def second_slip_of(held: HeldTicket, directory: Directory, language: str, public_address: str = "") -> Slip:
    """The words of a second paper, which says that it is one."""
    service = directory.services[held.service_id]
    again = translate("kiosk", "Printed again")
    return Slip(
        **_same_on_every_paper(held.number, directory, language),
        service=service.named(language),
        place=service_place(directory, service, language, low=held.lane == low_lane(service.id)),
        facts=_facts(held.ahead, held.estimate, held.issued_at, again, directory),
        token=held.token,
        public_address=public_address,
        mark=again,
    )


def _same_on_every_paper(number: str, directory: Directory, language: str) -> dict[str, Any]:
    prefix, digits = split(number, directory.services)
    hall = directory.hall
    return {
        "hall": hall.named(language),
        "prefix": prefix,
        "digits": digits,
        "rules": hall.ticket_rules_en if language == "en" else hall.ticket_rules,
        "code_caption": translate("kiosk", "Ticket code; holds nothing personal"),
        "language": language,
    }


def _facts(
    ahead: int, estimate: Estimate | None, taken_at: datetime, kind: str, directory: Directory
) -> tuple[Fact, ...]:
    taken = moment_text(taken_at, directory.hall.time_zone)
    return (
        Fact(translate("kiosk", "Ahead of you"), people_text(ahead), FactName.AHEAD),
        Fact(translate("kiosk", "Expected wait"), minutes_text(estimate), FactName.WAIT),
        Fact(translate("kiosk", "Taken at"), taken, FactName.TAKEN),
        Fact(translate("kiosk", "Kind"), kind, FactName.KIND),
    )


def _kind_text(issued: TicketIssued) -> str:
    """What sort of number it is; never why somebody has priority."""
    if issued.group_id is not None:
        return translate("kiosk", "Priority")
    return translate("kiosk", "Booked") if issued.booked_for else translate("kiosk", "Walk-in")


def people_text(count: int) -> str:
    if count == 1:
        return translate("kiosk", "1 person")
    return translate("kiosk", "{n} people").format(n=count)


def minutes_text(estimate: Estimate | None) -> str:
    if estimate is None:
        return translate("kiosk", "Not known yet")
    if estimate.high_min == 0:
        return translate("kiosk", "No wait")
    return translate("kiosk", "{minutes} min").format(minutes=range_text(estimate))


def moment_text(moment: datetime, time_zone: str) -> str:
    """Month, day and time; seconds would only look precise."""
    return moment.astimezone(ZoneInfo(time_zone)).strftime("%m-%d %H:%M")


TROUBLE = {
    Trouble.PAPER_OUT: QT_TRANSLATE_NOOP("kiosk", "The printer is out of paper"),
    Trouble.COVER_OPEN: QT_TRANSLATE_NOOP("kiosk", "The printer's cover is open"),
    Trouble.CUTTER: QT_TRANSLATE_NOOP("kiosk", "The printer's cutter is stuck"),
    Trouble.OFFLINE: QT_TRANSLATE_NOOP("kiosk", "The printer is not connected"),
    Trouble.SILENT: QT_TRANSLATE_NOOP("kiosk", "The printer does not answer"),
}

ASK_FOR_HELP = QT_TRANSLATE_NOOP("kiosk", "Ask for help")
NEAREST = QT_TRANSLATE_NOOP("kiosk", "The nearest kiosk that works: {kiosk}.")

_NOTICES = {
    Cause.STARTING: (
        QT_TRANSLATE_NOOP("kiosk", "One moment"),
        QT_TRANSLATE_NOOP("kiosk", "The kiosk is starting."),
    ),
    Cause.DATABASE: (
        QT_TRANSLATE_NOOP("kiosk", "No numbers at the moment"),
        QT_TRANSLATE_NOOP(
            "kiosk",
            "The connection to the hall is interrupted.\nNumbers that were given out stay valid.\n"
            "This kiosk goes on by itself when it is back.\n"
            "Nobody can be called from here meanwhile: please go to the guide desk.",
        ),
    ),
    Cause.NO_HALL: (
        QT_TRANSLATE_NOOP("kiosk", "Not set up yet"),
        QT_TRANSLATE_NOOP("kiosk", "No hall has been loaded for this kiosk. Please tell the staff."),
    ),
    Cause.STAFF: (
        QT_TRANSLATE_NOOP("kiosk", "This kiosk is out of service"),
        QT_TRANSLATE_NOOP("kiosk", "Please use another kiosk or the guide desk."),
    ),
    Cause.PRINTER: (
        QT_TRANSLATE_NOOP("kiosk", "No numbers here at the moment"),
        QT_TRANSLATE_NOOP(
            "kiosk",
            "Please use another kiosk or the guide desk.\nIt goes on by itself when the printer is ready.",
        ),
    ),
}


def notice(
    cause: Cause,
    trouble: Trouble | None = None,
    nearest: tuple[str, str] | None = None,
    *,
    heard: bool = False,
) -> NoticePage:
    """The notice for a cause, in both languages; where the hall is `heard`, somebody can be called."""
    title, text = _NOTICES[cause]
    text_zh, text_en = chinese(text), text
    if nearest is not None:
        zh, en = nearest
        text_zh = f"{chinese(NEAREST).format(kiosk=zh)}\n{text_zh}"
        text_en = f"{NEAREST.format(kiosk=en)}\n{text_en}"
    if trouble is not None:
        text_zh, text_en = f"{chinese(TROUBLE[trouble])}。\n{text_zh}", f"{TROUBLE[trouble]}.\n{text_en}"
    helping = f"{chinese(ASK_FOR_HELP)} · {ASK_FOR_HELP}" if heard else ""
    return NoticePage(cause, chinese(title), text_zh, title, text_en, helping)


def chinese(text: str) -> str:
    """The Chinese of a text, whatever language is spoken at the moment."""
    return _chinese().translate("kiosk", text) or text


@cache
def _chinese() -> QTranslator:
    translator = QTranslator()
    translator.load(str(TRANSLATIONS / "kiosk_zh.qm"))
    return translator
