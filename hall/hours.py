"""The commands about the hall's hours, and about those who booked."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import UrlOption
from hall.words import from_db, say

if TYPE_CHECKING:
    from db.calendar import Calendar, Day, HoursKind

DAYS_SHOWN = 7

_A_DATE: dict[str, Any] = {"formats": ["%Y-%m-%d"], "metavar": "DATE"}
_MIDNIGHT = "24:00"


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    app.command(short_help="Show the hours of the next days.")(hours)
    app.command("open-extra", short_help="Be open for longer on one day.")(open_extra)
    app.command("import-bookings", short_help="Take a list of bookings in.")(import_bookings)


def hours(url: UrlOption) -> None:
    """Show when numbers are given out and when counters serve, today and on the six days after it.

    China's holidays and swapped working days are in it, and so are days of their own and extra hours.
    """
    from itertools import islice
    from zoneinfo import ZoneInfo

    from db import calendar
    from db.board import read_moment
    from db.directory import read_directory
    from db.engine import open_database

    with closing(open_database(url, "hall hours")) as database, database.reading() as connection:
        moment, today = read_moment(connection)
        time_zone = ZoneInfo(read_directory(connection).hall.time_zone)
        known = calendar.read_calendar(connection, time_zone, today)
    days = list(islice(known.days_from(moment), DAYS_SHOWN))
    for day in days:
        issue, serve = (
            _spans(known, day, kind) for kind in (calendar.HoursKind.ISSUE, calendar.HoursKind.SERVE)
        )
        if issue or serve:
            say(
                QT_TRANSLATE_NOOP("hall", "{date}  numbers {issue}  counters {serve}"),
                date=day.date,
                issue=issue,
                serve=serve,
            )
        else:
            say("{date}  {reason}", date=day.date, reason=from_db(day.otherwise))
    if not calendar.holidays_known(days[-1].date.year):
        say(
            QT_TRANSLATE_NOOP(
                "hall",
                "The public holidays of {year} are not known to this version: only those of fixed date are kept,"
                " and no swapped working days. Update the program, or write them into hall.toml as [[day]].",
            ),
            year=days[-1].date.year,
        )


def _spans(calendar: Calendar, day: Day, kind: HoursKind) -> str:
    return " ".join(
        f"{span.opens.astimezone(calendar.time_zone):%H:%M}-{_end(span.closes.astimezone(calendar.time_zone))}"
        for span in day.spans(kind)
    )


def _end(closes: datetime) -> str:
    return _MIDNIGHT if closes.time() == time.min else f"{closes:%H:%M}"


def open_extra(
    day: Annotated[datetime, typer.Argument(**_A_DATE, help="A day of the hall, like 2026-11-28.")],
    opens: Annotated[str, typer.Argument(metavar="FROM", help="From when, like 17:00.")],
    closes: Annotated[str, typer.Argument(metavar="TO", help="Until when, like 20:00, or 24:00.")],
    url: UrlOption,
) -> None:
    """Be open for longer on one day, beside its usual hours or on a day when the hall is closed.

    Numbers are given out and counters serve in that time, and no cap counts it. Loading the hall's folder
    again leaves it as it is.
    """
    from uuid import uuid4

    from db import calendar
    from db.engine import open_database

    begin, end = _clock(opens, "FROM"), _clock(closes, "TO")
    with closing(open_database(url, "hall open-extra")) as database:
        added = calendar.open_extra(database, uuid4(), day.date(), begin, end)
    say(
        QT_TRANSLATE_NOOP("hall", "On {date} the hall is open from {opens:%H:%M} to {closes} as well."),
        date=added.date,
        opens=added.opens,
        closes=closes,
    )


def _clock(text: str, name: str) -> time:
    from db.folder_entries import CLOCK, clock

    try:
        return clock(text)
    except ValueError as failure:
        raise typer.BadParameter(f"{text} ({CLOCK})", param_hint=name) from failure


def import_bookings(
    file: Annotated[
        Path, typer.Argument(help="A CSV file: code, service, date, time; perhaps person, state.")
    ],
    url: UrlOption,
) -> None:
    """Take in a list of bookings from the hall's web or phone system.

    All of it or nothing: a mistake is told with file, line and column, and then nothing changes. A code that is
    new is booked, one that is known is moved if its time differs, or given back if its state is cancelled. Of a
    person's number only a keyed hash and a mask are kept. Taking the same list in again does no harm.
    """
    from uuid import uuid4

    from db.booking_list import import_bookings as take_in
    from db.booking_list import read_bookings
    from db.engine import open_database

    with closing(open_database(url, "hall import-bookings")) as database:
        done = take_in(database, uuid4(), read_bookings(file))
    say(
        QT_TRANSLATE_NOOP(
            "hall",
            "{file}: {booked} booked, {moved} moved, {cancelled} cancelled, {unchanged} as they were.",
        ),
        file=done.file,
        booked=done.booked,
        moved=done.moved,
        cancelled=done.cancelled,
        unchanged=done.unchanged,
    )
