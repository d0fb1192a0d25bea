"""Whoever types what they want finds it among the first five of 167,978 items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given

from bench import catalogue
from db.search import SearchIndex
from db.search_file import read_index, write_index
from db.search_making import index_of
from db.shelf import Grams, Shelf
from tests.hostile import FEW, TEXTS

QUERIES = Path(__file__).with_name("search_queries.txt")


def queries() -> Iterator[tuple[str, set[str]]]:
    """What is typed, and the ids of which one must be found."""
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words = line.split()
            ids = {word for word in words if word[0] == "S" and word[1:5].isdigit()}
            yield " ".join(word for word in words if word not in ids), ids


@pytest.fixture(scope="module")
def full() -> SearchIndex:
    return index_of("full", catalogue.rows_to_search())


@pytest.fixture(scope="module")
def sample() -> SearchIndex:
    """The sample hall's own items alone."""
    return index_of("sample", (row for row in catalogue.rows_to_search() if row.like_id is None))


def first_five(index: SearchIndex, typed: str) -> list[str]:
    return [item.id for item in index.find(typed)[:5]]


def test_every_query_has_what_it_means_among_the_first_five(full: SearchIndex) -> None:
    assert len(full) == 167_978
    asked = list(queries())
    assert len(asked) >= 200
    missed = {typed: ids for typed, ids in asked if not ids.intersection(first_five(full, typed))}
    assert missed == {}


def test_nearly_all_of_them_have_it_first(full: SearchIndex) -> None:
    asked = list(queries())
    first = sum(
        first_five(full, typed)[:1] != [] and first_five(full, typed)[0] in ids for typed, ids in asked
    )
    assert first >= 0.9 * len(asked)


def test_the_hall_itself_comes_before_its_towns_until_a_town_is_named(full: SearchIndex) -> None:
    assert full.find("结婚登记")[0].name == "结婚登记"
    assert all(item.name.startswith("青山镇结婚登记") for item in full.find("青山镇结婚登记")[:5])
    assert all(item.name.startswith("青山镇结婚登记") for item in full.find("qingshanzhenjiehundengji")[:5])


def test_case_spaces_full_width_and_punctuation_make_no_difference(sample: SearchIndex) -> None:
    for typed in ("sbk", "SBK", " s b k ", "ｓｂｋ", "sbk。"):
        assert first_five(sample, typed)[0] == "S1406"


def test_nothing_is_found_for_nothing_and_nobody_stumbles_over_odd_input(sample: SearchIndex) -> None:
    assert sample.find("") == ()
    assert sample.find(" ，。\n") == ()
    for typed in ("\\", "[a-z]*", "%_", "'", "\0", "🙂", "x" * 500, "一" * 500, "1" * 60):
        sample.find(typed)


@FEW
@given(typed=TEXTS)
def test_nobody_stumbles_over_anything_that_is_typed(sample: SearchIndex, typed: str) -> None:
    assert len(sample.find(typed)) <= 30
    sample.find(typed * 100)


def test_results_are_never_too_many_and_each_comes_once(full: SearchIndex) -> None:
    for typed in ("s", "登记", "dj", "a", "shenqing"):
        found = [item.id for item in full.find(typed)]
        assert len(found) == len(set(found)) <= 30


def test_of_a_service_no_other_items_are_looked_at(
    full: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [place for place in range(len(full)) if full.item(place).service_id == "G6"]
    asked: list[int] = []
    item = SearchIndex.item
    monkeypatch.setattr(SearchIndex, "item", lambda self, place: asked.append(place) or item(self, place))
    assert [each.service_id for each in islice(full.of_service("G6"), 30)] == ["G6"] * 30
    assert asked == every[:30]
    assert list(full.of_service("no such service")) == []


def test_an_index_comes_back_from_its_file_as_it_went_in(sample: SearchIndex, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "index"
    names = sample.plain_names
    sample = replace(sample, plain_names=replace(names, grams=Grams.of(names.joined, 2)))
    write_index(sample, path)
    again = read_index(path, "sample")
    assert again == sample
    assert again is not None and again.find("身份证丢了") == sample.find("身份证丢了")
    write_index(replace(sample, digest="newer"), path)
    assert read_index(path, "sample") is None
    assert [each.name for each in path.parent.iterdir()] == ["index"]


def test_a_damaged_file_is_no_index(sample: SearchIndex, tmp_path: Path) -> None:
    path = tmp_path / "index"
    assert read_index(path, "sample") is None
    write_index(sample, path)
    whole = path.read_bytes()
    for damaged in (
        b"",
        b"{}\n",
        b"\xff" * 99,
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:9000] + b"?" + whole[9001:],
    ):
        path.write_bytes(damaged)
        assert read_index(path, "sample") is None


def test_a_shelf_finds_each_text_once_in_its_order() -> None:
    shelf = Shelf.of(["abab", "", "ba", "aab"])
    assert [shelf[place] for place in range(len(shelf))] == ["abab", "", "ba", "aab"]
    assert list(shelf.containing("ab")) == [0, 3]
    assert list(shelf.containing("ba")) == [0, 2]
    assert len(Shelf.of([])) == 0


def test_grams_never_deny_what_is_there() -> None:
    text = "".join(row.name for row in catalogue.rows_to_search() if row.like_id is None)
    grams = Grams.of(text, 2)
    assert all(grams.may_hold(text[at : at + size]) for at in range(0, 900, 7) for size in (1, 2, 9))
    assert not grams.may_hold("飞船")
