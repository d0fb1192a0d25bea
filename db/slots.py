"""What can be booked: the slots of a service on the hall's own days, and how many places are left in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from db.calendar import Calendar, Day, HoursKind, Reason, read_calendar, working_weekday
from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, NotBookable, SlotRefused, UnknownThing
from db.models import appointment, hall, service, slot
from db.status import AppointmentState

NO_SLOT = QT_TRANSLATE_NOOP("errors", "there is no slot at that time")
SLOT_OVER = QT_TRANSLATE_NOOP("errors", "that time is over")
TOO_FAR_AHEAD = QT_TRANSLATE_NOOP("errors", "that is too far ahead")
SLOT_FULL = QT_TRANSLATE_NOOP("errors", "all places are taken")


@dataclass(frozen=True)
class Slot:
    """A time of one day that can be booked, and the places left in it."""

    starts_at: datetime
    capacity: int
    left: int


@dataclass(frozen=True)
class Bookable:
    """A service that takes bookings."""

    id: str
    zone_id: str
    name: Named


_SERVICE = select(service.c.zone_id, service.c.name, service.c.name_en, service.c.by_appointment).where(
    service.c.id == bindparam("service_id"), ~service.c.retired
)
_WEEK = select(slot.c.weekday, slot.c.starts, slot.c.capacity).where(
    slot.c.service_id == bindparam("service_id")
)
_TAKEN = (
    select(appointment.c.starts_at, func.count().label("taken"))
    .where(
        appointment.c.service_id == bindparam("service_id"),
        appointment.c.state != AppointmentState.CANCELLED.value,
        appointment.c.starts_at >= bindparam("since"),
    )
    .group_by(appointment.c.starts_at)
)
_HALL = select(hall.c.time_zone, hall.c.booking_days_ahead)


def bookable_service(connection: Connection, service_id: str) -> Bookable:
    """The service, which must exist and take bookings."""
    row = connection.execute(_SERVICE, {"service_id": service_id}).first()
    if row is None:
        raise UnknownThing(kind=QT_TRANSLATE_NOOP("errors", "service"), name=service_id)
    name = Named(row.name, row.name_en)
    if not row.by_appointment:
        raise NotBookable(service=name)
    return Bookable(service_id, row.zone_id, name)


class Diary:
    """One service's slots from a moment on, as they are booked now."""

    def __init__(self, connection: Connection, calendar: Calendar, service_id: str, since: datetime) -> None:
        self.calendar = calendar
        self._week: dict[int, list[tuple[time, int]]] = {}
        for weekday, starts, capacity in connection.execute(_WEEK, {"service_id": service_id}):
            self._week.setdefault(weekday, []).append((starts, capacity))
        values = {"service_id": service_id, "since": since}
        rows = connection.execute(_TAKEN, values)
        self.taken: Counter[datetime] = Counter({row.starts_at: row.taken for row in rows})

    def on(self, day: Day) -> list[Slot]:
        """The slots of a day, as far as counters serve then."""
        serving = day.spans(HoursKind.SERVE)
        found = []
        for starts, capacity in sorted(self._week.get(working_weekday(day.date), [])):
            moment = self.calendar.moment(day.date, starts)
            if any(moment in span for span in serving):
                found.append(Slot(moment, capacity, max(0, capacity - self.taken[moment])))
        return found

    def slot_at(self, moment: datetime) -> Slot | Reason:
        """The slot that begins at a moment, or why there is none."""
        day = self.calendar.on(moment.astimezone(self.calendar.time_zone).date())
        for each in self.on(day):
            if each.starts_at == moment:
                return each
        return NO_SLOT if day.spans(HoursKind.SERVE) else day.otherwise

    def ahead(self, moment: datetime, days_ahead: int) -> list[Slot]:
        """What begins after a moment, today and on so many working days after it."""
        working_days = 0
        found: list[Slot] = []
        for number, day in enumerate(self.calendar.days_from(moment)):
            working_days += bool(number and day.spans(HoursKind.SERVE))
            if working_days > days_ahead:
                break
            found += [each for each in self.on(day) if each.starts_at > moment]
        return found


def free_slots(connection: Connection, service_id: str, moment: datetime) -> list[Slot]:
    """What somebody can book now for a service, full slots included (nothing left in them)."""
    time_zone, days_ahead = connection.execute(_HALL).one()
    bookable_service(connection, service_id)
    diary = open_diary(connection, ZoneInfo(time_zone), service_id, moment)
    return diary.ahead(moment, days_ahead)


def open_diary(connection: Connection, time_zone: ZoneInfo, service_id: str, moment: datetime) -> Diary:
    """A service's slots from the day of a moment on."""
    today = moment.astimezone(time_zone).date()
    calendar = read_calendar(connection, time_zone, today)
    return Diary(connection, calendar, service_id, calendar.moment(today, time.min))


def must_be_free(
    diary: Diary, bookable: Bookable, starts_at: datetime, now: datetime, days_ahead: int
) -> None:
    """Raise `SlotRefused`, with the next free slot, unless somebody may book this one now."""
    offered = diary.ahead(now, days_ahead)
    if any(each.starts_at == starts_at and each.left for each in offered):
        return
    raise SlotRefused(
        service=bookable.name,
        starts=diary.calendar.local(starts_at),
        reason=_why_not(diary, offered, starts_at, now),
        next=diary.calendar.local(_next_free(offered, starts_at)),
    )


def _why_not(diary: Diary, offered: Sequence[Slot], starts_at: datetime, now: datetime) -> Reason:
    if starts_at <= now:
        return SLOT_OVER
    found = diary.slot_at(starts_at)
    if not isinstance(found, Slot):
        return found
    return SLOT_FULL if any(each.starts_at == starts_at for each in offered) else TOO_FAR_AHEAD


def _next_free(offered: Sequence[Slot], wished: datetime) -> datetime | None:
    """The first free slot after the one wished for; if there is none, the last free one before it."""
    free = [each.starts_at for each in offered if each.left]
    later = [starts_at for starts_at in free if starts_at > wished]
    return later[0] if later else free[-1] if free else None
