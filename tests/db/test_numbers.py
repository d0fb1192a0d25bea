"""Numbers that nobody can confuse."""

import pytest

from db.numbers import colliding_prefixes, number_of, shown, split


def test_a_number_has_three_digits_and_widens() -> None:
    assert [number_of("B2", serial) for serial in (1, 47, 999, 1000)] == ["B2001", "B2047", "B2999", "B21000"]


def test_people_see_prefix_and_digits_apart() -> None:
    assert shown("B21000", ["A", "B1", "B2"]) == "B2 1000"
    assert split("A047", ["B1", "A"]) == ("A", "047")


def test_a_number_of_a_service_given_up_is_still_readable() -> None:
    assert shown("C3012", ["A", "B1"]) == "C3 012"


@pytest.mark.parametrize("prefixes", [["A", "A1"], ["B", "AB", "A"], ["A1", "C", "A1"]])
def test_prefixes_that_could_be_confused_are_found(prefixes: list[str]) -> None:
    assert colliding_prefixes(prefixes)


def test_prefixes_apart_are_fine() -> None:
    assert colliding_prefixes(["A1", "A2", "B", "C1"]) is None
