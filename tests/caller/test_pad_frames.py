"""The pads' frames, byte by byte, as published."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import serial

from caller.pad_frames import Frame, Frames, Function, answer_to, cells, encode
from tests.caller.device_process import DeviceProcess


def frame(text: str) -> bytes:
    return bytes.fromhex(text)


TICKET_005 = frame("FF 68 08 08 68 03 02 0A 0A 0A 00 00 05 28 16")
BEEP = frame("FF 68 02 02 68 03 03 06 16")


def test_the_published_examples() -> None:
    assert encode(Frame(3, Function.CELLS, cells(None, "005"))) == TICKET_005
    assert encode(Frame(3, Function.BEEP)) == BEEP


@pytest.mark.parametrize(
    ("waiting", "ticket", "shown"),
    [
        (None, "", "0A 0A 0A 0A 0A 0A"),
        (0, "", "0A 0A 00 0A 0A 0A"),
        (7, "047", "0A 0A 07 00 04 07"),
        (128, "1000", "01 02 08 00 00 00"),
        (1200, "1023", "09 09 09 00 02 03"),
    ],
)
def test_cells_show_how_many_wait_and_the_last_three_digits(
    waiting: int | None, ticket: str, shown: str
) -> None:
    assert cells(waiting, ticket) == frame(shown)


def test_a_key_is_answered_by_its_echo_and_a_rating_by_a_sum_0x10_less() -> None:
    call = frame("FF 68 03 03 68 03 01 0C 10 16")
    (heard,) = Frames().feed(call)
    assert heard == Frame(3, Function.KEY, b"\x0c")
    assert encode(answer_to(heard)) == call
    rated = frame("FF 68 03 03 68 03 11 01 15 16")
    (heard,) = Frames().feed(rated)
    assert heard == Frame(3, Function.RATING, b"\x01")
    assert encode(answer_to(heard)) == frame("FF 68 03 03 68 03 01 01 05 16")
    assert rated[-2] - encode(answer_to(heard))[-2] == 0x10


def test_a_sum_wraps() -> None:
    data = bytes([255, 255])
    assert encode(Frame(250, 1, data))[-2] == (250 + 1 + 255 + 255) % 256
    assert Frames().feed(encode(Frame(250, 1, data))) == [Frame(250, 1, data)]


@pytest.mark.parametrize(
    "spoiled",
    [
        "FF 68 03 03 68 03 01 0C 11 16",  # its sum is wrong
        "FF 68 03 03 68 03 01 0C 10 17",  # its end is wrong
        "FF 68 03 04 68 03 01 0C 10 16",  # two lengths
        "FF 68 03 03 69 03 01 0C 10 16",
        "FF 68 00 00 68 00 16",  # too short to be one
        "FF 68 FF FF 68 03 01",  # longer than any
        "00 16 FF 68 68 FF",
        "FF 68 08 08 68 03",  # half of one
    ],
)
def test_a_spoiled_frame_is_none_and_the_next_one_counts(spoiled: str) -> None:
    frames = Frames()
    assert frames.feed(frame(spoiled)) == []
    assert frames.feed(BEEP) + frames.silence() == [Frame(3, Function.BEEP)]
    assert frames.silence() == []


def test_frames_come_in_any_pieces_among_any_noise() -> None:
    chance = random.Random(7)
    for _ in range(200):
        sent = [
            Frame(chance.randrange(256), chance.choice([1, 2, 3, 17]), chance.randbytes(chance.randrange(9)))
            for _ in range(5)
        ]
        # Noise that cannot be mistaken: no byte of it begins a frame.
        noise = [bytes(chance.randrange(0xFF) for _ in range(chance.randrange(4))) for _ in sent]
        stream = b"".join(quiet + encode(each) for quiet, each in zip(noise, sent, strict=True))
        frames, heard = Frames(), []
        while stream:
            size = chance.randint(1, 7)
            heard += frames.feed(stream[:size])
            stream = stream[size:]
        assert heard + frames.silence() == sent


def test_no_noise_at_all_upsets_it() -> None:
    chance = random.Random(11)
    frames = Frames()
    for _ in range(2000):
        frames.feed(
            chance.choice([b"\xff\x68", b"\x68", b"\x16", b""]) + chance.randbytes(chance.randrange(6))
        )
    frames.silence()
    assert frames.feed(TICKET_005) == [Frame(3, Function.CELLS, cells(None, "005"))]


def test_a_simulated_pad_that_nobody_answers_speaks_three_times(tmp_path: Path) -> None:
    pad = DeviceProcess("caller.simulated_pad", tmp_path / "pads", "--pads", "3", "--answer-s", "0.05")
    with serial.Serial(pad.link, 9600, timeout=10) as host:
        pad.press("call")
        call = frame("FF 68 03 03 68 03 01 0C 10 16")
        assert host.read(3 * len(call)) == 3 * call
    assert pad.wait_for("unanswered")["hex"] == call.hex(" ")
    pad.close()
