"""Bytes of anything on the pads' line, and words of anything for a strip."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caller.device_settings import StripSection
from caller.pad_frames import Frame, Frames, encode
from caller.strip import encoded
from tests.hostile import BYTES, FEW, TEXTS

KEY = Frame(3, 0x02, b"\x0c")


@given(noise=st.lists(BYTES, max_size=6))
def test_noise_makes_no_key_and_a_real_key_is_found_behind_it(noise: list[bytes]) -> None:
    frames = Frames()
    for data in noise:
        for frame in frames.feed(data):
            assert encode(frame) in b"".join(noise), "only what came as a whole frame"
    frames.silence()
    assert frames.feed(encode(KEY)) == [KEY]


@given(TEXTS)
@FEW
def test_a_strip_gets_its_own_head_and_tail_and_no_other_control_byte(text: str) -> None:
    section = StripSection(port="none", head="", tail="")
    assert all(byte >= 0x20 or byte == 0x09 for byte in encoded(text, section))
