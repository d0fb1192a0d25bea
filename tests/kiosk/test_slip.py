"""The ticket's drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.picture import Picture, picture_of
from kiosk.slip import DOTS_PER_MM, Fact, Slip, draw_slip
from kiosk.ticket_layout import load_layout


def black_rows(picture: Picture) -> list[bool]:
    size = picture.row_bytes
    return [any(picture.rows[y * size : (y + 1) * size]) for y in range(picture.height)]


def tallest_ink(picture: Picture) -> int:
    """The height of the tallest run of rows with ink above the code, which is the number's."""
    runs, run = [], 0
    for black in black_rows(picture)[: picture.height // 2]:
        if not black and run:
            runs.append(run)
        run = run + 1 if black else 0
    return max(runs)


def code_text(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(bytes(grey.constBits())).cast("B", (grey.height(), grey.bytesPerLine()))
    return [found.text for found in zxingcpp.read_barcodes(view)]


@pytest.mark.parametrize("paper", ["80mm", "58mm"])
@pytest.mark.parametrize(("prefix", "digits"), [("A", "001"), ("B2", "047"), ("G8", "1047"), ("AA", "12345")])
def test_the_number_is_at_least_12_mm_high(
    qapp: object, slip: Slip, prefix: str, digits: str, paper: str
) -> None:
    picture = draw_slip(replace(slip, prefix=prefix, digits=digits), load_layout(paper))
    assert tallest_ink(picture) >= 12 * DOTS_PER_MM


def test_the_code_says_the_token_and_nothing_else(ticket: Picture, slip: Slip) -> None:
    assert code_text(ticket.image()) == [slip.token]


def test_a_ticket_is_drawn_the_same_every_time(ticket: Picture, slip: Slip) -> None:
    assert draw_slip(slip) == ticket


def test_the_screen_shows_the_dots_of_the_paper(ticket: Picture) -> None:
    assert picture_of(ticket.image()) == ticket


@pytest.mark.parametrize("paper", ["80mm", "58mm"])
@pytest.mark.parametrize("times", [1, 3, 12])
def test_long_words_make_the_ticket_longer_and_leave_the_margins_white(
    qapp: object, slip: Slip, times: int, paper: str
) -> None:
    layout = load_layout(paper)
    picture = draw_slip(
        replace(
            slip,
            hall=slip.hall * times,
            service="Food, drug and special equipment permits " * times,
            place="2nd floor · Zone D · Counters 131–134, 140, 151–156 " * times,
            facts=(*slip.facts, Fact("Expected wait in this hall " * times, "112–220 minutes " * times)),
            rules=slip.rules * times,
        ),
        layout,
    )
    size = picture.row_bytes
    edge = layout.margin_dots // 8 - 1
    for y in range(picture.height):
        row = picture.rows[y * size : (y + 1) * size]
        assert not any(row[:edge]) and not any(row[-edge:])
    assert not any(black_rows(picture)[-8:])
    assert picture.width == layout.width_dots


def test_no_words_are_lost_between_the_smallest_type_and_the_end(qapp: object, slip: Slip) -> None:
    short = draw_slip(slip)
    long = draw_slip(replace(slip, rules=slip.rules * 6))
    ink = [sum(byte.bit_count() for byte in picture.rows) for picture in (short, long)]
    assert ink[1] > ink[0] and long.height > short.height


def test_a_picture_never_holds_a_real_time_command(qapp: object, slip: Slip) -> None:
    for serial in range(30):
        rows = draw_slip(replace(slip, token=f"{serial:022d}", digits=f"{serial:03d}")).rows
        assert not any(command in rows for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
