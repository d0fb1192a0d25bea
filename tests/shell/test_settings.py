"""Settings: every mistake is told with its file, its line and what was expected."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shell.i18n import EN, error_text
from shell.settings import (
    MissingSetting,
    Section,
    Settings,
    SettingsError,
    SettingsSyntax,
    UnknownSetting,
    WrongSetting,
    load_settings,
)


class Printer(Section):
    port: str
    baud: int = 115200


class KioskSection(Section):
    station: str = "kiosk"
    zones: tuple[str, ...] = ()
    low: bool = False
    printer: Printer | None = None


class KioskSettings(Settings):
    kiosk: KioskSection = KioskSection()


GOOD = """
[hall]
url = "sqlite:///hall.db"
language = "en"

[kiosk]
station = "kiosk-3"   # by the door
zones = ["A", "B"]

[kiosk.printer]
port = "COM3"

[display]
station = "for another app"
"""


def load(folder: Path, text: str) -> KioskSettings:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, KioskSettings)


def test_a_good_file_is_read_and_other_apps_sections_are_left_alone(tmp_path: Path):
    settings = load(tmp_path, GOOD)

    assert settings.hall.language == EN
    assert settings.kiosk.zones == ("A", "B")
    assert settings.kiosk.printer == Printer(port="COM3")


def test_without_a_file_the_defaults_hold():
    assert load_settings(None, KioskSettings).kiosk.station == "kiosk"


@pytest.mark.parametrize(
    ("wrong", "right", "line", "told"),
    [
        (
            'statoin = "kiosk-3"',
            'station = "kiosk-3"',
            7,
            "“statoin” is not known here. Known are: low, printer",
        ),
        ("station = 3", 'station = "kiosk-3"', 7, "“station” must be text in quotes, but is 3"),
        ('zones = "A"', 'zones = ["A", "B"]', 8, '“zones” must be a list in square brackets, but is "A"'),
        ('zones = ["A", 1]', 'zones = ["A", "B"]', 8, "“zones” must be text in quotes, but is 1"),
        ('low = "yes"', 'zones = ["A", "B"]', 8, '“low” must be true or false, but is "yes"'),
        ('language = "fr"', 'language = "en"', 4, "“language” must be one of these: 'zh' or 'en'"),
        ('port = "COM3"\nbaud = 9600.5', 'port = "COM3"', 12, "“baud” must be a whole number, but is 9600.5"),
        ("baud = 9600", 'port = "COM3"', 10, "“port” is missing in [kiosk.printer]"),
        ("[kiosks]", "[kiosk]", 6, "“kiosks” is not known here. Known are: hall, kiosk"),
        ('port = "COM3', 'port = "COM3"', 11, "this is not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, wrong: str, right: str, line: int, told: str):
    assert right in GOOD

    with pytest.raises(SettingsError) as caught:
        load(tmp_path, GOOD.replace(right, wrong))

    assert str(caught.value).startswith(f"{tmp_path / 'kiosk.toml'}, line {line}: ")
    assert told in str(caught.value)


def test_mistakes_are_told_in_chinese_too(tmp_path: Path, chinese: QApplication):
    with pytest.raises(WrongSetting) as caught:
        load(tmp_path, "[kiosk]\nlow = 1\n")

    assert (
        error_text(caught.value) == f"{tmp_path / 'kiosk.toml'} 第 2 行：“low”应为true 或 false，现在是 1。"
    )


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_settings(tmp_path / "nowhere.toml", KioskSettings)


def test_each_kind_of_mistake_has_its_own_error(tmp_path: Path):
    for text, kind in (
        ("[kiosk]\nx = 1", UnknownSetting),
        ("[kiosk.printer]\n", MissingSetting),
        ("[kiosk", SettingsSyntax),
    ):
        with pytest.raises(kind):
            load(tmp_path, text)
