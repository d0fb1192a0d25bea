"""The simulated printer's inside: bytes in, dots and answers out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.simulated_paper import WIDTH_BYTES, Interpreter, Mechanics, Piece, UnknownByteError

RASTER = b"\x1dv0\x00\x02\x00\x03\x00"
DOTS = b"\xff\x00\x0f\xf0\xaa\x55"
CUT = b"\x1dV\x42\x00"


class Case:
    """An interpreter with everything it said and cut."""

    def __init__(self) -> None:
        self.mechanics = Mechanics()
        self.answers: list[int] = []
        self.pieces: list[Piece] = []
        self.inside = Interpreter(self.mechanics, self.answers.append, self.pieces.append)

    def send(self, data: bytes) -> None:
        self.inside.receive(data)
        self.inside.work()


@given(st.lists(st.integers(1, 7), max_size=30))
def test_it_does_not_matter_how_the_bytes_are_cut_into_pieces(sizes: list[int]) -> None:
    case, stream = Case(), b"\x1b@" + RASTER + DOTS + CUT + b"\x1dr\x01"
    for size in [*sizes, len(stream)]:
        case.send(stream[:size])
        stream = stream[size:]
    (piece,) = case.pieces
    assert [bytes(piece.rows[y * WIDTH_BYTES : y * WIDTH_BYTES + 2]) for y in range(3)] == [
        b"\xff\x00", b"\x0f\xf0", b"\xaa\x55",
    ]  # fmt: skip
    assert case.answers == [0]


def test_a_question_is_answered_at_once_even_inside_a_picture() -> None:
    case = Case()
    case.mechanics.cover_open = True
    case.send(RASTER + DOTS[:3] + b"\x10\x04\x02")
    assert case.answers == [0x12 | 0x04]


def test_a_cleared_buffer_never_comes_out() -> None:
    case = Case()
    case.mechanics.paper_mm = 0
    case.send(RASTER + DOTS + CUT)
    case.send(bytes((0x10, 20, 8, 1, 3, 20, 1, 6, 2, 8)))
    case.mechanics.paper_mm = 100
    case.send(b"\x1dr\x01")
    assert case.pieces == [] and case.answers == [3]


def test_paper_that_ends_stops_in_the_middle_of_the_picture() -> None:
    case = Case()
    case.mechanics.paper_mm = 2 / 8
    case.send(RASTER + DOTS + CUT)
    assert case.pieces == [] and case.mechanics.stands_still
    torn = case.inside.tear()
    assert torn is not None and torn.height == 2


@pytest.mark.parametrize(
    "stream", [b"\x07", b"\x1bZ", b"\x1dx", b"\x1dV\x00", b"\x1dv1", b"\x10\x05", b"\x1dr\x02"]
)
def test_an_unknown_byte_is_an_error(stream: bytes) -> None:
    with pytest.raises(UnknownByteError):
        Case().send(stream)
