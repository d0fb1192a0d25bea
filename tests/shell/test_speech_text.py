"""What the hall says, as text."""

from __future__ import annotations

import pytest

from shell.speech_text import Utterance, call_text, call_utterances, chinese_digits, chinese_number


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0, "零"), (1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (48, "四十八"), (99, "九十九"),
        (100, "一百"), (101, "一百零一"), (110, "一百一十"), (112, "一百一十二"), (138, "一百三十八"), (200, "二百"),
        (238, "二百三十八"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (2020, "二千零二十"),
        (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_a_counter_is_read_as_a_number(number: int, read: str) -> None:
    assert chinese_number(number) == read


@pytest.mark.parametrize("number", [-1, 10_000])
def test_what_no_counter_bears_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no counter"):
        chinese_number(number)


def test_every_counter_of_the_hall_reads_differently() -> None:
    assert len({chinese_number(number) for number in range(1, 1000)}) == 999


def test_a_ticket_is_read_sign_by_sign() -> None:
    assert chinese_digits("B2047") == "B 二 零 四 七"
    assert chinese_digits("aa1013") == "A A 一 零 一 三"


def test_a_one_can_be_yao() -> None:
    assert chinese_digits("A1013", yao=True) == "A 幺 零 幺 三"


def test_a_call_in_chinese_and_english() -> None:
    assert call_text("zh", "B2047", 48) == "请 B 二 零 四 七 号 到 四十八 号 窗口"
    assert call_text("zh", "A1011", 11, yao=True) == "请 A 幺 零 幺 幺 号 到 十一 号 窗口"
    assert call_text("en", "B2047", 48) == "Ticket B 2 0 4 7, please go to counter 48"


def test_languages_keep_their_order() -> None:
    assert call_utterances(("en", "zh"), "B2047", 48) == (
        Utterance("en", "Ticket B 2 0 4 7, please go to counter 48"),
        Utterance("zh", "请 B 二 零 四 七 号 到 四十八 号 窗口"),
    )
