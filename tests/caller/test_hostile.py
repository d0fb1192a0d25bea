"""Bytes of anything on the pads' line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caller.pad_frames import Frame, Frames, encode
from tests.hostile import BYTES

KEY = Frame(3, 0x02, b"\x0c")


@given(noise=st.lists(BYTES, max_size=6))
def test_noise_makes_no_key_and_a_real_key_is_found_behind_it(noise: list[bytes]) -> None:
    frames = Frames()
    for data in noise:
        for frame in frames.feed(data):
            assert encode(frame) in b"".join(noise), "only what came as a whole frame"
    frames.silence()
    assert frames.feed(encode(KEY)) == [KEY]
