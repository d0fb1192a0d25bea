"""Words on screens: English in the code, every other language from `assets/translations`.

`python -m shell.i18n [PACKAGE ...]` brings the .ts files up to date with the code and compiles the .qm files
beside them. Both are committed: a station needs no Qt tools.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QTranslator

from db.directory import Named
from db.errors import HallError
from shell.assets import ASSETS

TRANSLATIONS = ASSETS / "translations"


class Language(StrEnum):
    """What the hall speaks."""

    ZH = "zh"
    EN = "en"


SOURCES = {
    "shell": ("shell", "db"),
    "kiosk": ("kiosk",),
    "caller": ("caller",),
    "display": ("display",),
    "hall": ("hall",),
}
"""Which packages' texts stand in which file."""

_installed: list[QTranslator] = []
_language = Language.EN


def install(app: QCoreApplication, language: str) -> None:
    """Speak this language from now on; widgets hear of it by a LanguageChange event."""
    global _language  # noqa: PLW0603 - one screen, one language
    _language = Language(language)
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    for path in sorted(TRANSLATIONS.glob(f"*_{Language(language)}.qm")):
        translator = QTranslator(app)
        if translator.load(str(path)):
            app.installTranslator(translator)
            _installed.append(translator)


def error_text(error: BaseException) -> str:
    """What went wrong, in the language of the screen."""
    translate = QCoreApplication.translate
    if not isinstance(error, HallError):
        return translate("errors", HallError.template)
    words = {name: in_words(value) for name, value in error.fields.items()}
    return translate("errors", error.template).format(**words)


def in_words(value: object) -> object:
    """What `db` says, in the language of the screen: the hall's own things bring their names along."""
    if isinstance(value, Named):
        return value.named(_language)
    return QCoreApplication.translate("errors", value) if isinstance(value, str) and value else value


def update(names: Collection[str] = (), folder: Path = TRANSLATIONS) -> None:
    """Collect the texts of the code (of these packages, or of all) into .ts files, and compile them."""
    root = ASSETS.parent
    for name in names or SOURCES:
        sources = sorted(path for package in SOURCES[name] for path in (root / package).rglob("*.py"))
        for language in Language:
            if language == Language.EN or not sources:
                continue
            ts = folder / f"{name}_{language}.ts"
            relative = [str(path.relative_to(root)) for path in sources]
            _tool("lupdate", "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
                  "-target-language", language, *relative, "-ts", str(ts))  # fmt: skip
            if ts.exists():
                # Put in place whole: a running app has the old file mapped, and would die of a shortened one.
                unfinished = ts.with_suffix(".new")
                _tool("lrelease", "-silent", str(ts), "-qm", str(unfinished))
                unfinished.replace(ts.with_suffix(".qm"))


def _tool(name: str, *arguments: str) -> None:
    """Run one of the Qt tools that come with PySide6."""
    folder = Path(PySide6.__file__).parent
    program = next(path for path in (folder / name, folder / f"{name}.exe") if path.exists())
    subprocess.run([program, *arguments], check=True, cwd=ASSETS.parent, stdout=sys.stderr)


if __name__ == "__main__":
    update(sys.argv[1:])
