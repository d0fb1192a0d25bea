"""When the hall is open: weekly hours, holidays, single days, extra hours, caps; a refusal names the next chance."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from db import calendar, queue
from db.calendar import open_extra
from db.directory import Named
from db.engine import Database, open_database
from db.errors import CapReached, DayOver, HallClosed, HallError, LoadError, NoTimeSpan
from db.hall_folder import read_hall
from db.journal import from_row, to_row
from db.loader import load_hall
from db.models import opening_hours, service
from tests.hand_clock import HandClock, at
from tests.small_hall import load_small_hall

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def clock() -> HandClock:
    """Tuesday, 10:00, to begin with."""
    return HandClock()


@pytest.fixture
def hall(database_url: str, clock: HandClock) -> Iterator[Database]:
    """The small hall with the sample hall's hours, by a clock set by hand."""
    opened = open_database(database_url, "test", clock=clock)
    load_small_hall(opened)
    with opened.engine.begin() as connection:
        for kind, opens, closes in (
            ("issue", time(8, 30), time(11, 45)),
            ("issue", time(12, 45), time(16, 45)),
            ("serve", time(9), time(12)),
            ("serve", time(13), time(17)),
        ):
            rows = [{"weekday": day, "kind": kind, "opens": opens, "closes": closes} for day in range(5)]
            connection.execute(insert(opening_hours), rows)
    yield opened
    opened.close()


def _on(hall: Database, day: date, kind: str, opens: time | None, closes: time | None, **reason: str) -> None:
    with hall.engine.begin() as connection:
        connection.execute(
            insert(opening_hours).values(date=day, kind=kind, opens=opens, closes=closes, **reason)
        )


def _cap(hall: Database, service_id: str, am: int | None, pm: int | None) -> None:
    with hall.engine.begin() as connection:
        connection.execute(update(service).where(service.c.id == service_id).values(cap_am=am, cap_pm=pm))


def _refused(hall: Database, kind: type[HallError], service_id: str = "B2") -> HallError:
    with pytest.raises(kind) as refusal:
        queue.issue(hall, uuid4(), service_id)
    return refusal.value


def _status(hall: Database, moment: datetime) -> calendar.OpenStatus:
    with hall.reading() as connection:
        return calendar.status(connection, moment)


@pytest.mark.parametrize("hour", [0, 10, 23])
def test_a_hall_that_names_no_hours_is_always_open(small_hall: Database, hour: int) -> None:
    moment = at(2026, 10, 1, hour)
    status = _status(small_hall, moment)
    assert status.issue == status.serve == calendar.Hours(open=True, until=None, next=None)
    assert status.reason is None
    assert queue.issue(small_hall, uuid4(), "B2").number == "B2001"


def test_numbers_are_given_out_from_opening_up_to_closing(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 24, 8, 29)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 11, 24, 8, 30)
    clock.moment = at(2026, 11, 24, 8, 30)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    clock.moment = at(2026, 11, 24, 11, 45)
    noon = _refused(hall, HallClosed)
    assert noon.fields == {"reason": "closed at this hour", "next": at(2026, 11, 24, 12, 45)}
    assert str(noon) == (
        "No numbers are given out now: closed at this hour. The next ones from 2026-11-24 12:45."
    )


def test_friday_evening_refers_to_monday(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 11, 27, 18)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 11, 30, 8, 30)
    clock.moment = at(2026, 11, 28, 10)
    saturday = _refused(hall, HallClosed)
    assert saturday.fields["reason"] == "closed on this day of the week"
    assert saturday.fields["next"] == at(2026, 11, 30, 8, 30)


def test_a_holiday_is_named_and_the_next_chance_lies_behind_it(hall: Database, clock: HandClock) -> None:
    clock.moment = at(2026, 10, 1, 10)
    refusal = _refused(hall, HallClosed)
    assert refusal.fields["reason"] == Named("国庆节", "National Day")
    assert refusal.fields["next"] == at(2026, 10, 8, 8, 30)
    assert "National Day" in str(refusal)


def test_a_swapped_saturday_has_the_hours_of_a_friday(hall: Database, clock: HandClock) -> None:
    with hall.engine.begin() as connection:
        friday = (opening_hours.c.weekday == 4) & (opening_hours.c.opens == time(12, 45))
        connection.execute(update(opening_hours).where(friday).values(closes=time(15)))
    clock.moment = at(2026, 10, 10, 14, 59)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    clock.moment = at(2026, 10, 10, 15)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 10, 12, 8, 30)


def test_a_swapped_sunday_has_the_hours_of_a_monday() -> None:
    assert calendar.working_weekday(date(2026, 1, 4)) == 0
    assert calendar.working_weekday(date(2026, 1, 11)) == 6


def test_of_a_year_that_nobody_has_published_only_the_fixed_holidays_are_known(
    hall: Database, clock: HandClock
) -> None:
    assert not _status(hall, at(2031, 1, 2, 10)).holidays_known
    assert _status(hall, at(2026, 1, 2, 10)).holidays_known
    clock.moment = at(2031, 1, 1, 10)
    assert _refused(hall, HallClosed).fields["reason"] == Named("元旦", "New Year's Day")
    clock.moment = at(2031, 1, 2, 10)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    assert calendar.holiday(date(2031, 2, 3)) is None


def test_a_day_of_its_own_goes_before_weekday_and_holiday(hall: Database, clock: HandClock) -> None:
    _on(hall, date(2026, 10, 2), "issue", time(9), time(10))
    clock.moment = at(2026, 10, 2, 9, 30)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    clock.moment = at(2026, 10, 2, 10)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 10, 8, 8, 30)
    serving = _status(hall, at(2026, 10, 2, 9, 30)).serve
    assert serving.until == at(2026, 10, 2, 10)


def test_a_closed_day_says_why_in_both_languages(hall: Database, clock: HandClock) -> None:
    _on(hall, date(2026, 11, 24), "closed", None, None, reason="消防演练", reason_en="Fire drill")
    refusal = _refused(hall, HallClosed)
    assert refusal.fields == {"reason": Named("消防演练", "Fire drill"), "next": at(2026, 11, 25, 8, 30)}


def test_a_hall_that_stays_closed_says_so(hall: Database, clock: HandClock) -> None:
    for number in range(calendar.HORIZON_DAYS):
        _on(hall, date(2026, 11, 24) + timedelta(days=number), "closed", None, None)
    refusal = _refused(hall, HallClosed)
    assert refusal.fields["next"] is None
    assert "closed on this day. Please ask" in str(refusal)


def test_extra_hours_open_the_hall_on_one_day_beside_all_others(hall: Database, clock: HandClock) -> None:
    request = uuid4()
    added = open_extra(hall, request, date(2026, 11, 28), time(9), time(11))
    assert open_extra(hall, request, date(2026, 11, 28), time(9), time(11)) == added
    clock.moment = at(2026, 11, 28, 8)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 11, 28, 9)
    clock.moment = at(2026, 11, 28, 9)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"
    clock.moment = at(2026, 11, 28, 11)
    assert _refused(hall, HallClosed).fields["next"] == at(2026, 11, 30, 8, 30)


def test_extra_hours_lengthen_a_day(hall: Database, clock: HandClock) -> None:
    open_extra(hall, uuid4(), date(2026, 11, 24), time(16, 45), time(0))
    assert _status(hall, at(2026, 11, 24, 16)).issue.until == at(2026, 11, 25, 0)
    clock.moment = at(2026, 11, 24, 23, 59)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"


def test_extra_hours_must_end_after_they_begin_and_not_lie_in_the_past(
    hall: Database, clock: HandClock
) -> None:
    with pytest.raises(NoTimeSpan, match="18:00 to 17:00"):
        open_extra(hall, uuid4(), date(2026, 11, 24), time(18), time(17))
    with pytest.raises(DayOver, match="2026-11-23"):
        open_extra(hall, uuid4(), date(2026, 11, 23), time(17), time(18))


def test_extra_hours_stay_when_the_hall_is_loaded_anew(hall: Database, clock: HandClock) -> None:
    open_extra(hall, uuid4(), date(2026, 11, 28), time(9), time(11))
    load_hall(hall, uuid4(), read_hall(SAMPLE))
    load_hall(hall, uuid4(), read_hall(SAMPLE))
    status = _status(hall, at(2026, 11, 28, 10))
    assert status.issue.open
    assert status.issue.next == at(2026, 11, 30, 8, 30)


def test_what_happened_to_the_hours_can_be_read_back(hall: Database, clock: HandClock) -> None:
    added = open_extra(hall, uuid4(), date(2026, 11, 28), time(9), time(11))
    assert from_row(to_row(added)) == added


def test_a_screen_learns_until_when_and_when_next(hall: Database) -> None:
    status = _status(hall, at(2026, 11, 24, 16, 50))
    assert status.issue == calendar.Hours(False, None, at(2026, 11, 25, 8, 30))
    assert status.serve == calendar.Hours(True, at(2026, 11, 24, 17), at(2026, 11, 25, 9))
    assert status.reason == "closed at this hour"
    morning = _status(hall, at(2026, 11, 24, 9))
    assert morning.issue == calendar.Hours(True, at(2026, 11, 24, 11, 45), at(2026, 11, 24, 12, 45))
    assert morning.reason is None


def test_hours_are_the_halls_own_whatever_zone_the_clock_speaks(hall: Database, clock: HandClock) -> None:
    clock.moment = datetime(2026, 11, 24, 0, 29, tzinfo=UTC)
    _refused(hall, HallClosed)
    clock.moment = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert queue.issue(hall, uuid4(), "B2").number == "B2001"


def test_a_full_morning_refers_to_the_afternoon_and_that_to_the_next_day(
    hall: Database, clock: HandClock
) -> None:
    _cap(hall, "B2", 2, 1)
    for _ in range(2):
        queue.issue(hall, uuid4(), "B2")
    morning = _refused(hall, CapReached)
    assert morning.fields == {
        "service": Named("社会保障卡", "Social security card"),
        "cap": 2,
        "next": at(2026, 11, 24, 12, 45),
    }
    assert queue.issue(hall, uuid4(), "B1").number == "B1001"
    clock.moment = at(2026, 11, 24, 13)
    assert queue.issue(hall, uuid4(), "B2").number == "B2003"
    assert _refused(hall, CapReached).fields["next"] == at(2026, 11, 25, 8, 30)


def test_a_number_given_back_makes_room_under_the_cap(hall: Database, clock: HandClock) -> None:
    _cap(hall, "B2", 1, None)
    first = queue.issue(hall, uuid4(), "B2")
    _refused(hall, CapReached)
    queue.cancel(hall, uuid4(), first.ticket_id, "paper failed")
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"


def test_a_service_with_no_numbers_in_the_afternoon_refers_to_a_morning(
    hall: Database, clock: HandClock
) -> None:
    _cap(hall, "B2", 5, 0)
    clock.moment = at(2026, 11, 24, 13)
    assert _refused(hall, CapReached).fields["next"] == at(2026, 11, 25, 8, 30)
    _cap(hall, "B2", 0, 0)
    assert _refused(hall, CapReached).fields["next"] is None


def test_the_cap_does_not_hold_in_extra_hours_nor_count_them(hall: Database, clock: HandClock) -> None:
    _cap(hall, "B2", 1, 1)
    open_extra(hall, uuid4(), date(2026, 11, 24), time(11, 45), time(12, 45))
    open_extra(hall, uuid4(), date(2026, 11, 24), time(16, 45), time(19))
    queue.issue(hall, uuid4(), "B2")
    assert _refused(hall, CapReached).fields["next"] == at(2026, 11, 24, 11, 45)
    clock.moment = at(2026, 11, 24, 12, 30)
    for _ in range(3):
        queue.issue(hall, uuid4(), "B2")
    clock.moment = at(2026, 11, 24, 13)
    assert queue.issue(hall, uuid4(), "B2").number == "B2005"
    assert _refused(hall, CapReached).fields["next"] == at(2026, 11, 24, 16, 45)
    clock.moment = at(2026, 11, 24, 17)
    assert queue.issue(hall, uuid4(), "B2").number == "B2006"


def test_noon_divides_hours_that_run_through(hall: Database, clock: HandClock) -> None:
    _on(hall, date(2026, 11, 24), "issue", time(9), time(17))
    _cap(hall, "B2", 1, 1)
    queue.issue(hall, uuid4(), "B2")
    assert _refused(hall, CapReached).fields["next"] == at(2026, 11, 24, 12)
    clock.moment = at(2026, 11, 24, 12)
    assert queue.issue(hall, uuid4(), "B2").number == "B2002"


# --- The hall's folder ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample hall, to be edited."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "hall"))


def _add(folder: Path, toml: str) -> None:
    with (folder / "hall.toml").open("a", encoding="utf-8") as file:
        file.write(toml)


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(LoadError) as caught:
        read_hall(folder)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_sample_hall_brings_its_hours_and_slots(database_url: str, clock: HandClock) -> None:
    database = open_database(database_url, "test", clock=clock)
    load_hall(database, uuid4(), read_hall(SAMPLE))
    assert _status(database, clock.moment).issue.until == at(2026, 11, 24, 11, 45)
    clock.moment = at(2026, 11, 24, 12)
    _refused(database, HallClosed)
    database.close()


def test_single_days_may_be_written_as_texts_or_as_dates(
    database_url: str, clock: HandClock, folder: Path
) -> None:
    _add(
        folder,
        '\n[[day]]\ndate = 2026-11-24\nreason = "停电"\nreason_en = "Power cut"\n'
        '\n[[day]]\ndate = "2026-11-28"\nopens = 09:00:00\ncloses = "24:00"\n',
    )
    database = open_database(database_url, "test", clock=clock)
    load_hall(database, uuid4(), read_hall(folder))
    refusal = _refused(database, HallClosed)
    assert refusal.fields["reason"] == Named("停电", "Power cut")
    saturday = _status(database, at(2026, 11, 28, 10))
    assert saturday.issue.until == saturday.serve.until == at(2026, 11, 29, 0)
    database.close()


@pytest.mark.parametrize(
    ("toml", "mistake"),
    [
        (
            '[[hours]]\nweekdays="0-5"\nkind="issue"\nopens="08:00"\ncloses="09:00"',
            "must be days of the week",
        ),
        ('[[hours]]\nweekdays="6"\nkind="open"\nopens="08:00"\ncloses="09:00"', "must be issue"),
        ('[[hours]]\nweekdays="6"\nkind="issue"\nopens="8"\ncloses="09:00"', "must be a time such as 08:30"),
        ('[[hours]]\nweekdays="6"\nkind="issue"\nopens="09:00"\ncloses="08:00"', "need `opens` and a later"),
        ('[[hours]]\nweekdays="5"\nkind="issue"\nopens="11:00"\ncloses="12:00"', "these hours overlap"),
        ('[[day]]\ndate="2026-13-01"', "must be a date such as 2026-10-01"),
        ('[[day]]\ndate="2026-12-01"\nopens="09:00"', "need `opens` and a later"),
        (
            '[[day]]\ndate="2026-12-01"\nopens="09:00"\ncloses="10:00"\n[[day]]\ndate="2026-12-01"',
            "2026-12-01 is both open and closed",
        ),
        ('[[day]]\ndate="2026-12-01"\nwhy="x"', "“why” is not known here"),
    ],
)
def test_mistakes_in_hours_are_told_with_their_place(folder: Path, toml: str, mistake: str) -> None:
    _add(folder, f"\n{toml}\n")
    (told,) = _mistakes(folder)
    assert mistake in told
    assert told.startswith("hall.toml:")


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("A1,1-5,09:00,3", "“A1” cannot be booked"),
        ("B2,1-5,9 o'clock,3", "must be a time such as 08:30"),
        ("B2,3,09:00,3", "this slot stands at slots.csv:"),
    ],
)
def test_mistakes_in_slots_are_told_with_their_place(folder: Path, line: str, mistake: str) -> None:
    with (folder / "slots.csv").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (told,) = _mistakes(folder)
    assert mistake in told
    assert told.startswith("slots.csv:260 ")


def test_a_folder_without_hours_or_slots_is_a_hall_that_is_always_open(
    database: Database, folder: Path
) -> None:
    text = (folder / "hall.toml").read_text(encoding="utf-8")
    (folder / "hall.toml").write_text(text.partition("[[hours]]")[0], encoding="utf-8")
    (folder / "slots.csv").unlink()
    load_hall(database, uuid4(), read_hall(folder))
    assert queue.issue(database, uuid4(), "B2").number == "B2001"


def test_the_halls_section_may_set_its_rules(database: Database, folder: Path) -> None:
    path = folder / "hall.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("paper_confirm_s = 60", "paper_confirm_s = 60\nbooking_late_min = 5"), "utf-8"
    )
    read = read_hall(folder)
    assert read.hall["booking_late_min"] == 5
    assert "booking_early_min" not in read.hall
    load_hall(database, uuid4(), read)
