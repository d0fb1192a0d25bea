"""Which calls are lined up for the loudspeakers."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from db.feed import News
from db.likely import LikelyCall
from db.status import TicketState
from display.lineup import LineUp
from display.reader import ZoneNews
from tests.display.facts import (
    announced,
    board_call,
    called,
    called_back,
    news,
    no_show,
    recalled,
    served,
)
from tests.display.quiet_loudspeakers import Loudspeakers

NOW = 1000.0


class Zone:
    """Zone B, as its display hears of it."""

    def __init__(self) -> None:
        self.loudspeakers = Loudspeakers()
        self._line_up = LineUp(("B",), self.loudspeakers)

    def news(self, news: News[ZoneNews]) -> None:
        self._line_up.news(news, NOW, time(9, 41))

    @property
    def said(self) -> list[tuple[int, int]]:
        return [(each.call_id, each.times) for each in self.loudspeakers.waiting]


@pytest.fixture
def zone() -> Zone:
    return Zone()


def test_a_recall_is_announced_again(zone: Zone) -> None:
    zone.news(news([board_call(1)], [called(1)]))
    zone.news(news([board_call(1, times=2, announced=1)], [recalled(1)]))
    assert zone.said == [(1, 1), (1, 2)]


def test_a_visitor_is_called_where_he_waits_and_told_where_the_counter_is(zone: Zone) -> None:
    zone.news(news([], [called(1, zone="A"), called(2, zone="Z", waits_in="A")]))
    assert zone.said == [(1, 1)]
    (announcement,) = zone.loudspeakers.waiting
    assert (
        zone.loudspeakers.utterances(announcement)[0].text
        == "请 B 二 零 四 七 号 到 二楼 A 区 四十八 号 窗口"
    )


def test_a_visitor_who_is_there_and_a_call_that_was_told_of(zone: Zone) -> None:
    zone.news(news([board_call(1)], [called(1)]))
    zone.news(news([], [announced(1), served(1)]))
    assert zone.loudspeakers.settled == [(1, 1)]
    assert zone.loudspeakers.there == [1]


def test_what_may_be_called_next_is_made_ready(zone: Zone) -> None:
    likely = (LikelyCall("B2047", "B2", "B", 48, "B"), LikelyCall("A1001", "A1", "A", 3, "A"))
    known = news([board_call(1)])
    known = replace(known, snapshot=replace(known.snapshot, likely=likely))
    zone.news(known)
    assert [(each.number, each.counter) for each in zone.loudspeakers.likely] == [("B2047", 48)]


@pytest.mark.parametrize("event", [called_back(1), no_show(1)])
def test_a_call_that_is_over_is_not_spoken_any_more(zone: Zone, event: object) -> None:
    zone.news(news([board_call(1)], [called(1)]))
    zone.news(news([], [event]))  # pyright: ignore[reportArgumentType]
    assert zone.loudspeakers.withdrawn == [1]


def test_at_its_start_the_display_shouts_nothing_stale(zone: Zone) -> None:
    calls = [
        board_call(1, age_s=10),
        board_call(2, age_s=5, announced=1),
        board_call(3, age_s=8, state=TicketState.SERVING),
        board_call(4, age_s=300),
    ]
    zone.news(news(calls, fresh=True))
    assert {each.call_id: round(NOW - each.since) for each in zone.loudspeakers.waiting} == {
        1: 10,
        4: 300,
    }
    assert zone.loudspeakers.withdrawn == [3]  # is being served: only the record shall know
    assert zone.loudspeakers.settled == [(2, 1)]


def test_after_an_outage_what_was_missed_is_announced_once(zone: Zone) -> None:
    zone.news(news([board_call(1, announced=1)], [called(1)]))
    zone.news(news([board_call(2, "B1009"), board_call(1, times=2, announced=1)], fresh=True))
    zone.news(news([board_call(2, "B1009"), board_call(1, times=2, announced=1)], fresh=True))
    assert sorted(zone.said) == [(1, 1), (1, 2), (2, 1)]


def test_a_board_that_does_not_speak_for_a_zone_leaves_it_to_others() -> None:
    loudspeakers = Loudspeakers()
    LineUp(("B",), loudspeakers, announces=frozenset()).news(news([], [called(1)]), NOW, time(9))
    LineUp((), loudspeakers, announces=frozenset({"A"})).news(news([], [called(2)]), NOW, time(9))
    assert loudspeakers.waiting == ()
    LineUp((), loudspeakers).news(news([], [called(3)]), NOW, time(9))
    assert [each.call_id for each in loudspeakers.waiting] == [3]
