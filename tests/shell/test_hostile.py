"""Settings and translations of anything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from caller.settings import CallerSettings
from db.errors import CounterBusy, HallError
from display.settings import DisplaySettings
from kiosk.settings import KioskSettings
from shell.i18n import TRANSLATIONS, error_text
from shell.settings import load_settings
from tests.hostile import BYTES, FEW, TEXTS

GOOD = b'[hall]\nurl = "sqlite:///hall.db"\n'


@FEW
@given(data=BYTES, before=st.booleans())
def test_a_spoilt_settings_file_is_told_or_harmless(data: bytes, before: bool, tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_bytes(data + GOOD if before else GOOD + data)
    for model in (KioskSettings, CallerSettings, DisplaySettings):
        with suppress(HallError):
            load_settings(path, model)


class Anything(QTranslator):
    """A translation that says this, whatever it is asked for."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return self._words


@FEW
@given(
    words=st.one_of(
        TEXTS, st.sampled_from(["{nobody}", "{}", "{number.x}", "{number:d}", "{", "{counter!x}"])
    )
)
def test_a_translation_of_anything_tells_what_went_wrong(qapp: QApplication, words: str) -> None:
    translator = Anything(words)
    qapp.installTranslator(translator)
    try:
        assert isinstance(error_text(CounterBusy(number="B2047", counter=48)), str)
    finally:
        qapp.removeTranslator(translator)


@FEW
@given(data=BYTES, place=st.floats(0, 1))
def test_a_spoilt_translation_speaks_or_is_silent(
    qapp: QApplication, data: bytes, place: float, tmp_path: Path
) -> None:
    whole = (TRANSLATIONS / "shell_zh.qm").read_bytes()
    cut = 16 + int((len(whole) - 16) * place)
    (tmp_path / "shell_ko.qm").write_bytes(whole[:cut] + data + whole[cut + len(data) :])
    translator = QTranslator()
    if translator.load(str(tmp_path / "shell_ko.qm")):
        translator.translate("errors", CounterBusy.template)
