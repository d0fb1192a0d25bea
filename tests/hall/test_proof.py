"""The demo's witnesses: they must notice when paper, screens and voice disagree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import qrcode
from PySide6.QtGui import QImage

from db import queue
from db.engine import Database
from display.schedule import Announcement, Form
from display.sentences import Sentences, load_tongues
from hall.proof import Evidence, ProofFailed, check, number_heard, read_paper

RIGHT = Evidence(
    kiosk="B2001", paper="B2001", board="B2001", voice="B2001", counter=48, voice_s=5.0, spoken=True
)


@pytest.mark.parametrize("place", ["kiosk", "paper", "board", "voice"])
def test_another_number_anywhere_is_noticed(place: str) -> None:
    check(RIGHT)
    with pytest.raises(ProofFailed, match="B2002"):
        check(replace(RIGHT, **{place: "B2002"}))


def test_a_voice_too_short_to_have_said_it_is_noticed() -> None:
    with pytest.raises(ProofFailed, match=r"lasts only 0\.2 s"):
        check(replace(RIGHT, voice_s=0.2))


@pytest.mark.parametrize("number", ["B2001", "A1023", "AA999", "C1000", "G8110"])
def test_the_number_is_heard_in_either_language(number: str) -> None:
    call = Announcement(1, number, "B2", 105, 0.0)
    for language, yao in (("zh", False), ("zh", True), ("en", False)):
        (said,) = Sentences(load_tongues(), [language], yao=yao).of((call,), Form.FULL)
        assert number_heard(said.text) == number


def test_words_without_a_number_are_noticed() -> None:
    with pytest.raises(ProofFailed, match="no number can be heard"):
        number_heard("欢迎光临")


def _picture_of(code: str, path: Path) -> Path:
    drawn = qrcode.QRCode(border=4)
    drawn.add_data(code)
    matrix, dot = drawn.get_matrix(), 6
    image = QImage(len(matrix) * dot, len(matrix) * dot, QImage.Format.Format_RGB32)
    for y in range(image.height()):
        for x in range(image.width()):
            image.setPixel(x, y, 0xFF000000 if matrix[y // dot][x // dot] else 0xFFFFFFFF)
    assert image.save(str(path))
    return path


def test_paper_leads_to_its_visit(small_hall: Database, tmp_path: Path) -> None:
    issued = queue.issue(small_hall, uuid4(), "B2")
    queue.printed(small_hall, uuid4(), issued.ticket_id)
    visit = read_paper(_picture_of(issued.token, tmp_path / "ticket.png"), small_hall)
    assert visit.number == issued.number
    assert [type(event).__name__ for event in visit.history] == ["TicketIssued", "TicketPrinted"]


def test_paper_of_another_hall_is_noticed(small_hall: Database, tmp_path: Path) -> None:
    with pytest.raises(ProofFailed, match="does not know the code"):
        read_paper(_picture_of("elsewhere", tmp_path / "ticket.png"), small_hall)


def test_paper_without_a_code_is_noticed(small_hall: Database, tmp_path: Path) -> None:
    blank = QImage(200, 200, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    assert blank.save(str(tmp_path / "blank.png"))
    with pytest.raises(ProofFailed, match="0 codes can be read"):
        read_paper(tmp_path / "blank.png", small_hall)
