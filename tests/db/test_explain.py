"""Why a ticket was called when it was, told to a visitor who asks days later."""

import re
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select

from db import queue
from db.errors import ReactivatedOftenEnough, UnknownThing
from db.explain import Explanation, Rule, explain
from db.explain_words import _WHY, _WORDS, in_words
from db.models import call
from db.status import HoldKind
from db.tickets import walk_in
from db.turn import take_turn
from tests.db.day import Day


@pytest.fixture
def day(database_url: str) -> Iterator[Day]:
    """A day with Wang at 48 and Li at 47 (both B2, help B1 with 10 minutes), and Zhao at 49 (B1, low)."""
    told = Day(database_url)
    for counter, clerk in ((48, "wang"), (47, "li"), (49, "zhao")):
        told.do(queue.open_counter, counter, clerk)
    yield told
    told.hall.close()


def overtakers(told: Explanation, stretch: int = -1) -> list[tuple[str, Rule, int]]:
    return [(other.number, other.rule, other.minutes) for other in told.stretches[stretch].overtakers]


def words(told: Explanation, language: str = "en") -> str:
    return "\n".join(in_words(told, language))


def test_first_come_first_served_needs_no_excuse(day: Day) -> None:
    for time in ("09:00", "09:01", "09:02"):
        day.at(time).take()
    day.at("09:10").call()
    day.call(47)
    told = explain(day.hall, "b2 002")
    (stretch,) = told.stretches
    assert stretch.called is not None
    assert stretch.called.runner_up is not None
    assert (stretch.called.counter, stretch.called.runner_up.number) == (47, "B2003")
    assert (stretch.came_earlier, stretch.overtakers) == (1, ())
    assert in_words(told, "en") == [
        "B2002 on 2026-11-23",
        "09:01:00  Took a number for B2 Social security card; 1 stood before it. It counts from that moment, 09:01:00.",
        "09:01:00  The paper was out: from now on it could be called.",
        "09:10:00  Counter 47 (Li Qiang) called it: of all it could call, this one counted the longest, from 09:01:00.",
        "09:10:00  Otherwise B2003 would have been next (counted from 09:02:00).",
        "  Before it, 1 who had come earlier were called.",
        "  Nobody who came later was called before it.",
    ]
    assert in_words(told, "zh")[3] == (
        "09:10:00  47 号窗口（李强）呼叫：在该窗口可呼叫的号码中，它计算等候最早（09:01:00）。"
    )


def test_a_head_start_is_told_without_its_reason(day: Day) -> None:
    mine = day.at("09:00").take()
    old = day.at("09:05").take(group_id="elderly")
    day.at("09:06").call()
    day.at("09:08").call(47)
    told = explain(day.hall, mine)
    assert overtakers(told) == [(old, Rule.HEAD_START, 30)]
    for language in ("zh", "en"):
        said = words(told, language)
        assert "08:35:00" in said
        assert not re.search("elderly|70|老年|aged", said.lower())
    # Their own reason they may be told.
    assert "It counts from 08:35:00: priority (Aged 70 and over), 30 min." in words(explain(day.hall, old))


def test_the_runner_ups_reason_is_not_named_either(day: Day) -> None:
    for _ in range(2):
        day.at("09:00").take(group_id="elderly")
    day.at("09:05").call()
    with_priority = "Otherwise B2002 would have been next (counted from 08:30:00: priority, 30 min)."
    assert with_priority in words(explain(day.hall, "B2001"))


def test_a_booking_is_told_on_both_sides(day: Day) -> None:
    mine = day.at("09:00").take()
    with take_turn(day.at("09:05").hall, uuid4()) as turn:
        booked = walk_in(turn, "B2", language="zh", group_id=None, low=False, booked_for=day.moment("09:00"))
    day.tickets[booked.number] = booked.ticket_id
    day.printed(booked.number)
    day.at("09:06").call()
    day.at("09:07").call(47)
    assert overtakers(explain(day.hall, mine)) == [(booked.number, Rule.BOOKED, 0)]
    assert "It counts from 08:50:00: booked for 09:00:00" in words(explain(day.hall, booked.number))


def test_a_number_whose_paper_nobody_knew_of_could_not_be_called(day: Day) -> None:
    mine = day.at("09:00").take(paper=False)
    other = day.at("09:00:10").take()
    day.at("09:00:20").call()
    day.at("09:00:30").printed(mine)
    day.call(47)
    assert overtakers(explain(day.hall, mine)) == [(other, Rule.PAPER, 0)]


def test_a_no_show_who_came_back_counts_later_than_before(day: Day) -> None:
    mine = day.at("09:00").take()
    gone = day.at("09:01").call()
    day.do(queue.no_show, gone.call_id)
    others = [day.at(time).take() for time in ("09:02", "09:03")]
    day.at("09:05").do(queue.reactivate, day.tickets[mine])
    late = day.at("09:06").take()
    assert [day.at("09:10").call(counter).number for counter in (48, 47)] == others
    day.visit_over(48)
    assert day.at("09:12").call().number == mine
    told = explain(day.hall, mine)
    assert len(told.stretches) == 2
    assert overtakers(told, 0) == []
    assert overtakers(told, 1) == [(number, Rule.EARLIER, 0) for number in others]
    assert late not in words(told).split("Otherwise")[0]
    assert "waits again behind up to 3 others: it counts from 09:03:00" in words(told)
    assert "it counted from 09:02:00, this one from 09:03:00 by then" in words(told)


def test_a_low_counters_lane_is_another_one(day: Day) -> None:
    mine = day.at("09:00").take("B1", low=True)
    other = day.at("09:01").take("B1")
    assert day.at("09:20").call(48).number == other
    day.at("09:21").call(49)
    told = explain(day.hall, mine)
    assert overtakers(told) == [(other, Rule.LANE, 0)]
    assert "that counter called from another lane (B1 Social insurance)" in words(told)


def test_a_counter_that_helps_out_sees_the_lane_later(day: Day) -> None:
    mine = day.at("09:00").take("B1")
    other = day.at("09:05").take("B2")
    assert day.at("09:06").call(48).number == other
    day.visit_over(48)
    assert day.at("09:07").call(48).number == mine
    told = explain(day.hall, mine)
    assert overtakers(told) == [(other, Rule.HELPING, 10)]
    assert (
        "Counter 48 (Wang Min) helped out: seen 10 min later than 09:00:00, it still was the first."
        in words(told)
    )


def test_a_chosen_ticket_is_told_and_its_reason_kept_to_itself(day: Day) -> None:
    mine = day.at("09:00").take()
    chosen = day.at("09:05").take()
    day.at("09:06").do(queue.call_ticket, 48, day.tickets[chosen], "孕妇不适")
    day.at("09:07").call(47)
    told = explain(day.hall, mine)
    assert overtakers(told) == [(chosen, Rule.CHOSEN, 0)]
    assert "孕妇" not in words(told, "zh") + words(told, "en")
    theirs = words(explain(day.hall, chosen), "zh")
    assert "指定呼叫，理由：孕妇不适" in theirs
    assert f"被越过的是 {mine}（从 09:00:00 起计算）" in theirs


def test_a_resumed_visit_was_at_a_counter_already(day: Day) -> None:
    mine = day.at("09:00").take()
    old = day.at("09:01").take(group_id="elderly")
    first = day.at("09:02").call(47)
    assert first.number == old
    day.do(queue.serve, first.call_id)
    day.at("09:03").do(queue.hold, first.call_id, HoldKind.SAME_COUNTER)
    called = day.at("09:04").call(48)
    day.do(queue.serve, called.call_id)
    day.at("09:05").do(queue.transfer, called.call_id, to_service="B1")
    again = day.at("09:06").do(queue.resume, 47, day.tickets[old])
    day.do(queue.serve, again.call_id)
    day.at("09:07").do(queue.finish, again.call_id)
    assert day.at("09:08").call(47).number == mine
    told = explain(day.hall, mine)
    assert overtakers(told, 0) == [(old, Rule.HEAD_START, 30)]
    assert overtakers(told, 1) == [(old, Rule.RESUMED, 0)]
    assert "Sent on to B1 Social insurance with some of its waiting: it counts from 09:00:00." in words(told)
    assert len(explain(day.hall, old).stretches) == 1


def test_a_call_that_was_taken_back_overtook_nobody(day: Day) -> None:
    mine = day.at("09:00").take()
    old = day.at("09:01").take(group_id="elderly")
    called = day.at("09:02").call()
    day.do(queue.call_back, called.call_id)
    day.do(queue.pause_counter, 48, "午休")
    assert overtakers(explain(day.hall, mine)) == []
    assert day.at("09:03").call(47).number == old
    told = explain(day.hall, old)
    assert len(told.stretches) == 2
    assert "The call was taken back" in words(told)


def test_who_waited_for_a_clerk_who_left_stands_in_the_services_lane(day: Day) -> None:
    mine = day.at("09:00").take()
    called = day.at("09:01").call(48)
    day.do(queue.serve, called.call_id)
    day.at("09:02").do(queue.transfer, called.call_id, to_clerk="wang")
    early = day.at("09:03").take()
    assert day.at("09:04").call(47).number == early
    day.do(queue.close_counter, 48)
    old = day.at("09:05").take(group_id="elderly")
    day.visit_over(47)
    assert day.at("09:06").call(47).number == old
    day.visit_over(47)
    assert day.at("09:07").call(47).number == mine
    told = explain(day.hall, mine)
    assert overtakers(told, 1) == [(early, Rule.LANE, 0), (old, Rule.HEAD_START, 30)]
    assert "Sent on to Wang Min with some of its waiting" in words(told)


def test_an_undone_transfer_begins_no_new_wait(day: Day) -> None:
    mine = day.at("09:00").take()
    called = day.at("09:01").call()
    day.do(queue.serve, called.call_id)
    day.at("09:02").do(queue.transfer, called.call_id, to_service="B1")
    day.at("09:02:05").do(queue.undo, called.call_id)
    told = explain(day.hall, mine)
    assert len(told.stretches) == 1
    assert "The last step was undone" in words(told)


def test_a_ticket_that_was_never_called_is_told_too(day: Day) -> None:
    mine = day.at("09:00").take()
    old = day.at("09:01").take(group_id="elderly")
    day.at("09:02").call()
    told = explain(day.hall, mine)
    assert told.stretches[0].called is None
    assert overtakers(told) == [(old, Rule.HEAD_START, 30)]
    assert "It has not been called." in words(told)
    day.at("17:00").do(queue.cancel, day.tickets[mine], "gone")
    assert "It was given up." in words(explain(day.hall, mine))


def test_it_is_told_days_later(day: Day) -> None:
    mine = day.at("09:00").take()
    day.at("09:01").call()
    asked_about = day.moment("09:00").date()
    day.date = "2026-12-01"
    assert day.at("09:00").take() == mine
    assert len(explain(day.hall, mine, asked_about).stretches) == 1
    assert "09:01:00" in words(explain(day.hall, mine, asked_about))
    assert "09:01:00" not in words(explain(day.hall, mine))


def test_a_number_nobody_got_is_told(day: Day) -> None:
    with pytest.raises(UnknownThing, match="B2009"):
        explain(day.hall, "B2009")


def test_every_kind_of_thing_that_happens_to_a_ticket_has_its_words(day: Day) -> None:
    mine = day.at("09:00").take()
    called = day.at("09:01").call()
    day.at("09:01:30").do(queue.recall, called.call_id)
    day.do(queue.announced, called.call_id, spoken=True)
    day.do(queue.serve, called.call_id)
    day.at("09:02").do(queue.hold, called.call_id, HoldKind.BACK_OFFICE)
    day.at("09:30").do(queue.release, day.tickets[mine])
    called = day.at("09:31").call()
    day.do(queue.serve, called.call_id)
    day.at("09:31:10").do(queue.hold, called.call_id, HoldKind.BACK_OFFICE)
    day.at("09:31:20").do(queue.send_back, day.tickets[mine], "a page is missing")
    called = day.at("09:32").call()
    day.do(queue.serve, called.call_id)
    day.do(queue.transfer, called.call_id, to_counter=49, come_back=True)
    called = day.at("09:33").call(49)
    day.do(queue.serve, called.call_id)
    day.do(queue.finish, called.call_id)
    called = day.at("09:35").call(48)
    day.do(queue.serve, called.call_id)
    day.do(queue.finish, called.call_id, pick_up="A1")
    day.do(queue.release, day.tickets[mine])
    day.at("18:00").do(queue.close_day)
    told = explain(day.hall, mine)
    unsaid = {"CallAnnounced"}
    for language in ("zh", "en"):
        said = in_words(told, language)
        moments = [line for line in said if re.match(r"\d\d:\d\d:\d\d  ", line)]
        assert len(moments) >= sum(type(event).__name__ not in unsaid for event in told.history)
        assert not re.search(r"[{}]", "".join(said))
    assert "Sent on to counter 49, to come back afterwards" in words(told)
    assert "Back to counter 48" in words(told)


def test_both_languages_say_the_same_of_everything() -> None:
    for zh, en in (*_WORDS.values(), *_WHY.values()):
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))
    assert set(_WHY) == set(Rule)


@pytest.mark.parametrize("seed", range(3))
def test_on_a_busy_day_everybody_who_went_first_did_so_by_a_rule(sqlite_url: str, seed: int) -> None:
    chance = Random(seed)
    day = Day(sqlite_url)
    clerks = {47: "li", 48: "wang", 49: "zhao", 3: "chen"}
    for counter, clerk in clerks.items():
        day.do(queue.open_counter, counter, clerk)
    standing: dict[int, int] = {}
    aside: dict[int, int] = {}
    gone: list[int] = []
    for second in range(9 * 3600, 9 * 3600 + 120 * 40, 40):
        day.at(f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}")
        if chance.random() < 0.6:
            service = chance.choice(["B1", "B2", "A1"])
            group = "elderly" if chance.random() < 0.2 else None
            low = service == "B1" and chance.random() < 0.3
            day.take(service, group_id=group, low=low, paper=chance.random() < 0.8)
        counter = chance.choice(list(clerks))
        if counter in aside and counter not in standing and chance.random() < 0.5:
            standing[counter] = day.do(queue.resume, counter, aside.pop(counter)).call_id
        elif counter not in standing:
            if called := day.do(queue.call_next, counter):
                standing[counter] = called.call_id
        else:
            end_somehow(day, chance, counter, standing.pop(counter), aside, gone)
        if gone and chance.random() < 0.1:
            with suppress(ReactivatedOftenEnough):
                day.do(queue.reactivate, gone.pop())
    rules = []
    for number in day.tickets:
        told = explain(day.hall, number)
        in_words(told, "zh")
        rules += [other.rule for stretch in told.stretches for other in stretch.overtakers]
    day.hall.close()
    assert Rule.NONE not in rules
    assert len(set(rules)) >= 4


def end_somehow(
    day: Day, chance: Random, counter: int, call_id: int, aside: dict[int, int], gone: list[int]
) -> None:
    """One of the ways in which a call can end."""
    with day.hall.reading() as connection:
        ticket_id = connection.execute(select(call.c.ticket_id).where(call.c.id == call_id)).scalar_one()
    how = chance.random()
    if how < 0.15:
        day.do(queue.no_show, call_id)
        if how < 0.1:
            gone.append(ticket_id)
        return
    if how < 0.25:
        day.do(queue.call_back, call_id)
        return
    day.do(queue.serve, call_id)
    if how < 0.4:
        day.do(queue.transfer, call_id, to_service=chance.choice(["B1", "B2"]))
    elif how < 0.5:
        day.do(queue.transfer, call_id, to_counter=chance.choice([47, 49]), come_back=True)
    elif how < 0.6 and counter not in aside:
        day.do(queue.hold, call_id, HoldKind.SAME_COUNTER)
        aside[counter] = ticket_id
    else:
        day.do(queue.finish, call_id)
