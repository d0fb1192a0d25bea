"""ID numbers: the last character checks the others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.id_number import birth_year_of, check_character, is_id_number

TODAY = date(2026, 11, 25)
PUBLISHED = ["11010519491231002X", "440524188001010014"]
"""The examples that the standard itself gives."""


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_standards_own_examples_are_right(number: str) -> None:
    assert is_id_number(number, TODAY)


def test_the_year_of_birth_is_read_off_it() -> None:
    assert [birth_year_of(number) for number in PUBLISHED] == [1949, 1880]


@pytest.mark.parametrize(
    "wrong",
    ["", "1101051949123100", "11010519491231002x", "110105194912310021", "01010519491231002X",
     "110105194913310026", "１１０１０５１９４９１２３１００２Ｘ", "11010520491231002X"],
)  # fmt: skip
def test_what_nobody_can_have_is_refused(wrong: str) -> None:
    assert not is_id_number(wrong, TODAY)


def test_nobody_is_born_tomorrow() -> None:
    unborn = "11010520261126001"
    assert not is_id_number(unborn + check_character(unborn), TODAY)
    born = "11010520261125001"
    assert is_id_number(born + check_character(born), TODAY)


@given(place=st.integers(0, 16), digit=st.integers(0, 9), number=st.sampled_from(PUBLISHED))
def test_one_wrong_digit_is_always_found(place: int, digit: int, number: str) -> None:
    changed = f"{number[:place]}{digit}{number[place + 1 :]}"
    assert is_id_number(changed, TODAY) == (changed == number)


@given(place=st.integers(0, 15), number=st.sampled_from(PUBLISHED))
def test_two_neighbours_swapped_are_always_found(place: int, number: str) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_id_number(swapped, TODAY) == (swapped == number)
