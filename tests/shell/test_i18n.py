"""Words: nothing is left untranslated, and what is committed fits the code."""

import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from db.errors import CounterBusy, IllegalMove
from shell.i18n import TRANSLATIONS, error_text, install, languages, own_name, update
from shell.settings import Settings, WrongSetting, load_settings
from tests.made_up_language import drop_in_made_up_language

TS_FILES = sorted(TRANSLATIONS.glob("*.ts"))


@pytest.mark.parametrize("path", TS_FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path):
    messages = list(ET.parse(path).iter("message"))
    open_ones = [
        message.findtext("source")
        for message in messages
        if not message.findtext("translation") or message.find("translation[@type]") is not None
    ]

    assert messages
    assert open_ones == []


@pytest.mark.parametrize("path", TS_FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_places_to_fill_in(path: Path):
    for message in ET.parse(path).iter("message"):
        source, translation = message.findtext("source") or "", message.findtext("translation") or ""
        assert places(source) == places(translation), source


def places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_the_translation_files_fit_the_code_and_are_compiled(tmp_path: Path):
    for path in TS_FILES:
        shutil.copy(path, tmp_path)

    update(folder=tmp_path)

    for made in sorted(tmp_path.iterdir()):
        committed = TRANSLATIONS / made.name
        assert committed.exists(), f"run python -m shell.i18n, and translate {made.name}"
        assert made.read_bytes() == committed.read_bytes(), (
            f"run python -m shell.i18n {made.name.split('_')[0]}"
        )


@pytest.mark.skipif(sys.platform != "linux", reason="nowhere else can a program see what it holds")
def test_whoever_changes_the_language_lets_go_of_the_one_before(chinese: QApplication):
    def files_held() -> int:
        return Path("/proc/self/maps").read_text().count(".qm\n")

    before = files_held()
    for _ in range(3):
        install(chinese, "en")
        install(chinese, "zh")

    assert before > 0 and files_held() == before


def test_an_error_is_told_in_the_language_of_the_screen(chinese: QApplication):
    error = CounterBusy(number="B2047", counter=48)

    assert error_text(error) == "B2047 还在 48 号窗口，请先办结或过号。"
    install(chinese, "en")
    assert error_text(error) == "B2047 is still at counter 48: finish it or mark it as a no-show first."


def test_the_words_inside_an_error_are_translated_too(chinese: QApplication):
    error = IllegalMove(number="B2047", state="being served", verb="called again")

    assert error_text(error) == "B2047 目前“办理中”，现在不能“重呼”。"


def test_what_nobody_foresaw_is_told_without_its_innards(chinese: QApplication):
    assert error_text(ZeroDivisionError("division by zero")) == "出了点问题，请告诉大厅工作人员。"


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A third language, as a hall's own translator would bring it: every word said backwards."""
    return drop_in_made_up_language(tmp_path, monkeypatch)


def test_a_further_language_is_a_file_that_lies_there(made_up: Path, chinese: QApplication):
    assert languages() == ("zh", "en", "qya")
    assert [own_name(each) for each in languages()] == ["中文", "English", "hsilgnE"]
    install(chinese, "qya")
    assert QCoreApplication.translate("kiosk", "Back") == "kcaB"
    assert error_text(CounterBusy(number="B2047", counter=48)).endswith("B2047")


def test_a_language_that_is_not_there_is_refused_with_those_that_are(chinese: QApplication, tmp_path: Path):
    path = tmp_path / "kiosk.toml"
    path.write_text('[hall]\nlanguage = "qya"\n', encoding="utf-8")
    with pytest.raises(WrongSetting) as refused:
        load_settings(path, Settings)
    assert "'zh' or 'en'" in error_text(refused.value)
    with pytest.raises(ValueError, match="qya"):
        install(chinese, "qya")
