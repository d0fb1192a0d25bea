"""Bytes of anything on the pads' line, and words of anything for a strip."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal

from caller.device_settings import StripSection
from caller.pad_desk import PadDesk
from caller.pad_frames import Frame, Frames, Function, encode
from caller.pad_keys import PadKey, Stroke, meaning
from caller.state import Stage
from caller.strip import encoded
from tests.caller.test_looks import busiest
from tests.hostile import BYTES, FEW, TEXTS

KEY = Frame(3, 0x02, b"\x0c")


class Line(QObject):
    """A line of which only what the pad says matters."""

    heard = Signal(object)

    def show(self, address: int, cells: bytes) -> None: ...

    def beep(self, address: int, times: int = 1) -> None: ...


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


@FEW
@given(said=st.lists(st.tuples(st.sampled_from(Function), st.binary(max_size=6)), max_size=6))
def test_a_pad_that_says_anything_presses_a_key_or_nothing(
    qapp: object, said: list[tuple[int, bytes]]
) -> None:
    pad = PadDesk(Line(), 3, rating_keys=(1, 2, 3, 4, 5))  # type: ignore[arg-type]
    for function, data in said:
        pad._on_frame(Frame(3, function, data))


@FEW
@given(st.sampled_from(PadKey), st.text("0123456789", max_size=4), st.sampled_from(Stage))
def test_whatever_is_typed_before_a_key_is_a_step_or_nothing(key: PadKey, digits: str, stage: Stage) -> None:
    meaning(Stroke(key, digits), replace(busiest("en"), stage=stage), ("lunch", "meeting"))
