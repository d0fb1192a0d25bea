"""When the hall gives out numbers and when it serves: weekly hours, holidays, single days, extra hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import chinese_calendar
from sqlalchemy import Connection, bindparam, insert, or_, select

from db.booking_events import ExtraHoursAdded
from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, DayOver, HallClosed, NoTimeSpan
from db.models import hall, opening_hours
from db.statement import Asked, Row, Statement
from db.turn import Turn, command

HORIZON_DAYS = 60
"""How far ahead the next chance is looked for."""

CLOSED_AT_THIS_HOUR = QT_TRANSLATE_NOOP("errors", "closed at this hour")
CLOSED_ON_THIS_WEEKDAY = QT_TRANSLATE_NOOP("errors", "closed on this day of the week")
CLOSED_ON_THIS_DAY = QT_TRANSLATE_NOOP("errors", "closed on this day")

Reason = str | Named
"""Why the hall is closed: one of the texts above, or what the calendar calls the day."""


class HoursKind(StrEnum):
    """What a row of the opening hours says."""

    ISSUE = "issue"  # numbers are given out
    SERVE = "serve"  # counters call
    CLOSED = "closed"  # one day, whatever its weekday says
    EXTRA = "extra"  # one day, beside all other hours, for numbers and counters alike


@dataclass(frozen=True, order=True)
class Span:
    """From a moment up to another."""

    opens: datetime
    closes: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.opens <= moment < self.closes


@dataclass(frozen=True)
class Day:
    """The hours of one day; `otherwise` is why the hall is closed outside them."""

    date: date
    issue: tuple[Span, ...]
    serve: tuple[Span, ...]
    extra: tuple[Span, ...]
    otherwise: Reason

    def spans(self, kind: HoursKind) -> list[Span]:
        """Usual and extra hours together, in order."""
        return sorted((self.issue if kind == HoursKind.ISSUE else self.serve) + self.extra)


@dataclass(frozen=True)
class Hours:
    """Whether something goes on now, until when at least, and when it begins next."""

    open: bool
    until: datetime | None
    """None: closed, or open without an end that the calendar knows."""
    next: datetime | None


@dataclass(frozen=True)
class OpenStatus:
    """What a screen says of the hall's hours."""

    issue: Hours
    serve: Hours
    reason: Reason | None
    """Why no numbers are given out; None: they are."""
    holidays_known: bool
    """False: nobody has told the program this year's holidays yet, so its weekdays hold."""


class Calendar:
    """The hall's hours, from one day on."""

    def __init__(self, time_zone: ZoneInfo, rows: Sequence[Row]) -> None:
        self.time_zone = time_zone
        self._weekly: dict[int, list[Row]] = defaultdict(list)
        self._dated: dict[date, list[Row]] = defaultdict(list)
        for row in rows:
            if row["date"] is None:
                self._weekly[row["weekday"]].append(row)
            else:
                self._dated[row["date"]].append(row)

    def on(self, day: date) -> Day:
        """The hours of a day: its own if it has any, else those of its weekday, unless it is a holiday."""
        dated = self._dated.get(day, [])
        extra = self._spans(day, dated, HoursKind.EXTRA)
        closed = [row for row in dated if row["kind"] == HoursKind.CLOSED]
        own = [row for row in dated if row["kind"] in (HoursKind.ISSUE, HoursKind.SERVE)]
        if closed:
            return Day(day, (), (), extra, _reason(closed[0], CLOSED_ON_THIS_DAY))
        if own:
            return self._usual(day, own, extra, _reason(own[0], CLOSED_AT_THIS_HOUR))
        if not self._weekly:
            whole = (Span(self.moment(day, time.min), self.moment(day + timedelta(days=1), time.min)),)
            return Day(day, whole, whole, extra, CLOSED_AT_THIS_HOUR)
        if festival := holiday(day):
            return Day(day, (), (), extra, festival)
        hours = self._weekly.get(working_weekday(day), [])
        return self._usual(day, hours, extra, CLOSED_AT_THIS_HOUR if hours else CLOSED_ON_THIS_WEEKDAY)

    def _usual(self, day: date, rows: Sequence[Row], extra: tuple[Span, ...], otherwise: Reason) -> Day:
        """A day for which only one kind of hours is written down keeps them for both."""
        issue = self._spans(day, rows, HoursKind.ISSUE)
        serve = self._spans(day, rows, HoursKind.SERVE)
        return Day(day, issue or serve, serve or issue, extra, otherwise)

    def _spans(self, day: date, rows: Sequence[Row], kind: HoursKind) -> tuple[Span, ...]:
        return tuple(
            Span(
                self.moment(day, row["opens"]),
                # Closing at 00:00 is closing at 24:00.
                self.moment(day if row["closes"] != time.min else day + timedelta(days=1), row["closes"]),
            )
            for row in rows
            if row["kind"] == kind
        )

    def moment(self, day: date, clock: time) -> datetime:
        """When the hall's clocks show this."""
        return datetime.combine(day, clock, self.time_zone).astimezone(UTC)

    def local(self, moment: datetime | None) -> datetime | None:
        """The same moment by the hall's clocks."""
        return moment and moment.astimezone(self.time_zone)

    def days_from(self, moment: datetime) -> Iterator[Day]:
        """The day of a moment and those after it, as far as the calendar looks."""
        first = moment.astimezone(self.time_zone).date()
        return (self.on(first + timedelta(days=number)) for number in range(HORIZON_DAYS))

    def hours(self, kind: HoursKind, moment: datetime) -> Hours:
        """Whether something goes on at a moment, until when, and when it begins next."""
        until = None
        for day in self.days_from(moment):
            for span in day.spans(kind):
                if moment in span or (until is not None and span.opens <= until):
                    until = max(until or span.closes, span.closes)
                elif span.opens > moment:
                    return Hours(until is not None, until, span.opens)
        # Open to the very end of what the calendar sees is open for good.
        endless = until is not None and until - moment > timedelta(days=HORIZON_DAYS - 2)
        return Hours(until is not None, None if endless else until, None)


_FROM = Statement(
    select(opening_hours).where(
        or_(opening_hours.c.weekday.is_not(None), opening_hours.c.date >= bindparam("first"))
    )
)
_TIME_ZONE = select(hall.c.time_zone)


def of_hours(first: date) -> Asked:
    """What the calendar from a day on is made of."""
    return _FROM, {"first": first}


def read_calendar(connection: Connection, time_zone: ZoneInfo, first: date) -> Calendar:
    """The hall's calendar from a day on."""
    return Calendar(time_zone, _FROM.rows(connection, {"first": first}))


def zone_of_hall(connection: Connection) -> ZoneInfo:
    """The time zone that the hall's clocks show."""
    return ZoneInfo(connection.execute(_TIME_ZONE).scalar_one())


def calendar_of(turn: Turn) -> Calendar:
    """The calendar from today on."""
    return read_calendar(turn.connection, turn.time_zone, turn.business_date)


def status(connection: Connection, moment: datetime) -> OpenStatus:
    """Whether the hall is open at a moment, until when, and when it opens next."""
    time_zone = zone_of_hall(connection)
    today = moment.astimezone(time_zone).date()
    calendar = read_calendar(connection, time_zone, today)
    issue = calendar.hours(HoursKind.ISSUE, moment)
    return OpenStatus(
        issue=issue,
        serve=calendar.hours(HoursKind.SERVE, moment),
        reason=None if issue.open else calendar.on(today).otherwise,
        holidays_known=holidays_known(today.year),
    )


def must_be_open(calendar: Calendar, moment: datetime) -> Day:
    """The day of a moment at which numbers are given out; at any other, say why not and when next."""
    today = calendar.on(moment.astimezone(calendar.time_zone).date())
    if not any(moment in span for span in today.spans(HoursKind.ISSUE)):
        following = calendar.local(calendar.hours(HoursKind.ISSUE, moment).next)
        raise HallClosed(reason=today.otherwise, next=following)
    return today


@command(ExtraHoursAdded)
def open_extra(turn: Turn, day: date, opens: time, closes: time) -> ExtraHoursAdded:
    """Be open on one day for longer than usual; closing at 00:00 means at the end of the day."""
    if closes != time.min and opens >= closes:
        raise NoTimeSpan(opens=opens, closes=closes)
    if day < turn.business_date:
        raise DayOver(date=day)
    turn.connection.execute(
        insert(opening_hours).values(date=day, kind=HoursKind.EXTRA.value, opens=opens, closes=closes)
    )
    return turn.record(ExtraHoursAdded(stamp=turn.stamp(turn.request), date=day, opens=opens, closes=closes))


# --- China's holidays and swapped working days ---------------------------------------------------

_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)
_BY_LAW = {
    (1, 1): chinese_calendar.Holiday.new_years_day,
    (5, 1): chinese_calendar.Holiday.labour_day,
    (5, 2): chinese_calendar.Holiday.labour_day,
    (10, 1): chinese_calendar.Holiday.national_day,
    (10, 2): chinese_calendar.Holiday.national_day,
    (10, 3): chinese_calendar.Holiday.national_day,
}
"""Those that fall on the same date every year."""


def holidays_known(year: int) -> bool:
    """Whether this year's holidays and swapped days were published when the library was made."""
    return year in _YEARS


def holiday(day: date) -> Named | None:
    """The public holiday of a day; of a year not known yet, only those that never change."""
    if holidays_known(day.year):
        name = chinese_calendar.holidays.get(day)
        found = chinese_calendar.Holiday(name) if name else None
    else:
        found = _BY_LAW.get((day.month, day.day))
    # The library gives its members their Chinese name in __new__, where no type checker looks.
    return Named(found.chinese, found.value) if found else None  # type: ignore[attr-defined]


def working_weekday(day: date) -> int:
    """Whose weekday's hours hold: a Saturday that is worked is a Friday, such a Sunday a Monday."""
    if day.weekday() >= 5 and day in chinese_calendar.workdays:
        return 4 if day.weekday() == 5 else 0
    return day.weekday()


def _reason(row: Row, otherwise: Reason) -> Reason:
    return Named(row["reason"], row["reason_en"] or row["reason"]) if row["reason"] else otherwise
