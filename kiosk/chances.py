"""When there is a number again, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from db.offers import Offers

if TYPE_CHECKING:
    from kiosk.hall_view import HallView

translate = QCoreApplication.translate


def can_be_taken(offers: Offers, service_id: str) -> bool:
    """Whether the hall gives out numbers of this service now."""
    return offers.hours.issue.open and service_id not in offers.full


def chance_text(view: HallView, moment: datetime, language: str) -> str:
    """`13:00`, `tomorrow 09:00` or a day with its date."""
    zone = ZoneInfo(view.directory.hall.time_zone)
    local, today = moment.astimezone(zone), view.offers.today
    clock = local.strftime("%H:%M")
    if local.date() == today:
        return clock
    if local.date() == today + timedelta(days=1):
        return translate("kiosk", "tomorrow {clock}").format(clock=clock)
    locale = QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English)
    return translate("kiosk", "{weekday} {day} {month}, {clock}").format(
        weekday=locale.dayName(local.isoweekday(), QLocale.FormatType.ShortFormat),
        day=local.day,
        month=locale.monthName(local.month, QLocale.FormatType.ShortFormat),
        clock=clock,
    )


def next_text(view: HallView, moment: datetime | None, language: str) -> str:
    if moment is None:
        return translate("kiosk", "Please ask the guide desk when there will be numbers again")
    return translate("kiosk", "The next numbers: {when}").format(when=chance_text(view, moment, language))


def off_text(view: HallView, service_id: str, language: str) -> tuple[str, str]:
    """Why a card's service cannot be taken, and its next chance: short, for the card itself."""
    if not view.offers.hours.issue.open:
        why, following = translate("kiosk", "Closed now"), view.offers.hours.issue.next
    else:
        why, following = translate("kiosk", "All taken"), view.offers.full[service_id]
    if following is None:
        return why, ""
    when = chance_text(view, following, language)
    return why, translate("kiosk", "again {when}").format(when=when)
