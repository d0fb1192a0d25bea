"""What the board shows, from what the hall tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from db.calendar import Hours, OpenStatus
from db.directory import CounterFacts
from db.errors import DatabaseAway, NotInitialised
from db.feed import News
from db.status import TicketState
from display.notices import Notice, NoticeKind
from display.presenter import FAULT_S, LINGER_S, PAGE_S, Presenter
from display.reader import ZoneNews
from display.specimen import MOST_CARDS
from display.state import Pair, RowKind
from display.words import Words
from shell.speech_reasons import Unspoken
from tests.display.facts import (
    MOMENT,
    NAMES,
    board_call,
    called,
    called_back,
    hall_loaded,
    news,
    no_show,
)
from tests.display.quiet_loudspeakers import Loudspeakers


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Zone:
    """A presenter and what stands around it."""

    def __init__(self, language: str = "zh") -> None:
        self.loudspeakers = Loudspeakers()
        self.clock = Clock()
        self.presenter = Presenter(("B",), Words(language), self.loudspeakers, self.clock)

    @property
    def said(self) -> list[tuple[int, int]]:
        return [(each.call_id, each.times) for each in self.loudspeakers.waiting]


@pytest.fixture
def zone() -> Zone:
    return Zone()


def test_a_call_is_lined_up_and_stands_in_the_list_at_once(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    assert zone.said == [(1, 1)]
    row = zone.presenter.state.rows[0]
    assert (row.prefix, row.digits, row.counter, row.kind) == ("B2", "047", 48, RowKind.NEXT)


def test_the_call_being_announced_stands_large_and_only_there(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    (announcement,), zone.loudspeakers.waiting = zone.loudspeakers.waiting, ()
    zone.presenter.began(announcement)
    focus = zone.presenter.state.focus
    assert focus is not None
    assert (focus.prefix, focus.digits, focus.counter, focus.now) == ("B2", "047", 48, True)
    assert focus.service.first == "社会保障卡"
    assert focus.spoken_text == "请 B 二 零 四 七 号 到 四十八 号 窗口"
    assert zone.presenter.state.rows == ()


def test_two_calls_in_one_sentence_stand_large_together(zone: Zone) -> None:
    zone.presenter.news(news([board_call(2, "B1009"), board_call(1)], [called(1), called(2, "B1009")]))
    first, second = zone.loudspeakers.waiting
    zone.loudspeakers.waiting = ()
    zone.presenter.began(first, second)
    focus = zone.presenter.state.focus
    assert focus is not None
    assert focus.beside is not None
    assert [(each.digits, each.now) for each in (focus, focus.beside)] == [("047", True), ("009", True)]
    assert "，" in focus.spoken_text
    assert zone.presenter.state.rows == ()
    zone.presenter.news(news([board_call(2, "B1009")], [no_show(1)]))
    zone.presenter.ended(first)
    zone.presenter.ended(second)
    focus = zone.presenter.state.focus
    assert focus is not None
    assert (focus.digits, focus.beside, focus.now) == ("009", None, False)


def test_after_its_voice_a_call_lingers_and_then_joins_the_list(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    (announcement,), zone.loudspeakers.waiting = zone.loudspeakers.waiting, ()
    zone.presenter.began(announcement)
    zone.presenter.ended(announcement)
    focus = zone.presenter.state.focus
    assert focus is not None
    assert not focus.now
    zone.clock.now += LINGER_S + 1
    zone.presenter.tick()
    assert zone.presenter.state.focus is None
    assert [row.kind for row in zone.presenter.state.rows] == [RowKind.CALLED]


def test_the_next_announcement_takes_the_place_of_the_one_before(zone: Zone) -> None:
    zone.presenter.news(news([board_call(2, "B1009"), board_call(1)], [called(1), called(2, "B1009")]))
    first, second = zone.loudspeakers.waiting
    zone.loudspeakers.waiting = ()
    zone.presenter.began(first)
    assert [row.call_id for row in zone.presenter.state.rows] == [2]
    zone.presenter.ended(first)
    zone.presenter.began(second)
    zone.presenter.ended(first)  # late news of the one before change nothing
    focus = zone.presenter.state.focus
    assert focus is not None
    assert (focus.call_id, focus.now) == (2, True)
    assert [row.call_id for row in zone.presenter.state.rows] == [1]


def test_a_visitor_who_did_not_come_stands_large_no_longer(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    (announcement,), zone.loudspeakers.waiting = zone.loudspeakers.waiting, ()
    zone.presenter.began(announcement)
    zone.presenter.news(news([board_call(1, state=TicketState.NO_SHOW)], [no_show(1)]))
    assert zone.presenter.state.focus is not None  # never overwritten before its announcement has ended
    zone.presenter.ended(announcement)
    assert zone.presenter.state.focus is None
    assert [row.kind for row in zone.presenter.state.rows] == [RowKind.PASSED]


def test_states_are_told_in_words(zone: Zone) -> None:
    calls = [
        board_call(1, "B2001", state=TicketState.NO_SHOW),
        board_call(2, "B2002", state=TicketState.SERVING),
        board_call(3, "B2003", state=TicketState.FINISHED),
        board_call(4, "B2004", announced=1),
    ]
    zone.presenter.news(news(calls, fresh=True))
    assert [(row.kind, row.words.first) for row in zone.presenter.state.rows] == [
        (RowKind.PASSED, "已过号 · 请到导办台"),
        (RowKind.SERVING, "办理中"),
        (RowKind.DONE, "已办结"),
        (RowKind.CALLED, ""),
    ]


def test_who_waits_and_how_long(zone: Zone) -> None:
    zone.presenter.news(news(waiting={"B1": 3, "B2": 0}))
    assert [(card.name.first, card.waiting, card.wait.first) for card in zone.presenter.state.cards] == [
        ("社会保险", 3, "约 9–15 分钟"),
        ("社会保障卡", 0, "无需等候"),
    ]


@pytest.mark.parametrize(("open_counters", "told"), [(1, "等候时间估算中"), (0, "暂无窗口开放")])
def test_a_counter_that_has_just_opened_is_not_denied(zone: Zone, open_counters: int, told: str) -> None:
    now = news(waiting={"B2": 2})
    board = now.snapshot.zone
    unknown = replace(board.waiting["B2"], estimate=None, open_counters=open_counters)
    zone.presenter.news(
        replace(now, snapshot=replace(now.snapshot, zone=replace(board, waiting={"B2": unknown})))
    )
    assert [card.wait.first for card in zone.presenter.state.cards] == [told]


def test_of_many_services_the_busiest_are_shown_in_the_halls_order(zone: Zone) -> None:
    waiting = {f"B{place + 1}": place for place in range(len(NAMES))}
    zone.presenter.news(news(waiting=waiting))
    assert len(zone.presenter.state.cards) == MOST_CARDS
    assert [card.service_id for card in zone.presenter.state.cards] == sorted(waiting)


def test_the_place_and_the_halls_own_time(zone: Zone) -> None:
    zone.presenter.news(news())
    state = zone.presenter.state
    assert state.place.first == "一楼  B 区  人社医保区"
    assert state.place.twin == "Floor 1  Zone B  Social security and medical insurance"
    assert state.clock == "09:41"
    assert (state.date.first, state.date.twin) == ("2026年11月23日 星期一", "Monday 23 November 2026")
    zone.clock.now += 60
    zone.presenter.tick()
    assert zone.presenter.state.clock == "09:42"


def test_english_first_where_it_is_asked_for() -> None:
    zone = Zone("en")
    zone.presenter.news(news())
    state = zone.presenter.state
    assert (state.hall.first, state.hall.twin) == (
        "Sample City Government Service Centre",
        "示例市政务服务中心（市民之家）",
    )
    assert (state.date.first, state.date.twin) == ("Monday 23 November 2026", "2026年11月23日 星期一")


def test_after_midnight_yesterday_is_gone(zone: Zone) -> None:
    late = MOMENT + timedelta(hours=14, minutes=18)
    zone.presenter.news(news([board_call(1)], [called(1)], moment=late, business_date=date(2026, 11, 23)))
    assert zone.presenter.state.rows
    zone.clock.now += 120
    zone.presenter.tick()
    state = zone.presenter.state
    assert (state.clock, state.rows, state.focus) == ("00:01", (), None)
    assert all(card.waiting == 0 for card in state.cards)


def test_the_last_state_stays_and_says_that_it_is_old(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1, announced=1)], fresh=True))
    before = zone.presenter.state
    zone.presenter.away(DatabaseAway(detail="gone"))
    state = zone.presenter.state
    assert state.stale
    assert state.away.first == "连接中断 · 显示 09:41 的内容"
    assert state.rows == before.rows
    zone.presenter.back()
    assert not zone.presenter.state.stale


def test_a_database_that_was_never_there_is_told(zone: Zone) -> None:
    zone.presenter.away(DatabaseAway(detail="gone"))
    assert zone.presenter.state.away.first == "正在连接大厅数据库"
    zone.presenter.away(NotInitialised(url="sqlite:///hall.db"))
    assert zone.presenter.state.away.first == "尚未载入大厅资料"


@pytest.mark.parametrize("reason", Unspoken)
def test_every_trouble_of_the_voice_is_told_in_both_languages(zone: Zone, reason: Unspoken) -> None:
    zone.presenter.voice_condition(reason)
    trouble = zone.presenter.state.voice_trouble
    assert trouble.twin == reason
    assert any(ord(sign) > 0x2E7F for sign in trouble.first)
    zone.presenter.voice_condition("")
    assert not zone.presenter.state.voice_trouble.first


def test_a_fault_in_the_program_is_told_for_a_while(zone: Zone) -> None:
    zone.presenter.crashed("ValueError: secret")
    assert zone.presenter.state.fault.first == "本屏出现故障"
    zone.clock.now += FAULT_S + 1
    zone.presenter.tick()
    assert not zone.presenter.state.fault.first


def test_a_hall_loaded_anew_is_read_anew(zone: Zone) -> None:
    seen: list[bool] = []
    zone.presenter.hall_changed.connect(lambda: seen.append(True))
    zone.presenter.news(news([], [hall_loaded()]))
    assert seen == [True]


def test_nothing_new_repaints_nothing(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    states: list[object] = []
    zone.presenter.changed.connect(states.append)
    zone.presenter.tick()
    assert states == []


def test_notices_take_turns_at_the_foot_and_pages_stand_between_calls(zone: Zone) -> None:
    line, page = (
        Notice(text="午间不间断", text_en="Open at noon"),
        Notice(text="请勿吸烟", kind=NoticeKind.PAGE),
    )
    zone.presenter.take_notices((line, page))
    zone.presenter.news(news())
    seen = set()
    pages = set()
    for _ in range(4):
        zone.clock.now += PAGE_S
        zone.presenter.tick()
        seen.add(zone.presenter.state.notice.first)
        pages.add(zone.presenter.state.notice_page.first)
    assert seen == {"过号后可在导办台激活一次", "午间不间断"}
    assert pages == {"", "请勿吸烟"}


def test_a_call_comes_before_every_notice(zone: Zone) -> None:
    zone.presenter.take_notices((Notice(text="请勿吸烟", kind=NoticeKind.PAGE),))
    zone.presenter.news(news([board_call(1)], [called(1)]))
    zone.presenter.began(zone.loudspeakers.waiting[0])
    for _ in range(4):
        zone.clock.now += PAGE_S
        zone.presenter.tick()
        assert zone.presenter.state.notice_page == Pair()


def test_a_notice_is_seen_only_at_its_time_by_the_halls_clock(zone: Zone) -> None:
    zone.presenter.take_notices((Notice(text="午间不间断", begins=time(12), ends=time(13)),))
    zone.presenter.news(news())
    for _ in range(3):
        zone.clock.now += PAGE_S
        zone.presenter.tick()
        assert zone.presenter.state.notice.first == "过号后可在导办台激活一次"


def test_notices_may_run_along_instead() -> None:
    presenter = Presenter(("B",), Words("zh"), Loudspeakers(), Clock(), runs=True)
    presenter.take_notices((Notice(text="午间不间断"),))
    presenter.news(news())
    assert "午间不间断" in presenter.state.running
    assert "过号后可在导办台激活一次" in presenter.state.running


def test_a_closed_hall_says_when_it_opens(zone: Zone) -> None:
    zone.presenter.news(news_of_a_closed_hall(MOMENT + timedelta(days=1)))
    assert zone.presenter.state.closed.first == "已关门 · 2026年11月24日 星期二 09:41 开门"
    zone.presenter.news(news_of_a_closed_hall(MOMENT + timedelta(minutes=30)))
    assert "10:11" in zone.presenter.state.closed.first
    zone.presenter.news(news())
    assert zone.presenter.state.closed == Pair()


def news_of_a_closed_hall(opens: datetime) -> News[ZoneNews]:
    told = news()
    shut = Hours(open=False, until=None, next=opens)
    hours = OpenStatus(shut, shut, reason=None, holidays_known=True)
    return replace(told, snapshot=replace(told.snapshot, hours=hours))


def test_a_board_that_only_shows_speaks_nothing() -> None:
    loudspeakers = Loudspeakers()
    presenter = Presenter(("B",), Words("zh"), loudspeakers, Clock(), announces=False)
    presenter.news(news([board_call(1)], [called(1), called_back(1)]))
    assert loudspeakers.waiting == ()
    assert loudspeakers.withdrawn == []


def test_what_is_still_to_be_announced_is_never_pushed_off_the_board(zone: Zone) -> None:
    called_ids = range(1, 13)
    calls = [board_call(call_id, f"B2{call_id:03}", age_s=20 - call_id) for call_id in reversed(called_ids)]
    zone.presenter.news(news(calls, [called(call_id) for call_id in called_ids]))
    assert [row.call_id for row in zone.presenter.state.rows] == list(called_ids)  # as they will be announced
    zone.loudspeakers.waiting = zone.loudspeakers.waiting[8:]
    zone.presenter.tick()
    assert [row.call_id for row in zone.presenter.state.rows] == [9, 10, 11, 12, 8, 7, 6, 5, 4, 3, 2, 1]


def test_where_the_counter_is_stands_beside_its_number_if_it_is_elsewhere() -> None:
    loudspeakers = Loudspeakers()
    presenter = Presenter((), Words("zh"), loudspeakers, Clock())
    told = news([board_call(1)], [called(1)])
    seen = CounterFacts(number=48, zone_id="B", low=False, lanes={})
    known = replace(told.snapshot.directory, counters={48: seen})
    presenter.news(replace(told, snapshot=replace(told.snapshot, directory=known)))
    presenter.began(loudspeakers.waiting[0])
    assert presenter.state.focus is not None
    assert presenter.state.focus.place == Pair("一楼 B 区", "Floor 1 Zone B")


def test_a_board_of_one_zone_need_not_say_where_its_counters_are(zone: Zone) -> None:
    zone.presenter.news(news([board_call(1)], [called(1)]))
    zone.presenter.began(zone.loudspeakers.waiting[0])
    assert zone.presenter.state.focus is not None
    assert zone.presenter.state.focus.place == Pair()
