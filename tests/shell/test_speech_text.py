"""What the hall says, as text."""

from __future__ import annotations

import pytest

from shell.speech_text import chinese_digits, chinese_number, english_number, signs, syllables


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


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0, "zero"), (7, "seven"), (13, "thirteen"), (20, "twenty"), (48, "forty eight"), (100, "one hundred"),
        (105, "one hundred and five"), (138, "one hundred and thirty eight"), (1000, "one thousand"),
        (2020, "two thousand and twenty"), (9999, "nine thousand nine hundred and ninety nine"),
    ],
)  # fmt: skip
def test_english_reads_numbers_too(number: int, read: str) -> None:
    assert english_number(number) == read


def test_signs_stand_apart() -> None:
    assert signs("b2047") == "B 2 0 4 7"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("请 B 二 零 四 七 号 到 四十八 号 窗口", 14),
        ("please go to counter 48", 8),
        ("hundred", 2),
        ("B", 1),
        ("", 1),
    ],
)
def test_how_many_syllables_a_sentence_has(text: str, about: int) -> None:
    assert syllables(text) == about
