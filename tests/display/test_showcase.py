"""Notices and pictures between calls: each at its time, and only what is a picture."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from display import showcase
from display.notices import Notice, NoticeKind, NoticesFile, due
from display.pictures import KEPT, PictureLeftOut, candidates, read_picture
from display.showcase import Showcase
from display.state import Pair
from display.words import Words
from shell.settings import load_settings

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def save_picture(path: Path, width: int = 64, height: int = 48, color: int = 0x2266AA) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    assert image.save(str(path))
    return path


@pytest.mark.parametrize(
    ("limits", "is_due"),
    [
        ({}, True),
        ({"begins": "12:00", "ends": "13:00"}, True),
        ({"begins": "11:00", "ends": "12:00"}, False),
        ({"weekdays": [1, 3]}, True),
        ({"weekdays": [6, 7]}, False),
        ({"first_day": "2026-11-24"}, False),
        ({"first_day": "2026-11-23", "last_day": "2026-11-23"}, True),
        ({"last_day": "2026-11-22"}, False),
    ],
)
def test_a_notice_is_seen_at_its_time(limits: dict[str, object], is_due: bool) -> None:
    notice = Notice.model_validate({"text": "午间不间断服务", **limits}, strict=False)
    assert notice.due(MONDAY_NOON) == is_due


def test_notices_stand_where_they_belong_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "notices.toml"
    file.write_text(
        '[[notice]]\ntext = "甲"\ntext_en = "one"\n'
        '[[notice]]\ntext = "乙"\nkind = "page"\n'
        '[[notice]]\ntext = "丙"\nends = "08:00"\n',
        encoding="utf-8",
    )
    notices = load_settings(file, NoticesFile).notice
    assert due(notices, NoticeKind.LINE, MONDAY_NOON, Words("en")) == [Pair("one", "甲")]
    assert due(notices, NoticeKind.PAGE, MONDAY_NOON, Words("zh")) == [Pair("乙", "乙")]


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_kept_no_larger_than_a_board_needs(tmp_path: Path) -> None:
    small = read_picture(save_picture(tmp_path / "a.png"))
    assert (small.width(), small.height()) == (64, 48)
    large = read_picture(save_picture(tmp_path / "b.jpg", 4000, 3000))
    assert large.height() == KEPT.height()
    assert large.width() == 1440


@pytest.mark.usefixtures("qapp")
def test_what_is_no_picture_is_left_out_and_says_why(tmp_path: Path) -> None:
    text = tmp_path / "holiday.png"
    text.write_text("not a picture", encoding="utf-8")
    drawn = tmp_path / "drawn.png"
    drawn.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    cut = tmp_path / "cut.png"
    cut.write_bytes(save_picture(tmp_path / "whole.png").read_bytes()[:60])
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(30_000_001)
    for path, reason in (
        (text, "neither JPEG nor PNG"),
        (drawn, "neither JPEG nor PNG"),
        (cut, "damaged|pixels"),
        (huge, "too large"),
        (tmp_path / "gone.png", "gone.png"),
    ):
        with pytest.raises(PictureLeftOut, match=reason):
            read_picture(path)


@pytest.mark.usefixtures("qapp")
def test_a_picture_that_unfolds_to_too_many_pixels_is_not_read(tmp_path: Path) -> None:
    whole = save_picture(tmp_path / "bomb.png").read_bytes()
    claims = (60_000).to_bytes(4, "big") * 2  # its head says 60,000 x 60,000
    (tmp_path / "bomb.png").write_bytes(whole[:16] + claims + whole[24:])
    with pytest.raises(PictureLeftOut):
        read_picture(tmp_path / "bomb.png")


def test_hidden_files_and_a_folder_that_is_not_there_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("", encoding="utf-8")
    (tmp_path / "b.png").write_text("", encoding="utf-8")
    (tmp_path / "a.png").write_text("", encoding="utf-8")
    assert [path.name for path in candidates(tmp_path)] == ["a.png", "b.png"]
    assert candidates(tmp_path / "gone") == []


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look again at once."""
    monkeypatch.setattr(showcase, "PICTURE_S", 0.01)


@pytest.mark.usefixtures("quick")
def test_pictures_follow_each_other_and_a_removed_one_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        save_picture(tmp_path / name)
    pictures = Showcase(None, tmp_path)
    seen: list[str | None] = []
    pictures.still.connect(lambda still: seen.append(still.name if still else None))
    pictures.start()
    try:
        qtbot.waitUntil(lambda: seen[:4] == ["a.png", "b.png", "a.png", "b.png"])
        for name in ("a.png", "b.png"):
            (tmp_path / name).unlink()
        qtbot.waitUntil(lambda: seen[-1] is None)
    finally:
        pictures.stop()


@pytest.mark.usefixtures("quick")
def test_changed_notices_are_taken_in_and_wrong_ones_leave_the_old(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "notices.toml"
    file.write_text('[[notice]]\ntext = "甲"\n', encoding="utf-8")
    notices = Showcase(file, None)
    seen: list[list[str]] = []
    notices.notices.connect(lambda found: seen.append([notice.text for notice in found]))
    notices.start()
    try:
        qtbot.waitUntil(lambda: seen == [["甲"]])
        file.write_text("[[notice]]\ntext = 1\n", encoding="utf-8")
        qtbot.waitUntil(lambda: "the notices stay as they were" in caplog.text)
        new = tmp_path / "new.toml"
        new.write_text('[[notice]]\ntext = "乙"\n', encoding="utf-8")
        new.replace(file)
        qtbot.waitUntil(lambda: seen[-1] == ["乙"])
    finally:
        notices.stop()
    caplog.clear()
