"""`hall help`: whoever walks the hall hears who needs a hand, and says who goes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import pytest

from db import queue
from db.engine import Database, open_database
from db.help_events import HelpKind
from hall.__main__ import main
from hall.help_calls import new_calls

Hall = Callable[..., tuple[int, str]]


@pytest.fixture
def url(small_hall: Database) -> str:
    return small_hall.url.render_as_string(hide_password=False)


@pytest.fixture
def hall(url: str, capsys: pytest.CaptureFixture[str]) -> Hall:
    def run(*arguments: str, language: str = "en") -> tuple[int, str]:
        code = main(["--language", language, "help", *arguments, "--url", url])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_a_call_is_listed_until_somebody_goes(small_hall: Database, url: str, hall: Hall) -> None:
    assert hall() == (0, "Nobody needs a hand.\n")
    with closing(open_database(url, "kiosk-7")) as kiosk:
        asked = queue.ask_help(kiosk, uuid4(), "B", HelpKind.ACCESS)
    queue.ask_help(small_hall, uuid4(), "B", HelpKind.SUPERVISOR, counter=48)
    told = hall()[1]
    assert "kiosk-7, Social security · wheelchair, sight or hearing" in told and "counter 48" in told
    assert "轮椅" in hall(language="zh")[1]

    assert hall("answer", str(asked.help_id), "--by", "wang") == (
        0,
        "Wang Min goes; whoever asked is told so.\n",
    )
    assert "kiosk-7" not in hall()[1]
    code, told = hall("answer", str(asked.help_id), "--by", "li")
    assert code and "Wang Min" in told, "another is on the way already"


def test_whoever_watches_hears_of_every_new_call_and_of_those_made_again(small_hall: Database) -> None:
    calls = new_calls(small_hall, ())
    first = queue.ask_help(small_hall, uuid4(), "B", HelpKind.GUIDANCE)
    assert (heard := next(calls)).id == first.help_id and heard.times == 1
    queue.ask_help(small_hall, uuid4(), "B", HelpKind.GUIDANCE)
    assert next(calls).times == 2
    second = queue.ask_help(small_hall, uuid4(), "A", HelpKind.MACHINE)
    assert next(calls).id == second.help_id
    calls.close()
