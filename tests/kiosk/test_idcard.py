"""The ID-card reader, byte by byte and over a real line to a simulated one."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.privacy import KEY_VARIABLE, person_of
from kiosk import sam, simulated_idcard
from kiosk.card_reader import CardGone, CardUnreadable, NoSuchReader, ReaderAway, reader_named
from kiosk.card_thread import CardThread, CardTrouble
from kiosk.idcard import SamReader
from kiosk.visitor import Known
from tests.kiosk.card_reader_process import CardReaderProcess

NUMBER = "11010519491231002X"
NAME, ADDRESS = "王秀英", "示例市中心区和平路七号"
KEY = "k" * 32
TODAY = date(2026, 11, 25)


# --- Frames --------------------------------------------------------------------------------------


def test_questions_are_those_of_the_protocol() -> None:
    assert sam.request(*sam.FIND) == bytes.fromhex("AA AA AA 96 69 00 03 20 01 22")
    assert sam.request(*sam.SELECT) == bytes.fromhex("AA AA AA 96 69 00 03 20 02 21")
    assert sam.request(*sam.READ) == bytes.fromhex("AA AA AA 96 69 00 03 30 01 32")


def test_an_answer_as_readers_give_it_is_understood() -> None:
    found = bytes.fromhex("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97")
    assert sam.Frames().hear(found) == sam.Answer(sam.FOUND, bytes(4))


def test_a_card_has_as_many_bytes_as_the_protocol_says() -> None:
    assert len(simulated_idcard.answer(0, 0, 0x90, data=_content())) == 1295


def _content() -> bytes:
    return simulated_idcard.content_of({"number": NUMBER, "name": NAME, "address": ADDRESS})


@given(
    noise=st.binary(max_size=40).filter(lambda noise: sam.PREAMBLE not in noise),
    cuts=st.lists(st.integers(1, 1300), max_size=8),
)
def test_noise_before_an_answer_and_any_cutting_up_change_nothing(noise: bytes, cuts: list[int]) -> None:
    # What looks like the start of a frame is taken for one, so such noise is spared here.
    sent = noise.replace(b"\xaa", b"\x55") + simulated_idcard.answer(0, 0, 0x90, data=_content())
    frames, heard = sam.Frames(), []
    edges = sorted({0, len(sent), *(cut for cut in cuts if cut < len(sent))})
    for start, end in pairwise(edges):
        heard.append(frames.hear(sent[start:end]))
    assert heard[-1] == sam.Answer(sam.WELL, _content())
    assert heard[:-1] == [None] * (len(heard) - 1)


@given(place=st.integers(7, 14), change=st.integers(1, 255))
def test_a_spoilt_byte_is_never_an_answer(place: int, change: int) -> None:
    frame = bytearray(bytes.fromhex("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97"))
    frame[place] ^= change
    with pytest.raises(sam.Garbled):
        sam.Frames().hear(bytes(frame))


@given(st.binary(max_size=300))
def test_garbage_is_survived(garbage: bytes) -> None:
    frames = sam.Frames()
    with suppress(sam.Garbled):
        frames.hear(garbage)
    good = simulated_idcard.answer(0, 0, 0x9F)
    answers = []
    for _ in range(300):  # a length within the garbage may swallow some
        try:
            answers.append(frames.hear(good))
        except sam.Garbled:
            continue
    assert sam.Answer(sam.FOUND, b"") in answers


# --- The driver, on a line -----------------------------------------------------------------------


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[CardReaderProcess]:
    process = CardReaderProcess(tmp_path)
    yield process
    process.close()


@pytest.fixture
def reader(simulated: CardReaderProcess) -> Iterator[SamReader]:
    driver = SamReader(str(simulated.link), 115200)
    yield driver
    driver.close()


def test_no_card_is_no_trouble(reader: SamReader) -> None:
    assert reader.read() is None


def test_a_card_gives_its_number(reader: SamReader, simulated: CardReaderProcess) -> None:
    simulated.order("card", number=NUMBER, name=NAME, address=ADDRESS)
    assert reader.read() == NUMBER
    # What was asked is told in turn: by the answer to one more order all of it has come.
    simulated.order("take-away")
    assert [question[-8:] for question in simulated.asked] == ["20 01 22", "20 02 21", "30 01 32"]


def test_noise_and_one_spoilt_answer_are_got_over(reader: SamReader, simulated: CardReaderProcess) -> None:
    simulated.order("card", number=NUMBER)
    simulated.order("noise", before="00AAAA9669FF", spoil=1)
    assert reader.read() == NUMBER


@pytest.mark.parametrize("after", ["find", "select"])
def test_a_card_pulled_away_early_is_gone(
    reader: SamReader, simulated: CardReaderProcess, after: str
) -> None:
    simulated.order("card", number=NUMBER)
    simulated.order("take-away", after=after)
    with pytest.raises(CardGone):
        reader.read()
    assert reader.read() is None


@pytest.mark.parametrize("count", [0, 1, 6, 9])
def test_half_an_answer_is_asked_for_again(
    reader: SamReader, simulated: CardReaderProcess, count: int
) -> None:
    simulated.order("card", number=NUMBER)
    simulated.order("half", bytes=count)
    assert reader.read() == NUMBER


def test_a_silent_reader_is_away(reader: SamReader, simulated: CardReaderProcess) -> None:
    simulated.order("mute")
    with pytest.raises(ReaderAway):
        reader.read()


def test_unplugged_it_is_away_and_plugged_in_it_is_back(
    reader: SamReader, simulated: CardReaderProcess
) -> None:
    simulated.order("card", number=NUMBER)
    simulated.order("cut-line")
    with pytest.raises(ReaderAway):
        reader.read()
    simulated.order("plug")
    assert reader.read() == NUMBER


def test_a_card_without_a_number_cannot_be_read(reader: SamReader, simulated: CardReaderProcess) -> None:
    simulated.order("card", number=" " * 18)
    with pytest.raises(CardUnreadable):
        reader.read()


def test_every_break_of_a_cards_content_ends_well() -> None:
    """Without a line, at every byte: never half a number."""
    frame = simulated_idcard.answer(0, 0, 0x90, data=_content())
    for cut in range(len(frame)):
        assert sam.Frames().hear(frame[:cut]) is None


def test_a_vendors_reader_is_a_name_in_the_settings() -> None:
    made = reader_named("kiosk.idcard:SamReader", "/dev/null", 9600)
    assert isinstance(made, SamReader)
    for wrong in ("kiosk.idcard", "kiosk.idcard:Nothing", "no_such_module:Reader", ""):
        with pytest.raises(NoSuchReader, match="card_reader"):
            reader_named(wrong, "/dev/null", 9600)


# --- The thread ----------------------------------------------------------------------------------


@pytest.fixture
def cards(qapp: QApplication, reader: SamReader, monkeypatch: pytest.MonkeyPatch) -> Iterator[CardThread]:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    thread = CardThread(reader)
    thread.start()
    yield thread
    thread.stop()


def test_nothing_is_asked_before_somebody_agreed(
    cards: CardThread, simulated: CardReaderProcess, qtbot: QtBot
) -> None:
    simulated.order("card", number=NUMBER)
    with qtbot.waitSignal(cards.read, timeout=20_000) as heard:
        assert simulated.asked == []
        cards.begin(TODAY)
    assert heard.args is not None
    assert heard.args[1] == Known(person_of(NUMBER, KEY.encode()), 1949)


def test_of_a_card_only_hash_mask_and_year_survive(
    cards: CardThread, simulated: CardReaderProcess, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    simulated.order("card", number=NUMBER, name=NAME, address=ADDRESS)
    with caplog.at_level(logging.DEBUG), qtbot.waitSignal(cards.read, timeout=20_000) as heard:
        cards.begin(TODAY)
    assert heard.args is not None
    left = repr(heard.args) + caplog.text
    assert "110***********002X" in left
    for secret in (NUMBER, NUMBER[6:14], NAME, ADDRESS, NAME.encode("utf-16-le").hex()):
        assert secret not in left


def test_a_card_laid_down_later_is_read_then(
    cards: CardThread, simulated: CardReaderProcess, qtbot: QtBot
) -> None:
    reading = cards.begin(TODAY)
    with qtbot.waitSignal(cards.read, timeout=20_000) as heard:
        simulated.order("card", number=NUMBER)
    assert heard.args is not None and heard.args[0] == reading


@pytest.mark.parametrize(
    ("orders", "trouble"),
    [
        ([("take-away", {"after": "find"})], CardTrouble.GONE),
        ([("mute", {})], CardTrouble.READER),
        ([("cut-line", {})], CardTrouble.READER),
        ([("card", {"number": "110105194912310021"})], CardTrouble.UNREADABLE),
    ],
)
def test_each_trouble_is_told_and_got_over(
    cards: CardThread,
    simulated: CardReaderProcess,
    qtbot: QtBot,
    orders: list[tuple[str, dict[str, Any]]],
    trouble: CardTrouble,
) -> None:
    simulated.order("card", number=NUMBER)
    for do, facts in orders:
        simulated.order(do, **facts)
    with qtbot.waitSignal(cards.troubled, timeout=20_000) as heard:
        cards.begin(TODAY)
    assert heard.args is not None and heard.args[1] is trouble
    with qtbot.waitSignal(cards.read, timeout=20_000):
        simulated.order("plug")
        simulated.order("card", number=NUMBER)


@pytest.mark.allows_log("no card can be read")
def test_without_the_halls_key_no_card_is_of_use(
    cards: CardThread, simulated: CardReaderProcess, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "short")
    simulated.order("card", number=NUMBER)
    with qtbot.waitSignal(cards.troubled, timeout=20_000) as heard:
        cards.begin(TODAY)
    assert heard.args is not None and heard.args[1] is CardTrouble.KEY


def test_what_comes_after_the_end_concerns_nobody(
    cards: CardThread, simulated: CardReaderProcess, qtbot: QtBot
) -> None:
    heard: list[object] = []
    cards.read.connect(lambda *told: heard.append(told))
    cards.begin(TODAY)
    cards.end()
    simulated.order("card", number=NUMBER)
    reading = cards.begin(TODAY)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert [told[0] for told in heard if isinstance(told, tuple)] == [reading]


def test_the_length_of_the_text_is_the_cards_own() -> None:
    content = _content()
    assert struct.unpack(">HH", content[:4]) == (256, 1024)
