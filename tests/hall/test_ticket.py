"""`hall ticket preview`: a layout, seen before it is printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.kiosk.test_slip import code_text


def hall(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hall", "--language", "en", "ticket", "preview", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_layout_becomes_a_picture_of_its_size_with_a_code_that_can_be_read(tmp_path: Path) -> None:
    out = tmp_path / "ticket.png"
    ended = hall("58mm", "--out", str(out), "--address", "https://hall.example/t", "--reprint")
    assert ended.returncode == 0, ended.stderr
    assert "48 x " in ended.stdout
    assert QImage(str(out)).width() == 384
    assert code_text(QImage(str(out)))[0].startswith("https://hall.example/t/")


def test_what_is_no_layout_is_refused_in_words(tmp_path: Path) -> None:
    ended = hall("a4", "--out", str(tmp_path / "ticket.png"))
    assert ended.returncode != 0
    assert "58mm, 80mm" in ended.stderr + ended.stdout
