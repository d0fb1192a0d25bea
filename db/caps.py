"""How many numbers of a service are given out before noon and after it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, func, select

from db.calendar import Calendar, Day, Span, calendar_of, must_be_open
from db.directory import Named
from db.errors import CapReached
from db.models import service, ticket
from db.status import TicketState
from db.turn import Turn

_CAPS = select(service.c.name, service.c.name_en, service.c.cap_am, service.c.cap_pm).where(
    service.c.id == bindparam("service_id")
)
_GIVEN_OUT = select(func.count()).where(
    ticket.c.business_date == bindparam("business_date"),
    ticket.c.prefix == bindparam("service_id"),
    ticket.c.appointment_id.is_(None),
    ticket.c.state != TicketState.CANCELLED.value,
    ticket.c.issued_at >= bindparam("since"),
    ticket.c.issued_at < bindparam("until"),
)


def must_give_numbers(turn: Turn, service_id: str) -> None:
    """Raise `HallClosed` or `CapReached`, with the next chance, when the service gives out no number now.

    A cap counts what was taken on the spot in the usual hours: a booking has its own place, and extra hours
    are added because the caps did not do.
    """
    calendar = calendar_of(turn)
    today = must_be_open(calendar, turn.now)
    if any(turn.now in span for span in today.extra):
        return
    caps = turn.connection.execute(_CAPS, {"service_id": service_id}).first()
    if caps is None or (caps.cap_am is None and caps.cap_pm is None):
        return
    halves = _halves(calendar, today.date, caps.cap_am, caps.cap_pm)
    half, cap = next((half, cap) for half, cap in halves if turn.now in half)
    if cap is not None and _given_out(turn, service_id, today, half) >= cap:
        following = _next_chance(calendar, half.closes, caps.cap_am, caps.cap_pm, turn.now)
        raise CapReached(service=Named(caps.name, caps.name_en), cap=cap, next=calendar.local(following))


def _halves(
    calendar: Calendar, day: date, cap_am: int | None, cap_pm: int | None
) -> tuple[tuple[Span, int | None], tuple[Span, int | None]]:
    noon = calendar.moment(day, time(12))
    before = Span(calendar.moment(day, time.min), noon)
    after = Span(noon, calendar.moment(day + timedelta(days=1), time.min))
    return (before, cap_am), (after, cap_pm)


def _given_out(turn: Turn, service_id: str, today: Day, half: Span) -> int:
    usual = [span for span in today.issue if span.opens < half.closes and half.opens < span.closes]
    values = {
        "business_date": today.date,
        "service_id": service_id,
        "since": max(half.opens, min(span.opens for span in usual)),
        "until": min(half.closes, max(span.closes for span in usual)),
    }
    return turn.connection.execute(_GIVEN_OUT, values).scalar_one()


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
