"""How many numbers of a service are given out before noon and after it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, func, or_, select

from db.calendar import Calendar, Day, Span, calendar_of, must_be_open, of_hours
from db.directory import Named
from db.errors import CapReached
from db.models import service, ticket
from db.statement import Statement, ask_ahead
from db.status import TicketState
from db.turn import Turn

_last_serial = (
    select(func.coalesce(func.max(ticket.c.serial), 0))
    .where(ticket.c.business_date == bindparam("business_date"), ticket.c.prefix == service.c.id)
    .scalar_subquery()
)
_CAPS = Statement(
    select(
        service.c.name,
        service.c.name_en,
        service.c.cap_am,
        service.c.cap_pm,
        _last_serial.label("last_serial"),
    ).where(service.c.id == bindparam("service_id"))
)
_ALL_CAPS = select(service.c.id, service.c.cap_am, service.c.cap_pm).where(
    ~service.c.retired, or_(service.c.cap_am.is_not(None), service.c.cap_pm.is_not(None))
)
_COUNTED = (
    ticket.c.business_date == bindparam("business_date"),
    # Not IS NULL: SQLite would go through all tickets that ever were, by the index of the bookings.
    func.coalesce(ticket.c.appointment_id, 0) == 0,
    ticket.c.state != TicketState.CANCELLED.value,
    ticket.c.issued_at >= bindparam("since"),
    ticket.c.issued_at < bindparam("until"),
)
_GIVEN_OUT = Statement(select(func.count()).where(*_COUNTED, ticket.c.prefix == bindparam("service_id")))
_ALL_GIVEN_OUT = (
    select(ticket.c.prefix, func.count().label("given")).where(*_COUNTED).group_by(ticket.c.prefix)
)


def must_give_numbers(turn: Turn, service_id: str) -> None:
    """Raise `HallClosed` or `CapReached`, with the next chance, when the service gives out no number now.

    A cap counts what was taken on the spot in the usual hours: a booking has its own place, and extra hours
    are added because the caps did not do.
    """
    asked = {"service_id": service_id, "business_date": turn.business_date}
    ask_ahead(turn.connection, of_hours(turn.business_date), (_CAPS, asked))
    calendar = calendar_of(turn)
    today = must_be_open(calendar, turn.now)
    if any(turn.now in span for span in today.extra):
        return
    caps = _CAPS.first(turn.connection, asked)
    if caps is None or (caps["cap_am"] is None and caps["cap_pm"] is None):
        return
    halves = _halves(calendar, today.date, caps["cap_am"], caps["cap_pm"])
    half, cap = next((half, cap) for half, cap in halves if turn.now in half)
    if cap is None or caps["last_serial"] < cap:
        return  # numbers have no gaps: so few were given out all day
    if _given_out(turn, service_id, today, half) >= cap:
        following = _next_chance(calendar, half.closes, caps["cap_am"], caps["cap_pm"], turn.now)
        raise CapReached(
            service=Named(caps["name"], caps["name_en"]), cap=cap, next=calendar.local(following)
        )


def read_full(connection: Connection, calendar: Calendar, now: datetime) -> dict[str, datetime | None]:
    """The services whose numbers are all taken now, each with the next chance that the calendar knows."""
    today = calendar.on(now.astimezone(calendar.time_zone).date())
    if not any(now in span for span in today.issue) or any(now in span for span in today.extra):
        return {}
    full: dict[str, datetime | None] = {}
    given_out: dict[str, int] | None = None
    for row in connection.execute(_ALL_CAPS):
        halves = _halves(calendar, today.date, row.cap_am, row.cap_pm)
        half, cap = next((half, cap) for half, cap in halves if now in half)
        if cap is None:
            continue
        if given_out is None:
            counts = connection.execute(_ALL_GIVEN_OUT, _period(today, half))
            given_out = {each.prefix: each.given for each in counts}
        if given_out.get(row.id, 0) >= cap:
            full[row.id] = _next_chance(calendar, half.closes, row.cap_am, row.cap_pm, now)
    return full


def _halves(
    calendar: Calendar, day: date, cap_am: int | None, cap_pm: int | None
) -> tuple[tuple[Span, int | None], tuple[Span, int | None]]:
    noon = calendar.moment(day, time(12))
    before = Span(calendar.moment(day, time.min), noon)
    after = Span(noon, calendar.moment(day + timedelta(days=1), time.min))
    return (before, cap_am), (after, cap_pm)


def _given_out(turn: Turn, service_id: str, today: Day, half: Span) -> int:
    given_out: int = _GIVEN_OUT.value(turn.connection, _period(today, half) | {"service_id": service_id})
    return given_out


def _period(today: Day, half: Span) -> dict[str, date | datetime]:
    """The usual hours of half a day."""
    usual = [span for span in today.issue if span.opens < half.closes and half.opens < span.closes]
    return {
        "business_date": today.date,
        "since": max(half.opens, min(span.opens for span in usual)),
        "until": min(half.closes, max(span.closes for span in usual)),
    }


def _next_chance(
    calendar: Calendar, full_until: datetime, cap_am: int | None, cap_pm: int | None, now: datetime
) -> datetime | None:
    """When numbers are given out next: in the next half day, or in extra hours before that."""
    for day in calendar.days_from(now):
        chances = [span.opens for span in day.extra if span.opens > now]
        for half, cap in _halves(calendar, day.date, cap_am, cap_pm):
            if cap == 0 or half.opens < full_until:
                continue
            chances += [
                max(span.opens, half.opens)
                for span in day.issue
                if span.closes > half.opens and span.opens < half.closes
            ]
        if chances:
            return min(chances)
    return None
