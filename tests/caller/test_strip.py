"""What stands over a counter, as the bytes that a strip receives."""

from __future__ import annotations

import pytest

from caller import strip
from caller.device_settings import StripSection
from caller.strip import Words, _Showing, encoded
from shell.serial_line import LineLostError


def test_a_line_is_head_text_and_tail_in_the_strips_own_encoding() -> None:
    section = StripSection(head="02 01", tail="03")
    assert encoded("请A1", section) == bytes.fromhex("02 01 C7 EB 41 31 03")
    assert encoded("请A1", StripSection(encoding="utf-8")) == "请A1\r\n".encode()
    assert encoded("℃A", StripSection(encoding="ascii")) == b"?A\r\n"


def test_a_text_is_cut_to_the_strips_width_and_never_inside_a_character() -> None:
    assert encoded("热情为您服务", StripSection(width=5)) == "热情\r\n".encode("gb18030")


@pytest.mark.parametrize(
    "wrong", [{"encoding": "klingon"}, {"head": "XY"}, {"tail": "0D0"}, {"call": "{name}"}, {"idle": "{"}]
)
def test_what_no_strip_understands_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"klingon|hexadecimal|filled in"):
        StripSection(**wrong)  # type: ignore[arg-type]


class Paper:
    """A strip that writes down what it is told, and fails so many times."""

    def __init__(self, failures: int = 0) -> None:
        self.lines: list[str] = []
        self.tries = 0
        self.failures = failures

    def write(self, text: str) -> None:
        self.tries += 1
        if self.tries <= self.failures:
            raise LineLostError("gone")
        self.lines.append(text)

    def close(self) -> None:
        pass


def test_it_tries_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strip, "TRY_AGAIN_S", 0.0)
    assert _Showing(Paper(failures=2))._show_one(Words("热情为您服务"))
    gone = Paper(failures=3)
    assert not _Showing(gone)._show_one(Words("热情为您服务"))
    assert gone.tries == 3


def test_a_repeat_within_five_seconds_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strip, "BLINK_S", 0.01)
    monkeypatch.setattr(strip, "FLASH_S", 0.06)
    paper = Paper()
    showing = _Showing(paper)
    for call in (1, 2):
        words = Words("请A1号", call)
        showing.say(words)
        showing._show_one(words)
    assert paper.lines == ["请A1号", ""] * 3 + ["请A1号"]
    monkeypatch.setattr(strip, "IGNORE_REPEAT_S", 0.0)
    showing._show_one(Words("请A1号", 3))
    assert len(paper.lines) == 14
