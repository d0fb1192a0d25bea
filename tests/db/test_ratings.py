"""The visitor is asked how it was; nobody else can say."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from db import queue
from db.audit import verify
from db.cases import (
    AnswerMissing,
    CaseOfNobody,
    CaseOver,
    OwnCase,
    close_case,
    read_cases,
    working_days_after,
)
from db.engine import Database
from db.errors import NothingToUndo, UnknownThing
from db.models import clerk, event, ticket
from db.privacy import purge
from db.rating_events import CaseClosed, CaseOpened, RatingAsked, RatingGiven, RatingLevel, RatingMissed
from db.rating_figures import Ratings
from db.rating_tables import rating
from db.ratings import (
    MAY_TAKE_S,
    WORDS_AT_MOST,
    NobodyToAsk,
    NotTheRatingStation,
    RatedAlready,
    RatingByStaff,
    RatingOver,
    RatingPlace,
    cleaned,
    read_rating_places,
)
from db.reports import By, report
from db.roles import NotAllowed, NotYourCounter
from db.visit import read_visit
from tests.db.day import Day


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    """Wang at 48, Li at 47; Zhao is a supervisor."""
    told = Day(database_url)
    told.do(queue.open_counter, 48, "wang")
    told.do(queue.open_counter, 47, "li")
    with told.hall.engine.begin() as connection:
        connection.execute(update(clerk).where(clerk.c.id == "zhao").values(role="supervisor"))
    yield told
    told.hall.close()


def station(day: Day, counter: int = 48) -> Database:
    """The pad or the screen before the visitor of a counter."""
    theirs = copy(day.hall)
    theirs.station = f"rating {counter}"
    return theirs


def visited(day: Day, counter: int = 48) -> int:
    """A visitor was served, has just ended and is asked; returns the call."""
    day.take("B2")
    called = day.call(counter)
    day.visit_over(counter)
    day.do(queue.ask_rating, counter)
    return called.call_id


def place(day: Day, counter: int = 48) -> RatingPlace:
    with day.hall.reading() as connection:
        return read_rating_places(connection, [counter])[counter]


def kept(day: Day, call_id: int) -> tuple[str, str]:
    with day.hall.reading() as connection:
        row = connection.execute(select(rating).where(rating.c.call_id == call_id)).one()
        return row.level, row.words


def test_the_visitor_is_asked_and_says_how_it_was(day: Day) -> None:
    call_id = visited(day)
    due = place(day).due
    assert due is not None
    assert (due.call_id, due.number, due.service.name_en) == (call_id, "B2001", "Social security card")
    assert kept(day, call_id) == ("not_rated", ""), "whatever happens next, nobody has rated yet"

    given = queue.give_rating(station(day), uuid4(), call_id, RatingLevel.SATISFIED, " 很快 ")

    assert (given.level, given.with_words, given.by, given.station) == (
        RatingLevel.SATISFIED,
        True,
        None,
        "rating 48",
    )
    assert kept(day, call_id) == ("satisfied", "很快")
    assert place(day).due is None


@pytest.mark.parametrize("who", ["wang", "li", "zhao"])
def test_nobody_of_the_staff_can_enter_a_rating(day: Day, who: str) -> None:
    call_id = visited(day)
    with pytest.raises(RatingByStaff, match="visitor's own"):
        queue.give_rating(station(day).acting_for(who), uuid4(), call_id, RatingLevel.VERY_SATISFIED)
    with pytest.raises(RatingByStaff):
        queue.miss_rating(station(day).acting_for(who), uuid4(), call_id)
    assert kept(day, call_id) == ("not_rated", "")


def test_only_the_counters_own_station_can_send_one(day: Day) -> None:
    call_id = visited(day)
    for elsewhere in (day.hall, station(day, 47)):
        with pytest.raises(NotTheRatingStation, match="counter 48"):
            queue.give_rating(elsewhere, uuid4(), call_id, RatingLevel.SATISFIED)


def test_a_rating_is_for_the_visit_that_has_just_ended(day: Day) -> None:
    with pytest.raises(NobodyToAsk):
        day.do(queue.ask_rating, 48)
    first = visited(day)
    day.take("B2")
    second = day.call()
    assert place(day).due is not None, "the next is only called: the one before may still answer"
    day.do(queue.serve, second.call_id)
    assert place(day).due is None
    with pytest.raises(RatingOver, match="B2001"):
        queue.give_rating(station(day), uuid4(), first, RatingLevel.VERY_DISSATISFIED)
    with pytest.raises(NobodyToAsk):
        day.do(queue.ask_rating, 48)


def test_who_did_not_come_or_moved_on_is_not_asked(day: Day) -> None:
    day.take("B2")
    day.do(queue.no_show, day.call().call_id)
    with pytest.raises(NobodyToAsk):
        day.do(queue.ask_rating, 48)
    day.take("B2")
    moving = day.call()
    day.do(queue.serve, moving.call_id)
    day.do(queue.transfer, moving.call_id, to_counter=3)
    with pytest.raises(NobodyToAsk):
        day.do(queue.ask_rating, 48)


def test_a_clerk_asks_at_his_own_counter(day: Day) -> None:
    visited(day)
    assert isinstance(queue.ask_rating(day.hall.acting_for("wang"), uuid4(), 48), RatingAsked)
    with pytest.raises(NotYourCounter):
        queue.ask_rating(day.hall.acting_for("li"), uuid4(), 48)


def test_one_visit_is_rated_once(day: Day) -> None:
    call_id = visited(day)
    request = uuid4()
    first = queue.give_rating(station(day), request, call_id, RatingLevel.SATISFIED)
    assert queue.give_rating(station(day), request, call_id, RatingLevel.SATISFIED) == first
    with pytest.raises(RatingOver):
        queue.give_rating(station(day), uuid4(), call_id, RatingLevel.VERY_SATISFIED)
    with pytest.raises(RatedAlready):
        day.do(queue.ask_rating, 48)
    assert kept(day, call_id)[0] == "satisfied"


def test_who_says_nothing_stays_unrated_and_can_be_asked_again(day: Day) -> None:
    call_id = visited(day.at("09:00"))
    missed = queue.miss_rating(station(day), uuid4(), call_id)
    assert isinstance(missed, RatingMissed)
    assert place(day).due is None
    with pytest.raises(RatingOver):
        queue.give_rating(station(day), uuid4(), call_id, RatingLevel.SATISFIED)
    day.do(queue.ask_rating, 48)
    assert queue.give_rating(station(day), uuid4(), call_id, RatingLevel.SATISFIED)


def test_a_rating_that_comes_too_late_is_none(day: Day) -> None:
    call_id = visited(day.at("09:00"))
    day.now += timedelta(seconds=60 + MAY_TAKE_S + 1)
    assert place(day).due is None
    with pytest.raises(RatingOver):
        queue.give_rating(station(day), uuid4(), call_id, RatingLevel.SATISFIED)
    assert queue.miss_rating(station(day), uuid4(), call_id)


def test_a_finish_may_be_undone_until_the_visitor_has_spoken(day: Day) -> None:
    call_id = visited(day)
    day.do(queue.undo, call_id)
    assert place(day).due is None, "the visit goes on"
    with pytest.raises(RatingOver):
        queue.give_rating(station(day), uuid4(), call_id, RatingLevel.SATISFIED)
    day.do(queue.finish, call_id)
    day.do(queue.ask_rating, 48)
    queue.give_rating(station(day), uuid4(), call_id, RatingLevel.VERY_DISSATISFIED)
    with pytest.raises(NothingToUndo):
        day.do(queue.undo, call_id)


def test_who_comes_back_for_the_result_rates_what_was_done_today(day: Day) -> None:
    day.take("B2")
    called = day.call()
    day.do(queue.serve, called.call_id)
    day.do(queue.finish, called.call_id, pick_up="A1")
    asked = day.do(queue.ask_rating, 48)
    assert (asked.service_id, asked.counter_zone_id) == ("B2", "B")


# --- Words ---------------------------------------------------------------------------------------


def test_words_cannot_steer_a_terminal_or_an_eye() -> None:
    assert cleaned("慢\x1b[31m\x07 \u202eevil\n\nbad\x00 ") == "慢 [31m evil bad"
    assert len(cleaned("字" * 10_000)) == WORDS_AT_MOST


def test_no_event_bears_a_visitors_words(day: Day) -> None:
    call_id = visited(day)
    queue.give_rating(station(day), uuid4(), call_id, RatingLevel.DISSATISFIED, "王敏太慢了")
    with day.hall.reading() as connection:
        record = [str(row) for row in connection.execute(select(event))]
        visit = read_visit(connection, connection.execute(select(ticket.c.token)).scalar_one())
    assert not [line for line in record if "太慢" in line]
    assert visit is not None
    assert [type(each) for each in visit.history[-2:]] == [RatingGiven, CaseOpened]


def test_words_are_forgotten_with_the_visitors(day: Day) -> None:
    call_id = visited(day)
    queue.give_rating(station(day), uuid4(), call_id, RatingLevel.DISSATISFIED, "太慢")
    assert purge(day.hall, uuid4()) is None, "not yet"
    day.now += timedelta(days=30)
    forgotten = purge(day.hall, uuid4())
    assert forgotten is not None
    assert (forgotten.tickets, forgotten.ratings) == (0, 1)
    assert kept(day, call_id) == ("dissatisfied", "")
    assert verify(day.hall).broken is None


# --- Cases ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [RatingLevel.DISSATISFIED, RatingLevel.VERY_DISSATISFIED])
def test_the_two_lowest_levels_open_a_case(day: Day, level: RatingLevel) -> None:
    call_id = visited(day)
    queue.give_rating(station(day), uuid4(), call_id, level, "排队太久")
    with day.hall.reading() as connection:
        (case,) = read_cases(connection)
    assert (case.number, case.counter, case.clerk.name_en, case.level) == ("B2001", 48, "Wang Min", level)
    assert (case.words, case.due_on, case.overdue) == ("排队太久", date(2026, 11, 30), False)
    day.now += timedelta(days=8)
    with day.hall.reading() as connection:
        assert read_cases(connection)[0].overdue


@pytest.mark.parametrize(
    "level", [RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.FAIRLY_SATISFIED]
)
def test_the_others_open_none(day: Day, level: RatingLevel) -> None:
    queue.give_rating(station(day), uuid4(), visited(day), level)
    with day.hall.reading() as connection:
        assert read_cases(connection) == ()


def test_a_supervisor_closes_a_case_with_an_answer(day: Day) -> None:
    queue.give_rating(station(day), uuid4(), visited(day), RatingLevel.DISSATISFIED)
    with pytest.raises(NotAllowed):
        close_case(day.hall.acting_for("li"), uuid4(), 1, "已致电说明")
    with pytest.raises(CaseOfNobody):
        close_case(day.hall, uuid4(), 1, "已致电说明")
    supervisor = day.hall.acting_for("zhao")
    with pytest.raises(AnswerMissing):
        close_case(supervisor, uuid4(), 1, "  ")
    with pytest.raises(UnknownThing):
        close_case(supervisor, uuid4(), 7, "已致电说明")
    closed = close_case(supervisor, uuid4(), 1, "已致电说明，增开一个窗口")
    assert isinstance(closed, CaseClosed)
    assert (closed.by, closed.clerk_id, closed.case_id) == ("zhao", "wang", 1)
    with pytest.raises(CaseOver):
        close_case(supervisor, uuid4(), 1, "再说一遍")
    with day.hall.reading() as connection:
        assert read_cases(connection) == ()
        (case,) = read_cases(connection, closed=True)
    assert case.closed_by is not None
    assert (case.closed_by.name_en, case.answer) == ("Zhao Li", "已致电说明，增开一个窗口")
    assert verify(day.hall).broken is None


def test_nobody_closes_a_case_about_himself(day: Day) -> None:
    day.do(queue.open_counter, 3, "zhao")
    day.take("A1")
    called = day.call(3)
    day.visit_over(3)
    day.do(queue.ask_rating, 3)
    queue.give_rating(station(day, 3), uuid4(), called.call_id, RatingLevel.VERY_DISSATISFIED)
    with pytest.raises(OwnCase, match="Zhao Li served this visitor"):
        close_case(day.hall.acting_for("zhao"), uuid4(), 1, "没有问题")


def test_a_case_is_due_after_so_many_working_days() -> None:
    assert working_days_after(date(2026, 11, 23), 5) == date(2026, 11, 30)
    assert working_days_after(date(2025, 9, 30), 1) == date(2025, 10, 9), "National Day"
    assert working_days_after(date(2025, 9, 27), 1) == date(2025, 9, 28), "a Sunday that is worked"


# --- Counted -------------------------------------------------------------------------------------


def test_ratings_are_counted_with_the_visits_they_are_about(day: Day) -> None:
    for level in (RatingLevel.VERY_SATISFIED, RatingLevel.FAIRLY_SATISFIED, RatingLevel.DISSATISFIED):
        queue.give_rating(station(day), uuid4(), visited(day), level)
    visited(day)  # is asked and says nothing
    day.take("B2")
    day.call(47)
    day.visit_over(47)  # is not asked

    told = report(day.hall, by=By.CLERK)
    by_clerk = {line.key: line.figures.ratings for line in told.rows}
    assert by_clerk["wang"] == Ratings(very_satisfied=1, fairly_satisfied=1, dissatisfied=1, not_rated=1)
    assert by_clerk["li"] == Ratings()
    assert (told.total.ratings.asked, told.total.ratings.answered) == (4, 3)
    assert told.total.ratings.content == 2 / 3
    assert Ratings().content is None
    assert told.total.served == 5
