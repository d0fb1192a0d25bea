"""What is said for a call, in each language, form and service."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.directory import FloorFacts, ZoneFacts
from display.schedule import Announcement, Elsewhere, Form
from display.sentences import Sentences, UnknownTongue, WrongSentences, load_tongues

CALL = Announcement(1, "B2047", "B2", 48, 0.0)
NEXT = Announcement(2, "A1013", "A1", 105, 0.0)
UPSTAIRS = Elsewhere(
    "C", FloorFacts("二楼", "Floor 2", "2F"), ZoneFacts("公安服务区", "Public security", "C", "2F", "V3")
)
FAR = Announcement(3, "B2047", "B2", 138, 0.0, elsewhere=UPSTAIRS)


def said(call: Announcement, *languages: str, form: Form = Form.FULL, yao: bool = False) -> list[str]:
    sentences = Sentences(load_tongues(), languages or ["zh"], yao=yao)
    return [utterance.text for utterance in sentences.of((call,), form)]


def test_a_call_in_three_languages_in_their_order() -> None:
    assert said(CALL, "zh", "en", "yue") == [
        "请 B 二 零 四 七 号 到 四十八 号 窗口",
        "Ticket B 2 0 4 7, please go to counter 48",
        "請 B 二 零 四 七 號 到 四十八 號 窗口",
    ]


def test_a_one_can_be_yao_in_tickets_but_not_in_counters() -> None:
    assert said(NEXT, yao=True) == ["请 A 幺 零 幺 三 号 到 一百零五 号 窗口"]


def test_the_short_form_and_two_in_one_sentence() -> None:
    assert said(CALL, form=Form.SHORT) == ["B 二 零 四 七 号 到 四十八 号 窗口"]
    assert said(CALL, "en", form=Form.SHORT) == ["B 2 0 4 7, counter 48"]
    (pair,) = Sentences(load_tongues(), ["zh", "en"]).of((CALL, NEXT), Form.PAIR)
    assert pair.text == "B 二 零 四 七 号 到 四十八 号 窗口 ， A 一 零 一 三 号 到 一百零五 号 窗口"


def test_floor_and_zone_are_said_when_the_counter_is_elsewhere() -> None:
    assert said(FAR, "zh", "en") == [
        "请 B 二 零 四 七 号 到 二楼 C 区 一百三十八 号 窗口",
        "Ticket B 2 0 4 7, please go to Floor 2, zone C, counter 138",
    ]


def test_a_hall_has_words_of_its_own_for_a_service_and_a_language(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[zh.services.A1]\ncall = "请 {number} 号 到 咨询台 {counter} 号"\n'
        '[hak]\nreads = "chinese"\ncall = "请 {number} 到 {counter}"\n',
        encoding="utf-8",
    )
    sentences = Sentences(load_tongues(own), ["zh", "hak"])
    assert [each.text for each in sentences.of((NEXT,), Form.FULL)] == [
        "请 A 一 零 一 三 号 到 咨询台 一百零五 号",
        "请 A 一 零 一 三 到 一百零五",
    ]
    assert sentences.of((NEXT,), Form.SHORT)[0].text == "请 A 一 零 一 三 号 到 咨询台 一百零五 号"
    assert sentences.of((CALL,), Form.FULL)[0].text == "请 B 二 零 四 七 号 到 四十八 号 窗口"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ('[zh]\ncall = "请 {number} 号"', r"zh\.call.*lacks {counter}"),
        ('[zh]\ncall = "{number} {counter} {name}"', r"{name}, which means nothing"),
        ('[zh]\npair = "{first}"', r"lacks {second}"),
        ('[zh]\ncall = "{number"', r"zh\.call"),
        ('[bo]\nplace = "{floor}"', r"bo\.call is missing"),
        ("[zh]\nrecall = 1", r"recall"),
        ("zh = [", r"own\.toml"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, detail: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(WrongSentences, match=detail):
        load_tongues(own)


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(UnknownTongue, match=r"“xx”.*en, yue, zh"):
        Sentences(load_tongues(), ["xx"])
