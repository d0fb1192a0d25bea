"""What an announcer has to record."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.directory import FloorFacts, ZoneFacts
from display.schedule import Announcement, Elsewhere, Form
from display.sentences import Sentences, load_tongues
from display.vocabulary import Names, vocabulary
from shell.speech_pack import Pack, tokens

FLOOR = FloorFacts("二楼", "Floor 2", "2F")
ZONE = ZoneFacts("公安服务区", "Public security", "C", "2F", "V3")
NAMES = Names(frozenset({3, 47, 48, 138}), "BC", (FLOOR, ZONE))


def test_in_chinese() -> None:
    needed = vocabulary("zh", load_tongues()["zh"], NAMES, yao=True)
    assert needed == (
        "请", "号 到", "号 窗口", "区", *"零一二三四五六七八九", "幺", "B", "C", "十", "百", "二楼", "公安服务区",
    )  # fmt: skip


def test_in_english() -> None:
    needed = vocabulary("en", load_tongues()["en"], NAMES)
    assert needed[:4] == ("Ticket", "please go to", "counter", "zone")
    assert {"forty", "hundred", "and", "thirty", "Floor 2"} < set(needed)


@pytest.mark.parametrize("language", ["zh", "yue", "en"])
def test_with_all_of_it_every_call_can_be_said(language: str) -> None:
    tongues = load_tongues()
    recorded = vocabulary(language, tongues[language], NAMES)
    pack = Pack({tokens(language, text): Path(text) for text in recorded})
    sentences = Sentences(tongues, [language])
    near = Announcement(1, "B2047", "B2", 48, 0.0)
    far = Announcement(2, "C1390", "C1", 138, 0.0, elsewhere=Elsewhere("C", FLOOR, ZONE))
    for form in Form:
        calls = (near, far) if form is Form.PAIR else (far,)
        (said,) = sentences.of(calls, form)
        assert pack.find(language, said.text)
