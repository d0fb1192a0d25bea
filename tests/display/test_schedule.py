"""Who is spoken next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from display.schedule import TOO_OLD_S, Announcement, Schedule


def announcement(call_id: int, since: float = 0.0, times: int = 1) -> Announcement:
    return Announcement(call_id, f"B2{call_id:03d}", "B2", 48, since, times)


def taken(schedule: Schedule) -> list[int]:
    order = []
    while each := schedule.take():
        order.append(each.call_id)
    return order


def test_first_come_first_spoken() -> None:
    schedule = Schedule()
    for call_id in (3, 1, 2):
        schedule.add(announcement(call_id))
    assert taken(schedule) == [3, 1, 2]


def test_recalls_come_first_in_their_own_order() -> None:
    schedule = Schedule()
    schedule.add(announcement(1))
    schedule.add(announcement(2, times=2))
    schedule.add(announcement(3))
    schedule.add(announcement(4, times=3))
    assert taken(schedule) == [2, 4, 1, 3]


def test_a_recall_takes_the_place_of_the_unspoken_call() -> None:
    schedule = Schedule()
    schedule.add(announcement(1))
    schedule.add(announcement(2))
    schedule.add(announcement(2, since=5, times=2))
    assert [each.since for each in schedule.waiting] == [5, 0]
    assert taken(schedule) == [2, 1]


def test_what_waited_too_long_is_taken_out() -> None:
    schedule = Schedule()
    schedule.add(announcement(1, since=0))
    schedule.add(announcement(2, since=10))
    assert [each.call_id for each in schedule.take_too_old(TOO_OLD_S)] == []
    assert [each.call_id for each in schedule.take_too_old(TOO_OLD_S + 1)] == [1]
    assert taken(schedule) == [2]


def test_a_call_that_is_over_is_taken_out() -> None:
    schedule = Schedule()
    schedule.add(announcement(1))
    assert 1 in schedule
    assert schedule.remove(1) == announcement(1)
    assert schedule.remove(1) is None
    assert schedule.take() is None


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 3), st.floats(0, 100)), max_size=30))
def test_nothing_is_lost_and_nothing_is_said_twice(calls: list[tuple[int, int, float]]) -> None:
    schedule = Schedule()
    for call_id, times, since in calls:
        schedule.add(announcement(call_id, since, times))
    old = [each.call_id for each in schedule.take_too_old(60)]
    assert sorted(old + taken(schedule)) == sorted({call_id for call_id, _, _ in calls})
