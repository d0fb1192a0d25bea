"""Who is spoken next, how, and when the channel is free."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from display.schedule import (
    FOCUS_S,
    FORGET_S,
    PAIR_FROM,
    REPEAT_AFTER_S,
    SHORT_FROM,
    SHOWN_S,
    TOO_OLD_S,
    Announcement,
    Ended,
    Form,
    Say,
    Schedule,
    Show,
    Step,
    Unsaid,
    Wait,
)
from shell.speech_reasons import Unspoken


def announcement(call_id: int, since: float = 0.0, times: int = 1, zone: str = "B") -> Announcement:
    return Announcement(call_id, f"B2{call_id:03d}", "B2", 48, since, times, zone)


def ids(step: Step) -> list[int]:
    assert not isinstance(step, Wait)
    return [each.call_id for each in step.calls]


def lined_up(*announcements: Announcement) -> Schedule:
    schedule = Schedule()
    for each in announcements:
        schedule.add(each)
    return schedule


def spoken(schedule: Schedule, now: float = 0.0, takes_s: float = 4.0) -> list[tuple[list[int], Form]]:
    """Everything that is said until nothing waits, on a clock of its own."""
    said = []
    while True:
        match schedule.next(now):
            case Say() as say:
                said.append((ids(say), say.form))
                schedule.said(say, now, now + takes_s, heard=True)
                now += takes_s
            case Wait(until=None):
                return said
            case Wait(until=float(until)):
                now = until
            case _:
                pass


def test_first_come_first_spoken() -> None:
    said = spoken(lined_up(announcement(3), announcement(1)))
    assert said == [([3], Form.FULL), ([1], Form.FULL), ([1], Form.AGAIN)]


def test_recalls_come_first_in_their_own_order() -> None:
    schedule = lined_up(announcement(1), announcement(2, times=2), announcement(3), announcement(4, times=3))
    assert [each.call_id for each in schedule.waiting] == [2, 4, 1, 3]
    assert [each for each, _ in spoken(schedule)] == [[2], [4], [1], [3], [3]]


def test_a_recall_takes_the_place_of_the_unspoken_call() -> None:
    schedule = lined_up(announcement(1), announcement(2), announcement(2, since=5, times=2))
    assert [(each.call_id, each.since) for each in schedule.waiting] == [(2, 5), (1, 0)]


def test_with_three_waiting_it_is_short_and_with_five_two_by_two() -> None:
    assert (SHORT_FROM, PAIR_FROM) == (3, 5)
    said = spoken(lined_up(*(announcement(call_id) for call_id in range(1, 7))), takes_s=2)
    assert said == [
        ([1, 2], Form.PAIR),
        ([3], Form.SHORT),
        ([4], Form.SHORT),
        ([5], Form.FULL),
        ([6], Form.FULL),
        ([6], Form.AGAIN),
    ]


def test_on_a_free_channel_a_call_is_said_twice_and_stands_large_all_the_while() -> None:
    schedule = lined_up(announcement(1))
    say = schedule.next(0)
    assert say == Say((announcement(1),), Form.FULL)
    assert isinstance(say, Say)
    schedule.said(say, 0, 4, heard=True)
    assert schedule.next(4) == Wait(FOCUS_S)
    assert schedule.next(FOCUS_S) == Wait(FOCUS_S + REPEAT_AFTER_S)
    again = schedule.next(FOCUS_S + REPEAT_AFTER_S)
    assert again == Say((announcement(1),), Form.AGAIN)
    assert isinstance(again, Say)
    schedule.said(again, 7, 11, heard=True)
    assert isinstance(schedule.next(12), Ended)
    assert schedule.next(12) == Wait(None)
    assert schedule.free


def test_whoever_comes_before_the_second_time_is_next() -> None:
    schedule = lined_up(announcement(1))
    say = schedule.next(0)
    assert isinstance(say, Say)
    schedule.said(say, 0, 4, heard=True)
    schedule.add(announcement(2, since=5.5))
    assert ids(schedule.next(5.6)) == [1]  # has had its time on the board
    assert schedule.next(5.6) == Say((announcement(2, since=5.5),), Form.FULL)


def test_nobody_is_called_twice_who_is_there_or_was_called_long_ago_or_was_not_heard() -> None:
    for since, heard, arrives in ((0.0, True, True), (-28.0, True, False), (0.0, False, False)):
        schedule = lined_up(announcement(1, since))
        say = schedule.next(0)
        assert isinstance(say, Say)
        schedule.said(say, 0, 4, heard=heard)
        if arrives:
            schedule.arrived(1)
        assert schedule.next(4) == Wait(FOCUS_S)
        assert isinstance(schedule.next(FOCUS_S + REPEAT_AFTER_S), Ended)


def test_a_call_holds_the_board_until_its_voice_has_ended() -> None:
    schedule = lined_up(announcement(1), announcement(2))
    say = schedule.next(0)
    assert isinstance(say, Say)
    schedule.said(say, 0, 9, heard=True)
    assert ids(schedule.next(9)) == [1]
    assert ids(schedule.next(9)) == [2]


def test_what_waited_too_long_is_taken_out() -> None:
    schedule = lined_up(announcement(1, since=0), announcement(2, since=10))
    assert schedule.next(TOO_OLD_S + 1) == Unsaid((announcement(1),), Unspoken.TOO_OLD)
    assert ids(schedule.next(TOO_OLD_S + 1)) == [2]


def test_a_call_that_is_over_is_taken_out() -> None:
    schedule = lined_up(announcement(1))
    schedule.over(1)
    assert schedule.waiting == ()
    assert schedule.next(0) == Unsaid((announcement(1),), Unspoken.CALL_OVER)
    schedule.over(1)
    assert schedule.next(0) == Wait(None)


# --- Where another display speaks ------------------------------------------------------------------


class Mine:
    """The zones for which this display speaks at the moment."""

    def __init__(self, *zones: str) -> None:
        self.zones = set(zones)

    def __call__(self, zone_id: str) -> bool:
        return zone_id in self.zones


def test_what_another_display_speaks_is_shown_until_it_has_been_spoken() -> None:
    schedule = Schedule(Mine())
    schedule.add(announcement(1))
    assert schedule.next(0) == Show((announcement(1),))
    assert schedule.waiting == ()
    assert schedule.next(0) == Wait(FOCUS_S)
    assert schedule.next(FOCUS_S) == Wait(SHOWN_S)
    schedule.told(1, times=1)
    assert isinstance(schedule.next(FOCUS_S), Ended)
    assert schedule.next(FOCUS_S) == Wait(None)


def test_what_another_display_did_not_get_to_say_is_said_by_the_next_one() -> None:
    mine = Mine()
    schedule = Schedule(mine)
    for call_id, since in ((1, 0.0), (2, 1.0), (3, 2.0)):
        schedule.add(announcement(call_id, since))
    schedule.told(1, times=1)
    assert ids(schedule.next(3)) == [2]
    mine.zones.add("B")
    assert ids(schedule.next(8)) == [2]  # its time on the board
    assert [each for each, _ in spoken(schedule, now=8.0)] == [[2], [3], [3]]


def test_a_new_voice_does_not_shout_what_is_stale() -> None:
    mine = Mine()
    schedule = Schedule(mine)
    schedule.add(announcement(1, since=0))
    schedule.next(0)
    mine.zones.add("B")
    assert schedule.next(TOO_OLD_S + 1) == Unsaid((announcement(1),), Unspoken.TOO_OLD)


def test_ours_comes_before_what_is_only_shown() -> None:
    schedule = Schedule(Mine("B"))
    schedule.add(announcement(1, zone="C"))
    schedule.add(announcement(2, zone="B"))
    assert schedule.next(0) == Say((announcement(2),), Form.FULL)


def test_a_sentence_that_another_display_takes_over_is_put_back() -> None:
    mine = Mine("B")
    schedule = Schedule(mine)
    schedule.add(announcement(1))
    say = schedule.next(0)
    assert isinstance(say, Say)
    mine.zones.clear()
    schedule.put_back(say)
    assert isinstance(schedule.next(1), Ended)
    assert schedule.next(1) == Wait(None)
    mine.zones.add("B")
    assert ids(schedule.next(2)) == [1]


def test_what_nobody_ever_told_of_is_forgotten_at_last() -> None:
    mine = Mine()
    schedule = Schedule(mine)
    schedule.add(announcement(1))
    schedule.next(0)
    schedule.next(SHOWN_S)
    assert schedule.next(FORGET_S + 1) == Wait(None)
    schedule.over(1)
    mine.zones.add("B")
    assert schedule.next(FORGET_S + 1) == Wait(None)


def test_a_call_that_ended_unspoken_is_told_by_whoever_speaks_next() -> None:
    mine = Mine()
    schedule = Schedule(mine)
    schedule.add(announcement(1))
    schedule.over(1)
    assert schedule.next(0) == Wait(None)
    mine.zones.add("B")
    assert schedule.next(1) == Unsaid((announcement(1),), Unspoken.CALL_OVER)


def test_a_repetition_is_not_taken_for_the_call_before_it() -> None:
    schedule = Schedule(Mine("B"))
    schedule.add(announcement(1, times=2))
    schedule.told(1, times=1)
    assert [each.times for each in schedule.waiting] == [2]
    schedule.told(1, times=2)
    assert schedule.waiting == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 3), st.floats(0, 100)), max_size=30))
def test_nothing_is_lost_and_nothing_is_said_twice_over(calls: list[tuple[int, int, float]]) -> None:
    schedule = Schedule()
    for call_id, times, since in calls:
        schedule.add(announcement(call_id, since, times))
    now, became = 60.0, []
    while (step := schedule.next(now)) != Wait(None):
        match step:
            case Say(form=form):
                became += ids(step) if form is not Form.AGAIN else []
                schedule.said(step, now, now + 3, heard=True)
                now += 3
            case Unsaid():
                became += ids(step)
                assert all(now - each.since > TOO_OLD_S for each in step.calls)
            case Wait(until=float(until)):
                now = until
            case _:
                pass
    assert sorted(became) == sorted({call_id for call_id, _, _ in calls})
